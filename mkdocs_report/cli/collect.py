"""The commands `mkdocs-report collect` and `collect status`. The package `collect` is imported when they run."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_report.cli import completion, terminal
from mkdocs_report.cli.echo import echo
from mkdocs_report.cli.groups import DefaultGroup
from mkdocs_report.cli.options import (
    TEMPLATES_OF_SETTINGS,
    TemplateOptions,
    format_option,
    gathered,
    settings_option,
    template_option,
)
from mkdocs_report.cli.signals import terminable
from mkdocs_report.errors import SettingsError

if TYPE_CHECKING:
    from mkdocs_report.collect.plan import CollectPlan, GroupOutcome
    from mkdocs_report.config.roster import RosterEntry

_INTO = "docs/groups"
_CACHE = ".cache/mkdocs-report/collect"
_AT_ONCE = 4
"""The most names of groups beside the progress bar."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The options for what is collected: the folder, the deadline, and the report's path in the repositories."""

    into: str
    before: str | None
    path: str


@dataclass(frozen=True, slots=True)
class _Fetching:
    """The options for how repositories are fetched."""

    jobs: int
    timeout: float
    cache: str
    trusted: tuple[str, ...]


def _into(command: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--into",
        default=_INTO,
        show_default=True,
        metavar="FOLDER",
        type=click.Path(),
        help="The folder in which each group gets a folder named after its id.",
    )(command)


@click.command("collect", short_help="Collect each group's report from its repository.")
@click.argument("roster", shell_complete=completion.roster_or_status)
@_into
@click.option("--before", metavar="MOMENT", help="Use the last commit before this moment: 2026-01-23T23:59+01:00.")
@click.option("--path", default="", metavar="PATH", help="The path of the report, in repositories that have it.")
@template_option(". Its questions distinguish a report from other files.")
@settings_option(TEMPLATES_OF_SETTINGS)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=8,
    show_default=True,
    metavar="N",
    help="The number of repositories that are read at the same time.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 3600),
    default=120,
    show_default=True,
    metavar="SECONDS",
    help="The time limit for one repository, including all retries.",
)
@click.option(
    "--cache",
    default=_CACHE,
    show_default=True,
    metavar="FOLDER",
    type=click.Path(),
    help="The folder for copies of the repositories.",
)
@click.option(
    "--trusted-host",
    "trusted",
    multiple=True,
    default=("github.com", "gitlab.com"),
    show_default=True,
    metavar="HOST",
    help="A host that receives your credentials, and may be in a private network. Repeatable; replaces the default.",
)
@format_option
@click.pass_context
@gathered(wanted=_Wanted, fetching=_Fetching, template_options=TemplateOptions)
def collect_all(
    context: click.Context,
    roster: str,
    wanted: _Wanted,
    template_options: TemplateOptions,
    settings_file: str | None,
    fetching: _Fetching,
    output_format: str,
) -> None:
    """Collect each group's report from its repository. Exit with 1 if a group cannot be collected.

    ROSTER is a CSV or YAML file with a group and a repository in each line, and optionally branch, path, members and
    consent. Only the report and its images are copied. If a group cannot be collected, its folder is not changed.
    `collect status` shows the result of the last run.

    \b
    mkdocs-report collect roster.csv
    mkdocs-report collect roster.csv --before 2026-01-23T23:59+01:00 --settings mkdocs.yml
    mkdocs-report collect status
    """
    from mkdocs_report.cli.collect_output import collected_json, print_collected
    from mkdocs_report.collect.address import LOCAL
    from mkdocs_report.collect.errors import GitError, StoppedError
    from mkdocs_report.collect.run import check_entry
    from mkdocs_report.collect.store import StoreError
    from mkdocs_report.config.roster_file import read_collectable

    local = os.environ.get(LOCAL) == "1"
    read = read_collectable(Path(roster), roster, lambda entry: check_entry(entry, local))
    entries = read.entries
    for column in read.unused:
        echo(f"roster: {roster}:{column.line}: {column.message}", err=True)
    plan = _plan(wanted, fetching, template_options, settings_file, local)
    try:
        with terminable():
            outcomes = _watched(entries, plan)
    except (GitError, StoreError) as error:
        raise SettingsError(f"collect: {error}") from None
    except (KeyboardInterrupt, StoppedError):
        raise SettingsError("collect: stopped. Each group's folder is either unchanged or complete.") from None
    if output_format == "json":
        moment = plan.before.isoformat() if plan.before else None
        sys.stdout.write(collected_json(outcomes, wanted.into, moment))
    else:
        print_collected(outcomes, terminal.console())
    context.exit(1 if any(outcome.error for outcome in outcomes) else 0)


