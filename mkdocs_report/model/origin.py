"""The origin of a collected report: its repository and commit, and whether the copy is up to date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

MAX_REASON = 300
"""The most characters that are shown of a remark, and of the reason why a repository could not be reached."""
_ADDRESS = re.compile(r"https?://[\w.-]+(?::\d{1,5})?(?:/[\w.~+-]+)+/?", re.ASCII)

_HOST = re.compile(r"https?://([\w.-]+)")
_FILE_PAGES = (("github", "blob"), ("gitlab", "-/blob"), ("codeberg.org", "src/commit"), ("gitea", "src/commit"))
_CHANGES_PAGES = (("github", "compare"), ("gitlab", "-/compare"))
"""A part of a host's name, and the part of an address before the commit on such hosts."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The commit that a report was collected from: the `repository`'s address, and the hash.

    - `commit`: all digits of the hash
    - `date`, `before`: the committer's date, and the deadline that was asked for, both in ISO 8601
    - `late`: the number of commits after the deadline, which are not shown
    - `stale`: the reason why the repository could not be reached since; None if it could
    - `remarks`: warnings about the dates or the history, a sentence each
    - `path`: the path of the report in the repository
    """

    repository: str
    commit: str
    date: str
    before: str | None = None
    late: int = 0
    stale: str | None = None
    remarks: tuple[str, ...] = ()
    path: str = ""

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

    def address_of(self, path: str) -> str | None:
        """Return the address of a file's web page at the commit; None if it is not known how the host makes them.

        Args:
            path: the file's path in the repository, quoted.
        """
        pages = self._pages(_FILE_PAGES)
        return f"{pages}/{self.commit}/{path}" if pages else None

    @property
    def changes_url(self) -> str | None:
        """The address of the page that shows what changed after the commit, up to the default branch of today.

        None if it is not known how the host makes such addresses. Source: GitHub's and GitLab's documentation of
        comparisons, in which `HEAD` is the default branch.
        """
        pages = self._pages(_CHANGES_PAGES)
        return f"{pages}/{self.commit}...HEAD" if pages else None

    def _pages(self, known: tuple[tuple[str, str], ...]) -> str | None:
        """Return the address that pages of a kind begin with; None if the host is not among the known ones."""
        match = _HOST.match(self.repository) if _ADDRESS.fullmatch(self.repository) else None
        kind = next((kind for host, kind in known if match and host in match[1].lower()), None)
        return f"{self.repository.rstrip('/').removesuffix('.git')}/{kind}" if kind else None


def moment(text: str) -> str:
    """Return a time in a readable form: `2026-01-23 23:59 +01:00`.

    Raises:
        ValueError: it is no time in ISO 8601.
    """
    shown = datetime.fromisoformat(text).isoformat(sep=" ", timespec="minutes")
    return f"{shown[:16]} {shown[16:]}".rstrip()
