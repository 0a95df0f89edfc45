"""The commands `mkdocs-report init report` and `mkdocs-report init course`: a project is set up, once."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_report.cli.echo import confirm, echo
from mkdocs_report.cli.terminal import at_terminal
from mkdocs_report.errors import SettingsError

if TYPE_CHECKING:
    from mkdocs_report.cli.init.new_report import TemplateFile
    from mkdocs_report.cli.init.plan import Change
    from mkdocs_report.cli.init.starter_files import ActionRef

_NAME, _COURSE = "Our report", "Kite Workshop"


def _shared_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of both commands."""
    options = (
        click.option(
            "--action",
            metavar="OWNER/NAME@COMMIT",
            help="Where mkdocs-report is on GitHub, and the commit that workflows take. Without it, a place is left"
            " for it.",
        ),
        click.option("--yes", is_flag=True, help="Ask nothing; add to files that are there, and replace none."),
        click.option("--force", is_flag=True, help="Ask nothing; add to files that are there, and replace others."),
        click.option("--dry-run", is_flag=True, help="Tell what would be done, and do nothing."),
    )
    for option in reversed(options):  # decorators go from the last to the first
        command = option(command)
    return click.argument("folder", default=".", metavar="[DIR]")(command)


@click.group()
def init() -> None:
    """Set up a repository: a group's report, or a whole course.

    \b
    mkdocs-report init report --template template.md
    mkdocs-report init course kites
    """


@init.command()
@click.option("--template", metavar="FILE", help="The empty template; template.md is taken where it is there.")
@click.option(
    "--reports", default="reports", show_default=True, metavar="FOLDER", help="Where the report's README.md is."
)
@click.option("--name", metavar="TEXT", help=f"The name of the site.  [default: {_NAME}]")
@click.option("--workflow/--no-workflow", default=None, help="A check on GitHub, with each push.")
@click.option("--pre-commit/--no-pre-commit", default=None, help="A check before each commit, with pre-commit.")
@_shared_options
def report(
    folder: str,
    template: str | None,
    reports: str,
    name: str | None,
    workflow: bool | None,
    pre_commit: bool | None,
    action: str | None,
    yes: bool,
    force: bool,
    dry_run: bool,
) -> None:
    """Set up the repository of a group, whose report is reports/README.md.

    Writes mkdocs.yml, a workflow for GitHub, an entry for pre-commit and lines for .gitignore, and begins the report
    from the template where there is none. DIR is the repository, the working directory unless you say otherwise. A
    file that is there is never touched without asking; where nobody can be asked, only with --yes or --force. Run it
    again at any time: what is set up stays as it is.

    \b
    mkdocs-report init report
    mkdocs-report init report --template template.md --name 'Group 7' --yes
    mkdocs-report init report --no-pre-commit --dry-run
    """
    from mkdocs_report.cli.init.plan import TEMPLATE, ReportSetup, manual_steps, plan_report  # noqa: PLC0415

    root = Path(folder)
    if not root.is_dir():
        raise SettingsError(f"init report: there is no folder {folder}. Name the group's repository.")
    interactive = at_terminal() and not (yes or force or dry_run)
    if template is None and (root / TEMPLATE).is_file():
        template = str(root / TEMPLATE)
    if interactive:
        if template is None:
            template = click.prompt("The empty template, if you have it (Enter for none)", "", show_default=False)
        if name is None and not (root / "mkdocs.yml").exists():
            name = click.prompt("The name of the site", _NAME)
        if workflow is None:
            workflow = confirm("A check on GitHub, with each push?", default=True)
        if pre_commit is None:
            pre_commit = confirm("A check before each commit, with pre-commit?", default=True)
    setup = ReportSetup(
        reports=reports,
        name=name or _NAME,
        workflow=workflow is not False,
        pre_commit=pre_commit is not False,
        action_ref=_action_ref(action, interactive and workflow is not False),
        template=_template_file(template),
        force=force,
    )
    changes = plan_report(root, setup)
    _apply(root, changes, interactive=interactive, yes=yes, force=force, dry_run=dry_run)
    for note in manual_steps(root, setup):
        echo(f"Note: {note}")
    _print_next_steps(folder, changes, setup.action_ref, dry_run)


