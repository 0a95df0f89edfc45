"""What results are made of: `record`, the frozen dataclass of which a report has dozens, and names out of a few."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


# A frozen dataclass sets each field through object.__setattr__, and making one costs three times as much. So mypy
# alone refuses to assign to a record: nothing does, and a course makes some 150 of them for each report.
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[_T]) -> type[_T]:
    """Make a slotted dataclass, hashed by its fields; they are not to be assigned to."""
    return dataclass(slots=True, unsafe_hash=True)(cls)


class OneOf(enum.StrEnum):
    """A name out of a few."""
