"""Recognise a subject that the sentence before names: "Choose a password. It must have at least 12 characters."."""

from __future__ import annotations

from functools import lru_cache

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.language import vocabulary_of
from mkdocs_report.parsing.limits.names import Names
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.tokens import tokens_of
from mkdocs_report.parsing.limits.vocabulary import Vocabulary

_PRONOUNS = frozenset("it they er es sie dies dieses det den de dette dit dat het zij ze il elle ils elles".split())
_REACH = 12
"""The words at the beginning of a sentence that are looked at."""


@lru_cache(maxsize=1024)  # the versions of a template have most of their sentences in common
def goes_on_about_other_thing(sentence: str, before: str, unit: Unit | None, language: str) -> bool:
    """Whether the number of a sentence is that of another thing than the answer, which the sentence before names.

    Args:
        sentence: the sentence, which may begin with a pronoun or, as in Spanish, with its verb.
        before: the sentence before.
        unit: the unit that the sentence counts.
        language: the code of their language.
    """
    vocabulary = vocabulary_of(language)
    if not _begins_with_having(sentence, unit, vocabulary):
        return False
    words = [token.text for token in tokens_of(before, vocabulary)]
    return _has_one(vocabulary.others, words) and not _has_one(vocabulary.texts, words)


def _begins_with_having(sentence: str, unit: Unit | None, vocabulary: Vocabulary) -> bool:
    """Whether a sentence begins with "it must have"; for characters also with "it may be"."""
    tokens = tokens_of(sentence, vocabulary)[:_REACH]
    rest = tokens[1:] if tokens and tokens[0].text in _PRONOUNS else tokens
    having = [not vocabulary.having.isdisjoint(token.text.split()) for token in rest]
    begins = bool(rest) and (having[0] or rest[0].isa(Role.NEED, Role.MAY))
    return begins and (unit is Unit.CHARACTERS or any(having))


def _has_one(names: Names, words: list[str]) -> bool:
    return any(names.starting(words, k) for k in range(len(words)))
