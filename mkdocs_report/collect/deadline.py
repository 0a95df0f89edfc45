"""Which commit of a branch is taken: the last one, or the last one before a deadline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from mkdocs_report.collect.git_error import GitError
from mkdocs_report.collect.objects import Commit

_PULL = re.compile(
    r"Merge (?:branch '(?P<branch>[^']+)' of (?P<place>\S+)|remote-tracking branch 'origin/(?P<tracked>[^']+)')"
    r"(?: into (?P<into>\S+))?"
)
"""What `git pull` writes about a merge."""


_FIRST = 1112832000
"""The day before git's first commit, in seconds since 1970."""
_SKEW = 600
"""By how many seconds the clocks of a group may differ."""


def read_moment(text: str) -> datetime:
    """Read a moment in ISO 8601: `2026-01-23T23:59+01:00`.

    Raises:
        ValueError: it is none, or does not say in which time zone; the message says what to write.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError("this is no moment; write 2026-01-23T23:59+01:00.") from None
    if len(text.strip()) <= len("2026-01-23"):
        raise ValueError("this is a day; write the time, too: 2026-01-23T23:59+01:00.")
    if moment.tzinfo is None:
        raise ValueError("this is in no time zone; write +01:00 behind it, or Z for UTC.")
    return moment


def doubts_about(history: Mapping[str, Commit], commit: Commit, moment: datetime | None, now: float) -> tuple[str, ...]:
    """Return what cannot be true about the dates of a commit and of those before it, a sentence each.

    Args:
        history: the commits by their hashes, as far as they are to be looked at.
        commit: the one that was taken.
        moment: the deadline.
        now: the time, in seconds since 1970.
    """
    before = _ancestors(history, commit)
    found = [f"{what} {commit.date}".rstrip() for what in _impossible(commit, now)]
    parents = [history[parent] for parent in commit.parents if parent in history]
    found += [
        f"the commit {commit.hash[:7]} is dated {commit.date}, earlier than the commit before it: {parent.date}"
        for parent in parents
        if commit.seconds < parent.seconds
    ][:1]
    if moment and (late := [each for each in before if each.seconds > moment.timestamp()]):
        found.append(f"the commit {late[0].hash[:7]}, on which it builds, is dated after the deadline: {late[0].date}")
    strange = [each for each in before if any(_impossible(each, now)) or _is_backdated(history, each)]
    if strange:
        count = f"{len(strange)} earlier commits have dates" if len(strange) > 1 else "an earlier commit has a date"
        found.append(f"{count} that cannot be right: {', '.join(each.hash[:7] for each in strange[:3])}")
    return tuple(found)


def _impossible(commit: Commit, now: float) -> Iterator[str]:
    if not commit.date or commit.seconds <= 0:
        yield f"the commit {commit.hash[:7]} has no date"
    elif commit.seconds < _FIRST:
        yield f"the commit {commit.hash[:7]} is dated before git existed:"
    elif commit.seconds > now + _SKEW:
        yield f"the commit {commit.hash[:7]} is dated in the future:"


def _is_backdated(history: Mapping[str, Commit], commit: Commit) -> bool:
    """Whether a commit is dated earlier than one before it, by more than clocks usually differ."""
    parents = (history[parent] for parent in commit.parents if parent in history)
    return any(parent.seconds - commit.seconds > _SKEW for parent in parents)


def _ancestors(history: Mapping[str, Commit], commit: Commit) -> list[Commit]:
    """All commits that one builds on, as far as they are in the history."""
    seen: dict[str, Commit] = {}
    waiting = list(commit.parents)
    while waiting:
        name = waiting.pop()
        if name in history and name not in seen:
            seen[name] = history[name]
            waiting += history[name].parents
    return list(seen.values())


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
