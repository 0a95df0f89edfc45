"""Which files are reports and which are templates, and what each is called."""

from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile
from pathlib import Path

from mkdocs_report.config.globs import GlobError, matching, parts_of
from mkdocs_report.config.settings import Settings, SettingsError
from mkdocs_report.parsing.report.outline import outline
from mkdocs_report.parsing.source import Source, read_source
from mkdocs_report.parsing.template.matcher import Form
from mkdocs_report.parsing.template.parser import parse_template
from mkdocs_report.parsing.template.versions import Forms
from mkdocs_report.runtime.files import real
from mkdocs_report.runtime.pool import Workers

REPORT_FOLDERS = frozenset({"report", "reports"})
"""Folders that are a part of a group's, not a group's own."""
_PASSED_OVER = frozenset({"node_modules", "site-packages", "venv", "env", "__pycache__", "site"})
RECORD = "collected.json"
"""What collecting leaves in a group's folder: `collect_record.NAME`, without all that it takes to read one."""
MAX_FILES = 50_000
"""How many files of a folder are looked at for reports."""


def shown_path(file: Path, base: Path) -> str:
    """Return a path as it is shown: POSIX, relative to `base` where that does not lead outwards.

    A symbolic link keeps its own name: what it leads to is not shown.
    """
    name, folder = str(file), f"{base}{os.sep}"
    if name.startswith(folder) and ".." not in name:  # the usual case, at a tenth of the cost
        return name[len(folder) :].replace(os.sep, "/")
    whole, folder = os.path.abspath(name), f"{os.path.abspath(base)}{os.sep}"  # noqa: PTH100 - a Path is slow
    if whole.startswith(folder) and ".." not in name:
        return whole[len(folder) :].replace(os.sep, "/")
    try:
        above, last = os.path.split(whole)
        inside = os.path.relpath(os.path.join(os.path.realpath(above), last), _real(folder))  # noqa: PTH118
        if inside == os.pardir or inside.startswith(f"{os.pardir}{os.sep}"):
            inside = os.path.relpath(file, base)
        return inside.replace(os.sep, "/")
    except ValueError:  # another drive
        return file.as_posix()


@lru_cache(maxsize=8)
def _real(base: str) -> str:
    return os.path.realpath(base)


def template_files(patterns: Sequence[str], base: Path) -> list[Path]:
    """Return the files that the patterns match, sorted by name, each once.

    Raises:
        SettingsError: a pattern matches nothing.
    """
    files: list[Path] = []
    for pattern in patterns:
        try:
            matches = sorted(file for file in _matching(pattern, base) if file.is_file())
        except GlobError as error:
            raise SettingsError(
                f"templates: “{pattern}” is no glob of files: {error}.", ("templates", pattern)
            ) from None
        if not matches:
            shown = shown_path(Path(pattern), base) if Path(pattern).is_absolute() else pattern
            raise SettingsError(f"templates: no file matches “{shown}”.", ("templates", pattern))
        files += [file for file in matches if file not in files]
    return files


def chosen_templates(given: Sequence[str], settings: Settings, base: Path) -> list[Path]:
    """Return the files of the patterns that were given, or else of those in the settings.

    Raises:
        SettingsError: a pattern matches nothing; with file and line, if it stands in the settings.
    """
    try:
        return template_files(given or settings.templates, base)
    except SettingsError as error:
        place = None if given else settings.places.get(("templates",))
        raise (SettingsError(f"{place[0]}:{place[1]}: {error}") if place else error) from None


def _matching(pattern: str, base: Path) -> Iterable[Path]:
    """Return the matches of a glob, absolute or with `..` in front. Signs in the path of `base` are no wildcards."""
    parts_of(pattern)
    whole = Path(os.path.normpath(base / pattern.strip().replace("\\", "/")))
    above = Path(os.path.normpath(base))
    known = len(above.parts) if whole.is_relative_to(above) else 0
    fixed = takewhile(lambda part: not set(part) & set("*?["), whole.parts[known:-1])
    folder = Path(*whole.parts[:known], *fixed)
    return [folder / path for path in matching(folder, parts_of("/".join(whole.parts[len(folder.parts) :])))]


def load_forms(files: Sequence[Path], base: Path) -> Forms:
    """Read the versions of a template.

    Raises:
        SettingsError: a file can not be opened.
        TemplateError: a file is no template.
    """
    forms = []
    for file in files:
        try:
            source = read_source(file, shown_path(file, base))
        except OSError as error:
            raise SettingsError(f"templates: {shown_path(file, base)} can not be read: {error.strerror}.") from None
        forms.append(Form(parse_template(source)))
    return Forms(forms)


