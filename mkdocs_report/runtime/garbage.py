"""Pause Python's garbage collector while many objects are created."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 100_000
"""The number of new objects after which Python looks for cycles while pages are built; its default is 700."""


@contextmanager
def paused_gc() -> Iterator[None]:
    """Pause the garbage collector: the data has no cycles, and it would walk through all reports again and again.

    The command, which ends with its course, leaves it paused until its end.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def excluded_from_gc() -> Iterator[None]:
    """Pause the garbage collector, and let it never look at what is created meanwhile: imported modules stay."""
    with paused_gc():
        yield
        gc.freeze()


@contextmanager
def infrequent_gc() -> Iterator[None]:
    """Have Python look for cycles seldom, and not in what is there already: building pages makes few, and much else."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
