"""Data of the statistics page: plots of words, findings and the checklist of a course."""

from __future__ import annotations

import statistics as stats
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs_report.model.course import AbsentGroup, Course
from mkdocs_report.model.limits import Limit, Unit
from mkdocs_report.pages.by_question import CourseQuestion, report_tally
from mkdocs_report.pages.checklist import TickCount, checklist_page
from mkdocs_report.pages.findings import WHOLE_REPORT_LABEL, FindingCounts, counts, findings_page
from mkdocs_report.pages.strip_plot import shortest_axis, tick_step

HISTOGRAM_BINS = 10
"""The number of bins of the histogram of ticked boxes."""


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from 0 to `end`, with a tick at each of `ticks`."""

    end: int
    ticks: tuple[int, ...]

    def position(self, value: float) -> float:
        """Return the position of a value on the axis, in percent of its length."""
        return round(100 * value / self.end, 2)


@dataclass(frozen=True, slots=True)
class FiveNumberSummary:
    """Minimum, quartiles and maximum of a list of numbers."""

    minimum: int
    lower_quartile: float
    median: float
    upper_quartile: float
    maximum: int


@dataclass(frozen=True, slots=True)
class NumbersRow:
    """The numbers of words, or of another unit, of all answers to a question; `summary` is None without answers."""

    question: str
    heading: str
    answers: int
    groups: int
    limit: Limit | None
    summary: FiveNumberSummary | None


@dataclass(frozen=True, slots=True)
class UnitPlot:
    """The numbers of a unit by question, on a common axis."""

    unit: Unit
    rows: tuple[NumbersRow, ...]
    axis: Axis


@dataclass(frozen=True, slots=True)
class CountsRow:
    """Findings of a rule or of a question; `id` is None for findings about whole reports."""

    id: str | None
    name: str
    counts: FindingCounts


@dataclass(frozen=True, slots=True)
class ChecklistStatistics:
    """Ticked boxes: `histogram[i]` groups ticked at least `i` tenths of their boxes; the last bin includes 100 %.

    `without` is the number of groups without a checklist or without a report.
    """

    histogram: tuple[int, ...]
    subsections: tuple[tuple[str, TickCount], ...]
    ticks: TickCount
    without: int = 0

    @property
    def groups(self) -> int:
        """The number of groups with a checklist."""
        return sum(self.histogram)


@dataclass(frozen=True, slots=True)
class Statistics:
    """The plots of a course; `units` are the words of all questions, and each other unit that has a limit.

    `tally` counts the groups by verdict; `absent` are those without a report.
    """

    tally: tuple[tuple[str, int], ...]
    units: tuple[UnitPlot, ...]
    rules: tuple[CountsRow, ...]
    questions: tuple[CountsRow, ...]
    checklist: ChecklistStatistics | None
    absent: tuple[AbsentGroup, ...] = ()

    @property
    def counts(self) -> FindingCounts:
        """The numbers of all errors, warnings and waived findings."""
        return FindingCounts(
            *(sum(getattr(row.counts, each) for row in self.rules) for each in ("errors", "warnings", "waived"))
        )


def statistics(course: Course, questions: Sequence[CourseQuestion]) -> Statistics:
    """Return the data of the statistics page."""
    return Statistics(
        tally=report_tally(course),
        units=tuple(_unit_plots(questions)),
        rules=tuple(CountsRow(rule.name, rule.name, rule.counts) for rule in findings_page(course, questions).rules),
        questions=_by_question(course, questions),
        checklist=_checklist_statistics(course),
        absent=course.absent,
    )


def five_number_summary(numbers: Sequence[int]) -> FiveNumberSummary | None:
    """Return the five-number summary of numbers, None without numbers.

    The median of an even count is the mean of the two middle numbers. Quartiles are those of
    `statistics.quantiles(method="inclusive")`: of n sorted numbers, the lower one is at position (n - 1) / 4,
    counted from 0, interpolated between its neighbours (type 7 of Hyndman and Fan 1996, the default of R, NumPy and
    Excel).
    """
    if not numbers:
        return None
    at_least_two = numbers if len(numbers) > 1 else [*numbers, *numbers]  # one number is its own median and quartiles
    lower_quartile, median, upper_quartile = stats.quantiles(at_least_two, method="inclusive")
    return FiveNumberSummary(min(numbers), lower_quartile, median, upper_quartile, max(numbers))


def _unit_plots(questions: Sequence[CourseQuestion]) -> Iterator[UnitPlot]:
    usual = {each.question.id: each.usual_limits for each in questions}
    for unit in Unit:
        if unit is Unit.IMAGES:
            continue
        limits = {question: each.of(unit) for question, each in usual.items()}
        rows = tuple(
            _row(each, unit, limits[each.question.id])
            for each in questions
            if unit is Unit.WORDS or limits[each.question.id]
        )
        if rows or unit is Unit.WORDS:
            yield UnitPlot(unit, rows, _axis(rows, unit))


def _row(course_question: CourseQuestion, unit: Unit, limit: Limit | None) -> NumbersRow:
    answers = [each.answer for each in course_question.group_answers if each.answer.answered]
    numbers = [measure.number for answer in answers if (measure := answer.measure(unit))]
    return NumbersRow(
        question=course_question.question.id,
        heading=course_question.question.heading,
        answers=len(numbers),
        groups=course_question.asked_count,
        limit=limit,
        summary=five_number_summary(numbers),
    )


def _axis(rows: Sequence[NumbersRow], unit: Unit) -> Axis:
    top = max(
        [shortest_axis(unit)]
        + [row.summary.maximum for row in rows if row.summary]
        + [row.limit.bounds.most or row.limit.bounds.least or 0 for row in rows if row.limit]
    )
    step = tick_step(top)
    end = -(-top // step) * step
    return Axis(end, tuple(range(0, end + 1, step)))


def _by_question(course: Course, questions: Sequence[CourseQuestion]) -> tuple[CountsRow, ...]:
    rows = [
        CountsRow(
            course_question.question.id,
            course_question.question.heading,
            counts(
                finding
                for group_answer in course_question.group_answers
                for finding in group_answer.judged.findings_of(group_answer.answer)
            ),
        )
        for course_question in questions
    ]
    all_counts = counts(finding for judged in course.reports for finding in judged.findings)
    rest = FindingCounts(
        all_counts.errors - sum(row.counts.errors for row in rows),
        all_counts.warnings - sum(row.counts.warnings for row in rows),
        all_counts.waived - sum(row.counts.waived for row in rows),
    )
    return (*rows, CountsRow(None, WHOLE_REPORT_LABEL, rest)) if rest.total else tuple(rows)


def _checklist_statistics(course: Course) -> ChecklistStatistics | None:
    page = checklist_page(course)
    histogram = [0] * HISTOGRAM_BINS
    for group in page.groups:
        if group.ticks.boxes:
            histogram[min(group.ticks.ticked * HISTOGRAM_BINS // group.ticks.boxes, HISTOGRAM_BINS - 1)] += 1
    if not any(histogram):
        return None
    return ChecklistStatistics(
        tuple(histogram),
        tuple((subsection.title, subsection.ticks) for subsection in page.subsections),
        page.ticks,
        len(course.reports) + len(course.absent) - sum(histogram),
    )
