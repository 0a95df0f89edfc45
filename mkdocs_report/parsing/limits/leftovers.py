"""Find what looks like a limit in a sentence and was not read as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.amount import Amount
from mkdocs_report.parsing.limits.nouns import Nouns
from mkdocs_report.parsing.limits.reading import Unread
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import TEXT

_THEM = frozenset({"them", "these", "those"})
_NOW = frozenset({"now", "here", "then", "again", "instead", "yourself"})
_TIMES = tuple("hour min secon stund sek heur hora ora ore uur uren timm time godzin seg".split())
"""The beginnings of units of time."""
_RECORDINGS = tuple(
    """
        video vídeo vidéo film clip record animation audio talk speech present pitch podcast screencast vortrag aufnahme
        opname nagran read lese optag inspel enregistr grabaci registr grava
    """.split()
)
"""The beginnings of words for what a time may be a limit of: "a video of 2 minutes"."""
_MORE = frozenset({"more", "other", "others", "such"})
_PLUS = frozenset({"plus", "+"})
_TOGETHER = frozenset({"with", "mit", "med", "met", "avec", "con", "com", "z"})
_ATTACHING = tuple("attach upload embed anhäng hochlad vedhæft vedlæg vedlegg bifoga joign adjunt allega anex".split())
"""The beginnings of verbs with which an image, or another file, is handed in."""
_NEAR = 8
"""The most words between a verb of handing in and the number of things."""
_SMALLEST = 10
"""The least number without a noun that may be a second bound."""
_FACTORS = frozenset(
    """
        twice double triple half thrice doppelt doppelte dreifache hälfte zweimal moitié triple doble mitad
        doppio metà dobro metade dubbele helft dobbelte halvdelen dubbla hälften dobbelt halvparten połowa dwukrotnie
    """.split()
)
"""Words that count from another number: "half", "twice"."""
_BEFORE_FACTORS = (Role.LEAST, Role.MOST, Role.COLON, Role.LENGTH, Role.LIMIT, Role.ABOUT, Role.EXACTLY, Role.OVER)
_YEARS = (1000, 2200)
_MARKS = frozenset("deduct deducts deducted lose loses worth gain gains award earn earns of".split())
"""Words before points that are marks: "we deduct 5 points"."""


class Leftovers:
    """Numbers, bounds and nouns of a sentence that no reading used; `asked` are the amounts that were read."""

    def __init__(
        self,
        nouns: Nouns,
        amounts: Sequence[Amount],
        is_mentioned: Callable[[Amount], bool],
        may_be_demanded: Callable[[Amount], bool],
        asked: set[int],
        alternatives: Sequence[tuple[int, int]],
        context: Unit | None = None,
    ) -> None:
        self.nouns, self.tokens, self.isa = nouns, nouns.tokens, nouns.isa
        self.amounts, self._is_mentioned, self._may_be_demanded = amounts, is_mentioned, may_be_demanded
        self.unread: list[Unread] = []
        self.context, self._asked = context, asked
        for start, stop in alternatives:
            self._add_unread("number-not-read", start, stop)
        self._report()

    def _report(self) -> None:
        for amount in self.amounts:
            if id(amount) in self._asked:
                continue
            if amount.vague:
                if amount.unit is None:
                    self._add_unread("unit-not-counted", amount.start, amount.stop)
                elif not self._is_mentioned(amount):
                    self._add_unread("number-not-read", amount.start, amount.stop)
            elif amount.unit is not None and not amount.article:
                if not self._is_mentioned(amount):
                    self._add_unread("number-not-read", amount.start, amount.stop)
            elif amount.unit is not None:
                if self._may_be_demanded(amount):
                    self._add_unread("number-not-read", amount.start, amount.stop)
            elif (noun := self.nouns.uncounted_after(amount.stop)) is not None:
                if not self.isa(amount.start - 1, Role.THESE) and not self._is_other(amount, noun):
                    self._add_unread("unit-not-counted", amount.start, noun + 1)
            elif (
                (amount.free and amount.marks and not self._is_place(amount))
                or self._is_second(amount)
                or self._is_of_context(amount)
            ):
                self._add_unread("number-not-read", amount.start, amount.stop)
        self._report_nouns()
        self._report_attached()
        self._report_factors()
        for amount in self.amounts:
            if id(amount) in self._asked:
                self._report_beside(amount)
            elif amount.unit is None and not amount.article:
                self._report_handed_in(amount)

    def _is_second(self, amount: Amount) -> bool:
        """Whether a number without a noun goes on from a limit: "300 is the most, and 200 the least"."""
        limits = bool(self._asked) or self.context in TEXT or self._speaks_of_limits
        if self._is_second_part(amount):
            return True
        if not limits or amount.least < _SMALLEST or _YEARS[0] <= amount.least < _YEARS[1]:
            return False
        k = amount.start - 1
        if self.isa(amount.stop, Role.SIGN, Role.PERCENT, Role.DASH) or self.nouns.is_label(amount.core):
            return False
        if amount.bounded and (k < 0 or self.isa(k, Role.STOP, Role.COMMA, Role.AND, Role.OPEN)):
            return True  # "mehr als 120 lesen wir nicht"
        if not self.nouns.counts_nothing(amount.stop):
            return False
        while self.isa(k, Role.AND, Role.OR, Role.COMMA):
            k -= 1
        return self.nouns.number(k) is None  # not "exercises 12 and 14"

    def _is_second_part(self, amount: Amount) -> bool:
        """Whether it is a number of sentences for something else: "3 sentences on the cause and 2 on the cure"."""
        parts = (Unit.SENTENCES, Unit.PARAGRAPHS)
        joined = amount.least > 1 and self.isa(amount.start - 1, Role.AND) and self.nouns.counts_nothing(amount.stop)
        return joined and any(id(each) in self._asked and each.unit in parts for each in self.amounts)

    @cached_property
    def _speaks_of_limits(self) -> bool:
        """Whether the sentence names a limit, or the number of words: "the word count", "nombre de mots"."""
        return any(
            token.isa(Role.LIMIT) or (token.isa(Role.LENGTH) and any(self.isa(m, Role.UNIT) for m in (k - 1, k + 1)))
            for k, token in enumerate(self.tokens)
        )

    def _report_factors(self) -> None:
        """Report a bound that is counted from another number: "maximum length: twice that"."""
        if not self._asked and self.context not in TEXT:
            return
        for k, token in enumerate(self.tokens):
            before = k - 1 - self.isa(k - 1, Role.ARTICLE, Role.THESE)
            if token.text in _FACTORS and self.isa(before, *_BEFORE_FACTORS):
                self._add_unread("number-not-read", k, k + 1)

    def _report_beside(self, amount: Amount) -> None:
        """Report what is asked for beside a limit: "100 words, plus a polaroid", "two polaroids and 100 words"."""
        k = amount.stop
        if self.isa(k, Role.OPEN):
            self._report_thing(k + 1, amount.unit in TEXT, (Role.NUMBER,))
            return
        k += self.isa(k, Role.CLOSE)
        comma = self.isa(k, Role.COMMA)
        added = self.isa(k + comma, Role.AND)
        if comma or added:
            plus = added and self.tokens[k + comma].text in _PLUS
            asked = plus or not any(
                token.isa(Role.ASK, Role.NEED) and not token.isa(Role.HAND_IN) for token in self.tokens
            )
            self._report_thing(
                k + comma + added, True, (Role.NUMBER, Role.ARTICLE) if added and asked else (Role.NUMBER,)
            )
        if self.isa(amount.start - 1, Role.AND):
            k = amount.start - 2
            while self.nouns.is_unknown(k) and k > amount.start - 5:
                k -= 1
            self._report_thing(k, self.nouns.number(k) != 1, (Role.NUMBER,))

    def _report_handed_in(self, amount: Amount) -> None:
        """Report a number of unknown things to hand in: "upload two selfies", "post it with two selfies"."""
        k = amount.start - 1
        first, before = self.nouns.at(k), self.tokens[max(0, amount.start - _NEAR) : amount.start]
        if first is None or not (first.text in _TOGETHER or first.isa(Role.ASK, Role.AND, Role.COMMA)):
            return
        if any(token.isa(Role.HAND_IN) or token.text in self.nouns.vocabulary.handing_in for token in before):
            self._report_thing(amount.core, True, (Role.NUMBER,))

    def _report_attached(self) -> None:
        """Report a thing to attach that is no known image: "attach a polaroid"."""
        for k in range(1, len(self.tokens)):
            if self.isa(k, Role.ARTICLE) and self.tokens[k - 1].text.startswith(_ATTACHING):
                self._report_thing(k, True, (Role.NUMBER, Role.ARTICLE))

    def _report_thing(self, k: int, wanted: bool, kinds: tuple[Role, ...]) -> None:
        """Report a number or an article at a token with an unknown noun behind it."""
        end = k + 1
        while self.nouns.is_unknown(end) and end < k + 4:
            end += 1
        one = self.nouns.number(k) == 1 and not self.tokens[k].digits  # "one such letter"
        if one and Role.ARTICLE not in kinds:
            return
        if not wanted or not self.isa(k, *kinds) or end == k + 1 or self.isa(end, Role.UNIT, Role.UNCOUNTED):
            return
        words = [token.text for token in self.tokens[k:end]]
        names = any(self.nouns.vocabulary.texts.starting(words, m) for m in range(1, len(words)))
        if not names and words[1] not in _MORE:
            self._add_unread("unit-not-counted", k, end)

    def _is_of_context(self, amount: Amount) -> bool:
        """Whether it counts what was spoken of before: "Use 8 of them", "Name three to five"."""
        if self.isa(amount.stop, Role.OF) and self.isa(amount.start - 1, Role.ASK):
            near = self.tokens[amount.stop : amount.stop + 5]
            return any(token.unit for token in near)  # "cite two of the three sources"
        best = self.isa(amount.start - 1, Role.THESE) and self.nouns.ends(amount.stop + 1)  # "the four best"
        ends = self.isa(amount.start - 1, Role.ASK, Role.COLON) and self.isa(amount.stop, Role.STOP)
        shown = amount.least > 1 or ends
        if (amount.free or best) and shown and self._is_of_things(amount):
            return not self.nouns.is_label(amount.core)
        if self.context is None and not any(token.unit for token in self.tokens[: amount.start]):
            return False
        if amount.least > 1 and self.isa(amount.stop, Role.OF) and self.isa(amount.stop + 1, Role.EACH):
            return True  # "two of each"
        following = self.nouns.at(amount.stop + 1)
        if self.isa(amount.stop, Role.OF) and following and following.text in _THEM:
            return True
        if (
            self.context in (Unit.WORDS, Unit.CHARACTERS)
            and amount.least >= 20
            and self.isa(amount.start - 1, Role.WRITTEN)
        ):
            return self.nouns.ends(amount.stop) or self.tokens[amount.stop].text in _NOW  # "Write 300 now"
        asks = amount.start == 0 or self.isa(amount.start - 1, Role.ASK)
        asks = asks or (not self.nouns.vocabulary.compounds and self.isa(amount.core - 1, Role.FROM, Role.BETWEEN))
        ends = self.nouns.at(amount.stop) is None or self.isa(amount.stop, Role.STOP, Role.COMMA, Role.CLOSE)
        return ends and amount.least != amount.most and asks

    def _is_of_things(self, amount: Amount) -> bool:
        """Whether it may count things named before: "of the 40 images, choose three", "10 images, keep the best 3"."""
        things = [each for each in self.amounts if each.unit and each.unit not in TEXT]
        if any(self._is_mentioned(each) for each in things if each.core < amount.core):
            return True
        if self.isa(amount.stop, Role.IN_ALL) and any(id(each) in self._asked for each in things):
            return True  # "a photo of each side, so two in total"
        near = range(max(0, amount.start - 3), amount.start)
        return any(id(each) in self._asked for each in things) and any(
            self.isa(k, Role.ASK, Role.KEEP, Role.COLON) for k in near
        )

    def _is_other(self, amount: Amount, noun: int) -> bool:
        """Whether a number is plainly no length: "in 2 seconds", unless of a recording, and marks, "(5 points)"."""
        unit, before = self.tokens[noun].text, self.nouns.at(amount.start - 1)
        if unit.startswith(_TIMES):
            return not any(token.text.startswith(_RECORDINGS) for token in self.tokens)
        if not unit.startswith("point") or before is None:
            return False
        return before.text in _MARKS or (before.isa(Role.OPEN) and self.isa(noun + 1, Role.CLOSE))

    def _is_place(self, amount: Amount) -> bool:
        """Whether a number is no limit whatever it counts: "above 20 °C"."""
        after = self.nouns.at(amount.stop)
        if after is None or not after.isa(Role.SIGN, Role.PERCENT, Role.OF):
            return False
        of_unit = any(self.isa(k, Role.UNIT) for k in range(amount.stop + 1, min(amount.stop + 4, len(self.tokens))))
        return not (after.isa(Role.OF) and of_unit)  # "at least 2 of the figures"

    def _report_nouns(self) -> None:
        """Report things that are asked for without a number: "attach screenshots", "no images"."""
        used = {k for amount in self.amounts for k in range(amount.start, amount.stop)}
        for k, token in enumerate(self.tokens):
            if token.unit is None or k in used or token.unit in TEXT or not self.nouns.is_unit(k):
                continue
            before = self.nouns.at(k - 1)
            if before is None:
                continue
            no = before.isa(Role.NO) and before.text in ("no", "zero") and not self._needless(k)
            if no or (token.plural and before.isa(Role.ASK) and not before.isa(Role.UNIT) and not self._may(k - 1)):
                self._add_unread("number-not-read", k - 1, k + 1)

    def _may(self, k: int) -> bool:
        return any(self.isa(m, Role.MAY, Role.OPTIONAL, Role.NOT) for m in range(max(0, k - 3), k))

    def _needless(self, k: int) -> bool:
        """Whether it is only said that none is needed: "no images are required"."""
        return any(
            self.isa(m, Role.OPTIONAL)
            or (self.isa(m, Role.NEED) and self.tokens[m].text not in ("please", "must", "should"))
            for m in range(k + 1, min(k + 4, len(self.tokens)))
        )

    def distinct(self) -> tuple[Unread, ...]:
        """Return what is unread, without a place that overlaps with one before it."""
        found: list[Unread] = []
        for each in self.unread:
            if all(each.end <= other.start or other.end <= each.start for other in found):
                found.append(each)
        return tuple(sorted(found, key=lambda each: each.start))

    def _add_unread(self, kind: str, start: int, stop: int) -> None:
        self.unread.append(Unread(kind, self.tokens[start].start, self.tokens[stop - 1].end))
