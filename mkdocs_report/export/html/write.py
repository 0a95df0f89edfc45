"""Write a published course as HTML and PDF files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from mkdocs_report.course.group_folders import group_folder
from mkdocs_report.errors import OutputError, unwritable
from mkdocs_report.export.html.document import DocumentRenderer
from mkdocs_report.export.html.file_names import INDEX
from mkdocs_report.export.html.pdf import to_pdf
from mkdocs_report.export.html.targets import (
    check_folder,
    check_targets,
    pdf_path,
    removal_message,
    remove_generated,
    remove_old_files,
)
from mkdocs_report.publish.publication import PublishedCourse
from mkdocs_report.runtime.atomic_write import linked_folder, write_whole

Notify = Callable[[str], None]


class HtmlWriter:
    """Makes the HTML and PDF files of a published course.

    Args:
        publication: the published course.
        names: the file name of each group, without suffix.
        renderer: renders the files.
        program: the path of Chromium, to make PDF files.
        paper: the paper size of the PDF.
    """

    def __init__(
        self,
        publication: PublishedCourse,
        names: Mapping[str, str],
        renderer: DocumentRenderer,
        program: str | None = None,
        paper: str = "A4",
    ) -> None:
        self.publication, self.names, self.renderer = publication, names, renderer
        self._program, self._paper = program, paper

    @property
    def makes_pdf(self) -> bool:
        """Whether PDF files are made."""
        return self._program is not None

    def pdf(self, group: str, folder: Path) -> bytes:
        """Return a group's report as PDF; `folder` is the parent of Chromium's work folder.

        Raises:
            OutputError: Chromium makes no PDF.
            OSError: a file cannot be written.
        """
        return to_pdf(self.renderer.group(group, self._paper), self._program or "", folder)


def write_report(
    writer: HtmlWriter, report: Path, output: str | None, inputs: Iterable[Path], force: bool, notify: Notify
) -> Iterator[bytes]:
    """Write the file of a report; with `-` as output, yield its content instead.

    Args:
        writer: makes the file.
        report: the report's file; the default output is beside it.
        output: the target, `-` for standard output.
        inputs: the files that are never overwritten.
        force: whether to overwrite files that were not generated.
        notify: called with a message about each file.

    Raises:
        OutputError: a file cannot be made, or must not be written.
        OSError: it cannot be written.
    """
    (group,) = writer.names
    if output == "-":
        yield writer.pdf(group, Path.cwd()) if writer.makes_pdf else writer.renderer.group(group)
        return
    named = report_target(report, writer.publication.rename, output)
    pdf_only = writer.makes_pdf and named.suffix.lower() == ".pdf"
    targets = [named] if pdf_only or not writer.makes_pdf else [named, pdf_path(named)]
    check_targets(targets, inputs, force, report)
    contents = [] if pdf_only else [writer.renderer.group(group)]
    if writer.makes_pdf:
        targets[0].parent.mkdir(parents=True, exist_ok=True)
        contents.append(writer.pdf(group, targets[0].parent))
    for target, data in zip(targets, contents, strict=True):
        _write(target, data, notify)


def write_page(target: Path, data: bytes, inputs: Iterable[Path], force: bool) -> None:
    """Write one file; `inputs` are never overwritten, and files that were not generated only with `force`.

    Raises:
        OutputError: it must not or cannot be written.
    """
    check_targets([target], inputs, force)
    _write_whole(target, data)


def write_course(
    writer: HtmlWriter,
    folder: Path,
    inputs: Iterable[Path],
    force: bool,
    notify: Notify,
    watch: Callable[[str], None] = lambda _group: None,
) -> Path:
    """Write a file for each report, and the list of groups; return the path of the list.

    `watch` is called with the id of each group before its files are made.

    Files of an earlier run are deleted first, and the list is written next: if writing fails, no file has data of a
    group that withdrew.

    Raises:
        OutputError: a file cannot be made, or must not be written or deleted.
        OSError: it cannot be written.
    """
    index = folder / f"{INDEX}.html"
    files = {group: folder / f"{name}.html" for group, name in writer.names.items()}
    pdf_files = {group: pdf_path(file) for group, file in files.items()} if writer.makes_pdf else {}
    targets = [index, *files.values(), *pdf_files.values()]
    check_folder(folder)
    check_targets(targets, inputs, force)
    folder.mkdir(parents=True, exist_ok=True)
    _notify_removed(folder, remove_old_files(folder, targets), notify)
    _write(index, writer.renderer.index(), notify)
    for group, file in files.items():
        watch(group)
        _write(file, writer.renderer.group(group), notify)
        if group in pdf_files:
            _write(pdf_files[group], writer.pdf(group, folder), notify)
    return index


def remove_report(report: Path, rename: Callable[[str], str], output: str | None, notify: Notify) -> None:
    """Delete the files of a report from an earlier run, if it is no longer published.

    Raises:
        OutputError: a file cannot be deleted.
    """
    if output == "-":
        return
    named = report_target(report, rename, output)
    if not linked_folder(named, group_folder(report)):
        _notify_removed(named.parent, remove_generated([named, pdf_path(named)], named.parent), notify)


def remove_course(folder: Path, notify: Notify) -> None:
    """Delete the files of a course from an earlier run, if none of its reports is published.

    Raises:
        OutputError: the folder is a symbolic link, or a file cannot be deleted.
    """
    _notify_removed(folder, remove_old_files(folder), notify)


def _notify_removed(folder: Path, removed: Sequence[Path], notify: Notify) -> None:
    if removed:
        notify(removal_message(folder, removed))


def report_target(report: Path, rename: Callable[[str], str], output: str | None) -> Path:
    """Return the HTML file of a report: the named one, else one beside the report."""
    return Path(output) if output is not None else report.with_name(f"{rename(report.stem)}.html")


def _write(file: Path, data: bytes, notify: Notify) -> None:
    _write_whole(file, data)
    notify(f"{file} ({len(data) / 1e6:.1f} MB)" if len(data) >= 100_000 else f"{file} ({len(data) / 1e3:.0f} kB)")


def _write_whole(file: Path, data: bytes) -> None:
    try:
        write_whole(file, data)
    except OSError as error:
        raise OutputError(unwritable(file, error.strerror or error)) from None
