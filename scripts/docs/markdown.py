"""Markdown for all pages: escaped text, tables, and the note at the head."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
NOTE = "<!-- Written by `python -m scripts.docs`; change the code that it reads. -->"
_SPECIAL = re.compile(r"([\\`*_{}\[\]#|!])")


def escaped(text: str) -> str:
    """Escape `text` for Markdown."""
    return _SPECIAL.sub(r"\\\1", html.escape(text, quote=False))


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Return a Markdown table; a bar in a cell is escaped."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(re.sub(r"(?<!\\)\|", r"\|", cell) for cell in row) + " |" for row in lines)


def page(*parts: str) -> str:
    """Return the parts with blank lines between them, ending in a line feed."""
    return "\n\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"
