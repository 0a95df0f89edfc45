"""The command `mkdocs-report html`. The modules that read, render and print are imported when it runs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_report.cli.echo import StatusLine, echo
from mkdocs_report.cli.options import (
    CLOSEST,
    TemplateOptions,
    gathered,
    language_option,
    settings_option,
    template_option,
)
from mkdocs_report.cli.signals import terminable
from mkdocs_report.errors import SettingsError

if TYPE_CHECKING:
    from mkdocs_report.export.html.diagrams import DiagramDrawer
    from mkdocs_report.export.html.document import DocumentRenderer
    from mkdocs_report.export.html.load import CourseSetup
    from mkdocs_report.export.html.write import HtmlWriter
    from mkdocs_report.publish.publication import PublishedCourse
    from mkdocs_report.runtime.pool import Workers

_PAPERS = {"a4": "A4", "letter": "letter"}


@dataclass(frozen=True, slots=True)
class _Target:
    """The options for output files: one file, or with `all_reports` a folder with a file for each report."""

    output: str | None
    all_reports: bool
    force: bool


@dataclass(frozen=True, slots=True)
class _Content:
    """The options for what is in a file."""

    clean: bool
    keep_numbers: bool
    language: str | None


@dataclass(frozen=True, slots=True)
class _Printing:
    """The options for PDF files, and for diagrams that Chromium draws."""

    pdf: bool
    paper: str
    mermaid: str | None
    chromium: str | None


@click.command(short_help="Export a report as one file, to send or print.")
@click.argument("report")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="The file to write, or - for standard output. Default: a file beside the report. With --all, the folder.",
)
@template_option(CLOSEST)
@settings_option(
    "Read the options, also those for masking and publishing, from this mkdocs.yml or file of options. Without this,"
    " from the mkdocs.yml in the working folder, if it names the plugin report."
)
@click.option(
    "--all", "all_reports", is_flag=True, help="REPORT is a folder: one file for each report in it, and a list."
)
@click.option("--clean", is_flag=True, help="Leave out findings, badges and prompts: only headings and answers.")
@click.option(
    "--keep-numbers",
    is_flag=True,
    help="For your own hand-in: show the student numbers of the report's own group. For one report only, and not in the"
    " site's folder.",
)
@language_option
@click.option("--pdf", is_flag=True, help="Also write a PDF, with Chromium; with -o report.pdf, only the PDF.")
@click.option(
    "--paper",
    type=click.Choice(list(_PAPERS), case_sensitive=False),
    default="a4",
    show_default=True,
    help="The size of the PDF's pages.",
)
@click.option(
    "--mermaid",
    metavar="FILE",
    type=click.Path(),
    help="Draw Mermaid diagrams as images, with Chromium and this script: a mermaid.min.js.",
)
@click.option(
    "--chromium", metavar="PATH", help="The Chromium or Chrome for PDF files and diagrams. Default: one in PATH."
)
@click.option("--force", is_flag=True, help="Overwrite files that this command did not write.")
@click.pass_context
@gathered(target=_Target, content=_Content, printing=_Printing, template_options=TemplateOptions)
def html(
    context: click.Context,
    report: str,
    target: _Target,
    content: _Content,
    template_options: TemplateOptions,
    settings_file: str | None,
    printing: _Printing,
) -> None:
    """Export a report as one HTML file, to send or print. It contains its images and styles, and no scripts.

    The file shows the same as the group's page on the site, and is masked and sanitised in the same way, with the
    settings in mkdocs.yml. --template replaces only the templates of these settings. Findings do not change the exit
    code. The command never overwrites a file that it reads.

    \b
    mkdocs-report html reports/README.md --template template.md
    mkdocs-report html groups/07-heron/README.md --settings mkdocs.yml -o heron.html
    mkdocs-report html README.md -o report.pdf --pdf
    mkdocs-report html reports/README.md --clean --keep-numbers -o hand-in.html
    mkdocs-report html --all groups --settings mkdocs.yml -o out
    """
    from mkdocs_report.cli.html_output import print_lines, print_masked, print_notes, require_numbers
    from mkdocs_report.config.lookup import find_site, settings_notice
    from mkdocs_report.config.settings_file import read_named
    from mkdocs_report.export.html.chromium import find_chromium
    from mkdocs_report.export.html.diagrams import read_drawer
    from mkdocs_report.export.html.file_names import file_names
    from mkdocs_report.export.html.load import language_of, nothing_published_error, read_setup
    from mkdocs_report.export.html.write import HtmlWriter
    from mkdocs_report.runtime.garbage import paused_gc
    from mkdocs_report.runtime.pool import Workers

    _check_output(target, printing.pdf, content.keep_numbers)
    program = find_chromium(printing.chromium) if printing.pdf or printing.mermaid else None
    place = _work_place(target, Path(report))
    diagrams = read_drawer(Path(printing.mermaid), program or "", place) if printing.mermaid else None
    site = None if settings_file else find_site(Path.cwd())  # also with --template, which does not change masking
    read = read_named(Path(settings_file), settings_file) if settings_file else site
    setup = read_setup(template_options.templates, read, Path.cwd(), Path(report), template_options.form)
    setup = replace(setup, keeps_own_numbers=content.keep_numbers, language=language_of(read, content.language))
    if site is not None:
        echo(settings_notice(site), err=True)  # standard output may be the file
    context.with_resource(paused_gc())
    context.with_resource(terminable())
    with Workers() as workers:
        reports = _reports(report, setup, workers, target)
        status = StatusLine(len(reports))
        context.call_on_close(status.clear)
        publication, failed = _publish(context, reports, setup, target, workers, status)
    if not publication.course.reports:
        _remove(target, reports[0], publication.rename)
        raise nothing_published_error(reports, setup)
    require_numbers(publication, reports[0], setup.keeps_own_numbers, setup.options)
    print_notes(publication, failed, settings_found=read is not None)
    print_masked(publication, content.keep_numbers, target.all_reports)
    names = file_names(judged.report.id for judged in publication.course.reports)
    renderer = _renderer(publication, names, setup, target, content, diagrams)
    writer = HtmlWriter(publication, names, renderer, program if printing.pdf else None, _PAPERS[printing.paper])
    _write(writer, target, reports, [*setup.files, *map(Path, filter(None, [printing.mermaid]))], status)
    print_lines(diagrams.messages if diagrams else ())


def _renderer(
    publication: PublishedCourse,
    names: Mapping[str, str],
    setup: CourseSetup,
    target: _Target,
    content: _Content,
    diagrams: DiagramDrawer | None,
) -> DocumentRenderer:
    from mkdocs_report.export.html.document import DocumentRenderer, FileOptions
    from mkdocs_report.export.html.load import commits_of

    commits, repository = commits_of(publication, setup), setup.options.repository
    options = FileOptions(repository, target.all_reports, content.clean, setup.language)
    return DocumentRenderer(publication, names, commits, options, diagrams)


def _work_place(target: _Target, report: Path) -> Path:
    """Return the folder beside the output in which Chromium may work."""
    if target.output in {None, "-"}:
        return report.parent if target.output is None else Path.cwd()
    output = Path(str(target.output))
    return output if target.all_reports else output.parent


def _refuse_docs_dir(target: _Target, report: Path, setup: CourseSetup) -> None:
    """Refuse a file with student numbers in `docs_dir`: a build could publish it.

    Raises:
        OutputError: the file would be there.
    """
    from mkdocs_report.errors import OutputError
    from mkdocs_report.export.html.write import report_target
    from mkdocs_report.runtime.files import real

    file = report_target(report, str, target.output)
    if setup.keeps_own_numbers and setup.docs is not None and real(file).is_relative_to(real(setup.docs)):
        raise OutputError(
            f"{file} would be in docs_dir, so a build could publish the student numbers in it. Name a file outside:"
            " -o hand-in.html."
        )


def _reports(report: str, setup: CourseSetup, workers: Workers, target: _Target) -> list[Path]:
    """Return the named report, or those in the named folder."""
    from mkdocs_report.course.discovery import find_reports, named_reports
    from mkdocs_report.course.reader import CourseReader

    def find(place: Path) -> list[Path]:
        files = find_reports(place, setup.versions, setup.files, workers)
        blank = CourseReader(setup.versions, setup.settings, setup.base, workers, brief=True).blank_among(files)
        return [file for file in files if file not in blank]

    found = list(setup.reports) if setup.reports is not None else named_reports([report], find)
    if not target.all_reports and len(found) > 1:
        raise SettingsError(f"{report}: there are {len(found)} reports in this folder. Name one, or add --all.")
    return found


def _publish(
    context: click.Context,
    reports: Sequence[Path],
    setup: CourseSetup,
    target: _Target,
    workers: Workers,
    status: StatusLine,
) -> tuple[PublishedCourse, list[Path]]:
    """Return the published reports, and the images that took too long."""
    from tempfile import TemporaryDirectory

    from mkdocs_report.export.html.load import read_publication

    _refuse_docs_dir(target, reports[0], setup)
    folder = Path(context.with_resource(TemporaryDirectory(prefix="mkdocs-report-")))
    status.next("reading the reports")
    published = read_publication(reports, setup, target.all_reports, workers, folder)
    status.clear()
    return published


def _remove(target: _Target, report: Path, rename: Callable[[str], str]) -> None:
    """Remove files of an earlier run, if no report may be published any more."""
    from mkdocs_report.export.html.write import remove_course, remove_report

    if target.all_reports:
        remove_course(Path(target.output or ""), echo)
    else:
        remove_report(report, rename, target.output, echo)


def _write(
    writer: HtmlWriter, target: _Target, reports: Sequence[Path], templates: Sequence[Path], status: StatusLine
) -> None:
    """Write the files, or one file to standard output."""
    from mkdocs_report.export.html.write import write_course, write_report
    from mkdocs_report.runtime.text import plural

    inputs = [*templates, *reports]
    if target.all_reports:
        written = write_course(writer, Path(target.output or ""), inputs, target.force, status.echo, status.next)
        status.clear()
        echo(f"Wrote {plural(len(writer.publication.course.reports), 'report')}. Open {written}.")
    else:
        for data in write_report(writer, reports[0], target.output, inputs, target.force, echo):
            sys.stdout.buffer.write(data)


def _check_output(target: _Target, pdf: bool, keep_numbers: bool) -> None:
    """Refuse contradictory options before anything is read."""
    output, all_reports = target.output, target.all_reports
    if keep_numbers and (all_reports or output == "-"):
        raise click.UsageError("--keep-numbers is for the hand-in of one group. Name one report and a file: -o FILE.")
    if all_reports and (output is None or output == "-"):
        raise click.UsageError("--all writes a file for each report. Name a folder for them: -o out.")
    if all_reports and Path(output or "").is_file():
        raise click.UsageError(f"-o: {output} is a file. With --all, name a folder.")
    if not all_reports and not pdf and output is not None and output.lower().endswith(".pdf"):
        raise click.UsageError(f"-o: {output} would be HTML. Add --pdf to write a PDF.")
