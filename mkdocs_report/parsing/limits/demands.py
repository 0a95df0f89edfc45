"""Tell the numbers that a sentence asks for from those that it only mentions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.amount import TEXT, Amount
from mkdocs_report.parsing.limits.nouns import Nouns
from mkdocs_report.parsing.limits.scopes import Scopes
from mkdocs_report.parsing.limits.vocabulary import Kind

_GIVEN = frozenset({"the", "this", "that", "these", "those", "it", "them"})
_TO_US = frozenset({"us", "me", "also", "here", "below", "just", "only", "then"})


class Demands:
    """Decides which amounts of a sentence are limits."""

    def __init__(self, nouns: Nouns, amounts: Sequence[Amount], scopes: Scopes) -> None:
        self.nouns, self.tokens, self.isa = nouns, nouns.tokens, nouns.isa
        self.amounts, self.scopes = amounts, scopes

    def asked(self, counted: Sequence[Amount]) -> set[int]:
        """Return the amounts that are limits; those beside a limit are limits too."""
        asked = {id(amount) for amount in counted if self._is_asked_for(amount)}
        pairs = list(pairwise(counted))
        for one, other in [*pairs, *((after, here) for here, after in reversed(pairs))]:
            first, second = (one, other) if one.core < other.core else (other, one)
            between = range(first.stop, second.start)
            if id(one) in asked and id(other) not in asked and not self.points(other) and self._beside(between):
                asked.add(id(other))
        return asked

    def _beside(self, between: range) -> bool:
        joins = (Kind.AND, Kind.COMMA, Kind.WITH, Kind.OPEN, Kind.CLOSE, Kind.OR, Kind.OPTIONAL, Kind.ADVICE)
        return all(self.isa(k, *joins) or self.tokens[k].text == ";" for k in between)

    def points(self, amount: Amount) -> bool:
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
            return not (amount.article and self.is_refused(amount))
        if self.points(amount) or self.is_refused(amount):
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
        if self.isa(before, Kind.WITH, Kind.COMMA) and (self.scopes.before(amount) is not None):
            return True
        if self.isa(before, Kind.WITH):
            return any(self.isa(k, Kind.ASK_WITH) for k in range(max(0, before - 6), before))
        return False

    def _asked_after(self, amount: Amount) -> bool:
        """Whether the verb of asking is behind it, as in German: "ein Bild einfügen"."""
        return not self.nouns.vocabulary.compounds and self.isa(amount.stop, Kind.ASK)

    def _is_told(self, amount: Amount) -> bool:
        """Whether a number is told and not asked for: "200 words of the text", "fails for more than 40 words?"."""
        if amount.unit not in TEXT or not self.nouns.vocabulary.compounds:
            return False
        first, second = self.nouns.at(amount.stop), self.nouns.at(amount.stop + 1)
        if first and second and first.text in ("of", "from") and second.text in _GIVEN:
            return True
        asks = any(token.isa(Kind.ASK, Kind.NEED, Kind.WHOLE) for token in self.tokens)
        clause = max((k for k in range(amount.start) if self.isa(k, Kind.STOP)), default=0)
        if not asks and any(self.isa(k, Kind.PAST) for k in range(clause, amount.start)):
            return True
        over = any(self.isa(k, Kind.OVER, Kind.UNDER) for k in range(amount.start, amount.core))
        return over and self.tokens[-1].text == "?" and not any(self.isa(k, Kind.NOT) for k in range(amount.core))

    def is_refused(self, amount: Amount) -> bool:
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

    def may_be_demanded(self, amount: Amount) -> bool:
        """Whether a thing without a number, "a figure", may be asked for by a verb further away."""
        if self.points(amount) or self.is_refused(amount) or self.isa(amount.start - 1, Kind.OF, Kind.NOT):
            return False
        return any(
            self.isa(k, Kind.ASK, Kind.ASK_WITH, Kind.NEED) for k in range(max(0, amount.start - 12), amount.start)
        )
