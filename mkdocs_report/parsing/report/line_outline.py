"""Find the questions of a report whose template has titles that are no headings, or the same heading several times.

All lines of the report are matched with those of the template, in order. A question begins at the line of its title; a
line of the template from outside the questions ends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_report.model.line_kind import PieceKind
from mkdocs_report.model.template import Question, QuestionForm
from mkdocs_report.parsing.markdown.blocks import OpaqueBlock
from mkdocs_report.parsing.markdown.lines import (
    HeadingLine,
    find_opaque_blocks,
    front_matter_height,
    heading_at,
    heading_candidates,
    headings,
    normalise,
    normalised_words,
    opaque_block_hints,
    opaque_blocks,
    overlap,
)
from mkdocs_report.parsing.report.filled_lines import text_behind_title
from mkdocs_report.parsing.report.line_matching import line_key, match_lines, without_stray_matches
from mkdocs_report.parsing.report.parts import Outline, ReportPart
from mkdocs_report.parsing.template.answer_places import cells_of
from mkdocs_report.parsing.template.matcher import SectionHeading, TemplateMatcher

_SIMILAR = 0.75
"""The share of the words of a title that a reworded one has in common with it, in order."""
_MOST_COMPARED = 200
_FEWEST_WORDS = 3
_MOST_OPEN = 20
_OUTSIDE = SectionHeading("", "", 6, None)


def outline_by_lines(lines: Sequence[str], matcher: TemplateMatcher) -> Outline:
    """Find the questions and sections of a report by the lines of its template."""
    return _LineOutline(lines, matcher).read()


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A line of a template for comparison: its key, the question that it belongs to, and whether it is the title."""

    key: str
    question: str | None
    kind: PieceKind
    is_title: bool
    at: int


def template_lines(matcher: TemplateMatcher) -> list[TemplateLine]:
    """Return the lines of a template that are not blank, with the keys under which a report has them."""
    template = matcher.template
    titles = {question.span.first - 1: question for question in template.questions}
    heads = {heading.at: heading for heading in headings(template.lines)}
    hidden = {i for block in opaque_blocks(template.lines) for i in range(block.first, block.last + 1)}
    found = []
    for index, line in enumerate(template.lines):
        if not line.strip():
            continue
        kind, question = template.kinds[index], titles.get(index)
        key = _key(line, heads.get(index), index in hidden)
        if question and question.form in _PREFIXES:
            key = f"{_PREFIXES[question.form]}{normalise(question.heading)}"
        found.append(TemplateLine(key, kind.question, kind.kind, question is not None, index))
    return found


_PREFIXES = {QuestionForm.FIELDS: "field: ", QuestionForm.TABLE: "row: "}


def _key(line: str, heading: HeadingLine | None, is_hidden: bool) -> str:
    if heading:
        return f"# {heading.key}"
    return line_key(line, is_hidden)


def _blocks(lines: Sequence[str]) -> list[OpaqueBlock]:
    """Return the fences, comments and raw HTML of a report; one that is never closed is its first line alone."""
    blocks: list[OpaqueBlock] = []
    hints = opaque_block_hints(lines)
    walk = find_opaque_blocks(lines, hints, 0, len(lines))
    opened = 0
    while block := next(walk, None):
        if block.closed or opened >= _MOST_OPEN:
            blocks.append(block)
        else:
            opened += 1
            blocks.append(block._replace(last=block.first))
            walk = find_opaque_blocks(lines, hints, block.first + 1, len(lines))
    return blocks


def _visible_headings(lines: Sequence[str], blocks: Sequence[OpaqueBlock]) -> list[HeadingLine]:
    hidden = {i for block in blocks for i in range(block.first, block.last + 1)}
    start = front_matter_height(lines)
    found = (heading_at(lines, i) for i in heading_candidates(lines) if i >= start and i not in hidden)
    return [heading for heading in found if heading]


