"""Fold text for comparison: without case, accents, invisible characters and encodings.

`fold` also returns the place of each folded character in the original, so that a match can be replaced there.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from urllib.parse import unquote

from mkdocs_report.masking.confusables import LATIN

CELL = "\x1f"
"""Stands between two cells of a table: names and numbers are found across it."""
_Piece = tuple[str, int, int]
"""A part of a text and its start and end in the original: one character, or a text as long as its place."""
BLOCK = "\x1e"
"""Stands between two blocks: nothing is found across it."""
WORD = re.compile(r"[^\W_]+(?:'(?![sS]\b)[^\W_]+)*")
"""A word of a text with straight apostrophes. `O'Neil` is one word, the `'s` of a possessive is not a part of it."""
_LETTERS = {"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h"}
_APOSTROPHES = frozenset("'’‘‛ʼʻ`´＇′ʹ")
_HYPHENS = frozenset("\u2043\u2212\u00ad")
_BLANK = frozenset("\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800")
_CUT = re.compile(r"(?<=a)(?=A)|(?<=a')(?=A)|(?<=A)(?=Aa)|(?<=0)(?=[aA])|(?<=[aA])(?=0)")
"""The borders of the parts of a word whose letters are written as `a`, capital letters as `A` and digits as `0`."""
_PERCENT = re.compile(r"%(?:25)*[0-9a-f]{2}", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31}\d{0,2});", re.IGNORECASE)
_ENCODED = re.compile(rf"(?:{_PERCENT.pattern})+|{_ENTITY.pattern}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and the start and end of each character in the original; None if they are the same.

    `latin` is true if letters that look like Latin ones were folded to them. `written` is the same text in upper and
    lower case, if its characters have different places.
    """

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None
    latin: bool = False
    written: str = ""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return a range of the folded text as a range of the original."""
        if self.starts is None or self.ends is None or start == end:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str, latin: bool = False) -> Folded:
    """Return a text without case, accents and invisible characters, with percent-encoding and entities decoded.

    Args:
        text: the text.
        latin: whether letters that look like Latin ones are folded to them.
    """
    text = text.translate(LATIN) if latin else text
    if not is_encoded(text):
        if text.isascii():
            return Folded(text.translate(_ASCII).lower(), latin=latin)
        if _keeps_length(text):
            return Folded(text.translate(_TABLE), latin=latin)
    pieces: list[_Piece] = []
    last = 0
    for match in _ENCODED.finditer(text):
        pieces += _plain_pieces(text, last, match.start())
        plain = _decoded(match[0])
        pieces += [(sign, *match.span()) for sign in (plain.translate(LATIN) if latin else plain)]
        last = match.end()
    pieces += _plain_pieces(text, last, len(text))
    return _joined(pieces, latin)


def _keeps_length(text: str) -> bool:
    return text.isascii() or all(len(_folded(sign)) == 1 for sign in set(text))


def _plain_pieces(text: str, start: int, end: int) -> Iterator[_Piece]:
    """Yield the pieces of a text without encoded characters; a character that folds to several is its own piece."""
    part = text[start:end]
    changing = () if part.isascii() else {sign for sign in set(part) if len(_folded(sign)) != 1}
    last = 0
    if changing:
        for place, sign in enumerate(part):
            if sign in changing:
                if last < place:
                    yield part[last:place], start + last, start + place
                yield sign, start + place, start + place + 1
                last = place + 1
    if last < len(part):
        yield part[last:], start + last, end


def _joined(pieces: Iterable[_Piece], latin: bool) -> Folded:
    texts: list[str] = []
    written: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece, start, end in pieces:
        if len(piece) == end - start and (len(piece) > 1 or _keeps_length(piece)):
            texts.append(piece.translate(_TABLE))
            written.append(_straight(piece))
            starts += range(start, end)
            ends += range(start + 1, end + 1)
            continue
        folded = _folded(piece)
        capital = folded.upper()
        texts.append(folded)
        written.append(folded if piece.islower() or len(capital) != len(folded) else capital)
        starts += [start] * len(folded)
        ends += [end] * len(folded)
    return Folded("".join(texts), starts, ends, latin, "".join(written))


def is_encoded(text: str) -> bool:
    """Whether a text has percent-encoded characters or entities."""
    return ("%" in text and _PERCENT.search(text) is not None) or ("&" in text and _ENTITY.search(text) is not None)


def fold_without(text: str, left_out: re.Pattern[str], latin: bool = False) -> Folded:
    """Return a folded text without the matches of an expression, and the places of its characters in the original."""
    places: list[int] = []
    last = 0
    for match in left_out.finditer(text):
        places += range(last, match.start())
        last = match.end()
    places += range(last, len(text))
    folded = fold("".join([text[place] for place in places]), latin)
    if folded.starts is None or folded.ends is None:
        written = cased("".join([text[place] for place in places]), folded)
        return Folded(folded.text, places, [place + 1 for place in places], latin, written)
    starts = [places[start] for start in folded.starts]
    ends = [places[end - 1] + 1 for end in folded.ends]
    return Folded(folded.text, starts, ends, latin, folded.written)


def cased(text: str, folded: Folded) -> str:
    """Return a folded text in upper and lower case, given its original."""
    if folded.starts is not None:
        return folded.written
    return _straight(text.translate(LATIN) if folded.latin else text)


def _straight(text: str) -> str:
    for sign in "`" if text.isascii() else _APOSTROPHES:  # some times as fast as `translate`
        text = text.replace(sign, "'")
    return text


def cased_words(text: str, folded: Folded) -> set[str]:
    """Return the words of a text in upper and lower case, each once."""
    return set(WORD.findall(cased(text, folded)))


@lru_cache(maxsize=16384)
def parts_of(word: str) -> tuple[tuple[int, int], ...]:
    """Return the start and end of the parts of a word, divided at capital letters and digits.

    `HTMLReport2` has the parts `HTML`, `Report` and `2`; a word of one part has none.
    """
    if word.isalpha() and (word.islower() or word.istitle() or word.isupper()):
        return ()
    kinds = "".join("'" if c == "'" else "0" if c.isdecimal() else "a" if c.islower() else "A" for c in word)
    cuts = [match.start() for match in _CUT.finditer(kinds)]
    return tuple(pairwise((0, *cuts, len(word)))) if cuts else ()


def words_of(text: str) -> list[str]:
    """Return the words of a text in the form for comparison."""
    words: list[str] = WORD.findall(fold(text).text)
    return [word.replace("'", "") for word in words]


def decoded(text: str) -> str:
    """Return a text with percent-encoding and entities decoded."""
    return _ENCODED.sub(lambda match: _decoded(match[0]), text)


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
