"""The commands `mkdocs-report new`, which creates an empty report, and `mkdocs-report template check` and `preview`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from mkdocs_report.cli.echo import echo
from mkdocs_report.cli.options import (
    TemplateOptions,
    form_options,
    format_option,
    gathered,
    language_option,
    template_option,
)
from mkdocs_report.cli.terminal import console
from mkdocs_report.errors import SettingsError, unreadable
from mkdocs_report.model.template import TemplateForm

_REPORT = "reports/README.md"


@click.command()
@template_option(": the one whose name sorts last is used.", required=True)
@click.option("-o", "--output", default=_REPORT, show_default=True, metavar="FILE", help="The report to create.")
@gathered(template_options=TemplateOptions)
def new(template_options: TemplateOptions, output: str) -> None:
    """Create an empty report, a copy of the template. An existing file is never overwritten.

    \b
    mkdocs-report new --template template.md
    mkdocs-report new --template 'templates/*.md' -o reports/README.md
    """
    from mkdocs_report.cli.init.new_report import check_command, newest_template, write_empty_report

    newest, others = newest_template(template_options.templates, template_options.form, Path.cwd())
    write_empty_report(newest, Path(output), output)
    name = newest.shown
    echo(f"{output} is a copy of {name}" + (f", the last of {others + 1} templates by name." if others else "."))
    command = check_command(newest, output, Path.cwd())
    echo(f"Next: write your answers in {output}, and check them with: {command}")


@click.group()
def template() -> None:
    """Check templates.

    \b
    mkdocs-report template check template.md
    mkdocs-report template preview template.md
    """


@template.command(name="check")
@click.argument("templates", nargs=-1, required=True, metavar="TEMPLATE...")
@form_options
@click.option("--strict", is_flag=True, help="Exit with 1 if there is a warning.")
@format_option
@click.pass_context
@gathered(form=TemplateForm)
def template_check(
    context: click.Context, templates: Sequence[str], form: TemplateForm, strict: bool, output_format: str
) -> None:
    """Show how a template is read: its sections, questions, limits with their wording, and checklist.

    TEMPLATE is a file or a glob. An error is a contradiction in the template. A warning is a text that may be meant as
    a limit or a question, but is not read as one. Exit with 2 if there is an error or a template cannot be read, with 1
    if there is a warning and --strict is set, otherwise with 0.

    \b
    mkdocs-report template check template.md
    mkdocs-report template check 'templates/*.md' --strict
    mkdocs-report template check template.md --format json
    mkdocs-report template check template.md --questions headings --skip-heading References
    """
    from mkdocs_report.cli.template_output import TemplateCheck, print_template_checks, template_checks_json
    from mkdocs_report.course.template_files import template_files
    from mkdocs_report.errors import TemplateError
    from mkdocs_report.parsing.source import read_source
    from mkdocs_report.parsing.template.parser import inspect_template
    from mkdocs_report.runtime.files import shown_path

    checks = []
    has_unreadable = False
    for file in template_files(templates, Path.cwd()):
        shown = shown_path(file, Path.cwd())
        try:
            checks.append(TemplateCheck.of(*inspect_template(read_source(file, shown), form)))
        except TemplateError as error:  # the other templates are still checked
            echo(*f"mkdocs-report: {error}".split("\n"), err=True)
            has_unreadable = True
        except OSError as error:
            raise SettingsError(f"templates: {shown} cannot be read: {error.strerror}.") from None
    if output_format == "json":
        sys.stdout.write(template_checks_json(checks))
    elif checks:
        print_template_checks(checks, console())
    has_warnings = any(each.warnings for each in checks)
    has_errors = has_unreadable or any(each.faults for each in checks)
    context.exit(2 if has_errors else 1 if has_warnings and strict else 0)


@template.command(name="preview")
@click.argument("template_file", metavar="TEMPLATE")
@form_options
@click.option(
    "-o", "--output", metavar="FILE", help="The file to write, or - for standard output. Default: beside the template."
)
@language_option
@click.option("--force", is_flag=True, help="Overwrite a file that this command did not write.")
@gathered(form=TemplateForm)
def template_preview(
    template_file: str, form: TemplateForm, output: str | None, language: str | None, force: bool
) -> None:
    """Write a template as one HTML page: its lines, and beside them what was understood.

    The page shows each question with its form, limits and the place of its answer, the words that each limit was read
    from, all errors and warnings, and the lines that are not used. It has no scripts, and opens from disk. Errors in
    the template do not change the exit code.

    \b
    mkdocs-report template preview template.md
    mkdocs-report template preview template.md --questions headings -o preview.html
    """
    from mkdocs_report.export.html.load import language_of
    from mkdocs_report.export.html.template import inspect_for_preview, render_template
    from mkdocs_report.export.html.write import write_page
    from mkdocs_report.parsing.source import read_source
    from mkdocs_report.runtime.files import shown_path
    from mkdocs_report.runtime.text import plural

    file = Path(template_file)
    shown = shown_path(file, Path.cwd())
    try:
        read = inspect_for_preview(read_source(file, shown), form)
    except OSError as error:
        raise SettingsError(unreadable(shown, error.strerror)) from None
    inspected, faults, warnings = read
    data = render_template(inspected, faults, warnings, language_of(None, language))
    if output == "-":
        sys.stdout.buffer.write(data)
        return
    target = Path(output) if output else file.with_name(f"{file.stem}.preview.html")
    write_page(target, data, [file], force)
    counts = [plural(len(inspected.questions), "question")]
    counts += [plural(len(faults), "error")] if faults else []
    echo(f"{target}: {', '.join([*counts, plural(len(warnings), 'warning')])}")
