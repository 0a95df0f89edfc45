"""Read the items of a checklist: bullets with a box."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mkdocs_report.model.template import ChecklistItem
from mkdocs_report.parsing.markdown.blocks import OpaqueBlock
from mkdocs_report.parsing.markdown.lines import BOX_MARK

_ITEM = re.compile(
    rf"[ \t]*(?:>[ \t]*)*(?:[-*+]|\d{{1,9}}[.)])[ \t]*\**\\?\[({BOX_MARK})\\?\](?![(\[:])\**[ \t]*(.*)$",
    re.IGNORECASE,
)


def read_checklist(
    lines: Sequence[str], places: Sequence[tuple[int, int, str]], blocks: Sequence[OpaqueBlock]
) -> tuple[ChecklistItem, ...]:
    """Return the items with a box in `places` (first index, end, subsection), except those in code."""
    hidden: set[int] = set()
    for block in blocks:
        hidden.update(range(block.first, block.last + 1))
    items = []
    for start, stop, subsection in places:
        for index in [index for index in range(start, stop) if "[" in lines[index]]:
            match = _ITEM.match(lines[index]) if index not in hidden else None
            if match:
                text = match[2].strip()
                if index + 1 < stop and lines[index + 1][:2] == "  ":
                    text = " ".join([text, *_more(lines, index + 1, min(stop, index + 20))])
                items.append(ChecklistItem(text, match[1], index + 1, subsection))
    return tuple(items)


def _more(lines: Sequence[str], start: int, stop: int) -> Iterator[str]:
    """Yield the indented lines below an item that continue its text."""
    for line in lines[start:stop]:
        if line[:2] != "  " or not line.strip() or _ITEM.match(line):
            break
        yield line.strip()
