"""Shares in whole percents."""

from __future__ import annotations


def percent_of(number: int, total: int) -> int | None:
    """Return a share in whole percents, None of nothing; it is 0 and 100 only where it is exactly that."""
    if not total:
        return None
    rounded = round(100 * number / total)
    return rounded if number in {0, total} else min(max(rounded, 1), 99)
