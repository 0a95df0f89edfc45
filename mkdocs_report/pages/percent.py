"""Percentages in whole numbers."""

from __future__ import annotations


def percent_of(number: int, total: int) -> int | None:
    """Return a percentage as a whole number, None for a total of 0. Only exact values are 0 or 100."""
    if not total:
        return None
    rounded = round(100 * number / total)
    return rounded if number in {0, total} else min(max(rounded, 1), 99)
