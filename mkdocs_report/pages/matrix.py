"""Data of the matrix page: groups in rows, questions in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_report.model.course import Course, Judged
from mkdocs_report.model.finding import Verdict
from mkdocs_report.pages.by_question import CourseQuestion


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A group's answer to a question: verdict, number of words, and the first finding."""

    question: str
    verdict: Verdict
    words: int
    note: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A group. A cell is None if the group's template does not have the question."""

    group: str
    title: str
    verdict: Verdict
    cells: tuple[MatrixCell | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Groups by questions."""

    columns: tuple[CourseQuestion, ...]
    rows: tuple[MatrixRow, ...]


def matrix(course: Course, questions: Sequence[CourseQuestion]) -> Matrix:
    """Return the data of the matrix page."""
    rows = [
        MatrixRow(
            group=judged.report.id,
            title=judged.report.title,
            verdict=judged.verdict,
            cells=tuple(_cell(judged, column) for column in questions),
        )
        for judged in course.reports
    ]
    return Matrix(tuple(questions), tuple(rows))


def _cell(judged: Judged, column: CourseQuestion) -> MatrixCell | None:
    group_answer = column.by_group.get(judged.report.id)
    if group_answer is None:
        return None
    findings = [finding for finding in judged.findings_of(group_answer.answer) if finding.counts]
    more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    note = f"{findings[0].message}{more}" if findings else ""
    return MatrixCell(column.question.id, group_answer.verdict, group_answer.answer.count.rendered, note)
