"""A number is not read as "about so many" when its clause has words of a bound that the grammar cannot place."""

from __future__ import annotations

import itertools

import pytest

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.clause_words import is_strong
from mkdocs_report.parsing.limits.grammar import read_in
from mkdocs_report.parsing.limits.language import vocabularies
from mkdocs_report.parsing.limits.languages.english import ENGLISH
from mkdocs_report.parsing.limits.tokens import tokens_of
from mkdocs_report.parsing.limits.vocabulary import Role, Vocabulary, phrases

BOUNDS = (Role.LEAST, Role.MOST, Role.OVER, Role.UNDER, Role.OR_MORE, Role.OR_FEWER)
AROUND = [("xx", "yy"), ("xx yy", ""), ("xx,", "yy zz")]


def written(words: tuple[str, ...]) -> str:
    return " ".join(words).replace(" - ", "-").replace("' ", "'")


@pytest.mark.parametrize("vocabulary", [ENGLISH, *vocabularies()], ids=lambda vocabulary: vocabulary.code)
def test_bounds_somewhere_in_the_clause(vocabulary: Vocabulary) -> None:
    noun = written(next(iter(phrases(vocabulary.units[Unit.WORDS][1]))))
    read_plainly = []
    for kind, (left, right) in itertools.product(BOUNDS, AROUND):
        for bound in map(written, phrases(vocabulary.roles[kind])):
            if not any(is_strong(token) for token in tokens_of(f"xx {bound} xx", vocabulary)):
                continue
            for sentence in (f"xx {left} {bound} {right} 70 {noun}", f"xx 70 {noun} {left} {bound} {right}".strip()):
                found = [each.bounds.pair for each in read_in(sentence, vocabulary).quantities]
                if (56, 84) in found:
                    read_plainly.append(sentence)
    assert not read_plainly
