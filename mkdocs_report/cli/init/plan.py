"""Plan the set-up of a project: the files to create or change, and their purpose. This module writes nothing."""

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
from mkdocs_report.model.template import TemplateForm
from mkdocs_report.runtime.files import read_head

TEMPLATE = "template.md"
COURSE = "Kite Workshop"
"""The name of the course in the starter files."""
_MAX_BYTES = 1024 * 1024
"""The largest existing file that is added to."""


class Step(OneOf):
    """The action for a file."""

    CREATE = "create"
    ADD = "add to"
    REPLACE = "replace"
    BY_HAND = "by hand"


@dataclass(frozen=True, slots=True)
class Change:
    """A file to create or change: its path in the project, the action, the new contents, and the purpose."""

    path: str
    step: Step
    data: bytes
    purpose: str


@dataclass(frozen=True, slots=True)
class ReportSetup:
    """The options of `init report`."""

    reports: str = "reports"
    name: str = "Our report"
    workflow: bool = True
    pre_commit: bool = True
    action_ref: ActionRef = field(default_factory=ActionRef)
    template: TemplateFile | None = None
    force: bool = False


def plan_report(folder: Path, setup: ReportSetup) -> list[Change]:
    """Return the changes that set up a group's repository; none if it is set up.

    Raises:
        SettingsError: there is neither a report nor a template, or a file cannot be read.
    """
    reports = checked_folder(setup.reports)
    report = f"{reports}/README.md"
    files = {path: data.decode() for path, data in read_starter("report").items()}
    template = _path_in_project(setup.template, folder)
    changes: list[Change | None] = []
    if not (folder / report).exists():
        if setup.template is None:
            raise SettingsError(
                f"report not found: {report}. To create one, name the empty template: --template FILE. If it has "
                "another path, name the folder of its README.md: --reports FOLDER."
            )
        changes.append(_plan_file(folder, report, setup.template.data, "an empty report, a copy of the template"))
    if template and setup.template and not (folder / template).exists():
        changes.append(_plan_file(folder, template, setup.template.data, "the empty template, for comparison"))
    site = files["mkdocs.yml"].replace("site_name: Our report", f"site_name: {yaml_scalar(setup.name)}")
    site = site.replace("docs_dir: reports", f"docs_dir: {yaml_scalar(reports)}")
    options = _template_options(template, setup.template.form) if template and setup.template else []
    named = "\n      ".join(["- report:" if options else "- report", *options])
    site = site.replace(f"- report:\n      templates: [{TEMPLATE}]", named)
    changes.append(_plan_file(folder, "mkdocs.yml", site, "the report as a site", has_plugin, setup.force))
    if setup.workflow:
        path = ".github/workflows/report.yml"
        blank = files[path].replace("paths: reports", f"paths: {yaml_scalar(reports)}")
        text = with_action(blank, setup.action_ref)
        if setup.action_ref.is_set and _read_text(folder, path) == blank:
            changes.append(Change(path, Step.ADD, text.encode(), "the repository of mkdocs-report"))
        else:
            changes.append(_plan_file(folder, path, text, "a check on GitHub", lambda text: HOOK in text, setup.force))
    if setup.pre_commit:
        changes.append(_plan_hook(folder, reports, setup.action_ref))
    changes.append(_plan_gitignore(folder, files[".gitignore"]))
    return [change for change in changes if change]


def read_course_name(text: str) -> str:
    """Return the name of a course as one line.

    Raises:
        SettingsError: it has no letter and no digit, or control characters.
    """
    name = " ".join(text.split())
    if not name.isprintable() or not any(map(str.isalnum, name)):
        raise SettingsError(f"“{name}” is not a name. Write the words of the course's title.")
    return name


