"""Two folders change places in one step, where the system can do that."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

_HERE = -100  # AT_FDCWD: paths are those that they are
_EXCHANGE = 2  # RENAME_EXCHANGE on Linux, RENAME_SWAP on macOS


@cache
def _exchange() -> Callable[[bytes, bytes], int] | None:
    """The system's own call, or None where there is none."""
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
    """Let two folders of one file system change places at once; return whether the system could do that."""
    call = _exchange()
    return call is not None and call(os.fsencode(one), os.fsencode(other)) == 0
