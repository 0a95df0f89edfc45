"""Completions for shells, with click's own mechanism. These functions never fail and never print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_report.rules.judge import RULES

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from mkdocs_report.model.template import Question

Offer = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]


def of(names: Iterable[tuple[str, str]]) -> Offer:
    """Offer names, each with its description."""
    known = list(names)
    return lambda _context, _parameter, begun: _items(known, begun)


def rules(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the rules."""
    return _items(((rule.name, rule.summary) for rule in RULES.values()), begun)


def roster_or_status(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer files, and the command `status`."""
    from click.shell_completion import CompletionItem  # only a shell asks

    status = _items([("status", "show the result of the last run")], begun)
    return status or [CompletionItem(begun, type="file")]


def questions(context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the questions of the template or, without one, of the reports that are named on the command line."""
    try:
        asked = list(_questions(context))
    except (OSError, ValueError):  # a missing file, an invalid template
        return []
    return _items(((str(question.number), question.heading) for question in asked), begun)


def _questions(context: click.Context) -> Iterator[Question]:
    from mkdocs_report.config.lookup import choose_settings
    from mkdocs_report.course.templates import chosen_templates, load_all_templates  # only a shell asks
    from mkdocs_report.model.template import TemplateForm
    from mkdocs_report.parsing.source import read_source
    from mkdocs_report.parsing.template.parser import parse_template

    params, base = context.params, Path.cwd()
    form = TemplateForm(params.get("questions") or (), params.get("skip_headings") or ())
    settings = choose_settings(params.get("settings_file"), params.get("templates") or (), base, form).settings
    cohorts = [cohort.settings for cohort in settings.cohorts] or [settings]
    chosen = [(chosen_templates(params.get("templates") or (), each, base), each.form) for each in cohorts]
    matchers = load_all_templates(chosen, base).matchers
    templates = [matcher.template for matcher in matchers] or [
        parse_template(read_source(Path(path), path), lenient=True)
        for path in (
            *(params.get("paths") or ()),
            *context.args,
        )  # click leaves them there while an option lacks its value
        if Path(path).is_file()
    ]
    yield from {question.number: question for template in templates for question in template.questions}.values()


def _items(known: Iterable[tuple[str, str]], begun: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem  # only a shell asks

    return [CompletionItem(name, help=text) for name, text in known if name.startswith(begun)]
