"""What git keeps, as far as we look at it: branches, commits, names in a tree."""

from __future__ import annotations

from dataclasses import dataclass

MAX_FILE = 50 * 1024 * 1024
"""How large a report or an image may be, in bytes."""
_LINK, _MODULE = "120000", "160000"
REGULAR = frozenset({"100644", "100755"})
"""The modes of files that are read."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last commit of a branch, as the server tells; `branch` is `HEAD` where it is on none.

    `note` says why this branch was taken, where that is not plain.
    """

    branch: str
    commit: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class GitCommit:
    """A commit: its hash, its parents, when it was committed (seconds since 1970, and ISO 8601), its first line."""

    hash: str
    parents: tuple[str, ...]
    seconds: int
    date: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class TreeFile:
    """A name in a commit's tree, with what git keeps there."""

    path: str
    mode: str
    oid: str

    @property
    def kind(self) -> str:
        """What stands there instead of a regular file, in words; empty where it is one."""
        return {_LINK: "a symbolic link", _MODULE: "a submodule"}.get(self.mode, "") or (
            "" if self.mode in REGULAR else "no regular file"
        )
