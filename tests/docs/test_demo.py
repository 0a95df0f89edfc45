"""The demo course and the documentation are what their scripts make, and show what they promise."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html as lxml_html

from mkdocs_report.model.course import Course
from mkdocs_report.model.finding import Verdict
from mkdocs_report.model.limits import Unit
from mkdocs_report.model.template import QuestionForm
from scripts.demo.judged import judged_courses

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def courses() -> dict[str, Course]:
    return judged_courses()


@pytest.mark.parametrize("command", ["scripts.demo --check --quick", "scripts.docs --check"])
def test_generated_files_are_up_to_date(command: str) -> None:
    """One image of each kind is painted; `.ci/run` paints them all."""
    result = subprocess.run(
        [sys.executable, "-m", *command.split()], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_first_course_shows_every_verdict_and_limits_of_words_and_images(courses: dict[str, Course]) -> None:
    course = courses["Stream"]
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


def test_the_second_course_shows_headings_as_questions_and_limits_of_other_units(courses: dict[str, Course]) -> None:
    course = courses["Myths"]
    assert course.problems == ()
    asked = course.templates[0].questions
    assert {question.form for question in asked} == {QuestionForm.HEADINGS}
    units = {limit.unit for question in asked for limit in question.limits.limits}
    assert units == {Unit.CHARACTERS, Unit.SENTENCES, Unit.PARAGRAPHS, Unit.LINKS, Unit.TABLES}
    assert not course.has_images
    rules = {judged.report.id: [finding.rule for finding in judged.findings] for judged in course.reports}
    assert rules == {
        "01-toast": [],
        "02-kettle": [
            "too-many-characters",
            "too-few-links",
            "too-few-paragraphs",
            "too-few-tables",
            "too-many-sentences",
        ],
        "03-moss": ["text-outside-questions", "text-outside-questions", "unanswered"],
        "04-onion": ["placeholder-left", "too-few-links"],
    }
    assert [judged.verdict.value for judged in course.reports] == ["passed", "error", "error", "warning"]


def test_the_demo_builds_strictly(demo: Path) -> None:
    assert len(list((demo / "groups").glob("*/index.html"))) == 8
    assert len(list((demo / "myths").glob("0*/index.html"))) == 4


def test_pages_of_a_course_without_images_do_not_speak_of_images(demo: Path) -> None:
    for page in (demo / "myths").rglob("index.html"):
        [article] = lxml_html.fromstring(page.read_text(encoding="utf-8")).xpath("//article")
        assert not re.search(r"\b(images?|pictures?|checklist)\b", article.text_content(), re.IGNORECASE), page
