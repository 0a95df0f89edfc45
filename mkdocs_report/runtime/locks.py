"""Locks on files. The system releases a lock when its process ends."""

from __future__ import annotations

import sys


def lock(descriptor: int) -> bool:
    """Lock an open file for this process, without waiting; return whether no other one holds it."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
