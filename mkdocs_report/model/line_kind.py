"""The kinds of lines in a template or a report: a heading, a prompt, a label, an answer."""

from __future__ import annotations

from mkdocs_report.model.base import OneOf, record


class PieceKind(OneOf):
    """The kind of a line in a template or a report."""

    PREAMBLE = "preamble"
    SECTION = "section"
    HEADING = "heading"
    PROMPT = "prompt"
    LABEL = "label"
    MARKER = "marker"
    SKELETON = "skeleton"
    BLANK = "blank"
    CONFLICT = "conflict"
    ANSWER = "answer"
    EXTRA = "extra"


@record
class LineKind:
    """The `kind` of a line of a template or a report, and the id of its `question`; None if it belongs to none."""

    kind: PieceKind
    question: str | None = None
