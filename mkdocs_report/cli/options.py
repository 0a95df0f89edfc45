"""Options that several commands share."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])


TEMPLATES_OF_SETTINGS = (
    "Take the templates from a mkdocs.yml; without this and without --template, from that in the working folder, if it"
    " names the plugin report."
)
"""The help of `--settings` for commands that read only the templates there."""
CLOSEST = ": the closest one judges each report."
"""The end of the help of `--template` for commands that judge reports."""


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


def format_option(command: _Command) -> _Command:
    """Add `--format`, given to a command as `form`: `text` or `json`."""
    return click.option(
        "--format",
        "output_format",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="For people, or for programs.",
    )(command)


def settings_option(help_: str, **more: Any) -> Callable[[_Command], _Command]:
    """Return the option `--settings`, passed to a command as `settings_file`; `more` goes to `click.option`."""
    return click.option("--settings", "settings_file", metavar="FILE", type=click.Path(), help=help_, **more)


def gathered(**records: type) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that hands options to a command as records.

    Args:
        records: for each parameter of the command, the dataclass that it gets. Each field of the dataclass holds the
            value of the option of the same name.
    """
    names = {parameter: [field.name for field in fields(record)] for parameter, record in records.items()}

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(command)
        def run(*arguments: Any, **values: Any) -> Any:
            made = {
                parameter: records[parameter](**{name: values.pop(name) for name in each})
                for parameter, each in names.items()
            }
            return command(*arguments, **values, **made)

        return run

    return decorate
