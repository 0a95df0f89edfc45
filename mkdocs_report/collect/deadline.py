"""Choose the last commit of a branch before a deadline, and check the dates of commits."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from mkdocs_report.collect.errors import GitError
from mkdocs_report.collect.objects import GitCommit

_INTO = r"(?: into '?(?P<into>[^' ,;]+)'?)?(?:[ ,;:(].*)?"
_MERGES = (
    re.compile(rf"Merge branch '(?:refs/heads/)?(?P<branch>[^']+)'(?: of (?P<place>[^ ,;]+))?{_INTO}"),
    re.compile(rf"Merge remote-tracking branch '(?:refs/remotes/)?(?P<remote>[^/']+)/(?P<branch>[^']+)'{_INTO}"),
    re.compile(rf"Merge (?P<place>[^ ,;]*(?:://|@)[^ ,;]+|\.{{0,2}}/[^ ,;]+){_INTO}"),
)
"""The first lines of messages that git writes for a merge of a branch; the last is a pull that names no branch."""
_REQUEST = re.compile(r"Merge pull request #|Merged in ")
"""The first words of messages that hosts write for a merge; its first parent is the earlier tip of the branch."""

_FIRST = 1112832000
"""The day before git's first commit, in seconds since 1970."""
_SKEW = 600
"""The seconds by which the clocks of a group may differ."""


def read_moment(text: str) -> datetime:
    """Return the date and time that a text in ISO 8601 states: `2026-01-23T23:59+01:00`.

    Raises:
        ValueError: the text is invalid, or has no time or time zone.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError("this is not a date and time. Write 2026-01-23T23:59+01:00.") from None
    if len(text.strip()) <= len("2026-01-23"):
        raise ValueError("the time of day is missing. Write 2026-01-23T23:59+01:00.")
    if moment.tzinfo is None:
        raise ValueError("the time zone is missing. Append +01:00, or Z for UTC.")
    return moment


def date_warnings(
    history: Mapping[str, GitCommit], commit: GitCommit, moment: datetime | None, now: float
) -> tuple[str, ...]:
    """Return warnings about impossible dates of a commit and the commits before it, a sentence each.

    Args:
        history: the commits to check, by their hashes.
        commit: the commit that was collected.
        moment: the deadline.
        now: the current time, in seconds since 1970.
    """
    before = _ancestors(history, commit)
    found = [f"{what} {commit.date}".rstrip() for what in _impossible_dates(commit, now)]
    parents = [history[parent] for parent in commit.parents if parent in history]
    found += [
        f"the commit {commit.hash[:7]} is dated {commit.date}, earlier than the commit before it: {parent.date}"
        for parent in parents
        if commit.seconds < parent.seconds
    ][:1]
    if moment and (late := [each for each in before if each.seconds > moment.timestamp()]):
        found.append(f"the commit {late[0].hash[:7]}, on which it builds, is dated after the deadline: {late[0].date}")
    strange = [each for each in before if any(_impossible_dates(each, now)) or _is_backdated(history, each)]
    if strange:
        count = f"{len(strange)} earlier commits have dates" if len(strange) > 1 else "an earlier commit has a date"
        found.append(f"{count} that cannot be right: {', '.join(each.hash[:7] for each in strange[:3])}")
    return tuple(found)


def _impossible_dates(commit: GitCommit, now: float) -> Iterator[str]:
    if not commit.date or commit.seconds <= 0:
        yield f"the commit {commit.hash[:7]} has no date"
    elif commit.seconds < _FIRST:
        yield f"the commit {commit.hash[:7]} is dated before git existed:"
    elif commit.seconds > now + _SKEW:
        yield f"the commit {commit.hash[:7]} is dated in the future:"


def _is_backdated(history: Mapping[str, GitCommit], commit: GitCommit) -> bool:
    """Whether a commit is dated earlier than one before it, by more than clocks usually differ."""
    parents = (history[parent] for parent in commit.parents if parent in history)
    return any(parent.seconds - commit.seconds > _SKEW for parent in parents)


def _ancestors(history: Mapping[str, GitCommit], commit: GitCommit) -> list[GitCommit]:
    """Return all ancestors of a commit that are in the history."""
    seen: dict[str, GitCommit] = {}
    waiting = list(commit.parents)
    while waiting:
        name = waiting.pop()
        if name in history and name not in seen:
            seen[name] = history[name]
            waiting += history[name].parents
    return list(seen.values())


@dataclass(frozen=True, slots=True)
class ChosenCommit:
    """The commit that is collected for a deadline; `remarks` explain how ambiguous merges were read."""

    commit: GitCommit
    remarks: tuple[str, ...] = ()


class _MergeKind(enum.Enum):
    """The parent of a merge that was the tip of the branch before, judged by the first line of the message."""

    FIRST = enum.auto()
    PULLED = enum.auto()
    """The second parent: the branch itself was merged into a member's own commits."""
    ELSEWHERE = enum.auto()
    """A branch of the same name was pulled from another address: the same repository, renamed, or a template."""
    UNKNOWN = enum.auto()


