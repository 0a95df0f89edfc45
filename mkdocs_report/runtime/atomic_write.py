"""Write a file completely or not at all, and never through a symbolic link in its folder."""

from __future__ import annotations

import contextlib
import os
import stat
import threading
from pathlib import Path
from typing import BinaryIO

_SYSTEM = ("/dev/", "/proc/")
"""Links in these folders are the system's, such as `/dev/stdout`."""


def write_whole(file: Path, data: bytes) -> None:
    """Write a file whole or not at all, and the folders above it, also when two processes write it at once.

    A symbolic link in its place is replaced: what it leads to stays as it is. A device or a pipe is written into.

    Raises:
        OSError: it cannot be written; what was there is still there.
    """
    target = str(file)
    if _is_stream(target):
        with open(target, "wb") as stream:
            stream.write(data)
        return
    folder = os.path.dirname(target)  # a thousand of them in a cold build
    part = os.path.join(folder, f".{os.getpid()}-{threading.get_ident()}.part")  # no two write at once
    try:
        with _create(part, file.parent) as stream:
            stream.write(data)
        os.replace(part, target)
    except BaseException:  # Ctrl-C as well
        with contextlib.suppress(OSError):
            os.unlink(part)
        raise


def _create(part: str, folder: Path) -> BinaryIO:
    """Open a new file in a folder, which is made if it is missing."""
    try:
        return open(part, "xb")
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:  # of a process that was killed, or a link whose target is to be written
        os.unlink(part)
    return open(part, "xb")


def _is_stream(target: str) -> bool:
    try:
        mode = os.lstat(target).st_mode
    except OSError:
        return False
    if stat.S_ISLNK(mode):
        return os.path.abspath(target).startswith(_SYSTEM)
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def linked_folder(file: Path, folder: Path) -> Path | None:
    """Return the first folder between `folder` and a file in it that is a symbolic link; None where there is none."""
    inner, outer = Path(os.path.abspath(file)), Path(os.path.abspath(folder))  # follows no link
    if not inner.is_relative_to(outer):
        return None
    below = [each for each in inner.parents if each != outer and each.is_relative_to(outer)]
    return next((each for each in reversed(below) if each.is_symlink()), None)
