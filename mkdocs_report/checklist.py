"""Bullets with a box, as people write them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs_report.lines import Opaque
from mkdocs_report.model import ChecklistItem

_ITEM = re.compile(
    r"[ \t]*(?:>[ \t]*)*(?:[-*+]|\d{1,9}[.)])[ \t]*\**\\?\[([^\[\]\\]{0,4})\\?\](?![(\[:])\**[ \t]*(.*)$"
)


def read_checklist(
    lines: Sequence[str], places: Sequence[tuple[int, int, str]], blocks: Sequence[Opaque]
) -> tuple[ChecklistItem, ...]:
    """Return the bullets with a box that stand in `places` (first index, end, subsection), code left out."""
    hidden: set[int] = set()
    for block in blocks:
        hidden.update(range(block.first, block.last + 1))
    items = []
    for start, stop, subsection in places:
        for index in [index for index in range(start, stop) if "[" in lines[index]]:
            match = _ITEM.match(lines[index]) if index not in hidden else None
            if match:
                text = [match[2].strip()]
                for more in lines[index + 1 : min(stop, index + 20)]:
                    if not more.startswith("  ") or not more.strip() or _ITEM.match(more):
                        break
                    text.append(more.strip())
                items.append(ChecklistItem(" ".join(text), match[1], index + 1, subsection))
    return tuple(items)
