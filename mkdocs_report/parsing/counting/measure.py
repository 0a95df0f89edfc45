"""Measure an answer by the units of its limits, each as far as a limit asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from mkdocs_report.model.limits import Limit, Limits, Unit
from mkdocs_report.model.measure import Measure
from mkdocs_report.model.report import Answer
from mkdocs_report.parsing.counting.parts import Part, find_parts
from mkdocs_report.parsing.counting.units import Tally, count
from mkdocs_report.parsing.counting.zones import ZonedBlock, zoned
from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.markdown.visible_blocks import read_blocks


class MeasuredAnswer:
    """An answer whose blocks are read when the first unit is counted.

    Args:
        answer: as it was read, with its text.
    """

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    @cached_property
    def blocks(self) -> Sequence[ZonedBlock]:
        """The blocks of the answer, each with its zone."""
        return zoned(read_blocks(self._answer.html or engine.render(self._answer.text)))

    @cached_property
    def parts(self) -> Sequence[Part]:
        """The parts of the answer; none if they cannot be found."""
        return find_parts(self.blocks)

    def tally(self, unit: Unit, excluding: Sequence[str] = ()) -> Tally:
        """Return the count of a unit in the whole answer."""
        return count(unit, self.blocks, self._answer.text, excluding)

    def tally_of_part(self, part: Part, unit: Unit, excluding: Sequence[str] = ()) -> Tally:
        """Return the count of a unit in a part of the answer."""
        lines = self._answer.text.split("\n")
        first = part.blocks[0].block.line - 1
        following = [each.blocks[0].block.line - 1 for each in self.parts if each.blocks[0].block.line - 1 > first]
        source = "\n".join(lines[first : min(following, default=len(lines))])
        return count(unit, part.blocks, source, excluding)


def measures(answer: Answer, limits: Limits) -> tuple[Measure, ...]:
    """Return the counts that the limits of an answer ask for, apart from words and images that are counted already.

    Words are counted again only if their number is outside of the limit, or if the limit leaves something out: then
    more conventions are compared.
    """
    asked = [limit for limit in limits.limits if _is_asked(limit, answer)]
    if not asked or not answer.answered or answer.beyond:
        return ()
    measured = MeasuredAnswer(answer)
    found = [_measure(limit, measured.tally(limit.unit, limit.excluding)) for limit in asked if not limit.part]
    for limit in asked:
        if limit.part:
            for part in measured.parts:
                tally = measured.tally_of_part(part, limit.unit, limit.excluding)
                found.append(_measure(limit, tally, part.label))
    return tuple(found)


def _is_asked(limit: Limit, answer: Answer) -> bool:
    if limit.part or limit.excluding or limit.unit not in {Unit.WORDS, Unit.IMAGES}:
        return True
    return limit.unit is Unit.WORDS and not limit.bounds.hold(answer.count.rendered)


def _measure(limit: Limit, tally: Tally, part: str = "") -> Measure:
    return Measure(limit.unit, tally.number, *tally.range, part)