def plan_course(folder: Path, name: str, action_ref: ActionRef, force: bool) -> list[Change]:
    """Return the changes that create a course in a folder; none if the folder has a course.

    `mkdocs.yml` comes last: if it exists, all other files have been written, and the course may have deleted some.

    Raises:
        SettingsError: an existing file cannot be read.
    """
    site = _read_text(folder, "mkdocs.yml")
    if site is not None and has_plugin(site):  # even with --force: the roster may be a real one
        return []
    changes: list[Change | None] = []
    files = read_starter("course")
    for path in sorted(files, key=lambda path: (path == "mkdocs.yml", path)):
        data = files[path]
        if path == ".gitignore":
            changes.append(_plan_gitignore(folder, data.decode()))
            continue
        if path.endswith((".yml", ".txt", ".md")):
            text = data.decode().replace(f"site_name: {COURSE}", f"site_name: {yaml_scalar(name)}")
            text = text.replace(f"# {COURSE}", f"# {_in_heading(name)}")
            data = with_action(text, action_ref).encode() if path != "README.md" else text.encode()
        changes.append(_plan_file(folder, path, data, _PURPOSES.get(path.split("/")[0], ""), None, force))
    return [change for change in changes if change]


def _in_heading(name: str) -> str:
    """Return a name as the text of a Markdown heading."""
    return re.sub(r"[\\`*_\[\]<>#|]", r"\\\g<0>", name)


_PURPOSES = {
    ".github": "checks, and GitHub Pages",
    "docs": "pages, and two invented groups",
    "mkdocs.yml": "the site",
    "overrides": "your own design",
    "README.md": "the next steps",
    "requirements.txt": "the packages for the workflows",
    "roster.csv": "the groups",
    "templates": "the template",
}


def checked_folder(reports: str) -> str:
    """Return the path of the report's folder in the project, checked; MkDocs needs a folder for the site's pages."""
    parts = [part for part in reports.replace("\\", "/").split("/") if part not in {"", "."}]
    if reports.startswith("/") or not parts or ".." in parts or not reports.isprintable():
        raise SettingsError(f"--reports: “{reports}” is not a folder in the repository. Use, for example, reports.")
    return "/".join(parts)


def _template_options(template: str, form: TemplateForm) -> list[str]:
    """Return the options of the plugin, each as a line of YAML, for the path of a template and its form."""
    values = {"templates": (template,), "questions": form.questions, "skip_headings": form.skip_headings}
    return [
        f"{name}: [{', '.join(yaml_scalar(str(value)) for value in each)}]" for name, each in values.items() if each
    ]


def _path_in_project(template: TemplateFile | None, folder: Path) -> str | None:
    """Return the path in the project that the template has or will have."""
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
    """Return the change for a file; None if it exists with these contents, or `is_ours` accepts it without `force`."""
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
    path, purpose = ".gitignore", "files that builds write"
    text = _read_text(folder, path)
    if text is None:
        return Change(path, Step.CREATE, lines.encode(), purpose)
    added = add_lines(text, lines.splitlines())
    return None if added == text else Change(path, Step.ADD, added.encode(), purpose)


def _is_there(file: Path, path: str) -> bool:
    if file.is_symlink() and not file.exists():
        raise SettingsError(f"{path} is a symbolic link without a target. Remove it.")
    if file.exists() and not file.is_file():
        raise SettingsError(f"{path} is not a file. Remove it, or choose another folder.")
    return file.exists()


def _read(file: Path, path: str, limit: int) -> bytes:
    try:
        return read_head(file, limit)
    except OSError as error:
        raise SettingsError(f"cannot read {path}: {error.strerror}.") from None


def _read_text(folder: Path, path: str) -> str | None:
    """Return the text of a file with its line ends; None if it does not exist."""
    file = folder / path
    if not _is_there(file, path):
        return None
    data = _read(file, path, _MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise SettingsError(f"{path} is larger than {_MAX_BYTES // 1024} KiB. Add the lines by hand.")
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is not UTF-8 text. Save it as UTF-8.") from None


def yaml_scalar(text: str) -> str:
    """Return a text as a YAML value, quoted if necessary."""
    written: str = yaml.safe_dump([text], allow_unicode=True, width=10_000, default_flow_style=True)
    return written.strip().removeprefix("[").removesuffix("]")


def manual_steps(folder: Path, setup: ReportSetup) -> Iterator[str]:
    """Yield a note for each file that the group has to change by hand."""
    template = _path_in_project(setup.template, folder)
    site = _read_text(folder, "mkdocs.yml")
    if template and setup.template and site is not None and has_plugin(site) and template not in site:
        options = ", ".join(_template_options(template, setup.template.form))
        yield f"mkdocs.yml is not changed. Add the template: “- report: {{{options}}}”."
