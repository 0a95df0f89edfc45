"""The plugin under ProperDocs, the continuation of MkDocs 1: the same site, cold, warm and while serving."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from tests.site.test_incremental import cold, every_byte, standing
from tests.site.test_serve import previewing, words
from tests.support.builds import Built, build, project
from tests.support.reports import fill

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("properdocs") is None, reason="ProperDocs is not installed"),
]

GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')
FAULTS = {"one": fill(q2="Only four words here"), "two": fill(q1="8", q3="![](gone.png)")}


def unsigned(built: Built) -> dict[str, bytes]:
    """Return what a site holds, but for the line in which each page names its generator."""
    return {name: GENERATOR.sub(b"", content) for name, content in every_byte(built).items()}


def test_the_demo_is_the_same_site(demo: Path, tmp_path: Path) -> None:
    """The demo that all tests share was built by MkDocs, strictly; ProperDocs builds the same sources elsewhere."""
    ended = build(demo.parent, "--strict", "-d", str(tmp_path), generator="properdocs")
    assert ended.code == 0, ended.log
    ours, theirs = unsigned(Built(0, ended.log, tmp_path)), unsigned(Built(0, "", demo))
    assert "course/index.html" in ours
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []
    assert b"ProperDocs" in (tmp_path / "course/index.html").read_bytes()


def test_a_strict_build_counts_findings(tmp_path: Path) -> None:
    root = project(tmp_path, FAULTS)
    theirs, ours = build(root, "--strict"), build(root, "--strict", generator="properdocs")
    assert theirs.code == ours.code == 1
    assert ours.warnings() == theirs.warnings()
    assert len(ours.warnings()) >= 2
    assert f"Aborted with {len(ours.warnings())} warnings" in ours.log
    assert (ours.site / "groups/one/index.html").is_file()
    assert build(project(tmp_path / "good"), "--strict", generator="properdocs").code == 0


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_warm_is_cold(tmp_path: Path, theme: str) -> None:
    root = project(tmp_path, {**FAULTS, "three": fill(q1="9")}, theme={"name": theme}, report={"fail_on": "never"})
    first = build(root, generator="properdocs", SOURCE_DATE_EPOCH="0")  # one of the themes tells when it was built
    expected = every_byte(first)
    again = build(root, generator="properdocs", SOURCE_DATE_EPOCH="0")
    every = standing(first)[1]
    assert standing(first)[0] == 0
    assert standing(again) == (every, every)
    assert every_byte(again) == expected


def test_finished_pages_of_one_generator_are_not_those_of_the_other(tmp_path: Path) -> None:
    root = project(tmp_path, FAULTS, report={"fail_on": "never"})
    theirs = every_byte(build(root))
    ours = every_byte(build(root, generator="properdocs"))
    assert b"ProperDocs" in ours["groups/one/index.html"]
    assert every_byte(build(root)) == theirs
    assert every_byte(cold(root)) == theirs
    assert every_byte(build(root, generator="properdocs")) == ours


def test_settings_may_stand_in_its_own_file(tmp_path: Path) -> None:
    root = project(tmp_path, FAULTS)
    config = yaml.safe_load((root / "mkdocs.yml").read_text())
    (root / "mkdocs.yml").unlink()
    (root / "properdocs.yml").write_text(yaml.safe_dump({**config, "site_name": "Pantry"}))
    built = build(root, generator="properdocs")
    assert built.code == 0
    assert "Pantry" in built.page("groups/one/index.html").findtext(".//title")
    assert any("groups/one/README.md" in line for line in built.warnings())


def test_what_is_saved_is_shown(tmp_path: Path) -> None:
    root = project(tmp_path)
    with previewing(root, "properdocs") as preview:
        (root / "docs/groups/one/README.md").write_text(fill(q2="Only four words here"))
        shown = preview.wait("groups/one/", lambda page: words(page, 2) == "error 4")
        assert "livereload" in shown
        (root / "template.md").write_text((root / "template.md").read_text().replace("10-20 words", "3-5 words"))
        preview.wait("groups/one/", lambda page: "required 3–5" in page)
        assert "Traceback" not in (root / "serve.log").read_text()
