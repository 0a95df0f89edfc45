"""Find questions whose heading is missing from a report: by their prompt, or by a title that is not a heading."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from mkdocs_report.parsing.markdown.lines import HeadingLine, heading_at, is_edge, is_quoted, normalise
from mkdocs_report.parsing.template.matcher import TemplateMatcher

_TAG = re.compile(r"<[^>]{0,80}>")
_TITLE_WORDS = 4


def find_by_prompt(lines: Sequence[str], matcher: TemplateMatcher, present: set[str]) -> dict[str, tuple[int, int]]:
    """Find questions by the first line of their prompt.

    Returns, by question id, the first line of the question, a title above the prompt included, and the first line
    of its prompt. Where the report has no other question, a single one is not enough to make it a report.
    """
    lost = {
        first: name
        for name, question in matcher.questions.items()
        if name not in present and (first := _first_line(question.question.prompt)).count(" ") >= 3
    }
    found: dict[str, tuple[int, int]] = {}
    for index, line in enumerate(lines) if lost else ():
        name = lost.get(normalise(line)) if line.lstrip()[:1] in {">", "*", "_"} else None
        if name and name not in found:
            found[name] = (_title_above(lines, index, matcher, name), index)
    return found if present or len(found) >= min(2, len(matcher.questions)) else {}


def _first_line(prompt: Sequence[str]) -> str:
    return next((said for line in prompt if (said := normalise(line))), "")


def _said(line: str) -> str:
    return normalise(_TAG.sub(" ", line) if "<" in line else line)


def _title_above(lines: Sequence[str], index: int, matcher: TemplateMatcher, name: str) -> int:
    """Return the index of the title above a prompt: a heading, or a line with the words of the question's heading."""
    above = index - 1
    while above >= 0 and index - above < 4 and not lines[above].strip():
        above -= 1
    if above < 0:
        return index
    heading = heading_at(lines, above)
    titled = heading is not None and not matcher.sections_of(heading)
    return above if titled or _said(lines[above]) == normalise(matcher.questions[name].question.heading) else index


def find_by_title(
    lines: Sequence[str], headings: Iterable[HeadingLine], matcher: TemplateMatcher, present: Sequence[tuple[int, str]]
) -> dict[str, int]:
    """Find questions by a line with the words of their heading, or by a misspelt heading with their number.

    Only for questions that are not found otherwise, and only where the template has them: `present` holds the place
    and the id of the others, in the order of the file.
    """
    order = {name: number for number, name in enumerate(matcher.questions)}
    names = {name for _, name in present}
    lost = {normalise(q.question.heading): name for name, q in matcher.questions.items() if name not in names}
    if not lost:
        return {}
    found: dict[str, int] = {}
    places = [place for place, _ in present]
    for index, name in _candidates(lines, headings, matcher, lost):
        at, behind = bisect_left(places, index), bisect_right(places, index)
        before = present[at - 1] if at else None
        after = present[behind] if behind < len(present) else None
        fits = (before is None or order[before[1]] < order[name]) and (after is None or order[name] < order[after[1]])
        if fits and name not in found and present:
            found[name] = index
    return found


def _candidates(
    lines: Sequence[str], headings: Iterable[HeadingLine], matcher: TemplateMatcher, lost: dict[str, str]
) -> Iterator[tuple[int, str]]:
    longest = max(map(len, lost)) + 20
    for index, line in enumerate(lines):
        alone = index == 0 or is_edge(lines[index - 1])
        if line and len(line) <= longest and alone and not is_quoted(line) and (name := lost.get(_said(line))):
            yield index, name
    if matcher.pattern and "#" in matcher.pattern:
        numbers = {digits[0]: name for said, name in lost.items() if len(digits := re.findall(r"\d+", said)) == 1}
        for heading in headings:
            digits = re.findall(r"\d+", heading.text)
            short = len(heading.key.split()) <= _TITLE_WORDS
            if heading.level in matcher.levels and short and len(digits) == 1 and digits[0] in numbers:
                yield heading.at, numbers[digits[0]]
