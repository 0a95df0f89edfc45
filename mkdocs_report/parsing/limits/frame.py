"""The certainty with which a number is a limit of the answer."""

from __future__ import annotations

import enum

from mkdocs_report.model.base import record


class Frame(enum.Enum):
    """The kinds of sentences around a number."""

    ASKED = enum.auto()
    """It is a limit of the answer."""
    OF_SUBJECT = enum.auto()
    """It is one if the sentence before speaks of the answer: "It must have at least 100 words."."""
    UNSURE = enum.auto()
    """It is read as a limit, with a warning."""
    OTHER = enum.auto()
    """It is no limit, but a statement about something else."""


@record
class FrameFacts:
    """Facts about the amounts of a sentence, which are given by their `id`.

    `others` are those of other things, `past` only describe the past, and `first` follow the first word of a clause,
    which may be an unknown verb.
    """

    others: frozenset[int]
    past: frozenset[int]
    first: frozenset[int]
    begins_with_command: bool
