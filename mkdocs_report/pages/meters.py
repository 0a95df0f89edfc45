"""Data of the badges beside an answer: its numbers of words, images and other units, and their limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mkdocs_report.model.finding import Finding, Severity
from mkdocs_report.model.limits import Bounds, Limit, Limits, Unit
from mkdocs_report.model.report import Answer
from mkdocs_report.pages.words.words import ENGLISH, UNITS, Words, demand_text


@dataclass(frozen=True, slots=True)
class Meter:
    """A number of words, images or another unit of an answer, and its limit.

    `share` is the length of the bar, from 0 to 1; `least` and `most` are the positions of the limits on it. The bar is
    decorative: `text` and `limit_text` have all its information.
    """

    unit: Unit
    number: int
    limit: Limit | None
    severity: Severity = Severity.ERROR
    """The severity of a number outside the limit."""
    words: Words = field(default=ENGLISH, compare=False, repr=False)
    """The words of the page."""

    @property
    def text(self) -> str:
        """`118 words`, `1 image`."""
        return self.words.count(self.number, self.unit.noun)

    @property
    def limit_text(self) -> str:
        """The limit: `(required 200–300)`, `(recommended at most 80)`; empty without a limit."""
        return f"({demand_text(self.words, self.limit)})" if self.limit else ""

    @property
    def within(self) -> bool:
        """Whether the number is within the limit."""
        return self.limit is None or self.limit.bounds.hold(self.number)

    @property
    def has_bar(self) -> bool:
        """Whether a bar shows the number: for lengths of text that have a limit."""
        return self.limit is not None and self.unit in {Unit.WORDS, Unit.CHARACTERS}

    @property
    def _bounds(self) -> Bounds:
        return self.limit.bounds if self.limit else Bounds()

    @property
    def _scale(self) -> float:
        top = self._bounds.most or 2 * (self._bounds.least or 0)
        return 1 / max(top, self.number, 1)

    @property
    def share(self) -> float:
        """The filled part of the bar."""
        return round(self.number * self._scale, 3)

    @property
    def least(self) -> float:
        """The position of the minimum on the bar."""
        return round((self._bounds.least or 0) * self._scale, 3)

    @property
    def most(self) -> float:
        """The position of the maximum on the bar; 1 without a maximum."""
        return round(self._bounds.most * self._scale, 3) if self._bounds.most is not None else 1.0


@dataclass(frozen=True, slots=True)
class PartsMeter:
    """The numbers of a unit in the parts of an answer, in their order, and the limit for each of them."""

    numbers: tuple[int, ...]
    limit: Limit
    severity: Severity = Severity.ERROR
    """The severity of a number outside the limit."""
    words: Words = field(default=ENGLISH, compare=False, repr=False)
    """The words of the page."""

    has_bar = False

    @property
    def text(self) -> str:
        """`50–80 words per part`, or that no parts were found."""
        unit = self.limit.unit
        if not self.numbers:
            return self.words.gettext("%(unit)s per part: no parts found", unit=self.words.raw(UNITS[unit.noun]))
        low, high = min(self.numbers), max(self.numbers)
        count = self.words.count(high, unit.noun)
        text = count if low == high else f"{self.words.number(low)}–{count}"
        return self.words.gettext("%(number)s per part", number=text)

    @property
    def limit_text(self) -> str:
        """The limit: `(required 50–80)`."""
        return f"({demand_text(self.words, self.limit)})"

    @property
    def within(self) -> bool:
        """Whether all numbers are within the limit."""
        return all(map(self.limit.bounds.hold, self.numbers))


def meters_of(
    answer: Answer, limits: Limits, findings: Sequence[Finding], language: Words = ENGLISH
) -> Iterator[Meter | PartsMeter]:
    """Yield the meters of an answer: its words, its images if any, and what its limits ask for besides.

    Args:
        answer: the answer.
        limits: its limits.
        findings: its findings, which decide the severity of a number outside its limit.
        language: the words of the page.
    """
    words, images = limits.of(Unit.WORDS), limits.of(Unit.IMAGES)
    if words or answer.answered:
        yield Meter(Unit.WORDS, answer.words.number, words, _severity(Unit.WORDS, findings), language)
    if images or answer.image_count:
        yield Meter(Unit.IMAGES, answer.image_count, images, _severity(Unit.IMAGES, findings), language)
    for limit in limits.limits:
        measure, severity = answer.measure(limit.unit), _severity(limit.unit, findings)
        if limit.part and answer.answered:
            numbers = tuple(each.number for each in answer.measures_of_parts(limit.unit))
            yield PartsMeter(numbers, limit, severity, language)
        elif not limit.part and limit.unit not in {Unit.WORDS, Unit.IMAGES}:
            yield Meter(limit.unit, measure.number if measure else 0, limit, severity, language)


def _severity(unit: Unit, findings: Sequence[Finding]) -> Severity:
    """Return the severity of the findings about a unit; without any, of the answer's worst finding."""
    counted = [finding for finding in findings if finding.counts]
    about = [finding for finding in counted if finding.rule.endswith(f"-{unit.many.replace(' ', '-')}")] or counted
    only_warnings = about and all(finding.severity is Severity.WARNING for finding in about)
    return Severity.WARNING if only_warnings else Severity.ERROR
