"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])


def template_option(use: str, required: bool = False) -> Callable[[_Command], _Command]:
    """Return the option `--template`, passed to a command as `templates`; `use` completes its help text."""
    return click.option(
        "--template",
        "templates",
        multiple=True,
        required=required,
        metavar="GLOB",
        help=f"The template, or its versions{use} Repeatable.",
    )


def settings_option(help_: str, **more: Any) -> Callable[[_Command], _Command]:
    """Return the option `--settings`, passed to a command as `settings_file`; `more` goes to `click.option`."""
    return click.option("--settings", "settings_file", metavar="FILE", type=click.Path(), help=help_, **more)
