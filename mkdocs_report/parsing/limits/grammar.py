"""Read the limits that one sentence states, such as "Answer length: 100-200 words + 1 to 3 screenshots.".

The amounts of a sentence are found by `amounts.py`. This module decides what each of them is: a limit of the answer or
of its parts, permitted or recommended, or no limit at all. What it cannot decide is unread, and reported.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mkdocs_report.model.limits import Bounds, Unit
from mkdocs_report.parsing.limits.amounts import MAX_TOKENS, TEXT, Amount, AmountFinder
from mkdocs_report.parsing.limits.exclusions import take_exclusions
from mkdocs_report.parsing.limits.tokens import Token, tokens_of
from mkdocs_report.parsing.limits.vocabulary import Kind, Vocabulary


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a unit that a sentence asks for, and its place in the text.

    `part` is true if it is asked for each part of an answer. `for_all` is true if it is stated for all answers: "each
    answer". `soft` is true if its bounds are only a tolerance. `optional` is true if the thing is only allowed.
    """

    unit: Unit
    bounds: Bounds
    advisory: bool
    quote: str
    start: int
    end: int
    noun: str = ""
    part: bool = False
    for_all: bool = False
    optional: bool = False
    soft: bool = False
    excluding: tuple[str, ...] = ()
    added: bool = False
    """Whether it is asked for beside the one before: "a figure of the front and one of the back"."""

    @property
    def backward(self) -> bool:
        """Whether its end is less than its start: "80-30 words"."""
        least, most = self.bounds.least, self.bounds.most
        return least is not None and most is not None and least > most


@dataclass(frozen=True, slots=True)
class Unread:
    """A place in the text that looks like a limit and is none: `kind` is that of the template warning."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence states: its `quantities`, what was `unread`, and the last `unit` that it speaks of."""

    quantities: tuple[Quantity, ...] = ()
    unread: tuple[Unread, ...] = ()
    unit: Unit | None = None
    is_known: bool = False
    """Whether the sentence has a noun of a unit in this language."""
    excluding: tuple[str, ...] = ()
    """What the sentence leaves out of the count, even if it has no number: "Footnotes are not counted"."""


def read_in(sentence: str, vocabulary: Vocabulary, context: Unit | None = None) -> Reading:
    """Read a sentence in one language; `context` is the unit that the sentence before speaks of."""
    every = tokens_of(sentence, vocabulary)[:MAX_TOKENS]
    tokens, excluding = take_exclusions(every)
    return _SentenceReader(sentence, tokens, vocabulary, context, excluding).read()


