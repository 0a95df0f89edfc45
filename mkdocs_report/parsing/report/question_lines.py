"""Records of the lines of one question, each with its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mkdocs_report.model.base import Span
from mkdocs_report.model.line_kind import PieceKind


@dataclass(slots=True)
class QuestionLines:
    """A question's classified lines. Indices count from the first line of the file, from 0."""

    kinds: list[PieceKind]
    ranges: tuple[Span, ...] = ()
    text: list[str] = field(default_factory=list)
    line_of: list[int] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    prompt: list[str] = field(default_factory=list)
    prompt_line: int | None = None
    label_found: bool = False
    marker_line: int | None = None
    in_prompt: bool = False
    skeleton: Sequence[int] = ()
    """Lines of the answer that are the template's, from 0."""
    conflict_line: int | None = None
