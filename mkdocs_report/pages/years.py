"""Data of the page across cohorts: totals of each, and of years the change since the year before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from mkdocs_report.model.course import Course, Totals
from mkdocs_report.model.finding import Verdict
from mkdocs_report.pages.by_question import CourseQuestion, report_tally
from mkdocs_report.pages.percent import percent_of

MAX_MISSED = 3
"""The number of most missed questions that are shown per year."""


@dataclass(frozen=True, slots=True)
class Share:
    """A count and its total."""

    count: int
    total: int

    @property
    def percent(self) -> int | None:
        """The percentage, None for a total of 0."""
        return percent_of(self.count, self.total)


@dataclass(frozen=True, slots=True)
class MissedQuestion:
    """A question that groups did not answer, or answered with an error; `tally` counts its verdicts."""

    id: str
    heading: str
    task: str
    tally: tuple[tuple[Verdict, int], ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A cohort. Its `groups` and `tally` include the groups without a report.

    `median_words` is the median of the words per group, None without groups. `change` is the change of the answered
    percentage since the year before, in percentage points; None for the first year.
    """

    name: str
    groups: int
    tally: tuple[tuple[str, int], ...]
    totals: Totals
    median_words: int | None
    most_missed: tuple[MissedQuestion, ...]
    change: int | None = None

    @property
    def answered(self) -> Share:
        """The number of answers, of all questions."""
        return Share(self.totals.answered, self.totals.asked)

    @property
    def ticked(self) -> Share:
        """The number of ticked boxes, of all boxes."""
        return Share(self.totals.ticked, self.totals.items)


@dataclass(frozen=True, slots=True)
class YearsPage:
    """The years of a course, or several courses, in the order of the settings; `word` is what a reader calls one."""

    years: tuple[Year, ...]
    word: str = "year"

    @property
    def groups(self) -> int:
        """The number of groups in all years."""
        return sum(year.groups for year in self.years)

    @property
    def totals(self) -> Totals:
        """The totals of all years."""
        return sum((year.totals for year in self.years), Totals())


def word_for(names: Iterable[str]) -> str:
    """Return what a reader calls each of these cohorts: “year” if all have a year in their names, or else “course”."""
    return "year" if all(re.search(r"(?<!\d)\d{4}(?!\d)", name) for name in names) else "course"


def title_for(names: Iterable[str]) -> str:
    """Return the title of the page across these cohorts: “All years” or “All courses”."""
    return f"All {word_for(names)}s"


def years(cohorts: Mapping[str, tuple[Course, Sequence[CourseQuestion]]]) -> YearsPage:
    """Return the data of the page across cohorts.

    Args:
        cohorts: each cohort with its questions, by its name.
    """
    found: list[Year] = []
    before: int | None = None
    for name, (course, questions) in cohorts.items():
        year = _year(name, course, questions, before)
        found.append(year)
        before = year.answered.percent if year.answered.percent is not None else before
    return YearsPage(tuple(found), word_for(cohorts))


def _year(name: str, course: Course, questions: Sequence[CourseQuestion], before: int | None) -> Year:
    totals = course.totals
    words = [judged.totals.words for judged in course.reports]
    answered = Share(totals.answered, totals.asked)
    missed = sorted(
        (course_question for course_question in questions if course_question.missed_count),
        key=lambda course_question: -course_question.missed_count,
    )
    return Year(
        name=name,
        groups=len(course.reports) + len(course.absent),
        tally=report_tally(course),
        totals=totals,
        median_words=round(median(words)) if words else None,
        most_missed=tuple(
            MissedQuestion(each.question.id, each.question.heading, each.question.task, each.tally)
            for each in missed[:MAX_MISSED]
        ),
        change=None if before is None or answered.percent is None else answered.percent - before,
    )
