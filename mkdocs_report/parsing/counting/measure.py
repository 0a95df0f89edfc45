"""Measure an answer by the units of its limits, each as far as a limit asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from mkdocs_report.model.limits import Limit, Measure, Unit
from mkdocs_report.model.report import Answer
from mkdocs_report.parsing.counting.parts import Part, find_parts
from mkdocs_report.parsing.counting.tally import Tally
from mkdocs_report.parsing.counting.units import count
from mkdocs_report.parsing.counting.zones import ZonedBlock, zoned
from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.markdown.block_reader import read_blocks
from mkdocs_report.parsing.report.renderer import line_in


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
        kept = {number for number, line in enumerate(self._answer.line_of, 1) if line in self._kept}
        return zoned(read_blocks(self._answer.html or engine.render(self._answer.text)), kept)

    @cached_property
    def _kept(self) -> frozenset[int]:
        return frozenset(self._answer.kept)

    @cached_property
    def _lines(self) -> Sequence[str]:
        """The lines of the Markdown, without those of the template."""
        lines = zip(self._answer.text.split("\n"), self._answer.line_of, strict=False)
        return ["" if line in self._kept else text for text, line in lines]

    @cached_property
    def parts(self) -> Sequence[Part]:
        """The parts of the answer; none if they cannot be found."""
        return find_parts(self.blocks)

    def tally(self, unit: Unit, excluding: Sequence[str] = ()) -> Tally:
        """Return the count of a unit in the whole answer."""
        return count(unit, self.blocks, "\n".join(self._lines), excluding)

    def tally_of_part(self, part: Part, unit: Unit, excluding: Sequence[str] = ()) -> Tally:
        """Return the count of a unit in a part of the answer; some conventions do not count its label."""
        first = part.blocks[0].block.line
        mine = {id(each.block) for each in part.blocks}
        others = (block.line for block, _ in self.blocks if id(block) not in mine and block.line > first)
        source = "\n".join(self._lines[first - 1 : min(others, default=len(self._lines) + 1) - 1])
        tally = count(unit, part.blocks, source, excluding)
        bare = count(unit, part.unlabelled, source, excluding)
        return replace(
            tally,
            others={
                **tally.others,
                "without the label": bare.number,
                "without the label and all that others leave out": bare.range[0],
            },
        )


def measures(answer: Answer, limits: Sequence[Limit]) -> tuple[Measure, ...]:
    """Return the counts that limits of an answer ask for: one for the whole answer, or one for each part."""
    if not answer.answered or answer.beyond:
        return ()
    measured = MeasuredAnswer(answer)
    return tuple([each for limit in limits for each in _measures(measured, answer, limit)])


def _measures(measured: MeasuredAnswer, answer: Answer, limit: Limit) -> Iterator[Measure]:
    if limit.part:
        for part in measured.parts:
            tally = measured.tally_of_part(part, limit.unit, limit.excluding)
            line = line_in(answer.line_of, part.blocks[0].block.line)
            yield Measure(limit.unit, tally.number, *tally.range, part.label, line)
        return
    tally = measured.tally(limit.unit, limit.excluding)
    number, (least, most) = tally.number, tally.range
    if limit.unit is Unit.WORDS and not limit.excluding:
        number = answer.count.rendered
        least, most = min(least, answer.count.range[0]), max(most, answer.count.range[1])
    if limit.unit is Unit.IMAGES and not limit.excluding:
        number = answer.image_count
        least, most = min(least, number), max(most, number)
    yield Measure(limit.unit, number, least, most)
