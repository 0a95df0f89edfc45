"""The demo course and the documentation are what their scripts make, and show what they promise."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from mkdocs_report.config.read_settings import read_settings
from mkdocs_report.course.discovery import find_reports
from mkdocs_report.course.reader import make_course
from mkdocs_report.course.templates import load_templates
from mkdocs_report.model.course import Course
from mkdocs_report.model.finding import Verdict
from tests.support.browser import build_demo
from tests.support.builds import ENVIRONMENT
from tests.support.crawl import dead_links
from tests.support.processes import run_module

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def demo() -> Course:
    groups = ROOT / "docs" / "groups"
    template = groups / "TEMPLATE.md"
    versions = load_templates([template], ROOT)
    settings = read_settings(ROOT / "mkdocs.yml", "mkdocs.yml")
    return make_course(find_reports(groups, versions, [template]), versions, settings, ROOT)


@pytest.mark.parametrize("script", ["scripts.demo", "scripts.docs"])
def test_generated_files_are_up_to_date(script: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", script, "--check"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_demo_shows_every_verdict_and_every_kind_of_limit(demo: Course) -> None:
    assert len(demo.reports) == 8
    assert demo.problems == ()
    assert {judged.verdict for judged in demo.reports} == {Verdict.PASSED, Verdict.WARNING, Verdict.ERROR}
    answers = [(judged, answer) for judged in demo.reports for answer in judged.report.answers]
    assert {judged.verdict_of(answer) for judged, answer in answers} == set(Verdict)
    limits = [question.limits for question in demo.templates[0].questions]
    assert any(limit.words and limit.words.least is None for limit in limits)
    assert any(limit.words and limit.words.most is None for limit in limits)
    assert {limit.advisory for limit in limits if limit.words} == {True, False}
    assert any(limit.images for limit in limits)
    assert any(finding.waived for judged in demo.reports for finding in judged.findings)


def test_the_demo_builds_strictly(tmp_path: Path) -> None:
    ended = run_module("mkdocs", ["build", "--strict", "-q", "-d", str(tmp_path)], ROOT, ENVIRONMENT, 120)
    assert ended.returncode == 0, ended.stderr.decode()
    assert len(list((tmp_path / "groups").glob("*/index.html"))) == 8


@pytest.mark.parametrize("folders", [True, False], ids=["course/index.html", "course.html"])
def test_no_link_is_dead_on_any_page_the_manual_among_them(tmp_path: Path, folders: bool) -> None:
    ours = {"report": {"templates": [str(ROOT / "docs/groups/TEMPLATE.md")], "fail_on": "never"}}
    plugins = yaml.safe_load((ROOT / "mkdocs.yml").read_text())["plugins"]
    config = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "docs_dir": str(ROOT / "docs"),
        "use_directory_urls": folders,
        "theme": {"custom_dir": str(ROOT / "overrides")},
        "plugins": [*(each for each in plugins if "report" not in each), ours],
    }
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(config))
    build_demo(tmp_path / "site", tmp_path / "mkdocs.yml")
    assert (tmp_path / "site" / ("tutorials/student/index.html" if folders else "tutorials/student.html")).is_file()
    assert dead_links(tmp_path / "site", "https://example.org/stream-survey/") == []
