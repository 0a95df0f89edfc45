"""What is kept of earlier builds."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_report.cli.doctor.facts import Advice, Facts, Level
from mkdocs_report.runtime.cache import MOST_BYTES

DAYS_UNUSED = 90
"""After so many days without use, what is kept is probably of no use."""
_WORTH = 100_000_000
"""How many bytes are worth a word."""


def check_caches(facts: Facts) -> Iterator[Advice]:
    """Folders of kept work that are large, or old."""
    for folder in facts.caches:
        if folder.old >= _WORTH:
            message = f"{folder.path} holds {folder.old / 1e6:,.0f} MB that were not used for {DAYS_UNUSED} days."
        elif folder.size > MOST_BYTES:
            message = f"{folder.path} holds {folder.size / 1e6:,.0f} MB."
        else:
            continue
        yield Advice(
            "cache", Level.WARNING, message, "Delete the folder; what is needed is made again.", folder.path, 1
        )


CHECKS = (check_caches,)
