"""What the page across cohorts shows: each year of a course in a few numbers, and how it was the year before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from mkdocs_report.model.course import Course, Totals
from mkdocs_report.model.finding import Verdict
from mkdocs_report.pages.by_question import Column, tally
from mkdocs_report.pages.percent import percent_of

HARDEST = 3
"""How many of the questions that most groups miss are shown of each year."""


@dataclass(frozen=True, slots=True)
class Part:
    """So many of so many."""

    number: int
    of: int

    @property
    def percent(self) -> int | None:
        """The share in whole percents, None of nothing."""
        return percent_of(self.number, self.of)


@dataclass(frozen=True, slots=True)
class Missed:
    """A question that groups have not answered or have answered with an error. `tally` counts its verdicts."""

    id: str
    heading: str
    task: str
    tally: tuple[tuple[Verdict, int], ...]


@dataclass(frozen=True, slots=True)
class Year:
    """One cohort.

    `usual_words` is the median of the words of its groups, None where there is none. `gained` is by how many percentage
    points more was answered than in the year before it, None for the first.
    """

    name: str
    groups: int
    tally: tuple[tuple[Verdict, int], ...]
    totals: Totals
    usual_words: int | None
    hardest: tuple[Missed, ...]
    gained: int | None = None

    @property
    def answered(self) -> Part:
        """The answers that there are, of how many."""
        return Part(self.totals.answered, self.totals.asked)

    @property
    def ticked(self) -> Part:
        """The boxes that are ticked, of how many."""
        return Part(self.totals.ticked, self.totals.items)


@dataclass(frozen=True, slots=True)
class Years:
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


def years(cohorts: Mapping[str, tuple[Course, Sequence[Column]]]) -> Years:
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
    return Years(tuple(found))


def _year(name: str, course: Course, questions: Sequence[Column], before: int | None) -> Year:
    totals = course.totals
    words = [judged.totals.words for judged in course.reports]
    answered = Part(totals.answered, totals.asked)
    missed = sorted((column for column in questions if column.missed), key=lambda column: -column.missed)
    return Year(
        name=name,
        groups=len(course.reports),
        tally=tally(judged.verdict for judged in course.reports)[:3],
        totals=totals,
        usual_words=round(median(words)) if words else None,
        hardest=tuple(
            Missed(each.question.id, each.question.heading, each.question.task, each.tally) for each in missed[:HARDEST]
        ),
        gained=None if before is None or answered.percent is None else answered.percent - before,
    )
