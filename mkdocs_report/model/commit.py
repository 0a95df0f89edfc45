"""The last commit of a report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Commit:
    """The last commit that changed a file: its hash, and the committer's date in ISO 8601.

    `changed` is true if the file has changes that are not committed.
    """

    hash: str
    date: str
    changed: bool = False

    @property
    def short(self) -> str:
        """The first seven digits of the hash."""
        return self.hash[:7]

    @property
    def day(self) -> str:
        """The day of the commit, `2026-01-23`."""
        return self.date[:10]
