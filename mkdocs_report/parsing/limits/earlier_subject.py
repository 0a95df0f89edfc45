"""Know the subject that the sentence before names: "Choose a password. It must have at least 12 characters."."""

from __future__ import annotations

from functools import lru_cache

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.language import vocabulary_of
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.tokens import tokens_of
from mkdocs_report.parsing.tasks import has_task


@lru_cache(maxsize=1024)  # the versions of a template have most of their sentences in common
def speaks_of_text(sentence: str, unit: Unit, language: str) -> bool:
    """Whether a sentence asks for a text, which the sentence after it may call "it".

    Args:
        sentence: the sentence before the one with the number.
        unit: the unit of that number; characters are more often those of an identifier.
        language: the code of the language of both.
    """
    vocabulary = vocabulary_of(language)
    tokens = tokens_of(sentence, vocabulary)
    words = [token.text for token in tokens]
    if any(vocabulary.texts.starting(words, k) for k in range(len(words))):
        return True
    first = tokens[0] if tokens else None
    if first is None or first.isa(Role.ASK):
        return False
    return first.isa(Role.WRITTEN) or (has_task(sentence) and unit is not Unit.CHARACTERS)
