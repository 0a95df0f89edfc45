"""Find the git repository of a folder by its files, and ask git about its objects without its configuration.

A downloaded folder may contain a repository whose configuration names commands. Therefore git never sees that
configuration: it works in a private repository, which is made for each query and has no settings, hooks, attributes
or remotes. Only the objects, and a copy of the index, come from the folder.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mkdocs_report.runtime.programs import find_program, limit_program

SECONDS = 20
"""The seconds that git may take for one query."""
_LINE = 4096
_PACKED = 32 * 1024 * 1024
_INDEX = 64 * 1024 * 1024
_OUTPUT = 64 * 1024 * 1024
"""The most bytes that are read: of a file with one line, of packed references, of an index, of an answer of git."""
_HASH = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_REFERENCE = re.compile(r"ref: (refs/heads/(?!.*\.\.)[^\x00-\x20\x7f\\]+)")
_MEMORY = 1024 * 1024 * 1024
"""The memory that git may take, without the files that it maps: a small object can unfold to any size."""
_LINKS = 5
"""The most symbolic references that are followed."""


@dataclass(frozen=True, slots=True)
class WorkingCopy:
    """A folder with a git repository.

    `root` is the top folder. `git_dir` holds the files of this working copy alone (HEAD and index), `common_dir` those
    that it shares with other worktrees (objects and branches). In an ordinary clone, both are `root/.git`.
    """

    root: Path
    git_dir: Path
    common_dir: Path

    @property
    def shallow(self) -> bool:
        """Whether the repository holds only a part of the history."""
        return os.path.lexists(self.common_dir / "shallow")

    def head(self) -> str:
        """Return the hash of the commit that is checked out; empty if there is none, or it cannot be read."""
        text = _text(self.git_dir / "HEAD")
        for _ in range(_LINKS):
            reference = _REFERENCE.fullmatch(text)
            if reference is None:
                break
            text = _text(self.common_dir / reference[1]) or self._packed(reference[1])
        return text if _HASH.fullmatch(text) else ""

    def _packed(self, name: str) -> str:
        found = re.search(
            rf"^([0-9a-f]+) {re.escape(name)}$", _text(self.common_dir / "packed-refs", _PACKED), re.MULTILINE
        )
        return found[1] if found else ""

    def index(self) -> bytes:
        """Return the index; empty if there is none, or it is too large."""
        return _bytes(self.git_dir / "index", _INDEX)


def working_copy_around(folder: Path) -> WorkingCopy | None:
    """Return the working copy that a folder is in; None if there is none, or one that is not read."""
    place = folder.resolve()
    for root in (place, *place.parents):
        if os.path.lexists(root / ".git"):
            return working_copy(root)
    return None


def working_copy(root: Path) -> WorkingCopy | None:
    """Return the working copy whose top folder this is; None if it is none, or one that is not read.

    A file `.git` names another folder. It is followed only where that folder belongs to this one: to a worktree that
    it knows, or to a submodule of the repository around it. Repositories that borrow objects from others
    (`objects/info/alternates`, symbolic links) are not read: the others may be anywhere on this machine. Nor is one
    that we cannot look into, or whose links lead in a circle.
    """
    try:
        return _read(root.resolve())
    except (OSError, RuntimeError):  # a circle of links is a RuntimeError; so is a chain of submodules without end
        return None


def _read(root: Path) -> WorkingCopy | None:
    mark = root / ".git"
    try:
        mode = mark.lstat().st_mode
    except OSError:
        return None
    if stat.S_ISDIR(mode):
        git_dir = common_dir = mark
        if os.path.lexists(mark / "commondir"):
            return None
    elif not (git_dir := _linked(mark)) or not (common_dir := _common(root, git_dir)):  # type: ignore[assignment]
        return None
    objects = common_dir / "objects"
    if not stat.S_ISDIR(objects.lstat().st_mode) or os.path.lexists(objects / "info/alternates"):
        return None
    return None if has_links(objects) else WorkingCopy(root, git_dir, common_dir)


def has_links(objects: Path) -> bool:
    """Whether a folder of objects, or what git reads in it, is a symbolic link, for example to another repository."""
    with os.scandir(objects) as entries:
        return any(entry.is_symlink() or (entry.is_dir() and _holds_links(entry.path)) for entry in entries)


def _holds_links(folder: str) -> bool:
    with os.scandir(folder) as entries:
        return any(entry.is_symlink() for entry in entries)


def _linked(mark: Path) -> Path | None:
    """Return the folder that a file `.git` names."""
    text = _text(mark)
    if not text.startswith("gitdir: "):
        return None
    try:
        return (mark.parent / text.removeprefix("gitdir: ")).resolve()
    except ValueError:
        return None


def _common(root: Path, git_dir: Path) -> Path | None:
    """Return the folder that `git_dir` shares with other worktrees, if `git_dir` belongs to this working copy."""
    shared = _text(git_dir / "commondir")
    if not shared:
        around = working_copy_around(root.parent)
        return git_dir if around and git_dir.is_relative_to(around.git_dir / "modules") else None
    try:
        common_dir = (git_dir / shared).resolve()
        back = Path(_text(git_dir / "gitdir") or "/").resolve()
    except ValueError:
        return None
    return common_dir if git_dir.parent == common_dir / "worktrees" and back == root / ".git" else None


@dataclass(frozen=True, slots=True)
class PrivateRepository:
    """A repository in which git answers about the objects of a working copy, and nothing else.

    Attributes:
        copy: the working copy.
        head: the commit that is checked out; empty if there is none.
        place: the folder of the repository.
    """

    copy: WorkingCopy
    head: str
    place: Path

    def add_index(self) -> bool:
        """Copy the index of the working copy; return whether there is one."""
        data = self.copy.index()
        (self.place / "index").write_bytes(data)
        return bool(data)

    def ask(self, *arguments: str) -> str | None:
        """Return the output of git; None if it fails, prints too much, or takes too long."""
        program = find_program("git")
        if program is None:
            return None
        try:
            process = subprocess.Popen(  # noqa: S603 - git, with names after --
                [program, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=self._environment(),
                cwd=self.place,
            )
        except OSError:
            return None
        limit_program(process.pid, "RLIMIT_DATA", _MEMORY)
        timer = threading.Timer(SECONDS, process.kill)
        timer.daemon = True
        timer.start()
        with process:
            assert process.stdout is not None  # it is a pipe
            output = process.stdout.read(_OUTPUT + 1)
            if len(output) > _OUTPUT:
                process.kill()
        timer.cancel()
        return output.decode("utf-8", "surrogateescape") if process.returncode == 0 else None

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "XDG_"))}
        if "GIT_EXEC_PATH" in os.environ:
            kept["GIT_EXEC_PATH"] = os.environ["GIT_EXEC_PATH"]
        return {
            **kept,
            "HOME": str(self.place),
            "GIT_DIR": str(self.place),
            "GIT_OBJECT_DIRECTORY": str(self.copy.common_dir / "objects"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_SYSTEM": os.devnull,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_ATTR_NOSYSTEM": "1",
            "GIT_NO_LAZY_FETCH": "1",
            "GIT_NO_REPLACE_OBJECTS": "1",
            "GIT_ALLOW_PROTOCOL": "none",
            "GIT_LITERAL_PATHSPECS": "1",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_TERMINAL_PROMPT": "0",
            "LC_ALL": "C",
        }


@contextlib.contextmanager
def private_repository(copy: WorkingCopy) -> Iterator[PrivateRepository]:
    """Yield a private repository in which git can be asked about a working copy; remove it afterwards."""
    with tempfile.TemporaryDirectory(prefix="mkdocs-report-", ignore_cleanup_errors=True) as name:
        place, head = Path(name).resolve(), copy.head()
        kind = "\trepositoryformatversion = 1\n[extensions]\n\tobjectFormat = sha256\n"
        settings = "[core]\n\tbare = true\n\tcommitGraph = false\n\tmultiPackIndex = false\n"
        version = kind if len(head) == 64 else "\trepositoryformatversion = 0\n"
        (place / "config").write_text(f"{settings}{version}", encoding="utf-8")
        (place / "HEAD").write_text("ref: refs/heads/none\n", encoding="utf-8")
        (place / "refs").mkdir()
        yield PrivateRepository(copy, head, place)


def _text(file: Path, most: int = _LINE) -> str:
    return _bytes(file, most).decode("utf-8", "surrogateescape").strip()


def _bytes(file: Path, most: int) -> bytes:
    """Return the content of a regular file; empty for a link, a pipe, or a file larger than `most`."""
    try:
        with open(file, "rb", opener=_open) as stream:
            data = stream.read(most + 1) if stat.S_ISREG(os.fstat(stream.fileno()).st_mode) else b""
    except (OSError, ValueError):
        return b""
    return data if len(data) <= most else b""


def _open(path: str, flags: int) -> int:
    """Open a file, but not a link, and do not wait for a pipe."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
