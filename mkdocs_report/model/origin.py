"""The origin of a collected report: its repository and commit, and whether the copy is up to date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

MAX_REASON = 300
"""The most characters that are shown of a remark, and of the reason why a repository could not be reached."""
_ADDRESS = re.compile(r"https?://[\w.-]+(?::\d{1,5})?(?:/[\w.~+-]+)+/?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Origin:
    """The commit that a report was collected from: the `repository`'s address, and the hash.

    - `commit`: all digits of the hash
    - `date`, `before`: the committer's date, and the deadline that was asked for, both in ISO 8601
    - `late`: the number of commits after the deadline, which are not shown
    - `stale`: the reason why the repository could not be reached since; None if it could
    - `remarks`: warnings about the dates or the history, a sentence each
    """

    repository: str
    commit: str
    date: str
    before: str | None = None
    late: int = 0
    stale: str | None = None
    remarks: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """The first seven digits of the hash."""
        return self.commit[:7]

    @property
    def when(self) -> str:
        """The date in a readable form."""
        return moment(self.date) if self.date else "an unknown date"

    @property
    def deadline(self) -> str | None:
        """The deadline in a readable form."""
        return moment(self.before) if self.before else None

    @property
    def url(self) -> str | None:
        """The address of the commit's web page; None if the repository's address is not a web address."""
        if not _ADDRESS.fullmatch(self.repository):
            return None
        return f"{self.repository.rstrip('/').removesuffix('.git')}/commit/{self.commit}"


def moment(text: str) -> str:
    """Return a time in a readable form: `2026-01-23 23:59 +01:00`.

    Raises:
        ValueError: it is no time in ISO 8601.
    """
    shown = datetime.fromisoformat(text).isoformat(sep=" ", timespec="minutes")
    return f"{shown[:16]} {shown[16:]}".rstrip()
