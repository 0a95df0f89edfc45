"""How sure it is that a number is a limit of the answer."""

from __future__ import annotations

import enum


class Frame(enum.Enum):
    """What the sentence around a number makes of it."""

    ASKED = enum.auto()
    """It is a limit of the answer."""
    OF_SUBJECT = enum.auto()
    """It is one if the sentence before speaks of the answer: "It must have at least 100 words."."""
    UNSURE = enum.auto()
    """It is read as a limit, with a warning."""
    OTHER = enum.auto()
    """It is no limit, but a statement about something else."""
