"""The limits of an answer: the numbers of words, images and other units that a prompt asks for."""

from __future__ import annotations

from mkdocs_report.model.base import OneOf, Span, record


class Unit(OneOf):
    """The kinds of things that a limit counts. Units are listed in this order everywhere."""

    WORDS = "words"
    IMAGES = "images"
    CHARACTERS = "characters"
    SENTENCES = "sentences"
    PARAGRAPHS = "paragraphs"
    LINKS = "links"
    TABLES = "tables"
    CODE_BLOCKS = "code_blocks"

    @property
    def noun(self) -> str:
        """The word for one: `code block`."""
        return self.value[:-1].replace("_", " ")

    @property
    def many(self) -> str:
        """The word for several: `code blocks`."""
        return f"{self.noun}s"


@record
class Bounds:
    """The smallest (`least`) and largest (`most`) number that is asked for; `None` leaves a side open."""

    least: int | None = None
    most: int | None = None

    @property
    def pair(self) -> tuple[int | None, int | None]:
        """The least and the most number."""
        return self.least, self.most

    def hold(self, number: int) -> bool:
        """Whether a number is within the bounds."""
        return (self.least is None or number >= self.least) and (self.most is None or number <= self.most)

    def __str__(self) -> str:
        if self.least is None:
            return f"at most {self.most}"
        if self.most is None:
            return f"at least {self.least}"
        return str(self.least) if self.least == self.most else f"{self.least}–{self.most}"


@record
class Clause:
    """A part of a prompt that states a limit: the `quote` is its exact text.

    `limit` is the name of the unit, such as "words". `span` counts lines of the prompt, from 1, because versions of a
    template share prompts that are in different lines of the file.
    """

    limit: str
    quote: str
    span: Span


EXCLUDED = ("footnotes", "references", "captions", "code", "tables", "headings")
"""The texts that a prompt may exclude from a count."""


@record
class Limit:
    """One limit that a prompt states: the `bounds` of the number of a `unit`.

    `advisory` is true if it is only recommended ("Recommended answer length"). `part` is true if it holds for each
    part of the answer ("50 words per part") and not for the whole. `excluding` names what the prompt leaves out of
    the count, as listed in `EXCLUDED`.
    """

    unit: Unit
    bounds: Bounds
    advisory: bool = False
    part: bool = False
    excluding: tuple[str, ...] = ()

    @property
    def demand(self) -> str:
        """`required` or `recommended`."""
        return "recommended" if self.advisory else "required"

    @property
    def noun(self) -> str:
        """The word for the unit, in the singular if the last bound is one: `at least 1 image`, `10–20 words`."""
        least, most = self.bounds.pair
        return self.unit.noun if (least if most is None else most) == 1 else self.unit.many

    @property
    def text(self) -> str:
        """The bounds with the unit: `10–20 words`, `1 image for each part`."""
        return f"{self.bounds} {self.noun}{' for each part' if self.part else ''}"


@record
class Limits:
    """The limits that a prompt states.

    `limits` are in the order of the units: at most one for each unit of the whole answer, and one for each unit of
    its parts. `clauses` are the parts of the prompt that state the limits, in its order.
    """

    limits: tuple[Limit, ...] = ()
    clauses: tuple[Clause, ...] = ()

    def of(self, unit: Unit) -> Limit | None:
        """Return the limit of the whole answer for a unit, None if the prompt states none."""
        for limit in self.limits:
            if limit.unit is unit and not limit.part:
                return limit
        return None

    @property
    def words(self) -> Bounds | None:
        """The number of words of the whole answer."""
        limit = self.of(Unit.WORDS)
        return limit.bounds if limit else None

    @property
    def images(self) -> Bounds | None:
        """The number of images of the whole answer."""
        limit = self.of(Unit.IMAGES)
        return limit.bounds if limit else None

    @property
    def advisory(self) -> bool:
        """Whether the number of words is only recommended, or that of images where no words are asked for."""
        limit = self.of(Unit.WORDS) or self.of(Unit.IMAGES)
        return limit.advisory if limit else False

    @property
    def images_advisory(self) -> bool:
        """Whether the number of images is only recommended; it may be required even if the words are not."""
        limit = self.of(Unit.IMAGES)
        return limit.advisory if limit else False

    @property
    def parts(self) -> tuple[Limit, ...]:
        """The limits for each part of the answer."""
        return tuple(limit for limit in self.limits if limit.part)


@record
class Measure:
    """The number of a `unit` in an answer, or in one of its parts.

    `number` decides: it is what a reader of the page counts. `least` and `most` are the smallest and the largest
    number of all conventions. `part` is the label of the part, such as "b)", and `line` its line in the report; both
    are empty for the whole answer.
    """

    unit: Unit
    number: int
    least: int
    most: int
    part: str = ""
    line: int = 0
