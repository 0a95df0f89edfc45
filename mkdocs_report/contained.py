"""Work on what may be hostile, in a process of its own that has only so much time and memory."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
SECONDS = 20.0
"""How long one report may take; a usual one takes some milliseconds."""
MEGABYTES = 2_000
"""How much memory its process may take, where the system can be told."""


class OutranError(Exception):
    """The work took too much time or memory, and was ended."""


def contained(work: Callable[..., T], *arguments: Any, seconds: float = SECONDS) -> T:
    """Return what `work(*arguments)` returns, done in a process of its own.

    Args:
        work: a function of a module; it and its arguments, and what it returns, can be pickled.
        arguments: what it gets.
        seconds: how long it may take.

    Raises:
        OutranError: it did not end in time, or its process came to an end without a result.
    """
    import multiprocessing  # noqa: PLC0415 - hardly any report needs it

    context = multiprocessing.get_context("spawn")  # a fork would copy the locks of the site's threads
    mine, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(theirs, work, arguments, seconds), daemon=True)
    process.start()
    theirs.close()
    try:
        if not mine.poll(seconds + 5):  # a process needs a moment to begin
            raise OutranError
        done, result = mine.recv()
    except (EOFError, OSError):
        raise OutranError from None
    finally:
        process.kill()
        process.join()
        mine.close()
    if not done:
        raise OutranError
    return result  # type: ignore[no-any-return]


def _run(out: Connection, work: Callable[..., T], arguments: tuple[Any, ...], seconds: float) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # not every system has limits
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 1_000_000, MEGABYTES * 1_000_000))
    try:
        out.send((True, work(*arguments)))
    except MemoryError:
        out.send((False, None))
