"""Describe why a template has no question: the lines that are nearly one, and what each of them lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_report.errors import Fault
from mkdocs_report.model.template import QuestionForm
from mkdocs_report.parsing.tasks import has_question_mark, has_task
from mkdocs_report.parsing.template.drafts import Document, TemplatePart
from mkdocs_report.parsing.template.list_questions import paragraph_questions
from mkdocs_report.parsing.template.template_warning import lines_text, short
from mkdocs_report.parsing.template.tokens import TokenKind

_MOST = 5
_TITLE = 6
"""The rank of the title: it is named if there is nothing else."""
_REMEDY = (
    "Write each question as a heading with its prompt below it, quoted or not, and show the place for the answer, for "
    "example with “--- fill here ---”; or name the form of the questions with `questions`."
)
_LISTS = (
    (TokenKind.ITEM, "a numbered line", QuestionForm.NUMBERED),
    (TokenKind.BOLD, "a bold line", QuestionForm.BOLD),
    (TokenKind.FIELD, "a field", QuestionForm.FIELDS),
)
_PLACES = {TokenKind.MARKER: "a fill marker", TokenKind.PLACEHOLDER: "a placeholder", TokenKind.LABEL: "a label"}


@dataclass(frozen=True, slots=True)
class _Miss:
    """A line that is nearly a question: its index, a message, and its rank; the nearest has the lowest."""

    rank: int
    index: int
    message: str


def no_question_faults(document: Document) -> list[Fault]:
    """Return the fault of a template without a question, and the lines that are nearest to one, in their order."""
    misses = sorted(_misses(document), key=lambda miss: (miss.rank, miss.index))
    misses = [miss for miss in misses if miss.rank < _TITLE or len(misses) == 1][:_MOST]
    misses.sort(key=lambda miss: miss.index)
    message = f"The template has no question. {_REMEDY}"
    return [Fault(1, message), *(Fault(miss.index + 1, miss.message) for miss in misses)]


def _misses(document: Document) -> Iterator[_Miss]:
    for part in document.parts:
        if part.heading is not None and document.is_skipped(part):
            yield _Miss(1, part.at, f"“{short(part.heading.text)}” is left out by `skip_headings`.")
            continue
        yield from _places(document, part)
        yield from _texts(document, part)
        yield from _quotes(document, part)
        if part.heading is not None:
            yield _heading(part)


def _places(document: Document, part: TemplatePart) -> Iterator[_Miss]:
    """Yield the places for an answer; there is no question above them."""
    for index in range(part.start, part.stop):
        token = document.tokens[index]
        if token.kind in _PLACES:
            above = next((i for i in range(index - 1, part.start - 1, -1) if document.lines[i].strip()), None)
            help_ = "Write the question above it, as a heading: “## …”."
            if above is not None and document.tokens[above].kind is TokenKind.TEXT:
                first = _paragraph(document, above, part)
                help_ = f"Make the text above it a heading: “## {short(document.text(first, above + 1))}”."
            said = short(token.text or document.lines[index])
            yield _Miss(0, index, f"“{said}” is {_PLACES[token.kind]} without a question above it. {help_}")


def _paragraph(document: Document, index: int, part: TemplatePart) -> int:
    """Return the first line of a paragraph."""
    while index > part.start and document.tokens[index - 1].kind is TokenKind.TEXT:
        index -= 1
    return index


def _texts(document: Document, part: TemplatePart) -> Iterator[_Miss]:
    """Yield the lines that ask for something, and items, bold lines, fields and tables that may."""
    for start in paragraph_questions(document, part):
        rank = 1 if has_question_mark(start.title) else 3
        said = f"“{short(start.title)}” asks, but is text. Make it a heading, or set `questions: paragraphs`."
        yield _Miss(rank, start.at, said)
    for kind, name, form in _LISTS:
        lines = [i for i in range(part.start, part.stop) if document.tokens[i].kind is kind]
        if lines:
            others = f", like {lines_text(lines[1:])}," if lines[1:] else ""
            rank = 2 if any(has_task(document.tokens[i].text) for i in lines) else 4
            said = f"“{short(document.tokens[lines[0]].text)}”{others} is {name}, and not clearly a question."
            yield _Miss(rank, lines[0], f"{said} Set `questions: {form}` if it is one.")
    for index in range(part.start, part.stop):
        token = document.tokens[index]
        if token.kind is TokenKind.COMMENT and has_question_mark(token.text):
            yield _Miss(2, index, f"“{short(token.text)}” is a comment without a heading. Write one above it: “## …”.")
        elif token.kind is TokenKind.TABLE and index == token.block:
            said = "The table has no column of questions beside one of empty cells. Write a heading above it: “## …”."
            yield _Miss(4, index, said)


def _quotes(document: Document, part: TemplatePart) -> Iterator[_Miss]:
    for first, stop in document.tokens.quotes:
        if not part.start <= first < part.stop:
            continue
        text = short(" ".join(token.text for token in document.tokens[first:stop] if token.text))
        if text and document.tokens[first].kind is TokenKind.ALERT:
            yield _Miss(
                3, first, f"“{text}” is an alert, which is read as a note. Remove line {first + 1} to make it a prompt."
            )
        elif text:
            help_ = "Set `questions: quoted` if it is a prompt."
            yield _Miss(2, first, f"“{text}” is a quote that asks nothing, and is read as a note. {help_}")


def _heading(part: TemplatePart) -> _Miss:
    """Return a heading that is no question: the title, or one of instructions."""
    title = short(part.heading.text) if part.heading else ""
    if part.level == 1:
        message = f"“{title}” is the title of the template. Write the questions below it as headings: “## …”."
        return _Miss(_TITLE, part.at, message)
    message = f"“{title}” is read as a heading of instructions. Set `questions: headings` if it is a question."
    return _Miss(5, part.at, message)
