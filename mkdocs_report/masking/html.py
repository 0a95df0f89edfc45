"""Mask people in sanitised HTML: in the text that a reader sees, never in the tags.

A name may be half bold, half a link, or split over two cells of a table. Therefore the texts between the tags are
joined, people are found in the whole, and each text gets its part back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape, unescape

from mkdocs_report.masking.folding import BLOCK, CELL
from mkdocs_report.masking.mask import Mask
from mkdocs_report.masking.matching import PersonMatch, without_overlaps
from mkdocs_report.parsing.markdown.sanitizer import BLOCKS

_TAG = re.compile(r"(<[^>]*>)")  # the sanitiser quotes every value, and escapes < and > in it
_NAME = re.compile(r"</?([a-zA-Z0-9]+)")
_VALUE = re.compile(r'(\s(?!href=|src=)[\w:-]+=")([^"]*)"')
_NOTHING = "\u200b"
_GAPS = dict.fromkeys(BLOCKS, BLOCK) | {"td": CELL, "th": CELL, "br": " "}


def mask_html(html: str, mask: Mask) -> str:
    """Return sanitised HTML without the people that a reader sees in it; HTML without people stays byte for byte."""
    parts = _TAG.split(html)
    texts = parts.copy()
    texts[1::2] = map(_gap, parts[1::2])
    if "&" in html:
        texts[::2] = map(unescape, parts[::2])
    text = "".join(texts)
    found = mask.find(text)
    if CELL in text:  # a word may be cut by the border of a cell
        found = without_overlaps([*found, *mask.find(text.replace(CELL, _NOTHING))])
    changed = False
    for number in range(1, len(parts), 2) if '="' in html else ():
        if '="' in parts[number]:
            masked = _VALUE.sub(lambda match: _value(match, mask), parts[number])
            changed |= masked != parts[number]
            parts[number] = masked
    if not found:
        return "".join(parts) if changed else html
    position, first = 0, 0
    for number, text in enumerate(texts):
        end = position + len(text)
        while first < len(found) and found[first].end <= position:
            first += 1
        if number % 2 == 0 and first < len(found) and found[first].start < end:
            parts[number] = _masked(text, position, found, first, mask)
        position = end
    return "".join(parts)


def _masked(text: str, position: int, matches: Sequence[PersonMatch], first: int, mask: Mask) -> str:
    """Return one text between two tags; a person is named where the name begins, and the rest is left out."""
    pieces, last = [], 0
    while first < len(matches):
        each = matches[first]
        first += 1
        start, end = each.start - position, each.end - position
        if start >= len(text):
            break
        pieces.append(text[last : max(0, start)])
        if start >= 0:
            pieces.append(mask.label(each, text[end : end + 1]))
        last = min(end, len(text))
    return escape("".join([*pieces, text[last:]]), quote=False).replace("\u00a0", "&nbsp;")


@lru_cache(maxsize=4096)  # most tags have no attribute
def _gap(tag: str) -> str:
    name = _NAME.match(tag)
    if tag.startswith(("</td", "</th>")):
        return ""
    return _GAPS.get(name[1].lower(), "") if name else ""


def _value(match: re.Match[str], mask: Mask) -> str:
    text = unescape(match[2])
    masked = mask.text(text)
    if masked is text or masked == text:
        return match[0]
    return f'{match[1]}{escape(masked).replace(chr(0xA0), "&nbsp;")}"'
