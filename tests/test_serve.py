"""`mkdocs serve`: what is saved is shown, and nothing that is typed ends it."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from mkdocs_report.collected import State, state_file, write_collected, write_state
from tests.forms import PNG, TEMPLATE, fill
from tests.sites import ENVIRONMENT, project
from tests.test_evidence import RECORD

WAIT = 30.0


class Preview:
    """A running preview."""

    def __init__(self, root: Path, address: str, process: subprocess.Popen[bytes]) -> None:
        self.root, self.address, self.process = root, address, process

    def fetch(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=WAIT) as answer:
            return str(answer.read().decode())

    def wait(self, path: str, shown: Callable[[str], bool]) -> str:
        end = time.monotonic() + WAIT
        page = ""
        while time.monotonic() < end:
            assert self.process.poll() is None, "the preview has ended"
            try:
                page = self.fetch(path)
            except OSError:
                page = ""
            if shown(page):
                return page
            time.sleep(0.1)
        pytest.fail(f"not shown in time: {page[-2000:]}")


@contextmanager
def previewing(root: Path, generator: str = "mkdocs") -> Iterator[Preview]:
    """Serve a project that has a group `one`, until its page is there and for as long as it is wanted."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (root / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", generator, "serve", "-a", f"127.0.0.1:{port}"],
            cwd=root,
            env=ENVIRONMENT,
            stdout=log,
            stderr=log,
        )
        running = Preview(root, f"http://127.0.0.1:{port}/", process)
        try:
            running.wait("groups/one/", lambda page: "data-words" in page)
            yield running
        finally:
            process.terminate()
            process.wait(timeout=WAIT)


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    root = project(tmp_path, report={"waivers": "waivers.yml", "evidence": "evidence.yml"})
    for name in ("waivers.yml", "evidence.yml"):
        (root / name).write_text("# none\n")
    with previewing(root) as running:
        yield running


def words(page: str, question: int) -> str | None:
    match = re.search(rf'data-question="question-{question}" data-verdict="(\w+)" data-words="(\d+)"', page)
    return f"{match[1]} {match[2]}" if match else None


def test_what_is_saved_is_shown(preview: Preview) -> None:
    report = preview.root / "docs/groups/one/README.md"
    page = "groups/one/"

    report.write_text(fill(q2="Only four words here"))
    shown = preview.wait(page, lambda text: words(text, 2) == "hard 4")
    assert "livereload" in shown
    assert "Content-Security-Policy" not in shown  # it would stop the script that reloads the page

    (preview.root / "waivers.yml").write_text("- {group: one, question: 2, rule: too-few-words, reason: Ill.}\n")
    preview.wait(page, lambda text: words(text, 2) == "passed 4" and "Waived: Ill." in text)

    (preview.root / "template.md").write_text(TEMPLATE.replace("10-20 words", "3-5 words"))
    preview.wait(page, lambda text: "of 3–5" in text)

    report.write_text(fill(q3="The loaf is brown and round.\n\n![x](figures/new.png)"))
    preview.wait(page, lambda text: "Picture not found" in text)
    (preview.root / "docs/groups/one/figures/new.png").write_bytes(PNG)
    preview.wait(page, lambda text: 'src="images/' in text and "Picture not found" not in text)

    for broken in (b"", b"\xff\xfe\x00", b"```\n<!--\n### Question 2", fill(q4="<div><script>").encode()):
        report.write_bytes(broken)
        time.sleep(0.3)
    report.write_text(fill(q4="Back again."))
    preview.wait(page, lambda text: words(text, 4) == "passed 2")
    assert "Traceback" not in (preview.root / "serve.log").read_text()


def test_evidence_and_records_are_watched(preview: Preview) -> None:
    page = "groups/one/"
    folder = preview.root / "docs/groups/one"
    (folder / "README.md").write_text(fill().replace("* [ ] Wash", "* [x] Wash"))
    (folder / "collected.json").write_text(write_collected(RECORD))
    preview.wait(page, lambda text: "Collected at commit" in text and "claimed-not-found" not in text)
    (preview.root / "evidence.yml").write_text("- {item: hands, any: soap.txt}\n")
    preview.wait(page, lambda text: "claimed-not-found" in text)
    (folder / "collected.json").write_text(write_collected(replace(RECORD, names=("soap.txt",))))
    preview.wait(page, lambda text: "<code>soap.txt</code>" in text and "claimed-not-found" not in text)
    file = state_file(folder)
    file.parent.mkdir()
    file.write_text(write_state(State("one", error="It is gone.")))
    (folder / "README.md").touch()
    preview.wait(page, lambda text: "An older copy." in text)


def test_a_broken_template_ends_nothing(preview: Preview) -> None:
    (preview.root / "template.md").write_text("# Nothing\n")
    deadline = time.monotonic() + WAIT
    while "has no question" not in (preview.root / "serve.log").read_text() and time.monotonic() < deadline:
        time.sleep(0.1)
    (preview.root / "template.md").write_text(TEMPLATE.replace("10-20 words", "7-20 words"))
    preview.wait("groups/one/", lambda text: "of 7–20" in text)
