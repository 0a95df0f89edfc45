"""What the page of statistics shows: words, findings and the checklist of the whole course, as numbers to be drawn."""

from __future__ import annotations

import statistics as stats
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_report.model.course import Course
from mkdocs_report.model.limits import Bounds, Limits
from mkdocs_report.pages.by_question import Column
from mkdocs_report.pages.checklist import Ticks, checklist_page
from mkdocs_report.pages.findings import WHOLE_REPORT, Split, findings_page, split
from mkdocs_report.pages.strip_plot import tick_step

STEPS = 10
"""Into how many steps of equal width the share of ticked boxes is divided."""


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from 0 to `end`, with a tick at each of `ticks`."""

    end: int
    ticks: tuple[int, ...]

    def place(self, value: float) -> float:
        """Return where on the axis a value lies, in percent of its length."""
        return round(100 * value / self.end, 2)


@dataclass(frozen=True, slots=True)
class Spread:
    """How numbers spread: the least and the most, the median, and the quartiles on its two sides."""

    least: int
    lower: float
    median: float
    upper: float
    most: int


@dataclass(frozen=True, slots=True)
class WordsRow:
    """The words of all answers to a question; `spread` is None where nobody answered."""

    question: str
    heading: str
    answers: int
    groups: int
    limit: Bounds | None
    advisory: bool
    spread: Spread | None


@dataclass(frozen=True, slots=True)
class SplitRow:
    """Findings of a rule or of a question; `id` is None for those that are about whole reports."""

    id: str | None
    name: str
    split: Split


@dataclass(frozen=True, slots=True)
class Completion:
    """The checklist: `histogram[i]` groups ticked at least `i` tenths of their boxes; the last step includes all."""

    histogram: tuple[int, ...]
    parts: tuple[tuple[str, Ticks], ...]
    ticks: Ticks

    @property
    def groups(self) -> int:
        """How many groups have a checklist."""
        return sum(self.histogram)


@dataclass(frozen=True, slots=True)
class Statistics:
    """The course in four plots."""

    words: tuple[WordsRow, ...]
    axis: Axis
    rules: tuple[SplitRow, ...]
    questions: tuple[SplitRow, ...]
    completion: Completion | None

    @property
    def split(self) -> Split:
        """How many of all findings weigh how much."""
        return Split(
            *(sum(getattr(row.split, each) for row in self.rules) for each in ("errors", "warnings", "waived"))
        )


def statistics(course: Course, questions: Sequence[Column]) -> Statistics:
    """Return what the page of statistics shows."""
    words = tuple(_words(column) for column in questions)
    return Statistics(
        words=words,
        axis=_axis(words),
        rules=tuple(SplitRow(rule.name, rule.name, rule.split) for rule in findings_page(course, questions).rules),
        questions=_by_question(course, questions),
        completion=_completion(course),
    )


def spread(numbers: Sequence[int]) -> Spread | None:
    """Return how numbers spread, None for none.

    The median of an even count lies half-way between the two in the middle. Quartiles are those of
    `statistics.quantiles(method="inclusive")`: of n sorted numbers, the lower one lies (n - 1) / 4 steps behind the
    first, between two neighbours in proportion (type 7 of Hyndman and Fan 1996, the default of R, NumPy and Excel).
    """
    if not numbers:
        return None
    several = numbers if len(numbers) > 1 else [*numbers, *numbers]  # one number is its own median and quartiles
    lower, median, upper = stats.quantiles(several, method="inclusive")
    return Spread(min(numbers), lower, median, upper, max(numbers))


def _words(column: Column) -> WordsRow:
    limits: Counter[Limits] = Counter(entry.judged.limits[column.question.id] for entry in column.entries)
    usual = limits.most_common(1)[0][0]
    numbers = [entry.answer.count.rendered for entry in column.entries if entry.answer.answered]
    return WordsRow(
        question=column.question.id,
        heading=column.question.heading,
        answers=len(numbers),
        groups=len(column.entries),
        limit=usual.words,
        advisory=usual.advisory,
        spread=spread(numbers),
    )


def _axis(rows: Sequence[WordsRow]) -> Axis:
    top = max(
        [10]
        + [row.spread.most for row in rows if row.spread]
        + [row.limit.most or row.limit.least or 0 for row in rows if row.limit]
    )
    step = tick_step(top)
    end = -(-top // step) * step
    return Axis(end, tuple(range(0, end + 1, step)))


def _by_question(course: Course, questions: Sequence[Column]) -> tuple[SplitRow, ...]:
    rows = [
        SplitRow(
            column.question.id,
            column.question.heading,
            split(finding for entry in column.entries for finding in entry.judged.findings_of(entry.answer)),
        )
        for column in questions
    ]
    every = split(finding for judged in course.reports for finding in judged.findings)
    rest = Split(
        every.errors - sum(row.split.errors for row in rows),
        every.warnings - sum(row.split.warnings for row in rows),
        every.waived - sum(row.split.waived for row in rows),
    )
    return (*rows, SplitRow(None, WHOLE_REPORT, rest)) if rest.total else tuple(rows)


def _completion(course: Course) -> Completion | None:
    page = checklist_page(course)
    histogram = [0] * STEPS
    for group in page.groups:
        if group.ticks.boxes:
            histogram[min(group.ticks.ticked * STEPS // group.ticks.boxes, STEPS - 1)] += 1
    if not any(histogram):
        return None
    return Completion(tuple(histogram), tuple((part.title, part.ticks) for part in page.parts), page.ticks)
