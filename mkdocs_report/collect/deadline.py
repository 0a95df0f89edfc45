"""Which commit of a branch is taken: the last one, or the last one before a deadline."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from mkdocs_report.collect.git_error import GitError
from mkdocs_report.collect.objects import Commit

_PULL = re.compile(
    r"Merge (?:branch '(?P<branch>[^']+)' of (?P<place>\S+)|remote-tracking branch 'origin/(?P<tracked>[^']+)')"
    r"(?: into (?P<into>\S+))?"
)
"""What `git pull` writes about a merge."""


def read_moment(text: str) -> datetime:
    """Read a moment in ISO 8601: `2026-01-23T23:59+01:00`.

    Raises:
        ValueError: it is none, or does not say in which time zone; the message says what to write.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"“{text}” is no moment; write 2026-01-23T23:59+01:00.") from None
    if len(text.strip()) <= len("2026-01-23"):
        raise ValueError(f"“{text}” is a day; write the time, too: 2026-01-23T23:59+01:00.")
    if moment.tzinfo is None:
        raise ValueError(f"“{text}” is in no time zone; write +01:00 behind it, or Z for UTC.")
    return moment


def commit_before(history: Mapping[str, Commit], tip: str, branch: str, place: str, moment: datetime) -> Commit:
    """Return the last commit of a branch that was committed at a moment or before.

    The branch is followed back from its last commit, and the first one that is not dated after the moment is it: a
    wrong clock costs a group the commits that it dated, and none of those on either side. A merge is followed to what
    stood on the branch before, its first parent, so that work which was merged late is late; but a merge by which
    `git pull` took in the branch itself is followed to what was pulled, since that is what had stood on the server.

    Args:
        history: the commits by their hashes.
        tip: the branch's last commit.
        branch: its name.
        place: the repository's address.
        moment: the deadline.

    Raises:
        GitError: every commit is later.
    """
    limit = moment.timestamp()
    commit = history[tip]
    while commit.seconds > limit:
        parents = commit.parents[::-1] if _is_pull(commit, branch, place) else commit.parents
        before = next((history[parent] for parent in parents if parent in history), None)
        if before is None:
            first = f"the first is of {commit.date}"
            raise GitError(f"there is no commit before {moment.isoformat()}; {first}", lasting=True)
        commit = before
    return commit


def _is_pull(commit: Commit, branch: str, place: str) -> bool:
    """Whether a merge took into somebody's own commits what had been pushed to the branch before."""
    pull = _PULL.fullmatch(commit.subject) if len(commit.parents) == 2 else None
    if pull is None or pull["into"] not in (None, branch):
        return False
    return pull["tracked"] == branch or (pull["branch"] == branch and _plain(pull["place"]) == _plain(place))


def _plain(place: str) -> str:
    """An address without what differs between ways to write it: `github.com/o/r`."""
    bare = re.sub(r"^[a-z]+://", "", place.casefold()).rpartition("@")[2]
    return bare.replace(":", "/").strip("/").removesuffix(".git")