@init.command()
@click.option("--name", metavar="TEXT", help=f"The name of the course.  [default: {_COURSE}]")
@_shared_options
def course(
    folder: str,
    name: str | None,
    action: str | None,
    yes: bool,
    force: bool,
    dry_run: bool,
) -> None:
    """Begin a course: a repository that builds at once, with a template, two invented groups and workflows.

    DIR is a folder of its own, and is made where it is not there. A file that is there is never touched without
    asking; where nobody can be asked, only with --yes or --force. A course that has begun stays as it is, even then.

    \b
    mkdocs-report init course kites
    mkdocs-report init course kites --name 'Kite Workshop' --yes
    mkdocs-report init course --dry-run
    """
    from mkdocs_report.cli.init.plan import Step, plan_course  # noqa: PLC0415

    root = Path(folder)
    if root.exists() and not root.is_dir():
        raise SettingsError(f"init course: {folder} is no folder. Name another.")
    interactive = at_terminal() and not (yes or force or dry_run)
    is_set_up = not plan_course(root, _COURSE, _action_ref(None, False), False)
    if interactive and not is_set_up:
        name = name or click.prompt("The name of the course", _COURSE)
    action_ref = _action_ref(action, interactive and not is_set_up)
    changes = plan_course(root, name or _COURSE, action_ref, force)
    replaces_site = any(change.path == "mkdocs.yml" and change.step is Step.REPLACE for change in changes)
    if replaces_site and not (force or dry_run):
        raise SettingsError(
            f"init course: there is a mkdocs.yml in {folder} that is no course's. Name a folder of its own, or write"
            " over it with --force."
        )
    _apply(root, changes, interactive=interactive, yes=yes, force=force, dry_run=dry_run)
    _print_next_steps(folder, changes, action_ref, dry_run)


def _action_ref(action: str | None, interactive: bool) -> ActionRef:
    from mkdocs_report.cli.init.starter_files import ActionRef, read_action_ref  # noqa: PLC0415

    if action is None and interactive:
        action = click.prompt(
            "Where mkdocs-report is on GitHub, as OWNER/NAME@COMMIT (Enter to fill it in later)", "", show_default=False
        )
    try:
        return read_action_ref(action) if action else ActionRef()
    except SettingsError as error:
        raise SettingsError(f"--action: {error}") from None


def _template_file(template: str | None) -> TemplateFile | None:
    from mkdocs_report.cli.init.new_report import read_template_file  # noqa: PLC0415

    return read_template_file(Path(template), template) if template else None


def _apply(root: Path, changes: Sequence[Change], *, interactive: bool, yes: bool, force: bool, dry_run: bool) -> None:
    """Tell what is to be done, ask about files that are there, then write."""
    from mkdocs_report.cli.init.plan import Step  # noqa: PLC0415
    from mkdocs_report.runtime.atomic_write import write_whole  # noqa: PLC0415

    accepted: list[Change] = []
    skipped: list[Change] = []
    for change in changes:
        line = f"{change.step.value:<8} {change.path}" + (f"  ({change.purpose})" if change.purpose else "")
        if change.step is Step.CREATE:
            is_accepted = True
        elif change.step is Step.BY_HAND:
            is_accepted = False
        elif interactive:
            is_accepted = confirm(f"{line}?", default=change.step is Step.ADD)
        else:
            is_accepted = force or (yes and change.step is Step.ADD)
        (accepted if is_accepted else skipped).append(change)
        if dry_run or (is_accepted and not (interactive and change.step is not Step.CREATE)):
            echo(line)
    if dry_run:
        echo("Nothing was written." if changes else "Nothing is to be done.")
        return
    _refuse_links(root, accepted)
    for change in accepted:
        write_whole(root / change.path, change.data)
    for line in _skipped_lines(skipped):
        echo(*line.split("\n"))
    if not changes:
        echo("Nothing is to be done: all is set up.")


def _refuse_links(root: Path, accepted: Sequence[Change]) -> None:
    """Refuse, before anything is written, links that lead what is read or written out of the repository."""
    from mkdocs_report.cli.init.plan import Step  # noqa: PLC0415
    from mkdocs_report.runtime.atomic_write import linked_folder  # noqa: PLC0415

    for change in accepted:
        file = root / change.path
        link = linked_folder(file, root)
        if link is None and change.step is Step.ADD and file.is_symlink():  # a copy of another file would be committed
            link = file
        if link is not None:
            raise SettingsError(f"{link} is a symbolic link, which is not followed. Replace it; nothing was written.")


def _skipped_lines(skipped: Sequence[Change]) -> Iterator[str]:
    """What stays as it is, and what to do about it."""
    from mkdocs_report.cli.init.plan import Step  # noqa: PLC0415

    for change in skipped:
        if change.step is Step.ADD:
            yield f"left     {change.path} as it is; --yes adds to it  ({change.purpose})"
        elif change.step is Step.REPLACE:
            yield f"left     {change.path} as it is, which is another; --force replaces it  ({change.purpose})"
        else:
            yield f"left     {change.path} as it is. Add by hand:\n\n{change.data.decode()}"


def _print_next_steps(folder: str, changes: Sequence[Change], action_ref: ActionRef, dry_run: bool) -> None:
    unknown = [change.path for change in changes if b"OWNER/mkdocs-report@COMMIT" in change.data]
    if unknown and not action_ref.is_set:
        where = " and ".join(unknown)
        echo(
            f"Before you push: put the address of mkdocs-report in the place of OWNER/mkdocs-report@COMMIT in {where}."
        )
    if any(change.path == ".pre-commit-config.yaml" for change in changes):
        echo("Before you commit: the check is run once you have typed `pip install pre-commit && pre-commit install`.")
    if not dry_run:
        change_folder = "" if folder == "." else f"cd {shlex.quote(folder)} && "
        echo(f"Next: {change_folder}mkdocs serve")