@click.command("status", short_help="Show the result of the last run of collect.")
@_into
@format_option
def collect_status(into: str, output_format: str) -> None:
    """Show the result of the last run of collect for each group, without contacting a server.

    For each group: the commit and its date, the number of later commits, the path of the report, and the reason if the
    group could not be collected.

    \b
    mkdocs-report collect status
    mkdocs-report collect status --into docs/groups --format json
    """
    from mkdocs_report.cli.collect_output import collected_json, print_collected
    from mkdocs_report.collect.run import status
    from mkdocs_report.collect.store import Store

    if not Path(into).is_dir():
        raise SettingsError(
            f"collect status: folder not found: {into}. Name the folder that collect wrote: --into FOLDER."
        )
    outcomes = list(status(Store(Path(into))))
    if output_format == "json":
        sys.stdout.write(collected_json(outcomes, into, None))
    else:
        print_collected(outcomes, terminal.console())


collect = DefaultGroup(collect_all, collect_status)


def _plan(
    wanted: _Wanted,
    fetching: _Fetching,
    template_options: TemplateOptions,
    settings_file: str | None,
    local: bool,
) -> CollectPlan:
    from mkdocs_report.collect.deadline import read_moment
    from mkdocs_report.collect.locate import normalise_path
    from mkdocs_report.collect.plan import CollectPlan
    from mkdocs_report.config.lookup import choose_settings
    from mkdocs_report.course.template_files import chosen_templates
    from mkdocs_report.course.templates import load_all_templates
    from mkdocs_report.runtime.files import read_regular

    chosen = choose_settings(settings_file, template_options.templates, Path.cwd(), template_options.form)
    if chosen.settings_notice:
        echo(chosen.settings_notice, err=True)
    named = template_options.templates
    every = [chosen.settings, *(cohort.settings for cohort in chosen.settings.cohorts if not named)]
    cohorts = [(chosen_templates(named, each, Path.cwd()), each.form) for each in every]
    read = dict.fromkeys((file, form) for files, form in cohorts for file in files)
    try:
        normalise_path(wanted.path)
    except ValueError as error:
        raise SettingsError(f"--path: {error}") from None
    try:
        moment = read_moment(wanted.before) if wanted.before is not None else None
    except ValueError as error:
        raise SettingsError(f"--before: {error}") from None
    return CollectPlan(
        into=Path(wanted.into),
        cache=Path(fetching.cache).absolute(),
        before=moment,
        path=wanted.path,
        versions=load_all_templates(cohorts, Path.cwd()),
        templates=[(read_regular(file), form) for file, form in read],
        jobs=fetching.jobs,
        seconds=fetching.timeout,
        local=local,
        trusted=tuple(host.casefold() for host in fetching.trusted),
    )


def _watched(entries: Sequence[RosterEntry], plan: CollectPlan) -> list[GroupOutcome]:
    """Collect, and show the progress on standard error: a bar in a terminal, otherwise a line for each group."""
    from mkdocs_report.cli.collect_output import outcome_line
    from mkdocs_report.collect.run import collect as collect_groups
    from mkdocs_report.runtime.text import visible

    console = terminal.console(stderr=True)
    if not console.is_terminal:
        done = 0

        def say(_name: str, outcome: GroupOutcome | None) -> None:
            nonlocal done
            if outcome:
                done += 1
                echo(f"{done}/{len(entries)} {outcome_line(outcome)}", err=True)

        return collect_groups(entries, plan, say)
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False))
    at_work: dict[str, None] = {}
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=len(entries))

        def show(name: str, outcome: GroupOutcome | None) -> None:
            if outcome:
                at_work.pop(name, None)
                if outcome.error:
                    progress.console.print(outcome_line(outcome), markup=False, highlight=False)
            else:
                at_work[name] = None
            first = list(at_work)[:_AT_ONCE]
            said = visible(", ".join(first)) + (" …" if len(at_work) > _AT_ONCE else "")
            progress.update(task, advance=1 if outcome else 0, description=said)

        return collect_groups(entries, plan, show)
