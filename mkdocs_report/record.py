"""What results are made of: `record`, the frozen dataclass of which a report has dozens, and names out of a few."""

from __future__ import annotations

import enum
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


class OneOf(enum.StrEnum):
    """A name out of a few.

    It is pickled by its value. Some Pythons, 3.11.2 among them, have pickles look it up by `getattr` instead, which no
    process takes from another here.
    """

    def __reduce_ex__(self, _: object) -> tuple[type[OneOf], tuple[str]]:
        """Return what makes it again."""
        return type(self), (self.value,)
