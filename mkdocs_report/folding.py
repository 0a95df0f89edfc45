"""Text in the form in which it is compared: without case, accents, invisible characters and encodings.

`fold` also returns where each folded character stands in the original, so that a match can be replaced there.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

CELL = "\x1f"
"""Stands between two cells of a table: names and numbers are found across it."""
BLOCK = "\x1e"
"""Stands between two blocks: nothing is found across it."""
WORD = re.compile(r"[^\W_]+(?:'(?!s\b)[^\W_]+)*")
"""A word of a folded text. `O'Neil` is one word, the `'s` of a possessive is not a part of it."""
_LETTERS = {"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h"}
_APOSTROPHES = frozenset("'’‘‛ʼʻ`´＇′ʹ")
_HYPHENS = frozenset("\u2043\u2212\u00ad")
_BLANK = frozenset("\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800")
_ENCODED = re.compile(r"(?:%(?:25)*[0-9a-f]{2})+|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31}\d{0,2});", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and where each of its characters starts and ends in the original; None where they are the same."""

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return a range of the folded text as a range of the original."""
        if self.starts is None or self.ends is None or start == end:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Return a text without case, accents and invisible characters, with percent-encoding and entities decoded."""
    if not is_encoded(text):
        if text.isascii():
            return Folded(text.translate(_ASCII).lower())
        if all(len(_folded(sign)) == 1 for sign in set(text)):
            return Folded(text.translate(_TABLE))
        pieces = [_folded(sign) for sign in text]
        marks = [(index, index + 1) for index in range(len(text))]
        return _mapped(pieces, marks)
    pieces, marks, last = [], [], 0
    for match in _ENCODED.finditer(text):
        pieces += [_folded(sign) for sign in text[last : match.start()]]
        marks += [(index, index + 1) for index in range(last, match.start())]
        pieces.append("".join(map(_folded, _decoded(match[0]))))
        marks.append(match.span())
        last = match.end()
    pieces += [_folded(sign) for sign in text[last:]]
    marks += [(index, index + 1) for index in range(last, len(text))]
    return _mapped(pieces, marks)


def _mapped(pieces: Sequence[str], marks: Sequence[tuple[int, int]]) -> Folded:
    starts, ends = [], []
    for piece, (start, end) in zip(pieces, marks, strict=True):
        for _ in piece:
            starts.append(start)
            ends.append(end)
    return Folded("".join(pieces), starts, ends)


def is_encoded(text: str) -> bool:
    """Whether a text has percent-encoded characters or entities."""
    return ("%" in text or "&" in text) and _ENCODED.search(text) is not None


def without(text: str, left_out: re.Pattern[str]) -> Folded:
    """Return a folded text without what an expression finds, and where its characters stand in the original."""
    places: list[int] = []
    last = 0
    for match in left_out.finditer(text):
        places += range(last, match.start())
        last = match.end()
    places += range(last, len(text))
    folded = fold("".join([text[place] for place in places]))
    if folded.starts is None or folded.ends is None:
        return Folded(folded.text, places, [place + 1 for place in places])
    starts = [places[start] for start in folded.starts]
    return Folded(folded.text, starts, [places[end - 1] + 1 for end in folded.ends])


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    return folded_words(fold(text).text)


def folded_words(text: str) -> list[str]:
    """Return the words of a folded text."""
    words: list[str] = WORD.findall(text)
    return [word.replace("'", "") for word in words] if "'" in text else words


def _decoded(text: str) -> str:
    if text.startswith("&"):
        found = html.unescape(text)
        return found if found != text else text
    for _ in range(4):
        again = unquote(text, errors="replace")
        if again == text:
            break
        text = again
    return text


_ASCII = {ord("`"): "'", **dict.fromkeys(range(9, 14), " ")}


@lru_cache(maxsize=4096)
def _folded(sign: str) -> str:
    if sign in _APOSTROPHES:
        return "'"
    if sign in _BLANK or (sign > "\x7f" and unicodedata.category(sign) == "Cf"):
        return ""
    if sign in (CELL, BLOCK):
        return sign
    if sign.isspace():
        return " "
    if sign in _HYPHENS or unicodedata.category(sign) == "Pd":
        return "-"
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    parts = unicodedata.normalize("NFKD", sign).casefold()
    plain = "".join(_LETTERS.get(part, part) for part in unicodedata.normalize("NFKD", parts))
    return "".join(part for part in plain if not unicodedata.category(part).startswith("M"))


class _Table(dict[int, str]):
    """Folded characters, for `str.translate`."""

    def __missing__(self, sign: int) -> str:
        self[sign] = folded = _folded(chr(sign))  # as many as there are characters in Unicode, at the most
        return folded


_TABLE = _Table()
