"""Tell the numbers that a sentence asks for from those that it only mentions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.amount import Amount
from mkdocs_report.parsing.limits.apart import is_stated_apart
from mkdocs_report.parsing.limits.clauses import Clauses
from mkdocs_report.parsing.limits.frame import FrameFacts
from mkdocs_report.parsing.limits.nouns import AS, Nouns
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import TEXT

_HOLDING = frozenset({Unit.TABLES, Unit.IMAGES, Unit.CODE_BLOCKS})
_FIRST = tuple("first the first erst først förs premi prime primi eerst pierwsz".split())
_IN = frozenset({"in", "i", "dans", "en", "em", "w"})
_GIVEN = frozenset({"the", "this", "that", "these", "those", "it", "them"})
_TO_US = frozenset({"us", "me", "also", "here", "below", "just", "only", "then"})


class Demands:
    """Decides which amounts of a sentence are limits; `each_before` finds the word "each" before an amount."""

    def __init__(
        self,
        nouns: Nouns,
        amounts: Sequence[Amount],
        each_before: Callable[[Amount], int | None],
        facts: FrameFacts,
    ) -> None:
        self.nouns, self.tokens, self.isa = nouns, nouns.tokens, nouns.isa
        self.amounts, self._each_before = amounts, each_before
        self.clauses = Clauses(nouns, amounts)
        self.facts, self._owners = facts, nouns.vocabulary.function_words[5]

    def asked(self, counted: Sequence[Amount]) -> set[int]:
        """Return the amounts that are limits; those beside a limit are limits too."""
        unclear = {id(amount) for amount in counted if self.clauses.is_unclear(amount)}
        asked = {id(amount) for amount in counted if id(amount) not in unclear and self._is_asked_for(amount)}
        unclear |= asked & self.facts.others
        asked -= unclear
        pairs = list(pairwise(counted))
        for first, second in pairs:
            if first.unit in TEXT and {id(first), id(second)} <= asked and is_stated_apart(self.tokens, first, second):
                unclear |= {id(first), id(second)}
        asked -= unclear
        for one, other in [*pairs, *((after, here) for here, after in reversed(pairs))]:
            first, second = (one, other) if one.core < other.core else (other, one)
            between = range(first.stop, second.start)
            if id(other) in asked or id(other) in unclear:
                continue
            if id(one) in asked and not self.is_mentioned(other) and self._beside(between):
                asked.add(id(other))
        return asked

    def _beside(self, between: range) -> bool:
        joins = (Role.AND, Role.COMMA, Role.WITH, Role.OPEN, Role.CLOSE, Role.OR, Role.OPTIONAL, Role.ADVICE)
        return all(self.isa(k, *joins) or self.tokens[k].text == ";" for k in between)

    def points(self, amount: Amount) -> bool:
        """Whether it is a number of things that exist already: "the 2 plots above"."""
        before = amount.start - 1
        if amount.unit in TEXT and self.isa(amount.stop, Role.WHOLE) and self.tokens[before].text == "your":
            return False  # "your 50-word answer"
        return (
            self.isa(before, Role.THESE)
            and not self.isa(before, Role.EACH)
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
        while before >= 0 and self.isa(before, Role.OPTIONAL, Role.ADVICE, Role.EXACTLY, Role.COLON, Role.ARTICLE):
            if self.isa(before, Role.COLON):
                return True
            before -= 1
        if amount.unit in (Unit.WORDS, Unit.CHARACTERS):
            return True
        if before < 0:
            one = amount.most == 1 and not self.tokens[amount.core].digits
            return not one or any(token.isa(Role.NEED, Role.OPTIONAL) for token in self.tokens)
        if self.isa(before, Role.ASK, Role.NEED, Role.OPEN) or self._asked_after(amount):
            return True
        if self.isa(amount.stop, Role.OPTIONAL):
            return True
        if self.isa(before, Role.AND) and any(self.isa(k, Role.ASK, Role.ASK_WITH) for k in range(before)):
            # "... and two plots"; "an image of the front and an image of the back"
            alike = any(each.unit is amount.unit and each.core < before for each in self.amounts)
            if alike or not amount.article:
                return True
        if (
            self.isa(before, Role.WORD, Role.AND)
            and self.isa(before - 1, Role.ASK)
            and self.tokens[before].text in _TO_US
        ):
            return True
        if amount.unit in TEXT and self.isa(before, Role.WRITTEN):
            return True
        if amount.unit in _HOLDING and self._is_form(amount, before):
            return True
        if self.isa(before, Role.WITH, Role.COMMA) and (self._each_before(amount) is not None):
            return True
        if self.isa(before, Role.WITH):
            return any(self.isa(k, Role.ASK_WITH) for k in range(max(0, before - 6), before))
        return False

    def _is_form(self, amount: Amount, before: int) -> bool:
        """Whether it is the form of what is handed in: "include it as an image", "sum it up in one table"."""
        if self.tokens[before].text in AS:
            again = any(each.unit is amount.unit and each.core < before for each in self.amounts)
            return not again and any(self.isa(k, Role.ASK, Role.HAND_IN) for k in range(max(0, before - 8), before))
        counted = not amount.article or self.nouns.number(amount.start + 1) == 1  # "in one table", "in a single"
        inside = self.isa(before, Role.WRITTEN) and self.isa(before, Role.OF)
        return inside and amount.most == 1 and counted and self.facts.begins_with_command

    def _asked_after(self, amount: Amount) -> bool:
        """Whether the verb of asking is behind it, as in German: "ein Bild einfügen"."""
        return not self.nouns.vocabulary.compounds and self.isa(amount.stop, Role.ASK)

    def _is_told(self, amount: Amount) -> bool:
        """Whether a number is only mentioned: "200 words of the text", "fails for more than 40 words?"."""
        if amount.unit not in TEXT or not self.nouns.vocabulary.compounds:
            return False
        first, second = self.nouns.at(amount.stop), self.nouns.at(amount.stop + 1)
        if first and second and first.text in ("of", "from") and second.text in _GIVEN:
            return True
        over = any(self.isa(k, Role.OVER, Role.UNDER) for k in range(amount.start, amount.core))
        return over and self.tokens[-1].text == "?" and not any(self.isa(k, Role.NOT) for k in range(amount.core))

    def is_mentioned(self, amount: Amount) -> bool:
        """Whether a number is plainly none that is asked for."""
        if amount.unit in TEXT and amount.start and self.tokens[amount.start - 1].text.startswith(_FIRST):
            return False  # "we read the first 100 words"
        if self.points(amount) and amount.unit not in TEXT and self.isa(amount.start - 2, Role.ASK):
            return False  # "paste the 10 links with most visits"
        owned = amount.unit in TEXT and self.tokens[amount.start - 1].text in self._owners
        if self.points(amount) and owned and not self.isa(amount.core + 1, Role.DASH):
            return False  # "your 300 words start here"
        return self.points(amount) or self.is_refused(amount) or id(amount) in self.facts.past

    def is_refused(self, amount: Amount) -> bool:
        """Whether it is asked not to include it: "do not include a figure"."""
        if amount.unit in TEXT:
            return False
        for k in range(amount.start - 1, -1, -1):
            token = self.tokens[k]
            if token.isa(Role.STOP, Role.COMMA) or token.number is not None:
                return False
            if token.isa(Role.NOT) and not token.isa(Role.NO):
                return True
        return False

    def may_be_demanded(self, amount: Amount) -> bool:
        """Whether a thing without a number, "a figure", may be asked for by a verb further away."""
        if amount.unit is Unit.TABLES and self.tokens[amount.start - 1].text in _IN:
            return self.facts.begins_with_command  # "list the runs in a table"
        if self.points(amount) or self.is_refused(amount) or self.isa(amount.start - 1, Role.OF, Role.NOT):
            return False
        return id(amount) in self.facts.first or any(
            self.isa(k, Role.ASK, Role.ASK_WITH, Role.NEED) for k in range(max(0, amount.start - 12), amount.start)
        )
