"""Where files are written, and what is never written over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from mkdocs_report.course.group_folders import group_folder
from mkdocs_report.errors import OutputError
from mkdocs_report.images.resolve import SUFFIXES
from mkdocs_report.runtime.atomic_write import linked_folder
from mkdocs_report.runtime.files import Inputs
from mkdocs_report.runtime.generated_files import is_made, is_unchanged
from mkdocs_report.runtime.text import plural


def pdf_path(html: Path) -> Path:
    """Return the PDF's place beside an HTML file."""
    return html.with_suffix(".pdf") if html.suffix.lower() in {".html", ".htm"} else html.with_name(f"{html.name}.pdf")


def check_targets(targets: Sequence[Path], inputs: Iterable[Path], force: bool, report: Path | None = None) -> None:
    """Refuse to write over what was read, ever, and over what is not ours, unless `force`.

    A symbolic link in a target's place is never written through: it is refused, or replaced with `force`. Neither is
    one that is a folder on the way from the group's folder, that of `report`, to the target.

    Raises:
        OutputError: a target is such a file, such a link, or a folder.
    """
    inputs_read = Inputs(inputs)
    for target in targets:
        link = linked_folder(target, group_folder(report)) if report else None
        if link is not None:
            raise OutputError(f"{link} is a symbolic link, which is not followed. Name a file in another folder.")
        if target in inputs_read or target.suffix.lower() in SUFFIXES:
            what = "a file that is read here" if target in inputs_read else "the name of an image"
            raise OutputError(f"{target} is {what}; name another.")
        if target.is_symlink() and not force:
            raise OutputError(f"{target} is a symbolic link, which is not followed. Name another, or add --force.")
        if target.is_dir():
            raise OutputError(f"{target} is a folder; name a file.")
        if not target.exists():
            continue
        if not force and target.is_file() and not is_generated(target):
            raise OutputError(f"{target} is there, and mkdocs-report did not make it. Name another, or add --force.")


def is_generated(file: Path) -> bool:
    """Whether a file was made by this command; an empty one is nobody's."""
    try:
        return is_made(file) or (file.is_file() and file.stat().st_size == 0)
    except OSError:
        return False


def check_folder(folder: Path) -> None:
    """Refuse a folder that is a symbolic link: files would be written and deleted in another one.

    Raises:
        OutputError: it is one.
    """
    if folder.is_symlink():
        raise OutputError(f"{folder} is a symbolic link, which is not followed. Name the folder itself.")


def remove_old_files(folder: Path, written: Iterable[Path] = ()) -> list[Path]:
    """Delete the files of ours in a folder that are not of this run; return them.

    They are of a group that left, perhaps, so nothing of them may stay. Empty files, links and files that do not hold
    our mark stay.

    Raises:
        OutputError: the folder is a symbolic link, or a file can not be deleted; no file is named, because its name
            may tell which group left.
    """
    check_folder(folder)
    inputs_read = {_identity(file) for file in written if file.exists()}
    found = sorted(file for suffix in ("html", "pdf") for file in folder.glob(f"*.{suffix}"))
    old = [file for file in found if not file.is_symlink() and _identity(file) not in inputs_read]
    return remove_generated(old, folder)


def remove_generated(files: Iterable[Path], folder: Path) -> list[Path]:
    """Delete those files that hold our mark; return them. `folder` is named where one can not be deleted.

    Raises:
        OutputError: as `remove_old_files`.
    """
    removed = []
    for file in files:
        if file.is_symlink() or not is_unchanged(file):
            continue
        try:
            file.unlink()
        except OSError as error:
            raise OutputError(
                f"{folder}: a file of an earlier run can not be deleted: {error.strerror}. Delete the files there that "
                "belong to no group of this run."
            ) from None
        removed.append(file)
    return removed


def removal_message(folder: Path, removed: Sequence[Path]) -> str:
    """Return a message about deleted files that names no group: how many, and of which kind."""
    counts = Counter(file.suffix.lower().removeprefix(".").upper() for file in removed)
    kinds = " and ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
    return f"{folder}: deleted {plural(len(removed), 'file')} of an earlier run ({kinds})."


def _identity(file: Path) -> tuple[int, int]:
    """Return the device and inode of a file: they identify it on file systems that ignore case, too."""
    found = file.lstat()
    return found.st_dev, found.st_ino
