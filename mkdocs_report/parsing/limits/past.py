"""Recognise numbers that only describe the past: "The corpus had 10,000 words before cleaning"."""

from __future__ import annotations

import enum
from collections.abc import Callable

from mkdocs_report.parsing.limits.amount import Amount
from mkdocs_report.parsing.limits.clause_words import SUBORDINATE
from mkdocs_report.parsing.limits.nouns import Nouns
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import TEXT


class IsPast(enum.Enum):
    """The answers to “does this number describe the past only?”."""

    NO = enum.auto()
    PERHAPS = enum.auto()
    YES = enum.auto()


class Past:
    """The verbs of the past in a sentence, and what they say of its numbers."""

    def __init__(self, nouns: Nouns, clause_of: Callable[[Amount], range]) -> None:
        self.nouns, self.tokens, self.isa, self._clause_of = nouns, nouns.tokens, nouns.isa, clause_of

    def is_past(self, amount: Amount) -> IsPast:
        """Return whether a number describes the past: not if the sentence asks, "describe what you did in 9 words"."""
        clause = range(self._clause_of(amount).start, amount.start)
        verbs = [k for k in clause if self.isa(k, Role.PAST)]
        if not verbs:
            return IsPast.PERHAPS if amount.unit in TEXT and self._is_participle(amount.start - 1) else IsPast.NO
        surely = IsPast.PERHAPS if amount.bounded else IsPast.YES
        if any(self.isa(k, *_ASKS) and k not in verbs for k in clause):
            return IsPast.NO
        if verbs[-1] == amount.start - 1 and len(clause) > 1:
            return surely
        if self.is_command() or any(self._opens_question(k) for k in clause if k < verbs[-1]):
            return IsPast.NO
        if any(token.isa(Role.WHOLE) for token in self.tokens):
            return IsPast.NO
        before = amount.start - 1
        placed = self.isa(before, Role.OPEN, Role.COLON, Role.COMMA, Role.DASH)
        placed = placed or (self.isa(before, Role.WRITTEN) and self.isa(before, Role.OF))
        return IsPast.PERHAPS if placed else surely

    def _is_participle(self, k: int) -> bool:
        """Whether a word is an English verb in "-ed" after a subject: "the journal demanded 300 words"."""
        token = self.nouns.at(k)
        if k < 1 or token is None or not self.nouns.vocabulary.compounds:
            return False
        return token.roles <= {Role.WORD} and len(token.text) > 4 and token.text.endswith("ed")

    def _opens_question(self, k: int) -> bool:
        """Whether a question begins at a token: "what you did"; "…, which had" tells more of a thing."""
        return self.tokens[k].text in SUBORDINATE and not self.isa(k - 1, Role.COMMA)

    def is_command(self) -> bool:
        """Whether the sentence begins with an English verb: "Describe the route you took"."""
        first, second = self.nouns.at(0), self.nouns.at(1)
        if first is None or second is None or first.text in SUBORDINATE or not self.nouns.vocabulary.compounds:
            return False
        object_follows = second.isa(Role.THESE, Role.ARTICLE, Role.EACH) or second.text in SUBORDINATE | _OBJECTS
        return (
            object_follows
            and first.isa(Role.WORD, Role.ASK, Role.WRITTEN, Role.WHOLE)
            and not first.isa(Role.OF, Role.PAST)
        )


_OBJECTS = frozenset({"up", "it", "them", "us", "me", "all", "both", "each"})
_ASKS = (Role.ASK, Role.NEED, Role.ADVICE, Role.MAY, Role.HAND_IN)
