"""A group of commands with a default command: `collect roster.csv` beside `collect status`."""

from __future__ import annotations

from typing import Any

import click


class DefaultGroup(click.Group):
    """A group that runs its `default` command if the first argument is not the name of another one.

    The default command has the name and the help of the group.

    Args:
        default: the command to run.
        commands: the other commands of the group.
    """

    def __init__(self, default: click.Command, *commands: click.Command) -> None:
        super().__init__(default.name, commands=commands, help=default.help, short_help=default.short_help)
        self.default = default

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Return a context of the group for one of its commands, else one of the default command."""
        if args and args[0] in self.commands:
            return super().make_context(info_name, args, parent, **extra)
        return self.default.make_context(info_name, args, parent, **extra)
