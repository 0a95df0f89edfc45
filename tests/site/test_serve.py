"""`mkdocs serve`: what is saved is shown, and nothing that is typed ends it."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from mkdocs_report.parsing.collect_record import State, state_file, write_collected, write_state
from tests.course.test_evidence import RECORD
from tests.support.builds import ENVIRONMENT, project
from tests.support.reports import PNG, TEMPLATE, fill

pytestmark = pytest.mark.slow

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

    def wait_log(self, text: str) -> None:
        end = time.monotonic() + WAIT
        while text not in (self.root / "serve.log").read_text():
            assert time.monotonic() < end, "not told in time"
            time.sleep(0.1)


@contextmanager
def previewing(
    root: Path, generator: str = "mkdocs", first: tuple[str, str] = ("groups/one/", "data-words")
) -> Iterator[Preview]:
    """Serve a project that has a group `one`, until a page has a text and for as long as it is wanted."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (root / "serve.log").open("wb") as log, tempfile.TemporaryDirectory() as temporary:
        process = subprocess.Popen(
            [sys.executable, "-m", generator, "serve", "-a", f"127.0.0.1:{port}"],
            cwd=root,
            env={**ENVIRONMENT, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), temporary)},  # it leaves its site there
            stdout=log,
            stderr=log,
        )
        running = Preview(root, f"http://127.0.0.1:{port}/", process)
        try:
            running.wait(first[0], lambda page: first[1] in page)
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
    shown = preview.wait(page, lambda text: words(text, 2) == "error 4")
    assert "livereload" in shown
    assert "Content-Security-Policy" not in shown  # it would stop the script that reloads the page

    (preview.root / "waivers.yml").write_text("- {group: one, question: 2, rule: too-few-words, reason: Ill.}\n")
    preview.wait(page, lambda text: words(text, 2) == "passed 4" and "Waived: Ill." in text)

    (preview.root / "template.md").write_text(TEMPLATE.replace("10-20 words", "3-5 words"))
    preview.wait(page, lambda text: "required 3–5" in text)

    report.write_text(fill(q3="The loaf is brown and round.\n\n![x](figures/new.png)"))
    preview.wait(page, lambda text: "Image not found" in text)
    (preview.root / "docs/groups/one/figures/new.png").write_bytes(PNG)
    preview.wait(page, lambda text: 'src="images/' in text and "Image not found" not in text)

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
    preview.wait(page, lambda text: "Outdated copy." in text)


def test_a_template_that_is_not_there_yet_is_an_error_until_it_is(tmp_path: Path) -> None:
    root = project(tmp_path, report={"templates": ["forms/2026/new.md"]})
    with previewing(root, first=("", "forms/2026/new.md")) as running:
        with pytest.raises(OSError, match="404"):
            running.fetch("groups/one/")
        (root / "forms/2026").mkdir(parents=True)
        (root / "forms/2026/new.md").write_text(TEMPLATE)
        running.wait("groups/one/", lambda text: "required 10–20" in text)
        (root / "forms/2026/new.md").write_text(TEMPLATE.replace("10-20 words", "7-20 words"))
        running.wait("groups/one/", lambda text: "required 7–20" in text)
        settings = (root / "mkdocs.yml").read_text()
        (root / "mkdocs.yml").write_text(settings.replace("forms/2026/new.md", "later/next.md"))
        running.wait_log("no file matches “later/next.md”")
        (root / "later").mkdir()
        (root / "later/next.md").write_text(TEMPLATE.replace("10-20 words", "9-20 words"))
        running.wait("groups/one/", lambda text: "required 9–20" in text)
    assert "Traceback" not in (root / "serve.log").read_text()


def test_drafts_and_edit_links_in_a_preview(tmp_path: Path) -> None:
    """A draft has its page in a preview, as for any page of MkDocs."""
    groups = {"one": fill(), "a'b <i>": fill(q1="8"), "draft": fill(q1="9")}
    root = project(
        tmp_path,
        groups,
        theme={"name": "material", "font": False, "features": ["content.action.edit"]},
        draft_docs="groups/draft/\n",
        repo_url="https://git.example/x",
        edit_uri="edit/main/docs/",
    )
    with previewing(root) as running:
        assert "data-words" in running.fetch("groups/draft/")
        assert "groups/draft/" in running.fetch("course/")
        assert "https://git.example/x/edit/main/docs/groups/a%27b%20%3Ci%3E/README.md" in running.fetch(
            "groups/a-b%20-i-/"
        )


def test_a_broken_template_ends_nothing(preview: Preview) -> None:
    (preview.root / "template.md").write_text("# Nothing\n")
    preview.wait_log("has no question")
    (preview.root / "template.md").write_text(TEMPLATE.replace("10-20 words", "7-20 words"))
    preview.wait("groups/one/", lambda text: "required 7–20" in text)


def test_a_fragment_that_comes_and_goes_while_serving_is_used_and_not_used(tmp_path: Path) -> None:
    root = project(tmp_path, theme={"name": "mkdocs", "custom_dir": "overrides"})
    fragment = root / "overrides/report/pager.html"
    (root / "overrides").mkdir()
    (root / "overrides/kept.html").write_text("x")

    def changed(words: str) -> None:
        (root / "docs/groups/two/README.md").write_text(fill(q4=words))

    with previewing(root) as running:
        fragment.parent.mkdir()
        fragment.write_text("<p>OUR OWN</p>")
        changed("One word.")
        running.wait("groups/two/", lambda text: "One word." in text and "OUR OWN" in text)
        running.wait("groups/one/", lambda text: "OUR OWN" in text)  # it could stand in from before
        fragment.write_text("<p>ANOTHER</p>")
        changed("Two words.")
        running.wait("groups/two/", lambda text: "Two words." in text and "ANOTHER" in text)
        running.wait("groups/one/", lambda text: "ANOTHER" in text)
    with previewing(root) as running:
        assert "ANOTHER" in running.fetch("groups/one/")
        fragment.unlink()
        changed("Three words.")
        running.wait("groups/two/", lambda text: "Three words." in text and "ANOTHER" not in text)
        running.wait("groups/one/", lambda text: "data-words" in text and "ANOTHER" not in text)
    assert "Traceback" not in (root / "serve.log").read_text()
