"""Records of git objects: branches, commits, files in a tree."""

from __future__ import annotations

from dataclasses import dataclass

MAX_FILE = 50 * 1024 * 1024
"""The size of the largest report or image that is collected, in bytes."""
_LINK, _MODULE = "120000", "160000"
REGULAR = frozenset({"100644", "100755"})
"""The modes of regular files."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last commit of a branch on the server; `branch` is `HEAD` if there is no branch.

    `note` gives the reason for the choice of the branch if it is not obvious.
    """

    branch: str
    commit: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class GitCommit:
    """A commit; `seconds` (since 1970) and `date` (ISO 8601) are when it was committed."""

    hash: str
    parents: tuple[str, ...]
    seconds: int
    date: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class TreeFile:
    """An entry in the tree of a commit: a file, a symbolic link or a submodule."""

    path: str
    mode: str
    oid: str

    @property
    def kind(self) -> str:
        """Return the kind of an entry that is not a regular file, in words; empty for a regular file."""
        return {_LINK: "a symbolic link", _MODULE: "a submodule"}.get(self.mode, "") or (
            "" if self.mode in REGULAR else "not a regular file"
        )
