"""A cache of results on disk: each entry is found by a digest of everything that it depends on.

The folder may be deleted at any time, be used by two builds at once, and hold damaged or foreign entries. Each entry
is authenticated with a secret key that is stored elsewhere; an entry without a valid code counts as missing.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
import stat
import threading
from pathlib import Path

from mkdocs_report.runtime.atomic_write import write_whole
from mkdocs_report.runtime.files import files_in

MOST_BYTES = 2_000_000_000
"""The most bytes that the folder holds after a build; the entries that were used longest ago are removed first."""
MAX_BYTES = 256 * 1024 * 1024
"""The largest file that is read back."""
_TAG_NAME = "CACHEDIR.TAG"
_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# See https://bford.info/cachedir/\n"
"""The file that tells backup programs to skip a folder."""
_COARSE = 2.0
"""The seconds by which times of a file system may be wrong: FAT counts in twos."""
_LENGTH = hashlib.sha256().digest_size
_OPEN: int = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
_NO_FOLLOW = hasattr(os, "O_NOFOLLOW")
_TIMES: bool = os.utime in os.supports_fd
_OF_THIS_RUN = secrets.token_bytes(_LENGTH)


class Cache:
    """A folder of cache entries, by kind and key.

    Args:
        folder: made when something is put into it.
        secret: authenticates the entries. Without one, nothing from an earlier run is found.
    """

    def __init__(self, folder: Path, secret: bytes = _OF_THIS_RUN) -> None:
        self.folder = folder
        self._secret = secret
        self._began = 0.0

    def get(self, kind: str, key: str) -> bytes | None:
        """Return the value that was stored under a key; None if it is missing or invalid."""
        data = read(self.place(kind, key), used=True)
        if data is None:
            return None
        value = data[_LENGTH:]
        return value if hmac.compare_digest(data[:_LENGTH], self._code(kind, key, value)) else None

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Store a value under a key, completely or not at all; if nothing can be written, nothing is stored."""
        with contextlib.suppress(OSError):
            write(Path(self.place(kind, key)), self._code(kind, key, value) + value)

    def remove(self, kind: str, key: str) -> None:
        """Remove the value that was stored under a key, if there is one."""
        with contextlib.suppress(OSError):
            os.unlink(self.place(kind, key))

    def place(self, kind: str, key: str, suffix: str = "") -> str:
        """Return the path of an entry.

        Raises:
            ValueError: the kind, the key or the suffix could lead out of the folder.
        """
        name = kind + key + suffix.removeprefix(".")
        if not (name.isascii() and name.isalnum()):
            raise ValueError(f"not the name of a cache entry: {kind}/{key}{suffix}")
        return f"{self.folder}{os.sep}{kind}{os.sep}{key}{suffix}"

    def _code(self, kind: str, key: str, value: bytes) -> bytes:
        return hmac.digest(self._secret, b"%s %s\0%s" % (kind.encode(), key.encode(), value), "sha256")

    def begin(self) -> None:
        """Write `CACHEDIR.TAG`, and record its time as the start of a build, by the clock of the file system.

        Raises:
            OSError: it cannot be written.
        """
        write_whole(self.folder / _TAG_NAME, _TAG)
        self._began = (self.folder / _TAG_NAME).stat().st_mtime

    def prune(self, most: int = MOST_BYTES, *, unused: bool = False) -> None:
        """Remove the entries that were used longest ago, until no more than `most` bytes are left.

        Args:
            most: the bytes that may be left.
            unused: whether entries that were not used since `begin` are removed, for example those of a group that
                is left out now.
        """
        found = sorted(files_in(self.folder), reverse=True)
        used = {_stem(path) for when, _, path in found if when >= self._began - _COARSE} if unused else set()
        total = 0
        for _, size, path in found:
            total += size
            if total > most or (unused and _stem(path) not in used):
                with contextlib.suppress(OSError):
                    os.unlink(path)


def _stem(path: str) -> str:
    """Return the key of an entry. An image shares the key of its note; only the note is used in each build."""
    return os.path.splitext(os.path.basename(path))[0]  # asked of each entry


def read(path: str, used: bool = False) -> bytes | None:
    """Return the bytes of a regular file; None where it is missing, a link, a pipe, a device or too large.

    Args:
        path: the file.
        used: whether its time is set to now, so that `Cache.prune` removes it last.
    """
    try:
        if not _NO_FOLLOW and os.path.islink(path):  # Windows
            return None
        with os.fdopen(os.open(path, _OPEN), "rb", buffering=0) as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_BYTES:
                return None
            data = file.read(found.st_size + 1)
            if used:
                os.utime(file.fileno() if _TIMES else path)
    except OSError:
        return None
    return data


def linked(folder: Path, base: Path) -> Path | None:
    """Return the first symbolic link among the folders of a cache: those from `base` down to it, and those in it."""
    above = [base.joinpath(*folder.relative_to(base).parts[: number + 1]) for number in range(len(folder.parts))]
    for place in dict.fromkeys(above):
        if place.is_symlink():
            return place
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        return next((Path(entry.path) for entry in entries if entry.is_symlink()), None)
    return None


def write(target: Path, data: bytes) -> None:
    """Write a file of the cache completely or not at all. A folder in its place is moved away, not removed.

    Raises:
        OSError: it cannot be written.
    """
    try:
        write_whole(target, data)
    except OSError:
        if not target.is_dir() or target.is_symlink():
            raise
        target.rename(f"{target}.{os.getpid()}-{threading.get_ident()}-aside")  # it would block this entry for ever
        write_whole(target, data)
