"""What a fragment asks of the page that it stands on: where everything else is, seen from there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

SourceUrl = Callable[[int, int], str | None]
"""Gives the address of some lines of the report's source, or None where there is none to lead to."""


class Addresses(Protocol):
    """The addresses of a course's parts; what there is not is None."""

    def group(self, name: str) -> str:
        """The page of a group, by its id."""

    def answer(self, group: str, question: str) -> str:
        """A group's answer to a question."""

    def page(self, name: str) -> str | None:
        """A course page by its name."""

    def question(self, name: str) -> str | None:
        """The page of a question across all groups, by the question's id."""

    def image(self, group: str, path: str) -> str | None:
        """An image, by its path in the group's folder."""
