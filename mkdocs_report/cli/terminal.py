"""The console that commands print to."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from mkdocs_report.runtime.text import WIDTH

if TYPE_CHECKING:
    from rich.console import Console


def at_terminal() -> bool:
    """Whether input and output are a terminal, so that the command can ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def console(stderr: bool = False) -> Console:
    """Return a console for tables on standard output or standard error; it prints text unchanged."""
    from rich.console import Console  # programs that read JSON wait for nothing

    made = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    if not made.is_terminal:
        made.width = WIDTH
    return made
