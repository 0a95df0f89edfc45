"""Know the numbers of dates, "on 14 March 1998", "in 2024", which are no part of a limit."""

from __future__ import annotations

from collections.abc import Container, Sequence

_MONTHS = frozenset(
    """
        january february march april may june july august september october november december
        jan feb mar apr jun jul aug sep sept oct nov dec
        januar februar märz mai juni juli oktober dezember jänner
        marts maj oktober december januari februari mars augusti maart mei augustus
        janvier février avril juin juillet août septembre octobre novembre décembre
        enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
        gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre
        janeiro fevereiro março maio junho julho setembro outubro novembro dezembro
        stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
    """.split()
)
_BEFORE_YEARS = frozenset(
    """
        in since of year years from by until around before after during spring summer autumn fall winter
        im seit jahr jahre von ab bis en depuis année années de del desde año años em ano anos desde nel dal anno i år
        året siden sedan från sinds jaar w roku od
    """.split()
)
_TO = frozenset(["-", "–", "—", "to", "bis", "til", "till", "tot", "à", "a", "al", "do", "or", "oder", "ou", "o"])
_SIGNS = frozenset(",;:.!?()|/")
_NEAR = 4
"""The words after a number in which the noun that it counts may stand."""


def is_date(words: Sequence[str], i: int, nouns: Container[str]) -> bool:
    """Whether a number of a sentence is a day or a year, from its words and signs, casefolded.

    `nouns` are those of units: "in 2000 words" has no year.
    """
    number = words[i]
    if not number.isdigit() or len(number) > 4:
        return False
    after = words[i + 1 : i + 1 + _NEAR]
    before = [word for word in words[max(0, i - 3) : i] if word not in (",", ".")]
    if len(number) < 3:
        month = next((word for word in after if word not in (".", "of", "de", "st", "nd", "rd", "th")), "")
        is_near = _is_month(month, after) or bool(before and _is_month(before[-1], after[:2]))
        return is_near and 1 <= int(number) <= 31
    if len(number) != 4 or not 1000 <= int(number) < 2200:
        return False
    if before and _is_month(before[-1], [number]) and not (after and after[0] in nouns):
        return True
    if len(before) > 1 and _is_month(before[-2], [number]) and not _counts(after, nouns):
        return True  # "March 14, 1998"
    return bool(before) and before[-1] in _BEFORE_YEARS and not _counts(after, nouns)


def _is_month(word: str, around: Sequence[str]) -> bool:
    """Whether a word is a month; "may" and "mars" are also other words, and need a year beside them."""
    if word in ("may", "mar", "mars"):
        at_end = word in around and all(sign in _SIGNS for sign in around[around.index(word) + 1 :][:1])
        return at_end or any(each.isdigit() and len(each) == 4 for each in around)
    return word in _MONTHS


def _counts(after: Sequence[str], nouns: Container[str]) -> bool:
    """Whether a number counts a noun, or begins a range."""
    if after and after[0] in _TO and len(after) > 1 and after[1].isdigit():
        return True
    for word in after:
        if word in nouns:
            return True
        if word.isdigit() or word in (",", ";", ".", "?", "!", ")"):
            return False
    return False
