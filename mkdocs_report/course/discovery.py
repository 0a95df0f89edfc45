"""Find the reports among files."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Container, Iterable
from pathlib import Path

from mkdocs_report.course.group_folders import group_folder
from mkdocs_report.errors import SettingsError, missing
from mkdocs_report.parsing.report.detect import report_content
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.runtime.files import real
from mkdocs_report.runtime.pool import Workers

_PASSED_OVER = frozenset({"node_modules", "site-packages", "venv", "env", "__pycache__", "site"})
MAX_FILES = 50_000
"""The most files of a folder that are examined."""


def named_reports(names: Iterable[str], find: Callable[[Path], Iterable[Path]]) -> list[Path]:
    """Return the reports that the user named, each once: files, and those that `find` finds in folders.

    Raises:
        SettingsError: there is no such file, or no report in a folder.
    """
    files: list[Path] = []
    for name in names:
        path = Path(name)
        if path.is_dir():
            found = list(find(path))
            if not found:
                raise SettingsError(f"{name}: there is no report in this folder. Name the file itself.")
            files += [file for file in found if file not in files]
        elif not path.exists():
            raise missing(name)
        elif path not in files:
            files.append(path)
    return files


def find_reports(
    root: Path,
    versions: TemplateVersions,
    templates: Iterable[Path] = (),
    workers: Workers | None = None,
    known_reports: Collection[Path] = (),
) -> list[Path]:
    """Return the reports in a folder; `workers` examine the files, except those in `known_reports`.

    A report is a Markdown file that contains questions of a template. Beside such reports, a group's `README.md` or
    `reports/README.md` without questions is returned as well, so that an emptied report is noticed.
    """
    return list(read_reports(root, versions, templates, workers, known_reports))


def read_reports(
    root: Path,
    versions: TemplateVersions,
    templates: Iterable[Path] = (),
    workers: Workers | None = None,
    known_reports: Collection[Path] = (),
) -> dict[Path, bytes | None]:
    """Return the reports in a folder, as `find_reports` does, with the content of each that was read for it."""
    files = find_candidates(root, templates)
    new = [file for file in files if file not in known_reports]
    looked = workers.map(report_content, versions, new) if workers else [report_content(versions, file) for file in new]
    contents = dict.fromkeys(known_reports) | {
        file: content if isinstance(content, bytes) else None  # too slow, which reading reports
        for file, content in zip(new, looked, strict=True)
        if content is not None
    }
    return {file: contents.get(file) for file in choose_reports(root, files, contents)}


def find_candidates(root: Path, templates: Iterable[Path] = ()) -> list[Path]:
    """Return the files of a folder that may be reports: its Markdown files, except the templates."""
    skip = {real(file) for file in templates}
    names = {file.name for file in skip}
    return [file for file in _markdown_files(root) if file.name not in names or real(file) not in skip]


def is_named_like_template(file: Path) -> bool:
    """Whether a file or its folder is named like a template: `TEMPLATE.md`, `templates/2026.md`."""
    return "template" in file.stem.casefold() or file.parent.name.casefold() in {"template", "templates"}


def choose_reports(root: Path, files: Iterable[Path], holding: Container[Path]) -> list[Path]:
    """Return the candidates that are reports, sorted; `holding` are those with questions."""
    found: list[Path] = []
    readmes: list[Path] = []
    for file in files:
        if file in holding:
            found.append(file)
        elif file.name.lower() == "readme.md":  # perhaps an emptied report
            readmes.append(file)
    shelves = {shelf for file in found if (shelf := _shelf(file, root))}
    groups = {group_folder(file) for file in found}
    found += [f for f in readmes if _shelf(f, root) in shelves and group_folder(f) not in groups]
    return sorted(found)


def _shelf(file: Path, root: Path) -> tuple[Path, str] | None:
    """Return the folder of the groups' folders, and a report's path in its group's folder; None for a single report."""
    group = group_folder(file)
    if group == root or root not in group.parents:
        return None
    return group.parent, file.relative_to(group).as_posix().lower()


def _markdown_files(root: Path) -> list[Path]:
    found: list[Path] = []
    seen = 0
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in _PASSED_OVER)
        for name in sorted(names):
            seen += 1
            if name.lower().endswith(".md") and _is_regular(f"{folder}{os.sep}{name}"):
                found.append(Path(folder, name))
        if seen > MAX_FILES:
            break
    return found


def _is_regular(file: str) -> bool:
    """Whether there is a file that is not a symbolic link."""
    try:
        return stat.S_ISREG(os.lstat(file).st_mode)
    except OSError:
        return False
