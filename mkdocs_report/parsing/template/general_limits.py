"""Find the limits that a template states once for many questions: "Each answer: at most 200 words"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from mkdocs_report.model.base import Span
from mkdocs_report.model.limits import Limits, Unit
from mkdocs_report.parsing.limits.parser import ContradictionError, read_limits_for_all
from mkdocs_report.parsing.template.drafts import Document, QuestionDraft, TemplatePart

_DIGIT = re.compile(r"\d")


class GeneralLimits:
    """The limits that a template states for all questions, above the first one, or for those of a section.

    Args:
        document: the template.
        drafts: its questions.
    """

    def __init__(self, document: Document, drafts: Sequence[QuestionDraft]) -> None:
        self._stated: dict[int, tuple[Limits, int]] = {}
        self._all: list[int] = []
        first = drafts[0].start.at if drafts else 0
        inside = frozenset(chain.from_iterable(range(draft.start.at, draft.stop) for draft in drafts))
        for part, texts in texts_outside(document, inside) if drafts else ():
            limits = _read(texts)
            if limits.limits:
                self._stated[part.at] = limits, part.start
                if part.level <= 1 and part.at < first:
                    self._all.append(part.at)

    def complete(self, limits: Limits, section: TemplatePart | None, prompt_line: int) -> Limits:
        """Return the limits of a question, with those stated for it elsewhere in units that its prompt leaves open.

        `prompt_line` is the index of the first line of its prompt, from which clauses count.
        """
        places = [section.at, *self._all] if section and section.at in self._stated else self._all
        for place in places:
            limits = _with_more(limits, *self._stated[place], prompt_line)
        return limits


def texts_outside(document: Document, inside: frozenset[int]) -> Iterator[tuple[TemplatePart, tuple[str, ...]]]:
    """Yield for each part of a template the running text outside of its questions, if it has a number.

    Args:
        document: the template.
        inside: the indices of the lines of its questions.

    Yields:
        A part, and a text for each of its lines; empty for lines of questions and without numbers.
    """
    read = set(_lines_with_numbers(document.lines, inside))
    for part in document.parts:
        lines = range(part.start, part.stop)
        if not read.isdisjoint(lines):
            texts = tuple(document.tokens.running_text(i) if i in read else "" for i in lines)
            if any(texts):
                yield part, texts


def _lines_with_numbers(lines: Sequence[str], inside: frozenset[int]) -> Iterator[int]:
    """Yield the indices of the lines outside of questions in paragraphs that have a digit; no others are read."""
    stop = 0
    for index in range(len(lines)):
        if index < stop or index in inside or not lines[index].strip():
            continue
        start = stop = index
        while start and lines[start - 1].strip():
            start -= 1
        while stop < len(lines) and lines[stop].strip():
            stop += 1
        if _DIGIT.search("\n".join(lines[start:stop])):
            yield from (i for i in range(index, stop) if i not in inside)


@lru_cache(maxsize=256)
def _read(texts: tuple[str, ...]) -> Limits:
    try:
        return read_limits_for_all(texts)
    except ContradictionError:
        return Limits()


def _with_more(limits: Limits, general: Limits, start: int, prompt_line: int) -> Limits:
    known = {limit.unit for limit in limits.limits}
    new = [limit for limit in general.limits if limit.unit not in known]
    if not new:
        return limits
    units = {limit.unit.value for limit in new}
    shift = start - prompt_line
    clauses = [
        replace(clause, span=Span(clause.span.first + shift, clause.span.last + shift))
        for clause in general.clauses
        if clause.limit in units
    ]
    order = sorted([*limits.limits, *new], key=lambda limit: list(Unit).index(limit.unit))
    return Limits(tuple(order), (*clauses, *limits.clauses))
