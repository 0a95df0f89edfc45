"""Every phrase of every language has the meaning that its table gives it."""

from __future__ import annotations

import itertools

import pytest

from mkdocs_report.model.limits import Bounds, Unit
from mkdocs_report.parsing.limits import grammar
from mkdocs_report.parsing.limits.foreign_nouns import STEM, STEMS
from mkdocs_report.parsing.limits.grammar import read_in, read_sentence
from mkdocs_report.parsing.limits.language import LANGUAGES, vocabularies
from mkdocs_report.parsing.limits.languages.english import ENGLISH
from mkdocs_report.parsing.limits.numbers import of_words
from mkdocs_report.parsing.limits.reading import Quantity
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import Vocabulary, phrases

EVERY = [ENGLISH, *vocabularies()]
MEANINGS = {
    Role.LEAST: Bounds(70, None),
    Role.MOST: Bounds(None, 70),
    Role.OVER: Bounds(70, None),
    Role.UNDER: Bounds(None, 70),
    Role.ABOUT: Bounds(56, 84),
    Role.EXACTLY: Bounds(70, 70),
}
SPELLED = {
    "en": "thirty-five",
    "de": "fünfunddreißig",
    "nl": "vijfendertig",
    "fr": "trente-cinq",
    "es": "treinta y cinco",
}
SPELLED |= {"it": "trentacinque", "pt": "trinta e cinco", "da": "femogtredive", "sv": "trettiofem", "nb": "trettifem"}
SPELLED |= {"pl": "trzydzieści pięć"}

every_language = pytest.mark.parametrize("vocabulary", EVERY, ids=lambda vocabulary: vocabulary.code)


def written(words: tuple[str, ...]) -> str:
    return " ".join(words).replace(" - ", "-").replace("' ", "'")


def said(vocabulary: Vocabulary, kind: Role) -> list[str]:
    return [written(words) for words in phrases(vocabulary.roles[kind])]


def nouns(vocabulary: Vocabulary, unit: Unit) -> list[str]:
    return [written(words) for words in phrases(vocabulary.units[unit][1])]


def read(sentence: str, vocabulary: Vocabulary) -> list[tuple[Unit, Bounds]]:
    return [(each.unit, each.bounds) for each in quantities(sentence, vocabulary)]


def quantities(sentence: str, vocabulary: Vocabulary) -> tuple[Quantity, ...]:
    return read_in(f"{sentence[0].upper()}{sentence[1:]}", vocabulary).quantities


def test_each_language_has_a_module() -> None:
    assert len({vocabulary.code for vocabulary in EVERY}) == len(EVERY) == len(LANGUAGES) + 1


def test_each_noun_is_known_by_its_first_letters() -> None:
    found = {noun[:STEM] for vocabulary in vocabularies() for noun in vocabulary.nouns if len(noun) > 1}
    assert sorted(found) == sorted(STEMS)


def test_english_sentences_load_no_other_vocabulary(monkeypatch: pytest.MonkeyPatch) -> None:
    def load() -> None:
        raise AssertionError("the vocabularies are loaded")

    monkeypatch.setattr(grammar, "vocabularies", load)
    for said in (
        "Discuss your continuous integration setup.",
        "Consider running a hyperparameter optimization sweep, if you have time.",
        "What do the 4 columns of Figure 2 mean to the reader of the page?",
        "Your API handled 500 requests in 2 seconds.",
        "How did the 30 participants react to the form and the list of 12 items?",
    ):
        read_sentence.__wrapped__(said)


@every_language
@pytest.mark.parametrize("kind", MEANINGS, ids=lambda kind: kind.name.lower())
def test_bounds(vocabulary: Vocabulary, kind: Role) -> None:
    noun = nouns(vocabulary, Unit.WORDS)[0]
    wrong = {
        sentence: found
        for phrase in said(vocabulary, kind)
        for sentence in [f"{phrase} 70 {noun}".replace("' ", "'")]
        if (found := read(sentence, vocabulary)) != [(Unit.WORDS, MEANINGS[kind])]
    }
    assert wrong == {}


@every_language
def test_bounds_after_the_unit(vocabulary: Vocabulary) -> None:
    noun = nouns(vocabulary, Unit.WORDS)[0]
    for kind, bounds in ((Role.OR_MORE, Bounds(70, None)), (Role.OR_FEWER, Bounds(None, 70))):
        phrases_after = [each for each in said(vocabulary, kind) if " " in each]
        wrong = [each for each in phrases_after if read(f"70 {noun} {each}", vocabulary) != [(Unit.WORDS, bounds)]]
        assert wrong == []


@every_language
def test_nouns(vocabulary: Vocabulary) -> None:
    least = said(vocabulary, Role.LEAST)[0]
    wrong = [
        (unit, noun)
        for unit in Unit
        for noun in nouns(vocabulary, unit)
        if read(f"{least} 3 {noun}", vocabulary) != [(unit, Bounds(3, None))]
    ]
    assert wrong == []


