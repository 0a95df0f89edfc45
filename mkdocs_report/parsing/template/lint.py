"""Check a template for text that was not understood: numbers without a limit, answers without a place.

A template that is misread judges every group wrongly, and a list of its questions does not show it. A warning is not an
error: the template can be used, but its author should look at the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs_report.model.template import Question, Section, Template
from mkdocs_report.parsing.limits.grammar import (
    FILLER,
    FOR_EACH,
    NUMBER,
    UNITS,
    Quantity,
    read_quantities,
    with_unit_last,
)
from mkdocs_report.parsing.limits.other_languages import foreign_limits
from mkdocs_report.parsing.limits.sentences import Sentence, after_example, sentences
from mkdocs_report.parsing.markdown.lines import is_quoted, normalise, opaque_blocks
from mkdocs_report.runtime.text import shortened

_UNCOUNTED = (
    r"(?:pages?|sentences?|lines?|characters?|letters|paragraphs?|bullets?(?:\s+points?)?|tables?|slides?|videos?"
    r"|minutes?|mins?|seconds?|hours?)\b"
)
_DASH = r"\s*(?:-|–|—|−|/|to|or|and)\s*"
_VAGUE = (
    r"half(?:\s+an?)?|(?:a\s+)?(?:few|(?:couple|handful)(?:\s+of)?|dozen)|a\s+(?:lot|number)\s+of|several"
    r"|(?:\w+\s+)?(?:hundred|thousand)(?:\s+and\s+\w+)?"
)
_SIZE = re.compile(
    rf"\b(?:(?:{NUMBER}{_DASH})?{NUMBER}|{_VAGUE})\+?[\s-]*{FILLER}"
    rf"(?:(?P<counted>{'|'.join(UNITS.values())})|(?P<other>{_UNCOUNTED}))",
    re.I,
)
_POINTS_AT = re.compile(r"\b(?:the|these|those|this|your|our|both|all|last|first|next|previous)\s+$", re.I)
"""The words before a number of things that exist already: "the 2 plots above"."""
_LENGTH = re.compile(r"\W*(?:\w+\s+){0,3}?(?:length|words?\s+(?:limit|count))\b(?!\s+of\b)[^.:]{0,20}:", re.I)
_SHOWN = 80
"""The most characters of a sentence that are quoted."""


@dataclass(frozen=True, slots=True)
class TemplateWarning:
    """A warning about one line of a template: a short name for its kind, a message, and advice."""

    kind: str
    line: int
    question: str | None
    message: str
    help: str


def lint_template(template: Template) -> tuple[TemplateWarning, ...]:
    """Return the warnings about a template, in the order of its lines."""
    found = [warning for question in template.questions for warning in _about_limits(question)]
    found += [*_repeated_questions(template.questions), *_renumbered(template.questions), *_without_place(template)]
    return tuple(sorted(found, key=lambda warning: (warning.line, warning.kind, warning.message)))


def _about_limits(question: Question) -> Iterator[TemplateWarning]:
    asked = list(question.prompt)
    if question.label:
        asked = asked[: max(i for i, line in enumerate(asked) if line.strip())]
    for sentence in map(with_unit_last, sentences(asked)):
        words, images = read_quantities(sentence.text)
        read = [sentence.place(each.start, each.end) for each in (*words, *images)]
        foreign = list(foreign_limits(sentence.original))
        unread = list(_unread(question, sentence, [*read, *((said.start, said.end) for said in foreign)]))
        yield from unread
        yield from _of_each(
            question, sentence, words, "State the number of words in total: “Answer length: 100-200 words.”"
        )
        yield from _of_each(question, sentence, images, "State the number of images in total: “Insert 1-2 images.”")
        for said in foreign:
            what = "no limit is read from “{}”: limits are read in English only"
            help_ = f"If it is a limit, write “{said.english}”"
            yield _warning(question, sentence, said.start, said.end, "other-language", what, help_)
        if not unread and not words and _LENGTH.match(sentence.original):
            yield _warning(
                question, sentence, 0, len(sentence.original), "length-not-read", "no number of words is read from “{}”"
            )
    for number, line in after_example(asked):
        if _LENGTH.match(line):
            yield TemplateWarning(
                "limit-after-example",
                question.prompt_line + number - 1,
                question.id,
                f"{question.heading}: “{_short(line)}” is below the example, where no limits are read.",
                "Move it above the example.",
            )


def _unread(question: Question, sentence: Sentence, read: Sequence[tuple[int, int]]) -> Iterator[TemplateWarning]:
    """Yield a warning for each number beside a unit from which no limit was read."""
    for match in _SIZE.finditer(sentence.original):
        taken = any(start < match.end() and match.start() < end for start, end in read)
        if taken or _POINTS_AT.search(sentence.original[: match.start()]):
            continue
        kind, what = "number-not-read", "no limit is read from “{}”"
        if match["other"]:
            kind, what = "unit-not-counted", "“{}” is not checked: only words and images are counted"
        yield _warning(question, sentence, match.start(), match.end(), kind, what)


def _of_each(
    question: Question, sentence: Sentence, quantities: Sequence[Quantity], help_: str
) -> Iterator[TemplateWarning]:
    """Yield a warning for each number that is asked of each of several things."""
    for quantity in quantities:
        if quantity.part:
            start, end = sentence.place(quantity.start, quantity.end)
            start = 0 if FOR_EACH.match(sentence.text) else start
            what = "“{}” is a limit for each part, but only the whole answer is counted"
            yield _warning(question, sentence, start, end, "limit-per-part", what, help_)


def _warning(
    question: Question, sentence: Sentence, start: int, end: int, kind: str, what: str, help_: str = ""
) -> TemplateWarning:
    clause = sentence.clause("", start, end)
    return TemplateWarning(
        kind,
        question.prompt_line + clause.span.first - 1,
        question.id,
        f"{question.heading}: {what.format(_short(clause.quote))}.",
        help_ or _HELP[kind],
    )


_HELP = {
    "number-not-read": "If it is a limit, write “Answer length: 100-200 words.” or “Insert 1-2 images.”",
    "unit-not-counted": "If it is a limit, state it in words or images: “Answer length: 100-200 words.”",
    "length-not-read": "Write “Answer length: 100-200 words.”",
}


def _short(text: str) -> str:
    return shortened(" ".join(text.split()).strip("*_ ").removesuffix("."), _SHOWN)


def _repeated_questions(questions: Sequence[Question]) -> Iterator[TemplateWarning]:
    first: dict[str, Question] = {}
    for question in questions:
        task = normalise(question.task)
        other = first.setdefault(task, question)
        if other is not question and task.count(" ") >= 3:
            yield TemplateWarning(
                "question-twice",
                question.span.first,
                question.id,
                f"{question.heading} asks the same as {other.heading} in line {other.span.first}.",
                "Remove one of them, or state the difference.",
            )


def _renumbered(questions: Sequence[Question]) -> Iterator[TemplateWarning]:
    """Yield a warning about the first question whose number differs from that in its heading."""
    for question in questions:
        digits = re.findall(r"\d+", question.heading)
        if len(digits) == 1 and int(digits[0][:9]) != question.number:
            yield TemplateWarning(
                "number-changed",
                question.span.first,
                question.id,
                f"“{question.heading}” is counted as question {question.number}, by its position: the headings do not "
                "have one number each.",
                "Give each heading its own number, or give no heading a number.",
            )
            return


def _without_place(template: Template) -> Iterator[TemplateWarning]:
    for question in template.questions:
        if not any(line.strip() for line in question.prompt):
            message = f"“{question.heading}” has a place for an answer but no quoted prompt."
            help_ = "Quote the prompt under the heading: “> **Describe …**”."
            yield TemplateWarning("no-prompt", question.span.first, question.id, message, help_)
        elif not question.label and not question.marker and any(q.label or q.marker for q in template.questions):
            yield _no_place(question.span.first, question.id, question.heading)
    levels = {question.level for question in template.questions}
    hidden = {i for block in opaque_blocks(template.lines) for i in range(block.first, block.last + 1)}
    every: list[Question | Section] = [*template.questions, *template.sections]
    parts = sorted(every, key=lambda part: part.span.first)
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        if not isinstance(part, Section) or part.level not in levels:
            continue
        opens = following is not None and following.level > part.level  # the following part is inside it
        lines = (template.lines[i] for i in range(part.span.first, part.span.last) if i not in hidden)
        if not opens and any(map(is_quoted, lines)):
            yield _no_place(part.span.first, None, part.title)


def _no_place(line: int, question: str | None, heading: str) -> TemplateWarning:
    message = f"“{heading}” has a quoted prompt but no place for an answer" + (
        "." if question else ", so it is read as a section."
    )
    return TemplateWarning("no-place", line, question, message, "If it is a question, end the prompt with “> Answer:”.")
