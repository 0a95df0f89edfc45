"""Find what makes it uncertain that a number is a limit of this answer, though its sentence asks for one.

A number is uncertain if it is quoted, if it is an unusual number ("272 words"), if it is counted from another
one ("two more figures"), or if its sentence speaks of another place or time ("the limit of question 7").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.amount import Amount
from mkdocs_report.parsing.limits.clause_words import OPENS, RELATIVE, SUBORDINATE
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.sentence_words import SentenceWords
from mkdocs_report.parsing.limits.uncertain_words import (
    ADDING,
    APPLYING,
    ASKING,
    BOTH,
    BY,
    CHANGING,
    ENTIRE,
    FINDING,
    GIVEN,
    HERE,
    MORE,
    NAMING,
    NO,
    NOT,
    PAST_NEED,
    READING,
    REPORTS,
    SUPPOSING,
    THAT,
    TIMES,
    WHEN,
)
from mkdocs_report.parsing.limits.vocabulary import TEXT

_ROUND, _SMALL = 5, 20
"""Limits are multiples of the first number, or less than the second."""
_FEW = 12
"""The least number of words that is a length after a verb such as "give"."""
_NEAR = 6
"""The most words after a number with what it is shared by."""
_QUOTES = '"“”„«»'


class UncertainNumbers:
    """The numbers of a sentence that may be meant otherwise."""

    def __init__(self, said: SentenceWords, amounts: Sequence[Amount]) -> None:
        self._amounts = amounts
        self.said, self.tokens, self.words, self.isa = said, said.tokens, said.words, said.isa

    def has(self, amount: Amount) -> bool:
        """Whether a number that seems to be a limit may be none, or that of something else."""
        return (
            self._is_odd(amount)
            or self._is_counted_from(amount)
            or self._is_listed(amount)
            or self._is_pointed_at(amount)
            or self._is_in_clause(amount)
            or self._is_of_others(amount)
            or self._is_change(amount)
            or self._is_supposed(amount)
            or self._is_past(amount)
            or self._is_of_question(amount)
            or self._is_of_many(amount)
            or self._is_found(amount)
            or self._is_joined(amount)
            or self._is_called_off(amount)
            or self._is_elsewhere
            or self._is_multiplied(amount)
            or self._is_of_none(amount)
            or self._is_between(amount)
            or self._names_other_place
        )

    def is_quoted(self, amount: Amount) -> bool:
        """Whether a number is inside of quotation marks."""
        start = self.tokens[amount.core].start
        before = sum(place < start for place in self._quotes)
        return before % 2 == 1 and before < len(self._quotes)

    @cached_property
    def _quotes(self) -> list[int]:
        return [place for place, sign in enumerate(self.said.sentence) if sign in _QUOTES]

    def _is_odd(self, amount: Amount) -> bool:
        """Whether it is an unusual length: "the speech has 272 words"."""
        text = amount.unit in (Unit.WORDS, Unit.CHARACTERS) and amount.soft and Role.ABOUT not in amount.marks
        return text and amount.least > _SMALL and amount.least % _ROUND > 0

    def _is_counted_from(self, amount: Amount) -> bool:
        """Whether a word for "more" is between the number and its noun."""
        return any(self.words[k] in MORE for k in range(amount.core + 1, amount.stop - 1)) and not amount.bounded

    def _is_listed(self, amount: Amount) -> bool:
        """Whether words are asked for, and no length: "list five words", "two sentences that you like"."""
        verb = amount.start - 1
        if amount.unit not in TEXT:
            return verb >= 0 and self.words[verb].startswith(NAMING) and amount.unit is not Unit.LINKS
        if amount.unit_first or amount.bounded:
            return False
        listed = self.isa(verb, Role.ASK) and not self.isa(verb, Role.WRITTEN) and amount.unit is Unit.WORDS
        if verb >= 0 and self.words[verb].startswith(NAMING) and self.isa(verb, Role.ASK):
            return True  # "quote two sentences of the text"
        relative = amount.stop < len(self.words) and self.words[amount.stop] in RELATIVE
        return (listed and amount.most < _FEW) or (relative and amount.unit is not Unit.PARAGRAPHS)

    def _is_pointed_at(self, amount: Amount) -> bool:
        """Whether it is in brackets behind a given text, in the middle of a sentence: "the passage (180 words)"."""
        bracket = next((k for k in range(amount.start - 1, -1, -1) if self.isa(k, Role.OPEN, Role.CLOSE)), -1)
        if amount.bounded or amount.least != amount.most or not self.isa(bracket, Role.OPEN):
            return False
        close = next((k for k in range(amount.stop, len(self.words)) if self.isa(k, Role.CLOSE)), len(self.words))
        if close + 1 >= len(self.words) or self.isa(close + 1, *OPENS):
            return False
        nouns = range(max(0, bracket - 4), bracket)
        if any(each.unit in TEXT and each.core > close for each in self._amounts):
            return True  # "outline your essay (five paragraphs) in 5 sentences"
        given = bracket > 0 and self.words[bracket - 1] in GIVEN
        known = not given and any(self.said.is_ours_at(k) for k in nouns)
        return not known and any(self.isa(k, Role.THESE) for k in nouns)

    def _is_in_clause(self, amount: Amount) -> bool:
        """Whether it is inside of a clause that asks for nothing: "whether you need 50 words is up to you"."""
        opened = (self.words[0] in SUBORDINATE or self.words[0] in WHEN) and not self.said.begins_with_command
        if self.words[-1] == "?" or not opened or amount.unit not in TEXT:
            return False
        return not any(self.isa(k, *OPENS) for k in range(1, amount.start))

    def _is_of_others(self, amount: Amount) -> bool:
        """Whether others had to write it: "past groups needed 300 words"."""
        verb = amount.start - 1
        return self.words[verb] in PAST_NEED and not self.isa(verb - 1, Role.IS, Role.STOP, Role.COLON) and verb > 0

    def _is_change(self, amount: Amount) -> bool:
        """Whether a text is changed by a number: "add 50 words to your draft", "cut the text by 30 words"."""
        if amount.unit not in TEXT or amount.start == 0:
            return False
        if self.words[amount.start - 1] in BY:
            return True
        before = range(self.said.clause_start(amount.start), amount.start)
        added = amount.unit in (Unit.WORDS, Unit.CHARACTERS) and self.words[amount.start - 1].startswith(ADDING)
        to = amount.bounded or self.isa(amount.start - 1, Role.TO)
        return added or (not to and any(self.words[k].startswith(CHANGING) for k in before))

    def _is_supposed(self, amount: Amount) -> bool:
        """Whether it is part of what is supposed: "suppose each review has 500 characters"."""
        before = amount.start - 1
        written = self.isa(before, Role.WRITTEN) and self.said.is_preposition(before)  # "imagine it in 50 words"
        return self.words[0].startswith(SUPPOSING) and not written

    def _is_of_question(self, amount: Amount) -> bool:
        """Whether a question is about it: "what can be said in six words?", "which limit fits: 50 words, or 80?"."""
        if self.words[-1] != "?":
            return False
        if self._is_yes_or_no and not self.isa(amount.start - 1, *OPENS):
            return True  # "did you use more than three sources?"
        if amount.unit not in TEXT or amount.bounded:
            return False
        k = amount.start - 1
        placed = (
            (k < 0 and not self.isa(0, Role.IS))
            or self.isa(k, *OPENS)
            or (self.isa(k, Role.WRITTEN) and not self.isa(k, Role.IS))
        )
        if not placed or (amount.unit is Unit.WORDS and amount.most < _FEW):
            return True
        before = range(self.said.clause_start(amount.start), amount.start)
        return any(self.isa(k, Role.COLON) for k in before) and not any(self.isa(k, Role.OPEN) for k in before)

    def _is_found(self, amount: Amount) -> bool:
        """Whether the nearest verb asks for no text: "take a text (300 words)", "show that 5 words suffice"."""
        if amount.unit not in TEXT:
            return False
        k = amount.start - 1
        if self.isa(k, Role.WRITTEN) and self.said.is_preposition(k):
            return False
        verb = self._verb_before(amount)
        if verb is None:
            return False
        return self.words[verb + 1] in THAT or self.is_finding(verb)

    def is_finding(self, k: int) -> bool:
        """Whether it is a verb with which a text is looked for or read, and not written."""
        return self.words[k] in READING or self.words[k].startswith(FINDING)

    def _is_joined(self, amount: Amount) -> bool:
        """Whether the bound of the number before it may be its bound too: "limited to one page and 100 words"."""
        if amount.marks or (amount.article and amount.unit not in TEXT):
            return False
        k = amount.start - 1
        if not self.isa(k, Role.AND, Role.OR) or amount.least != amount.most:
            return False
        before = next((each for each in self._amounts if each.core < k <= each.stop + 1), None)
        bounds = (Role.LEAST, Role.MOST, Role.OVER, Role.UNDER)
        return before is not None and any(self.isa(m, *bounds) for m in range(before.start, before.core))

    def _is_called_off(self, amount: Amount) -> bool:
        """Whether a limit does not apply: "the 300-word limit does not apply here"."""
        if amount.soft and amount.unit in TEXT and any(self._is_needless(k) for k in range(amount.start)):
            return True  # "you do not have to write 200 words"
        for k in range(amount.stop, min(amount.stop + _NEAR, len(self.tokens))):
            if self.isa(k, Role.STOP, Role.COMMA):
                return False
            if self.isa(k, Role.NOT) or self.words[k] == "no longer":
                return any(word.startswith(APPLYING) for word in self.words[max(amount.stop, k - 2) : k + 3])
        return False

    def _is_needless(self, k: int) -> bool:
        return self.isa(k, Role.OPTIONAL) and not NOT.isdisjoint(self.words[k].split())

    def _is_of_none(self, amount: Amount) -> bool:
        """Whether no other thing may have more: "no slide with more than 30 words"."""
        k = amount.start + 1
        word = self.words[k - 1]
        none = word.startswith(NO) or (word == "no" and self.said.vocabulary.compounds)
        if amount.unit not in TEXT or k >= amount.core or not none:
            return False
        return self.isa(k, Role.WORD, Role.UNCOUNTED) and not self.said.names_text(k)

    def _is_between(self, amount: Amount) -> bool:
        """Whether it is the end of a range that begins with something else: "between a haiku and 100 words"."""
        if amount.bounded or amount.least != amount.most or not self.isa(amount.start - 1, Role.AND, Role.TO):
            return False
        return any(self.isa(k, Role.BETWEEN) for k in range(max(0, amount.start - _NEAR), amount.start))

    def _is_multiplied(self, amount: Amount) -> bool:
        """Whether it is taken more than once: "150 words x 2 authors"."""
        k = amount.stop
        return k + 1 < len(self.words) and self.words[k] in ("x", "×", "*") and self.tokens[k + 1].number is not None

    @cached_property
    def _is_elsewhere(self) -> bool:
        """Whether the sentence is about another place: "post it to the forum, not here", "the whole report"."""
        pairs = zip(range(len(self.words)), self.words, self.words[1:], strict=False)
        return any(
            (self.isa(k, Role.NOT) and after in HERE) or (word.startswith(ENTIRE) and after in REPORTS)
            for k, word, after in pairs
        )

    @cached_property
    def _is_yes_or_no(self) -> bool:
        """Whether a question begins with its verb: not "could you explain"."""
        return self.isa(0, Role.IS, Role.PAST) or self.words[0] in ASKING or self.said.is_having(0)

    def _is_past(self, amount: Amount) -> bool:
        """Whether others had to write it: "students had an hour to write 100 words"."""
        if amount.unit not in TEXT:
            return False
        start = self.said.clause_start(amount.start)
        verb = self._verb_before(amount)
        return verb is not None and any(self.isa(k, Role.PAST) for k in range(start, verb))

    def _verb_before(self, amount: Amount) -> int | None:
        """Return the place of the nearest verb of asking before a number, in its clause."""
        places = range(amount.start - 1, self.said.clause_start(amount.start) - 1, -1)
        return next((k for k in places if self.said.is_command_word(k) and not self.said.is_preposition(k)), None)

    def _is_of_many(self, amount: Amount) -> bool:
        """Whether it is that of several answers together: "1,000 words across all three questions"."""
        after = range(amount.stop, min(amount.stop + _NEAR, len(self.tokens)))
        return amount.unit in TEXT and any(
            self.isa(k, Role.WHOLE, Role.PLACE)
            and (self.words[k - 1] in BOTH or (self.tokens[k - 1].number or 0) > 1)
            and self.said.is_preposition(amount.stop)
            for k in after
        )

    @cached_property
    def _names_other_place(self) -> bool:
        """Whether the sentence speaks of another question, "as in task 2", and does not only begin with its name."""
        return any(self._is_place(k) for k in range(len(self.tokens) - 1))

    def _is_place(self, k: int) -> bool:
        if not self.tokens[k + 1].digits or self.isa(k + 2, Role.UNIT, Role.UNCOUNTED, Role.DASH, Role.TO):
            return False
        word = self.words[k]
        time = word.startswith(TIMES) and self.said.is_preposition(k - 1)
        named = self.isa(k, Role.PLACE, Role.WHOLE) or time or word == "q"
        return named and not (k == 0 and self.isa(2, *OPENS))
