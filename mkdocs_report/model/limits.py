"""The limits of an answer: the numbers of words and images that a prompt asks for."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_report.model.base import Span, record


@dataclass(frozen=True, slots=True)
class Bounds:
    """The smallest (`least`) and largest (`most`) number that is asked for; `None` leaves a side open."""

    least: int | None = None
    most: int | None = None

    @property
    def pair(self) -> tuple[int | None, int | None]:
        """The least and the most number."""
        return self.least, self.most

    def __str__(self) -> str:
        if self.least is None:
            return f"at most {self.most}"
        if self.most is None:
            return f"at least {self.least}"
        return str(self.least) if self.least == self.most else f"{self.least}–{self.most}"


@record
class Clause:
    """A part of a prompt that states a limit: the `quote` is its exact text.

    `limit` is "words" or "images". `span` counts lines of the prompt, from 1, because versions of a template share
    prompts that are in different lines of the file.
    """

    limit: str
    quote: str
    span: Span


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits that a prompt states: the numbers of `words` and `images`, `None` where it states none.

    `advisory` is true if the words are only recommended ("Recommended answer length"). `images_advisory` is the same
    for images, which may be required even if the words are not. `clauses` are the parts of the prompt that state the
    limits, in its order.
    """

    words: Bounds | None = None
    images: Bounds | None = None
    advisory: bool = False
    images_advisory: bool = False
    clauses: tuple[Clause, ...] = ()
