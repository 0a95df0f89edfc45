"""Match the lines of a report with those of its template, in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from mkdocs_report.parsing.markdown.lines import normalise
from mkdocs_report.parsing.template.question_matcher import is_ticked

_MOST_ALIKE = 50
"""The most equal lines of a template that a line of a report is compared with."""
_STRONG = 4
"""The words of a line that can be the template's by itself; a shorter one needs a neighbour that is."""


class _Match(NamedTuple):
    number: int
    place: int
    before: _Match | None


def line_key(line: str, in_block: bool = False) -> str:
    """Return a line for comparison: its words, with the mark of a ticked box, or else its punctuation.

    A line `in_block`, in a fence, a comment or raw HTML, equals only another one.
    """
    said = normalise(line)
    if in_block:
        return f"block: {said or ''.join(line.split())}"
    if "[" in line[:12] and is_ticked(line):
        return f"☑ {said}"
    return said or "".join(line.split()).strip(">")


def match_lines(template: Sequence[str], report: Sequence[str]) -> list[int | None]:
    """Return for each line of a report the index of the template's line that it equals, in order; None for its own.

    Both are keys of lines. The result is a longest common subsequence: J. W. Hunt, T. G. Szymanski, "A fast algorithm
    for computing longest common subsequences", 1977.
    """
    places: dict[str, list[int]] = {}
    for index, key in enumerate(template):
        if key:
            places.setdefault(key, []).append(index)
    tails: list[int] = []
    links: list[_Match] = []
    for number, key in enumerate(report):
        for place in reversed(places.get(key, ())[:_MOST_ALIKE]):
            at = bisect_left(tails, place)
            link = _Match(number, place, links[at - 1] if at else None)
            tails[at : at + 1] = [place]
            links[at : at + 1] = [link]
    matched: list[int | None] = [None] * len(report)
    last = links[-1] if links else None
    while last is not None:
        matched[last.number] = last.place
        last = last.before
    return matched


def without_stray_matches(
    matched: Sequence[int | None], report: Sequence[str], firm: frozenset[int] = frozenset()
) -> list[int | None]:
    """Return matches without short lines that stand alone: "Yes" of a group is not the "Yes" of a form far above.

    Args:
        matched: the index of a template's line for each line of the report.
        report: the keys of the report's lines.
        firm: the template's lines that match by themselves.
    """

    def is_firm(index: int) -> bool:
        place = matched[index] if 0 <= index < len(matched) else None
        return place is not None and (place in firm or report[index].count(" ") >= _STRONG - 1)

    def touches(index: int, step: int) -> bool:
        """Whether a chain of neighbours that also match leads to a firm one."""
        while 0 <= index + step < len(matched):
            place, other = matched[index], matched[index + step]
            if place is None or other is None or other - place != step:
                return False
            if is_firm(index + step):
                return True
            index += step
        return False

    return [
        place if place is None or is_firm(i) or touches(i, 1) or touches(i, -1) else None
        for i, place in enumerate(matched)
    ]
