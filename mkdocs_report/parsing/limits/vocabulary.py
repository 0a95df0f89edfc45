"""The words of one language with which prompts state limits, and how a sentence is looked up in them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mkdocs_report.model.base import record
from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.names import Names
from mkdocs_report.parsing.limits.roles import Role

TEXT = frozenset({Unit.WORDS, Unit.CHARACTERS, Unit.SENTENCES, Unit.PARAGRAPHS})
"""The units of the text itself. The others are things that a text shows."""


@record
class Entry:
    """A phrase of a vocabulary: the `roles` that it may have, the `unit` that it names, the `thing` to leave out."""

    roles: frozenset[Role] = frozenset()
    unit: Unit | None = None
    plural: bool = False
    singular: bool = False
    thing: str | None = None


ELISIONS = r"(?:[dlnsmtcj]|qu|un|dell|all|nell|dall|sull|quell)['’](?=\w)"
"""French and Italian words that lost their end before a vowel: "d'images"."""
_PARTS = re.compile(rf"{ELISIONS}|[^\W\d_]+(?:'[^\W\d_]+)*'?|\w+|\S", re.I)


def phrases(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the phrases of a table: divided by ";", "a/b" for either word, "of?" for a word that may be missing."""
    for phrase in text.split(";"):
        plain = phrase.split()
        if not plain:
            continue
        if phrase.isascii() and not _SPECIAL.search(phrase):
            yield tuple(plain)
            continue
        choices = []
        for word in plain:
            alternatives = [tuple(_PARTS.findall(each)) for each in word.removesuffix("?").split("/")]
            choices.append([(), *alternatives] if word.endswith("?") else alternatives)
        for chosen in itertools.product(*choices):
            joined = tuple(itertools.chain.from_iterable(chosen))
            if joined:
                yield joined


_SPECIAL = re.compile(r"[^a-z\s]")


