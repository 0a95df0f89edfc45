"""An amount of a sentence: a number or a range with its bounds, and the unit that it counts."""

from __future__ import annotations

from dataclasses import dataclass, field

from mkdocs_report.model.limits import Bounds, Unit
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.word_token import WordToken

ABOUT = 0.2
"""The tolerance of "approximately 200 words", as a share to either side: 160 to 240 words."""
ABOUT_RANGE = 0.1
"""The tolerance of "about 200-300 words": 180 to 330 words."""

BOUNDS = (Role.LEAST, Role.MOST, Role.OVER, Role.UNDER, Role.ABOUT, Role.EXACTLY)
"""The roles of words that bound a number."""


@dataclass(slots=True)
class Amount:
    """A number in a sentence that may be a limit. `start` and `stop` are the tokens that state it.

    `core` is the place of the number itself. `marks` are its bounds; `soft` is true if its bounds are only a tolerance,
    which a stated bound may narrow. `free` is true if no other noun follows the number.
    """

    core: int
    start: int
    stop: int
    least: int
    most: int
    unit: Unit | None = None
    noun: str = ""
    marks: set[Role] = field(default_factory=set)
    article: bool = False
    unit_first: bool = False
    tolerance: bool = False
    free: bool = False
    vague: bool = False
    consequence: bool = False
    """Whether it states what happens to other answers: "more than 300 words will be cut"."""
    compared: bool = False
    """Whether its bound is that of a plain comparison: "longer than 300 words"."""

    @property
    def bounded(self) -> bool:
        """Whether a side is left open, or the number is exact: such a number is a limit with any verb."""
        return bool(self.marks & {Role.LEAST, Role.MOST, Role.EXACTLY})

    @property
    def soft(self) -> bool:
        """Whether the bounds are a tolerance around one number."""
        plain = self.least == self.most and not self.tolerance and not self.marks - {Role.ABOUT}
        return plain and (Role.ABOUT in self.marks or self.unit in (Unit.WORDS, Unit.CHARACTERS))

    @property
    def bounds(self) -> Bounds:
        """The numbers that it allows."""
        least, most = self.least, self.most
        if Role.EXACTLY in self.marks:
            return Bounds(least, most)
        if self.soft:
            return Bounds(round(least * (1 - ABOUT)), round(most * (1 + ABOUT)))
        about = Role.ABOUT in self.marks
        share = 0.0 if not about or self.tolerance else ABOUT_RANGE if least != most else ABOUT
        low, high = round(least * (1 - share)), round(most * (1 + share))
        if Role.LEAST in self.marks and Role.MOST not in self.marks:
            return Bounds(low, None)
        if Role.MOST in self.marks and Role.LEAST not in self.marks:
            return Bounds(None, high)
        return Bounds(low, high)

    def mark(self, token: WordToken) -> None:
        """Add the bound that a token states."""
        for kind in (Role.LEAST, Role.MOST, Role.OVER, Role.UNDER, Role.EXACTLY, Role.ABOUT):
            if token.isa(kind):
                self.marks.add(kind)
                break
