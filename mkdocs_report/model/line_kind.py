"""The kinds of lines in a report: a heading, a prompt, a label, an answer."""

from __future__ import annotations

from mkdocs_report.model.base import OneOf


class PieceKind(OneOf):
    """The kind of a line in a report."""

    PREAMBLE = "preamble"
    SECTION = "section"
    HEADING = "heading"
    PROMPT = "prompt"
    LABEL = "label"
    MARKER = "marker"
    BLANK = "blank"
    CONFLICT = "conflict"
    ANSWER = "answer"
    EXTRA = "extra"
