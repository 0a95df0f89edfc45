"""Decide the language of a sentence by its words, and read its limits in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import import_module

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.foreign_nouns import STEM, STEMS
from mkdocs_report.parsing.limits.grammar import read_in
from mkdocs_report.parsing.limits.languages.english import ENGLISH
from mkdocs_report.parsing.limits.reading import Reading
from mkdocs_report.parsing.limits.tokens import raw_words
from mkdocs_report.parsing.limits.vocabulary import Vocabulary

LANGUAGES = (
    "german",
    "danish",
    "swedish",
    "norwegian",
    "dutch",
    "french",
    "spanish",
    "italian",
    "portuguese",
    "polish",
)
"""The languages beside English, in the order in which they are tried; each is a module of `languages`."""
_ENGLISH_SHARE = 0.34
"""The share of English words from which on a sentence is read in English first."""
_SURELY_ENGLISH = 0.5
"""The share of English words from which on a sentence of some length is read in no other language."""
_SOME_LENGTH = 8
"""Such a number of words: "Rispondi in circa 100 parole" has two words that are English too."""


@cache
def vocabularies() -> tuple[Vocabulary, ...]:
    """Return the vocabularies of all languages but English; few templates need them."""
    package = "mkdocs_report.parsing.limits.languages"
    return tuple(getattr(import_module(f"{package}.{name}"), name.upper()) for name in LANGUAGES)


@lru_cache(maxsize=1024)
def read_sentence(text: str, context: Unit | None = None, before: str = "") -> Reading:
    """Read the limits of one sentence, in the language that its words are of.

    `context` is the unit that the sentence before speaks of, and `before` the code of its language.
    """
    words = raw_words(text)
    if context is None and not _may_state_a_limit(text, words):
        return Reading()
    english = _share(words, ENGLISH)
    reading = None
    if english >= _ENGLISH_SHARE or not words:
        reading = read_in(text, ENGLISH, context)
        surely = english >= _SURELY_ENGLISH and len(words) >= _SOME_LENGTH
        if reading.quantities or reading.is_known or surely or not re.search(r"\d", text):
            return reading
    if not any(word[:STEM] in STEMS for word in words):
        if reading is None and context is not None and before not in ("", ENGLISH.code):
            return read_in(text, next(each for each in vocabularies() if each.code == before), context)
        return reading or read_in(text, ENGLISH, context)
    best: Reading | None = None
    ranked = sorted(vocabularies(), key=lambda vocabulary: -_share(words, vocabulary))
    least = 0.0
    for vocabulary in ranked:
        if vocabulary.nouns.isdisjoint(words):
            continue
        if _share(words, vocabulary) < least:
            break  # what is unread in its own language is not read in another one
        found = read_in(text, vocabulary, context)
        if found.quantities:
            return found
        best = best or found
        if found.unread:
            least = max(least, _share(words, vocabulary))
    if reading is None and (best is None or not ENGLISH.nouns.isdisjoint(words)):
        reading = read_in(text, ENGLISH, context)
        if reading.quantities:
            return reading
    if best is not None and (reading is None or not reading.unread):
        return best
    if reading is None or not reading.unread:
        for vocabulary in ranked[:1]:
            found = read_in(text, vocabulary, context)
            if found.quantities:
                return found
    return reading or Reading()


def _may_state_a_limit(text: str, words: Sequence[str]) -> bool:
    """Whether a sentence has a digit, a number, or a unit's noun; most sentences of a prompt have none."""
    known = not (ENGLISH.nouns.isdisjoint(words) and ENGLISH.numbers.keys().isdisjoint(words))
    return known or any(map(str.isdigit, text)) or any(word[:STEM] in STEMS for word in words)


def _share(words: Sequence[str], vocabulary: Vocabulary) -> float:
    return sum(word in vocabulary.known for word in words) / len(words) if words else 0.0