def named_reports(names: Iterable[str], find: Callable[[Path], Iterable[Path]]) -> list[Path]:
    """Return the reports that somebody named, each once: files, and those that `find` finds in folders.

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
            raise SettingsError(f"{name}: there is no such file or folder.")
        elif path not in files:
            files.append(path)
    return files


def find_reports(
    root: Path,
    forms: Forms,
    templates: Iterable[Path] = (),
    workers: Workers | None = None,
    known: Collection[Path] = (),
) -> list[Path]:
    """Return the reports in a folder; `workers` look into the files, as `reader.make_course` has them read.

    The files that are `known` to be reports are not looked into.

    A report is a Markdown file that holds a template's questions. Beside such, a group's `README.md` or
    `reports/README.md` that holds none is returned too, so that an emptied report is not passed over in silence.
    """
    files = candidates(root, templates)
    new = [file for file in files if file not in known]
    looked = workers.map(is_report, forms, new) if workers else [is_report(forms, file) for file in new]
    holding = {file for file, holds in zip(new, looked, strict=True) if holds}  # or too slow: reading will say so
    return chosen(root, files, holding.union(known))


def candidates(root: Path, templates: Iterable[Path] = ()) -> list[Path]:
    """Return the files of a folder that may be reports: its Markdown files, but for the templates."""
    skip = {real(file) for file in templates}
    names = {file.name for file in skip}
    return [file for file in _markdown_files(root) if file.name not in names or real(file) not in skip]


def chosen(root: Path, files: Iterable[Path], holding: Container[Path]) -> list[Path]:
    """Return those of the candidates that are reports, sorted, when it is known which of them hold questions."""
    found: list[Path] = []
    readmes: list[Path] = []
    for file in files:
        if file in holding:
            found.append(file)
        elif file.name.lower() == "readme.md":  # perhaps a group's that was emptied
            readmes.append(file)
    shelves = {shelf for file in found if (shelf := _shelf(file, root))}
    groups = {group_folder(file) for file in found}
    found += [f for f in readmes if _shelf(f, root) in shelves and group_folder(f) not in groups]
    return sorted(found)


def group_folder(file: Path) -> Path:
    """Return the folder that is a group's: the report's own, or the one above its `reports/`."""
    return file.parent.parent if file.parent.name in REPORT_FOLDERS else file.parent


def is_linked(file: Path) -> bool:
    """Whether a report, or the `reports/` around it, is a symbolic link: it may lead to any file of the machine."""
    if os.path.islink(file):  # noqa: PTH114 - asked of each report
        return True
    return file.parent.name in REPORT_FOLDERS and file.parent.is_symlink()


def was_collected(folder: Path) -> bool:
    """Whether a record of collecting lies in a group's folder; a pipe is none, which would be read for ever."""
    return os.path.isfile(f"{folder}{os.sep}{RECORD}")  # noqa: PTH113 - asked of each report


def _shelf(file: Path, root: Path) -> tuple[Path, str] | None:
    """Where the groups' folders stand, and where in each its report does; None for a report of its own."""
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
    """Whether there is a file, and no symbolic link to one."""
    try:
        return stat.S_ISREG(os.lstat(file).st_mode)
    except OSError:
        return False


def is_report(forms: Forms, file: Path) -> bool:
    """Whether a file can be opened and is a report."""
    try:
        return holds_questions(read_source(file, file.name), forms)
    except OSError:
        return False


def holds_questions(source: Source, forms: Forms) -> bool:
    """Whether a file is a report: a template's questions stand in it, or, without a template, any two."""
    form = forms.closest(source.lines)
    if form is None:
        try:
            form = Form(parse_template(replace(source, faults=()), lenient=True))
        except ValueError:
            return False
        return len(form.questions) >= 2
    found = {opening.question for opening in outline(source.lines, form).openings if opening.question}
    return len(found) >= min(2, len(form.questions))


def report_ids(files: Sequence[Path]) -> list[str]:
    """Return a short name for each report: its folder's, `reports/` passed over, with more of its path if need be."""
    folders = [os.path.abspath(file).split(os.sep)[1:-1] for file in files]  # noqa: PTH100, PTH206 - as above
    whole = [[part for part in folder if part not in REPORT_FOLDERS] for folder in folders]
    levels = zip(*whole, strict=False)
    shared = sum(1 for _ in takewhile(lambda level: len(set(level)) == 1, levels))  # where the course lies: of no use
    paths = [parts[max(0, min(shared, len(parts) - 1)) :] for parts in whole]
    names = [_name(parts, 1) for parts in paths]
    for depth in range(2, 6):
        counts = Counter(names)
        names = [_name(p, depth) if counts[n] > 1 else n for p, n in zip(paths, names, strict=True)]
    counts = Counter(names)
    stems = [file.stem for file in files]
    return each_once([f"{n}-{s}" if counts[n] > 1 else n for n, s in zip(names, stems, strict=True)])


def each_once(names: Sequence[str]) -> list[str]:
    """Number the names that differ only in what no name keeps: `a:b` and `a?b`, say."""
    taken: set[str] = set()
    unique = []
    for name in names:
        new, number = name, 1
        while new in taken or (number > 1 and new in names):
            number += 1
            new = f"{name}-{number}"
        taken.add(new)
        unique.append(new)
    return unique


def _name(parts: Sequence[str], depth: int) -> str:
    return re.sub(r"[^\w.-]+", "-", "-".join(parts[-depth:])).strip("-") or "report"
