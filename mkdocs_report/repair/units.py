"""Lines of a template or a report that belong together, outside of answers: what is compared, and kept or dropped.

A unit is a line, an underlined heading, or a whole fence or comment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from mkdocs_report.model.template import ChecklistItem
from mkdocs_report.parsing.checklist import read_checklist
from mkdocs_report.parsing.markdown.blocks import Opaque
from mkdocs_report.parsing.markdown.lines import (
    BOX_MARK,
    HeadingLine,
    find_opaques,
    heading_at,
    is_quoted,
    normalise,
    normalised_words,
    opaque_hints,
)
from mkdocs_report.repair.answer import bold, closers

BOX = re.compile(rf"\\?\[({BOX_MARK})\\?\]", re.IGNORECASE)

_MOST_OPEN = 20
"""So many fences that are never closed are told apart: for each, all that follows is looked through."""


@dataclass(slots=True)
class Unit:
    """A line, or lines that belong together: what they say, the blank lines above, the box if it is an item."""

    lines: list[str]
    key: str
    blanks: int = 0
    item: ChecklistItem | None = None
    heading: HeadingLine | None = None
    foreign: bool = False
    """Whether it opens a question that the template does not have, or has once."""
    open_end: str | None = None
    is_code: bool = False

    def words(self) -> list[str]:
        """Return its words."""
        return [word for line in self.lines for word in normalised_words(line)]


def split_into_units(lines: Sequence[str], start: int, stop: int) -> tuple[list[Unit], int]:
    """Cut lines into units; returns them, and how many blank lines follow the last."""
    blocks, openers = _blocks(lines, start, stop)
    items = {item.line - 1: item for item in read_checklist(lines, [(start, stop, "")], list(blocks.values()))}
    units: list[Unit] = []
    blanks, index = 0, start
    while index < stop:
        line = lines[index]
        if not line.strip():
            blanks += 1
            index += 1
            continue
        height = 1
        unit = Unit([line], _unit_key(line), blanks)
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


def _blocks(lines: Sequence[str], start: int, stop: int) -> tuple[dict[int, Opaque], dict[int, Opaque]]:
    """Return fences, comments and raw HTML by their first line; apart from them, fences that are never closed.

    What such a fence has swallowed is to be seen again, so it is closed at once.
    """
    blocks: dict[int, Opaque] = {}
    openers: dict[int, Opaque] = {}
    hints = opaque_hints(lines)
    walk = find_opaques(lines, hints, start, stop)
    while block := next(walk, None):
        if block.closed or block.kind != "code fence" or len(openers) >= _MOST_OPEN:
            blocks[block.first] = block
        else:
            openers[block.first] = block
            walk = find_opaques(lines, hints, block.first + 1, stop)
    return blocks, openers


def _unit_key(line: str) -> str:
    """What a line says, the mark in a box put aside; of signs alone, the signs."""
    if "[" in line[:12]:
        line = BOX.sub("[]", line, count=1)
    return normalise(line) or "".join(line.split())


def titled_units(title: str, lines: Sequence[str]) -> list[Unit]:
    """Return what is kept of a question outside of its answer: its title in bold, and the lines."""
    units, _ = split_into_units(lines, 0, len(lines))
    if units:
        units[0].blanks = max(1, units[0].blanks)
    return [Unit([bold(title) if "*" not in title else title], _unit_key(title), 1), *units]


def mark_foreign(units: list[Unit]) -> list[Unit]:
    """Have the headings that open a question of the group's own seen as bold text."""
    for unit, below in pairwise(units):
        if unit.heading and is_quoted(below.lines[0]):
            unit.foreign = True
    return units


def with_foreign_question(units: list[Unit]) -> list[Unit]:
    """Return units of which the first opens a foreign question."""
    return mark_foreign([replace(unit, foreign=index == 0) for index, unit in enumerate(units)])
