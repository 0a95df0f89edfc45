"""Parse a template: read the sections, questions, limits and checklist of an empty report form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from mkdocs_report.errors import Fault, TemplateError
from mkdocs_report.model.base import Span
from mkdocs_report.model.limits import Limits
from mkdocs_report.model.template import Question, Section, Template, TemplateForm
from mkdocs_report.parsing.checklist import read_checklist
from mkdocs_report.parsing.limits.parser import ContradictionError, limits_or_none, read_limits
from mkdocs_report.parsing.limits.sentences import is_example
from mkdocs_report.parsing.markdown.lines import is_edge, marker_text, opaque_blocks, unquote
from mkdocs_report.parsing.source import Source
from mkdocs_report.parsing.template.headings import (
    TemplatePart,
    differ_in_number,
    outside,
    question_parts,
    template_parts,
)

MAX_QUESTIONS = 500
"""The most questions of a template; the largest of 17 real templates has 31."""


_ANY_FORM = TemplateForm()


def parse_template(
    source: Source, form: TemplateForm = _ANY_FORM, *, lenient: bool = False, most: int = MAX_QUESTIONS
) -> Template:
    """Read a template.

    A question is a heading, of any level and any words, that is followed by a quoted prompt with a place for the
    answer (a label such as "Answer:", or a fill marker); where a template has neither labels nor markers, every
    heading with a quoted prompt is one, unless it only opens a section.

    Args:
        source: the decoded file.
        form: the form of its questions, if it is known.
        lenient: for prompts of a report: contradictions and questions after the first `most` are ignored.
        most: the most questions.

    Raises:
        TemplateError: the file is not text, has no question, or contradicts itself; with the lines.
    """
    template, faults = _read(source, form, lenient, most)
    if faults:
        raise TemplateError(source.path, *faults)
    return template


def inspect_template(source: Source, form: TemplateForm = _ANY_FORM) -> tuple[Template, tuple[Fault, ...]]:
    """Read a template that may contradict itself, as far as possible, for a check of the template.

    Returns:
        The template, and its faults in the order of lines, which must be fixed before it can be used. A question whose
        prompt contradicts itself has no limits.

    Raises:
        TemplateError: the file is not text, or has no question.
    """
    return _read(source, form, lenient=False)


def _read(
    source: Source, form: TemplateForm, lenient: bool, most: int = MAX_QUESTIONS
) -> tuple[Template, tuple[Fault, ...]]:
    for fault in source.faults:
        message = f"The template cannot be read: it contains {fault.found}. Save it as UTF-8."
        raise TemplateError(source.path, Fault(fault.line, message))
    lines = source.lines
    blocks = opaque_blocks(lines)
    parts = template_parts(lines, blocks)
    asked = question_parts(parts)
    if not asked:
        message = (
            "The template has no question. Write each as a heading, a quoted prompt that ends with “> Answer:”, "
            "and a line “--- question 1 fill here ---”."
        )
        raise TemplateError(source.path, Fault(1, message))
    if lenient:
        kept = set(list(dict.fromkeys(part.heading.key for part in asked))[:most])
        beyond = {part.heading.at for part in asked if part.heading.key not in kept}
        parts = [part for part in parts if part.heading.at not in beyond]  # they are not sections, either
        asked = [part for part in asked if part.heading.at not in beyond]
    elif len(asked) > most:
        line = asked[most].heading.at + 1
        raise TemplateError(source.path, Fault(line, f"The template has more than {most} questions. Split it."))
    checklist = read_checklist(lines, outside(parts, asked, len(lines)), blocks)
    faults: list[Fault] = []
    questions, sections = _number(source, parts, asked, None if lenient else faults)
    places = {part.heading.at for part in asked}
    title = next((p.heading.text for p in parts if p.heading.level == 1 and p.heading.at not in places), "")
    template = Template(
        path=source.path,
        title=title,
        sections=sections,
        questions=questions,
        checklist=checklist,
        lines=lines,
    )
    return template, tuple(sorted(faults, key=lambda fault: fault.line))


def _number(
    source: Source, parts: list[TemplatePart], asked: list[TemplatePart], faults: list[Fault] | None
) -> tuple[tuple[Question, ...], tuple[Section, ...]]:
    """Return the questions and sections; contradictions are added to `faults`, or ignored if that is None."""
    digits = [re.findall(r"\d+", part.heading.text) for part in asked]
    numbers = [int(found[0]) if len(found) == 1 and len(found[0]) < 6 else 0 for found in digits]
    own = all(numbers) and (len(set(numbers)) == len(numbers) or differ_in_number(asked))
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
        if heading.key in keys and faults is None:
            continue
        number = numbers[place[heading.at]]
        name = id_of(heading.key) or f"question-{number}"
        ids[name] += 1
        unique = name if ids[name] == 1 else f"{name}-{ids[name]}"
        first = keys.setdefault(heading.key, line)
        if faults is not None:
            faults += _heading_faults(part, unique, first, number if own else None)
        section = sections[-1].title if sections and sections[-1].level < heading.level else None
        questions.append(_question(source, part, unique, number, section, faults))
    return tuple(questions), tuple(sections)


def id_of(key: str) -> str:
    """Return the id of a question from the key of its heading (`lines.normalise`); empty if it has no word."""
    return "-".join(key.split())[:60]


def _heading_faults(part: TemplatePart, question: str, first: int, number: int | None) -> Iterator[Fault]:
    """Yield faults of a heading: it repeats that in line `first`, or its fill marker has another number."""
    line, heading = part.heading.at + 1, part.heading.text
    if first != line:
        message = f"“{heading}” is already the heading of line {first}. Give each question its own."
        yield Fault(line, message, "heading-twice", question)
        return
    inside = re.findall(r"\d+", part.marker or "")
    if number is not None and len(inside) == 1 and int(inside[0][:9]) != number:
        message = (
            f"“{heading}” has the fill marker of question {inside[0]}: “{part.marker}”. "
            "Give heading and marker the same number."
        )
        yield Fault(line, message, "marker-of-another", question)


def _question(
    source: Source, part: TemplatePart, unique: str, number: int, section: str | None, faults: list[Fault] | None
) -> Question:
    quote = source.lines[part.quote[0] : part.quote[1]]
    prompt = tuple(unquote(line).rstrip() for line in quote)
    asked = prompt
    if part.label:
        last = max(i for i, line in enumerate(prompt) if line.strip())
        asked = prompt[:last]
    limits = limits_or_none(asked) if faults is None else Limits()
    if faults is not None:
        try:
            limits = _read_limits(asked)
        except ContradictionError as error:
            said = f"The prompt of “{part.heading.text}” contradicts itself"
            faults += [
                Fault(part.quote[0] + line, f"{said}: {words}.", "contradiction", unique)
                for line, words in error.contradictions
            ]
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
        rest=() if faults is None else tuple(_rest(source.lines[part.quote[1] : part.stop])),
    )


@lru_cache(maxsize=1024)
def _read_limits(prompt: tuple[str, ...]) -> Limits:
    """Return the limits of a prompt, cached, since versions of a template share most prompts."""
    return read_limits(prompt)


def _rest(lines: Sequence[str]) -> Iterator[str]:
    return (line for line in lines if not is_edge(line) and marker_text(line) is None)


@lru_cache(maxsize=1024)
def split_prompt(prompt: tuple[str, ...]) -> tuple[str, str]:
    """Return a prompt's task (its first paragraph) and its example, both as plain text."""
    task: list[str] = []
    example: list[str] = []
    in_task, in_example = True, False
    for line in prompt:
        match = is_example(line)
        if match and not in_example:
            in_task, in_example = False, True
            rest = match[1]  # what follows "Example:" on its line is the example's first line
        else:
            rest = line
        text = re.sub(r"[*_]{1,3}", "", rest).strip()
        if not text:
            in_task = in_task and not task
        elif in_example:
            example.append(text)
        elif in_task:
            task.append(text)
    return " ".join(task), " ".join(example)
