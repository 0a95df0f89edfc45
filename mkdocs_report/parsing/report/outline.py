"""Find the start of each question, section and foreign heading of a report."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from mkdocs_report.parsing.markdown.blocks import Opaque
from mkdocs_report.parsing.markdown.lines import (
    HeadingLine,
    find_opaques,
    front_matter_height,
    heading_at,
    heading_candidates,
    is_edge,
    is_quoted,
    key,
    marker_text,
    opaque_hints,
)
from mkdocs_report.parsing.report import recovery
from mkdocs_report.parsing.report.openings import Opening, Outline
from mkdocs_report.parsing.template.matcher import Form, SectionForm


def outline(lines: Sequence[str], form: Form) -> Outline:
    """Find the questions and sections of a report.

    A heading that the template expects is also found inside a fence or comment that is never closed, and a question
    without its heading is found by its prompt.
    """
    found, blocks = _headings(lines, form)
    questions = _questions(lines, form, found)
    have = {opening.question or "" for opening in questions}
    shown = _without_meant(lines, blocks)
    for name, (at, body) in recovery.by_prompt(shown, form, have).items():
        title = form.questions[name].question.heading
        questions.append(Opening(at, body, title, name, has_heading=False))
    places = sorted((opening.at, opening.question or "") for opening in questions)
    for name, at in recovery.by_title(shown, found, form, places).items():
        title = form.questions[name].question.heading
        questions.append(Opening(at, at + 1, title, name, has_heading=False))
    taken = {opening.at for opening in questions}
    foreign = [
        Opening(h.at, h.at + h.height, h.text)
        for h in found
        if h.at not in taken and not form.question_of(h) and _is_foreign(lines, h, form)
    ]
    marks = sorted([*questions, *foreign], key=lambda opening: opening.at)
    sections = _sections(lines, form, found, marks)
    openings = sorted([*marks, *sections], key=lambda opening: opening.at)
    while openings and not openings[0].question:  # what stands before the first question is the preamble
        openings.pop(0)
    return Outline(tuple(openings), tuple(found), tuple(blocks))


def _questions(lines: Sequence[str], form: Form, found: Sequence[HeadingLine]) -> list[Opening]:
    """Return the questions by their headings; "Question 5.2" under "Question 5.1" is a heading of the same answer.

    The same holds for a deeper heading that only begins like that of a question, or repeats one: "#### Question 3 was
    hard for us".
    """
    questions: list[Opening] = []
    last = None
    named = [(heading, name) for heading in found if (name := form.question_of(heading))]
    in_place = {name for heading, name in named if heading.level <= form.questions[name].question.level}
    for heading, name in named:
        question = form.questions[name].question
        same = heading.key == key(question.heading)
        deeper = heading.level > question.level
        inner = (name == last and (deeper or not same)) or (deeper and (name in in_place or not same))
        if (heading.glued or inner) and not _is_prompt_below(lines, heading, form, name):
            continue
        questions.append(Opening(heading.at, heading.at + heading.height, heading.text, question=name))
        last = name
    return questions


def _headings(lines: Sequence[str], form: Form) -> tuple[list[HeadingLine], list[Opaque]]:
    found: list[HeadingLine] = []
    blocks: list[Opaque] = []
    hints = opaque_hints(lines)
    possible = [heading for index in heading_candidates(lines) if (heading := heading_at(lines, index))]
    places = [heading.at for heading in possible]
    expected: list[tuple[int, str]] | None = None
    endless: dict[str, int] = {}
    last_place: dict[str, int] = {}
    named: set[str | None] = set()
    start = front_matter_height(lines)
    count = len(lines)
    walk = find_opaques(lines, hints, start, count, endless)
    while start < count:
        block = next(walk, None)
        stop = block.first if block else count
        visible = possible[bisect_left(places, start) : bisect_left(places, stop)]
        found += visible
        named |= {form.question_of(heading) for heading in visible}
        if not block:
            break
        inside = bisect_left(places, block.first + 1), bisect_left(places, block.last + 1)
        if inside[0] == inside[1] or _is_meant(lines, block):
            blocks.append(block)  # no heading stands in it that a reader should see
            start = block.last + 1
            continue
        if expected is None:
            expected = _expected_headings(lines, form, possible)
            last_place = {name: index for index, name in expected}
        asked = expected[bisect_left(expected, (block.first + 1, "")) : bisect_left(expected, (block.last + 1, ""))]
        inner = next((at for at, name in asked if last_place[name] <= block.last and name not in named), None)
        if inner is None:
            blocks.append(block)
            start = block.last + 1
        else:
            blocks.append(block._replace(last=inner - 1, closed=False))
            start = inner
            walk = find_opaques(lines, hints, start, count, endless)
    return found, blocks


def _is_meant(lines: Sequence[str], block: Opaque) -> bool:
    """Whether a group hid text in a comment: the comment has its own end, not that of another comment below."""
    if block.kind != "comment" or not block.closed:
        return False
    return sum(line.count("<!--") for line in lines[block.first : block.last + 1]) == 1


def _without_meant(lines: Sequence[str], blocks: Sequence[Opaque]) -> Sequence[str]:
    """Return a report's lines, with lines that a group hid in comments left empty."""
    shown = None
    for block in blocks:
        if block.last > block.first and _is_meant(lines, block):
            shown = shown or list(lines)
            shown[block.first : block.last + 1] = [""] * (block.last + 1 - block.first)
    return shown or lines


