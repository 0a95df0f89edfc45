"""The command `mkdocs-report html`. What reads, renders and prints is imported once it is asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_report.cli.echo import echo
from mkdocs_report.cli.options import CLOSEST, gathered, settings_option, template_option
from mkdocs_report.cli.signals import terminable
from mkdocs_report.errors import SettingsError

if TYPE_CHECKING:
    from mkdocs_report.export.html.load import Ground
    from mkdocs_report.export.html.write import Press
    from mkdocs_report.publish.publication import PublishedCourse
    from mkdocs_report.runtime.pool import Workers

_PAPERS = {"a4": "A4", "letter": "letter"}


@dataclass(frozen=True, slots=True)
class _Target:
    """The options for where files are written: `every` report gets one in a folder, or one report does."""

    output: str | None
    every: bool
    force: bool


@dataclass(frozen=True, slots=True)
class _Printing:
    """The options for PDF files."""

    pdf: bool
    paper: str
    chromium: str | None


@click.command(short_help="Make one file of a report, to send or print.")
@click.argument("report")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="The file to write, - for standard output; beside the report where it is not said. With --all, the folder.",
)
@template_option(CLOSEST)
@settings_option(
    "Take the site's options from a mkdocs.yml, or from a file of them: who is masked, and what is left out, too."
    " Without this, from the mkdocs.yml in the working folder, if it names the plugin report."
)
@click.option("--all", "every", is_flag=True, help="REPORT is a folder: one file for each report in it, and a list.")
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
@gathered(target=_Target, printing=_Printing)
def html(
    context: click.Context,
    report: str,
    target: _Target,
    templates: Sequence[str],
    settings_file: str | None,
    printing: _Printing,
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
    from tempfile import TemporaryDirectory

    from mkdocs_report.config.lookup import find_site, told
    from mkdocs_report.config.settings_file import read_named
    from mkdocs_report.export.html.load import commits_of, make_ground, nothing_left, read_publication
    from mkdocs_report.export.html.pdf import find_chromium
    from mkdocs_report.export.html.write import Press
    from mkdocs_report.runtime.garbage import paused_gc
    from mkdocs_report.runtime.pool import Workers

    _check_output(target, printing.pdf)
    program = find_chromium(printing.chromium) if printing.pdf else None
    # with --template, too: who shall not be named does not hang on the templates
    site = None if settings_file else find_site(Path.cwd())
    read = read_named(Path(settings_file), settings_file) if settings_file else site
    ground = make_ground(templates, read, Path.cwd(), Path(report))
    if site is not None:
        echo(told(site), err=True)  # standard output may be the file
    context.with_resource(paused_gc())
    context.with_resource(terminable())
    folder = Path(context.with_resource(TemporaryDirectory(prefix="mkdocs-report-")))
    with Workers() as workers:
        reports = _reports(report, ground, workers)
        if not target.every and len(reports) > 1:
            raise SettingsError(f"{report}: there are {len(reports)} reports in this folder. Name one, or add --all.")
        publication, failed = read_publication(reports, ground, target.every, workers, folder)
    if not publication.course.reports:
        _remove(target, reports[0], publication.rename)
        raise nothing_left(reports, ground)
    _print_notes(publication, failed, settings_found=read is not None)
    press = Press(
        publication,
        commits_of(publication, ground),
        ground.options.repository,
        program,
        _PAPERS[printing.paper],
        target.every,
    )
    _write(press, target, reports, ground.files)


def _print_notes(publication: PublishedCourse, failed: Iterable[Path], settings_found: bool) -> None:
    for message in (*publication.warnings, *publication.notes):
        echo(message, err=True)
    if not settings_found:
        echo("No settings were found: nobody's name is masked. Name a mkdocs.yml with --settings.", err=True)
    for file in failed:
        echo(f"{file}: it took too long to make a copy, so it is left empty. Make the image smaller.", err=True)


def _reports(report: str, ground: Ground, workers: Workers) -> list[Path]:
    """Return the named report, or those in the named folder."""
    from mkdocs_report.course.discovery import find_reports, named_reports

    if ground.reports is not None:
        return list(ground.reports)
    return named_reports([report], lambda place: find_reports(place, ground.versions, ground.files, workers))


def _remove(target: _Target, report: Path, rename: Callable[[str], str]) -> None:
    """Remove files of an earlier run, if no report may be published any more."""
    from mkdocs_report.export.html.write import remove_every, remove_one

    if target.every:
        remove_every(Path(target.output or ""), echo)
    else:
        remove_one(report, rename, target.output, echo)


def _write(press: Press, target: _Target, reports: Sequence[Path], templates: Sequence[Path]) -> None:
    """Write the files, or one file to standard output."""
    from mkdocs_report.export.html.write import write_every, write_one

    inputs = [*templates, *reports]
    if target.every:
        written = write_every(press, Path(target.output or ""), inputs, target.force, echo)
        echo(f"{len(press.publication.course.reports)} reports: open {written}")
    else:
        for data in write_one(press, reports[0], target.output, inputs, target.force, echo):
            sys.stdout.buffer.write(data)


def _check_output(target: _Target, pdf: bool) -> None:
    """Refuse what can not be meant before anything is read."""
    output, every = target.output, target.every
    if every and (output is None or output == "-"):
        raise click.UsageError("--all writes a file for each report; name a folder for them: -o out.")
    if every and Path(output or "").is_file():
        raise click.UsageError(f"-o: {output} is a file; with --all, name a folder.")
    if not every and not pdf and output is not None and output.lower().endswith(".pdf"):
        raise click.UsageError(f"-o: {output} would be HTML; add --pdf to make a PDF.")
