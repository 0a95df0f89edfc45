"""The commands `mkdocs-report new` and `mkdocs-report template check`: an empty report, and what its form asks for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from mkdocs_report.cli.echo import echo
from mkdocs_report.cli.options import template_option
from mkdocs_report.cli.terminal import console
from mkdocs_report.errors import SettingsError

_REPORT = "reports/README.md"


@click.command()
@template_option(": the last by name is taken, as the newest.", required=True)
@click.option("-o", "--output", default=_REPORT, show_default=True, metavar="FILE", help="The report to begin.")
def new(templates: Sequence[str], output: str) -> None:
    """Begin an empty report, a copy of the template. A file that is there is never written over.

    \b
    mkdocs-report new --template template.md
    mkdocs-report new --template 'templates/*.md' -o reports/README.md
    """
    from mkdocs_report.cli.init.new_report import check_command, newest_template, write_empty_report  # noqa: PLC0415

    template, others = newest_template(templates, Path.cwd())
    write_empty_report(template, Path(output), output)
    name = template.shown
    echo(f"{output} is a copy of {name}" + (f", the last by name of {others + 1} templates." if others else "."))
    command = check_command(template, output, Path.cwd())
    echo(f"Next: write in {output}, and look at it with: {command}")


@click.group()
def template() -> None:
    """See what is understood of a template.

    \b
    mkdocs-report template check template.md
    """


@template.command(name="check")
@click.argument("templates", nargs=-1, required=True, metavar="TEMPLATE...")
@click.option("--strict", is_flag=True, help="Exit with 1 when there is a warning.")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
@click.pass_context
def template_check(context: click.Context, templates: Sequence[str], strict: bool, output_format: str) -> None:
    """Tell what is understood of a template: sections, questions, limits and the words they were read from, checklist.

    TEMPLATE is a file or a glob. An error tells of what contradicts itself, a warning of what may have been meant for
    a limit or a question and was not read as one. Exit with 0; with 1 where there are warnings and --strict was given;
    with 2 where there are errors or a template can not be read.

    \b
    mkdocs-report template check template.md
    mkdocs-report template check 'templates/*.md' --strict
    mkdocs-report template check template.md --format json
    """
    from mkdocs_report.cli.template_output import TemplateCheck, print_template_checks, template_checks_json  # noqa: PLC0415
    from mkdocs_report.course.templates import template_files  # noqa: PLC0415
    from mkdocs_report.errors import TemplateError  # noqa: PLC0415
    from mkdocs_report.parsing.source import read_source  # noqa: PLC0415
    from mkdocs_report.parsing.template.parser import inspect_template  # noqa: PLC0415
    from mkdocs_report.runtime.files import shown_path  # noqa: PLC0415

    checks = []
    has_unreadable = False
    for file in template_files(templates, Path.cwd()):
        shown = shown_path(file, Path.cwd())
        try:
            checks.append(TemplateCheck.of(*inspect_template(read_source(file, shown))))
        except TemplateError as error:  # there is nothing to tell of it; the others are still told of
            echo(*f"mkdocs-report: {error}".split("\n"), err=True)
            has_unreadable = True
        except OSError as error:
            raise SettingsError(f"templates: {shown} can not be read: {error.strerror}.") from None
    if output_format == "json":
        sys.stdout.write(template_checks_json(checks))
    elif checks:
        print_template_checks(checks, console())
    has_warnings = any(each.warnings for each in checks)
    has_errors = has_unreadable or any(each.faults for each in checks)
    context.exit(2 if has_errors else 1 if has_warnings and strict else 0)
