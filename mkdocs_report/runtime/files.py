"""Read regular files, and shorten paths for display. A named pipe or a device is never waited for."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BufferedReader
from pathlib import Path

_USUAL = 16_384
"""The bytes that are read at once from a file that claims to hold fewer."""
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


class SpecialFileError(OSError):
    """A path leads to a named pipe, a socket or a device."""


def open_regular(file: Path | str) -> BufferedReader:
    """Open a regular file to read its bytes; symbolic links are followed.

    Raises:
        OSError: it cannot be opened, or is a folder, named pipe, socket or device.
    """
    return os.fdopen(_opened(file)[0], "rb")


def read_regular(file: Path | str) -> bytes:
    """Return the bytes of a regular file; symbolic links are followed.

    Raises:
        OSError: as `open_regular` does, or it cannot be read.
    """
    with open_regular(file) as stream:
        return stream.read()


def read_head(file: Path | str, most: int) -> bytes:
    """Return the first bytes of a regular file, at most this many, in half the time that a stream takes.

    Memory is reserved for the file as it is, not for the largest that is accepted.

    Raises:
        OSError: as `open_regular` does, or it cannot be read.
    """
    descriptor, size = _opened(file)
    try:
        head = os.read(descriptor, min(most, max(size, _USUAL) + 1))
        room = _USUAL
        while len(head) < most and (more := os.read(descriptor, min(most - len(head), room))):
            head += more
            room *= 2
        return head
    finally:
        os.close(descriptor)


def _opened(file: Path | str) -> tuple[int, int]:
    """Open a regular file; return its descriptor, and its size according to the system."""
    _refuse_special(os.stat(file).st_mode, file)  # to open a device can set it off
    descriptor = os.open(file, _FLAGS)
    try:
        found = os.fstat(descriptor)
        _refuse_special(found.st_mode, file)  # it may have been changed meanwhile
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor, found.st_size


def real(file: Path) -> Path:
    """Return the absolute path that is behind all symbolic links; a loop of them is no error, as in Path.resolve."""
    return Path(os.path.realpath(file))


@dataclass(frozen=True, slots=True)
class InputFiles:
    """Input files, which are never overwritten, however their paths are written.

    A file is identified by its place on the disk: through links, `..`, and on a file system that ignores case.
    """

    places: frozenset[tuple[int, int]]

    def __contains__(self, file: Path) -> bool:
        return _place(file) in self.places


def input_files(files: Iterable[Path]) -> InputFiles:
    """Find the places of input files; those that are not there have none."""
    return InputFiles(frozenset(place for file in files if (place := _place(file)) is not None))


def _place(file: Path) -> tuple[int, int] | None:
    """Return the device and number that identify a file on this machine; None if there is no such file."""
    try:
        found = os.stat(file)  # asked of each report
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


class LinkResolver:
    """A resolver of symbolic links in many paths, which looks up each shared folder once."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def real(self, path: Path | str) -> str:
        """Return the absolute path that is behind all symbolic links, as `os.path.realpath` does."""
        whole = os.fspath(path)  # as text: asked of a thousand reports
        if not os.path.isabs(whole):
            whole = os.path.join(os.getcwd(), whole)
        known = self._known.get(whole)
        if known is None:
            above, name = os.path.split(whole)
            if name in {"", ".", ".."}:
                known = os.path.realpath(whole)
            else:
                known = os.path.join(self.real(above), name)
                known = os.path.realpath(known) if os.path.islink(known) else known
            self._known[whole] = known
        return known


def _refuse_special(mode: int, file: Path | str) -> None:
    if stat.S_ISREG(mode):
        return
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(file))
    raise SpecialFileError(errno.EINVAL, "It is a named pipe, socket or device, not a regular file", str(file))


def shown_path(file: Path, base: Path) -> str:
    """Return a path for display: POSIX, and relative to `base` if it is inside.

    A symbolic link keeps its own name; its target is not shown.
    """
    name, folder = str(file), f"{base}{os.sep}"
    if name.startswith(folder) and ".." not in name:  # the usual case, at a tenth of the cost
        return name[len(folder) :].replace(os.sep, "/")
    whole, folder = os.path.abspath(name), f"{os.path.abspath(base)}{os.sep}"  # a Path is slow
    if whole.startswith(folder) and ".." not in name:
        return whole[len(folder) :].replace(os.sep, "/")
    try:
        above, last = os.path.split(whole)
        inside = os.path.relpath(os.path.join(os.path.realpath(above), last), _real(folder))
        if inside == os.pardir or inside.startswith(f"{os.pardir}{os.sep}"):
            inside = os.path.relpath(file, base)
        return inside.replace(os.sep, "/")
    except ValueError:  # another drive
        return file.as_posix()


@lru_cache(maxsize=8)
def _real(base: str) -> str:
    return os.path.realpath(base)


def files_in(folder: Path) -> Iterator[tuple[float, int, str]]:
    """Yield the time of the last change, the size in bytes and the path of each file of a folder; skip links."""
    todo = [str(folder)]
    while todo:
        with contextlib.suppress(OSError), os.scandir(todo.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    todo.append(entry.path)
                else:
                    found = entry.stat(follow_symlinks=False)
                    yield found.st_mtime, found.st_size, entry.path
