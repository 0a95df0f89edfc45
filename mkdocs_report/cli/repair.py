"""The command `mkdocs-report repair`. The package `repair` is imported when it runs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_report.cli import terminal
from mkdocs_report.cli.echo import confirm, echo
from mkdocs_report.cli.options import TEMPLATES_OF_SETTINGS, TemplateOptions, gathered, settings_option, template_option
from mkdocs_report.errors import SettingsError, unwritable

if TYPE_CHECKING:
    from mkdocs_report.parsing.template.versions import TemplateVersions
    from mkdocs_report.repair.job import RepairJob
    from mkdocs_report.repair.rebuild import Repaired

_REFUSED = 1


@click.command(short_help="Move answers into a clean copy of the template.")
@click.argument("report")
@template_option(": the closest one is used.")
@settings_option(TEMPLATES_OF_SETTINGS)
@click.option("--dry-run", "--diff", "diff_only", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--yes", "-y", is_flag=True, help="Write without asking.")
@click.pass_context
@gathered(template_options=TemplateOptions)
def repair(
    context: click.Context,
    report: str,
    template_options: TemplateOptions,
    settings_file: str | None,
    diff_only: bool,
    yes: bool,
) -> None:
    """Move a report's answers into a clean copy of its template. Exit with 1 if the report is not repaired.

    Shows the changes, asks (in a terminal) and writes. Keeps the original beside the report, as README.md.orig. Before
    it writes, it checks the repaired text: if an answer would change, or a word of the group would be lost, it prints
    the line and writes nothing.

    \b
    mkdocs-report repair reports/README.md
    mkdocs-report repair reports/README.md --template template.md
    mkdocs-report repair reports/README.md --template 'templates/*.md' --dry-run
    mkdocs-report repair groups/07-heron/README.md --settings mkdocs.yml --yes
    """
    from mkdocs_report.cli.diff import print_diff
    from mkdocs_report.parsing.source import decode
    from mkdocs_report.repair.files import encode_lines
    from mkdocs_report.repair.job import RepairJob
    from mkdocs_report.runtime.files import shown_path

    base, file = Path.cwd(), Path(report)
    files, versions = _templates(file, template_options, settings_file, base)
    data = _read(file, report, files)
    path = shown_path(file, base)
    result = _repaired(RepairJob(data, path, file.parent), versions)
    if isinstance(result, str):
        echo(f"mkdocs-report: {result}", err=True)
        context.exit(_REFUSED)
    before = decode(data, path).lines
    if result.lines == before:
        echo(f"{path}: nothing to repair: it is a clean copy of {result.template}.")
        return
    console = terminal.console()
    print_diff(path, before, result.lines, "repaired", console)
    for line, note in result.notes:
        echo(f"{path}:{line}: {note}")
    if diff_only:
        return
    if not yes and sys.stdin.isatty() and not confirm(f"Write {path}?", default=True):
        echo("Nothing was written.")
        context.exit(_REFUSED)
    backup = _write(file, path, data, encode_lines(data, result.lines))
    echo(f"{path}: repaired with {result.template}. No answer has changed. The original is {shown_path(backup, base)}.")


def _templates(
    report: Path, template_options: TemplateOptions, settings_file: str | None, base: Path
) -> tuple[list[Path], TemplateVersions]:
    """Return the template files and their versions. Print the settings file that they come from."""
    from mkdocs_report.config.lookup import choose_settings
    from mkdocs_report.course.docs_dir import settings_of_report
    from mkdocs_report.course.template_files import chosen_templates
    from mkdocs_report.course.templates import load_templates

    chosen = choose_settings(settings_file, template_options.templates, base, template_options.form)
    settings = chosen.settings if template_options.templates else settings_of_report(report, chosen.settings, base)
    files = chosen_templates(template_options.templates, settings, base)
    if not files:
        raise SettingsError("repair: name the template: --template template.md.")
    versions = load_templates(files, base, settings.form)
    if chosen.settings_notice:
        echo(*chosen.settings_notice.split("\n"))
    return files, versions


def _repaired(job: RepairJob, versions: TemplateVersions) -> Repaired | str:
    """Return the repaired report, or the reason why it cannot be repaired."""
    from mkdocs_report.repair.job import repair_report
    from mkdocs_report.runtime.pool import JobStoppedError, Workers

    with Workers(1) as workers:
        result = workers.map(repair_report, versions, [job])[0]
    return f"{job.path}:1: The file cannot be read: {result}." if isinstance(result, JobStoppedError) else result


def _read(file: Path, name: str, templates: Sequence[Path]) -> bytes:
    from mkdocs_report.course.group_folders import is_linked
    from mkdocs_report.parsing.source import MAX_BYTES
    from mkdocs_report.runtime.files import read_head

    if is_linked(file):
        raise SettingsError(
            f"{name}: the file or its folder is a symbolic link, which is not followed. Name the file itself."
        )
    if not file.is_file():
        raise SettingsError(
            f"{name}: it is a folder. Name the report in it." if file.is_dir() else f"{name}: file not found."
        )
    if any(file.samefile(template) for template in templates):
        raise SettingsError(f"{name}: it is the template. Name a report, or another template.")
    try:
        return read_head(file, MAX_BYTES + 1)
    except OSError as error:
        raise SettingsError(f"{name}: the file cannot be opened: {error.strerror}.") from None


def _write(file: Path, path: str, before: bytes, after: bytes) -> Path:
    """Keep the original, then write; return the path of the original."""
    from mkdocs_report.repair.files import back_up, replace_file

    try:
        backup = back_up(file, before)
    except OSError as error:
        raise SettingsError(
            f"{path}: the original cannot be kept beside it: {error.strerror or error}. Nothing was written."
        ) from None
    try:
        replace_file(file, before, after)
    except OSError as error:
        backup.unlink(missing_ok=True)  # the report is unchanged
        raise SettingsError(f"{unwritable(path, error.strerror or error)} It is unchanged.") from None
    return backup
