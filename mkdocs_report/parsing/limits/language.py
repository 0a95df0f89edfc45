"""Count the words of a sentence that a language has, and decide if they may state a limit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module

from mkdocs_report.parsing.limits.foreign_nouns import STEM, STEMS
from mkdocs_report.parsing.limits.languages.english import ENGLISH
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


@cache
def vocabularies() -> tuple[Vocabulary, ...]:
    """Return the vocabularies of all languages but English; few templates need them."""
    package = "mkdocs_report.parsing.limits.languages"
    return tuple(getattr(import_module(f"{package}.{name}"), name.upper()) for name in LANGUAGES)


def vocabulary_of(code: str) -> Vocabulary:
    """Return the vocabulary of a language by its code; English if there is none."""
    return ENGLISH if code in ("", ENGLISH.code) else next(each for each in vocabularies() if each.code == code)


def may_state_a_limit(text: str, words: Sequence[str]) -> bool:
    """Whether a sentence has a digit, a number, or a unit's noun; most sentences of a prompt have none."""
    known = not (ENGLISH.nouns.isdisjoint(words) and ENGLISH.numbers.keys().isdisjoint(words))
    return known or any(map(str.isdigit, text)) or any(word[:STEM] in STEMS for word in words)


def share(words: Sequence[str], vocabulary: Vocabulary) -> float:
    """Return the share of words that a language has."""
    return sum(word in vocabulary.known for word in words) / len(words) if words else 0.0
