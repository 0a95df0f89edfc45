"""Source to Template: the sections, questions, limits and checklist of an empty report form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from mkdocs_report.checklist import read_checklist
from mkdocs_report.errors import CourseError
from mkdocs_report.limits import Limits
from mkdocs_report.lines import (
    HeadingLine,
    Opaque,
    headings,
    is_edge,
    is_quoted,
    key,
    marker_text,
    opaques,
    unquote,
)
from mkdocs_report.model import Question, Section, Template
from mkdocs_report.prose import ContradictionError, read_limits
from mkdocs_report.sentences import is_example
from mkdocs_report.source import Source
from mkdocs_report.span import Span

MAX_QUESTIONS = 500
"""A form with more questions is none; the largest of 17 real templates has 31."""
_LABEL = re.compile(r"[\s*_]*([^\W\d_][^:.!?]{0,30}?)[\s*_]*[:：][\s*_]*$")


class TemplateError(CourseError):
    """A template that can not be used: what is wrong, in which line (`path`, `line`), and what to do."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")


@dataclass(frozen=True, slots=True)
class _Part:
    """A heading and the lines up to the next one."""

    heading: HeadingLine
    start: int
    stop: int
    quote: tuple[int, int]  # indices of the quoted lines that follow the heading, the end left out
    marker: str | None
    label: str | None

    @property
    def quoted(self) -> bool:
        return self.quote[0] < self.quote[1]


def parse_template(source: Source, *, lenient: bool = False) -> Template:
    """Read a template.

    A question is a heading, of any level and any words, that is followed by a quoted prompt with a place for the
    answer (a label such as "Answer:", or a fill marker); where a template has neither labels nor markers, every
    heading with a quoted prompt is one, unless it only opens a section.

    Args:
        source: the decoded file.
        lenient: take a report's own prompts for its template: what contradicts itself is passed over.

    Raises:
        TemplateError: the file is no text, has no question, or contradicts itself.
    """
    for _rule, line, seen in source.faults:
        raise TemplateError(source.path, line, f"The template can not be read: it holds {seen}. Save it as UTF-8.")
    lines = source.lines
    blocks = opaques(lines)
    parts = _parts(lines, headings(lines), blocks)
    parts = _common_labels(parts)
    asked = _question_parts(parts)
    if not asked:
        raise TemplateError(
            source.path,
            1,
            "The template has no question. Write each as a heading, a quoted prompt that ends with “> Answer:”, "
            "and a line “--- question 1 fill here ---”.",
        )
    if len(asked) > MAX_QUESTIONS:
        raise TemplateError(
            source.path, asked[MAX_QUESTIONS].heading.at + 1, f"More than {MAX_QUESTIONS} questions are no report's."
        )
    checklist = read_checklist(lines, _outside(parts, asked, len(lines)), blocks)
    questions, sections = _number(source, parts, asked, lenient)
    places = {part.heading.at for part in asked}
    title = next((p.heading.text for p in parts if p.heading.level == 1 and p.heading.at not in places), "")
    return Template(
        path=source.path,
        title=title,
        sections=sections,
        questions=questions,
        checklist=checklist,
        lines=lines,
    )


def _parts(lines: Sequence[str], found: list[HeadingLine], blocks: list[Opaque]) -> list[_Part]:
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
        at, marker = next(((i, m) for i, m in markers if m and key(m)), (first, None))
        if at > first and first == end:  # a heading with prose under it, that shows what a marker looks like
            marker = None
        parts.append(_Part(heading, start, stop, (first, end), marker, _label(lines[first:end])))
    return parts


def _next_quote(lines: Sequence[str], end: int, stop: int) -> int:
    """A prompt may be broken by blank lines: the end of the quote that goes on after them, or 0."""
    index = end
    while index < stop and not lines[index].strip():
        index += 1
    if index == end or index >= stop or not is_quoted(lines[index]):
        return 0
    while index < stop and is_quoted(lines[index]):
        index += 1
    return index


def _label(quote: Sequence[str]) -> str | None:
    """The short last line of a prompt that ends with a colon: "Answer:"."""
    last = next((text for line in reversed(quote) if (text := unquote(line).strip())), "")
    match = _LABEL.match(last)
    if match and len(match[1].split()) <= 3 and not is_example(last):
        return match[1]
    return None


def _common_labels(parts: list[_Part]) -> list[_Part]:
    """Keep for a label only what closes most prompts: "Describe these:" closes one, "Answer:" all."""
    counts = Counter(key(part.label) for part in parts if part.label)
    total = sum(1 for part in parts if part.quoted)
    usual = {label for label, count in counts.items() if 3 * count >= total or label in {"answer", "answers"}}
    return [part if part.label is None or key(part.label) in usual else replace(part, label=None) for part in parts]


def _question_parts(parts: list[_Part]) -> list[_Part]:
    placed = [p for p in parts if p.marker or (p.quoted and p.label)]
    if placed:
        alike = {re.sub(r"\d+", "#", p.heading.key) for p in placed if re.search(r"\d", p.heading.key)}
        found = {p.heading.at for p in placed}
        return [p for p in parts if p.heading.at in found or (p.quoted and re.sub(r"\d+", "#", p.heading.key) in alike)]
    levels = [*(p.heading.level for p in parts), 0][1:]
    return [p for p, level in zip(parts, levels, strict=True) if p.quoted and level <= p.heading.level]


