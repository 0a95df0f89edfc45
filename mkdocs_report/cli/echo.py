"""Print lines. All plain output goes through here, so that no text controls a terminal or commands a build server."""

from __future__ import annotations

import click

from mkdocs_report.runtime.text import visible


def echo(*lines: str, err: bool = False) -> None:
    """Print lines, each made safe for a terminal and a build log; without any, an empty line.

    Args:
        lines: texts of one line each; a line feed in one is printed as an escape.
        err: whether to print to standard error.
    """
    click.echo("\n".join(map(visible, lines)), err=err)


def confirm(question: str, default: bool) -> bool:
    """Ask a question that may contain a path; return whether the answer is yes.

    Raises:
        click.Abort: the input ended or was interrupted.
    """
    return click.confirm(visible(question), default=default)
