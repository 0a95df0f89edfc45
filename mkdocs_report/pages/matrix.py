"""Data of the matrix page: groups in rows, questions in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_report.model.course import AbsentGroup, Course, Judged
from mkdocs_report.model.finding import Verdict
from mkdocs_report.model.limits import Bounds, Limits, Unit
from mkdocs_report.pages.by_question import CourseQuestion, report_tally
from mkdocs_report.pages.percent import percent_of
from mkdocs_report.pages.words.words import ENGLISH, Words, with_more
from mkdocs_report.runtime.messages import N_

SHORT_UNITS = {
    Unit.WORDS: N_("words"),
    Unit.IMAGES: N_("images"),
    Unit.CHARACTERS: N_("chars"),
    Unit.SENTENCES: N_("sent."),
    Unit.PARAGRAPHS: N_("parag."),
    Unit.LINKS: N_("links"),
    Unit.TABLES: N_("tables"),
    Unit.CODE_BLOCKS: N_("code"),
}
"""The names of the units in heads of narrow columns."""
LEVELS = {
    1: "less than half of the minimum",
    2: "below the minimum",
    3: "lowest third of the range",
    4: "within the limit",
    5: "highest third of the range",
    6: "above the maximum",
    7: "more than one and a half times the maximum",
}
"""The meaning of each level of the heat map."""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A group's answer to a question: its verdict, the number of a `unit`, and the first finding.

    `level` is the number in relation to its limit, one of `LEVELS`; 0 without a limit or an answer.
    """

    question: str
    verdict: Verdict
    unit: Unit
    number: int
    level: int
    note: str


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """A question: what its numbers count, and how many groups passed, in percent of all that were asked."""

    asked: CourseQuestion
    unit: Unit
    passed: int | None

    @property
    def short_unit(self) -> str:
        """The name of the unit in the head."""
        return SHORT_UNITS[self.unit]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A group. A cell is None if the group's template does not have the question.

    `place` is its place among all groups, from 1, in the order of their ids.
    """

    group: str
    title: str
    place: int
    verdict: Verdict
    errors: int
    cells: tuple[MatrixCell | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Groups by questions. `absent` are the groups without a report."""

    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]
    tally: tuple[tuple[str, int], ...]
    absent: tuple[AbsentGroup, ...] = ()

    @property
    def has_levels(self) -> bool:
        """Whether any number has a limit."""
        return any(cell and cell.level for row in self.rows for cell in row.cells)


def matrix(course: Course, questions: Sequence[CourseQuestion], words: Words = ENGLISH) -> Matrix:
    """Return the data of the matrix page."""
    columns = tuple(
        MatrixColumn(each, unit_of(each.usual_limits), percent_of(each.tally[0][1], each.asked_count))
        for each in questions
    )
    rows = tuple(
        MatrixRow(
            group=judged.report.id,
            title=judged.report.title,
            place=place,
            verdict=judged.verdict,
            errors=judged.totals.errors,
            cells=tuple(_cell(judged, column, words) for column in columns),
        )
        for place, judged in enumerate(course.reports, 1)
    )
    return Matrix(columns, rows, report_tally(course), course.absent)


def unit_of(limits: Limits) -> Unit:
    """Return the unit that tells most about an answer: words, unless only other units are asked for."""
    units = [limit.unit for limit in limits.limits]
    whole = [limit.unit for limit in limits.limits if not limit.part]
    return whole[0] if whole and Unit.WORDS not in units else Unit.WORDS


def level_of(number: int, bounds: Bounds) -> int:
    """Return the level of a number in relation to its limit, one of `LEVELS`."""
    least, most = bounds.pair
    if least is not None and number < least:
        return 1 if 2 * number < least else 2
    if most is not None and number > most:
        return 7 if 2 * number > 3 * most else 6
    if least is None or most is None or most - least < 2:
        return 4
    return 3 + min(3 * (number - least) // (most - least), 2)


def _cell(judged: Judged, column: MatrixColumn, words: Words) -> MatrixCell | None:
    group_answer = column.asked.by_group.get(judged.report.id)
    if group_answer is None:
        return None
    answer, limits = group_answer.answer, judged.limits[column.asked.question.id]
    unit = column.unit if limits.of(column.unit) or not limits.limits else unit_of(limits)
    number, limit = answer.number(unit) or 0, limits.of(unit)
    findings = [finding for finding in judged.findings_of(answer) if finding.counts]
    return MatrixCell(
        question=answer.question.id,
        verdict=group_answer.verdict,
        unit=unit,
        number=number,
        level=level_of(number, limit.bounds) if limit and answer.answered else 0,
        note=with_more(words, findings[0].message, len(findings) - 1) if findings else "",
    )
