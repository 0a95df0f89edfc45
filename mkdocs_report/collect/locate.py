"""Which of a repository's files are the report and its images, told by names first and by contents last."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TypeVar

from mkdocs_report.collect.errors import GitError
from mkdocs_report.collect.objects import MAX_FILE, REGULAR, TreeFile
from mkdocs_report.images.resolve import LFS_POINTER, SUFFIXES, ReportFolder
from mkdocs_report.model.caps import MAX_NESTING, MAX_PUBLISHED_IMAGES
from mkdocs_report.model.group_folder import RECORD
from mkdocs_report.model.image import ImageFile, ImageState
from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.report.detect import holds_questions
from mkdocs_report.parsing.report.parser import parse_report
from mkdocs_report.parsing.source import MAX_BYTES, Source, decode
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.runtime.pool import JobStoppedError, Workers

LIKELY = ("reports/readme.md", "report/readme.md", "readme.md")
"""Where a report is looked for first, in any case of letters."""
MAX_CANDIDATES = 30
"""In how many Markdown files a report is looked for."""
_DEPTH = 9
_UNSAFE = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]|[. ]$|^\.')
"""What a name of a file that we write does not hold: other systems could not keep it, or would take it for another."""
T = TypeVar("T")
ReadContents = Callable[[Sequence[TreeFile], int], Mapping[str, bytes]]
"""Gives the contents of files by their paths, without those that are larger than so many bytes."""


@dataclass(frozen=True, slots=True)
class LocatedReport:
    """A report in a repository: its file, what it holds, the images that it refers to, and what was passed over."""

    report: TreeFile
    data: bytes
    images: tuple[TreeFile, ...]
    notes: tuple[str, ...]


def normalise_path(text: str) -> str:
    r"""Return a path in a repository in the one way in which git writes it: `docs\./final.md` is `docs/final.md`.

    Raises:
        ValueError: it leads out of the repository, or names no file.
    """
    path = posixpath.normpath(text.strip().replace("\\", "/")).strip("/")
    if not text.strip():
        return ""
    if not path.isprintable() or ".." in text.replace("\\", "/").split("/") or path in {"", "."}:
        raise ValueError("this is no path of a file in a repository; write reports/README.md.")
    return path


def find_report(
    files: Sequence[TreeFile],
    path_hint: str,
    versions: TemplateVersions,
    read: ReadContents,
    reader: IsolatedReader,
    required: bool = False,
) -> LocatedReport:
    """Find the report.

    Args:
        files: the names in the commit.
        path_hint: the expected path, as `normalise_path` writes it; empty if it is unknown.
        versions: the template's versions, by whose questions a report is told.
        read: gives the contents of files.
        reader: the process in which texts are looked at.
        required: whether it is nowhere else than where it should be.

    Raises:
        GitError: there is none; the message says what was looked at.
    """
    notes = []
    named = _find_named(files, path_hint) if path_hint else None
    if named and not named.kind:
        report = named
    else:
        if path_hint:
            lacking = f"{named.path} is {named.kind}, which is not followed" if named else _not_there(files, path_hint)
            if required:
                raise GitError(f"{lacking}; the roster names it in its column “path”", permanent=True)
            notes.append(lacking)
        chosen = _find_likely(files, versions, read, reader, notes)
        if chosen is None:
            why = "no report was found: no Markdown file holds the questions"
            raise GitError("; ".join(dict.fromkeys([*notes, why])), permanent=True)
        report = chosen
    data = read([report], MAX_FILE).get(report.path)
    if data is None:
        raise GitError(f"the report {report.path} is too large", permanent=True)
    if data.startswith(LFS_POINTER):
        raise GitError(
            f"the report {report.path} is kept in Git LFS: its text is not in the repository", permanent=True
        )
    images, passed_over = _find_images(report, data, files, versions, reader)
    return LocatedReport(report, data, images, tuple(dict.fromkeys([*notes, *passed_over])))


def _find_named(files: Sequence[TreeFile], path_hint: str) -> TreeFile | None:
    """Return the file of a path; where there is none, the only one whose path differs in the case of letters alone."""
    exact = next((file for file in files if file.path == path_hint), None)
    alike = [file for file in files if _folded(file.path) == _folded(path_hint)] if exact is None else []
    if len(alike) > 1:
        names = ", ".join(file.path for file in alike[:5])
        raise GitError(
            f"{path_hint} is not there, and several files differ from it only in case: {names}", permanent=True
        )
    return exact or next(iter(alike), None)


def _not_there(files: Sequence[TreeFile], path_hint: str) -> str:
    """Return what is wrong with a path of which there is no file."""
    is_folder = any(_folded(file.path).startswith(f"{_folded(path_hint)}/") for file in files)
    return f"{path_hint} is a folder, not a file" if is_folder else f"{path_hint} is not there"


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def is_begun(versions: TemplateVersions, source: Source) -> bool:
    """Whether a group has begun its report: an answer stands in it."""
    report = parse_report(source, versions.closest(source.lines), lambda _src: ImageFile(ImageState.MISSING), "report")
    return any(answer.answered for answer in report.answers)


def _find_likely(
    files: Sequence[TreeFile], versions: TemplateVersions, read: ReadContents, reader: IsolatedReader, notes: list[str]
) -> TreeFile | None:
    """The report, where nobody said where it is: a file at a likely place, or else any that holds the questions.

    A README of a report's folder that holds no question is it, too, if nothing else is: an emptied report is not
    passed over in silence.
    """
    pages = [file for file in files if file.path.lower().endswith(".md")]
    first = sorted((f for f in pages if f.path.lower() in LIKELY), key=lambda f: LIKELY.index(f.path.lower()))
    notes += [f"{file.path} is {file.kind}, which is not followed" for file in first if file.kind]
    first = [file for file in first if not file.kind]
    others = [file for file in pages if not file.kind and file not in first and not _is_hidden(file.path)]
    others.sort(key=lambda file: (_search_order(file.path), file.path))
    for some in (first, others[: MAX_CANDIDATES - len(first)]):
        contents = read(some, MAX_BYTES) if some else {}
        for file in some:
            if file.path in contents and reader.ask(_holds, versions, decode(contents[file.path], file.path), False):
                return file
    return next((file for file in first if "/" in file.path), None)


def _search_order(path: str) -> tuple[bool, int]:
    return "report" not in path.lower(), path.count("/")


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") or part in {"node_modules", "site-packages", "venv"} for part in path.split("/"))


def _find_images(
    report: TreeFile, data: bytes, files: Sequence[TreeFile], versions: TemplateVersions, reader: IsolatedReader
) -> tuple[tuple[TreeFile, ...], list[str]]:
    """The images that a report refers to and that lie in its folder, and what of them is not taken, and why."""
    folder = posixpath.dirname(report.path)
    inside = {file.path[len(folder) + 1 if folder else 0 :]: file for file in files if _is_in(file.path, folder)}
    names = ReportFolder(Path("/", posixpath.basename(folder) or "README"), inside)
    source = decode(data, report.path)
    nothing: tuple[str, ...] = ()
    shown = reader.ask(_image_addresses, versions, source, nothing)
    notes: list[str] = []
    found: dict[str, TreeFile] = {}
    for name in dict.fromkeys(name for src in shown if (name := names.named(src)) in inside and name):
        file = inside[name]
        if posixpath.splitext(name)[1].lower() not in SUFFIXES:
            continue
        if file.mode not in REGULAR:
            notes.append(f"{file.path} is {file.kind}, which is not followed")
        elif not _is_safe(name):
            notes.append(f"{file.path} has a name that not every system can keep")
        elif len(found) == MAX_PUBLISHED_IMAGES:
            notes.append(f"{file.path} is one image too many: {MAX_PUBLISHED_IMAGES} are taken")
        else:
            found[name] = file
    return tuple(found.values()), notes


def _is_in(path: str, folder: str) -> bool:
    if folder and not path.startswith(f"{folder}/"):
        return False
    rest = path[len(folder) + 1 if folder else 0 :]
    return rest.count("/") < _DEPTH and not any(part.startswith(".") for part in rest.split("/"))


def _is_safe(name: str) -> bool:
    """Whether a file can be written under this name, in the group's folder and nowhere else."""
    parts = name.split("/")
    if parts[0].casefold() in {"readme.md", RECORD}:  # these names are taken
        return False
    return all(part and not _UNSAFE.search(part) and len(part.encode("utf-8", "replace")) <= 200 for part in parts)


