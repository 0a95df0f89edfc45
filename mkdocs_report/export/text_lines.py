"""Wrap lines for a terminal between words, and never within a path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

_WORD = re.compile(r"[^\s“]*“[^”]*(?:/|\.\w{1,5}(?=”))[^”]*”\S*|\S+")
"""A word, or a text in quotation marks that looks like a path, which may contain spaces."""


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a line in one style.

    - `is_whole`: whether it is a path, which is never divided
    - `gap`: the spaces before it
    """

    text: str
    style: Style
    is_whole: bool = False
    gap: int = 1


def line_of(runs: Iterable[Run], indent: int, hanging: int, width: int | None = None) -> Iterator[Segment]:
    """Yield runs as one line, or as several of at most `width` columns.

    Args:
        runs: the parts of the line.
        indent: the spaces before it.
        hanging: the spaces before the lines that continue it.
        width: the width of the terminal; None to wrap nothing.
    """
    is_first, used = True, 0
    for run in runs:
        for number, word in enumerate([run.text] if width is None else _words(run, width - hanging)):
            gap = " " * (indent if is_first else 1 if number else run.gap)
            size = 0 if width is None else cell_len(word)
            if width is not None and not is_first and used + len(gap) + size > width:
                gap, used = f"\n{' ' * hanging}", -1  # a line feed has no width
            yield Segment(gap)
            yield Segment(word, run.style)
            is_first, used = False, used + len(gap) + size
    yield Segment("\n")


def _words(run: Run, room: int) -> Iterable[str]:
    """Return the words of a run. A path in quotation marks is one word, unless it is wider than a line."""
    if run.is_whole:
        return [run.text]
    found = _WORD.findall(run.text)
    return [part for word in found for part in (word.split() if cell_len(word) > room else [word])]
