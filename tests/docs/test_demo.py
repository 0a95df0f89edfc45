"""The demo course and the documentation are what their scripts make, and show what they promise."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mkdocs_report.config.read_settings import read_settings
from mkdocs_report.course.discovery import find_reports
from mkdocs_report.course.reader import make_course
from mkdocs_report.course.templates import load_templates
from mkdocs_report.model.course import Course
from mkdocs_report.model.finding import Verdict

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def course() -> Course:
    groups = ROOT / "docs" / "groups"
    template = groups / "TEMPLATE.md"
    versions = load_templates([template], ROOT)
    settings = read_settings(ROOT / "mkdocs.yml", "mkdocs.yml")
    return make_course(find_reports(groups, versions, [template]), versions, settings, ROOT)


@pytest.mark.parametrize("command", ["scripts.demo --check --quick", "scripts.docs --check"])
def test_generated_files_are_up_to_date(command: str) -> None:
    """One image of each kind is painted; `.ci/run` paints them all."""
    result = subprocess.run(
        [sys.executable, "-m", *command.split()], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_demo_shows_every_verdict_and_every_kind_of_limit(course: Course) -> None:
    assert len(course.reports) == 8
    assert course.problems == ()
    assert {judged.verdict for judged in course.reports} == {Verdict.PASSED, Verdict.WARNING, Verdict.ERROR}
    answers = [(judged, answer) for judged in course.reports for answer in judged.report.answers]
    assert {judged.verdict_of(answer) for judged, answer in answers} == set(Verdict)
    limits = [question.limits for question in course.templates[0].questions]
    assert any(limit.words and limit.words.least is None for limit in limits)
    assert any(limit.words and limit.words.most is None for limit in limits)
    assert {limit.advisory for limit in limits if limit.words} == {True, False}
    assert any(limit.images for limit in limits)
    assert any(finding.waived for judged in course.reports for finding in judged.findings)


def test_the_demo_builds_strictly(demo: Path) -> None:
    assert len(list((demo / "groups").glob("*/index.html"))) == 8
