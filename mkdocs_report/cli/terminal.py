"""The terminal that a command prints to, or a file, a pipe, a log."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from mkdocs_report.runtime.text import WIDTH

if TYPE_CHECKING:
    from rich.console import Console


def at_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def console(stderr: bool = False) -> Console:
    """Return what prints tables on standard output, or on standard error; text as it is."""
    from rich.console import Console  # programs that read JSON wait for nothing

    made = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    if not made.is_terminal:
        made.width = WIDTH
    return made