def _image_addresses(versions: TemplateVersions, source: Source) -> tuple[str, ...]:
    """The addresses of all images in a report: those that its page will ask for, and those between answers."""
    asked: dict[str, None] = {}

    def ask(src: str) -> ImageFile:
        asked[src] = None
        return ImageFile(ImageState.MISSING)

    parse_report(source, versions.closest(source.lines), ask, "report")
    html = engine.render("\n".join(source.lines))
    if engine.nesting(html) <= MAX_NESTING:
        asked |= {src: None for src, _, _ in engine.read(html).images}
    return tuple(asked)


def _holds(versions: TemplateVersions, source: Source) -> bool:
    return holds_questions(source, versions)


class IsolatedReader:
    """Looks at texts in a process that can be ended, for several threads, one at a time."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._lock = Lock()

    def ask(
        self, work: Callable[[TemplateVersions, Source], T], versions: TemplateVersions, source: Source, default: T
    ) -> T:
        """Return what `work` makes of a text, or `default` where it had to be ended."""
        with self._lock:
            result = self._workers.map(work, versions, [source])[0]
        return default if isinstance(result, JobStoppedError) else result


def file_names(files: Sequence[TreeFile]) -> Iterator[str]:
    """Yield the names in a commit, those of submodules left out."""
    return (file.path for file in files if file.kind != "a submodule")
