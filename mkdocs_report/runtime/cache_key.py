"""The secret key that authenticates the cache: from the environment, or from a file in the user's state folder."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import stat
import sys
from pathlib import Path

VARIABLE = "MKDOCS_REPORT_CACHE_KEY"
"""The environment variable that holds the key, for example a secret of a CI system."""
SHORTEST = 16
"""The fewest characters of a key in the environment variable."""
_BYTES = 32


class CacheKeyError(Exception):
    """The key cannot be stored; the text is a message for the user."""


def cache_key(project: Path) -> bytes:
    """Return the key of this user's caches: 32 bytes, created at the first call.

    Args:
        project: the project's folder. A key file in it is refused, since a pull request could bring one.

    Raises:
        CacheKeyError: the key cannot be stored safely for the next build.
    """
    text = os.environ.get(VARIABLE, "")
    if text:  # a CI system sets a variable to nothing where a fork may not read the secret
        if len(text) < SHORTEST:
            raise CacheKeyError(f"{VARIABLE} is too short. Set it to {SHORTEST} random characters or more.")
        return hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest()
    try:
        file = state_folder() / "mkdocs-report" / "cache.key"
        if file.resolve().is_relative_to(project.resolve()):
            raise CacheKeyError(f"{file} is in the project, where others can write. Set {VARIABLE}.")
        if not os.path.lexists(file):
            _create(file)
        return _read(file)
    except (OSError, RuntimeError) as error:  # the latter: there is no home folder
        reason = getattr(error, "strerror", None) or error
        raise CacheKeyError(f"The key of the cache cannot be stored: {reason}. Set {VARIABLE}.") from None


def state_folder() -> Path:
    """Return the folder where this system keeps the state of the user's programs.

    Raises:
        RuntimeError: the user has no home folder.
    """
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) if local else Path.home() / "AppData" / "Local"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    state = os.environ.get("XDG_STATE_HOME", "")
    return Path(state) if Path(state).is_absolute() else Path.home() / ".local" / "state"


def _create(file: Path) -> None:
    """Write a new key, whole; a key that another build writes at the same time stays."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(secrets.token_bytes(_BYTES))
        try:
            os.link(new, file)
        except FileExistsError:
            pass
        except OSError:  # a file system without links
            new.replace(file)
    finally:
        with contextlib.suppress(OSError):
            new.unlink()


def _read(file: Path) -> bytes:
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | _BINARY)
    with os.fdopen(descriptor, "rb", buffering=0) as stream:
        found = os.fstat(descriptor)
        key = stream.read(_BYTES + 1) if stat.S_ISREG(found.st_mode) else b""
    if len(key) != _BYTES:
        raise CacheKeyError(f"{file} is not a key of {_BYTES} bytes. Delete it.")
    if hasattr(os, "getuid") and (found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o077):
        raise CacheKeyError(f"{file} can be read or written by other users. Delete it.")
    return key


_BINARY: int = getattr(os, "O_BINARY", 0)
