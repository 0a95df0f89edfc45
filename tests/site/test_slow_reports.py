"""A site with a report that never ends, or breaks what reads it: it is built, and all others come out as they would."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from PIL import Image

from tests.runtime.test_pool import children, interruptible, is_there, linux, wait_for
from tests.site.test_serve import Preview, preview, words
from tests.support import jobs
from tests.support.builds import Built, build, numbered, project
from tests.support.jobs import SECONDS
from tests.support.reports import fill

pytestmark = pytest.mark.slow

__all__ = ["interruptible", "preview"]

ROOT = Path(__file__).parent.parent.parent
STEPS = {"masked": "people.Mask.find", "rendered": "markdown.render", "sanitised": "safety.sanitise"}
HOOK = """\
import sys
sys.path.insert(0, {root!r})
from mkdocs_report.runtime import pool as contained
from mkdocs_report.parsing.markdown import engine as markdown, sanitizer as safety
from mkdocs_report.masking import mask as people
from mkdocs_report.images import prepare as prepared
from tests.support import jobs

contained.SECONDS = {seconds}
usual = {step}

def trapped(*arguments, **named):
    for text in arguments:
        if isinstance(text, str | bytes) and {sign!r} in str(text):
            jobs.misbehave({how!r})
    return usual(*arguments, **named)

{step} = trapped
"""


def trapped(root: Path, step: str, how: str, sign: str = "Trapped") -> Path:
    """Have a step of a project's build do what is not to be done when it comes to a text."""
    (root / "hook.py").write_text(HOOK.format(root=str(ROOT), seconds=SECONDS, step=step, how=how, sign=sign))
    config = yaml.safe_load((root / "mkdocs.yml").read_text())
    (root / "mkdocs.yml").write_text(yaml.safe_dump({**config, "hooks": ["hook.py"]}))
    return root


def pages(built: Built, groups: tuple[str, ...]) -> dict[str, bytes]:
    return {group: (built.site / f"groups/{group}/index.html").read_bytes() for group in groups}


GROUPS = {"first": fill(q1="6"), "hostile": fill(q1="", q4="Trapped."), "last": fill(q1="8", q4="We *did*.")}
OTHERS = ("first", "last")


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(project(tmp_path_factory.mktemp("usual"), GROUPS))


@linux  # where a process is forked, which takes the trap with it
@pytest.mark.parametrize(  # each step, and each way; every way at once is in tests/runtime/test_pool.py
    ("step", "how"), [("masked", "sleeps"), ("rendered", "eats"), ("sanitised", "crashes"), ("rendered", "raises")]
)
def test_what_outruns_its_limits_when_it_is_published_stops_no_other(
    tmp_path: Path, usual: Built, step: str, how: str
) -> None:
    built = build(trapped(project(tmp_path, GROUPS), STEPS[step], how))
    assert built.code == 0
    assert "Traceback" not in built.log
    assert f"The file was not read: {jobs.WAYS[how]}. Check that this file is a report. [too-slow]" in built.log
    assert pages(built, OTHERS) == pages(usual, OTHERS)
    assert "Trapped" not in (built.site / "groups/hostile/index.html").read_text()
    images = {name for name in usual.files() if name.startswith("groups/hostile/images/")}
    assert len(images) == 1
    assert built.files() == usual.files() - images


@linux
@pytest.mark.parametrize("how", ["sleeps", "crashes"])
def test_an_image_that_outruns_its_limits_costs_no_text(tmp_path: Path, usual: Built, how: str) -> None:
    root = project(tmp_path, GROUPS)
    image = root / "docs/groups/hostile/figures/loaf.png"
    image.write_bytes(image.read_bytes() + b"Trapped")
    built = build(trapped(root, "prepared.opened_image", how))
    assert built.code == 0
    assert built.log.count("[image-too-large]") == 1
    assert pages(built, OTHERS) == pages(usual, OTHERS)
    assert "Trapped" in (built.site / "groups/hostile/index.html").read_text()


@linux
def test_a_copy_that_can_not_be_made_is_told_and_left_out_next_time(tmp_path: Path, usual: Built) -> None:
    root = project(tmp_path, GROUPS)
    Image.linear_gradient("L").resize((900, 600)).save(root / "docs/groups/hostile/figures/loaf.png", "JPEG")
    built = build(trapped(root, "prepared.encode_still", "raises", sign="JPEG"))
    assert built.code == 0
    assert built.log.count("hostile/figures/loaf.png: Making the published copy took too long") == 1
    assert set(map(numbered, built.files())) == set(map(numbered, usual.files()))
    assert pages(built, OTHERS) == pages(usual, OTHERS)
    again = build(root)
    assert again.code == 0
    assert again.log.count("[image-too-large]") == 1


@linux
def test_no_process_is_left_after_a_preview(preview: Preview) -> None:
    first = children(preview.process.pid)
    assert first
    report = preview.root / "docs/groups/one/README.md"
    report.write_text(fill(q2="Only four words here"))
    preview.wait("groups/one/", lambda text: words(text, 2) == "error 4")
    assert children(preview.process.pid) == first  # kept for the next time
    preview.process.send_signal(signal.SIGINT)
    preview.process.wait(timeout=60)
    assert not any(map(is_there, first))
    assert "Traceback" not in (preview.root / "serve.log").read_text()


@linux
def test_no_process_is_left_after_a_build_that_is_killed(tmp_path: Path) -> None:
    root = trapped(project(tmp_path, GROUPS), STEPS["rendered"], "sleeps")
    (root / "hook.py").write_text((root / "hook.py").read_text().replace(f"SECONDS = {SECONDS}", "SECONDS = 600"))
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    with subprocess.Popen(command, cwd=root, stderr=subprocess.DEVNULL, env={**os.environ}) as process:
        wait_for(lambda: len(children(process.pid)) > 0)
        found = children(process.pid)
        process.kill()
    wait_for(lambda: not any(map(is_there, found)))
