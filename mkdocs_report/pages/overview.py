"""Data of the first page of a course: totals, groups, and the most missed questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_report.model.course import Course, Totals
from mkdocs_report.model.finding import Verdict
from mkdocs_report.model.origin import Origin
from mkdocs_report.pages.by_question import CourseQuestion, tally
from mkdocs_report.pages.checklist import has_checklist

MAX_MISSED = 5
"""The number of most missed questions that are shown."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group. `verdicts` has (verdict, question id, heading) of each answer."""

    id: str
    title: str
    verdict: Verdict
    totals: Totals
    verdicts: tuple[tuple[Verdict, str, str], ...]
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
    """Totals of a course, its groups, and the most missed questions; whether it has images, and a checklist."""

    groups: tuple[GroupRow, ...]
    tally: tuple[tuple[Verdict, int], ...]
    totals: Totals
    most_missed: tuple[CourseQuestion, ...]
    problems: tuple[str, ...]
    has_images: bool = True
    has_checklist: bool = True

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


def overview(course: Course, questions: Sequence[CourseQuestion]) -> Overview:
    """Return the data of the first page."""
    rows = []
    for judged in course.reports:
        report = judged.report
        rows.append(
            GroupRow(
                id=report.id,
                title=report.title,
                verdict=judged.verdict,
                totals=judged.totals,
                verdicts=tuple((judged.verdict_of(a), a.question.id, a.question.heading) for a in report.answers),
                origin=report.origin,
            )
        )
    missed = sorted(
        (course_question for course_question in questions if course_question.missed_count),
        key=lambda course_question: -course_question.missed_count,
    )
    return Overview(
        groups=tuple(rows),
        tally=tally(row.verdict for row in rows)[:3],
        totals=course.totals,
        most_missed=tuple(missed[:MAX_MISSED]),
        problems=tuple(problem.message for problem in course.problems),
        has_images=course.has_images,
        has_checklist=bool(course.totals.items) or has_checklist(course),
    )
