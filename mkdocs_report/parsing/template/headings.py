"""Split a template into its headings, each with the quoted prompt and the place for an answer below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mkdocs_report.parsing.limits.sentences import is_example
from mkdocs_report.parsing.markdown.blocks import OpaqueBlock
from mkdocs_report.parsing.markdown.lines import HeadingLine, headings, is_quoted, marker_text, normalise, unquote

_LABEL = re.compile(r"[\s*_]*([^\W\d_][^:.!?]{0,30}?)[\s*_]*[:：][\s*_]*$")


@dataclass(frozen=True, slots=True)
class TemplatePart:
    """A heading and the lines up to the next one."""

    heading: HeadingLine
    start: int
    stop: int
    quote: tuple[int, int]  # indices of the quoted lines that follow the heading, the end left out
    marker: str | None
    label: str | None

    @property
    def quoted(self) -> bool:
        """Whether quoted lines follow the heading."""
        return self.quote[0] < self.quote[1]


def template_parts(lines: Sequence[str], blocks: list[OpaqueBlock]) -> list[TemplatePart]:
    """Return the headings of a template, each with the lines below it."""
    found = headings(lines)
    parts = []
    stops = [*(heading.at for heading in found), len(lines)][1:]
    hidden = {i for block in blocks for i in range(block.first, block.last + 1)}
    for heading, stop in zip(found, stops, strict=True):
        start = heading.at + heading.height
        first = start
        while first < stop and not lines[first].strip():
            first += 1
        end = first
        while end < stop and is_quoted(lines[end]):
            end += 1
        while end < stop and _next_quote(lines, end, stop):
            end = _next_quote(lines, end, stop)
        markers = ((i, marker_text(lines[i])) for i in range(first, stop) if i not in hidden)
        at, marker = next(((i, m) for i, m in markers if m and normalise(m)), (first, None))
        if at > first and first == end:  # a heading with prose under it, that shows what a marker looks like
            marker = None
        parts.append(TemplatePart(heading, start, stop, (first, end), marker, _label(lines[first:end])))
    return _common_labels(parts)


def _next_quote(lines: Sequence[str], end: int, stop: int) -> int:
    """Return the end of a quote that continues a prompt after blank lines, or 0."""
    index = end
    while index < stop and not lines[index].strip():
        index += 1
    if index == end or index >= stop or not is_quoted(lines[index]):
        return 0
    while index < stop and is_quoted(lines[index]):
        index += 1
    return index


def _label(quote: Sequence[str]) -> str | None:
    """Return the short last line of a prompt that ends with a colon: "Answer:"."""
    last = next((text for line in reversed(quote) if (text := unquote(line).strip())), "")
    match = _LABEL.match(last)
    if match and len(match[1].split()) <= 3 and not is_example(last):
        return match[1]
    return None


def _common_labels(parts: list[TemplatePart]) -> list[TemplatePart]:
    """Keep only labels that close most prompts: "Describe these:" closes one, "Answer:" closes all."""
    counts = Counter(normalise(part.label) for part in parts if part.label)
    total = sum(1 for part in parts if part.quoted)
    usual = {label for label, count in counts.items() if 3 * count >= total or label in {"answer", "answers"}}
    return [
        part if part.label is None or normalise(part.label) in usual else replace(part, label=None) for part in parts
    ]


def question_parts(parts: list[TemplatePart]) -> list[TemplatePart]:
    """Return the parts that are questions."""
    placed = [p for p in parts if p.marker or (p.quoted and p.label)]
    if placed:
        patterns = {re.sub(r"\d+", "#", p.heading.key) for p in placed if re.search(r"\d", p.heading.key)}
        found = {p.heading.at for p in placed}
        return [
            p for p in parts if p.heading.at in found or (p.quoted and re.sub(r"\d+", "#", p.heading.key) in patterns)
        ]
    levels = [*(p.heading.level for p in parts), 0][1:]
    return [p for p, level in zip(parts, levels, strict=True) if p.quoted and level <= p.heading.level]


def outside(parts: list[TemplatePart], asked: list[TemplatePart], count: int) -> list[tuple[int, int, str]]:
    """Return the lines that belong to no question, by the heading above them."""
    first = parts[0].heading.at if parts else count
    places = {part.heading.at for part in asked}
    return [(0, first, "")] + [(p.start, p.stop, p.heading.text) for p in parts if p.heading.at not in places]


def differ_in_number(asked: list[TemplatePart]) -> bool:
    """Whether two headings differ only in their number: "Question 1", "Question 2"."""
    return len({re.sub(r"\d+", "#", part.heading.key) for part in asked}) == 1
