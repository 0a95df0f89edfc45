"""Check a template for text that was not understood: numbers without a limit, answers without a place.

A template that is misread judges every group wrongly, and a list of its questions does not show it. A warning is not an
error: the template can be used, but its author should look at the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mkdocs_report.model.template import Question, QuestionForm, Template
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
from mkdocs_report.parsing.markdown.lines import normalise
from mkdocs_report.parsing.template.asking import is_asking
from mkdocs_report.parsing.template.drafts import Document
from mkdocs_report.parsing.template.form_warnings import FormWarnings
from mkdocs_report.parsing.template.points import without_points
from mkdocs_report.parsing.template.unused_text import UnusedText
from mkdocs_report.parsing.template.warning import TemplateWarning, short

_SUB_NUMBER = re.compile(r"\W*(?:[^\W\d_]+\s+)?[A-Z]?\.?\d{1,6}[.,]\d")
_TITLE_NUMBER = re.compile(r"\W*(?:[^\W\d_]+\s+)?(\d{1,6})(?![\w]|[.,]\d)")
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


def lint_template(template: Template) -> tuple[TemplateWarning, ...]:
    """Return the warnings about a template, in the order of its lines."""
    found = [warning for question in template.questions for warning in _about_limits(question)]
    document = Document(template.lines, template.form)
    form_warnings = FormWarnings(template, document)
    found += _repeated_questions(template.questions)
    found += _renumbered(template.questions)
    found += _without_place(template.questions, form_warnings)
    found += form_warnings.warnings()
    found += UnusedText(template, document).warnings()
    return tuple(sorted(found, key=lambda warning: (warning.line, warning.kind, warning.message)))


def _about_limits(question: Question) -> Iterator[TemplateWarning]:
    asked = list(question.asked)
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
                f"{question.heading}: “{short(line)}” is below the example, where no limits are read.",
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
        f"{question.heading}: {what.format(short(clause.quote))}.",
        help_ or _HELP[kind],
    )


_HELP = {
    "number-not-read": "If it is a limit, write “Answer length: 100-200 words.” or “Insert 1-2 images.”",
    "unit-not-counted": "If it is a limit, state it in words or images: “Answer length: 100-200 words.”",
    "length-not-read": "Write “Answer length: 100-200 words.”",
}


def _repeated_questions(questions: Sequence[Question]) -> Iterator[TemplateWarning]:
    """Yield warnings about questions with the same task whose titles differ in numbers only."""
    first: dict[tuple[str, str], Question] = {}
    for question in questions:
        title = normalise(question.heading) if question.level else ""
        task = normalise(question.task)
        other = first.setdefault((re.sub(r"\d+", "#", title), task), question)
        is_in_another_part = other.section != question.section and normalise(other.heading) == title
        if other is not question and task.count(" ") >= 3 and not is_in_another_part:
            yield TemplateWarning(
                "question-twice",
                question.span.first,
                question.id,
                f"{question.heading} asks the same as {other.heading} in line {other.span.first}.",
                "Remove one of them, or state the difference.",
            )


def _renumbered(questions: Sequence[Question]) -> Iterator[TemplateWarning]:
    """Yield a warning about the first heading whose number is not used, if most headings have one."""
    headed = [question for question in questions if question.level]
    numbers = [_number_of(question.heading) for question in headed]
    if any(_SUB_NUMBER.match(question.heading) for question in headed):
        return
    if 2 * len([number for number in numbers if number is not None]) <= len(headed):
        return
    without = next((q for q, number in zip(headed, numbers, strict=True) if number is None), None)
    for question, number in zip(headed, numbers, strict=True):
        if number is not None and number != question.number:
            reason = (
                f"“{short(without.heading)}” in line {without.span.first} has no number"
                if without
                else "two headings have the same number"
            )
            yield TemplateWarning(
                "number-changed",
                question.span.first,
                question.id,
                f"“{short(question.heading)}” is counted as question {question.number}, by its position: {reason}.",
                "Give each heading its own number, or give no heading a number.",
            )
            return


def _number_of(heading: str) -> int | None:
    """Return the number at the start of a heading, or behind its first word: "Question 3", "3. Results"."""
    match = _TITLE_NUMBER.match(without_points(heading))
    return int(match[1]) if match else None


def _without_place(questions: Sequence[Question], form: FormWarnings) -> Iterator[TemplateWarning]:
    """Yield warnings about quoted prompts without a label or marker, and places without a prompt, among others."""
    quoted = [question for question in questions if question.form is QuestionForm.QUOTED]
    label = next((question.label for question in quoted if question.label), "Answer")
    for question in questions:
        if question.form is QuestionForm.QUOTED and form.has_labels and not form.is_placed(question):
            yield TemplateWarning(
                "no-place",
                question.span.first,
                question.id,
                f"“{short(question.heading)}” has a quoted prompt but no place for an answer.",
                f"End the prompt with “> {label}:”.",
            )
        elif question.form is QuestionForm.HEADINGS and form.has_labels and _is_bare(question, form):
            message = f"“{short(question.heading)}” has a place for an answer but no quoted prompt."
            help_ = "Quote the prompt under the heading: “> **Describe …**”."
            yield TemplateWarning("no-prompt", question.span.first, question.id, message, help_)


def _is_bare(question: Question, form: FormWarnings) -> bool:
    """Whether a question has a place for an answer, and neither a prompt nor a title that asks."""
    asks = any(line.strip() for line in question.prompt) or is_asking(question.heading)
    return not asks and form.is_placed(question)
