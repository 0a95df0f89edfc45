"""Completions for shells, with click's own mechanism. These functions never fail and never print."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from mkdocs_report.rules.judge import RULES

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Offer = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]


def of(names: Iterable[tuple[str, str]]) -> Offer:
    """Offer names, each with its description."""
    known = list(names)
    return lambda _context, _parameter, begun: completion_items(known, begun)


def rules(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the rules."""
    return completion_items(((rule.name, rule.summary) for rule in RULES.values()), begun)


def roster_or_status(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer files, and the command `status`."""
    from click.shell_completion import CompletionItem  # only a shell asks

    status = completion_items([("status", "show the result of the last run")], begun)
    return status or [CompletionItem(begun, type="file")]


def completion_items(known: Iterable[tuple[str, str]], begun: str) -> list[CompletionItem]:
    """Return the names that begin with what is typed, each with its description."""
    from click.shell_completion import CompletionItem  # only a shell asks

    return [CompletionItem(name, help=text) for name, text in known if name.startswith(begun)]
