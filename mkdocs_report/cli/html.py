"""The command `mkdocs-report html`. The modules that read, render and print are imported when it runs."""

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


@click.command(short_help="Export a report as one file, to send or print.")
@click.argument("report")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="The file to write, or - for standard output. Default: a file beside the report. With --all, the folder.",
)
@template_option(": the closest one judges each report.")
@settings_option(
    "Read the options, also those for masking and publishing, from this mkdocs.yml or file of options. Without this,"
    " from the mkdocs.yml in the working folder, if it names the plugin report."
)
@click.option(
    "--all", "all_reports", is_flag=True, help="REPORT is a folder: one file for each report in it, and a list."
)
@click.option("--pdf", is_flag=True, help="Also write a PDF, with Chromium; with -o report.pdf, only the PDF.")
@click.option(
    "--paper",
    type=click.Choice(list(_PAPERS), case_sensitive=False),
    default="a4",
    show_default=True,
    help="The size of the PDF's pages.",
)
@click.option("--chromium", metavar="PATH", help="The Chromium or Chrome for the PDF. Default: one in PATH.")
@click.option("--force", is_flag=True, help="Overwrite files that this command did not write.")
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
    """Export a report as one HTML file, to send or print. It contains its images and styles, and no scripts.

    The file shows the same as the group's page on the site, and is masked and sanitised in the same way, with the
    settings in mkdocs.yml. --template replaces only the templates of these settings. Findings do not change the exit
    code. The command never overwrites a file that it reads.

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
    from mkdocs_report.runtime.text import plural  # noqa: PLC0415

    _check_output(output, all_reports, pdf)
    program = find_chromium(chromium) if pdf else None
    # also with --template: masking does not depend on the templates
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
        echo("No settings found, so no names are masked. Name a mkdocs.yml with --settings.", err=True)
    for file in failed:
        echo(f"{file}: copying the image took too long, so it is empty. Make the image smaller.", err=True)
    press = Press(
        publication, commits_of(publication, ground), ground.options.repository, program, _PAPERS[paper], all_reports
    )
    inputs = [*ground.files, *reports]
    if all_reports:
        written = write_every(press, Path(output or ""), inputs, force, echo)
        echo(f"Wrote {plural(len(publication.course.reports), 'report')}. Open {written}.")
    else:
        for data in write_one(press, reports[0], output, inputs, force, echo):
            sys.stdout.buffer.write(data)


def _check_output(output: str | None, all_reports: bool, pdf: bool) -> None:
    """Refuse contradictory options before anything is read."""
    if all_reports and (output is None or output == "-"):
        raise click.UsageError("--all writes a file for each report. Name a folder for them: -o out.")
    if all_reports and Path(output or "").is_file():
        raise click.UsageError(f"-o: {output} is a file. With --all, name a folder.")
    if not all_reports and not pdf and output is not None and output.lower().endswith(".pdf"):
        raise click.UsageError(f"-o: {output} would be HTML. Add --pdf to write a PDF.")
