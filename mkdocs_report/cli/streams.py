"""Standard streams of a command that are closed, full, or no longer read."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _GuardedStream(io.FileIO):
    """A file or pipe to print to: after the first error nothing more is written.

    Args:
        number: of the stream.
        name: what an error calls it; without a name, there are no errors.
    """

    def __init__(self, number: int, name: str) -> None:
        super().__init__(number, "w", closefd=False)
        self._said, self._ended = name, False

    def write(self, data: ReadableBuffer, /) -> int:
        """Write bytes, and return how many were taken.

        Raises:
            OSError: they cannot be written. That the reader of a pipe has ended is no error.
        """
        size = memoryview(data).nbytes
        if self._ended:
            return size
        try:
            return super().write(data)
        except OSError as error:
            self._ended = True
            if isinstance(error, BrokenPipeError) or not self._said:  # as of `mkdocs-report check | head -1`
                return size
            raise OSError(error.errno, f"{self._said} cannot be written: {error.strerror}") from None


def guard_streams() -> None:
    """Make the standard streams of this process such that printing to them stops no command.

    A stream that was closed is opened on nothing, so that no other file gets its number. A pipe whose reader has ended
    takes everything. A disk that is full raises an OSError that names standard output, once; standard error takes
    everything.
    """
    if sys.stdin is None:
        sys.stdin = open(_open_null(0), encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = _guarded(sys.stdout, 1, "standard output")
    sys.stderr = _guarded(sys.stderr, 2, "")


def _guarded(stream: TextIO | None, number: int, name: str) -> TextIO:
    if stream is None:
        _open_null(number)
    elif stream.isatty():
        return stream
    else:
        stream.flush()
    raw = _GuardedStream(number, name)
    return io.TextIOWrapper(io.BufferedWriter(raw), "utf-8", "backslashreplace", line_buffering=not name)


def _open_null(number: int) -> int:
    """Open nothing under the number of a stream, and return it."""
    opened = os.open(os.devnull, os.O_RDWR)
    if opened != number:
        os.dup2(opened, number)
        os.close(opened)
    return number
