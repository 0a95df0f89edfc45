"""A list of unique items with insertion in constant time."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class LinkedList(Generic[T]):
    """Unique items in order. Insertion takes the same time at every position."""

    def __init__(self) -> None:
        self._next: dict[T | None, T | None] = {None: None}

    def __contains__(self, item: T) -> bool:
        return item in self._next

    def __iter__(self) -> Iterator[T]:
        item = self._next[None]
        while item is not None:
            yield item
            item = self._next[item]

    def add(self, item: T, after: T | None) -> None:
        """Insert an item after another; at the start if `after` is None or missing."""
        before = after if after in self._next else None
        self._next[item] = self._next[before]
        self._next[before] = item
