"""Recognise a number that is asked for twice, of two things: "the worst one (1 photo) and the best one (1 photo)"."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_report.parsing.limits.amount import Amount
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.word_token import WordToken


def is_stated_apart(tokens: Sequence[WordToken], first: Amount, second: Amount) -> bool:
    """Whether two amounts of a unit state the same of two things, and not the same thing twice."""
    same = (first.unit, first.least, first.most, first.marks) == (second.unit, second.least, second.most, second.marks)
    if not same or first.unit_first or second.unit_first or first.article != second.article:
        return False
    between = tokens[first.stop : second.start]
    if any(token.isa(Role.OR, Role.COLON, Role.STOP) for token in between):
        return False
    joined = any(token.isa(Role.AND) for token in between)
    return joined or (_is_bracketed(tokens, first) and _is_bracketed(tokens, second))


def _is_bracketed(tokens: Sequence[WordToken], amount: Amount) -> bool:
    """Whether an amount is the only thing between brackets: "(1 photo)"."""
    opens = amount.start > 0 and tokens[amount.start - 1].isa(Role.OPEN)
    return opens and amount.stop < len(tokens) and tokens[amount.stop].isa(Role.CLOSE)
