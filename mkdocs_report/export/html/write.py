"""Files of a published course, made and written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from mkdocs_report.course.group_folders import group_folder
from mkdocs_report.errors import OutputError
from mkdocs_report.export.html.document import Documents
from mkdocs_report.export.html.file_names import INDEX, file_names
from mkdocs_report.export.html.pdf import to_pdf
from mkdocs_report.export.html.targets import (
    beside,
    check_folder,
    check_targets,
    remove_left_behind,
    remove_ours,
    removed_note,
)
from mkdocs_report.model.commit import Commit
from mkdocs_report.publish.publication import PublishedCourse
from mkdocs_report.runtime.atomic_write import linked_folder, write_whole

Say = Callable[[str], None]


class Press:
    """Makes the files of a published course.

    Args:
        publication: the course as it is published.
        commits: when each group's report was last committed, where that is known.
        repository: whether the commit of a collected report leads to its repository.
        program: Chromium, where PDF is wanted.
        paper: the size of its pages.
        listed: whether a list of the groups is written, too.
    """

    def __init__(
        self,
        publication: PublishedCourse,
        commits: Mapping[str, Commit],
        repository: bool = False,
        program: str | None = None,
        paper: str = "A4",
        listed: bool = False,
    ) -> None:
        self.publication = publication
        self.names = file_names(judged.report.id for judged in publication.course.reports)
        self.documents = Documents(publication, self.names, commits, repository, listed)
        self._program, self._paper = program, paper

    @property
    def prints(self) -> bool:
        """Whether PDF is wanted."""
        return self._program is not None

    def pdf(self, group: str, folder: Path) -> bytes:
        """Return a group's report as PDF, made in a folder.

        Raises:
            OutputError: Chromium does not make it.
            OSError: nothing can be written.
        """
        return to_pdf(self.documents.group(group, self._paper), self._program or "", folder)


def write_one(
    press: Press, report: Path, output: str | None, inputs: Iterable[Path], force: bool, say: Say
) -> Iterator[bytes]:
    """Write the file of the only report; yield what goes to standard output instead.

    Args:
        press: makes it.
        report: the report's file, beside which ours lies where nothing is said.
        output: the target as it was named, `-` for standard output.
        inputs: what is never written over.
        force: whether files are written over that are not ours.
        say: told of each file.

    Raises:
        OutputError: a file can not be made, or must not be written.
        OSError: it can not be written.
    """
    (group,) = press.names
    if output == "-":
        yield press.pdf(group, Path.cwd()) if press.prints else press.documents.group(group)
        return
    named = _target(report, press.publication.rename, output)
    alone = press.prints and named.suffix.lower() == ".pdf"
    targets = [named] if alone or not press.prints else [named, beside(named)]
    check_targets(targets, inputs, force, report)
    made = [] if alone else [press.documents.group(group)]
    if press.prints:
        targets[0].parent.mkdir(parents=True, exist_ok=True)
        made.append(press.pdf(group, targets[0].parent))
    for target, data in zip(targets, made, strict=True):
        _write(target, data, say)


def write_every(press: Press, folder: Path, inputs: Iterable[Path], force: bool, say: Say) -> Path:
    """Write a file for each report, and a list of them; return the list's place.

    Files of an earlier run are deleted first, and the list comes next: where writing ends with an error, no file says
    anything of a group that left.

    Raises:
        OutputError: a file can not be made, or must not be written or deleted.
        OSError: it can not be written.
    """
    index = folder / f"{INDEX}.html"
    files = {group: folder / f"{name}.html" for group, name in press.names.items()}
    printed = {group: beside(file) for group, file in files.items()} if press.prints else {}
    targets = [index, *files.values(), *printed.values()]
    check_folder(folder)
    check_targets(targets, inputs, force)
    folder.mkdir(parents=True, exist_ok=True)
    _say_removed(folder, remove_left_behind(folder, targets), say)
    _write(index, press.documents.index(), say)
    for group, file in files.items():
        _write(file, press.documents.group(group), say)
        if group in printed:
            _write(printed[group], press.pdf(group, folder), say)
    return index


def remove_one(report: Path, rename: Callable[[str], str], output: str | None, say: Say) -> None:
    """Delete what an earlier run made of the only report, which is not to be published.

    Raises:
        OutputError: a file can not be deleted.
    """
    if output == "-":
        return
    named = _target(report, rename, output)
    if not linked_folder(named, group_folder(report)):
        _say_removed(named.parent, remove_ours([named, beside(named)], named.parent), say)


def remove_every(folder: Path, say: Say) -> None:
    """Delete what an earlier run made of a course of which nothing is to be published.

    Raises:
        OutputError: the folder is a symbolic link, or a file can not be deleted.
    """
    _say_removed(folder, remove_left_behind(folder), say)


def _say_removed(folder: Path, removed: Sequence[Path], say: Say) -> None:
    if removed:
        say(removed_note(folder, removed))


def _target(report: Path, rename: Callable[[str], str], output: str | None) -> Path:
    return Path(output) if output is not None else report.with_name(f"{rename(report.stem)}.html")


def _write(file: Path, data: bytes, say: Say) -> None:
    try:
        write_whole(file, data)
    except OSError as error:
        raise OutputError(f"{file}: the file can not be written: {error.strerror or error}.") from None
    say(f"{file} ({len(data) / 1e6:.1f} MB)" if len(data) >= 100_000 else f"{file} ({len(data) / 1e3:.0f} kB)")
