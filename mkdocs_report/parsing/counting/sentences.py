"""Split running text into sentences, and count the ends that other conventions would see.

No convention is exact: "etc." may end a sentence or not. A rule of Unicode Standard Annex 29 decides, that a sentence
ends with a full stop, question mark or exclamation mark before white space, unless a small letter follows. In addition,
a full stop of an abbreviation, an initial or a numbering ends nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_END = re.compile(r"(?:[.!?…]+|[。！？．]+)[\"'”’»“)\]]*(?=\s|$)|[。！？]+")
_NAIVE_END = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*(?=\s|$)|[。！？]+")
_ABBREVIATIONS = frozenset(
    "e.g i.e cf al etc vs viz resp approx ca c.f eq eqs eqn fig figs tab sec sect ch chap vol no nr nos p pp ed eds"
    " dept est max min avg dr mr mrs ms prof st jr sr ph.d m.sc b.sc a.k.a w.r.t incl excl"
    " z.b d.h u.a o.ä bzw usw evtl ggf bspw abb bd hrsg inkl vgl sog st"
    " f.eks bl.a dvs osv kl ca mht pga iht"
    " t.ex bl.a m.m d.v.s o.s.v"
    " bijv bv d.w.z enz o.a m.b.t"
    " p.ex c.-à-d ex env mme mlle"
    " p.ej sr sra ud ecc es sig n.b np tzn itd itp m.in tj".split()
)
"""Abbreviations without their last full stop, in small letters, of the languages in which limits are read."""
_MAY_END = frozenset({"etc", "usw", "osv", "enz", "ecc", "itd", "itp", "al", "o.s.v", "m.m"})
"""Abbreviations that often stand at the end of a sentence: a capital letter after them begins one."""
_LETTER = re.compile(r"[^\W\d_]\.")
_OPENING = "\"'“”„‘’«»([*_"


class Sentences(NamedTuple):
    """The sentences of a text: the `found` ones, and the smallest and the largest number by other conventions."""

    found: tuple[str, ...]
    least: int
    most: int


def split_sentences(text: str) -> Sentences:
    """Split a block of running text; text after the last full stop is a sentence too."""
    text = " ".join(text.split())
    found: list[str] = []
    unclear = start = 0
    read, has_words = 0, False  # since the last end
    for match in _END.finditer(text):
        has_words = has_words or _has_words(text[read : match.end()])
        read = match.end()
        sure, ends = _ends(text, match)
        if ends and has_words:
            found.append(text[start:read].strip())
            start, has_words = read, False
            unclear += not sure
    if _has_words(text[start:]):
        found.append(text[start:].strip())
    elif found:
        found[-1] = f"{found[-1]}{text[start:]}".rstrip()
    naive = sum(1 for _ in _NAIVE_END.finditer(text))
    is_open = bool(found) and not ends_with_stop(text)
    return Sentences(tuple(found), max(min(1, len(found)), len(found) - unclear), max(len(found), naive + is_open))


def ends_with_stop(text: str) -> bool:
    """Whether a text ends like a sentence."""
    return text.rstrip("\"'”’»“)] \n")[-1:] in set(".!?…。！？")


def _ends(text: str, match: re.Match[str]) -> tuple[bool, bool]:
    """Return whether it is sure what a stop is, and whether it ends a sentence."""
    rest = text[match.end() : match.end() + 20].lstrip().lstrip(_OPENING)
    if not rest:
        return True, True
    after = rest[0]
    if match[0][0] != "." or match[0].startswith(".."):
        return True, not after.islower() or match[0][0] in "。！？"
    before, _, last = text[max(0, match.start() - 20) : match.start()].rpartition(" ")
    word = last.lstrip(_OPENING).casefold()
    if after.islower():
        return True, False
    is_letter = len(word) == 1 and word.isalpha()
    if is_letter and (_LETTER.match(rest) or _LETTER.fullmatch(before[-2:])):
        return True, False  # "z. B.", "J. R. Smith"
    if word in _MAY_END or (is_letter and (last.islower() or before[-1:].isdecimal())):
        return False, True  # "3 A.", "part b."
    if word in _ABBREVIATIONS or is_letter:
        return True, False
    if word.isdecimal() and match.start() - len(word) <= 1:
        return True, False  # "1. Start the engine"
    return True, True


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))
