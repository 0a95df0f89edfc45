"""Find the report and its images among the files of a repository, by names first, then by contents."""

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
from mkdocs_report.images.attachments import attachment_address
from mkdocs_report.images.resolve import LFS_POINTER, SUFFIXES, ReportFolder
from mkdocs_report.model.caps import MAX_NESTING, MAX_PUBLISHED_IMAGES
from mkdocs_report.model.group_folder import RECORD
from mkdocs_report.model.image import ImageFile, ImageState
from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.report.detect import is_report
from mkdocs_report.parsing.report.parser import parse_report
from mkdocs_report.parsing.source import MAX_BYTES, Source, decode
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.runtime.pool import JobStoppedError, Workers

LIKELY = ("reports/readme.md", "report/readme.md", "readme.md")
"""The paths at which a report is looked for first, in any case."""
MAX_CANDIDATES = 30
"""The most Markdown files in which a report is looked for."""
_DEPTH = 9
_UNSAFE = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]|[. ]$|^\.')
"""Parts of file names that some systems cannot store, or read as another name."""
T = TypeVar("T")
ReadContents = Callable[[Sequence[TreeFile], int], Mapping[str, bytes]]
"""A function that returns the contents of files by path, without files larger than the given number of bytes."""


@dataclass(frozen=True, slots=True)
class LocatedReport:
    """A report in a repository: its file, its content, its images, and notes about files that were left out.

    `attachments` are the lasting addresses of images that were pasted into GitHub.
    """

    report: TreeFile
    data: bytes
    images: tuple[TreeFile, ...]
    notes: tuple[str, ...]
    attachments: tuple[str, ...] = ()


def normalise_path(text: str) -> str:
    r"""Return a path in a repository as git writes it: `docs\./final.md` becomes `docs/final.md`.

    Raises:
        ValueError: it leads out of the repository, or names no file.
    """
    path = posixpath.normpath(text.strip().replace("\\", "/")).strip("/")
    if not text.strip():
        return ""
    if not path.isprintable() or ".." in text.replace("\\", "/").split("/") or path in {"", "."}:
        raise ValueError("this is not the path of a file in a repository. Write, for example, reports/README.md.")
    return path


def find_report(
    files: Sequence[TreeFile],
    path_hint: str,
    versions: TemplateVersions,
    read: ReadContents,
    reader: IsolatedReader,
    required: bool = False,
) -> LocatedReport:
    """Find the report and its images.

    Args:
        files: the files in the commit.
        path_hint: the expected path, as `normalise_path` writes it; empty if it is unknown.
        versions: the versions of the template, by whose questions a report is recognised.
        read: returns the contents of files.
        reader: parses texts in a separate process.
        required: whether the report must be at `path_hint`.

    Raises:
        GitError: there is no report; the message lists the searched paths.
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
            missing = "the template's questions" if versions.matchers else "a quoted prompt with an answer"
            why = f"no report was found: no Markdown file contains {missing}"
            raise GitError("; ".join(dict.fromkeys([*notes, why])), permanent=True)
        report = chosen
    data = read([report], MAX_FILE).get(report.path)
    if data is None:
        raise GitError(f"the report {report.path} is larger than {MAX_FILE >> 20} MiB", permanent=True)
    if data.startswith(LFS_POINTER):
        raise GitError(
            f"the report {report.path} is stored in Git LFS, so its text is not in the repository", permanent=True
        )
    nothing: tuple[str, ...] = ()
    shown = reader.ask(_image_addresses, versions, decode(data, report.path), nothing)
    images, passed_over = _find_images(report, shown, files)
    attachments = dict.fromkeys(filter(None, map(attachment_address, shown)))
    return LocatedReport(report, data, images, tuple(dict.fromkeys([*notes, *passed_over])), tuple(attachments))


def _find_named(files: Sequence[TreeFile], path_hint: str) -> TreeFile | None:
    """Return the file at a path, or else the only file whose path differs only in case."""
    exact = next((file for file in files if file.path == path_hint), None)
    alike = [file for file in files if _folded(file.path) == _folded(path_hint)] if exact is None else []
    if len(alike) > 1:
        names = ", ".join(file.path for file in alike[:5])
        raise GitError(
            f"{path_hint} does not exist, and several files differ from it only in case: {names}", permanent=True
        )
    return exact or next(iter(alike), None)


def _not_there(files: Sequence[TreeFile], path_hint: str) -> str:
    """Return the reason why there is no file at a path."""
    is_folder = any(_folded(file.path).startswith(f"{_folded(path_hint)}/") for file in files)
    return f"{path_hint} is a folder, not a file" if is_folder else f"{path_hint} does not exist"


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def is_begun(versions: TemplateVersions, source: Source) -> bool:
    """Whether a report has an answer."""
    report = parse_report(source, versions.matcher_of(source), lambda _src: ImageFile(ImageState.MISSING), "report")
    return any(answer.answered for answer in report.answers)


def _find_likely(
    files: Sequence[TreeFile], versions: TemplateVersions, read: ReadContents, reader: IsolatedReader, notes: list[str]
) -> TreeFile | None:
    """Return the report if its path is unknown: a file at a likely path, or else any that contains the questions.

    If there is none, a README of a report's folder is returned even without questions, so that an emptied report is
    noticed.
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
            if file.path in contents and reader.ask(is_report, versions, decode(contents[file.path], file.path), False):
                return file
    return next((file for file in first if "/" in file.path), None)


