"""Places in the Markdown that MkDocs renders, into which our HTML is set afterwards."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from mkdocs_report.pages.fragments.environment import CONTROL
from mkdocs_report.parsing.display_text import one_line_safe
from mkdocs_report.parsing.markdown import sanitizer

_SLOT = re.compile(r"""<div\b[^<>]*\bdata-mr-place=["']?([\w.:-]+)[^<>]*>\s*</div>""")
_SPECIAL = re.compile(r"[^\w\s]|_")


def plain(text: str) -> str:
    """Escape a text for Markdown and for every extension: nothing in it means anything."""
    text = CONTROL.sub("", one_line_safe(" ".join(text.split())))  # written as numbers, some would be other characters
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text)


def head_title(text: str) -> str:
    """Return a title as HTML for a page's head, which themes print with its escapes taken off."""
    return html.escape(sanitizer.tooltip(one_line_safe(" ".join(text.split()))))


def slot(name: str) -> str:
    """Return what holds the place of an island in Markdown: an empty element, since comments are often stripped."""
    return f'<div data-mr-place="{name}"></div>'


def missing_slots(skeleton: str, content: str) -> list[str]:
    """Return the names of the places in a skeleton that its rendered HTML does not have, sorted."""
    return sorted(set(_SLOT.findall(skeleton)).difference(_SLOT.findall(content)))


def fill(content: str, islands: Mapping[str, str]) -> str:
    """Set the islands into the rendered skeleton."""
    return _SLOT.sub(lambda match: islands.get(match[1], ""), content)
