"""Read numbers: with digits, however they are grouped, and spelled out."""

from __future__ import annotations

import re
from functools import lru_cache

from mkdocs_report.parsing.limits.vocabulary import Vocabulary

MAX_DIGITS = 7
"""The most digits of a number that is read: no answer has ten million words."""
DIGITS = r"\d{1,3}(?:(?P<group>[., \u00a0\u2009\u202f'’])\d{3})(?:(?P=group)\d{3})*(?![\d])|\d+(?:[.,]\d+)?"
"""A number as it is typed. Groups of three digits are thousands, whatever divides them."""
_LIBRARY = frozenset({"en", "fr", "es", "pt", "de", "it", "nl"})
"""The languages whose number words `text2num` reads."""
JOINERS = frozenset({"and", "und", "og", "och", "e", "y", "et", "en", "i"})
"""Words inside of a spelled number: "one hundred and fifty"."""


def of_digits(text: str) -> int | None:
    """Return the whole number that digits state, `None` for a fraction or a number that is too long."""
    grouped = re.fullmatch(r"\d{1,3}(?:[., \u00a0\u2009\u202f'’]\d{3})+", text)
    digits = re.sub(r"\D", "", text) if grouped else text
    return int(digits) if digits.isdigit() and len(digits) <= MAX_DIGITS else None


@lru_cache(maxsize=256)
def of_words(text: str, vocabulary: Vocabulary) -> int | None:
    """Return the number that words state, such as "one hundred and fifty"; `None` if they state none."""
    if text in vocabulary.numbers:
        return vocabulary.numbers[text]
    if vocabulary.code in _LIBRARY:
        from text_to_num import text2num  # a large extension, which few templates need

        try:
            return int(text2num(re.sub(r"^an? ", "one ", text), vocabulary.code))
        except ValueError:
            return None
    return _composed(text, vocabulary)


def _composed(text: str, vocabulary: Vocabulary) -> int | None:
    """Return the number that is composed of the atoms of a language: units, tens, hundreds and thousands."""
    atoms = sorted(vocabulary.atoms, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, atoms)))
    total = current = 0
    for word in re.split(r"[\s-]+", text):
        at = 0
        if word in JOINERS:
            continue
        while at < len(word):
            match = pattern.match(word, at)
            if match is None:
                joiner = next((j for j in ("og", "och", "en") if word.startswith(j, at)), None)
                if joiner is None:
                    return None
                at += len(joiner)
                continue
            value = vocabulary.atoms[match[0]]
            if value == 1000:
                total, current = total + max(1, current) * 1000, 0
            elif value == 100:
                current = max(1, current) * 100
            else:
                current += value
            at = match.end()
    return (total + current) or None
