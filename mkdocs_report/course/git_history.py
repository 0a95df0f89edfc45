"""Read the last commit of each report, and the names of all files, from the project's own repository."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

from mkdocs_report.model.commit import Commit
from mkdocs_report.runtime.files import read_regular
from mkdocs_report.runtime.working_copy import GitQuery, open_query, working_copy, working_copy_around

_LOG = (
    *("log", "--format=%x01%H %cI", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv"),
    *("--no-show-signature", "--no-notes", "--no-mailmap", "--no-decorate"),
)
_HEAD = re.compile(r"([0-9a-f]{40,64}) (\d{4}-\d\d-\d\dT\S{9,15})")


def last_commits(files: Iterable[Path], project: Path) -> dict[Path, Commit]:
    """Return the last commit of each file in the repository around `project`.

    Only that repository is read, never one inside it, and git does not see its configuration. Nothing is returned if
    there is no git, no repository, or only a part of its history: a shallow clone in CI would date every file to its
    one commit. The same holds for a repository that is damaged, or that is not read (see `working_copy`).
    """
    copy = working_copy_around(project)
    if copy is None or copy.shallow:
        return {}
    wanted = {os.path.relpath(os.path.realpath(file), copy.root).replace(os.sep, "/"): file for file in files}
    wanted = {name: file for name, file in wanted.items() if not name.startswith("../")}
    with open_query(copy) as git:
        if not wanted or not git.head:
            return {}
        kept = _blobs(git, sorted(wanted))
        log = git.ask(*_LOG, git.head, "--", *sorted(kept)) if kept else None
    found: dict[str, Commit | None] = {}
    for entry in (log or "").split("\x01")[1:]:
        head, *names = [part.strip("\n") for part in entry.split("\0")]
        commit = _HEAD.fullmatch(head)
        for name in names:
            found.setdefault(name, Commit(commit[1], commit[2]) if commit else None)
    return {
        wanted[name]: Commit(commit.hash, commit.date, _is_changed(wanted[name], kept[name]))
        for name, commit in found.items()
        if commit and name in kept
    }


def tracked_names(top: Path) -> tuple[str, ...]:
    """Return the names of all files in the repository at `top`, sorted; none without git.

    They are the names in the index or, if git cannot read the index, those in the last commit.
    """
    copy = working_copy(top)
    if copy is None:
        return ()
    with open_query(copy) as git:
        listed = git.ask("ls-files", "-z") if git.add_index() else None
        if listed is None and git.head:
            listed = git.ask("ls-tree", "-r", "-z", "--full-tree", "--name-only", git.head)
    names = {name.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for name in (listed or "").split("\0")}
    return tuple(sorted(names - {""}))


def _blobs(git: GitQuery, names: Iterable[str]) -> dict[str, str]:
    """Return the hash of each of these files in the last commit, without files that are not in it."""
    listed = git.ask("ls-tree", "-z", "--full-tree", git.head, "--", *names) or ""
    entries = (entry.partition("\t") for entry in listed.split("\0") if entry)
    return {name: fields[2] for head, _, name in entries if (fields := head.split(" "))[1] == "blob"}


def _is_changed(file: Path, blob: str) -> bool:
    """Whether the content of a file differs from the commit, ignoring line ends."""
    try:
        data = read_regular(file)
    except OSError:
        return True
    kind = "sha256" if len(blob) == 64 else "sha1"
    texts = (b"blob %d\0" % len(text) + text for text in (data, data.replace(b"\r\n", b"\n")))
    return blob not in {hashlib.new(kind, text, usedforsecurity=False).hexdigest() for text in texts}
