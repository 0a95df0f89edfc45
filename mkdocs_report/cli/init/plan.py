"""How a project is set up: which files are to be made or changed, and what for. Nothing is written in here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from mkdocs_report.cli.init.edit import HOOK, has_hook, has_plugin, with_hook, with_lines
from mkdocs_report.cli.init.new_report import Original
from mkdocs_report.cli.init.starter_files import Address, addressed, starter
from mkdocs_report.errors import SettingsError
from mkdocs_report.model.base import OneOf
from mkdocs_report.runtime.files import read_head

TEMPLATE = "template.md"
_MAX = 1024 * 1024
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
    what: str


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a group wants in its repository."""

    reports: str = "reports"
    name: str = "Our report"
    workflow: bool = True
    pre_commit: bool = True
    address: Address = field(default_factory=Address)
    template: Original | None = None
    force: bool = False


def plan_report(folder: Path, wishes: Wishes) -> list[Change]:
    """Return what is to be done in a group's repository; nothing where it is set up.

    Raises:
        SettingsError: there is no report, and no template to begin one from; or a file can not be read.
    """
    reports = _folder_in(wishes.reports)
    report = f"{reports}/README.md"
    files = {path: data.decode() for path, data in starter("report").items()}
    template = _inside(wishes.template, folder)
    changes: list[Change | None] = []
    if not (folder / report).exists():
        if wishes.template is None:
            raise SettingsError(
                f"there is no report {report} yet. Name the empty template to begin one: --template FILE; or the "
                "folder in which the report's README.md is: --reports FOLDER."
            )
        changes.append(_whole(folder, report, wishes.template.data, "an empty report, a copy of the template"))
    if template and wishes.template and not (folder / template).exists():
        changes.append(_whole(folder, template, wishes.template.data, "the empty template, to compare with"))
    site = files["mkdocs.yml"].replace("site_name: Our report", f"site_name: {in_yaml(wishes.name)}")
    site = site.replace("docs_dir: reports", f"docs_dir: {in_yaml(reports)}")
    named = f"- report:\n      templates: [{in_yaml(template)}]" if template else "- report"
    site = site.replace(f"- report:\n      templates: [{TEMPLATE}]", named)
    changes.append(_whole(folder, "mkdocs.yml", site, "the report as a site", has_plugin, wishes.force))
    if wishes.workflow:
        path = ".github/workflows/report.yml"
        blank = files[path].replace("paths: reports", f"paths: {in_yaml(reports)}")
        text = addressed(blank, wishes.address)
        if wishes.address.known and _text(folder, path) == blank:
            changes.append(Change(path, Step.ADD, text.encode(), "the address of mkdocs-report"))
        else:
            changes.append(_whole(folder, path, text, "a check on GitHub", lambda text: HOOK in text, wishes.force))
    if wishes.pre_commit:
        changes.append(_hook(folder, reports, wishes.address))
    changes.append(_ignored(folder, files[".gitignore"]))
    return [change for change in changes if change]


def plan_course(folder: Path, name: str, address: Address, force: bool) -> list[Change]:
    """Return what is to be done in a folder that a course begins in; nothing where it has begun.

    `mkdocs.yml` comes last: where it is there, all the rest has been, and what the course deleted since stays so.

    Raises:
        SettingsError: a file that is there can not be read.
    """
    site = _text(folder, "mkdocs.yml")
    if site is not None and has_plugin(site):  # whatever is asked for: it may hold a real roster by now
        return []
    changes: list[Change | None] = []
    files = starter("course")
    for path in sorted(files, key=lambda path: (path == "mkdocs.yml", path)):
        data = files[path]
        if path == ".gitignore":
            changes.append(_ignored(folder, data.decode()))
            continue
        if path.endswith((".yml", ".txt", ".md")):
            text = data.decode().replace("site_name: Kite Workshop", f"site_name: {in_yaml(name)}")
            data = addressed(text, address).encode() if path != "README.md" else text.encode()
        changes.append(_whole(folder, path, data, _ABOUT.get(path.split("/")[0], ""), None, force))
    return [change for change in changes if change]


