"""The number of a unit in an answer, by several conventions."""

from __future__ import annotations

from mkdocs_report.model.base import record
from mkdocs_report.model.limits import Unit


@record
class Measure:
    """The number of a `unit` in an answer, or in one of its parts.

    `number` decides: it is what a reader of the page counts. `least` and `most` are the smallest and the largest
    number of all conventions. `part` is the label of the part, such as "b)"; empty for the whole answer.
    """

    unit: Unit
    number: int
    least: int
    most: int
    part: str = ""
