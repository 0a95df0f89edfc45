"""The commands `mkdocs-report init report` and `mkdocs-report init course`: a project is set up, once."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_report.cli.echo import confirm, echo
from mkdocs_report.cli.options import gathered
from mkdocs_report.cli.terminal import at_terminal
from mkdocs_report.errors import SettingsError

if TYPE_CHECKING:
    from mkdocs_report.cli.init.new_report import Original
    from mkdocs_report.cli.init.plan import Change
    from mkdocs_report.cli.init.starter_files import Address

_NAME, _COURSE = "Our report", "Kite Workshop"


@dataclass(frozen=True, slots=True)
class _Manner:
    """The options of both commands: how files are written."""

    action: str | None
    yes: bool
    force: bool
    dry_run: bool

    @property
    def asks(self) -> bool:
        """Whether to ask the user."""
        return at_terminal() and not (self.yes or self.force or self.dry_run)


def _common(command: Callable[..., None]) -> Callable[..., None]:
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
    command = gathered(manner=_Manner)(command)
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
@_common
def report(
    folder: str,
    template: str | None,
    reports: str,
    name: str | None,
    workflow: bool | None,
    pre_commit: bool | None,
    manner: _Manner,
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
    from mkdocs_report.cli.init.plan import TEMPLATE, Wishes, notes, plan_report

    root = Path(folder)
    if not root.is_dir():
        raise SettingsError(f"init report: there is no folder {folder}. Name the group's repository.")
    if template is None and (root / TEMPLATE).is_file():
        template = str(root / TEMPLATE)
    if manner.asks:
        if template is None:
            template = click.prompt("The empty template, if you have it (Enter for none)", "", show_default=False)
        if name is None and not (root / "mkdocs.yml").exists():
            name = click.prompt("The name of the site", _NAME)
        if workflow is None:
            workflow = confirm("A check on GitHub, with each push?", default=True)
        if pre_commit is None:
            pre_commit = confirm("A check before each commit, with pre-commit?", default=True)
    wishes = Wishes(
        reports=reports,
        name=name or _NAME,
        workflow=workflow is not False,
        pre_commit=pre_commit is not False,
        address=_address(manner.action, manner.asks and workflow is not False),
        template=_original(template),
        force=manner.force,
    )
    changes = plan_report(root, wishes)
    _carry_out(root, changes, manner)
    for note in notes(root, wishes):
        echo(f"Note: {note}")
    _tell_next(folder, changes, wishes.address, manner.dry_run)


@init.command()
@click.option("--name", metavar="TEXT", help=f"The name of the course.  [default: {_COURSE}]")
@_common
def course(folder: str, name: str | None, manner: _Manner) -> None:
    """Begin a course: a repository that builds at once, with a template, two invented groups and workflows.

    DIR is a folder of its own, and is made where it is not there. A file that is there is never touched without
    asking; where nobody can be asked, only with --yes or --force. A course that has begun stays as it is, even then.

    \b
    mkdocs-report init course kites
    mkdocs-report init course kites --name 'Kite Workshop' --yes
    mkdocs-report init course --dry-run
    """
    from mkdocs_report.cli.init.plan import Step, plan_course

    root = Path(folder)
    if root.exists() and not root.is_dir():
        raise SettingsError(f"init course: {folder} is no folder. Name another.")
    begun = not plan_course(root, _COURSE, _address(None, False), False)
    asks = manner.asks and not begun
    if asks:
        name = name or click.prompt("The name of the course", _COURSE)
    address = _address(manner.action, asks)
    changes = plan_course(root, name or _COURSE, address, manner.force)
    taken = any(change.path == "mkdocs.yml" and change.step is Step.REPLACE for change in changes)
    if taken and not (manner.force or manner.dry_run):
        raise SettingsError(
            f"init course: there is a mkdocs.yml in {folder} that is no course's. Name a folder of its own, or write"
            " over it with --force."
        )
    _carry_out(root, changes, manner)
    _tell_next(folder, changes, address, manner.dry_run)


def _address(action: str | None, asks: bool) -> Address:
    from mkdocs_report.cli.init.starter_files import Address, read_address

    if action is None and asks:
        action = click.prompt(
            "Where mkdocs-report is on GitHub, as OWNER/NAME@COMMIT (Enter to fill it in later)", "", show_default=False
        )
    try:
        return read_address(action) if action else Address()
    except SettingsError as error:
        raise SettingsError(f"--action: {error}") from None


def _original(template: str | None) -> Original | None:
    from mkdocs_report.cli.init.new_report import read_original

    return read_original(Path(template), template) if template else None


def _carry_out(root: Path, changes: Sequence[Change], manner: _Manner) -> None:
    """Tell what is to be done, ask about files that are there, then write."""
    from mkdocs_report.cli.init.plan import Step
    from mkdocs_report.runtime.atomic_write import write_whole

    asks = manner.asks
    agreed: list[Change] = []
    left: list[Change] = []
    for change in changes:
        line = f"{change.step.value:<8} {change.path}" + (f"  ({change.what})" if change.what else "")
        if change.step is Step.CREATE:
            good = True
        elif change.step is Step.BY_HAND:
            good = False
        elif asks:
            good = confirm(f"{line}?", default=change.step is Step.ADD)
        else:
            good = manner.force or (manner.yes and change.step is Step.ADD)
        (agreed if good else left).append(change)
        if manner.dry_run or (good and not (asks and change.step is not Step.CREATE)):
            echo(line)
    if manner.dry_run:
        echo("Nothing was written." if changes else "Nothing is to be done.")
        return
    _refuse_links(root, agreed)
    for change in agreed:
        write_whole(root / change.path, change.data)
    for line in _about(left):
        echo(*line.split("\n"))
    if not changes:
        echo("Nothing is to be done: all is set up.")


def _refuse_links(root: Path, agreed: Sequence[Change]) -> None:
    """Refuse, before anything is written, links that lead what is read or written out of the repository."""
    from mkdocs_report.cli.init.plan import Step
    from mkdocs_report.runtime.atomic_write import linked_folder

    for change in agreed:
        file = root / change.path
        link = linked_folder(file, root)
        if link is None and change.step is Step.ADD and file.is_symlink():  # a copy of another file would be committed
            link = file
        if link is not None:
            raise SettingsError(f"{link} is a symbolic link, which is not followed. Replace it; nothing was written.")


def _about(left: Sequence[Change]) -> Iterator[str]:
    """What stays as it is, and what to do about it."""
    from mkdocs_report.cli.init.plan import Step

    for change in left:
        if change.step is Step.ADD:
            yield f"left     {change.path} as it is; --yes adds to it  ({change.what})"
        elif change.step is Step.REPLACE:
            yield f"left     {change.path} as it is, which is another; --force replaces it  ({change.what})"
        else:
            yield f"left     {change.path} as it is. Add by hand:\n\n{change.data.decode()}"


def _tell_next(folder: str, changes: Sequence[Change], address: Address, dry_run: bool) -> None:
    unknown = [change.path for change in changes if b"OWNER/mkdocs-report@COMMIT" in change.data]
    if unknown and not address.known:
        where = " and ".join(unknown)
        echo(
            f"Before you push: put the address of mkdocs-report in the place of OWNER/mkdocs-report@COMMIT in {where}."
        )
    if any(change.path == ".pre-commit-config.yaml" for change in changes):
        echo("Before you commit: the check is run once you have typed `pip install pre-commit && pre-commit install`.")
    if not dry_run:
        there = "" if folder == "." else f"cd {shlex.quote(folder)} && "
        echo(f"Next: {there}mkdocs serve")
