"""`record`: the frozen dataclass of which a report has dozens."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

_T = TypeVar("_T")


# A frozen dataclass sets each field through object.__setattr__, and making one costs three times as much. So mypy
# alone refuses to assign to a record: nothing does, and a course makes some 150 of them for each report.
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[_T]) -> type[_T]:
    """Make a slotted dataclass of two fields or more, hashed by them; they are not to be assigned to."""
    made = dataclass(slots=True, unsafe_hash=True)(cls)
    values = attrgetter(*[each.name for each in fields(made)])  # type: ignore[arg-type]

    def reduce(self: _T) -> tuple[type[_T], tuple[Any, ...]]:
        return made, values(self)

    made.__reduce__ = reduce  # type: ignore[assignment, method-assign]  # pickled in half the time
    return made
