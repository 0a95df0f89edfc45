"""What the page across cohorts shows: each year of a course in a few numbers, and how it was the year before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from mkdocs_report.model.course import Course, Totals
from mkdocs_report.model.finding import Verdict
from mkdocs_report.pages.by_question import CourseQuestion, tally
from mkdocs_report.pages.percent import percent_of

MAX_MISSED = 3
"""How many of the questions that most groups miss are shown of each year."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    total: int

    @property
    def percent(self) -> int | None:
        """The share in whole percents, None of nothing."""
        return percent_of(self.count, self.total)


@dataclass(frozen=True, slots=True)
class MissedQuestion:
    """A question that groups have not answered or have answered with an error. `tally` counts its verdicts."""

    id: str
    heading: str
    task: str
    tally: tuple[tuple[Verdict, int], ...]


@dataclass(frozen=True, slots=True)
class Year:
    """One cohort.

    `median_words` is the median of the words of its groups, None where there is none. `change` is by how many percentage
    points more was answered than in the year before it, None for the first.
    """

    name: str
    groups: int
    tally: tuple[tuple[Verdict, int], ...]
    totals: Totals
    median_words: int | None
    most_missed: tuple[MissedQuestion, ...]
    change: int | None = None

    @property
    def answered(self) -> Share:
        """The answers that there are, of how many."""
        return Share(self.totals.answered, self.totals.asked)

    @property
    def ticked(self) -> Share:
        """The boxes that are ticked, of how many."""
        return Share(self.totals.ticked, self.totals.items)


@dataclass(frozen=True, slots=True)
class YearsPage:
    """The years of a course, in the order in which its settings name them."""

    years: tuple[Year, ...]

    @property
    def groups(self) -> int:
        """How many groups there are in all years."""
        return sum(year.groups for year in self.years)

    @property
    def totals(self) -> Totals:
        """The counts of all years together."""
        return sum((year.totals for year in self.years), Totals())


def years(cohorts: Mapping[str, tuple[Course, Sequence[CourseQuestion]]]) -> YearsPage:
    """Return what the page across cohorts shows.

    Args:
        cohorts: each cohort, and its questions, by its name.
    """
    found: list[Year] = []
    before: int | None = None
    for name, (course, questions) in cohorts.items():
        year = _year(name, course, questions, before)
        found.append(year)
        before = year.answered.percent if year.answered.percent is not None else before
    return YearsPage(tuple(found))


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
        groups=len(course.reports),
        tally=tally(judged.verdict for judged in course.reports)[:3],
        totals=totals,
        median_words=round(median(words)) if words else None,
        most_missed=tuple(
            MissedQuestion(each.question.id, each.question.heading, each.question.task, each.tally)
            for each in missed[:MAX_MISSED]
        ),
        change=None if before is None or answered.percent is None else answered.percent - before,
    )
