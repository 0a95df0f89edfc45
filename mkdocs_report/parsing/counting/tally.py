"""The input and the result of counting one unit."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs_report.parsing.counting.zones import BlockZone, ZonedBlock
from mkdocs_report.parsing.markdown.visible_blocks import Mark


@dataclass(frozen=True, slots=True)
class Tally:
    """A count of a unit.

    - `number`: what decides
    - `items`: what was counted, each as a text
    - `others`: the numbers by other conventions, each with its description
    """

    number: int
    items: Sequence[str]
    others: Mapping[str, int] = field(default_factory=dict)

    @property
    def range(self) -> tuple[int, int]:
        """The smallest and the largest number of all conventions."""
        return min([self.number, *self.others.values()]), max([self.number, *self.others.values()])


_SIGNS = (Mark.FORMULA, Mark.EMOJI, Mark.ALERT)


@dataclass(frozen=True, slots=True)
class CountInput:
    """The blocks of an answer or of one of its parts, its Markdown, and the zones that the prompt leaves out."""

    blocks: Sequence[ZonedBlock]
    source: str
    excluding: Collection[str]

    @property
    def counted(self) -> list[ZonedBlock]:
        """The blocks without those of the template."""
        return [each for each in self.blocks if each.zone is not BlockZone.KEPT]

    @property
    def kept(self) -> list[ZonedBlock]:
        """The blocks in zones that are not left out."""
        return [each for each in self.counted if each.zone not in self.excluding]

    @property
    def running(self) -> list[ZonedBlock]:
        """The kept blocks that are no code and no tables."""
        return [each for each in self.kept if each.zone not in {BlockZone.CODE, BlockZone.TABLES}]

    @property
    def left_out(self) -> list[str]:
        """The texts of the blocks that are left out."""
        return [each.block.text for each in self.blocks if each.zone in self.excluding]

    @property
    def signs(self) -> tuple[Mark, ...]:
        """The marks of text in other blocks that some conventions leave out."""
        return (*_SIGNS, Mark.CODE) if BlockZone.CODE in self.excluding else _SIGNS
