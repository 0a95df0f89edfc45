"""Complete the numbers of questions, from the templates or reports that the command line names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_report.cli.completion import completion_items

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from mkdocs_report.model.template import Question


def questions(context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the questions of the template or, without one, of the reports that are named on the command line."""
    try:
        asked = list(_questions(context))
    except (OSError, ValueError):  # a missing file, an invalid template
        return []
    return completion_items(((str(question.number), question.heading) for question in asked), begun)


def _questions(context: click.Context) -> Iterator[Question]:
    from mkdocs_report.config.lookup import choose_settings
    from mkdocs_report.course.template_files import chosen_templates
    from mkdocs_report.course.templates import load_all_templates  # only a shell asks
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
