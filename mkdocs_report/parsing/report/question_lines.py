"""What placing an answer comes to: the lines of a question, told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mkdocs_report.model.report import PieceKind
from mkdocs_report.model.span import Span

_CONFLICT = re.compile(r"(?:<{7} \S|>{7} \S|\|{7} \S|={7}[ \t]*$)")


@dataclass(slots=True)
class Placed:
    """A question's lines told apart. Indices count from the first line of the file, from 0."""

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
    conflict_line: int | None = None


def is_conflict(line: str) -> bool:
    """Whether git left this line behind in a merge that was never resolved."""
    return line[:1] in "<>|=" and _CONFLICT.match(line) is not None
