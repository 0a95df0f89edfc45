"""A token of a sentence: what it may be, and the number or unit that it states."""

from __future__ import annotations

from mkdocs_report.model.base import record
from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.roles import Role


@record
class WordToken:
    """A part of a sentence, from `start` to `end`: what it may be, and the number or unit that it states.

    `digits` is true for a number in digits. `text` is casefolded.
    """

    roles: frozenset[Role]
    text: str
    start: int
    end: int
    number: int | None = None
    unit: Unit | None = None
    plural: bool = False
    singular: bool = False
    thing: str | None = None
    digits: bool = False

    def isa(self, *roles: Role) -> bool:
        """Whether it may be one of these roles."""
        return not self.roles.isdisjoint(roles)
