"""Find what makes it doubtful that a number is a limit of this answer, though its sentence asks for one.

A number is doubtful if it is quoted, if no one would choose it as a limit ("272 words"), if it is counted from another
one ("two more figures"), or if its sentence speaks of another place or time ("the limit of question 7").
"""

from __future__ import annotations

import re
from functools import cached_property

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.amount import Amount
from mkdocs_report.parsing.limits.clause_words import OPENS
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.sentence_words import SentenceWords

_ROUND, _SMALL = 5, 20
"""Limits are multiples of the first number, or less than the second."""
_MORE = frozenset(
    """
        more additional further extra other others weitere weiteren mehr zusätzliche autres supplémentaires plus otros
        otras más adicionales altri altre ulteriori outros outras mais adicionais meer andere flere andre yderligere
        fler andra ytterligare więcej innych dodatkowe
    """.split()
)
"""Words between a number and its noun with which it is counted from another one."""
_QUESTION = re.compile(r"q\d+|q")
_TIMES = tuple(
    """
        week woche uge vecka uke settiman seman semaine tydz lab assignment milestone sprint quiz kapitel chapter
    """.split()
)
"""The beginnings of words that name a part of a course with a number behind them: "week 2"."""
_QUOTES = re.compile(r"[\"“”„«»]")


class Doubts:
    """The doubts about the numbers of a sentence."""

    def __init__(self, said: SentenceWords) -> None:
        self.said, self.tokens, self.words, self.isa = said, said.tokens, said.words, said.isa

    def has(self, amount: Amount) -> bool:
        """Whether a number that seems to be a limit may be none, or that of something else."""
        return self._is_odd(amount) or self._is_counted_from(amount) or self._names_other_place

    def is_quoted(self, amount: Amount) -> bool:
        """Whether a number is inside of quotation marks."""
        start = self.tokens[amount.core].start
        before = sum(mark.start() < start for mark in self._quotes)
        return before % 2 == 1 and before < len(self._quotes)

    @cached_property
    def _quotes(self) -> list[re.Match[str]]:
        return list(_QUOTES.finditer(self.said.sentence))

    def _is_odd(self, amount: Amount) -> bool:
        """Whether no one would choose such a length: "the speech has 272 words"."""
        text = amount.unit in (Unit.WORDS, Unit.CHARACTERS) and amount.soft and Role.ABOUT not in amount.marks
        return text and amount.least > _SMALL and amount.least % _ROUND > 0

    def _is_counted_from(self, amount: Amount) -> bool:
        """Whether a word for "more" stands between the number and its noun."""
        return any(self.words[k] in _MORE for k in range(amount.core + 1, amount.stop - 1)) and not amount.bounded

    @cached_property
    def _names_other_place(self) -> bool:
        """Whether the sentence speaks of another question, "as in task 2", and does not only begin with its name."""
        return any(self._is_place(k) for k in range(len(self.tokens) - 1))

    def _is_place(self, k: int) -> bool:
        if not self.tokens[k + 1].digits or self.isa(k + 2, Role.UNIT, Role.UNCOUNTED, Role.DASH, Role.TO):
            return False
        word = self.words[k]
        named = self.isa(k, Role.PLACE, Role.WHOLE) or word.startswith(_TIMES) or _QUESTION.fullmatch(word) is not None
        return named and not (k == 0 and self.isa(2, *OPENS))
