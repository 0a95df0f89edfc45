"""Tell of what a number is asked: of the whole answer, of each of its parts, or of every answer."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_report.parsing.limits.amount import TEXT, Amount
from mkdocs_report.parsing.limits.nouns import Nouns
from mkdocs_report.parsing.limits.vocabulary import Kind

_REPORT = frozenset({"report", "submission", "submissions", "group", "groups", "team", "teams"})
_TOWARDS = frozenset({"on", "about", "from", "at", "in", "for", "to"})
_NO_PART = frozenset({"other", "time", "day", "week", "second", "minute", "hour", "cent", "se"})
_MEMBERS = frozenset({"member", "members", "part", "parts"})


class Scopes:
    """The words "each" and "per" of a sentence, and the amounts that they belong to.

    The words after an amount, "50 words per picture", become a part of it: its `stop` moves behind them.
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
        """Return whether it is asked for each part, or for each answer, and the place with the words that say so."""
        after = self._after.get(id(amount))
        if after is not None:
            whole, scope = after
            return not whole, whole or any(self.isa(k, Kind.PLACE) for k in range(scope, end)), start, end
        if self.isa(end, Kind.IN_ALL) or (self.isa(end, Kind.OPEN) and self.isa(end + 1, Kind.IN_ALL)):
            return False, False, start, end
        before = self.before(amount)
        if before is None:
            return False, any(token.isa(Kind.WHOLE) and token.text not in _REPORT for token in self.tokens), start, end
        if self._is_whole(before):
            return False, True, start, end
        return True, self.isa(before + 1, Kind.PLACE), 0 if before <= 1 else start, end

    def _find_after(self, amount: Amount) -> tuple[bool, int] | None:
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
        self._used.add(k)
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

    def before(self, amount: Amount) -> int | None:
        """Return the place of "each" or "per" before an amount, if it is asked of each."""
        for k in range(amount.core - 1, -1, -1):
            if self.isa(k, Kind.STOP) and self.tokens[k].text != ".":
                return None
            if self.isa(k, Kind.EACH, Kind.PER) and k not in self._used and not self._no_scope(k):
                return k
        return None

    def _no_scope(self, k: int) -> bool:
        following = self.nouns.at(k + 1)
        if following is None:
            return True
        return following.text in _NO_PART or (self.isa(k, Kind.PER) and following.isa(Kind.THESE))

    def _is_whole(self, k: int) -> bool:
        """Whether "each" is said of the whole answer: "each question", "per group", not "each group member"."""
        if not self.isa(k + 1, Kind.WHOLE):
            return False
        after = self.nouns.at(k + 2)
        return after is None or after.text not in _MEMBERS
