"""A regular expression that is compiled when it is first used: a command does not compile what it never uses."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property


class LazyPattern:
    """A regular expression with the methods of `re.Pattern` that are used of it.

    Args:
        pattern: the expression.
        flags: those of `re.compile`.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._pattern, self._flags = pattern, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._pattern, self._flags)

    @cached_property
    def match(self) -> Callable[[str], re.Match[str] | None]:
        """Match at the start of a text."""
        return self._compiled.match

    @cached_property
    def fullmatch(self) -> Callable[[str], re.Match[str] | None]:
        """Match a whole text."""
        return self._compiled.fullmatch

    @cached_property
    def search(self) -> Callable[[str], re.Match[str] | None]:
        """Return the first match in a text."""
        return self._compiled.search

    @cached_property
    def sub(self) -> Callable[..., str]:
        """Replace all matches in a text."""
        return self._compiled.sub
