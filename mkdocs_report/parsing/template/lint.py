"""Check a template for text that was not understood: numbers without a limit, answers without a place.

A template that is misread judges every group wrongly, and a list of its questions does not show it. A warning is not an
error: the template can be used, but its author should look at the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mkdocs_report.model.template import Question, QuestionForm, Template
from mkdocs_report.parsing.limits.parser import is_asking
from mkdocs_report.parsing.markdown.lines import normalise
from mkdocs_report.parsing.template.drafts import Document
from mkdocs_report.parsing.template.form_warnings import FormWarnings
from mkdocs_report.parsing.template.general_limits import texts_outside
from mkdocs_report.parsing.template.limit_warnings import limit_warnings, warnings_outside_prompts
from mkdocs_report.parsing.template.points import without_points
from mkdocs_report.parsing.template.template_warning import TemplateWarning, short
from mkdocs_report.parsing.template.unused_text import UnusedText

_SUB_NUMBER = re.compile(r"\W*(?:[^\W\d_]+\s+)?[A-Z]?\.?\d{1,6}[.,]\d")
_TITLE_NUMBER = re.compile(r"\W*(?:[^\W\d_]+\s+)?(\d{1,6})(?![\w]|[.,]\d)")


def lint_template(template: Template) -> tuple[TemplateWarning, ...]:
    """Return the warnings about a template, in the order of its lines."""
    found = [warning for question in template.questions for warning in limit_warnings(question)]
    document = Document(template.lines, template.form)
    form_warnings = FormWarnings(template, document)
    found += _repeated_questions(template.questions)
    found += _renumbered(template.questions)
    if len(template.kinds) == len(template.lines):
        found += _without_place(template.questions, form_warnings)
        found += form_warnings.warnings()
        found += UnusedText(template, document).warnings()
        inside = frozenset(i for i, kind in enumerate(template.kinds) if kind.question is not None)
        for part, texts in texts_outside(document, inside):
            found += warnings_outside_prompts(texts, part.start + 1)
    return tuple(sorted(found, key=lambda warning: (warning.line, warning.kind, warning.message)))


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
