"""Find the start of each question, section and foreign heading of a report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from mkdocs_report.parsing.markdown.blocks import OpaqueBlock
from mkdocs_report.parsing.markdown.lines import (
    HeadingLine,
    find_opaque_blocks,
    front_matter_height,
    heading_at,
    heading_candidates,
    is_edge,
    is_quoted,
    marker_text,
    normalise,
    opaque_block_hints,
)
from mkdocs_report.parsing.report import recovery
from mkdocs_report.parsing.report.line_outline import outline_by_lines
from mkdocs_report.parsing.report.parts import Outline, ReportPart
from mkdocs_report.parsing.template.answer_places import is_answer_label
from mkdocs_report.parsing.template.matcher import SectionHeading, TemplateMatcher


def outline(lines: Sequence[str], matcher: TemplateMatcher) -> Outline:
    """Find the questions and sections of a report.

    A heading that the template expects is also found inside a fence or comment that is never closed, and a question
    without its heading is found by its prompt.
    """
    if not matcher.has_headings:
        return outline_by_lines(lines, matcher)
    found, blocks = _headings(lines, matcher)
    questions = _questions(lines, matcher, found)
    have = {part.question or "" for part in questions}
    shown = _without_meant(lines, blocks)
    for name, (at, body) in recovery.find_by_prompt(shown, matcher, have).items():
        title = matcher.questions[name].question.heading
        questions.append(ReportPart(at, body, title, name, has_heading=False))
    places = sorted((part.at, part.question or "") for part in questions)
    for name, at in recovery.find_by_title(shown, found, matcher, places).items():
        title = matcher.questions[name].question.heading
        questions.append(ReportPart(at, at + 1, title, name, has_heading=False))
    taken = {part.at for part in questions}
    foreign = [
        ReportPart(h.at, h.at + h.height, h.text)
        for h in found
        if h.at not in taken and not matcher.question_of(h) and _is_foreign(lines, h, matcher)
    ]
    marks = sorted([*questions, *foreign], key=lambda part: part.at)
    sections = _sections(lines, matcher, found, marks)
    parts = sorted([*marks, *sections], key=lambda part: part.at)
    while parts and not parts[0].question:  # what stands before the first question is the preamble
        parts.pop(0)
    return Outline(tuple(parts), tuple(found), tuple(blocks))


def _questions(lines: Sequence[str], matcher: TemplateMatcher, found: Sequence[HeadingLine]) -> list[ReportPart]:
    """Return the questions by their headings; "Question 5.2" under "Question 5.1" is a heading of the same answer.

    The same holds for a deeper heading that only begins like that of a question, or repeats one: "#### Question 3 was
    hard for us".
    """
    questions: list[ReportPart] = []
    last = None
    named = [(heading, name) for heading in found if (name := matcher.question_of(heading))]
    in_place = {name for heading, name in named if heading.level <= matcher.questions[name].question.level}
    for heading, name in named:
        question = matcher.questions[name].question
        same = heading.key == normalise(question.heading)
        deeper = heading.level > question.level
        inner = (name == last and (deeper or not same)) or (deeper and (name in in_place or not same))
        if (heading.glued or inner) and not _is_prompt_below(lines, heading, matcher, name):
            continue
        body = heading.at if matcher.questions[name].is_inline else heading.at + heading.height
        title = question.heading if matcher.questions[name].is_inline else heading.text
        questions.append(ReportPart(heading.at, body, title, question=name))
        last = name
    return questions


def _headings(lines: Sequence[str], matcher: TemplateMatcher) -> tuple[list[HeadingLine], list[OpaqueBlock]]:
    found: list[HeadingLine] = []
    blocks: list[OpaqueBlock] = []
    hints = opaque_block_hints(lines)
    possible = [heading for index in heading_candidates(lines) if (heading := heading_at(lines, index))]
    places = [heading.at for heading in possible]
    expected: list[tuple[int, str]] | None = None
    endless: dict[str, int] = {}
    last_place: dict[str, int] = {}
    named: set[str | None] = set()
    start = front_matter_height(lines)
    count = len(lines)
    walk = find_opaque_blocks(lines, hints, start, count, endless)
    while start < count:
        block = next(walk, None)
        stop = block.first if block else count
        visible = possible[bisect_left(places, start) : bisect_left(places, stop)]
        found += visible
        named |= {matcher.question_of(heading) for heading in visible}
        if not block:
            break
        inside = bisect_left(places, block.first + 1), bisect_left(places, block.last + 1)
        if inside[0] == inside[1] or _is_meant(lines, block):
            blocks.append(block)  # it has no heading that a reader should see
            start = block.last + 1
            continue
        if expected is None:
            expected = _expected_headings(lines, matcher, possible)
            last_place = {name: index for index, name in expected}
        asked = expected[bisect_left(expected, (block.first + 1, "")) : bisect_left(expected, (block.last + 1, ""))]
        inner = next((at for at, name in asked if last_place[name] <= block.last and name not in named), None)
        if inner is None:
            blocks.append(block)
            start = block.last + 1
        else:
            blocks.append(block._replace(last=inner - 1, closed=False))
            start = inner
            walk = find_opaque_blocks(lines, hints, start, count, endless)
    return found, blocks


def _is_meant(lines: Sequence[str], block: OpaqueBlock) -> bool:
    """Whether a group hid text in a comment: the comment has its own end, not that of another comment below."""
    if block.kind != "comment" or not block.closed:
        return False
    return sum(line.count("<!--") for line in lines[block.first : block.last + 1]) == 1


def _without_meant(lines: Sequence[str], blocks: Sequence[OpaqueBlock]) -> Sequence[str]:
    """Return a report's lines, with lines that a group hid in comments left empty."""
    shown = None
    for block in blocks:
        if block.last > block.first and _is_meant(lines, block):
            shown = shown or list(lines)
            shown[block.first : block.last + 1] = [""] * (block.last + 1 - block.first)
    return shown or lines


