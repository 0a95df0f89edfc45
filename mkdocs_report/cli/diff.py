"""Print the changes to a file as a unified diff, in colour at a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import unified_diff

from rich.console import Console
from rich.style import Style
from rich.text import Text

from mkdocs_report.runtime.text import visible

_STYLES = {"+": Style(color="green"), "-": Style(color="red"), "@": Style(color="cyan")}
_BOLD = Style(bold=True)


def print_diff(path: str, before: Sequence[str], after: Sequence[str], done: str, console: Console) -> None:
    """Print the changes between the lines of a file before and after; `done` is a word for the change, in the head."""
    for index, line in enumerate(unified_diff(before, after, path, f"{path} ({done})", lineterm="")):
        style = _BOLD if index < 2 else _STYLES.get(line[:1], Style())
        shown = line[:1] + visible(line[1:]) if line else line
        console.print(Text(shown, style=style), soft_wrap=True)
