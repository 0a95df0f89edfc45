"""Slots in the Markdown of a page. Our HTML replaces them after MkDocs has rendered the page."""

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
    """Escape all special characters of a text for Markdown and its extensions."""
    text = CONTROL.sub(
        "", one_line_safe(" ".join(text.split()))
    )  # browsers read some of their numbers as other characters
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text)


def head_title(text: str) -> str:
    """Escape a title for a page's head: themes remove one level of escapes."""
    return html.escape(sanitizer.tooltip(one_line_safe(" ".join(text.split()))))


def slot(name: str) -> str:
    """Return the slot of an island: an empty element, since extensions often remove comments."""
    return f'<div data-mr-place="{name}"></div>'


def missing_slots(skeleton: str, content: str) -> list[str]:
    """Return the names of the slots of a skeleton that are missing in its rendered HTML, sorted."""
    return sorted(set(_SLOT.findall(skeleton)).difference(_SLOT.findall(content)))


def fill(content: str, islands: Mapping[str, str]) -> str:
    """Replace the slots in a rendered skeleton by the islands."""
    return _SLOT.sub(lambda match: islands.get(match[1], ""), content)
