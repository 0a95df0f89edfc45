"""Describe why a template has no question: the lines that are nearly one."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_report.errors import Fault
from mkdocs_report.parsing.template.drafts import Document
from mkdocs_report.parsing.template.tokens import TokenKind

_MOST = 5
_REMEDY = (
    "Write each question as a heading with its prompt below it, quoted or not, and show the place for the answer, for "
    "example with “--- fill here ---”; or name the form of the questions with `questions`."
)
_NEAR = {
    TokenKind.QUOTE: "a quote that asks nothing",
    TokenKind.ALERT: "an alert, which is a note",
    TokenKind.MARKER: "a fill marker without a heading above it",
    TokenKind.PLACEHOLDER: "a placeholder without a question above it",
    TokenKind.LABEL: "a label without a question above it",
    TokenKind.ITEM: "a numbered item",
    TokenKind.BOLD: "a bold line",
    TokenKind.FIELD: "a single field",
    TokenKind.HEADING: "a heading",
}


def no_question_faults(document: Document) -> list[Fault]:
    """Return the fault of a template without a question, and the lines that are nearly questions."""
    misses = list(_misses(document))
    return [Fault(1, f"The template has no question. {_REMEDY}"), *misses[:_MOST]]


def _misses(document: Document) -> Iterator[Fault]:
    blocks = set()
    for index, token in enumerate(document.tokens):
        what = _NEAR.get(token.kind)
        if what and token.block not in blocks:
            blocks |= {token.block} - {-1}
            yield Fault(index + 1, f"“{token.text[:60]}” is {what}, and not read as a question.")
