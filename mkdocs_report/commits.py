"""When each report was last committed, and which files there are, as the project's own repository tells."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_SECONDS = 20
_GIT = ("git", "-c", "log.showSignature=false", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")


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


def last_commits(files: Iterable[Path], project: Path) -> dict[Path, Commit]:
    """Return the last commit of each file that the repository around `project` keeps.

    Only that repository is asked, never one that lies inside it: what a group handed in may bring settings that
    make git run programs. Where there is no git, no repository, or only a part of its history (a shallow clone in
    CI would date every file to its one commit), nothing is known.
    """
    top = _run(project, "rev-parse", "--is-shallow-repository", "--show-toplevel").split("\n")
    if len(top) < 2 or top[0] != "false":
        return {}
    root = Path(top[1])
    wanted = {os.path.relpath(file.resolve(), root).replace(os.sep, "/"): file for file in files}
    wanted = {name: file for name, file in wanted.items() if not name.startswith("../")}
    if not wanted:
        return {}
    changed = set(_run(root, "diff-index", "--name-only", "-z", "HEAD", "--", *sorted(wanted)).split("\0"))
    found: dict[Path, Commit] = {}
    log = _run(root, "log", "--format=%x01%H %cI", "--name-only", "-z", "--no-renames", "--", *sorted(wanted))
    for entry in log.split("\x01")[1:]:
        head, *names = [part.strip("\n") for part in entry.split("\0")]
        commit, _, date = head.partition(" ")
        for name in names:
            if name in wanted:
                found.setdefault(wanted[name], Commit(commit, date, name in changed))
    return found


def tracked_names(top: Path) -> tuple[str, ...]:
    """Return the names of all files that the repository at `top` keeps, sorted; none where there is no git."""
    return tuple(sorted(filter(None, _run(top, "ls-files", "-z").split("\0"))))


def _run(folder: Path, *arguments: str) -> str:
    """Return what git prints, or nothing where it can not be run."""
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        result = subprocess.run(  # noqa: S603 - git, with names that stand behind --
            [*_GIT, "-C", str(folder), *arguments],
            capture_output=True,
            env=environment,
            timeout=_SECONDS,
            check=True,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return result.stdout.decode("utf-8", "replace").strip("\n")
