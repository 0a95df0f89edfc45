"""Decide whether a number is a limit where no verb asks for it: "200 words.", "Abstract: 200 words", "in 200 words"."""

from __future__ import annotations

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.amount import Amount
from mkdocs_report.parsing.limits.clause_words import CLAUSES, COMMANDS, ENDS, OPENS
from mkdocs_report.parsing.limits.frame import Frame
from mkdocs_report.parsing.limits.nouns import Nouns
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.sentence_words import SentenceWords
from mkdocs_report.parsing.limits.vocabulary import TEXT
from mkdocs_report.parsing.tasks import is_question

_LABEL = 6
"""The most unknown words of a label without a verb: "Abstract of the paper: 200 words"."""
_SHORT_LABEL = 2
"""The same before a comma: "Plan B, 200 words"."""
_PARTICIPLES = (
    "ing", "ed", "en", "wn", "ade", "ant", "ndo", "nti", "nte", "end", "ende", "nde", "é", "ée", "és", "ées", "ado",
    "ados", "ada", "adas", "ati", "ate", "idas", "idos", "gt", "cht", "lt", "zt", "rt",
)  # fmt: skip
"""The endings of participles: "two photos showing the site"."""


class BareNumbers:
    """The numbers of a sentence that belong to no verb."""

    def __init__(self, said: SentenceWords, nouns: Nouns) -> None:
        self.said, self.nouns, self.tokens, self.words, self.isa = said, nouns, said.tokens, said.words, said.isa
        self.sentence = said.sentence

    def alone(self, amount: Amount) -> Frame:
        """Return the frame of a number at the beginning of a sentence: "200 words.", "200 words is too much"."""
        verb = next((k for k in range(amount.stop, len(self.tokens)) if self._ends_phrase(k)), len(self.tokens))
        if not self.said.is_verb(verb) or self.isa(verb, *COMMANDS, Role.MAY):
            if self._is_judged(amount):
                return Frame.OTHER
            return Frame.UNSURE if self._may_be_verb(range(amount.stop, verb)) else Frame.ASKED
        asked = (Role.NEED, Role.ADVICE, Role.OPTIONAL, Role.LIMIT)
        if not any(self.isa(m, *asked) for m in range(verb, verb + 4)):
            return Frame.OTHER
        near = range(verb, min(verb + 4, len(self.tokens)))
        purpose = next(
            (m for m in near if self.said.is_preposition(m) and not self.isa(m - 1, Role.COMMA)), len(self.tokens)
        )
        return self.unknown_of(amount, range(purpose, len(self.tokens)))  # "12 characters are needed for the password"

    def _ends_phrase(self, k: int) -> bool:
        return self.said.is_verb(k) or self.isa(k, *ENDS) or self.words[k] in CLAUSES

    def _is_judged(self, amount: Amount) -> bool:
        """Whether a statement follows behind a comma: "200 mots, c'est trop"."""
        if not self.isa(amount.stop, Role.COMMA, Role.DASH) or amount.bounded or self.said.asks:
            return False
        return any(
            self.isa(k, Role.IS) and not self.said.is_preposition(k) for k in range(amount.stop + 1, amount.stop + 4)
        )

    def _may_be_verb(self, places: range) -> bool:
        """Whether an unknown word behind a number may be a verb: "photos differ in", "photos of the site show a"."""
        words = [self.said.is_unknown(k) for k in places] + [False]
        follows = [self.said.is_preposition(k) or self.isa(k, Role.ARTICLE, Role.THESE) for k in places] + [False]
        first = bool(places) and words[0] and follows[1] and not self.words[places.start].endswith(_PARTICIPLES)
        return first or any(
            one and two and after for one, two, after in zip(words, words[1:], follows[2:], strict=False)
        )

    def unknown_of(self, amount: Amount, places: range) -> Frame:
        """Return the frame of a number of the text itself by the nouns at some places."""
        unknown = self.said.count_unknown(places) > 0 and not any(
            self.said.names_text(m) or self.said.is_text(m) for m in places
        )
        if not unknown or amount.unit not in TEXT:
            return Frame.ASKED
        return Frame.OTHER if amount.unit is Unit.CHARACTERS else Frame.UNSURE

    def apart(self, amount: Amount, k: int) -> Frame:
        """Return the frame of a number behind a sign: "Explain why (200 words)", "Abstract: 200 words"."""
        if self.isa(k, Role.OPEN) and amount.soft and self.is_remark(k):
            return Frame.UNSURE
        if self.said.asks or (self.isa(k, Role.OPEN) and (k == 0 or is_question(self.sentence))):
            return Frame.ASKED  # "What I worked on (80 words)"
        if any(self.isa(m, Role.LIMIT) for m in range(amount.start, amount.stop)):
            return Frame.UNSURE  # "it is short, 70 the upper limit"
        places = range(self.said.clause_start(amount.start), k)
        if not self.said.has_verb_in(range(places.start, len(self.tokens))):
            known = self._is_label(places, amount, k) and self._ends_label(amount, k)
            return Frame.ASKED if known else Frame.UNSURE
        if any(self.isa(m, Role.LIMIT, Role.LENGTH, Role.OPTIONAL, Role.ADVICE) for m in places):
            return Frame.ASKED
        return Frame.UNSURE if any(self.said.is_modal(m) for m in places) else Frame.OTHER

    def inside(self, k: int) -> Frame:
        """Return the frame of "in 200 words" in a sentence that does not plainly ask."""
        if any(self.isa(m, Role.PAST) for m in range(k)):
            return Frame.OTHER
        if not self.isa(k, Role.WRITTEN, Role.WITH):
            return Frame.UNSURE
        if k == 0 or self.isa(k - 1, *OPENS, Role.ADVICE, Role.OPTIONAL):
            return Frame.ASKED
        if not self.said.has_verb_in(range(len(self.tokens))):
            places = range(self.said.clause_start(k), k)
            ours = any(self.said.is_ours_at(m) for m in places) and self.said.count_unknown(places) <= _SHORT_LABEL
            return Frame.ASKED if ours else Frame.UNSURE
        return Frame.UNSURE if any(self.said.is_modal(m) for m in range(len(self.tokens))) else Frame.OTHER

    def is_remark(self, k: int) -> bool:
        """Whether a place is in a statement that asks for nothing: "the abstract (150 words) is graded apart"."""
        if self.said.is_task or any(word in self.said.owners for word in self.words[:k]):
            return False
        places = range(len(self.tokens))
        asking = (Role.NEED, Role.LENGTH, Role.ADVICE, Role.OPTIONAL)
        asked = any(self.isa(m, *asking) and not self.said.is_having(m) for m in places)
        return not asked and self.said.has_verb_in(places)

    def _is_label(self, places: range, amount: Amount, sign: int) -> bool:
        """Whether some words without a verb may be a label: those of a text, or few of them before a bound."""
        if any(self.said.is_ours_at(k) for k in places):
            return True
        unknown = self.said.count_unknown(places)
        if amount.soft and self.isa(sign, Role.COLON):
            return unknown == 0  # "Vocabulary: 300 words" may be any fact
        return unknown <= _LABEL

    def _ends_label(self, amount: Amount, k: int) -> bool:
        """Whether a sign behind a label ends it: "Abstract: 200 words", "Abstract (200 words)"."""
        if self.isa(k, Role.COMMA, Role.AND, Role.OR):
            places = range(self.said.clause_start(k), k)
            return self.said.count_unknown(places) <= _SHORT_LABEL or any(self.said.is_ours_at(m) for m in places)
        if not self.isa(k, Role.OPEN):
            return True
        close = next((m for m in range(amount.stop, len(self.tokens)) if self.isa(m, Role.CLOSE)), len(self.tokens))
        return self.nouns.ends(close + 1) or any(self.said.is_ours_at(m) for m in range(k))
