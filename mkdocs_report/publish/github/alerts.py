"""Show alerts as GitHub does: a quote whose first line is only `[!NOTE]`, or another of the five markers.

The rules are those of GitHub's documentation, "Basic writing and formatting syntax": an alert is not inside of another
element. Without content, the quote stays a quote. The case of the marker's letters does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs_report.parsing.markdown.visible_blocks import ALERT
from mkdocs_report.publish.github.elements import split_tags, top_elements


def show_alerts(html: str) -> str:
    """Return HTML in which the alerts are boxes with a title."""
    if "[!" not in html:
        return html
    parts = split_tags(html)
    for first, last in top_elements(parts, "blockquote"):
        if kind := _kind(parts[first + 1 : last]):
            _remove_marker(parts, first)
            title = f'<p class="mr-alert-title">{kind.capitalize()}</p>'
            parts[first] = f'<div class="mr-alert mr-alert--{kind}">\n{title}'
            parts[last] = "</div>"
    return "".join(parts)


def _kind(inside: Sequence[str]) -> str | None:
    """Return the kind of the alert that a quote is; None if it is none."""
    if len(inside) < 4 or inside[0].strip() or inside[1] != "<p>":
        return None
    marker = ALERT.match(inside[2])
    if marker is None or not ("\n" in inside[2] or _ends_line(inside)):
        return None
    rest = [inside[2][marker.end() :], *inside[4::2]]
    images = any(tag.startswith("<img") for tag in inside[3::2])
    return marker[1].lower() if images or any(map(str.strip, rest)) else None


def _ends_line(inside: Sequence[str]) -> bool:
    """Whether the line of the marker ends with its paragraph, or with a line break of Markdown."""
    return inside[3] == "</p>" or (re.match("<br ?/?>", inside[3]) is not None and inside[4].startswith("\n"))


def _remove_marker(parts: list[str], first: int) -> None:
    """Remove the marker of the alert whose quote begins at an index, and its line."""
    text = parts[first + 3]
    parts[first + 3] = text.partition("\n")[2]
    if "\n" in text:
        return
    if parts[first + 4] == "</p>":
        parts[first + 2] = parts[first + 4] = ""
    else:
        parts[first + 4], parts[first + 5] = "", parts[first + 5].removeprefix("\n")
