"""Data of the first page of a course: totals, groups, and the most missed questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_report.model.course import AbsentGroup, Course, Totals
from mkdocs_report.model.finding import Verdict
from mkdocs_report.model.origin import Origin
from mkdocs_report.pages.answer_cell import AnswerCell, answer_cell
from mkdocs_report.pages.by_question import CourseQuestion, report_tally
from mkdocs_report.pages.checklist import has_checklist
from mkdocs_report.pages.words.words import ENGLISH, Words

MAX_MISSED = 5
"""The number of most missed questions that are shown."""
ANSWERS_IN_A_LINE = 16
"""The squares in a line of the usual width, as in the style sheet."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group with a cell for each answer. `place` is its place among all groups, from 1, in the order of their ids."""

    id: str
    title: str
    place: int
    verdict: Verdict
    totals: Totals
    cells: tuple[AnswerCell, ...]
    origin: Origin | None = None

    @property
    def late(self) -> int:
        """The number of commits after the deadline."""
        return self.origin.late if self.origin else 0

    @property
    def stale(self) -> str | None:
        """The reason why the repository could not be reached; None if it was reached."""
        return self.origin.stale if self.origin else None

    @property
    def remarks(self) -> tuple[str, ...]:
        """Warnings about the date or the history of the commit, one sentence each."""
        return self.origin.remarks if self.origin else ()


@dataclass(frozen=True, slots=True)
class Overview:
    """Totals of a course, its groups, and the most missed questions; whether it has images, and a checklist.

    The groups with most errors come first, then those with most warnings. `absent` are the groups without a report.
    """

    groups: tuple[GroupRow, ...]
    tally: tuple[tuple[str, int], ...]
    totals: Totals
    most_missed: tuple[CourseQuestion, ...]
    absent: tuple[AbsentGroup, ...] = ()
    has_images: bool = True
    has_checklist: bool = True

    @property
    def group_count(self) -> int:
        """The number of groups, with and without a report."""
        return len(self.groups) + len(self.absent)

    @property
    def is_wide(self) -> bool:
        """Whether a group has more answers than fit into a page of the usual width."""
        return any(len(row.cells) > ANSWERS_IN_A_LINE for row in self.groups)

    @property
    def late(self) -> int:
        """The number of groups with commits after the deadline."""
        return sum(1 for row in self.groups if row.late)

    @property
    def stale(self) -> int:
        """The number of groups whose repository could not be reached."""
        return sum(1 for row in self.groups if row.stale is not None)

    @property
    def uncertain(self) -> int:
        """The number of groups whose commit has a uncertain date or a rewritten history."""
        return sum(1 for row in self.groups if row.remarks)


def overview(course: Course, questions: Sequence[CourseQuestion], words: Words = ENGLISH) -> Overview:
    """Return the data of the first page."""
    rows = []
    for place, judged in enumerate(course.reports, 1):
        report = judged.report
        rows.append(
            GroupRow(
                id=report.id,
                title=report.title,
                place=place,
                verdict=judged.verdict,
                totals=judged.totals,
                cells=tuple(answer_cell(judged, answer, words) for answer in report.answers),
                origin=report.origin,
            )
        )
    rows.sort(key=lambda row: (-row.totals.errors, -row.totals.warnings, row.place))
    missed = sorted(
        (course_question for course_question in questions if course_question.missed_count),
        key=lambda course_question: -course_question.missed_count,
    )
    return Overview(
        groups=tuple(rows),
        tally=report_tally(course),
        totals=course.totals,
        most_missed=tuple(missed[:MAX_MISSED]),
        absent=course.absent,
        has_images=course.has_images,
        has_checklist=bool(course.totals.items) or has_checklist(course),
    )
