"""The only place that prints lines: whatever a line holds, it neither steers a terminal nor commands a build server."""

from __future__ import annotations

import click

from mkdocs_report.runtime.text import visible


def echo(*lines: str, err: bool = False) -> None:
    """Print lines, each made fit for a terminal and a build's log; without any, an empty line.

    Args:
        lines: texts of one line each; a line feed in one is written out.
        err: whether to print to standard error.
    """
    click.echo("\n".join(map(visible, lines)), err=err)


def confirm(question: str, default: bool) -> bool:
    """Ask a question that can hold a path, to be answered with yes or no.

    Raises:
        click.Abort: there is no answer.
    """
    return click.confirm(visible(question), default=default)