def _search_order(path: str) -> tuple[bool, int]:
    return "report" not in path.lower(), path.count("/")


def _is_hidden(path: str) -> bool:
    return any(part.startswith(".") or part in {"node_modules", "site-packages", "venv"} for part in path.split("/"))


def _find_images(
    report: TreeFile, shown: Sequence[str], files: Sequence[TreeFile]
) -> tuple[tuple[TreeFile, ...], list[str]]:
    """Return the images in a report's folder that it shows, and notes about images that are not collected."""
    folder = posixpath.dirname(report.path)
    inside = {file.path[len(folder) + 1 if folder else 0 :]: file for file in files if _is_in(file.path, folder)}
    names = ReportFolder(Path("/", posixpath.basename(folder) or "README"), inside)
    notes: list[str] = []
    found: dict[str, TreeFile] = {}
    for name in dict.fromkeys(name for src in shown if (name := names.named(src)) in inside and name):
        file = inside[name]
        if posixpath.splitext(name)[1].lower() not in SUFFIXES:
            continue
        if file.mode not in REGULAR:
            notes.append(f"{file.path} is {file.kind}, which is not followed")
        elif not _is_safe(name):
            notes.append(f"{file.path} was not collected: some systems cannot store its name")
        elif len(found) == MAX_PUBLISHED_IMAGES:
            notes.append(f"{file.path} was not collected: a report may have {MAX_PUBLISHED_IMAGES} images")
        else:
            found[name] = file
    return tuple(found.values()), notes


def _is_in(path: str, folder: str) -> bool:
    if folder and not path.startswith(f"{folder}/"):
        return False
    rest = path[len(folder) + 1 if folder else 0 :]
    return rest.count("/") < _DEPTH and not any(part.startswith(".") for part in rest.split("/"))


def _is_safe(name: str) -> bool:
    """Whether a file can be written under this name on every system, inside the group's folder."""
    parts = name.split("/")
    if parts[0].casefold() in {"readme.md", RECORD}:  # names of our own files
        return False
    return all(part and not _UNSAFE.search(part) and len(part.encode("utf-8", "replace")) <= 200 for part in parts)


def _image_addresses(versions: TemplateVersions, source: Source) -> tuple[str, ...]:
    """Return the addresses of all images in a report, in answers and between them."""
    addresses: dict[str, None] = {}

    def record(src: str) -> ImageFile:
        addresses[src] = None
        return ImageFile(ImageState.MISSING)

    parse_report(source, versions.matcher_of(source), record, "report")
    html = engine.render("\n".join(source.lines))
    if engine.nesting(html) <= MAX_NESTING:
        addresses |= {src: None for src, _, _ in engine.read(html).images}
    return tuple(addresses)


class IsolatedReader:
    """A process with limits that parses untrusted texts for several threads, one text at a time."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._lock = Lock()

    def ask(
        self, work: Callable[[TemplateVersions, Source], T], versions: TemplateVersions, source: Source, default: T
    ) -> T:
        """Return the result of `work` for a text, or `default` if the process had to be ended."""
        with self._lock:
            result = self._workers.map(work, versions, [source])[0]
        return default if isinstance(result, JobStoppedError) else result


def file_names(files: Sequence[TreeFile]) -> Iterator[str]:
    """Yield the paths of the files of a commit, without submodules."""
    return (file.path for file in files if file.kind != "a submodule")
