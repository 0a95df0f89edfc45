"""What our pages need of a theme, and places for islands in the Markdown that MkDocs renders."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from mkdocs_report import safety
from mkdocs_report.fragments.environment import CONTROL

STYLES = tuple(f"mkdocs-report/{name}.css" for name in ("report", "course", "plots", "tools"))
SCRIPT = "mkdocs-report/report.mjs"
_SLOT = re.compile(r"<!--mkdocs-report:([\w.:-]+)-->")
_SPECIAL = re.compile(r"[^\w\s]|_")


def plain(text: str) -> str:
    """Escape a text for Markdown and for every extension: nothing in it means anything."""
    text = CONTROL.sub("", " ".join(text.split()))  # written as numbers, some would be other characters
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text)


def head_title(text: str) -> str:
    """Return a title as HTML for a page's head, which themes print with its escapes taken off."""
    return html.escape(safety.tooltip(" ".join(text.split())))


def slot(name: str) -> str:
    """Return what holds the place of an island in Markdown."""
    return f"<!--mkdocs-report:{name}-->"


def fill(content: str, islands: Mapping[str, str]) -> str:
    """Set the islands into the rendered skeleton."""
    return _SLOT.sub(lambda match: islands.get(match[1], ""), content)
