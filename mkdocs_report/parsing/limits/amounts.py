"""Find the amounts in a sentence: a number or a range with its bounds, and the unit that it counts."""

from __future__ import annotations

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.after_number import AfterNumber
from mkdocs_report.parsing.limits.amount import BOUNDS, Amount
from mkdocs_report.parsing.limits.before_number import BeforeNumber
from mkdocs_report.parsing.limits.nouns import FILLER, Nouns
from mkdocs_report.parsing.limits.roles import Role

_SHARED = (
    *BOUNDS,
    Role.AND,
    Role.OR,
    Role.COMMA,
    Role.SLASH,
    Role.DASH,
    Role.ARTICLE,
    Role.OF,
    Role.NOT,
    Role.BETWEEN,
)

_JOINS = (Role.AND, Role.OR, Role.COMMA, Role.SLASH, Role.DASH, Role.OPEN)
_OWN = frozenset({"your", "the"})


class AmountFinder:
    """Finds the amounts in the tokens of a sentence. `context` is the unit that the sentence before speaks of."""

    def __init__(self, nouns: Nouns, context: Unit | None = None) -> None:
        self.nouns, self.tokens, self.context = nouns, nouns.tokens, context
        self.isa, self.number = nouns.isa, nouns.number
        self.after, self.before = AfterNumber(nouns), BeforeNumber(nouns)

    def find(self) -> list[Amount]:
        """Return the amounts in their order; one whose unit is not known has none."""
        found: list[Amount] = []
        i = 0
        while i < len(self.tokens):
            token = self.tokens[i]
            taken = found[-1].stop if found else 0
            amount = None
            if token.number is not None and not (token.isa(Role.ARTICLE) and self._is_no_number(i)):
                amount = self._amount(i, taken)
            elif token.isa(Role.ARTICLE):
                amount = self._article(i, taken)
            elif token.isa(Role.VAGUE):
                amount = self._vague(i)
            elif token.text in _OWN and self.isa(i - 1, Role.HAND_IN):
                amount = self._article(i, taken, own=True)
            elif self.nouns.is_bare(i):
                amount = Amount(i, i, i + 1, 1, 1, token.unit, token.text, article=True)
            if amount:
                found.append(amount)
                i = max(amount.stop, i + 1)
            else:
                i += 1
        self._share(found)
        self._share_heading(found)
        return found

    def _is_no_number(self, i: int) -> bool:
        """Whether a word for one is an article here: it is a number before a thing, and in "in einem Satz"."""
        if self.isa(i + 1, Role.TO, Role.DASH, Role.OR) and self.number(i + 2) is not None:
            return False  # German "ein bis drei", Spanish "una o dos"
        counted = self.isa(i - 1, Role.WRITTEN, Role.MOST, Role.LEAST)
        k = self.nouns.unit_after(i + 1, article=not counted)
        return k is None or (not counted and self.nouns.is_link(k))

    def _amount(self, i: int, taken: int) -> Amount | None:
        number = self.tokens[i].number
        assert number is not None
        j = i + 1
        if self.tokens[i].digits and self.number(j) in (100, 1000) and not self.tokens[j].digits:  # "3 hundred"
            number, j = number * (self.number(j) or 1), j + 1
        amount = Amount(i, i, j, number, number, article=self.tokens[i].isa(Role.ARTICLE))
        if self.tokens[i].isa(Role.ABOUT):
            amount.marks.add(Role.ABOUT)
        j = self.after.same_in_brackets(j, number)
        j = self.after.bracketed_mark(j, amount)
        j = self.after.tolerance(j, amount)
        j = self.after.second_number(j, amount, taken)
        if self.isa(j, Role.PERCENT):
            return None
        j = self.after.bound(j, amount, unit_seen=False)
        amount.stop = j
        self.before.bounds(amount, taken)
        k = self.nouns.unit_after(j, article=False)
        if k is not None and not self._heads_next(k, i):
            self._with_unit(amount, k)
        elif k is not None or self.nouns.ends(j):
            amount.free = True
            self.before.unit(amount, taken)
        if amount.unit is None and self.isa(j, Role.UNIT):
            return None  # "3 significant figures"
        self.before.negate(amount)
        self.after.exceeded(amount)
        return amount

    def _heads_next(self, k: int, i: int) -> bool:
        """Whether a unit's noun has a number of its own behind it: "Words: 100 Images: 1"."""
        headed = self.isa(i - 1, Role.COLON) and self.isa(i - 2, Role.UNIT)
        return headed and self.isa(k + 1, Role.COLON) and self.number(k + 2) is not None

    def _with_unit(self, amount: Amount, k: int) -> None:
        unit = self.tokens[k]
        amount.unit, amount.noun, amount.stop = unit.unit, unit.text, k + 1
        j = self.after.tolerance(k + 1, amount)
        j = self.after.unit_range(j, amount)
        amount.stop = self.after.tolerance(self.after.bound(j, amount, unit_seen=True), amount)

    def _article(self, i: int, taken: int, own: bool = False) -> Amount | None:
        """Read "a figure" as one, and "upload your figure" too."""
        k = self.nouns.unit_after(i + 1, article=True) or self._paragraph_of(i + 1)
        if k is None or (own and self.tokens[k].unit is not Unit.IMAGES) or self.nouns.is_link(k):
            return None
        unit = self.tokens[k]
        amount = Amount(i, i, k + 1, 1, 1, unit.unit, unit.text, article=True)
        self.before.bounds(amount, taken)
        amount.stop = self.after.bound(k + 1, amount, unit_seen=True)
        return amount

    def _paragraph_of(self, j: int) -> int | None:
        """Return the place of the noun in "a paragraph of about 100 words", of which the length is the answer's."""
        for k in range(j, min(j + 3, len(self.tokens))):
            token = self.tokens[k]
            if token.unit is Unit.PARAGRAPHS and token.singular and self.isa(k + 1, Role.OF):
                return k if any(self.number(m) is not None for m in range(k + 2, k + 5)) else None
        return None

    def _vague(self, i: int) -> Amount | None:
        """Return "a few screenshots", from which no number is read."""
        for k in range(i + 1, min(i + 4, len(self.tokens))):
            if self.isa(k, Role.UNIT, Role.UNCOUNTED):
                unit = self.tokens[k]
                return Amount(i, i, k + 1, 0, 0, unit.unit, unit.text, vague=True)
            if not self.tokens[k].roles <= FILLER | {Role.OF, Role.ARTICLE}:
                return None
        return None

    def _share_heading(self, found: list[Amount]) -> None:
        """Give the bound before a colon to all that follows: "Max: 2 tables, 3 figures"."""
        if not found or found[0].start != 0 or not self.isa(1, Role.COLON) or not self.isa(0, Role.LEAST, Role.MOST):
            return
        for amount in found[1:]:
            if any(self.isa(k, Role.STOP, Role.COLON) for k in range(amount.start)[2:]) or amount.marks:
                return
            amount.marks |= found[0].marks

    def _share(self, found: list[Amount]) -> None:
        """Give numbers without a unit that of their neighbours: "at least 50 and at most 100 words"."""
        for here, after in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
            waits = here.unit is None and here.free
            gives = after.unit is not None and not after.vague and not after.unit_first
            between = range(here.stop, after.core)
            joined = any(self.isa(k, *_JOINS) for k in between)  # not "on page 32 in six sentences"
            if waits and gives and joined and all(self.isa(k, *_SHARED) for k in between):
                here.unit, here.noun = after.unit, after.noun
        last: Amount | None = None
        for amount in found:
            if amount.unit is None and amount.free and amount.bounded:
                named = [token for token in self.tokens[: amount.core] if token.unit and token.plural]
                if last is not None:
                    amount.unit, amount.noun = last.unit, last.noun
                elif named:
                    amount.unit, amount.noun = named[-1].unit, named[-1].text
                elif self.context is not None:
                    amount.unit = self.context
            if amount.unit is not None and not amount.vague:
                last = amount