_ABOUT = {
    ".github": "checks, and GitHub Pages",
    "docs": "pages, and two invented groups",
    "mkdocs.yml": "the site",
    "overrides": "for your own look",
    "README.md": "what to do next",
    "requirements.txt": "what the workflows install",
    "roster.csv": "the groups",
    "templates": "the template",
}


def _folder_in(reports: str) -> str:
    """The folder of the report, in the project; MkDocs wants one of its own."""
    parts = [part for part in reports.replace("\\", "/").split("/") if part not in {"", "."}]
    if reports.startswith("/") or not parts or ".." in parts or not reports.isprintable():
        raise SettingsError(f"--reports: “{reports}” is no folder in the repository. Write reports, or docs/report.")
    return "/".join(parts)


def _inside(template: Original | None, folder: Path) -> str | None:
    """Where the template is in the project, or will be."""
    if template is None:
        return None
    try:
        return template.file.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return TEMPLATE


def _whole(
    folder: Path,
    path: str,
    data: str | bytes,
    what: str,
    is_ours: Callable[[str], bool] | None = None,
    force: bool = False,
) -> Change | None:
    """A file that is ours as a whole; one that somebody has changed, or that does what ours would, stays."""
    new = data.encode() if isinstance(data, str) else data
    file = folder / path
    if not _is_there(file, path):
        return Change(path, Step.CREATE, new, what)
    if _read(file, path, len(new) + 1) == new:
        return None
    if is_ours and not force and is_ours(_text(folder, path) or ""):
        return None
    return Change(path, Step.REPLACE, new, what)


def _hook(folder: Path, reports: str, address: Address) -> Change | None:
    path = ".pre-commit-config.yaml"
    entry = addressed(starter("hook")["remote.yaml" if address.known else "local.yaml"].decode(), address)
    entry = entry.replace("args: [reports,", f"args: [{in_yaml(reports)},")
    entry = entry.replace("files: ^reports/ ", f"files: {in_yaml(f'^{re.escape(reports)}/')} ")
    what = f"the hook {HOOK}, before each commit"
    text = _text(folder, path)
    if text is None:
        return Change(path, Step.CREATE, entry.encode(), what)
    if has_hook(text):
        return None
    added = with_hook(text, entry)
    if added is None:
        return Change(path, Step.BY_HAND, entry.encode(), what)
    return Change(path, Step.ADD, added.encode(), what)


def _ignored(folder: Path, lines: str) -> Change | None:
    path, what = ".gitignore", "what builds leave behind"
    text = _text(folder, path)
    if text is None:
        return Change(path, Step.CREATE, lines.encode(), what)
    added = with_lines(text, lines.splitlines())
    return None if added == text else Change(path, Step.ADD, added.encode(), what)


def _is_there(file: Path, path: str) -> bool:
    if file.is_symlink() and not file.exists():
        raise SettingsError(f"{path} is a link that leads nowhere. Take it away.")
    if file.exists() and not file.is_file():
        raise SettingsError(f"{path} is there, and is no file. Take it away, or choose another folder.")
    return file.exists()


def _read(file: Path, path: str, most: int) -> bytes:
    try:
        return read_head(file, most)
    except OSError as error:
        raise SettingsError(f"{path} can not be read: {error.strerror}.") from None


def _text(folder: Path, path: str) -> str | None:
    """The text of a file as it stands, its line ends included; None where it is not there."""
    file = folder / path
    if not _is_there(file, path):
        return None
    data = _read(file, path, _MAX + 1)
    if len(data) > _MAX:
        raise SettingsError(f"{path} is too large to be added to: more than {_MAX // 1024} KiB.")
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is not UTF-8 text. Save it as UTF-8.") from None


def in_yaml(text: str) -> str:
    """Write a text as it has to stand in a YAML file, in quotes where it needs them."""
    written: str = yaml.safe_dump([text], allow_unicode=True, width=10_000, default_flow_style=True)
    return written.strip().removeprefix("[").removesuffix("]")


def notes(folder: Path, wishes: Wishes) -> Iterator[str]:
    """Yield what a group still has to do by hand in files that stay as they are."""
    template = _inside(wishes.template, folder)
    site = _text(folder, "mkdocs.yml")
    if template and site is not None and has_plugin(site) and template not in site:
        yield f"mkdocs.yml is yours; tell it of the template: “- report: {{templates: [{in_yaml(template)}]}}”."