class _SentenceReader:
    def __init__(
        self,
        sentence: str,
        tokens: Sequence[Token],
        vocabulary: Vocabulary,
        context: Unit | None,
        excluding: tuple[str, ...],
    ) -> None:
        self.sentence, self.tokens, self.vocabulary, self.excluding = sentence, tokens, vocabulary, excluding
        self.finder = AmountFinder(tokens, vocabulary, context)
        self.isa = self.finder.isa
        self.amounts = self.finder.find()
        self.advisory = any(token.isa(Kind.ADVICE) for token in tokens)
        self.unread: list[Unread] = []
        self.scopes: set[int] = set()
        """The tokens of "each" that belong to an amount before them."""
        self.optional: set[int] = set()
        self.each_after: dict[int, tuple[bool, int]] = {}

    def read(self) -> Reading:
        counted = [amount for amount in self.amounts if amount.unit is not None and not amount.vague]
        for amount in counted:
            after = self._each_after(amount)
            if after is not None:
                self.each_after[id(amount)] = (after[0], amount.stop)
                amount.stop = after[1]
        alternatives = self._alternatives(counted)
        self.optional = self._optional_amounts()
        asked = self._asked(counted)
        quantities: list[Quantity] = []
        last: Amount | None = None
        for amount in counted:
            if id(amount) not in asked:
                continue
            quantity = self._quantity(amount, alternatives.get(id(amount)))
            if quantity is None:
                continue
            if last is not None and last.unit is amount.unit and last.unit not in TEXT and not last.bounded:
                between = range(last.stop, amount.start)
                joined = all(self.isa(k, Kind.AND, Kind.COMMA, Kind.ARTICLE) for k in between) and len(between) > 0
                if (joined or amount.article or last.noun != amount.noun) and not amount.bounded:
                    quantity = replace(quantity, added=True)
            quantities.append(quantity)
            last = amount
        self._report(asked)
        units = [amount.unit for amount in counted] or [token.unit for token in self.tokens if token.unit]
        known = any(token.isa(Kind.UNIT, Kind.UNCOUNTED) for token in self.tokens)
        return Reading(tuple(quantities), self._distinct(), units[-1] if units else None, known, self.excluding)

    # What is asked for

    def _asked(self, counted: Sequence[Amount]) -> set[int]:
        """Return the amounts that are limits; those beside a limit are limits too."""
        asked = {id(amount) for amount in counted if self._is_asked_for(amount)}
        for amounts in (counted, list(reversed(counted))):
            for one, other in zip(amounts, amounts[1:], strict=False):
                first, second = (one, other) if one.core < other.core else (other, one)
                between = range(first.stop, second.start)
                if id(one) in asked and id(other) not in asked and not self._points(other) and self._beside(between):
                    asked.add(id(other))
        return asked

    def _beside(self, between: range) -> bool:
        joins = (Kind.AND, Kind.COMMA, Kind.WITH, Kind.OPEN, Kind.CLOSE, Kind.OR, Kind.OPTIONAL, Kind.ADVICE)
        return all(self.isa(k, *joins) or self.tokens[k].text == ";" for k in between)

    def _points(self, amount: Amount) -> bool:
        """Whether it is a number of things that exist already: "the 2 plots above"."""
        before = amount.start - 1
        return (
            self.isa(before, Kind.THESE)
            and not self.isa(before, Kind.EACH)
            and not amount.bounded
            and not amount.unit_first
        )

    def _is_asked_for(self, amount: Amount) -> bool:
        if self._is_told(amount):
            return False
        if amount.bounded or amount.unit_first:
            return not (amount.article and self._is_refused(amount))
        if self._points(amount) or self._is_refused(amount):
            return False
        before = amount.start - 1
        while before >= 0 and self.isa(before, Kind.OPTIONAL, Kind.ADVICE, Kind.EXACTLY, Kind.COLON, Kind.ARTICLE):
            if self.isa(before, Kind.COLON):
                return True
            before -= 1
        if amount.unit in (Unit.WORDS, Unit.CHARACTERS):
            return True
        if before < 0:
            one = amount.most == 1 and not self.tokens[amount.core].digits
            return not one or any(token.isa(Kind.NEED, Kind.OPTIONAL) for token in self.tokens)
        if self.isa(before, Kind.ASK, Kind.NEED, Kind.OPEN) or self._asked_after(amount):
            return True
        if self.isa(amount.stop, Kind.OPTIONAL):
            return True
        if self.isa(before, Kind.AND) and any(self.isa(k, Kind.ASK, Kind.ASK_WITH) for k in range(before)):
            # "... and two plots"; "a picture of the front and a picture of the back"
            alike = any(each.unit is amount.unit and each.core < before for each in self.amounts)
            if alike or not amount.article:
                return True
        if (
            self.isa(before, Kind.WORD, Kind.AND)
            and self.isa(before - 1, Kind.ASK)
            and self.tokens[before].text in _TO_US
        ):
            return True
        if amount.unit in TEXT and self.isa(before, Kind.WRITTEN):
            return True
        if self.isa(before, Kind.WITH, Kind.COMMA) and (self._each_before(amount) is not None):
            return True
        if self.isa(before, Kind.WITH):
            return any(self.isa(k, Kind.ASK_WITH) for k in range(max(0, before - 6), before))
        return False

    def _asked_after(self, amount: Amount) -> bool:
        """Whether the verb of asking is behind it, as in German: "ein Bild einfügen"."""
        return not self.vocabulary.compounds and self.isa(amount.stop, Kind.ASK)

    def _is_told(self, amount: Amount) -> bool:
        """Whether a number is told and not asked for: "200 words of the text", "fails for more than 40 words?"."""
        if amount.unit not in TEXT or not self.vocabulary.compounds:
            return False
        first, second = self.finder.at(amount.stop), self.finder.at(amount.stop + 1)
        if first and second and first.text in ("of", "from") and second.text in _GIVEN:
            return True
        asks = any(token.isa(Kind.ASK, Kind.NEED, Kind.WHOLE) for token in self.tokens)
        clause = max((k for k in range(amount.start) if self.isa(k, Kind.STOP)), default=0)
        if not asks and any(self.isa(k, Kind.PAST) for k in range(clause, amount.start)):
            return True
        over = any(self.isa(k, Kind.OVER, Kind.UNDER) for k in range(amount.start, amount.core))
        return over and self.tokens[-1].text == "?" and not any(self.isa(k, Kind.NOT) for k in range(amount.core))

    def _is_refused(self, amount: Amount) -> bool:
        """Whether it is asked not to include it: "do not include a figure"."""
        if amount.unit in TEXT:
            return False
        for k in range(amount.start - 1, -1, -1):
            token = self.tokens[k]
            if token.isa(Kind.STOP, Kind.COMMA) or token.number is not None:
                return False
            if token.isa(Kind.NOT) and not token.isa(Kind.NO):
                return True
        return False

    # What it means

    def _quantity(self, amount: Amount, alternative: bool | None) -> Quantity | None:
        assert amount.unit is not None
        bounds, optional = amount.bounds, False
        if amount.article and not amount.marks and amount.unit is not Unit.IMAGES:
            bounds = Bounds(1, None)  # "include a link" forbids no second one
        if amount.least <= amount.most and (alternative or id(amount) in self.optional or self._conditional(amount)):
            optional = True
            bounds = Bounds(None if amount.unit in TEXT else 0, bounds.most)
            if bounds.most is None:
                return None  # it demands nothing and forbids nothing
        start, end = amount.start, amount.stop
        part, for_all, start, end = self._scope(amount, start, end)
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
        )

    def _optional_amounts(self) -> set[int]:
        """Return the amounts that are only allowed: "you may", "optionally", "if possible"."""
        real = [each for each in self.amounts if each.unit and not each.vague]
        cores = [each.core for each in real]
        found: set[int] = set()
        for k, token in enumerate(self.tokens):
            if not token.isa(Kind.MAY, Kind.OPTIONAL):
                continue
            at = bisect_right(cores, k)
            before, after = (real[at - 1] if at else None), (real[at] if at < len(real) else None)
            if token.isa(Kind.OPTIONAL):
                nearest = self._nearest(k, before, after)
                if nearest is not None:
                    found.add(id(nearest))
                if before is None:
                    found |= {id(each) for each in real if each.unit not in TEXT}
            elif after is not None and after.unit not in TEXT:
                if any(self.isa(m, Kind.ASK, Kind.WRITTEN) for m in range(k + 1, min(k + 4, after.start))):
                    found.add(id(after))
        return found

    def _conditional(self, amount: Amount) -> bool:
        """Whether it is asked for on a condition at the start: "If you had a camera, include a photo"."""
        if not self.isa(0, Kind.IF):
            return False
        comma = next((k for k, token in enumerate(self.tokens) if token.isa(Kind.COMMA)), None)
        return comma is not None and comma < amount.core

    def _nearest(self, k: int, before: Amount | None, after: Amount | None) -> Amount | None:
        """Return the amount that a word such as "optional" or "if possible" belongs to."""
        if after and (not before or after.start - k <= 5):
            ends = any(self.isa(m, Kind.STOP, Kind.CLOSE) for m in range(k + 1, after.start))
            if not before or not (ends or self.isa(k - 1, Kind.OPEN) or not self._leads(k)):
                return after
        opens = self.isa(k - 1, Kind.AND) or (self.isa(k - 1, Kind.COMMA) and self.isa(k - 2, Kind.AND))
        if opens and not self.isa(k + 1, Kind.STOP, Kind.CLOSE):
            return None  # "1-2 images and, if you like, a profile"
        if before and any(token.unit for token in self.tokens[before.stop : k]):
            return None  # "60 words; a link is welcome but not required"
        return before

    def _leads(self, k: int) -> bool:
        """Whether a word such as "optionally" begins something new, and is no end of what is before it."""
        return self.isa(k - 1, Kind.AND, Kind.COMMA, Kind.STOP) and not self.isa(k + 1, Kind.AND)

    def _alternatives(self, counted: Sequence[Amount]) -> dict[int, bool]:
        """Return the amounts of which an answer needs one only: "one figure or table", "a photo or describe it"."""
        found: dict[int, bool] = {}
        for n, amount in enumerate(counted):
            k = amount.stop + self.isa(amount.stop, Kind.COMMA)
            if not self.isa(k, Kind.OR):
                continue
            k += 1
            while self.isa(k, Kind.ARTICLE, Kind.OR):
                k += 1
            following = counted[n + 1] if n + 1 < len(counted) else None
            token = self.finder.at(k)
            if token is None:
                continue
            end = amount.stop + 1
            if following is not None and following.core <= k + 1 and following.start <= k:
                if following.unit is amount.unit:
                    if following.least == amount.least:
                        found[id(following)] = True
                        following.unit = None
                    continue
                found[id(following)] = True
                end = following.stop
            elif token.unit is amount.unit and not token.isa(Kind.ASK):
                amount.stop = k + 1
                continue
            elif token.number is not None and self._uncounted_after(k + 1) is not None:
                end = k + 1
            elif token.unit is None and amount.unit in TEXT:
                continue
            elif token.unit is None:
                for other in counted[n + 1 :]:
                    found[id(other)] = True
                end = k + 1
            else:
                end = k + 1
            found[id(amount)] = True
            self._add_unread("number-not-read", amount.start, min(end, len(self.tokens)))
        return found

    # Of what it is asked

    def _scope(self, amount: Amount, start: int, end: int) -> tuple[bool, bool, int, int]:
        """Return whether it is asked for each part, or for each answer, and the place with the words that say so."""
        after = self.each_after.get(id(amount))
        if after is not None:
            whole, scope = after
            return not whole, whole or any(self.isa(k, Kind.PLACE) for k in range(scope, end)), start, end
        if self.isa(end, Kind.IN_ALL) or (self.isa(end, Kind.OPEN) and self.isa(end + 1, Kind.IN_ALL)):
            return False, False, start, end
        before = self._each_before(amount)
        if before is None:
            return False, any(token.isa(Kind.WHOLE) and token.text not in _REPORT for token in self.tokens), start, end
        if self._is_whole(before):
            return False, True, start, end
        return True, self.isa(before + 1, Kind.PLACE), 0 if before <= 1 else start, end

    def _each_after(self, amount: Amount) -> tuple[bool, int] | None:
        """Return whether "per answer" or "each" after an amount is the whole, and the token after it."""
        k = amount.stop
        while self.isa(k, Kind.OPEN, Kind.STOP) and k < amount.stop + 2:
            if self.isa(k, Kind.STOP) and self.tokens[k].text != ".":
                return None
            k += 1
        opened = k > amount.stop
        if not self.isa(k, Kind.EACH, Kind.PER):
            if not (self.isa(k, Kind.OF, Kind.WITH, Kind.WRITTEN, Kind.ABOUT, Kind.FROM, Kind.TO) or self._about(k)):
                return None
            k += 1
        if not self.isa(k, Kind.EACH, Kind.PER) or (self.isa(k, Kind.NUMBER) and not self.isa(k, Kind.PER)):
            return None
        if self.isa(k, Kind.PER) and self.isa(k + 1, Kind.THESE):
            return None
        showing = self.isa(k + 1, Kind.WITH, Kind.NEED, Kind.IS) or (
            k + 1 < len(self.tokens) and self.tokens[k + 1].text.endswith("ing")
        )
        self.scopes.add(k)
        if amount.unit not in TEXT and showing:
            return None
        stop = k + 1
        if self._is_whole(k):
            stop += 1
            return True, stop + (opened and self.isa(stop, Kind.CLOSE))
        if self.isa(stop, Kind.WORD, Kind.PLACE, Kind.UNIT, Kind.UNCOUNTED, Kind.THING):
            stop += 1
        elif self.isa(stop, Kind.WHOLE):
            stop += 2
        stop = min(stop, len(self.tokens))
        return False, stop + (opened and self.isa(stop, Kind.CLOSE))

    def _about(self, k: int) -> bool:
        return self.isa(k, Kind.WORD) and self.tokens[k].text in _TOWARDS

    def _each_before(self, amount: Amount) -> int | None:
        """Return the place of "each" or "per" before an amount, if it is asked of each."""
        for k in range(amount.core - 1, -1, -1):
            if self.isa(k, Kind.STOP) and self.tokens[k].text != ".":
                return None
            if self.isa(k, Kind.EACH, Kind.PER) and k not in self.scopes and not self._no_scope(k):
                return k
        return None

    def _no_scope(self, k: int) -> bool:
        following = self.finder.at(k + 1)
        if following is None:
            return True
        return following.text in _NO_PART or (self.isa(k, Kind.PER) and following.isa(Kind.THESE))

    def _is_whole(self, k: int) -> bool:
        """Whether "each" is said of the whole answer: "each question", "per group", not "each group member"."""
        if not self.isa(k + 1, Kind.WHOLE):
            return False
        after = self.finder.at(k + 2)
        return after is None or after.text not in _MEMBERS

    # What is not read

    def _report(self, asked: set[int]) -> None:
        for amount in self.amounts:
            if id(amount) in asked:
                continue
            if amount.vague:
                if amount.unit is None:
                    self._add_unread("unit-not-counted", amount.start, amount.stop)
                elif not self._points(amount):
                    self._add_unread("number-not-read", amount.start, amount.stop)
            elif amount.unit is not None and not amount.article:
                if not self._points(amount) and not self._is_refused(amount):
                    self._add_unread("number-not-read", amount.start, amount.stop)
            elif amount.unit is not None:
                if self._may_be_demanded(amount):
                    self._add_unread("number-not-read", amount.start, amount.stop)
            elif self._uncounted_after(amount.stop) is not None:
                if not self.isa(amount.start - 1, Kind.THESE):
                    self._add_unread("unit-not-counted", amount.start, (self._uncounted_after(amount.stop) or 0) + 1)
            elif amount.free and amount.bounded and not self._is_place(amount):
                self._add_unread("number-not-read", amount.start, amount.stop)
        self._report_nouns()

    def _is_place(self, amount: Amount) -> bool:
        """Whether a number is no limit whatever it counts: "above 20 °C"."""
        after = self.finder.at(amount.stop)
        return after is not None and after.isa(Kind.SIGN, Kind.PERCENT, Kind.OF)

    def _may_be_demanded(self, amount: Amount) -> bool:
        if self._points(amount) or self._is_refused(amount) or self.isa(amount.start - 1, Kind.OF, Kind.NOT):
            return False
        return any(
            self.isa(k, Kind.ASK, Kind.ASK_WITH, Kind.NEED) for k in range(max(0, amount.start - 12), amount.start)
        )

    def _uncounted_after(self, j: int) -> int | None:
        if self.isa(j, Kind.DASH):
            j += 1
        for k in range(j, min(j + 3, len(self.tokens))):
            if self.isa(k, Kind.UNCOUNTED):
                return k
            if not self.tokens[k].kinds <= {Kind.WORD}:
                return None
        return None

    def _report_nouns(self) -> None:
        """Report things that are asked for without a number: "attach screenshots", "no pictures"."""
        used = {k for amount in self.amounts for k in range(amount.start, amount.stop)}
        for k, token in enumerate(self.tokens):
            if token.unit is None or k in used or token.unit in TEXT or not self.finder.is_unit(k):
                continue
            before = self.finder.at(k - 1)
            if before is None:
                continue
            no = before.isa(Kind.NO) and before.text in ("no", "zero") and not self._needless(k)
            if no or (token.plural and before.isa(Kind.ASK) and not before.isa(Kind.UNIT) and not self._may(k - 1)):
                self._add_unread("number-not-read", k - 1, k + 1)

    def _may(self, k: int) -> bool:
        return any(self.isa(m, Kind.MAY, Kind.OPTIONAL, Kind.NOT) for m in range(max(0, k - 3), k))

    def _needless(self, k: int) -> bool:
        """Whether it is only said that none is needed: "no pictures are required"."""
        return any(
            self.isa(m, Kind.OPTIONAL)
            or (self.isa(m, Kind.NEED) and self.tokens[m].text not in ("please", "must", "should"))
            for m in range(k + 1, min(k + 4, len(self.tokens)))
        )

    def _distinct(self) -> tuple[Unread, ...]:
        """Return what is unread, without a place that overlaps with one before it."""
        found: list[Unread] = []
        for each in self.unread:
            if all(each.end <= other.start or other.end <= each.start for other in found):
                found.append(each)
        return tuple(sorted(found, key=lambda each: each.start))

    def _add_unread(self, kind: str, start: int, stop: int) -> None:
        self.unread.append(Unread(kind, self.tokens[start].start, self.tokens[stop - 1].end))


_GIVEN = frozenset({"the", "this", "that", "these", "those", "it", "them"})
_REPORT = frozenset({"report", "submission", "submissions", "group", "groups", "team", "teams"})
_TO_US = frozenset({"us", "me", "also", "here", "below", "just", "only", "then"})
_TOWARDS = frozenset({"on", "about", "from", "at", "in", "for", "to"})
_NO_PART = frozenset({"other", "time", "day", "week", "second", "minute", "hour", "cent", "se"})
_MEMBERS = frozenset({"member", "members", "part", "parts"})
