"""A number is not read as "about so many" when its clause has words of a bound that the grammar cannot place."""

from __future__ import annotations

import itertools

import pytest

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.clause_ends import is_strong
from mkdocs_report.parsing.limits.grammar import read_in
from mkdocs_report.parsing.limits.language import vocabularies
from mkdocs_report.parsing.limits.languages.english import ENGLISH
from mkdocs_report.parsing.limits.parser import ContradictionError, read_limits, read_prompt
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.tokens import tokens_of
from mkdocs_report.parsing.limits.vocabulary import Vocabulary, phrases

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


@pytest.mark.parametrize(
    "said",
    [
        "Write at least 200 words. Write at most 100 words.",
        "Between 90 and 60 words.",
        "At least 100 words; at least 150 words.",
        "Insert 2 images. In all, at least 3 images.",
    ],
)
def test_a_plain_contradiction(said: str) -> None:
    with pytest.raises(ContradictionError):
        read_limits([said])


@pytest.mark.parametrize(
    "said",
    [
        "Write at least 200 words on the cause and at most 100 words on the cure.",
        "Quote the law (at most 30 words), then discuss it: 120 words or more.",
        "Write at least 120 words; texts over 90 words will be cut.",
        "Two sketches or more; at most one photo.",
        "Describe the cause in 100 words. Describe the cure in 200 words.",
    ],
)
def test_numbers_of_two_things_are_no_contradiction(said: str) -> None:
    assert read_limits([said]).limits == ()
    assert {statement.unread for statement in read_prompt([said]).statements} == {"number-not-read"}


DATES = ["on 14 March 1998", "in 2021", "on May 4, 2020", "since 1950", "am 3. Mai 2019", "le 3 mai 2019", "en 2023"]


@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize("limit", ["at most 250 words", "in 250 words or fewer", "max. 250 words, then one more line"])
def test_dates_are_no_part_of_a_limit(date: str, limit: str) -> None:
    found = read_limits([f"Sum up what was decided {date} {limit}"]).limits
    assert [(each.unit, each.bounds.pair) for each in found] == [(Unit.WORDS, (None, 250))]


@pytest.mark.parametrize(
    "said", ["In 2000 words or fewer.", "From 1500 to 2000 words.", "In 1500-2000 words.", "Max. 2000 words."]
)
def test_large_numbers_are_no_years(said: str) -> None:
    assert [each.bounds.most for each in read_limits([said]).limits] == [2000]
