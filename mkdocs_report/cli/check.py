"""The command `mkdocs-report check`. The modules that print are imported when it runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_report.cli import completion, question_completion, terminal
from mkdocs_report.cli.echo import echo
from mkdocs_report.cli.options import CLOSEST, TemplateOptions, gathered, settings_option, template_option
from mkdocs_report.config.lookup import choose_settings, site_templates
from mkdocs_report.config.settings import Settings
from mkdocs_report.course.check import CheckPlan, check_reports
from mkdocs_report.errors import SettingsError
from mkdocs_report.export.outputs import FORMATS, Output, append_summary, read_output, render, write_outputs
from mkdocs_report.export.paths import Checkout, find_checkout, under_github
from mkdocs_report.model.course import Course
from mkdocs_report.model.finding import Severity
from mkdocs_report.runtime.files import shown_path
from mkdocs_report.runtime.garbage import paused_gc
from mkdocs_report.runtime.pool import Workers

if TYPE_CHECKING:
    from mkdocs_report.export.text import TextOptions
    from mkdocs_report.parsing.template.versions import TemplateVersions

_CLEAN, _ERRORS = 0, 1
_BESIDE_TEXT = {"text", "annotations"}
"""Formats that can be printed one after the other."""
_BY_TEMPLATE = "To use only a template, add --template template.md."


def _read_outputs(context: click.Context, parameter: click.Parameter, values: Sequence[str]) -> list[Output]:
    try:
        return [read_output(value) for value in values]
    except SettingsError as error:
        raise click.BadParameter(str(error), context, parameter) from None


@dataclass(frozen=True, slots=True)
class _Shown:
    """The options for what `check` prints and writes."""

    outputs: Sequence[Output]
    github: bool | None
    explain_words: str | None
    verbose: bool
    errors_only: bool
    quiet: bool

    @property
    def for_github(self) -> bool:
        """Whether to print annotations, and to add to the job summary."""
        return under_github(os.environ) if self.github is None else self.github

    @property
    def text_options(self) -> TextOptions:
        """The options for the text. A job summary refers to the findings in the log, so they are listed there."""
        from mkdocs_report.export.text import TextOptions  # `rich` takes long to load

        findings = True if self.verbose or self.errors_only or self.for_github else None
        return TextOptions(findings, self.errors_only, self.quiet)


@click.command(short_help="Judge reports.")
@click.argument("paths", nargs=-1, metavar="[PATH...]", type=click.Path())
@template_option(CLOSEST)
@settings_option(
    "Read templates, severities, limits and waivers from this mkdocs.yml or file of options. Without this and"
    " --template, from the mkdocs.yml in the working folder, if it names the plugin report."
)
@click.option(
    "--format",
    "outputs",
    callback=_read_outputs,
    shell_complete=completion.of(FORMATS.items()),
    multiple=True,
    metavar="FORMAT[=FILE]",
    help=f"{', '.join(FORMATS)}. Written to the file, or printed instead of text if no file is named. Repeatable.",
)
@click.option("-v", "--verbose", is_flag=True, help="List the findings also of many reports.")
@click.option("--errors-only", is_flag=True, help="List errors only, and reports with errors.")
@click.option("-q", "--quiet", is_flag=True, help="Print only the numbers of errors and warnings.")
@click.option(
    "--github/--no-github",
    default=None,
    help="Print annotations, and add to the job summary. Default: only in a GitHub workflow.",
)
@click.option(
    "--explain-words",
    metavar="QUESTION",
    shell_complete=question_completion.questions,
    help="Show what was counted in the answers to this question: words, and the units of other limits.",
)
@click.option("--fix", "fixes", is_flag=True, help="Before judging, fix in place what is safe to fix.")
@click.option("--diff", "diff_only", is_flag=True, help="With --fix: show what would be fixed, and write nothing.")
@click.pass_context
@gathered(shown=_Shown, template_options=TemplateOptions)
def check(
    context: click.Context,
    paths: Sequence[str],
    template_options: TemplateOptions,
    settings_file: str | None,
    shown: _Shown,
    fixes: bool,
    diff_only: bool,
) -> int:
    """Judge reports. Exit with 0 if there is no error, with 1 if there is one.

    PATH is a report, or a folder with reports: groups/*/README.md, */reports/README.md, or any Markdown file with a
    template's questions. Without PATH, the reports of the site are judged, if a mkdocs.yml in the working folder names
    the plugin report. Reports are judged by --template; without it, by the settings of that site; without both, by the
    limits in their own prompts.

    Prints the findings of each report, errors first. Of more than 5 reports it prints a table, the worst first; -v adds
    the findings, and in a GitHub workflow they are always there. -v, --errors-only and -q change only this text, not
    the other formats.

    \b
    mkdocs-report check
    mkdocs-report check reports/README.md
    mkdocs-report check groups --template 'templates/*.md'
    mkdocs-report check groups --errors-only
    mkdocs-report check groups --settings mkdocs.yml --format json
    mkdocs-report check groups --format sarif=out/report.sarif --format badges=out/badges
    mkdocs-report check reports/README.md --explain-words 3
    mkdocs-report check reports/README.md --fix
    """
    printed = _printed(shown.outputs)
    _refuse_contradictions(shown, printed, fixes, diff_only)
    base = Path.cwd()
    chosen = choose_settings(settings_file, template_options.templates, base, template_options.form)
    explains = shown.explain_words is not None
    places = [Path(path) for path in paths] or [_reports_of(chosen.settings, base)]
    says = ("text" in printed and not shown.quiet) or explains
    if chosen.settings_notice and says:
        echo(*chosen.settings_notice.split("\n"))
    context.with_resource(paused_gc())
    with Workers(meanwhile=_load_text if "text" in printed else None) as workers:
        plan = CheckPlan(
            template_options.templates,
            chosen.settings,
            base,
            workers,
            brief=not explains,
            fix=partial(_fix, base, workers, printed, diff_only) if fixes else None,
            advice=_BY_TEMPLATE if chosen.settings_notice else "",
            known_templates=tuple(site_templates(base)) if template_options.templates else (),
        )
        checked = check_reports(places, plan)
    for file in checked.blank_templates if says else ():
        why = "not judged, since it is a template without answers. To judge it, name it."
        echo(f"{shown_path(file, base)}: {why}", wrap=True)
    course = checked.course
    checkout = find_checkout(base, os.environ, checked.reports)
    inputs = [*checked.reports, *checked.templates, *chosen.files]
    write_outputs(shown.outputs, course, checkout, base, inputs)
    if shown.explain_words is not None:
        _explain_words(course, shown.explain_words)
    else:
        _print(printed, course, checkout, shown)
        if shown.for_github:
            _write_github(printed, course, checkout)
    # not context.exit: its exception would keep the course until the garbage collector runs, which would then scan it
    return _ERRORS if any(judged.count(Severity.ERROR) for judged in course.reports) else _CLEAN


def _refuse_contradictions(shown: _Shown, printed: Sequence[str], fixes: bool, diff_only: bool) -> None:
    """Refuse options that contradict each other, before anything is read."""
    if diff_only and not fixes:
        raise click.UsageError("--diff shows what --fix would change. Use both options.")
    if shown.verbose and shown.quiet:
        raise click.UsageError("--verbose and --quiet contradict each other. Use one of them.")
    for_text = {"--errors-only": shown.errors_only, "--quiet": shown.quiet}
    named = next((name for name, is_set in for_text.items() if is_set), None)
    if named and "text" not in printed:
        raise click.UsageError(
            f"{named} changes only the text, and --format {printed[0]} always has all findings. Write it to a file: "
            f"--format {printed[0]}=FILE."
        )
    if named and shown.explain_words is not None:
        raise click.UsageError(f"{named} and --explain-words contradict each other. Use one of them.")


def _reports_of(settings: Settings, base: Path) -> Path:
    """Return the folder of the reports of a site, for a command without a path."""
    folder = settings.cohorts[0].folder if settings.cohorts else settings.folder
    if folder is None:
        raise click.UsageError(
            "Missing argument 'PATH...'. Name a report, or a folder with reports. Only beside a mkdocs.yml that names "
            "the plugin report can it be left out."
        )
    if not folder.is_dir():
        raise SettingsError(
            f"docs_dir: folder not found: {shown_path(folder, base)}. Correct the path, or name a report."
        )
    return folder


def _load_text() -> None:
    import mkdocs_report.export.text  # noqa: F401 - takes as long as reading some reports


def _fix(
    base: Path,
    workers: Workers,
    printed: Sequence[str],
    diff_only: bool,
    reports: Sequence[Path],
    versions: TemplateVersions,
    settings: Settings,
) -> bool:
    """Fix reports in place. Messages go to standard error if the output is for a program."""
    from mkdocs_report.cli.fix import fix

    console = terminal.console(not _BESIDE_TEXT.issuperset(printed))
    return fix(reports, versions, settings, base, workers, console, diff_only)


def _printed(outputs: Sequence[Output]) -> list[str]:
    """Return the formats to print; text if no other is printed."""
    printed = [output.format for output in outputs if output.target is None] or ["text"]
    if len(printed) > 1 and not _BESIDE_TEXT.issuperset(printed):
        raise click.UsageError(
            f"--format: {' and '.join(printed)} cannot be printed together. Write all but one to files: "
            f"--format {printed[-1]}=FILE."
        )
    return printed


def _print(printed: Sequence[str], course: Course, checkout: Checkout, shown: _Shown) -> None:
    for form in printed:
        if form == "text":
            from mkdocs_report.export.text import print_course  # each format brings its own imports

            print_course(course, terminal.console(), shown.text_options)
        else:
            sys.stdout.write(render(form, course, checkout))


def _write_github(printed: Sequence[str], course: Course, checkout: Checkout) -> None:
    """Print annotations, to standard error if standard output is for a program, and add to the job summary."""
    if "annotations" not in printed:
        stream = sys.stdout if _BESIDE_TEXT.issuperset(printed) else sys.stderr
        stream.write(render("annotations", course, checkout))
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary:
        append_summary(course, checkout, Path(summary))


def _explain_words(course: Course, question: str) -> None:
    from mkdocs_report.export.explain import print_counts

    console = terminal.console()
    known: dict[str, None] = {}
    shown = False
    for judged in course.reports:
        for answer in judged.report.answers:
            names = {answer.question.id, str(answer.question.number), answer.question.heading}
            known[str(answer.question.number)] = None
            if question in names:
                print_counts(judged, answer, console)
                shown = True
    if not shown:
        raise SettingsError(f"--explain-words: there is no question “{question}”. Use one of: {', '.join(known)}.")
