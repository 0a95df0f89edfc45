"""A number belongs to the answer or to another thing, by the noun that has it, in every language."""

from __future__ import annotations

import pytest

from mkdocs_report.model.limits import Bounds, Unit
from mkdocs_report.parsing.limits.grammar import read_in
from mkdocs_report.parsing.limits.language import vocabularies
from mkdocs_report.parsing.limits.languages.english import ENGLISH
from mkdocs_report.parsing.limits.parser import read_limits, read_prompt
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import Vocabulary, phrases

every_language = pytest.mark.parametrize("vocabulary", [ENGLISH, *vocabularies()], ids=lambda each: each.code)


def written(words: tuple[str, ...]) -> str:
    return " ".join(words).replace(" - ", "-").replace("' ", "'")


def names(text: str) -> list[str]:
    return [written(words) for words in phrases(text)]


def said(vocabulary: Vocabulary, noun: str, unit: Unit) -> str:
    least, of_unit = names(vocabulary.roles[Role.LEAST])[0], names(vocabulary.units[unit][1])[0]
    return f"{noun} {vocabulary.verbs_of_having.split()[0]} {least} 12 {of_unit}."


@every_language
@pytest.mark.parametrize("unit", [Unit.CHARACTERS, Unit.WORDS, Unit.SENTENCES, Unit.IMAGES])
def test_other_things(vocabulary: Vocabulary, unit: Unit) -> None:
    nouns = names(vocabulary.other_nouns)
    if unit in (Unit.CHARACTERS, Unit.WORDS):
        nouns += names(vocabulary.short_text_nouns)
    read = {noun: read_in(said(vocabulary, noun, unit), vocabulary) for noun in nouns}
    assert [noun for noun, found in read.items() if found.quantities or not found.unread] == []


@every_language
def test_texts(vocabulary: Vocabulary) -> None:
    sentences = [said(vocabulary, noun, Unit.CHARACTERS) for noun in names(vocabulary.text_nouns)]
    read = {each: [found.bounds for found in read_in(each, vocabulary).quantities] for each in sentences}
    assert {each: found for each, found in read.items() if found != [Bounds(12, None)]} == {}


@every_language
def test_an_unknown_noun_has_words_and_not_characters(vocabulary: Vocabulary) -> None:
    assert read_in(said(vocabulary, "xyzzy", Unit.WORDS), vocabulary).quantities
    characters = read_in(said(vocabulary, "xyzzy", Unit.CHARACTERS), vocabulary)
    assert (characters.quantities, [each.kind for each in characters.unread]) == ((), ["number-not-read"])


@every_language
def test_judgements(vocabulary: Vocabulary) -> None:
    noun = names(vocabulary.units[Unit.WORDS][1])[0]
    sentences = [f"200 {noun}, xx {judgement}." for judgement in names(vocabulary.judgement_phrases)]
    assert [each for each in sentences if read_in(each, vocabulary).quantities] == []


def test_the_warning_has_the_words_and_the_line() -> None:
    prompt = ["Describe the login.", "", "The password must have", "at least 12 characters."]
    assert read_limits(prompt).limits == ()
    (statement,) = read_prompt(prompt).statements
    assert (statement.clause.quote, statement.clause.span.first) == ("at least 12 characters", 4)
