"""Swap two folders in one step, if the system supports that."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

_HERE = -100  # AT_FDCWD: paths are relative to the working folder
_EXCHANGE = 2  # RENAME_EXCHANGE on Linux, RENAME_SWAP on macOS


@cache
def _exchange() -> Callable[[bytes, bytes], int] | None:
    """Return the call of the system, or None if it has none."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            swap = library.renamex_np
            return lambda one, other: int(swap(one, other, ctypes.c_uint(_EXCHANGE)))
        swap = library.renameat2
    except (OSError, AttributeError, TypeError):
        return None
    return lambda one, other: int(swap(_HERE, one, _HERE, other, ctypes.c_uint(_EXCHANGE)))


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders of one file system in one step; return whether the system did it."""
    call = _exchange()
    return call is not None and call(os.fsencode(one), os.fsencode(other)) == 0