def _outside(parts: list[_Part], asked: list[_Part], count: int) -> list[tuple[int, int, str]]:
    """The lines that belong to no question, by the heading over them."""
    first = parts[0].heading.at if parts else count
    places = {part.heading.at for part in asked}
    return [(0, first, "")] + [(p.start, p.stop, p.heading.text) for p in parts if p.heading.at not in places]


def _number(
    source: Source, parts: list[_Part], asked: list[_Part], lenient: bool
) -> tuple[tuple[Question, ...], tuple[Section, ...]]:
    digits = [re.findall(r"\d+", part.heading.text) for part in asked]
    numbers = [int(found[0]) if len(found) == 1 and len(found[0]) < 6 else 0 for found in digits]
    own = all(numbers) and (len(set(numbers)) == len(numbers) or _alike(asked))
    if not own:
        numbers = list(range(1, len(asked) + 1))
    place = {part.heading.at: index for index, part in enumerate(asked)}
    questions: list[Question] = []
    sections: list[Section] = []
    ids: Counter[str] = Counter()
    keys: dict[str, int] = {}
    for part in parts:
        heading = part.heading
        line = heading.at + 1
        if heading.at not in place:
            if heading.level > 1 or sections or questions:
                sections.append(Section(heading.text, heading.level, Span(line, max(line, part.stop))))
            continue
        if heading.key in keys:
            if lenient:
                continue
            raise TemplateError(
                source.path,
                line,
                f"“{heading.text}” is already the heading of line {keys[heading.key]}. Give each question its own.",
            )
        keys[heading.key] = line
        number = numbers[place[heading.at]]
        if not lenient:
            _check_marker(source, part, number, own)
        name = "-".join(heading.key.split())[:60] or f"question-{number}"
        ids[name] += 1
        unique = name if ids[name] == 1 else f"{name}-{ids[name]}"
        section = sections[-1].title if sections and sections[-1].level < heading.level else None
        questions.append(_question(source, part, unique, number, section, lenient))
    return tuple(questions), tuple(sections)


def _alike(asked: list[_Part]) -> bool:
    """Whether the headings differ in nothing but their number: "Question 1", "Question 2"."""
    return len({re.sub(r"\d+", "#", part.heading.key) for part in asked}) == 1


def _check_marker(source: Source, part: _Part, number: int, own: bool) -> None:
    inside = re.findall(r"\d+", part.marker or "")
    if own and len(inside) == 1 and int(inside[0][:9]) != number:
        raise TemplateError(
            source.path,
            part.heading.at + 1,
            f"“{part.heading.text}” has the fill marker of question {inside[0]}: “{part.marker}”. "
            "Give heading and marker the same number.",
        )


def _question(source: Source, part: _Part, unique: str, number: int, section: str | None, lenient: bool) -> Question:
    quote = source.lines[part.quote[0] : part.quote[1]]
    prompt = tuple(unquote(line).rstrip() for line in quote)
    asked = prompt
    if part.label:
        last = max(i for i, line in enumerate(prompt) if line.strip())
        asked = prompt[:last]
    try:
        limits = limits_or_none(asked) if lenient else _read_limits(asked)
    except ContradictionError as error:
        raise TemplateError(
            source.path,
            part.quote[0] + 1,
            f"The prompt of “{part.heading.text}” contradicts itself: {error}.",
        ) from None
    task, example = split_prompt(asked)
    return Question(
        id=unique,
        number=number,
        heading=part.heading.text,
        level=part.heading.level,
        section=section,
        span=Span(part.heading.at + 1, max(part.stop, part.heading.at + 1)),
        quote=quote,
        prompt=prompt,
        task=task,
        example=example,
        label=part.label,
        marker=part.marker,
        limits=limits,
        prompt_line=part.quote[0] + 1,
        rest=() if lenient else tuple(_rest(source.lines[part.quote[1] : part.stop])),
    )


@lru_cache(maxsize=1024)
def _read_limits(prompt: tuple[str, ...]) -> Limits:
    """The limits of a prompt; the versions of a template have most of their prompts in common."""
    return read_limits(prompt)


def _rest(lines: Sequence[str]) -> Iterator[str]:
    return (line for line in lines if not is_edge(line) and marker_text(line) is None)


def split_prompt(prompt: Sequence[str]) -> tuple[str, str]:
    """Return a prompt's task (its first paragraph) and its example, both as plain text."""
    task: list[str] = []
    example: list[str] = []
    in_task, in_example = True, False
    for line in prompt:
        match = is_example(line)
        if match and not in_example:
            in_task, in_example = False, True
            line = match[1]  # noqa: PLW2901 - what follows "Example:" on its line is the example's first line
        text = re.sub(r"[*_]{1,3}", "", line).strip()
        if not text:
            in_task = in_task and not task
        elif in_example:
            example.append(text)
        elif in_task:
            task.append(text)
    return " ".join(task), " ".join(example)


def limits_or_none(prompt: Sequence[str]) -> Limits:
    """Read the limits of a prompt that a group may have edited; one that contradicts itself has none."""
    try:
        return read_limits(prompt)
    except ContradictionError:
        return Limits()
