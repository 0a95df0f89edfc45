"""Layout of a strip plot: a dot per group at its number of words or another unit, stacked where they overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_report.model.finding import Verdict
from mkdocs_report.model.limits import Limit, Limits, Unit
from mkdocs_report.pages.by_question import GroupAnswer

AXIS_WIDTH = 100.0
"""The length of the axis."""
_DOT_WIDTH = 1.15
"""The minimum distance of two dots in a lane, in units of the axis."""
_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Dot:
    """The dot of a group: `x` from 0 to `AXIS_WIDTH`; `lane` counts upwards from 0 at the axis."""

    group: str
    title: str
    verdict: Verdict
    number: int
    x: float
    lane: int


@dataclass(frozen=True, slots=True)
class StripPlot:
    """The numbers of all groups on one axis, with the limit as a band; ticks are (position, number)."""

    unit: Unit
    limit: Limit | None

    dots: tuple[Dot, ...]
    lanes: int
    band: tuple[float, float] | None
    ticks: tuple[tuple[float, int], ...]
    median: float | None


def strip_plot(group_answers: Sequence[GroupAnswer], limits: Limits) -> StripPlot | None:
    """Return the plot of all answers, or None without answers.

    It shows the words of the answers, unless the limit counts their characters, sentences or paragraphs instead.
    """
    unit = length_unit(limits)
    limit = limits.of(unit)
    bounds = limit.bounds if limit else None
    written = [each for each in group_answers if each.answer.answered]
    counted = [(measure.number, each) for each in written if (measure := each.answer.measure(unit))]
    answered = sorted(counted, key=lambda pair: (pair[0], pair[1].group))
    if not answered:
        return None
    numbers = [number for number, _ in answered]
    top = max(numbers[-1], (bounds.most or bounds.least or 0) if bounds else 0, shortest_axis(unit))
    step = tick_step(top)
    end = -(-top // step) * step
    scale = AXIS_WIDTH / end
    last: list[float] = []  # the place of the last dot in each lane
    dots = []
    for number, group_answer in answered:
        x = round(number * scale, 2)
        lane = next((i for i, position in enumerate(last) if x - position >= _DOT_WIDTH), len(last))
        last[lane : lane + 1] = [x]
        report = group_answer.judged.report
        dots.append(Dot(report.id, report.title, group_answer.verdict, number, x, lane))
    band = None
    if bounds:
        least, most = bounds.least or 0, bounds.most if bounds.most is not None else end
        band = (round(least * scale, 2), round(most * scale, 2))
    middle = len(numbers) // 2
    median = numbers[middle] if len(numbers) % 2 else (numbers[middle - 1] + numbers[middle]) / 2
    ticks = tuple((round(value * scale, 2), value) for value in range(0, end + 1, step))
    return StripPlot(unit, limit, tuple(dots), len(last), band, ticks, round(median * scale, 2))


def length_unit(limits: Limits) -> Unit:
    """Return the unit that measures the length of an answer: that of the first limit of a length, else words."""
    lengths = (Unit.WORDS, Unit.CHARACTERS, Unit.SENTENCES, Unit.PARAGRAPHS)
    return next((unit for unit in lengths if limits.of(unit)), Unit.WORDS)


def shortest_axis(unit: Unit) -> int:
    """Return the end of an axis for small numbers: answers have many words and characters, and few of the rest."""
    return 10 if unit in {Unit.WORDS, Unit.CHARACTERS} else 4


def tick_step(top: int) -> int:
    """Return a round distance between ticks, so that an axis from 0 to `top` has three to six ticks."""
    power = 1
    while True:
        for step in _STEPS:
            if top / (step * power) <= 5:
                return step * power
        power *= 10
