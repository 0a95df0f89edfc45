"""The addresses that a fragment needs, relative to its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

SourceUrl = Callable[[int, int], str | None]
"""A function from the first and last line of a report's source to their address, or None without a source."""


class Addresses(Protocol):
    """The addresses of a course's pages and images, relative to a page; None for a missing one."""

    def group(self, name: str) -> str:
        """Return the page of a group."""

    def answer(self, group: str, question: str) -> str:
        """Return the address of a group's answer to a question."""

    def page(self, name: str) -> str | None:
        """Return a course page by its name."""

    def question(self, name: str) -> str | None:
        """Return the page of a question with all groups, by the question's id."""

    def image(self, group: str, path: str) -> str | None:
        """Return an image by its path in the group's folder."""
