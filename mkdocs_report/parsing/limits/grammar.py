"""Read the limits that one sentence states, such as "Answer length: 100-200 words + 1 to 3 screenshots.".

A sentence is read in the languages that have most of its words, until one of them reads a limit. Its amounts are found
by `amounts.py`. This module decides what each of them is: a limit of the answer or of its parts, permitted or
recommended, or no limit at all. What it cannot decide is unread, and reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from mkdocs_report.model.limits import Bounds, Unit
from mkdocs_report.parsing.limits.amount import Amount
from mkdocs_report.parsing.limits.amounts import AmountFinder
from mkdocs_report.parsing.limits.apart import is_stated_apart
from mkdocs_report.parsing.limits.demands import Demands
from mkdocs_report.parsing.limits.exclusions import take_exclusions
from mkdocs_report.parsing.limits.foreign_nouns import STEM, STEMS
from mkdocs_report.parsing.limits.frames import Frames
from mkdocs_report.parsing.limits.language import may_state_a_limit, share, vocabularies, vocabulary_of
from mkdocs_report.parsing.limits.languages.english import ENGLISH
from mkdocs_report.parsing.limits.leftovers import Leftovers
from mkdocs_report.parsing.limits.nouns import Nouns
from mkdocs_report.parsing.limits.permissions import Permissions
from mkdocs_report.parsing.limits.reading import Quantity, Reading
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.scopes import Scopes
from mkdocs_report.parsing.limits.tokens import raw_words, tokens_of
from mkdocs_report.parsing.limits.vocabulary import TEXT, Vocabulary

MAX_TOKENS = 400
"""The most tokens of a sentence that are read."""
_ENGLISH_SHARE = 0.34
"""The share of English words from which on a sentence is read in English first."""
_SURELY_ENGLISH = 0.5
"""The share of English words from which on a sentence of some length is read in no other language."""
_NEXT_LANGUAGE = 0.8
"""The share of words that a language has, of those of the language before, with which it may read a sentence better."""
_SOME_LENGTH = 8
"""Such a number of words: "Rispondi in circa 100 parole" has two words that are English too."""


@lru_cache(maxsize=1024)
def read_sentence(text: str, context: Unit | None = None, before: str = "") -> Reading:
    """Read the limits of one sentence, in the language that its words are of.

    `context` is the unit that the sentence before speaks of, and `before` the code of its language.
    """
    words = raw_words(text)
    if context is None and not may_state_a_limit(text, words):
        return Reading()
    english = share(words, ENGLISH)
    reading = None
    if english >= _ENGLISH_SHARE or not words:
        reading = read_in(text, ENGLISH, context)
        surely = english >= _SURELY_ENGLISH and len(words) >= _SOME_LENGTH
        known = reading.is_known and not _counts_foreign_noun(text)
        if reading.quantities or known or surely or not re.search(r"\d", text):
            return reading
    if not any(word[:STEM] in STEMS for word in words):
        if reading is None and context is not None and before not in ("", ENGLISH.code):
            return read_in(text, vocabulary_of(before), context)
        return reading or read_in(text, ENGLISH, context)
    ranked = sorted(vocabularies(), key=lambda vocabulary: -share(words, vocabulary))
    best = _read_in_best(text, words, ranked, context)
    if best is not None and best.quantities:
        return best
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


def _counts_foreign_noun(text: str) -> bool:
    """Whether a number counts a noun that is none in English: "400 mots, figures comprises"."""
    counted = (word.lower() for word in re.findall(r"\d\s+([^\W\d_]+)", text))
    return any(word[:STEM] in STEMS and word not in ENGLISH.nouns for word in counted)


def _read_in_best(
    text: str, words: Sequence[str], ranked: Sequence[Vocabulary], context: Unit | None
) -> Reading | None:
    """Read a sentence in the first language in which it states limits that are certain, else in the best one."""
    best: Reading | None = None
    least = 0.0
    for vocabulary in ranked:
        if vocabulary.nouns.isdisjoint(words):
            continue
        known = share(words, vocabulary)
        if known < least:
            break  # what is unread in its own language is not read in another one
        found = read_in(text, vocabulary, context)
        if found.quantities and found.is_sure:
            return found
        if best is None or (found.quantities and not best.quantities):
            best = found
        if found.quantities or found.unread:
            least = max(least, known if found.unread else _NEXT_LANGUAGE * known)
    return best


def read_in(sentence: str, vocabulary: Vocabulary, context: Unit | None = None) -> Reading:
    """Read a sentence in one language; `context` is the unit that the sentence before speaks of."""
    tokens, excluding = take_exclusions(tokens_of(sentence, vocabulary)[:MAX_TOKENS])
    nouns = Nouns(tokens, vocabulary)
    amounts = AmountFinder(nouns, context).find()
    counted = [amount for amount in amounts if amount.unit is not None and not amount.vague]
    scopes = Scopes(nouns, counted)
    permissions = Permissions(nouns, amounts, counted)
    frames = Frames(sentence, nouns, amounts)
    demands = Demands(nouns, amounts, scopes.before, frames.facts(amounts))
    asked = demands.asked(counted)
    reader = _Quantities(sentence, nouns, scopes, permissions, excluding, frames)
    quantities = reader.of([each for each in counted if id(each) in asked and id(each) not in permissions.repeated])
    leftovers = Leftovers(
        nouns,
        amounts,
        demands.is_mentioned,
        demands.may_be_demanded,
        asked | permissions.repeated,
        [*permissions.alternatives, *reader.dropped],
        context,
    )
    units = [amount.unit for amount in counted] or [token.unit for token in tokens if token.unit]
    known = any(token.isa(Role.UNIT, Role.UNCOUNTED) for token in tokens)
    return Reading(
        tuple(quantities), leftovers.distinct(), units[-1] if units else None, known, vocabulary.code, excluding
    )


class _Quantities:
    """Turns the amounts that a sentence asks for into quantities."""

    def __init__(
        self,
        sentence: str,
        nouns: Nouns,
        scopes: Scopes,
        permissions: Permissions,
        excluding: tuple[str, ...],
        frames: Frames,
    ) -> None:
        self.sentence, self.tokens, self.isa = sentence, nouns.tokens, nouns.isa
        self.scopes, self.permissions, self.excluding, self.frames = scopes, permissions, excluding, frames
        self.dropped: list[tuple[int, int]] = []
        self.advisory = any(token.isa(Role.ADVICE) for token in nouns.tokens)

    def of(self, amounts: Sequence[Amount]) -> list[Quantity]:
        """Return what the amounts ask for; one that demands nothing and forbids nothing is left out."""
        found: list[Quantity] = []
        last: Amount | None = None
        for amount in amounts:
            quantity = self._quantity(amount)
            if quantity is None and amount.bounded:
                self.dropped.append((amount.start, amount.stop))  # "if possible, at least 3 sources"
            if quantity is None:
                continue
            if last is not None and self._is_detail(last, amount):
                if amount.bounded or (last.article and not amount.article):
                    found[-1] = replace(found[-1], bounds=_within(found[-1].bounds, quantity.bounds))
                continue
            if last is not None and self._is_added(last, amount):
                quantity = replace(quantity, added=True)
            found.append(quantity)
            last = amount
        return found

    def _is_detail(self, last: Amount, amount: Amount) -> bool:
        """Whether it lists what the one before has counted: "two images: a map and a profile", "two images (1 map)"."""
        if last.unit is not amount.unit or amount.unit in TEXT or amount.unit_first:
            return False
        between = range(last.stop, amount.core)
        inside = self.isa(last.stop, Role.OPEN) and not any(self.isa(k, Role.CLOSE) for k in between)
        return inside or any(self.isa(k, Role.COLON) for k in between)

    def _is_added(self, last: Amount, amount: Amount) -> bool:
        """Whether it is asked for beside the one before: "a figure of the front and a photo of the back"."""
        if last.unit is not amount.unit or last.unit in TEXT:
            return False
        if is_stated_apart(self.tokens, last, amount):
            return True
        between = range(last.stop, amount.start)
        joined = len(between) > 0 and all(self.isa(k, Role.AND, Role.COMMA, Role.ARTICLE) for k in between)
        if last.bounded or amount.bounded:  # "six sketches or more, plus one photo"
            sides = {Role.LEAST, Role.MOST} & (last.marks | amount.marks)
            other = last.noun.removesuffix("s") != amount.noun.removesuffix("s")
            return joined and other and len(sides) < 2 and any(self.isa(k, Role.AND) for k in between)
        return joined or amount.article or last.noun != amount.noun

    def _quantity(self, amount: Amount) -> Quantity | None:
        assert amount.unit is not None
        bounds, optional = amount.bounds, False
        if amount.article and not amount.marks and amount.unit not in TEXT and amount.unit is not Unit.IMAGES:
            bounds = Bounds(1, None)  # "include a link" forbids no second one
        if amount.least <= amount.most and amount in self.permissions:
            optional = True
            bounds = Bounds(None if amount.unit in TEXT else 0, bounds.most)
            if bounds.most is None:
                return None  # it demands nothing and forbids nothing
        start, end = amount.start, amount.stop
        part, for_all, start, end = self.scopes.of(amount, start, end)
        first, last = self.tokens[start].start, self.tokens[end - 1].end
        return Quantity(
            amount.unit,
            bounds,
            self.advisory,
            self.sentence[first:last],
            first,
            last,
            amount.noun,
            part,
            for_all,
            optional,
            amount.soft,
            self.excluding if amount.unit in TEXT else (),
            consequence=amount.consequence,
            certain=self._is_certain(amount),
            frame=self.frames.of(amount),
        )

    def _is_certain(self, amount: Amount) -> bool:
        """Whether nothing else can be meant: a bound, and no other text for which it may be asked."""
        stated = amount.bounded or amount.tolerance or amount.unit_first or amount.least != amount.most
        stated = stated or (amount.unit not in TEXT and self.tokens[amount.core].digits)
        opened = self.isa(amount.start - 1, Role.OPEN) and not self._ends(amount.stop + 1)
        of_other = self.isa(amount.stop, Role.TO, Role.FROM, Role.ABOUT, Role.PER, Role.EACH, Role.OF, Role.WORD)
        labelled = self.isa(amount.start - 1, Role.COLON) and self.isa(amount.start - 2, Role.WORD, Role.NUMBER)
        own = amount.unit_first or any(self.tokens[k].unit is not None for k in range(amount.core, amount.stop))
        return own and stated and not (amount.consequence or opened or of_other or labelled)

    def _ends(self, k: int) -> bool:
        return all(self.isa(m, Role.STOP, Role.CLOSE) for m in range(k, len(self.tokens)))


def _within(bounds: Bounds, detail: Bounds) -> Bounds:
    """Return bounds that a detail narrows: "a table (one table)"; those that it contradicts stay as they are."""
    least = max((each for each in (bounds.least, detail.least) if each is not None), default=None)
    most = min((each for each in (bounds.most, detail.most) if each is not None), default=None)
    return bounds if least is not None and most is not None and least > most else Bounds(least, most)
