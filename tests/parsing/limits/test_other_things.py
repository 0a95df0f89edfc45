"""A number is a limit of the answer without a warning only in a sentence of which every part is known."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from mkdocs_report.model.limits import Bounds, Unit
from mkdocs_report.parsing.limits.frame import Frame
from mkdocs_report.parsing.limits.grammar import read_in
from mkdocs_report.parsing.limits.language import vocabularies
from mkdocs_report.parsing.limits.languages.english import ENGLISH
from mkdocs_report.parsing.limits.parser import read_limits, read_prompt
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import Vocabulary, phrases

every_language = pytest.mark.parametrize("vocabulary", [ENGLISH, *vocabularies()], ids=lambda each: each.code)
SMALL = {
    "en": "the a in of with and which write",
    "de": "der ein in von mit und das schreibt",
    "da": "den en i af med og som skriv",
    "sv": "den en i av med och som skriv",
    "nb": "den en i av med og som skriv",
    "nl": "de een in van met en die schrijf",
    "fr": "le un en de avec et qui rédigez",
    "es": "el un en de con y que redacta",
    "it": "il un in di con e che scrivi",
    "pt": "o um em de com e que escreva",
    "pl": "ten jeden w z z i który napisz",
}
"""The small words of the sentences below, in each language; the last one asks for a text."""
STATEMENTS = """
    {the} xanok plimut {n}.
    {a} xanok plimut {n}.
    xanoks plimut {n}.
    {the} xanok plimut {n} {and} dorbek.
    {the} xanok {of} dorbek plimut {n}.
    xanoks plimut {the} dorbek {in} {n}.
    {the} xanok plimut {the} dorbek {with} {n}.
    {the} xanok, {which} plimut {n}, dorbek tulim.
    {n} plimut {the} xanok.
    gorim {the} xanok plimut {n} {in} {the} dorbek.
    {the} xanok plimut, {and} {the} dorbek tulim {n}.
    {the} xanok ({n}) plimut {the} dorbek.
    plimut {the} xanok {of} {n} {and} dorbek tulim.
    {the} xanok {of} {n} plimut.
    {in} dorbek {the} xanok plimut {n}.
    {the} xanok plimut {n}?
    tulim plimut {the} xanok {n}?
"""
"""Statements about unknown things. A label, "Xanok dorbek: 50 words", is none: its number is a limit."""
INSTRUCTIONS = """
    {write} xanok 50 {n}.
    {write} 50 {n}, xanok.
    {write} 50 {n}, xanok plimut.
    {write} 50 {n} (xanok).
    {write} 50 {n} {and} 2 xanok.
    {write} 50 {n}, 2 xanok.
    {write} 2 xanok {and} 50 {n}.
    {write} 50 {n}, 80 xanok.
    {write} 50 {n} (80 xanok).
    {write} 50 {n}, {and} 20 xanok.
    {write} 50 {n}; xanok 80.
"""
"""Instructions with an unknown word, or a number of an unknown thing, beside the limit."""


def written(words: tuple[str, ...]) -> str:
    return " ".join(words).replace(" - ", "-").replace("' ", "'")


def names(text: str) -> list[str]:
    return [written(words) for words in phrases(text)]


def said(vocabulary: Vocabulary, noun: str, unit: Unit) -> str:
    least, of_unit = names(vocabulary.roles[Role.LEAST])[0], names(vocabulary.units[unit][1])[0]
    return f"{noun} {vocabulary.verbs_of_having.split()[0]} {least} 12 {of_unit}."


def filled(forms: str, vocabulary: Vocabulary, n: str) -> Iterator[str]:
    """Yield sentences of a language from their forms, which are one a line."""
    small = dict(zip("the a in of with and which write".split(), SMALL[vocabulary.code].split(), strict=True))
    for form in forms.strip().splitlines():
        sentence = form.strip().format(n=n, **small)
        yield sentence[0].upper() + sentence[1:]


def is_silent(sentence: str, vocabulary: Vocabulary) -> bool:
    """Whether the check of a template says nothing of a sentence that states a number."""
    reading = read_in(sentence, vocabulary)
    return not reading.unread and all(each.frame is Frame.ASKED and not each.part for each in reading.quantities)


@every_language
def test_statements_about_unknown_things(vocabulary: Vocabulary) -> None:
    least = names(vocabulary.roles[Role.LEAST])[0]
    units = (Unit.WORDS, Unit.CHARACTERS, Unit.SENTENCES, Unit.IMAGES)
    numbers = [f"{n} {names(vocabulary.units[unit][1])[0]}" for unit in units for n in ("50", "3", f"{least} 50")]
    sentences = itertools.chain.from_iterable(filled(STATEMENTS, vocabulary, number) for number in numbers)
    assert [each for each in sentences if is_silent(each, vocabulary)] == []


@every_language
def test_unknown_words_beside_a_limit(vocabulary: Vocabulary) -> None:
    sentences = filled(INSTRUCTIONS, vocabulary, names(vocabulary.units[Unit.WORDS][1])[0])
    assert [each for each in sentences if is_silent(each, vocabulary)] == []


@every_language
def test_texts(vocabulary: Vocabulary) -> None:
    sentences = [said(vocabulary, noun, Unit.CHARACTERS) for noun in names(vocabulary.text_nouns)]
    read = {each: read_in(each, vocabulary) for each in sentences}
    wrong = [each for each, found in read.items() if [q.bounds for q in found.quantities] != [Bounds(12, None)]]
    assert wrong == []
    assert [each for each, found in read.items() if not found.is_sure] == []


@every_language
def test_an_unknown_noun_may_have_words_but_no_characters(vocabulary: Vocabulary) -> None:
    words = read_in(said(vocabulary, "xyzzy", Unit.WORDS), vocabulary)
    assert [each.frame for each in words.quantities] == [Frame.UNSURE]
    characters = read_in(said(vocabulary, "xyzzy", Unit.CHARACTERS), vocabulary)
    assert (characters.quantities, [each.kind for each in characters.unread]) == ((), ["number-not-read"])


@every_language
def test_instructions(vocabulary: Vocabulary) -> None:
    noun = names(vocabulary.units[Unit.WORDS][1])[0]
    before = names(vocabulary.roles[Role.LEAST])[0]
    small = SMALL[vocabulary.code].split()
    sentences = [f"{verb} {small[0]} xanok {small[2]} {before} 50 {noun}." for verb in vocabulary.commands.split()]
    read = {each: read_in(each, vocabulary) for each in sentences}
    assert [each for each, found in read.items() if not found.quantities or not found.is_sure] == []


def test_the_warning_has_the_words_and_the_line() -> None:
    prompt = ["Describe the login.", "", "The password must have", "at least 12 characters."]
    assert read_limits(prompt).limits == ()
    (statement,) = read_prompt(prompt).statements
    assert (statement.clause.quote, statement.clause.span.first) == ("at least 12 characters", 4)


def test_an_uncertain_limit_is_read_and_reported() -> None:
    prompt = ["Discuss the plan.", "The sonnet must have at least 12 words."]
    assert [each.bounds for each in read_limits(prompt).limits] == [Bounds(12, None)]
    (statement,) = read_prompt(prompt).statements
    assert (statement.unread, statement.clause.quote) == ("limit-uncertain", "at least 12 words")


def test_an_uncertain_limit_changes_no_other_limit() -> None:
    prompt = ["Write at least 100 words. The sonnet must have 14 words."]
    assert [each.bounds for each in read_limits(prompt).limits] == [Bounds(100, None)]
    assert [each.unread for each in read_prompt(prompt).statements] == ["", "number-not-read"]
