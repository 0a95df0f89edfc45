"""The command `mkdocs-report html`. What reads, renders and prints is imported once it is asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from mkdocs_report.cli.echo import echo
from mkdocs_report.cli.options import settings_option, template_option
from mkdocs_report.cli.signals import terminable
from mkdocs_report.errors import SettingsError

_PAPERS = {"a4": "A4", "letter": "letter"}


@click.command(short_help="Make one file of a report, to send or print.")
@click.argument("report")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="The file to write, - for standard output; beside the report where it is not said. With --all, the folder.",
)
@template_option(": the closest one judges each report.")
@settings_option(
    "Take the site's options from a mkdocs.yml, or from a file of them: who is masked, and what is left out, too."
    " Without this, from the mkdocs.yml in the working folder, if it names the plugin report."
)
@click.option(
    "--all", "all_reports", is_flag=True, help="REPORT is a folder: one file for each report in it, and a list."
)
@click.option("--pdf", is_flag=True, help="Make a PDF as well, with Chromium; -o report.pdf makes nothing else.")
@click.option(
    "--paper",
    type=click.Choice(list(_PAPERS), case_sensitive=False),
    default="a4",
    show_default=True,
    help="The size of the PDF's pages.",
)
@click.option("--chromium", metavar="PATH", help="The Chromium or Chrome that makes the PDF, if not one in PATH.")
@click.option("--force", is_flag=True, help="Write over files that this command did not make.")
@click.pass_context
def html(
    context: click.Context,
    report: str,
    output: str | None,
    templates: Sequence[str],
    settings_file: str | None,
    all_reports: bool,
    pdf: bool,
    paper: str,
    chromium: str | None,
    force: bool,
) -> None:
    """Make one file of a report, to send or print: images and styles inside, nothing that runs or is asked for.

    It shows what the group's page of the site shows, and is masked and cleaned as that is: where mkdocs.yml in the
    working folder names the plugin, by what it says. --template replaces its templates, and nothing else. Findings do
    not change the exit code. What was read is never written over.

    \b
    mkdocs-report html reports/README.md --template template.md
    mkdocs-report html groups/07-heron/README.md --settings mkdocs.yml -o heron.html
    mkdocs-report html README.md -o report.pdf --pdf
    mkdocs-report html --all groups --settings mkdocs.yml -o out
    """
    from tempfile import TemporaryDirectory  # noqa: PLC0415

    from mkdocs_report.config.lookup import find_site, settings_notice  # noqa: PLC0415
    from mkdocs_report.config.settings_file import read_named  # noqa: PLC0415
    from mkdocs_report.course.discovery import find_reports, named_reports  # noqa: PLC0415
    from mkdocs_report.export.html.load import commits_of, make_ground, nothing_left, read_publication  # noqa: PLC0415
    from mkdocs_report.export.html.pdf import find_chromium  # noqa: PLC0415
    from mkdocs_report.export.html.write import Press, remove_every, remove_one, write_every, write_one  # noqa: PLC0415
    from mkdocs_report.runtime.garbage import collector_at_rest  # noqa: PLC0415
    from mkdocs_report.runtime.pool import Workers  # noqa: PLC0415

    _check_output(output, all_reports, pdf)
    program = find_chromium(chromium) if pdf else None
    # with --template, too: who shall not be named does not hang on the templates
    site = None if settings_file else find_site(Path.cwd())
    read = read_named(Path(settings_file), settings_file) if settings_file else site
    ground = make_ground(templates, read, Path.cwd(), Path(report))
    if site is not None:
        echo(settings_notice(site), err=True)  # standard output may be the file
    context.with_resource(collector_at_rest())
    context.with_resource(terminable())
    folder = Path(context.with_resource(TemporaryDirectory(prefix="mkdocs-report-")))
    with Workers() as workers:
        reports = (
            named_reports([report], lambda place: find_reports(place, ground.forms, ground.files, workers))
            if ground.reports is None
            else list(ground.reports)
        )
        if not all_reports and len(reports) > 1:
            raise SettingsError(f"{report}: there are {len(reports)} reports in this folder. Name one, or add --all.")
        publication, failed = read_publication(reports, ground, all_reports, workers, folder)
    if not publication.course.reports:
        if all_reports:
            remove_every(Path(output or ""), echo)
        else:
            remove_one(reports[0], publication.rename, output, echo)
        raise nothing_left(reports, ground)
    for message in (*publication.warnings, *publication.notes):
        echo(message, err=True)
    if read is None:
        echo("No settings were found: nobody's name is masked. Name a mkdocs.yml with --settings.", err=True)
    for file in failed:
        echo(f"{file}: it took too long to make a copy, so it is left empty. Make the image smaller.", err=True)
    press = Press(
        publication, commits_of(publication, ground), ground.options.repository, program, _PAPERS[paper], all_reports
    )
    inputs = [*ground.files, *reports]
    if all_reports:
        written = write_every(press, Path(output or ""), inputs, force, echo)
        echo(f"{len(publication.course.reports)} reports: open {written}")
    else:
        for data in write_one(press, reports[0], output, inputs, force, echo):
            sys.stdout.buffer.write(data)


def _check_output(output: str | None, all_reports: bool, pdf: bool) -> None:
    """Refuse what can not be meant before anything is read."""
    if all_reports and (output is None or output == "-"):
        raise click.UsageError("--all writes a file for each report; name a folder for them: -o out.")
    if all_reports and Path(output or "").is_file():
        raise click.UsageError(f"-o: {output} is a file; with --all, name a folder.")
    if not all_reports and not pdf and output is not None and output.lower().endswith(".pdf"):
        raise click.UsageError(f"-o: {output} would be HTML; add --pdf to make a PDF.")
