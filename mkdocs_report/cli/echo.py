"""Print lines. All plain output goes through here, so that no text controls a terminal or commands a build server."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from typing import TextIO, TypeVar

import click

from mkdocs_report.errors import CourseError
from mkdocs_report.runtime.text import visible, visible_lines, wrapped

T = TypeVar("T")


def echo(*lines: str, err: bool = False, wrap: bool = False) -> None:
    """Print lines, each made safe for a terminal and a build log; without any, an empty line.

    At a terminal, messages on standard error are wrapped between words, and never within a path. Lines on standard
    output stay whole without `wrap`: they may be commands to copy.

    Args:
        lines: texts of one line each; a line feed in one is printed as an escape.
        err: whether to print to standard error.
        wrap: whether to wrap lines on standard output as well.
    """
    shown, stream = list(map(visible, lines)), sys.stderr if err else sys.stdout
    click.echo("\n".join(_fitting(shown, stream) if err or wrap else shown), err=err)


def _fitting(lines: Sequence[str], stream: TextIO) -> Sequence[str]:
    """Return lines that are wrapped if the stream is a terminal."""
    if not stream.isatty():
        return lines
    width = shutil.get_terminal_size().columns
    return [part for line in lines for part in wrapped(line, width)]


def confirm(question: str, default: bool) -> bool:
    """Ask a question that may contain a path; return whether the answer is yes.

    Raises:
        click.Abort: the input ended or was interrupted.
    """
    return click.confirm(visible(question), default=default)


def ask(question: str, default: str, read: Callable[[str], T]) -> T:
    """Ask a question, and ask again after an answer that cannot be used; return what `read` makes of the answer.

    Args:
        question: the question, without a path or another text of the user's.
        default: the answer to Enter; an empty one is not shown.
        read: reads an answer; raises a `CourseError` if it cannot be used.

    Raises:
        click.Abort: the input ended or was interrupted.
    """

    def read_answer(answer: str) -> T:
        try:
            return read(answer.strip())
        except CourseError as error:
            said = _fitting(f"Error: {visible_lines(str(error))}".split("\n"), sys.stdout)
            raise click.UsageError("\n".join(said).removeprefix("Error: ")) from None  # click prints the prefix

    made: T = click.prompt(question, default, show_default=bool(default), value_proc=read_answer)
    return made


class StatusLine:
    """A line such as `3/27 heron` at the end of a terminal while a command works. Elsewhere nothing is shown.

    Args:
        total: how many there are.
    """

    def __init__(self, total: int) -> None:
        self._total, self._done, self._shown = total, -1, total > 1 and sys.stderr.isatty()

    def next(self, name: str) -> None:
        """Show that one more is being worked on; the first call shows that none is."""
        self._done += 1
        if self._shown:
            width = max(10, shutil.get_terminal_size().columns - 1)
            line = f"{self._done}/{self._total} {visible(name)}"
            click.echo(f"\r\x1b[2K{line[:width]}", nl=False, err=True)

    def clear(self) -> None:
        """Remove the line, so that other lines can be printed."""
        if self._shown:
            click.echo("\r\x1b[2K", nl=False, err=True)

    def echo(self, *lines: str) -> None:
        """Print lines as `echo` does, above the line."""
        self.clear()
        echo(*lines)
