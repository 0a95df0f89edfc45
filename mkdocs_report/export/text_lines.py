"""Wrap lines for a terminal between words, and never within a path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from mkdocs_report.runtime.text import words


class Run(NamedTuple):
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
    if width is None:
        yield Segment(" " * indent)
        for number, run in enumerate(runs):
            yield Segment(f"{' ' * run.gap}{run.text}" if number else run.text, run.style)
        yield Segment("\n")
        return
    gap, used = " " * indent, 0
    for run in runs:
        gap, text = " " * run.gap if used else gap, ""
        for word in [run.text] if run.is_whole else words(run.text, width - hanging):
            size = cell_len(word)
            if used and used + len(gap) + size > width:
                gap, used = f"\n{' ' * hanging}", -1  # a line feed has no width
            text += f"{gap}{word}"
            used += len(gap) + size
            gap = " "
        yield Segment(text, run.style)
    yield Segment("\n")
