"""Keep text in its place on a page: limit piles of accents, and close controls of text direction.

Only text for display is changed. Counts and exports use the text as it was written.
"""

from __future__ import annotations

import re
from unicodedata import category

from mkdocs_report.model.caps import MAX_TITLE, SPARE

MAX_MARKS = 30
"""Combining marks on one character: the Stream-Safe Text Format of Unicode Standard Annex 15 has as many."""
_MAY_PILE = re.compile(rf"(?:[^\x00-\u02ff](?:<[^<>]*>)*+){{{MAX_MARKS + 1}}}")
_TAG = re.compile(r"(<[^<>]*>)")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ISOLATES = frozenset("\u2066\u2067\u2068")
_MOST_OPEN = 100
"""Controls of direction in each other; the algorithm itself takes no more than 125."""
_POP_EMBEDDING, _POP_ISOLATE = "\u202c", "\u2069"


def limit_marks(html: str) -> str:
    """Return text or HTML in which no character carries more than `MAX_MARKS` combining marks, tags between or not."""
    if html.isascii() or not _MAY_PILE.search(html):
        return html
    out: list[str] = []
    marks = 0
    for part in _TAG.split(html):
        if part[:1] == "<" and part[-1:] == ">":
            out.append(_cut(part, 0)[0])
            continue
        text, marks = _cut(part, marks)
        out.append(text)
    return "".join(out)


def _cut(text: str, marks: int) -> tuple[str, int]:
    """Return a text with at most the allowed marks, after `marks` of them, and the number of marks at its end."""
    kept = []
    for character in text:
        marks = marks + 1 if character > "\u02ff" and category(character)[0] == "M" else 0
        if marks <= MAX_MARKS:
            kept.append(character)
    return "".join(kept), marks


def balance_directions(text: str) -> str:
    """Return a text with balanced controls of direction: remove those that open nothing, close those left open.

    The controls are those of Unicode Standard Annex 9: embeddings, overrides and isolates.
    """
    if text.isascii() or not _BIDI.search(text):
        return text
    closers: list[str] = []

    def kept(match: re.Match[str]) -> str:
        sign = match[0]
        if sign not in {_POP_EMBEDDING, _POP_ISOLATE}:
            if len(closers) >= _MOST_OPEN:
                return ""
            closers.append(_POP_ISOLATE if sign in _ISOLATES else _POP_EMBEDDING)
        elif sign not in closers:
            return ""
        elif sign == _POP_ISOLATE:  # the end of an isolate ends what was opened in it
            ended = ""
            while closers[-1] != sign:
                ended += closers.pop()
            return ended + closers.pop()
        elif closers[-1] == sign:
            closers.pop()
        else:
            return ""
        return sign

    whole = _BIDI.sub(kept, text)
    return whole + "".join(reversed(closers))


def one_line_safe(text: str) -> str:
    """Return a text on one line that cannot affect the text beside it."""
    return text if text.isascii() else balance_directions(limit_marks(text))


def shown_title(text: str) -> str:
    """Return a heading that cannot affect the text beside it.

    A heading of more than `MAX_TITLE` characters is cut after masking: `cut.within_caps`.
    """
    return one_line_safe(text) if len(text) <= MAX_TITLE else text[: MAX_TITLE + SPARE]
