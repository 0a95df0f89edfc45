"""Split the lines outside of answers into units, which are compared with the template.

A unit is a line, an underlined heading, or a whole fence or comment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from mkdocs_report.model.template import ChecklistItem
from mkdocs_report.parsing.checklist import read_checklist
from mkdocs_report.parsing.markdown.blocks import OpaqueBlock
from mkdocs_report.parsing.markdown.lines import (
    BOX_MARK,
    HeadingLine,
    find_opaque_blocks,
    heading_at,
    is_quoted,
    normalise,
    normalised_words,
    opaque_block_hints,
)
from mkdocs_report.repair.answer import bold, closers

BOX = re.compile(rf"\\?\[({BOX_MARK})\\?\]", re.IGNORECASE)

_MOST_OPEN = 20
"""The most unclosed fences that are treated one by one: for each, all lines below are searched."""


@dataclass(slots=True)
class LineUnit:
    """Lines that belong together. `key` is their text for comparison, `blanks` the number of blank lines above."""

    lines: list[str]
    key: str
    blanks: int = 0
    item: ChecklistItem | None = None
    heading: HeadingLine | None = None
    foreign: bool = False
    """Whether it opens a question that the template does not have, or has only once."""
    open_end: str | None = None
    is_code: bool = False

    def words(self) -> list[str]:
        """Return the words of the unit, normalised."""
        return [word for line in self.lines for word in normalised_words(line)]


def split_into_units(lines: Sequence[str], start: int, stop: int) -> tuple[list[LineUnit], int]:
    """Split lines into units; return them, and the number of blank lines after the last one."""
    blocks, openers = _blocks(lines, start, stop)
    items = {item.line - 1: item for item in read_checklist(lines, [(start, stop, "")], list(blocks.values()))}
    units: list[LineUnit] = []
    blanks, index = 0, start
    while index < stop:
        line = lines[index]
        if not line.strip():
            blanks += 1
            index += 1
            continue
        height = 1
        unit = LineUnit([line], _unit_key(line), blanks)
        block = blocks.get(index)
        if index in openers:
            unit.open_end, unit.is_code = next(closers(line, openers[index])), True
        elif block:
            height = block.last + 1 - index
            unit.is_code = True
            unit.open_end = None if block.closed else next(closers(line, block))
        elif heading := heading_at(lines, index):
            unit.heading = heading
            height = min(heading.height, stop - index)
        else:
            unit.item = items.get(index)
        unit.lines = list(lines[index : index + height])
        unit.key = "\n".join(map(_unit_key, unit.lines))
        units.append(unit)
        index += height
        blanks = 0
    return units, blanks


def _blocks(lines: Sequence[str], start: int, stop: int) -> tuple[dict[int, OpaqueBlock], dict[int, OpaqueBlock]]:
    """Return fences, comments and raw HTML by their first line; and, separately, fences that are never closed.

    Such a fence is closed on its own line, so that the lines below are visible again.
    """
    blocks: dict[int, OpaqueBlock] = {}
    openers: dict[int, OpaqueBlock] = {}
    hints = opaque_block_hints(lines)
    walk = find_opaque_blocks(lines, hints, start, stop)
    while block := next(walk, None):
        if block.closed or block.kind != "code fence" or len(openers) >= _MOST_OPEN:
            blocks[block.first] = block
        else:
            openers[block.first] = block
            walk = find_opaque_blocks(lines, hints, block.first + 1, stop)
    return blocks, openers


def _unit_key(line: str) -> str:
    """Return a line for comparison, without the mark in its box; a line without words is its punctuation."""
    if "[" in line[:12]:
        line = BOX.sub("[]", line, count=1)
    return normalise(line) or "".join(line.split())


def titled_units(title: str, lines: Sequence[str]) -> list[LineUnit]:
    """Return units for lines of a question that are not its answer, with its title in bold above them."""
    units, _ = split_into_units(lines, 0, len(lines))
    if units:
        units[0].blanks = max(1, units[0].blanks)
    return [LineUnit([bold(title) if "*" not in title else title], _unit_key(title), 1), *units]


def mark_foreign(units: list[LineUnit]) -> list[LineUnit]:
    """Mark the headings that open a question of the group's own; they will be written in bold."""
    for unit, below in pairwise(units):
        if unit.heading and is_quoted(below.lines[0]):
            unit.foreign = True
    return units


def with_foreign_question(units: list[LineUnit]) -> list[LineUnit]:
    """Return units of which the first is marked as opening a foreign question."""
    return mark_foreign([replace(unit, foreign=index == 0) for index, unit in enumerate(units)])
