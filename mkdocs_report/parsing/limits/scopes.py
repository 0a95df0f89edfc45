"""Decide the scope of a number: the whole answer, each of its parts, or every answer."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.amount import Amount
from mkdocs_report.parsing.limits.nouns import Nouns
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import TEXT

_REPORT = frozenset({"report", "submission", "submissions", "group", "groups", "team", "teams"})
_TOWARDS = frozenset({"on", "about", "from", "at", "in", "for", "to"})
_NO_PART = frozenset({"other", "time", "day", "week", "second", "minute", "hour", "cent", "se"})
_THEN = frozenset(
    """
        then dann anschließend danach puis ensuite luego después poi quindi depois dan daarna sedan därefter derefter
        deretter så potem następnie
    """.split()
)
"""Words with which another task begins."""
_MEMBERS = frozenset({"member", "members", "part", "parts"})


class Scopes:
    """The words "each" and "per" of a sentence, and the amounts that they belong to.

    The words after an amount, "50 words per image", become a part of it: its `stop` moves behind them.
    """

    def __init__(self, nouns: Nouns, amounts: Sequence[Amount]) -> None:
        self.nouns, self.tokens, self.isa = nouns, nouns.tokens, nouns.isa
        self._used: set[int] = set()
        """The tokens of "each" that belong to an amount before them."""
        self._after: dict[int, tuple[bool, int]] = {}
        for amount in amounts:
            after = self._find_after(amount)
            if after is not None:
                self._after[id(amount)] = (after[0], amount.stop)
                amount.stop = after[1]

    def of(self, amount: Amount, start: int, end: int) -> tuple[bool, bool, int, int]:
        """Return whether it is asked for each part, or for each answer, and the place with these words."""
        after = self._after.get(id(amount))
        if after is not None:
            whole, scope = after
            return not whole, whole or any(self.isa(k, Role.PLACE) for k in range(scope, end)), start, end
        if self._is_of_paragraphs(amount):
            return True, False, start, end
        if self.isa(end, Role.IN_ALL) or (self.isa(end, Role.OPEN) and self.isa(end + 1, Role.IN_ALL)):
            return False, False, start, end
        before = self.before(amount)
        if before is None:
            return False, any(token.isa(Role.WHOLE) and token.text not in _REPORT for token in self.tokens), start, end
        if self._is_whole(before):
            return False, True, start, end
        return True, self.isa(before + 1, Role.PLACE), 0 if before <= 1 else start, end

    def _is_of_paragraphs(self, amount: Amount) -> bool:
        """Whether it is the length of the paragraphs that are asked for: "two paragraphs of 4 sentences"."""
        before = amount.start - 1
        above = self.nouns.at(before - 1)
        return (
            amount.unit in TEXT
            and self.isa(before, Role.OF, Role.WITH)
            and above is not None
            and above.unit is Unit.PARAGRAPHS
            and above.plural  # not "a paragraph of 100 words"
        )

    def _find_after(self, amount: Amount) -> tuple[bool, int] | None:
        """Return whether "per answer" or "each" after an amount is the whole, and the token after it."""
        k = amount.stop
        while self.isa(k, Role.OPEN, Role.STOP) and k < amount.stop + 2:
            if self.isa(k, Role.STOP) and self.tokens[k].text != ".":
                return None
            k += 1
        opened = k > amount.stop
        k += self.isa(k, Role.CLOSE)  # "a note (50 words) on each author"
        if not self.isa(k, Role.EACH, Role.PER):
            if not (self.isa(k, Role.OF, Role.WITH, Role.WRITTEN, Role.ABOUT, Role.FROM, Role.TO) or self._about(k)):
                return None
            k += 1
        if not self.isa(k, Role.EACH, Role.PER) or (self.isa(k, Role.NUMBER) and not self.isa(k, Role.PER)):
            return None
        if self.isa(k, Role.PER) and self.isa(k + 1, Role.THESE):
            return None
        showing = self.isa(k + 1, Role.WITH, Role.NEED, Role.IS) or (
            k + 1 < len(self.tokens) and self.tokens[k + 1].text.endswith("ing")
        )
        self._used.add(k)
        if amount.unit not in TEXT and showing:
            return None
        stop = k + 1
        if self._is_whole(k):
            stop += 1
            return True, stop + (opened and self.isa(stop, Role.CLOSE))
        if self.isa(stop, Role.WORD, Role.PLACE, Role.UNIT, Role.UNCOUNTED, Role.THING):
            stop += 1
        elif self.isa(stop, Role.WHOLE):
            stop += 2
        stop = min(stop, len(self.tokens))
        return False, stop + (opened and self.isa(stop, Role.CLOSE))

    def _about(self, k: int) -> bool:
        return self.isa(k, Role.WORD) and self.tokens[k].text in _TOWARDS

    def before(self, amount: Amount) -> int | None:
        """Return the place of "each" or "per" before an amount, if it is asked of each."""
        for k in range(amount.core - 1, -1, -1):
            if self.isa(k, Role.STOP) and self.tokens[k].text != ".":
                return None
            if self.tokens[k].text in _THEN and self.isa(k - 1, Role.COMMA, Role.AND):
                return None  # "name each fault, then explain one in 70 words"
            if self.isa(k, Role.EACH, Role.PER) and k not in self._used and not self._no_scope(k):
                return k
        return None

    def _no_scope(self, k: int) -> bool:
        following = self.nouns.at(k + 1)
        if following is None:
            return True
        return following.text in _NO_PART or (self.isa(k, Role.PER) and following.isa(Role.THESE, Role.ARTICLE))

    def _is_whole(self, k: int) -> bool:
        """Whether "each" is said of the whole answer: "each question", "per group", not "each group member"."""
        if not self.isa(k + 1, Role.WHOLE):
            return False
        after = self.nouns.at(k + 2)
        return after is None or after.text not in _MEMBERS