def _expected_headings(
    lines: Sequence[str], matcher: TemplateMatcher, possible: Sequence[HeadingLine]
) -> list[tuple[int, str]]:
    """Return every line that would be a question heading outside code, with its prompt or marker below."""
    expected = []
    for heading in possible:
        name = matcher.question_of(heading)
        if name and _is_prompt_below(lines, heading, matcher, name):
            expected.append((heading.at, name))
        if len(expected) > 4 * len(matcher.questions):
            break
    return expected


def _is_prompt_below(lines: Sequence[str], heading: HeadingLine, matcher: TemplateMatcher, name: str) -> bool:
    question = matcher.questions[name]
    body = heading.at + heading.height
    for line in lines[body : body + 4]:
        if line.strip():
            return (
                question.is_from_prompt(line)
                or is_quoted(line)
                or bool(question.marker and question.marker.search(line))
            )
    return False


def _is_foreign(lines: Sequence[str], heading: HeadingLine, matcher: TemplateMatcher) -> bool:
    """Whether a heading starts a question of the group's own, or of another template."""
    if heading.glued or heading.level not in matcher.levels:
        return False
    if matcher.looks_like_question(heading):
        return True
    if matcher.sections_of(heading):
        return False
    if matcher.is_own_question(heading):
        return not is_answer_label(heading.text, is_heading=True)
    body = heading.at + heading.height
    below = [line for line in lines[body : body + 40] if line.strip()]
    if not below or not is_quoted(below[0]):
        return False
    quote: list[str] = []
    for line in below:
        if not is_quoted(line):
            return bool(marker_text(line)) or _ends_in_label(quote)
        quote.append(line)
    return _ends_in_label(quote)


def _ends_in_label(quote: Sequence[str]) -> bool:
    return bool(quote) and normalise(quote[-1]) in {"answer", "answers"}


def _sections(
    lines: Sequence[str], matcher: TemplateMatcher, found: Sequence[HeadingLine], marks: Sequence[ReportPart]
) -> list[ReportPart]:
    """Return the template's section headings: each just before the question it opens, or with its exact words.

    If the heading is renamed or missing, the text below it shows where the section begins.
    """
    sections: list[ReportPart] = []
    candidates = [(h, matcher.sections_of(h)) for h in found]
    following = iter(marks)
    asked = {mark.at for mark in marks if mark.question}
    mark = next(following, None)
    done: set[str] = set()
    order = {name: number for number, name in enumerate(matcher.questions)}
    latest = -1
    for heading, matches in candidates:
        while mark is not None and mark.at < heading.at:
            latest = order.get(mark.question or "", latest)
            mark = next(following, None)
        for section in matches if heading.at not in asked else ():
            in_place = (mark.question if mark else None) == section.before
            exact = heading.level == section.level and heading.key == section.key
            first = order.get(section.before or "", len(order))
            coming = order.get((mark.question if mark else None) or "", len(order))
            opens_deleted = exact and latest < first <= coming
            moved = exact and section.key not in done and _is_blurb_below(lines, heading, matcher)
            if (in_place and heading.level == section.level) or opens_deleted or moved:
                sections.append(ReportPart(heading.at, heading.at, heading.text, section=section))
                done.add(section.key)
                break
    parts = sorted([*marks, *sections], key=lambda part: part.at)
    by_question = {s.before: s for s in matcher.sections if s.before}
    for before, part in pairwise(parts):
        opened = by_question.get(part.question or "")
        if opened and before.question:
            start = _tail(lines, before.body, part.at, matcher, opened)
            if start < part.at:
                sections.append(ReportPart(start, start, opened.title, section=replace(opened, key="")))
    return sections


def _is_blurb_below(lines: Sequence[str], heading: HeadingLine, matcher: TemplateMatcher) -> bool:
    """Whether lines from outside the questions of the template follow a heading, wherever it was moved."""
    body = heading.at + heading.height
    return any(matcher.is_blurb(line) for line in lines[body : body + 6])


def _tail(lines: Sequence[str], start: int, stop: int, matcher: TemplateMatcher, section: SectionHeading) -> int:
    """Return the start of the text below a section without its heading, with a reworded heading just above."""
    end = index = stop
    while index > start:
        line = lines[index - 1]
        if is_edge(line):
            index -= 1
            continue
        heading = heading_at(lines, index - 1)
        if (heading and not heading.glued and heading.level <= section.level) or normalise(line) == section.key:
            return index - 1
        if not matcher.is_blurb(line):
            break
        index -= 1
        end = index
    return end