@every_language
def test_ranges(vocabulary: Vocabulary) -> None:
    noun = nouns(vocabulary, Unit.WORDS)[0]
    ways = [f"50 {to} 70 {noun}" for to in said(vocabulary, Role.TO)]
    ways += [f"{between} 50 {said(vocabulary, Role.AND)[0]} 70 {noun}" for between in said(vocabulary, Role.BETWEEN)]
    ways += [f"50{dash}70 {noun}" for dash in ("-", "–", " - ", " — ", "/", "...", "…")]
    least, most = said(vocabulary, Role.LEAST)[0], said(vocabulary, Role.MOST)[0]
    wrong = [way for way in ways if read(way, vocabulary) != [(Unit.WORDS, Bounds(50, 70))]]
    assert wrong == []
    both = f"{least} 50 {said(vocabulary, Role.AND)[0]} {most} 70 {noun}"
    assert read(both, vocabulary) == [(Unit.WORDS, Bounds(50, None)), (Unit.WORDS, Bounds(None, 70))]


@every_language
def test_numbers(vocabulary: Vocabulary) -> None:
    most, noun = said(vocabulary, Role.MOST)[0], nouns(vocabulary, Unit.SENTENCES)[0]
    for word, number in [*vocabulary.numbers.items(), (SPELLED[vocabulary.code], 35)]:
        if number > 1 and (" " not in word or vocabulary is ENGLISH):  # "une dizaine" is about ten
            assert read(f"{most} {word} {noun}", vocabulary) == [(Unit.SENTENCES, Bounds(None, number))], word
    for typed in ("1000", "1,000", "1.000", "1 000", "1\u00a0000", "1\u202f000", "1'000", "1k", "1000 (1000)"):
        assert read(f"{most} {typed} {noun}", vocabulary) == [(Unit.SENTENCES, Bounds(None, 1000))], typed


@every_language
def test_scope_and_advice(vocabulary: Vocabulary) -> None:
    noun = nouns(vocabulary, Unit.WORDS)[0]
    for per in said(vocabulary, Role.PER):
        (quantity,) = quantities(f"50-70 {noun} {per} robot", vocabulary)
        assert quantity.part, per
    for each in said(vocabulary, Role.EACH):
        (whole,) = quantities(f"{each} {said(vocabulary, Role.WHOLE)[0]}: 50-70 {noun}", vocabulary)
        assert (whole.part, whole.for_all) == (False, True), each
    for advice in said(vocabulary, Role.ADVICE):
        assert all(each.advisory for each in quantities(f"{advice}: 50-70 {noun}", vocabulary)), advice


@every_language
def test_what_is_left_out(vocabulary: Vocabulary) -> None:
    noun = nouns(vocabulary, Unit.WORDS)[0]
    things = {name: [written(words) for words in phrases(text)] for name, text in vocabulary.things.items()}
    for excluding, (name, thing) in itertools.product(
        said(vocabulary, Role.EXCLUDING), [(name, thing) for name, every in things.items() for thing in every]
    ):
        (quantity,) = quantities(f"50-70 {noun}, {excluding} {thing}".replace("' ", "'"), vocabulary)
        assert quantity.excluding == ((name,) if name else ()), (excluding, thing)
        assert (quantity.unit, quantity.bounds) == (Unit.WORDS, Bounds(50, 70))
    for excluded in said(vocabulary, Role.EXCLUDED):
        (quantity,) = quantities(f"50-70 {noun} ({things['footnotes'][0]} {excluded})", vocabulary)
        assert quantity.excluding == ("footnotes",), excluded


@every_language
def test_the_language_is_known_by_the_words(vocabulary: Vocabulary) -> None:
    roles = (Role.LEAST, Role.MOST, Role.ABOUT, Role.EXACTLY)
    for kind in roles:
        sentence = f"{said(vocabulary, kind)[0]} 70 {nouns(vocabulary, Unit.WORDS)[0]}"
        assert [each.bounds for each in read_sentence(sentence).quantities] == [MEANINGS[kind]]


def test_a_word_that_is_no_number_is_none() -> None:
    for vocabulary in EVERY:
        assert of_words("hundertzig", vocabulary) is None


@every_language
def test_a_word_for_one_is_no_bound(vocabulary: Vocabulary) -> None:
    words = {word for word in vocabulary.numbers if " " not in word}
    words |= set(said(vocabulary, Role.ARTICLE)) if Role.ARTICLE in vocabulary.roles else set()
    other = {Role.LEAST, Role.MOST, Role.OVER, Role.UNDER, Role.ABOUT, Role.EXACTLY, Role.VAGUE}
    phrases_of = {word: dict(vocabulary.table.get(word, [])) for word in words}
    assert {word for word, found in phrases_of.items() if (word,) in found and found[word,].roles & other} <= {"dozen"}


@every_language
def test_no_phrase_means_two_opposite_things(vocabulary: Vocabulary) -> None:
    opposites = [
        {Role.LEAST, Role.MOST},
        {Role.OVER, Role.UNDER},
        {Role.OVER, Role.ABOUT},
        {Role.UNDER, Role.ABOUT},
        {Role.OR_MORE, Role.OR_FEWER},
        {Role.AND, Role.OR},
        {Role.EXCLUDING, Role.INCLUDING},
        {Role.ASK, Role.NOT},
        {Role.MAY, Role.NEED},
    ]
    entries = [entry for found in vocabulary.table.values() for entry in found]
    assert [(words, pair) for words, entry in entries for pair in opposites if pair <= entry.roles] == []
