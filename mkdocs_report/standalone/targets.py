"""Where files are written, and what is never written over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from mkdocs_report.discovery import group_folder
from mkdocs_report.export.outputs import OutputError
from mkdocs_report.files import Inputs
from mkdocs_report.made import is_made
from mkdocs_report.pictures import SUFFIXES
from mkdocs_report.whole import linked_folder


def beside(html: Path) -> Path:
    """Return the PDF's place beside an HTML file."""
    return html.with_suffix(".pdf") if html.suffix.lower() in {".html", ".htm"} else html.with_name(f"{html.name}.pdf")


def check_targets(targets: Sequence[Path], inputs: Iterable[Path], force: bool, report: Path | None = None) -> None:
    """Refuse to write over what was read, ever, and over what is not ours, unless `force`.

    A symbolic link in a target's place is never written through: it is refused, or replaced with `force`. Neither is
    one that is a folder on the way from the group's folder, that of `report`, to the target.

    Raises:
        OutputError: a target is such a file, such a link, or a folder.
    """
    kept = Inputs(inputs)
    for target in targets:
        link = linked_folder(target, group_folder(report)) if report else None
        if link is not None:
            raise OutputError(f"{link} is a symbolic link, which is not followed. Name a file in another folder.")
        if target in kept or target.suffix.lower() in SUFFIXES:
            what = "a file that is read here" if target in kept else "the name of an image"
            raise OutputError(f"{target} is {what}; name another.")
        if target.is_symlink() and not force:
            raise OutputError(f"{target} is a symbolic link, which is not followed. Name another, or add --force.")
        if target.is_dir():
            raise OutputError(f"{target} is a folder; name a file.")
        if not target.exists():
            continue
        if not force and target.is_file() and not is_ours(target):
            raise OutputError(f"{target} is there, and mkdocs-report did not make it. Name another, or add --force.")


def is_ours(file: Path) -> bool:
    """Whether a file was made by this command; an empty one is nobody's."""
    try:
        return is_made(file) or file.stat().st_size == 0
    except OSError:
        return False


def left_behind(folder: Path, written: Collection[Path]) -> list[Path]:
    """Return the files of ours in a folder that are not of this run: a group that withdrew its consent, perhaps."""
    names = {file.name for file in written}
    found = (file for suffix in ("html", "pdf") for file in folder.glob(f"*.{suffix}"))
    return sorted(
        file for file in found if file.name not in names and not file.is_symlink() and file.is_file() and is_ours(file)
    )
