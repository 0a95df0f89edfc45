"""Check the cache of earlier builds."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_report.cli.doctor.facts import Advice, Facts, Level
from mkdocs_report.runtime.cache import MOST_BYTES

DAYS_UNUSED = 90
"""The days without use after which a cached file counts as old."""
_MIN_BYTES = 100_000_000
"""The least bytes of old files that are reported."""


def check_caches(facts: Facts) -> Iterator[Advice]:
    """Report cache folders that are large or old."""
    for folder in facts.caches:
        if folder.old >= _MIN_BYTES:
            message = f"{folder.path} contains {folder.old / 1e6:,.0f} MB that were not used for {DAYS_UNUSED} days."
        elif folder.size > MOST_BYTES:
            message = f"{folder.path} contains {folder.size / 1e6:,.0f} MB."
        else:
            continue
        yield Advice(
            "cache", Level.WARNING, message, "Delete the folder. The next build creates it again.", folder.path, 1
        )


CHECKS = (check_caches,)
