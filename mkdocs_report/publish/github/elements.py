"""Find elements in sanitised HTML: every tag is closed, every value quoted, and `<` and `>` in values are escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator

TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-z0-9]+)")
VOID = frozenset({"br", "hr", "img", "wbr"})
"""Elements without a closing tag."""


def split_tags(html: str) -> list[str]:
    """Split HTML into texts, at the even indices, and tags."""
    return TAG.split(html)


def name_of(tag: str) -> str:
    """Return the name of a tag's element."""
    found = _NAME.match(tag)
    return found[1] if found else ""


def top_elements(parts: list[str], name: str) -> Iterator[tuple[int, int]]:
    """Yield the indices of the first and last tag of each element of a name that is inside of no other element."""
    depth = first = 0
    for index in range(1, len(parts), 2):
        tag = parts[index]
        if tag.startswith("</"):
            depth -= 1
            if not depth and name_of(tag) == name:
                yield first, index
        elif name_of(tag) not in VOID:
            if not depth:
                first = index
            depth += 1
