"""Divide a sentence into tokens: numbers, units, bounds, and the other words that a limit is stated with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from mkdocs_report.parsing.limits.compounds import divided
from mkdocs_report.parsing.limits.dates import is_date
from mkdocs_report.parsing.limits.numbers import DIGITS, JOINERS, of_digits, of_words
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import ELISIONS, Entry, Vocabulary
from mkdocs_report.parsing.limits.word_token import WordToken

_LETTER = r"[^\W\d_][\u0300-\u036f]*"
_FILE = r"(?i:\.(?:[a-z](?![a-z])|js|py|ts|net|io|md|png|jpe?g|svg|html?|css|txt|ya?ml|json)\b)"
_RAW = re.compile(
    rf"(?P<number>(?<!\w)(?<!\d[.,]){DIGITS})"
    rf"|(?P<word>(?i:{ELISIONS})"
    rf"|(?:{_LETTER})+(?:['’](?:{_LETTER})+)*{_FILE}*|\w+)"
    r"|(?P<pm>±|\+\s?/\s?[-–−]|\+[-–−]|-\s?/\s?\+)"
    r"|(?P<least>>\s?=|=\s?>|≥|⩾|>)|(?P<most><\s?=|=\s?<|≤|⩽|<)|(?P<about>[~≈∼])"
    r"|(?P<other>\S)"
)
_SIGNS = {
    ",": Role.COMMA, ":": Role.COLON, "=": Role.COLON, ";": Role.STOP, ".": Role.STOP, "!": Role.STOP, "?": Role.STOP,
    "(": Role.OPEN, "[": Role.OPEN, ")": Role.CLOSE, "]": Role.CLOSE, "-": Role.DASH, "–": Role.DASH, "—": Role.DASH,
    "−": Role.DASH, "‐": Role.DASH, "‑": Role.DASH, "…": Role.DASH, "/": Role.SLASH, "%": Role.PERCENT, "&": Role.AND,
    "+": Role.AND, "|": Role.STOP, "{": Role.OPEN, "}": Role.CLOSE,
}  # fmt: skip
_GROUPS = {"pm": Role.PLUS_MINUS, "least": Role.LEAST, "most": Role.MOST, "about": Role.ABOUT}
_NOTHING = Entry(frozenset({Role.WORD}))


class _Raw(NamedTuple):
    group: str
    text: str
    start: int
    end: int


def raw_words(sentence: str) -> list[str]:
    """Return the words of a sentence, casefolded, in the form in which vocabularies have them."""
    return [raw.text for raw in _raws(sentence) if raw.group == "word"]


def tokens_of(sentence: str, vocabulary: Vocabulary) -> list[WordToken]:
    """Divide a sentence into the tokens of a language."""
    raws = _raws(sentence)
    found: list[WordToken] = []
    words = [raw.text for raw in raws]
    i = 0
    while i < len(raws):
        raw = raws[i]
        if raw.group == "number" and is_date(words, i, vocabulary.nouns):
            found.append(WordToken(_WORD, raw.text, raw.start, raw.end))
            i += 1
        elif raw.group == "number":
            token, i = _number(raws, i, vocabulary)
            found.append(token)
        elif raw.group == "word":
            if _is_joined_pronoun(raws, i, vocabulary) and found[-2:-1] and found[-2].isa(Role.ASK, Role.WRITTEN):
                found.pop()  # French "ajoutez-y"
                i += 1
                continue
            phrase = _phrase(raws, i, vocabulary)
            if phrase[0].number is None:
                spelled = _spelled(raws, i, vocabulary, any(token.isa(Role.BETWEEN) for token in found[-3:]))
                phrase = spelled or phrase
            token, i = phrase
            found.append(token)
            if i < len(raws) and raws[i].text == "." and raws[i - 1].text in vocabulary.short:
                i += 1
        else:
            kind = _GROUPS.get(raw.group) or _SIGNS.get(raw.text, Role.SIGN)
            found.append(WordToken(frozenset({kind}), raw.text, raw.start, raw.end))
            i += 1
    return found


@lru_cache(maxsize=16)
def _raws(sentence: str) -> Sequence[_Raw]:
    """Return the words and signs of a sentence; it is read in several languages one after the other."""
    found: list[_Raw] = []
    for match in _RAW.finditer(sentence):
        group, text, (start, end) = match.lastgroup or "other", match[0], match.span()
        if group == "word":
            text = _folded(text)
            if (parts := divided(text)) is not None:
                found.append(_Raw(group, parts[0], start, start + len(parts[0])))
                text, start = parts[1], end - len(parts[1])
        found.append(_Raw(group, text, start, end))
    return found


def _is_joined_pronoun(raws: Sequence[_Raw], i: int, vocabulary: Vocabulary) -> bool:
    return i > 0 and raws[i - 1].text == "-" and raws[i].text in vocabulary.pronouns_joined


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower()
    return normalize("NFC", word).casefold().replace("’", "'")


def _phrase(raws: Sequence[_Raw], i: int, vocabulary: Vocabulary) -> tuple[WordToken, int]:
    """Return the longest phrase of the vocabulary that begins here, and the place after it."""
    first = raws[i]
    for words, entry in vocabulary.table.get(first.text, ()):
        stop = i + len(words)
        if stop <= len(raws) and all(raws[i + n].text == words[n] for n in range(1, len(words))):
            text, end = " ".join(words), raws[stop - 1].end
            if Role.VAGUE in entry.roles and text in vocabulary.numbers:  # "half a dozen", "une dizaine de"
                roles = _NUMBER if vocabulary.compounds else _ABOUT_NUMBER
                return WordToken(roles, text, first.start, end, vocabulary.numbers[text]), stop
            unit, plural, singular = entry.unit, entry.plural, entry.singular
            return WordToken(entry.roles, text, first.start, end, None, unit, plural, singular, entry.thing), stop
    stem = vocabulary.without_pronoun(first.text)
    if stem is not None:
        return WordToken(vocabulary.table[stem][-1][1].roles, stem, first.start, first.end), i + 1
    return WordToken(_WORD, first.text, first.start, first.end), i + 1


def _number(raws: Sequence[_Raw], i: int, vocabulary: Vocabulary) -> tuple[WordToken, int]:
    """Return a number in digits; one with letters behind it, such as "3D" and "1st", is a word, "2k" is 2,000."""
    raw = raws[i]
    value, end, stop = of_digits(raw.text), raw.end, i + 1
    after = raws[i + 1] if i + 1 < len(raws) else None
    if after and after.start == raw.end and after.group == "word" and after.text not in vocabulary.nouns:
        end, stop = after.end, i + 2
        if after.text == "k" and len(raw.text) < 6:
            value = round(float(raw.text.replace(",", ".")) * 1000)
        elif after.text != "x" or vocabulary.nouns.isdisjoint(each.text for each in raws[i + 2 : i + 5]):
            value = None  # "2x screenshots", not "400x magnification"
    if value is None:
        return WordToken(_WORD, raw.text, raw.start, end), stop
    return WordToken(_NUMBER, raw.text, raw.start, end, value, digits=True), stop


def _spelled(raws: Sequence[_Raw], i: int, vocabulary: Vocabulary, between: bool) -> tuple[WordToken, int] | None:
    """Return the number that is spelled out from here on; "and" is part of it unless two numbers are awaited."""

    def part(at: int) -> int:
        """Return 1 for a small number, 2 for a word of a larger one, 0 for anything else."""
        if at >= len(raws) or raws[at].group != "word":
            return 0
        if raws[at].text in vocabulary.numbers:
            return 1
        return 2 if vocabulary.big_number.fullmatch(raws[at].text) else 0

    starts_with_article = vocabulary.code == "en" and raws[i].text in _ONE and part(i + 1) == 2
    if not starts_with_article and not part(i):
        return None
    stop = i + 1
    while stop < len(raws):
        last, following = part(stop - 1) or (2 if starts_with_article else 0), part(stop)
        if following and 2 in (last, following):
            stop += 1
        elif (raws[stop].text == "-" and raws[stop].start == raws[stop - 1].end and last == 2 and part(stop + 1)) or (
            raws[stop].text in JOINERS and last == 2 and not between and part(stop + 1) and part(stop + 2) != 2
        ):
            stop += 2
        else:
            break
    text = " ".join(raw.text for raw in raws[i:stop]).replace(" - ", "-")
    value = of_words(text, vocabulary)
    roles = _NUMBER if value is not None else frozenset({Role.VAGUE})
    known = vocabulary.table.get(text, [((), _NOTHING)])[-1][1] if stop == i + 1 else _NOTHING
    article = frozenset({Role.ARTICLE}) if known.roles & {Role.ARTICLE} else frozenset()
    return WordToken(roles | article, text, raws[i].start, raws[stop - 1].end, value), stop


_WORD = frozenset({Role.WORD})
_NUMBER = frozenset({Role.NUMBER})
_ABOUT_NUMBER = frozenset({Role.NUMBER, Role.ABOUT})
_ONE = frozenset({"a", "an"})