def _expected_headings(lines: Sequence[str], form: Form, possible: Sequence[HeadingLine]) -> list[tuple[int, str]]:
    """Return every line that would be a question heading outside code, with its prompt or marker below."""
    expected = []
    for heading in possible:
        name = form.question_of(heading)
        if name and _is_prompt_below(lines, heading, form, name):
            expected.append((heading.at, name))
        if len(expected) > 4 * len(form.questions):
            break
    return expected


def _is_prompt_below(lines: Sequence[str], heading: HeadingLine, form: Form, name: str) -> bool:
    question = form.questions[name]
    body = heading.at + heading.height
    for line in lines[body : body + 4]:
        if line.strip():
            return question.is_own(line) or is_quoted(line) or bool(question.marker and question.marker.search(line))
    return False


def _is_foreign(lines: Sequence[str], heading: HeadingLine, form: Form) -> bool:
    """Whether a heading starts a question of the group's own, or of another template."""
    if heading.glued or heading.level not in form.levels:
        return False
    if form.looks_like_question(heading):
        return True
    if form.sections_of(heading):
        return False
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
    return bool(quote) and key(quote[-1]) in {"answer", "answers"}


def _sections(
    lines: Sequence[str], form: Form, found: Sequence[HeadingLine], marks: Sequence[Opening]
) -> list[Opening]:
    """Return the template's section headings: each just before the question it opens, or with its exact words.

    If the heading is renamed or missing, the text below it shows where the section begins.
    """
    sections: list[Opening] = []
    candidates = [(h, form.sections_of(h)) for h in found]
    following = iter(marks)
    mark = next(following, None)
    done: set[str] = set()
    for heading, matches in candidates:
        while mark is not None and mark.at < heading.at:
            mark = next(following, None)
        for section in matches:
            in_place = (mark.question if mark else None) == section.before
            exact = heading.level == section.level and heading.key == section.key
            moved = exact and section.key not in done and _is_own_below(lines, heading, form)
            if (in_place and heading.level == section.level) or moved:
                sections.append(Opening(heading.at, heading.at, heading.text, section=section))
                done.add(section.key)
                break
    openings = sorted([*marks, *sections], key=lambda opening: opening.at)
    by_question = {s.before: s for s in form.sections if s.before}
    for before, opening in pairwise(openings):
        opened = by_question.get(opening.question or "")
        if opened and before.question:
            start = _tail(lines, before.body, opening.at, form, opened)
            if start < opening.at:
                sections.append(Opening(start, start, opened.title, section=replace(opened, key="")))
    return sections


def _is_own_below(lines: Sequence[str], heading: HeadingLine, form: Form) -> bool:
    """Whether lines from outside the questions of the template follow a heading, wherever it was moved."""
    body = heading.at + heading.height
    return any(form.is_blurb(line) for line in lines[body : body + 6])


def _tail(lines: Sequence[str], start: int, stop: int, form: Form, section: SectionForm) -> int:
    """Return the start of the text below a section without its heading, with a reworded heading just above."""
    end = index = stop
    while index > start:
        line = lines[index - 1]
        if is_edge(line):
            index -= 1
            continue
        heading = heading_at(lines, index - 1)
        if (heading and not heading.glued and heading.level <= section.level) or key(line) == section.key:
            return index - 1
        if not form.is_blurb(line):
            break
        index -= 1
        end = index
    return end
