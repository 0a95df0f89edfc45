"""How a project is set up: which files are to be made or changed, and what for. Nothing is written in here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from mkdocs_report.cli.init.edit import HOOK, add_hook, add_lines, has_hook, has_plugin
from mkdocs_report.cli.init.new_report import TemplateFile
from mkdocs_report.cli.init.starter_files import ActionRef, read_starter, with_action
from mkdocs_report.errors import SettingsError
from mkdocs_report.model.base import OneOf
from mkdocs_report.runtime.files import read_head

TEMPLATE = "template.md"
_MAX_BYTES = 1024 * 1024
"""How much of a file that is to be added to is read, in bytes."""


class Step(OneOf):
    """What is to be done about a file."""

    CREATE = "create"
    ADD = "add to"
    REPLACE = "replace"
    BY_HAND = "by hand"


@dataclass(frozen=True, slots=True)
class Change:
    """A file that is not as it should be: its path in the project, what to do, what is in it then, and what for."""

    path: str
    step: Step
    data: bytes
    purpose: str


@dataclass(frozen=True, slots=True)
class ReportSetup:
    """What a group wants in its repository."""

    reports: str = "reports"
    name: str = "Our report"
    workflow: bool = True
    pre_commit: bool = True
    action_ref: ActionRef = field(default_factory=ActionRef)
    template: TemplateFile | None = None
    force: bool = False


def plan_report(folder: Path, setup: ReportSetup) -> list[Change]:
    """Return what is to be done in a group's repository; nothing where it is set up.

    Raises:
        SettingsError: there is no report, and no template to begin one from; or a file can not be read.
    """
    reports = _checked_folder(setup.reports)
    report = f"{reports}/README.md"
    files = {path: data.decode() for path, data in read_starter("report").items()}
    template = _path_in_project(setup.template, folder)
    changes: list[Change | None] = []
    if not (folder / report).exists():
        if setup.template is None:
            raise SettingsError(
                f"there is no report {report} yet. Name the empty template to begin one: --template FILE; or the "
                "folder in which the report's README.md is: --reports FOLDER."
            )
        changes.append(_plan_file(folder, report, setup.template.data, "an empty report, a copy of the template"))
    if template and setup.template and not (folder / template).exists():
        changes.append(_plan_file(folder, template, setup.template.data, "the empty template, to compare with"))
    site = files["mkdocs.yml"].replace("site_name: Our report", f"site_name: {yaml_scalar(setup.name)}")
    site = site.replace("docs_dir: reports", f"docs_dir: {yaml_scalar(reports)}")
    named = f"- report:\n      templates: [{yaml_scalar(template)}]" if template else "- report"
    site = site.replace(f"- report:\n      templates: [{TEMPLATE}]", named)
    changes.append(_plan_file(folder, "mkdocs.yml", site, "the report as a site", has_plugin, setup.force))
    if setup.workflow:
        path = ".github/workflows/report.yml"
        blank = files[path].replace("paths: reports", f"paths: {yaml_scalar(reports)}")
        text = with_action(blank, setup.action_ref)
        if setup.action_ref.is_set and _read_text(folder, path) == blank:
            changes.append(Change(path, Step.ADD, text.encode(), "the address of mkdocs-report"))
        else:
            changes.append(_plan_file(folder, path, text, "a check on GitHub", lambda text: HOOK in text, setup.force))
    if setup.pre_commit:
        changes.append(_plan_hook(folder, reports, setup.action_ref))
    changes.append(_plan_gitignore(folder, files[".gitignore"]))
    return [change for change in changes if change]


def plan_course(folder: Path, name: str, action_ref: ActionRef, force: bool) -> list[Change]:
    """Return what is to be done in a folder that a course begins in; nothing where it has begun.

    `mkdocs.yml` comes last: where it is there, all the rest has been, and what the course deleted since stays so.

    Raises:
        SettingsError: a file that is there can not be read.
    """
    site = _read_text(folder, "mkdocs.yml")
    if site is not None and has_plugin(site):  # whatever is asked for: it may hold a real roster by now
        return []
    changes: list[Change | None] = []
    files = read_starter("course")
    for path in sorted(files, key=lambda path: (path == "mkdocs.yml", path)):
        data = files[path]
        if path == ".gitignore":
            changes.append(_plan_gitignore(folder, data.decode()))
            continue
        if path.endswith((".yml", ".txt", ".md")):
            text = data.decode().replace("site_name: Kite Workshop", f"site_name: {yaml_scalar(name)}")
            data = with_action(text, action_ref).encode() if path != "README.md" else text.encode()
        changes.append(_plan_file(folder, path, data, _PURPOSES.get(path.split("/")[0], ""), None, force))
    return [change for change in changes if change]


_PURPOSES = {
    ".github": "checks, and GitHub Pages",
    "docs": "pages, and two invented groups",
    "mkdocs.yml": "the site",
    "overrides": "for your own look",
    "README.md": "what to do next",
    "requirements.txt": "what the workflows install",
    "roster.csv": "the groups",
    "templates": "the template",
}


def _checked_folder(reports: str) -> str:
    """The folder of the report, in the project; MkDocs wants one of its own."""
    parts = [part for part in reports.replace("\\", "/").split("/") if part not in {"", "."}]
    if reports.startswith("/") or not parts or ".." in parts or not reports.isprintable():
        raise SettingsError(f"--reports: “{reports}” is no folder in the repository. Write reports, or docs/report.")
    return "/".join(parts)


def _path_in_project(template: TemplateFile | None, folder: Path) -> str | None:
    """Where the template is in the project, or will be."""
    if template is None:
        return None
    try:
        return template.file.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return TEMPLATE


def _plan_file(
    folder: Path,
    path: str,
    data: str | bytes,
    purpose: str,
    is_ours: Callable[[str], bool] | None = None,
    force: bool = False,
) -> Change | None:
    """A file that is ours as a whole; one that somebody has changed, or that does what ours would, stays."""
    new = data.encode() if isinstance(data, str) else data
    file = folder / path
    if not _is_there(file, path):
        return Change(path, Step.CREATE, new, purpose)
    if _read(file, path, len(new) + 1) == new:
        return None
    if is_ours and not force and is_ours(_read_text(folder, path) or ""):
        return None
    return Change(path, Step.REPLACE, new, purpose)


def _plan_hook(folder: Path, reports: str, action_ref: ActionRef) -> Change | None:
    path = ".pre-commit-config.yaml"
    entry = with_action(read_starter("hook")["remote.yaml" if action_ref.is_set else "local.yaml"].decode(), action_ref)
    entry = entry.replace("args: [reports,", f"args: [{yaml_scalar(reports)},")
    entry = entry.replace("files: ^reports/ ", f"files: {yaml_scalar(f'^{re.escape(reports)}/')} ")
    purpose = f"the hook {HOOK}, before each commit"
    text = _read_text(folder, path)
    if text is None:
        return Change(path, Step.CREATE, entry.encode(), purpose)
    if has_hook(text):
        return None
    added = add_hook(text, entry)
    if added is None:
        return Change(path, Step.BY_HAND, entry.encode(), purpose)
    return Change(path, Step.ADD, added.encode(), purpose)


def _plan_gitignore(folder: Path, lines: str) -> Change | None:
    path, purpose = ".gitignore", "what builds leave behind"
    text = _read_text(folder, path)
    if text is None:
        return Change(path, Step.CREATE, lines.encode(), purpose)
    added = add_lines(text, lines.splitlines())
    return None if added == text else Change(path, Step.ADD, added.encode(), purpose)


def _is_there(file: Path, path: str) -> bool:
    if file.is_symlink() and not file.exists():
        raise SettingsError(f"{path} is a link that leads nowhere. Take it away.")
    if file.exists() and not file.is_file():
        raise SettingsError(f"{path} is there, and is no file. Take it away, or choose another folder.")
    return file.exists()


def _read(file: Path, path: str, limit: int) -> bytes:
    try:
        return read_head(file, limit)
    except OSError as error:
        raise SettingsError(f"{path} can not be read: {error.strerror}.") from None


def _read_text(folder: Path, path: str) -> str | None:
    """The text of a file as it stands, its line ends included; None where it is not there."""
    file = folder / path
    if not _is_there(file, path):
        return None
    data = _read(file, path, _MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise SettingsError(f"{path} is too large to be added to: more than {_MAX_BYTES // 1024} KiB.")
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is not UTF-8 text. Save it as UTF-8.") from None


def yaml_scalar(text: str) -> str:
    """Write a text as it has to stand in a YAML file, in quotes where it needs them."""
    written: str = yaml.safe_dump([text], allow_unicode=True, width=10_000, default_flow_style=True)
    return written.strip().removeprefix("[").removesuffix("]")


def manual_steps(folder: Path, setup: ReportSetup) -> Iterator[str]:
    """Yield what a group still has to do by hand in files that stay as they are."""
    template = _path_in_project(setup.template, folder)
    site = _read_text(folder, "mkdocs.yml")
    if template and site is not None and has_plugin(site) and template not in site:
        yield f"mkdocs.yml is yours; tell it of the template: “- report: {{templates: [{yaml_scalar(template)}]}}”."
