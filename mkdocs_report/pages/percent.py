"""Shares in whole percents."""

from __future__ import annotations


def percent_of(number: int, of: int) -> int | None:
    """Return a share in whole percents, None of nothing; it is 0 and 100 only where it is exactly that."""
    if not of:
        return None
    rounded = round(100 * number / of)
    return rounded if number in {0, of} else min(max(rounded, 1), 99)