def composed_of(atoms: Mapping[str, int], joiner: str = "") -> str:
    """Return a pattern for words of numbers above twelve that are composed of atoms."""
    large = "|".join(sorted((word for word, number in atoms.items() if number > 12), key=len, reverse=True))
    every = "|".join(sorted([*atoms, *([joiner] if joiner else [])], key=len, reverse=True))
    return rf"(?=.*(?:{large}))(?:{every})+"


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The words of one language.

    `code` is that of ISO 639-1. `roles` and `units` are tables for `phrases`; a unit has its nouns in the singular and
    in the plural. `numbers` are the small numbers, and `big` matches a word of a larger one. `common` are frequent
    words, by which the language of a sentence is known. `compounds` is true if a noun before another noun is part of
    its name ("map function").
    """

    code: str
    common: str
    roles: Mapping[Role, str]
    units: Mapping[Unit, tuple[str, str]]
    things: Mapping[str, str]
    numbers: Mapping[str, int]
    big: str
    compounds: bool = False
    modifiers: str = ""
    """Words before a unit's noun that make it something else: "docker image", "significant figures"."""
    short: frozenset[str] = frozenset("min max approx ca incl excl fig figs nr c resp".split())
    """Abbreviations whose full stop ends no sentence."""
    atoms: Mapping[str, int] = field(default_factory=dict)
    """Number words from which larger numbers are composed, for languages that the library does not know."""
    verbs_of_having: str = ""
    """Verbs with which a text has its length: "contains"."""
    verbs_of_handing_in: str = ""
    """Verbs with which things are asked for, and not words: "upload"."""
    commands: str = ""
    """Verbs with which an instruction begins: "defend"."""
    prepositions: str = ""
    """Words that make an adverb of a noun: "in 200 words", "for this part"."""
    prepositions_of_having: str = ""
    """Those between a noun and the number that it has: "a text of 200 words"."""
    people: str = ""
    """Pronouns of those who write an answer, or ask for it: "you", "we"."""
    pronouns: str = ""
    """Pronouns of things: "it"."""
    joined_pronouns: str = ""
    """Pronouns that are joined to an imperative, with a dash or, as in Italian "allegatene", without one."""
    owners: str = ""
    """Words before the things of those who write: "your"."""
    text_nouns: str = ""
    """Names of texts that a group writes, of parts of a report, and of people."""
    joins_nouns: bool = False
    """Whether a noun is written together with the one before it: German "Wörterliste"."""

    @cached_property
    def table(self) -> dict[str, list[tuple[tuple[str, ...], Entry]]]:
        """All phrases by their first word, the longest first."""
        roles: dict[tuple[str, ...], set[Role]] = {}
        units: dict[tuple[str, ...], Unit] = {}
        numbers: tuple[set[tuple[str, ...]], set[tuple[str, ...]]] = (set(), set())
        things: dict[tuple[str, ...], str] = {}
        for unit, nouns in self.units.items():
            for forms, text in zip(numbers, nouns, strict=True):
                for words in phrases(text.casefold()):
                    if units.setdefault(words, unit) is unit:
                        roles.setdefault(words, {Role.UNIT})
                        forms.add(words)
        for name, text in self.things.items():
            for words in phrases(text.casefold()):
                things[words] = name
                roles.setdefault(words, set()).add(Role.THING)
        for role, text in self.roles.items():
            for words in phrases(text.casefold()):
                roles.setdefault(words, set()).add(role)
        singular, plural = numbers
        found = {
            words: Entry(frozenset(each), units.get(words), words in plural, words in singular, things.get(words))
            for words, each in roles.items()
        }
        table: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        for words in sorted(found, key=len, reverse=True):
            table.setdefault(words[0], []).append((words, found[words]))
        return table

    @cached_property
    def known(self) -> frozenset[str]:
        """Words that tell this language from others."""
        return frozenset(self.common.split()) | frozenset(self.table) | frozenset(self.numbers)

    @cached_property
    def nouns(self) -> frozenset[str]:
        """The first words of all nouns of units, counted or not."""
        return frozenset(
            first
            for first, entries in self.table.items()
            if any(entry.roles & {Role.UNIT, Role.UNCOUNTED} for _, entry in entries)
        )

    @cached_property
    def big_number(self) -> re.Pattern[str]:
        """A word of a number that is not in `numbers`."""
        return re.compile(self.big)

    @cached_property
    def not_units(self) -> frozenset[str]:
        """The words of `modifiers`."""
        return frozenset(self.modifiers.split())

    @cached_property
    def having(self) -> frozenset[str]:
        """The words of `verbs_of_having`."""
        return frozenset(self.verbs_of_having.split())

    @cached_property
    def function_words(self) -> tuple[frozenset[str], ...]:
        """The words of `commands`, `prepositions`, `prepositions_of_having`, `people`, `pronouns` and `owners`."""
        lists = (self.commands, self.prepositions, self.prepositions_of_having, self.people, self.pronouns, self.owners)
        return tuple(frozenset(words.split()) for words in lists)

    @cached_property
    def handing_in(self) -> frozenset[str]:
        """The words of `verbs_of_handing_in`."""
        return frozenset(self.verbs_of_handing_in.split())

    @cached_property
    def pronouns_joined(self) -> frozenset[str]:
        """The words of `joined_pronouns`."""
        return frozenset(self.joined_pronouns.split())

    def without_pronoun(self, word: str) -> str | None:
        """Return the verb of asking in a word that ends with a pronoun, `None` if there is none."""
        for pronoun in self.pronouns_joined:
            stem = word.removesuffix(pronoun)
            if stem != word and any(
                not words[1:] and Role.ASK in each.roles for words, each in self.table.get(stem, ())
            ):
                return stem
        return None

    @cached_property
    def texts(self) -> Names:
        """The names of `text_nouns`."""
        return Names(phrases(self.text_nouns.casefold()), self.joins_nouns)
