"""The base of all records: `record`, a frozen dataclass that is cheap to create; `OneOf`; and `Span`."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


# A frozen dataclass sets each field through object.__setattr__, and making one costs three times as much. So mypy
# alone refuses to assign to a record: nothing does, and a course makes some 150 of them for each report.
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[_T]) -> type[_T]:
    """Make a dataclass with slots that is hashed by its fields; code never assigns to them."""
    return dataclass(slots=True, unsafe_hash=True)(cls)


class OneOf(enum.StrEnum):
    """An enumeration whose members are texts."""

    __hash__ = str.__hash__  # that of enumerations is slow, and members are looked up in sets all the time


@record
class Span:
    """Lines of a file, from the `first` to the `last`, both included."""

    first: int
    last: int

    def __contains__(self, line: object) -> bool:
        return isinstance(line, int) and self.first <= line <= self.last
