"""Link footnotes both ways.

GitHub's engine makes ids from the labels of footnotes. A label may be a name, and two answers on a page may use the
same one. So the ids are made from numbers: of the footnote in its answer, and of the reference to it. Addresses and ids
in published HTML begin with `mkdocs-report-`, which `pages/fragments/answers.py` replaces by a prefix of the answer.
"""

from __future__ import annotations

import re
from collections import Counter

from mkdocs_report.publish.github.elements import VOID, name_of, split_tags

REFERENCE, BACK = "mkdocs-report-reference", "mkdocs-report-back"
"""The addresses of the engine's links to footnotes, and of those back, until the footnotes are numbered."""
_REFERENCE_TAG, _BACK_TAG = (f'<a href="{address}"' for address in (REFERENCE, BACK))
_HREF = re.compile(rf' href="(?:{REFERENCE}|{BACK})"')


def address_of(url: str) -> str | None:
    """Return a temporary address for a link of the engine to or from a footnote; None for other links."""
    if url.startswith("#fn-"):
        return REFERENCE
    return BACK if url.startswith("#fnref-") else None


def link_footnotes(html: str) -> str:
    """Return sanitised HTML in which footnotes and their references have ids and addresses."""
    if _HREF.search(html) is None:
        return html
    parts = split_tags(html)
    items = _number_footnotes(parts)
    counts = Counter[int]()
    for index in range(1, len(parts), 2):
        if parts[index].startswith(_REFERENCE_TAG):
            text = parts[index + 1]
            number = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
            if number in items:
                counts[number] += 1
                here = f"mkdocs-report-fnref-{number}-{counts[number]}"
                parts[index] = f'<a href="#mkdocs-report-fn-{number}" id="{here}" aria-label="Footnote {number}">'
    for number, backs in items.items():
        for order, index in enumerate(backs, 1):
            if order <= counts[number]:
                label = f"Back to reference {number}" + (f"-{order}" if order > 1 else "")
                parts[index] = f'<a href="#mkdocs-report-fnref-{number}-{order}" aria-label="{label}">'
    return "".join(_HREF.sub("", part) if index % 2 else part for index, part in enumerate(parts))


def _number_footnotes(parts: list[str]) -> dict[int, list[int]]:
    """Give each footnote an id; return the indices of its links back, by its number.

    The engine's list of footnotes is the last list with such links.
    """
    opened: list[int] = []
    lists: dict[int, dict[int, list[int]]] = {}
    for index in range(1, len(parts), 2):
        tag = parts[index]
        if tag.startswith("</"):
            del opened[-1:]
        elif name_of(tag) not in VOID:
            opened.append(index)
            item = _item(parts, opened) if tag.startswith(_BACK_TAG) else None
            if item:
                lists.setdefault(opened[item - 1], {}).setdefault(opened[item], []).append(index)
    if not lists:
        return {}
    first, items = list(lists.items())[-1]
    parts[first] = '<ol class="mr-footnotes">'
    for number, item in enumerate(items, 1):
        parts[item] = f'<li id="mkdocs-report-fn-{number}">'
    return dict(enumerate(items.values(), 1))


def _item(parts: list[str], opened: list[int]) -> int | None:
    """Return the place among the opened elements of the list item that holds the last; None if there is none."""
    for place in range(len(opened) - 2, 0, -1):
        if name_of(parts[opened[place]]) == "li":
            return place if parts[opened[place - 1]] == "<ol>" else None
    return None
