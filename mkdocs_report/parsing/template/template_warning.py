"""A warning about a line of a template, as `template check` prints it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TemplateWarning:
    """A warning about one line of a template: a short name for its kind, a message, and advice."""

    kind: str
    line: int
    question: str | None
    message: str
    help: str
