"""The matrix: what its numbers count, their place in the limits; and groups without a report, in every count."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mkdocs_report.model.course import AbsentGroup, Course
from mkdocs_report.model.finding import Verdict
from mkdocs_report.model.limits import Bounds, Limit, Limits, Unit
from mkdocs_report.pages.by_question import NO_REPORT, course_questions
from mkdocs_report.pages.checklist import checklist_page
from mkdocs_report.pages.matrix import LEVELS, SHORT_UNITS, MatrixCell, level_of, matrix, unit_of
from mkdocs_report.pages.statistics import statistics
from tests.support.reports import TEMPLATE, fill, judged

NUMBERS = st.integers(0, 40)
ONLY_IMAGES = TEMPLATE.replace("Recommended answer length: 5-30 words + 1 to 2 images.", "Include 1 to 2 images.")
assert ONLY_IMAGES != TEMPLATE


def course(*texts: str, template: str = TEMPLATE) -> Course:
    reports = [judged(text, template) for text in texts]
    named = [replace(each, report=replace(each.report, id=f"g{n}")) for n, each in enumerate(reports)]
    return Course(tuple(named), absent=(AbsentGroup("Group 9", "No report was found."),))


def limits(*units: Unit, part: bool = False) -> Limits:
    return Limits(tuple(Limit(unit, Bounds(1, 2), part=part) for unit in units))


def test_numbers_count_words_unless_only_other_units_are_asked_for() -> None:
    assert unit_of(Limits()) is unit_of(limits(Unit.WORDS, Unit.IMAGES)) is Unit.WORDS
    assert unit_of(limits(Unit.LINKS, part=True)) is Unit.WORDS  # the whole answer has no number of its own
    assert unit_of(Limits((Limit(Unit.WORDS, Bounds(5), part=True), Limit(Unit.IMAGES, Bounds(1))))) is Unit.WORDS
    for unit in Unit:
        assert unit_of(limits(unit)) is unit
        assert len(SHORT_UNITS[unit]) <= len("images")


@given(st.none() | NUMBERS, st.none() | NUMBERS, NUMBERS)
def test_a_level_says_on_which_side_of_the_limit_a_number_is(least: int | None, most: int | None, number: int) -> None:
    if least is not None and most is not None:
        least, most = min(least, most), max(least, most)
    bounds = Bounds(least, most)
    level = level_of(number, bounds)
    assert level in LEVELS
    assert (level in {3, 4, 5}) is bounds.hold(number)
    assert (level < 3) is (least is not None and number < least)
    assert level_of(number, bounds) <= level_of(number + 1, bounds)


def test_a_question_that_asks_for_images_shows_images() -> None:
    found = course(fill(), fill(q3="None."), template=ONLY_IMAGES)
    view = matrix(found, course_questions(found))
    column = view.columns[2]
    assert (column.unit, column.short_unit) == (Unit.IMAGES, "images")
    cells = [row.cells[2] for row in view.rows]
    assert [isinstance(cell, MatrixCell) and (cell.number, cell.level) for cell in cells] == [(1, 4), (0, 1)]


def test_a_group_that_was_asked_for_something_else_shows_that() -> None:
    found = course(fill(), fill(), fill(), template=ONLY_IMAGES)
    *first, last = found.reports
    last = replace(last, limits={**last.limits, "question-3": limits(Unit.WORDS)})
    found = replace(found, reports=(*first, last))
    view = matrix(found, course_questions(found))
    units = [cell.unit for row in view.rows if (cell := row.cells[2])]
    assert units == [Unit.IMAGES, Unit.IMAGES, Unit.WORDS]


def test_a_group_without_a_report_is_in_every_count() -> None:
    found = course(fill(), fill(q2="Short."))
    questions = course_questions(found)
    view = matrix(found, questions)
    assert (view.absent, view.tally[-1]) == (found.absent, (NO_REPORT, 1))
    assert [column.passed for column in view.columns] == [67, 33, 67, 67]
    assert questions[1].tally_of_all == (
        (Verdict.PASSED, 1), (Verdict.WARNING, 0), (Verdict.ERROR, 1), (Verdict.UNANSWERED, 0), (NO_REPORT, 1)
    )  # fmt: skip
    numbers = statistics(found, questions)
    assert (numbers.absent, numbers.tally[-1]) == (found.absent, (NO_REPORT, 1))
    assert [(row.answers, row.groups) for row in numbers.units[0].rows] == [(2, 3)] * 4
    assert numbers.checklist is not None
    assert (numbers.checklist.groups, numbers.checklist.without) == (2, 1)
    assert checklist_page(found).absent == 1
