"""Take what a limit leaves out from a sentence: "excluding footnotes", "(code not counted)"."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.word_token import WordToken

_ORDER = ("footnotes", "references", "captions", "code", "tables", "headings", "spaces")
_LINKS = (Role.AND, Role.OR, Role.COMMA, Role.ARTICLE, Role.THESE, Role.SLASH, Role.OF)


def take_exclusions(tokens: Sequence[WordToken]) -> tuple[list[WordToken], tuple[str, ...]]:
    """Return the tokens without the words about what is counted, and the names of the things that are left out."""
    kept: list[WordToken] = []
    left_out: set[str] = set()
    i = 0
    while i < len(tokens):
        token = tokens[i]
        stop = 0
        if token.isa(Role.EXCLUDING, Role.INCLUDING):
            stop, names = _things(tokens, i + 1)
            if stop and token.isa(Role.EXCLUDING):
                left_out.update(names)
            elif stop and not _is_counting(token, tokens, i, names):
                stop = 0
        elif token.thing is not None:
            end, names = _things(tokens, i)
            if end and end < len(tokens) and tokens[end].isa(Role.EXCLUDED):
                left_out.update(names)
                stop = end + 1
            elif end and end < len(tokens) and tokens[end].isa(Role.INCLUDING) and "spaces" in names:
                stop = end + 1
        if stop:
            i = stop
        else:
            kept.append(token)
            i += 1
    return kept, tuple(name for name in _ORDER if name in left_out)


def _is_counting(token: WordToken, tokens: Sequence[WordToken], i: int, names: set[str]) -> bool:
    """Whether "including" speaks of the count: "words, including footnotes", not "including two tables"."""
    if names == {"spaces"}:
        return True
    return (
        not token.isa(Role.WITH, Role.ASK) and not names & {""} and any(each.number is not None for each in tokens[:i])
    )


def _things(tokens: Sequence[WordToken], i: int) -> tuple[int, set[str]]:
    """Return the end of a list of things, 0 if there is none, and their names."""
    names: set[str] = set()
    stop = 0
    k = i
    while k < len(tokens):
        token = tokens[k]
        if token.thing is not None and token.number is None:
            names.add(token.thing)
            k += 1
            stop = k
        elif token.isa(*_LINKS) and token.number is None:
            k += 1
        else:
            break
    return stop, names