class _LineOutline:
    def __init__(self, lines: Sequence[str], matcher: TemplateMatcher) -> None:
        self.lines, self.matcher = lines, matcher
        self.template = template_lines(matcher)
        self.blocks = _blocks(lines)
        self.headings = _visible_headings(lines, self.blocks)
        self.questions: Mapping[str, Question] = {q.id: q for q in matcher.template.questions}
        self.titles = {line.key: line for line in self.template if line.is_title}
        self.place_of = {line.question: n for n, line in enumerate(self.template) if line.is_title and line.question}

    def read(self) -> Outline:
        """Return the parts of the report."""
        self.indices = [i for i, line in enumerate(self.lines) if line.strip()]
        self.keys = list(self._keys())
        matched = match_lines([line.key for line in self.template], self.keys)
        titles = frozenset(n for n, line in enumerate(self.template) if line.is_title or line.key.startswith("# "))
        self.matched = without_stray_matches(matched, self.keys, titles)
        starts = self._starts()
        parts = [self._part(index, question, has_title) for index, (question, has_title) in starts.items()]
        parts = sorted([*parts, *self._sections(starts), *self._foreign(starts)], key=lambda part: part.at)
        while parts and not parts[0].question:
            parts.pop(0)
        return Outline(tuple(parts), tuple(self.headings), tuple(self.blocks))

    def _keys(self) -> Iterator[str]:
        """Yield the key of each line that is not blank; a title with an answer behind it has the key of the title."""
        heads = {heading.at: heading for heading in self.headings}
        hidden = {i for block in self.blocks if block.closed for i in range(block.first, block.last + 1)}
        known = {line.key for line in self.template}
        fields = {line.key for line in self.template if line.key.startswith("field: ")}
        rows = {line.key for line in self.template if line.key.startswith("row: ")}
        long = [line.key for line in self.template if line.is_title and line.key.count(" ") >= _FEWEST_WORDS - 1]
        openings = {" ".join(key.split()[:_FEWEST_WORDS]): key for key in long}
        for index in self.indices:
            line = self.lines[index]
            key = _key(line, heads.get(index), index in hidden)
            if fields and index not in hidden and ":" in line.replace("：", ":"):
                label = f"field: {normalise(re.split('[:：]', line, maxsplit=1)[0])}"
                key = label if label in fields else key
            if rows and "|" in line:
                key = next((row for cell in cells_of(line) if (row := f"row: {normalise(cell)}") in rows), key)
            if key not in known and key.count(" ") >= _FEWEST_WORDS:
                title = openings.get(" ".join(key.split()[:_FEWEST_WORDS]))
                key = title if title and key.startswith(f"{title} ") else key
            yield key

    def _starts(self) -> dict[int, tuple[str, bool]]:
        """Return the first line of each question that is found, its id, and whether its title is there."""
        starts: dict[int, tuple[str, bool]] = {}
        found: set[str] = set()
        for index, place in zip(self.indices, self.matched, strict=True):
            line = self.template[place] if place is not None else None
            if line and line.is_title and line.question:
                starts[index] = line.question, True
                found.add(line.question)
        for index, name in self._moved(found):
            starts[index] = name, True
            found.add(name)
        for index, name in self._reworded(starts, found):
            starts[index] = name, True
            found.add(name)
        for index, place in zip(self.indices, self.matched, strict=True):  # a title that was deleted, above its prompt
            line = self.template[place] if place is not None else None
            if line and line.question and line.question not in found and line.kind is PieceKind.PROMPT:
                starts[index] = line.question, False
                found.add(line.question)
        return dict(sorted(starts.items()))

    def _moved(self, found: set[str]) -> Iterator[tuple[int, str]]:
        """Yield the titles that stand elsewhere than in the template, and those that are repeated."""
        seen: dict[str, int] = {}
        for line in self.template:
            if line.is_title:
                seen[line.key] = seen.get(line.key, 0) + 1
        for index, key, place in zip(self.indices, self.keys, self.matched, strict=True):
            title = self.titles.get(key)
            if place is not None or title is None or title.question is None or seen[key] > 1:
                continue
            if title.question not in found or key.startswith("# ") or key.count(" ") >= _FEWEST_WORDS:
                yield index, title.question

    def _reworded(self, starts: Mapping[int, tuple[str, bool]], found: set[str]) -> Iterator[tuple[int, str]]:
        """Yield titles with a few words changed, between those of the questions above and below in the template."""
        order = list(self.questions)
        places = {name: index for index, (name, _) in starts.items()}
        compared = 0
        taken: set[int] = set()
        for number, name in enumerate(order):
            if name in found:
                continue
            above = max((places[other] for other in order[:number] if other in places), default=-1)
            below = min((places[other] for other in order[number + 1 :] if other in places), default=len(self.lines))
            words = normalised_words(self.template[self.place_of[name]].key)
            heading = self.template[self.place_of[name]].key.startswith("# ")
            for index, key, place in zip(self.indices, self.keys, self.matched, strict=True):
                if place is not None or not above < index < below or index in taken or heading != key.startswith("# "):
                    continue
                compared += 1
                if compared > _MOST_COMPARED:
                    return
                if _is_reworded(normalised_words(key), words):
                    taken.add(index)
                    yield index, name
                    break

    def _part(self, index: int, name: str, has_title: bool) -> ReportPart:
        question = self.questions[name]
        heading = next((h for h in self.headings if h.at == index), None)
        is_inline = self.matcher.questions[name].is_inline
        body = index + heading.height if heading and question.level and has_title and not is_inline else index
        title = heading.text if heading and question.level and has_title and not is_inline else question.heading
        return ReportPart(index, body, title, question=name, has_heading=has_title)

    def _sections(self, starts: Mapping[int, tuple[str, bool]]) -> Iterator[ReportPart]:
        """Yield a part for each run of lines of the template from outside its questions, below a question."""
        sections = {
            s.span.first - 1: m for s, m in zip(self.matcher.template.sections, self.matcher.sections, strict=True)
        }
        opens = {i: block.first for block in self.blocks for i in range(block.first, block.last + 1)}
        begun = set[int]()
        for index, place in zip(self.indices, self.matched, strict=True):
            line = self.template[place] if place is not None else None
            at = opens.get(index, index)
            if line is None or line.question is not None or at in starts or at in begun:
                continue
            section = sections.get(line.at)
            if section or line.key.count(" ") >= _FEWEST_WORDS - 1:
                begun.add(at)
                yield ReportPart(at, at, self.lines[at], section=section or _OUTSIDE)
        for index, end in self._ends_of_rows(starts):
            yield ReportPart(end, end, self.lines[index], section=_OUTSIDE)

    def _ends_of_rows(self, starts: Mapping[int, tuple[str, bool]]) -> Iterator[tuple[int, int]]:
        """Yield for each row and each field with an answer behind it the line of other text below it."""
        for index, (name, _) in starts.items():
            form = self.questions[name].form
            inline = form is QuestionForm.TABLE or (
                form is QuestionForm.FIELDS and text_behind_title(self.lines[index], self.matcher.questions[name])
            )
            if not inline:
                continue
            below = index + 1
            while below < len(self.lines) and self.lines[below].strip() and below not in starts:
                below += 1
            while below < len(self.lines) and not self.lines[below].strip():
                below += 1
            if below < len(self.lines) and below not in starts:
                yield index, below

    def _foreign(self, starts: Mapping[int, tuple[str, bool]]) -> Iterator[ReportPart]:
        """Yield the headings of the group's own at the level of questions, or above it."""
        matched = {i: m for i, m in zip(self.indices, self.matched, strict=True) if m is not None}
        for heading in self.headings:
            if heading.at not in starts and heading.at not in matched and self.matcher.is_own_question(heading):
                yield ReportPart(heading.at, heading.at + heading.height, heading.text)


def _is_reworded(mine: Sequence[str], title: Sequence[str]) -> bool:
    digits = [word for word in title if word.isdecimal()]
    if [word for word in mine if word.isdecimal()] != digits or not mine:
        return False
    near = overlap(mine, title) >= _SIMILAR and len(title) <= 2 * len(mine)
    return near and (len(title) >= _FEWEST_WORDS or overlap(title, mine) == 1)
