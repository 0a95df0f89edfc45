"""Check a template for text that was not understood: numbers without a limit, answers without a place.

A template that is misread judges every group wrongly, and a list of its questions does not show it. A warning is not an
error: the template can be used, but its author should look at the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mkdocs_report.model.template import Question, Section, Template
from mkdocs_report.parsing.markdown.lines import is_quoted, normalise, opaque_blocks
from mkdocs_report.parsing.template.limit_warnings import limit_warnings
from mkdocs_report.parsing.template.template_warning import TemplateWarning


def lint_template(template: Template) -> tuple[TemplateWarning, ...]:
    """Return the warnings about a template, in the order of its lines."""
    found = [warning for question in template.questions for warning in limit_warnings(question)]
    found += [*_repeated_questions(template.questions), *_renumbered(template.questions), *_without_place(template)]
    return tuple(sorted(found, key=lambda warning: (warning.line, warning.kind, warning.message)))


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
