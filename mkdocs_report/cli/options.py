"""Options that several commands share."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

import click

from mkdocs_report.cli import completion
from mkdocs_report.config.kinds import read_forms
from mkdocs_report.errors import SettingsError
from mkdocs_report.model.template import QuestionForm, TemplateForm

_Command = TypeVar("_Command", bound=Callable[..., Any])


TEMPLATES_OF_SETTINGS = (
    "Take the templates from a mkdocs.yml; without this and without --template, from that in the working folder, if it"
    " names the plugin report."
)
"""The help of `--settings` for commands that read only the templates there."""
CLOSEST = ": the closest one judges each report."
"""The end of the help of `--template` for commands that judge reports."""


@dataclass(frozen=True, slots=True)
class FormOptions:
    """The options for the form of a template; see `form_options`."""

    questions: tuple[QuestionForm, ...]
    skip_headings: tuple[str, ...]

    @property
    def form(self) -> TemplateForm:
        """The form that the user named."""
        return TemplateForm(self.questions, self.skip_headings)


@dataclass(frozen=True, slots=True)
class TemplateOptions(FormOptions):
    """The options for templates: their globs, which replace those in the settings, and their form."""

    templates: tuple[str, ...]


def template_option(use: str, required: bool = False) -> Callable[[_Command], _Command]:
    """Return the option `--template` and those of `form_options`: the fields of `TemplateOptions`.

    `use` completes the help text of `--template`.
    """
    option = click.option(
        "--template",
        "templates",
        multiple=True,
        required=required,
        metavar="GLOB",
        help=f"The template, or its versions{use} Repeatable.",
    )
    return lambda command: option(form_options(command))


def _read_questions(
    context: click.Context, parameter: click.Parameter, values: Sequence[str]
) -> tuple[QuestionForm, ...]:
    """Return the forms that are named, some of them as a list with commas."""
    try:
        return read_forms([name.strip() for value in values for name in value.split(",") if name.strip()])
    except SettingsError as error:
        raise click.BadParameter(str(error), context, parameter) from None


def _read_headings(context: click.Context, parameter: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    for value in values:
        if not any(map(str.isalnum, value)):
            raise click.BadParameter(f"“{value}” is no heading. Write its words.", context, parameter)
    return tuple(values)


def form_options(command: _Command) -> _Command:
    """Add `--questions` and `--skip-heading`: the fields of `FormOptions`."""
    questions = click.option(
        "--questions",
        multiple=True,
        callback=_read_questions,
        shell_complete=completion.of((form.value, form.description) for form in QuestionForm),
        metavar="FORM",
        help=f"The form of the template's questions: {', '.join(QuestionForm)}. Default: found from the template. "
        "Repeatable, or a list with commas.",
    )
    skipped = click.option(
        "--skip-heading",
        "skip_headings",
        multiple=True,
        callback=_read_headings,
        metavar="TEXT",
        help="A heading of the template that is no question, such as References. Repeatable.",
    )
    return questions(skipped(command))


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


def language_option(command: _Command) -> _Command:
    """Add the option `--language`."""
    return click.option(
        "--language",
        metavar="CODE",
        help="The language of the words around the answers, such as da, de, es or fr. Default: that of the theme in the"
        " settings, or English.",
    )(command)


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