def commit_before(
    history: Mapping[str, GitCommit],
    tip: str,
    branch: str,
    place: str,
    moment: datetime,
    holds_work: Callable[[GitCommit], bool] = lambda _commit: False,
) -> ChosenCommit:
    """Return the last commit of a branch at a moment or before.

    The branch is followed back from its last commit to the first one that is not dated after the moment. A wrong clock
    therefore affects only the commits that it dated.

    A merge is followed to its first parent, the earlier tip of the branch: work that was merged late counts as late. If
    a member merged the branch into their own commits, the merge is followed to the commit that was pulled, which was
    the tip on the server. If a branch of the same name was pulled from another address, the work of the group decides:
    the repository may have been renamed or moved, while a template contains no work.

    Args:
        history: the commits by their hashes.
        tip: the hash of the last commit of the branch.
        branch: the name of the branch.
        place: the address of the repository.
        moment: the deadline.
        holds_work: returns whether a commit contains a report that the group has begun.

    Raises:
        GitError: every commit is later.
    """
    limit = moment.timestamp()
    commit = history[tip]
    remarks = []
    while commit.seconds > limit:
        parents, remark = _previous_commits(commit, branch, place, history, holds_work)
        remarks += [remark] if remark else []
        before = next((history[parent] for parent in parents if parent in history), None)
        if before is None:
            first = f"the first commit is from {commit.date}"
            raise GitError(f"there is no commit before {moment.isoformat()}; {first}", permanent=True)
        commit = before
    return ChosenCommit(commit, tuple(remarks))


def _previous_commits(
    commit: GitCommit,
    branch: str,
    place: str,
    history: Mapping[str, GitCommit],
    holds_work: Callable[[GitCommit], bool],
) -> tuple[Sequence[str], str]:
    """Return the parents of a commit, the earlier tip of the branch first, and a remark for the examiner or nothing."""
    if len(commit.parents) < 2:
        return commit.parents, ""
    late = f"the merge {commit.hash[:7]} was made after the deadline and"
    match _merge_kind(commit, branch, place):
        case _MergeKind.PULLED:
            return commit.parents[::-1], ""
        case _MergeKind.ELSEWHERE:
            pulled = history.get(commit.parents[1])
            pulled_what = f"{late} pulled the branch from another address than the roster's:"
            if pulled and holds_work(pulled):
                return commit.parents[
                    ::-1
                ], f"{pulled_what} the pulled commits contain the group's work, so they were used"
            return (
                commit.parents,
                f"{pulled_what} the pulled commits contain none of the group's work, so they were not used",
            )
        case _MergeKind.UNKNOWN:
            return commit.parents, f"{late} does not name the branch that it merged: its first parent was used"
    return commit.parents, ""


def _merge_kind(commit: GitCommit, branch: str, place: str) -> _MergeKind:
    """Return the parent of a merge that was the tip of the branch before."""
    found = next((match for each in _MERGES if (match := each.fullmatch(commit.subject))), None)
    if found is None or len(commit.parents) > 2:
        return _MergeKind.FIRST if _REQUEST.match(commit.subject) else _MergeKind.UNKNOWN
    said = found.groupdict()
    if said.get("branch", branch) != branch:
        return _MergeKind.FIRST
    if said.get("remote") == "origin" or (said.get("place") and _plain(said["place"]) == _plain(place)):
        return _MergeKind.PULLED
    if not said.get("remote") and not said.get("place") and said["into"] not in (None, branch):
        return _MergeKind.PULLED
    return _MergeKind.ELSEWHERE


def _plain(place: str) -> str:
    """Return an address in one form, without scheme and user: `github.com/o/r`."""
    bare = re.sub(r"^[a-z]+://", "", place.casefold()).rpartition("@")[2]
    return bare.replace(":", "/").strip("/").removesuffix(".git")
