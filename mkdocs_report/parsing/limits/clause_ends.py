"""Know where the clauses of a sentence end, and the words in them that speak of a bound."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_report.parsing.limits.clause_words import PLACES
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.word_token import WordToken

_SUBJECTS = frozenset(
    """
        anything everything i it nobody they we you ich ihr sie wir wer alles je nous on vous tout ik jullie wij jij
        alles vi jag de dere dere nosotros todo noi tutto nós tudo my wszystko
    """.split()
)
"""Words after a comma with which another clause begins: "…, and we deduct points"."""
_BOUNDS = (Role.LEAST, Role.MOST, Role.OVER, Role.UNDER, Role.OR_MORE, Role.OR_FEWER, Role.LIMIT)
_EVERYDAY = (Role.AND, Role.WITH, Role.FROM, Role.TO, Role.OF, Role.KEEP, Role.ASK, Role.THING, Role.COLON)


def is_strong(token: WordToken) -> bool:
    """Whether a token speaks of a bound, and is hardly anything else."""
    plain = token.number is None and not token.isa(*_EVERYDAY) and token.text not in PLACES
    return plain and token.isa(*_BOUNDS)


def ends_clause(tokens: Sequence[WordToken], k: int) -> bool:
    """Whether a clause ends at a token: at ";", and at a comma before a new subject."""
    if tokens[k].isa(Role.STOP):
        return True
    if not tokens[k].isa(Role.COMMA):
        return False
    following = tokens[k + 1 : k + 3]
    if following and following[0].isa(Role.AND):
        following = following[1:]
    return bool(following) and following[0].text in _SUBJECTS
