"""The lines of a template for its preview: each in parts, with the words of limits marked, and what it is used for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_report.model.limits import Clause
from mkdocs_report.model.line_kind import PieceKind
from mkdocs_report.model.template import Question, Template
from mkdocs_report.parsing.markdown.lines import headings
from mkdocs_report.runtime.messages import N_

_TAGS = {PieceKind.LABEL: N_("label"), PieceKind.MARKER: N_("answer"), PieceKind.SKELETON: N_("answer form")}
"""The words beside a line of these kinds."""
_UNUSED = (PieceKind.PREAMBLE, PieceKind.SECTION)
"""The kinds of lines that are part of no question."""
_SIGNS = re.compile(r"[ \t]*(?:>[ \t]?)*[ \t]*(?:#{1,6}(?=[ \t]|$)|[-*+](?=[ \t]))?")
"""The signs at the start of a line: quote signs, and the sign of a heading or of an entry in a list."""
_BETWEEN = r"[\s>*_`]*"
"""The signs between two words of a limit: white space, emphasis, and the quote sign of the next line."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a line: its `text`, and its `style`: `sign`, `limit`, or empty."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a template.

    - `number`: counted from 1
    - `segments`: its text, without its line end
    - `kind`: its kind; empty if the kinds are not known
    - `question`: the id of its question, if any
    - `level`: the level of a heading; 0 for other lines
    - `tag`: what this line and those below it are, in a word, where the place of an answer begins
    - `used`: whether it is part of a question, of the checklist or of a limit, or a heading, or empty
    - `severity`: `error` or `warning` if there is one about this line
    """

    number: int
    segments: tuple[Segment, ...]
    kind: str = ""
    question: str | None = None
    level: int = 0
    tag: str = ""
    used: bool = True
    severity: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether it is empty, or has only white space."""
        return not any(part.text.strip() for part in self.segments)


def source_lines(template: Template, severities: Mapping[int, str]) -> list[SourceLine]:
    """Return the lines of a template; `severities` are those of errors and warnings, by line."""
    levels = {heading.at + 1: heading.level for heading in headings(template.lines)}
    limits = _limit_places(template)
    boxes = {item.line for item in template.checklist}
    kinds = template.kinds or (None,) * len(template.lines)
    lines: list[SourceLine] = []
    tag = ""
    for number, (text, each) in enumerate(zip(template.lines, kinds, strict=True), 1):
        level = levels.get(number, 0)
        above, tag = tag, _TAGS.get(each.kind, "") if each else ""
        is_free = each is not None and each.question is None and each.kind in _UNUSED
        lines.append(
            SourceLine(
                number,
                tuple(_segments(text, limits.get(number, ()))),
                kind=each.kind.value if each else "",
                question=each.question if each else None,
                level=level,
                tag="" if tag == above else tag,
                used=not is_free or bool(level) or number in limits or number in boxes or not text.strip(),
                severity=severities.get(number, ""),
            )
        )
    return lines


def clauses_of(question: Question) -> Iterator[tuple[Clause, int, int]]:
    """Yield the parts of a prompt that state a limit, each with its first and last line in the file."""
    before = question.prompt_line - 1
    for clause in question.limits.clauses:
        yield clause, before + clause.span.first, before + clause.span.last


def _limit_places(template: Template) -> dict[int, list[tuple[int, int]]]:
    """Return the places in each line, by its number, from which limits were read."""
    places: dict[int, list[tuple[int, int]]] = {}
    for question in template.questions:
        for clause, first, last in clauses_of(question):
            for number, start, end in _places(template.lines, clause.quote, max(first, 1), last):
                places.setdefault(number, []).append((start, end))
    return places


def _places(lines: Sequence[str], quote: str, first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """Yield the number of each line that has a part of a quote, with the start and the end of that part."""
    text = "\n".join(lines[first - 1 : last])
    match = re.search(_BETWEEN.join(map(re.escape, quote.split())), text)
    if match is None:
        return
    at = 0
    for number, line in enumerate(text.split("\n"), first):
        start, end = max(match.start() - at, 0), min(match.end() - at, len(line))
        if start == 0:  # the quote sign is not a word of the limit
            signs = _SIGNS.match(line)
            start = min(signs.end() if signs else 0, end) if match.start() < at else 0
        if start < end:
            yield number, start, end
        at += len(line) + 1


def _segments(line: str, limits: Sequence[tuple[int, int]]) -> Iterator[Segment]:
    """Yield the parts of a line: its signs, the words of limits, and the rest."""
    signs = _SIGNS.match(line)
    at = signs.end() if signs else 0
    if limits:
        at = min(at, *(start for start, _ in limits))
    if at:
        yield Segment(line[:at], "sign")
    for start, end in sorted(limits):
        if start > at:
            yield Segment(line[at:start])
        if end > max(start, at):
            yield Segment(line[max(start, at) : end], "limit")
        at = max(at, end)
    if at < len(line):
        yield Segment(line[at:])
