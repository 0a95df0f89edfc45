"""Records of what a sentence states: the quantities that it asks for, and what was not read."""

from __future__ import annotations

from mkdocs_report.model.base import record
from mkdocs_report.model.limits import Bounds, Unit
from mkdocs_report.parsing.limits.frame import Frame


@record
class Quantity:
    """A number of a unit that a sentence asks for, and its place in the text.

    `part` is true if it is asked for each part of an answer. `for_all` is true if it is stated for all answers: "each
    answer". `soft` is true if its bounds are only a tolerance. `optional` is true if the thing is only allowed.
    """

    unit: Unit
    bounds: Bounds
    advisory: bool
    quote: str
    start: int
    end: int
    noun: str = ""
    part: bool = False
    for_all: bool = False
    optional: bool = False
    soft: bool = False
    excluding: tuple[str, ...] = ()
    added: bool = False
    """Whether it is asked for beside the one before: "a figure of the front and one of the back"."""

    consequence: bool = False
    """Whether it states what happens to other answers: "more than 300 words will be cut"."""
    certain: bool = True
    """Whether nothing else can be meant, so that two such quantities contradict each other."""

    frame: Frame = Frame.ASKED
    """The kind of its sentence: whether it is asked for, or may be."""

    @property
    def backward(self) -> bool:
        """Whether its end is less than its start: "80-30 words"."""
        least, most = self.bounds.least, self.bounds.most
        return least is not None and most is not None and least > most


@record
class Unread:
    """A place in the text that looks like a limit and is none: `kind` is that of the template warning."""

    kind: str
    start: int
    end: int


@record
class Reading:
    """The reading of one sentence: its `quantities`, what was `unread`, and the last `unit` that it names."""

    quantities: tuple[Quantity, ...] = ()
    unread: tuple[Unread, ...] = ()
    unit: Unit | None = None
    is_known: bool = False
    """Whether the sentence has a noun of a unit in this language."""

    @property
    def is_sure(self) -> bool:
        """Whether nothing that it asks for is uncertain."""
        return all(each.frame is not Frame.UNSURE for each in self.quantities)

    code: str = ""
    """The language in which it was read."""
    excluding: tuple[str, ...] = ()
    """The things left out of the count, also by a sentence without a number: "Footnotes are not counted"."""
