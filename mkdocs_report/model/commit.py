"""The last commit of a report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Commit:
    """The last commit that changed a file: its hash, its date (ISO 8601, of the committer), and what came since.

    `changed` says that the file has changes which are not committed.
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
