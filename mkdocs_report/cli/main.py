"""The commands `mkdocs-report check` and `explain`, and the group to which all commands belong."""

from __future__ import annotations

import io
import os
import sys
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_report.cli import completion, question_completion, terminal
from mkdocs_report.cli.collect import collect
from mkdocs_report.cli.doctor.command import doctor
from mkdocs_report.cli.echo import echo
from mkdocs_report.cli.html import html
from mkdocs_report.cli.init.command import init
from mkdocs_report.cli.options import CLOSEST, TemplateOptions, gathered, settings_option, template_option
from mkdocs_report.cli.repair import repair
from mkdocs_report.cli.template import new, template
from mkdocs_report.config.lookup import choose_settings
from mkdocs_report.config.settings import Settings
from mkdocs_report.course.check import CheckPlan, check_reports
from mkdocs_report.errors import OutputError, SettingsError, TemplateError, nearest
from mkdocs_report.export.outputs import FORMATS, Output, append_summary, read_output, render, write_outputs
from mkdocs_report.export.paths import Checkout, find_checkout, under_github
from mkdocs_report.model.course import Course
from mkdocs_report.model.finding import Severity
from mkdocs_report.rules.judge import FAMILIES, RULES
from mkdocs_report.runtime.garbage import paused_gc
from mkdocs_report.runtime.pool import Workers
from mkdocs_report.version import __version__

if TYPE_CHECKING:
    from mkdocs_report.parsing.template.versions import TemplateVersions

_CLEAN, _ERRORS, _UNUSABLE = 0, 1, 2
INTERRUPTED = 130
"""The exit code after Ctrl-C: 128 plus the number of the signal, as in shells."""
_BESIDE_TEXT = {"text", "annotations"}
"""Formats that can be printed one after the other."""
_BY_TEMPLATE = "To use only a template, add --template template.md."


def _read_outputs(context: click.Context, parameter: click.Parameter, values: Sequence[str]) -> list[Output]:
    try:
        return [read_output(value) for value in values]
    except SettingsError as error:
        raise click.BadParameter(str(error), context, parameter) from None


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="mkdocs-report")
def cli() -> None:
    """Check group reports against their template.

    \b
    mkdocs-report check README.md --template template.md
    mkdocs-report explain too-few-words
    mkdocs-report check --help
    """


@dataclass(frozen=True, slots=True)
class _Shown:
    """The options for what `check` prints and writes."""

    outputs: Sequence[Output]
    github: bool | None
    explain_words: str | None


@cli.command(short_help="Judge reports.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path())
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
    template's questions. Reports are judged by --template; without it, by the settings of the site, if a mkdocs.yml in
    the working folder names the plugin report; without both, by the limits in their own prompts.

    \b
    mkdocs-report check reports/README.md
    mkdocs-report check groups --template 'templates/*.md'
    mkdocs-report check groups --settings mkdocs.yml --format json
    mkdocs-report check groups --format sarif=out/report.sarif --format badges=out/badges
    mkdocs-report check reports/README.md --explain-words 3
    mkdocs-report check reports/README.md --fix
    """
    printed = _printed(shown.outputs)
    if diff_only and not fixes:
        raise click.UsageError("--diff shows what --fix would change. Use both options.")
    base = Path.cwd()
    chosen = choose_settings(settings_file, template_options.templates, base, template_options.form)
    explains = shown.explain_words is not None
    if chosen.settings_notice and ("text" in printed or explains):
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
        )
        checked = check_reports([Path(path) for path in paths], plan)
    course = checked.course
    checkout = find_checkout(base, os.environ, checked.reports)
    inputs = [*checked.reports, *checked.templates, *chosen.files]
    write_outputs(shown.outputs, course, checkout, base, inputs)
    if shown.explain_words is not None:
        _explain_words(course, shown.explain_words)
    else:
        _print(printed, course, checkout)
        if under_github(os.environ) if shown.github is None else shown.github:
            _write_github(printed, course, checkout)
    # not context.exit: its exception would keep the course until the garbage collector runs, which would then scan it
    return _ERRORS if any(judged.count(Severity.ERROR) for judged in course.reports) else _CLEAN


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


def _print(printed: Sequence[str], course: Course, checkout: Checkout) -> None:
    for form in printed:
        if form == "text":
            from mkdocs_report.export.text import print_course  # each format brings its own imports

            print_course(course, terminal.console())
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


@cli.command(short_help="Explain a rule.")
@click.argument("rule", required=False, shell_complete=completion.rules)
def explain(rule: str | None) -> None:
    """Print the purpose of a rule, and how to fix its findings. Without RULE, list all rules.

    \b
    mkdocs-report explain
    mkdocs-report explain image-missing
    """
    if rule is None:
        for family, rules in FAMILIES.items():
            echo(family, "")
            for each in rules:
                echo(f"  {each.name:<24}{each.severity.value:<9}{each.summary}")
            echo()
        return
    if rule not in RULES:
        raise SettingsError(f"there is no rule “{rule}”.{nearest(rule, RULES)} `mkdocs-report explain` lists them.")
    found = RULES[rule]
    echo(f"{found.name} ({found.severity.value})", "", found.summary, "")
    for paragraph in found.help.strip().split("\n\n"):
        echo(*textwrap.wrap(" ".join(paragraph.split()), 88), "")


for _command in (collect, doctor, html, init, new, repair, template):
    cli.add_command(_command)


def main(argv: Sequence[str] | None = None, name: str = "mkdocs-report") -> int:
    """Run the command; return its exit code: 0 no error, 1 an error, 2 wrong arguments or settings, 130 interrupted.

    Args:
        argv: the arguments; those of the process if None.
        name: the name of the command in messages.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        result = cli.main(argv, prog_name=name, standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort as error:
        return INTERRUPTED if isinstance(error.__cause__, KeyboardInterrupt) else _UNUSABLE
    except click.ClickException as error:
        said = io.StringIO()
        error.show(said)
        echo(*said.getvalue().removesuffix("\n").split("\n"), err=True)
        return _UNUSABLE
    except (SettingsError, TemplateError, OutputError, OSError) as error:
        echo(*f"mkdocs-report: {error}".split("\n"), err=True)
        return _UNUSABLE
    except SystemExit as error:  # click raises it when the reader of our output has closed the pipe
        return error.code if isinstance(error.code, int) else _UNUSABLE
    return result if isinstance(result, int) else _CLEAN
