"""The commands `mkdocs-report init report` and `mkdocs-report init course`, which set up a project."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mkdocs_report.cli.echo import ask, confirm, echo
from mkdocs_report.cli.init.words import words
from mkdocs_report.cli.options import FormOptions, form_options, gathered
from mkdocs_report.cli.terminal import at_terminal
from mkdocs_report.errors import SettingsError
from mkdocs_report.model.template import TemplateForm

if TYPE_CHECKING:
    from mkdocs_report.cli.init.new_report import TemplateFile
    from mkdocs_report.cli.init.plan import Change
    from mkdocs_report.cli.init.starter_files import ActionRef

_NAME, _COURSE = "Our report", "Kite Workshop"


@dataclass(frozen=True, slots=True)
class _Manner:
    """The options of both commands: how files are written."""

    action: str | None
    yes: bool
    force: bool
    dry_run: bool

    @property
    def interactive(self) -> bool:
        """Whether to ask the user."""
        return at_terminal() and not (self.yes or self.force or self.dry_run)


@dataclass(frozen=True, slots=True)
class _EmptyTemplate(FormOptions):
    """The options for the template: its file, and its form."""

    template: str | None


def _shared_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the argument and the options that both commands have."""
    options = (
        click.option(
            "--action",
            metavar="OWNER/NAME@COMMIT",
            help="The repository of mkdocs-report on GitHub, and the commit that workflows use. Without it, files"
            " contain a placeholder.",
        ),
        click.option("--yes", is_flag=True, help="Do not ask. Add to existing files, and replace none."),
        click.option("--force", is_flag=True, help="Do not ask. Add to existing files, and replace different ones."),
        click.option("--dry-run", is_flag=True, help="Print what would be done, and write nothing."),
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


init.add_command(words)


@init.command()
@click.option("--template", metavar="FILE", help="The empty template. Default: template.md, if it exists.")
@form_options
@click.option(
    "--reports", default="reports", show_default=True, metavar="FOLDER", help="The folder of the report's README.md."
)
@click.option("--name", metavar="TEXT", help=f"The name of the site.  [default: {_NAME}]")
@click.option("--workflow/--no-workflow", default=None, help="Check the report on GitHub after each push.")
@click.option(
    "--pre-commit/--no-pre-commit", default=None, help="Check the report before each commit, with pre-commit."
)
@_shared_options
@gathered(template_options=_EmptyTemplate)
def report(
    folder: str,
    template_options: _EmptyTemplate,
    reports: str,
    name: str | None,
    workflow: bool | None,
    pre_commit: bool | None,
    manner: _Manner,
) -> None:
    """Set up the repository of a group, whose report is reports/README.md.

    Writes mkdocs.yml, a workflow for GitHub, an entry for pre-commit and lines for .gitignore. If there is no report,
    copies the template to it. DIR is the repository (default: the working directory). Asks before it changes an
    existing file; without a terminal, changes one only with --yes or --force. You can run the command again at any
    time: it changes nothing that is set up.

    \b
    mkdocs-report init report
    mkdocs-report init report --template template.md --name 'Group 7' --yes
    mkdocs-report init report --no-pre-commit --dry-run
    """
    from mkdocs_report.cli.init.plan import TEMPLATE, ReportSetup, manual_steps, plan_report

    root = Path(folder)
    if not root.is_dir():
        raise SettingsError(f"init report: folder not found: {folder}. Name the group's repository.")
    asks, form = manner.interactive, template_options.form
    path = template_options.template or (str(root / TEMPLATE) if (root / TEMPLATE).is_file() else None)
    template = _template_file(path, form) if path or not asks else _ask_for_template(root, reports, form)
    action_ref = _action_ref(manner.action, False)  # a wrong option is refused before the first question
    if asks:
        if name is None and not (root / "mkdocs.yml").exists():
            name = ask("The name of the site", _NAME, str)
        if workflow is None:
            workflow = confirm("Check the report on GitHub after each push?", default=True)
        if pre_commit is None:
            pre_commit = confirm("Check the report before each commit, with pre-commit?", default=True)
        if manner.action is None and workflow:
            action_ref = _action_ref(None, True)
    setup = ReportSetup(
        reports=reports,
        name=name or _NAME,
        workflow=workflow is not False,
        pre_commit=pre_commit is not False,
        action_ref=action_ref,
        template=template,
        force=manner.force,
    )
    changes = plan_report(root, setup)
    _apply(root, changes, manner)
    for note in manual_steps(root, setup):
        echo(f"Note: {note}")
    _print_next_steps(folder, changes, setup.action_ref, manner.dry_run)


@init.command()
@click.option("--name", metavar="TEXT", help=f"The name of the course.  [default: {_COURSE}]")
@_shared_options
def course(folder: str, name: str | None, manner: _Manner) -> None:
    """Create a course: a repository that builds at once, with a template, two invented groups and workflows.

    DIR is the folder of the course; it is created if it does not exist. Asks before it changes an existing file;
    without a terminal, changes one only with --yes or --force. An existing course is never changed.

    \b
    mkdocs-report init course kites
    mkdocs-report init course kites --name 'Kite Workshop' --yes
    mkdocs-report init course --dry-run
    """
    from mkdocs_report.cli.init.plan import Step, plan_course, read_course_name

    root = Path(folder)
    name = read_course_name(name) if name is not None else None
    if root.exists() and not root.is_dir():
        raise SettingsError(f"init course: {folder} is not a folder. Name a folder.")
    is_set_up = not plan_course(root, _COURSE, _action_ref(None, False), False)
    interactive = manner.interactive and not is_set_up
    if interactive:
        name = name or ask("The name of the course", _COURSE, read_course_name)
    action_ref = _action_ref(manner.action, interactive)
    changes = plan_course(root, name or _COURSE, action_ref, manner.force)
    replaces_site = any(change.path == "mkdocs.yml" and change.step is Step.REPLACE for change in changes)
    if replaces_site and not (manner.force or manner.dry_run):
        raise SettingsError(
            f"init course: {folder} has a mkdocs.yml that is not that of a course. Name another folder, or replace the"
            " file with --force."
        )
    _apply(root, changes, manner)
    _print_next_steps(folder, changes, action_ref, manner.dry_run)


def _action_ref(action: str | None, asks: bool) -> ActionRef:
    """Return the repository and the commit in an option, or in an answer."""
    from mkdocs_report.cli.init.starter_files import ActionRef, read_action_ref

    if action is None and asks:
        question = "mkdocs-report on GitHub, as OWNER/NAME@COMMIT (Enter for a placeholder)"
        return ask(question, "", lambda answer: read_action_ref(answer) if answer else ActionRef())
    try:
        return read_action_ref(action) if action else ActionRef()
    except SettingsError as error:
        raise SettingsError(f"--action: {error}") from None


def _ask_for_template(root: Path, reports: str, form: TemplateForm) -> TemplateFile | None:
    """Ask for the empty template; without a report, one is needed."""
    from mkdocs_report.cli.init.plan import checked_folder

    report = f"{checked_folder(reports)}/README.md"
    is_needed = not (root / report).exists()

    def read(answer: str) -> TemplateFile | None:
        if not answer and is_needed:
            raise SettingsError(
                f"{report} does not exist yet, and is copied from the template. Write the path of the template. If the"
                " report is elsewhere, press Ctrl-C and add --reports FOLDER."
            )
        try:
            return _template_file(answer, form)
        except SettingsError as error:
            raise SettingsError(str(error).removeprefix("--template: ")) from None

    end = "the report is copied from it" if is_needed else "Enter for none"
    return ask(f"The empty template ({end})", "", read)


def _template_file(template: str | None, form: TemplateForm) -> TemplateFile | None:
    from mkdocs_report.cli.init.new_report import read_template_file
    from mkdocs_report.config.lookup import no_template_error

    if not template and form != TemplateForm():
        raise no_template_error()
    return read_template_file(Path(template), template, form) if template else None


def _apply(root: Path, changes: Sequence[Change], manner: _Manner) -> None:
    """Print the changes, ask about existing files, and write."""
    from mkdocs_report.cli.init.plan import Step
    from mkdocs_report.runtime.atomic_write import write_whole

    interactive = manner.interactive
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
            is_accepted = manner.force or (manner.yes and change.step is Step.ADD)
        (accepted if is_accepted else skipped).append(change)
        if manner.dry_run or (is_accepted and not (interactive and change.step is not Step.CREATE)):
            echo(line)
    if manner.dry_run:
        echo("Nothing was written." if changes else "Nothing to do.")
        return
    _refuse_links(root, accepted)
    for change in accepted:
        write_whole(root / change.path, change.data)
    for line in _skipped_lines(skipped):
        echo(*line.split("\n"))
    if not changes:
        echo("Nothing to do: everything is set up.")


def _refuse_links(root: Path, accepted: Sequence[Change]) -> None:
    """Refuse symbolic links that lead out of the repository, before anything is written."""
    from mkdocs_report.cli.init.plan import Step
    from mkdocs_report.runtime.atomic_write import linked_folder

    for change in accepted:
        file = root / change.path
        link = linked_folder(file, root)
        if link is None and change.step is Step.ADD and file.is_symlink():  # its target would be copied and committed
            link = file
        if link is not None:
            raise SettingsError(f"{link} is a symbolic link. Replace it with a file. Nothing was written.")


def _skipped_lines(skipped: Sequence[Change]) -> Iterator[str]:
    """Yield a line for each file that is not changed, with what to do about it."""
    from mkdocs_report.cli.init.plan import Step

    for change in skipped:
        if change.step is Step.ADD:
            yield f"skipped  {change.path}: add to it with --yes  ({change.purpose})"
        elif change.step is Step.REPLACE:
            yield f"skipped  {change.path}: it is different; replace it with --force  ({change.purpose})"
        else:
            yield f"skipped  {change.path}: add these lines by hand:\n\n{change.data.decode()}"


def _print_next_steps(folder: str, changes: Sequence[Change], action_ref: ActionRef, dry_run: bool) -> None:
    unknown = [change.path for change in changes if b"OWNER/mkdocs-report@COMMIT" in change.data]
    if unknown and not action_ref.is_set:
        files = " and ".join(unknown)
        what = f"replace OWNER/mkdocs-report@COMMIT in {files} with its repository and a commit."
        echo(f"Before you push: {what}", wrap=True)
    if any(change.path == ".pre-commit-config.yaml" for change in changes):
        echo("Before you commit: run `pip install pre-commit && pre-commit install`, which installs the check.")
    if not dry_run:
        change_folder = "" if folder == "." else f"cd {shlex.quote(folder)} && "
        echo(f"Next: {change_folder}mkdocs serve")
