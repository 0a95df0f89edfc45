"""Handle standard streams that are closed, full, or no longer read."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _GuardedStream(io.FileIO):
    """A file or pipe to print to. After the first error, output is discarded.

    Args:
        number: the file descriptor.
        name: the name in an error; if it is empty, no error is raised.
    """

    def __init__(self, number: int, name: str) -> None:
        super().__init__(number, "w", closefd=False)
        self._name, self._ended = name, False

    def write(self, data: ReadableBuffer, /) -> int:
        """Write bytes, and return their number.

        Raises:
            OSError: they cannot be written. A closed pipe is not an error.
        """
        size = memoryview(data).nbytes
        if self._ended:
            return size
        try:
            return super().write(data)
        except OSError as error:
            self._ended = True
            if isinstance(error, BrokenPipeError) or not self._name:  # as of `mkdocs-report check | head -1`
                return size
            raise OSError(error.errno, f"{self._name} cannot be written: {error.strerror}") from None


def guard_streams() -> None:
    """Replace the standard streams of this process, so that printing never stops a command.

    A closed stream is opened on the null device, so that no other file gets its number. Output to a closed pipe is
    discarded. A full disk raises an OSError that names standard output, once; output to standard error is discarded.
    """
    if sys.stdin is None:
        sys.stdin = open(_open_null(0), encoding="utf-8", closefd=False)  # noqa: SIM115 - the standard input of the process, which stays open
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
    """Open the null device with the number of a stream; return the number."""
    opened = os.open(os.devnull, os.O_RDWR)
    if opened != number:
        os.dup2(opened, number)
        os.close(opened)
    return number
