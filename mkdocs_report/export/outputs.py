"""The export formats, and the files that they are written to. A file is written completely or not at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mkdocs_report.errors import OutputError, SettingsError, nearest, shown, unwritable
from mkdocs_report.export.paths import Checkout
from mkdocs_report.images.resolve import SUFFIXES
from mkdocs_report.model.course import Course
from mkdocs_report.model.group_folder import RECORD
from mkdocs_report.runtime.atomic_write import linked_folder, write_whole
from mkdocs_report.runtime.files import InputFiles, input_files, real, shown_path

FORMATS: Mapping[str, str] = {
    "text": "all findings as text, as in the terminal with -v",
    "json": "the course as JSON, with a schema",
    "csv": "one line for each answer, for a spreadsheet",
    "sarif": "SARIF 2.1.0, for code scanning and editors",
    "junit": "JUnit XML: a group is a test suite, a question is a test case",
    "annotations": "GitHub annotations in a pull request",
    "summary": "Markdown for the summary of a GitHub job",
    "gitlab": "the code quality report of GitLab",
    "badges": "a folder with a badge for each group, for shields.io",
}
"""The formats, each with a description."""
FOLDERS = frozenset({"badges"})
"""Formats of several files."""


@dataclass(frozen=True, slots=True)
class Output:
    """A format, and the file or folder to write; None for standard output."""

    format: str
    target: str | None = None


def read_output(text: str) -> Output:
    """Read `FORMAT` or `FORMAT=FILE`.

    Raises:
        SettingsError: there is no such format, or its file is missing.
    """
    name, sign, target = text.partition("=")
    if name not in FORMATS:
        raise SettingsError(f"there is no format “{name}”.{nearest(name, FORMATS)} Use one of: {', '.join(FORMATS)}.")
    if sign and not target:
        raise SettingsError(f"“{text}” names no file. Write {name}=FILE.")
    if name in FOLDERS and not target:
        raise SettingsError(f"{name} need a folder. Write {name}=FOLDER.")
    return Output(name, target or None)


def read_outputs(values: Mapping[object, object]) -> list[Output]:
    """Return the outputs of `{format: file}`, the plugin's option `export`.

    Raises:
        SettingsError: there is no such format, or no file is named.
    """
    outputs = []
    for name, target in values.items():
        if not isinstance(target, str) or not target:
            raise SettingsError(
                f"export: {name}: write the path of a file, not “{shown(target)}”.", ("export", str(name))
            )
        try:
            outputs.append(read_output(f"{name}={target}"))
        except SettingsError as error:
            raise SettingsError(f"export: {error}", ("export", str(name))) from None
    return outputs


def refuse_inside(outputs: Iterable[Output], base: Path, docs: Path) -> None:
    """Refuse files in `docs_dir`: writing them would make `mkdocs serve` build again and again.

    Raises:
        SettingsError: there is one.
    """
    for output in outputs:
        if real(base / str(output.target)).is_relative_to(real(docs)):
            raise SettingsError(
                f"export: {output.format}: {output.target} is in docs_dir, and a build does not write there. Name a "
                "path outside it.",
                ("export", output.format),
            )


def render(name: str, course: Course, checkout: Checkout) -> str:
    """Return the course in a format of one file. Only the module of that format is imported."""
    renderer: Callable[[Course, Checkout], str]
    match name:
        case "text":
            from mkdocs_report.export.text import to_text

            return to_text(course)
        case "json":
            from mkdocs_report.export.json import to_json

            return to_json(course)
        case "csv":
            from mkdocs_report.export.csv import to_csv

            return to_csv(course)
        case "sarif":
            from mkdocs_report.export.sarif import to_sarif as renderer
        case "junit":
            from mkdocs_report.export.junit import to_junit as renderer
        case "annotations":
            from mkdocs_report.export.github import to_annotations as renderer
        case "summary":
            from mkdocs_report.export.summary import to_summary as renderer
        case _:
            from mkdocs_report.export.gitlab import to_gitlab as renderer
    return renderer(course, checkout)


def write_outputs(
    outputs: Sequence[Output], course: Course, checkout: Checkout, base: Path, inputs: Iterable[Path] = ()
) -> None:
    """Write every output that has a file. All of them are rendered before the first is written.

    Args:
        outputs: what to write.
        course: the course.
        checkout: the repository that the reports lie in.
        base: the folder at which relative targets start.
        inputs: files that are never overwritten: reports, templates, settings. Images are not overwritten either.

    Raises:
        OutputError: a file cannot be written, or a folder in its path below `base` is a symbolic link.
    """
    kept = input_files(inputs)
    files: dict[Path, bytes] = {}
    named: set[str] = set()
    for output in outputs:
        if output.target is None:
            continue
        target = base / output.target
        _check_links(target / "badge.json" if output.format in FOLDERS else target, output.target, base)
        for file, data in _files(output.format, target, course, checkout).items():
            _check_links(file, output.target, base)
            refuse_input(file, output.target, kept)
            if file.name.casefold() == RECORD and file.exists():
                raise OutputError(f"{output.target} is the record of a collected report. Name another file.")
            folded = str(real(file)).casefold()  # some file systems ignore case
            if folded in named:
                raise OutputError(f"{output.target} is named twice. Name a different file for each format.")
            named.add(folded)
            files[file] = data
    for output in outputs:
        if output.format in FOLDERS and output.target is not None:
            _remove_old_badges(base / output.target, files)
    for file, data in files.items():
        try:
            write_whole(file, data)
        except OSError as error:
            reason = "it is a folder. Name a file" if file.is_dir() else error.strerror or error
            raise OutputError(unwritable(shown_path(file, base), reason)) from None


def refuse_input(file: Path, shown: object, inputs: InputFiles) -> None:
    """Refuse to write over a file that is read, or over one that may be an image.

    Raises:
        OutputError: it is such a file; `shown` is its name in the message.
    """
    if file in inputs or file.suffix.lower() in SUFFIXES:
        what = "a file that this command reads" if file in inputs else "the name of an image"
        raise OutputError(f"{shown} is {what}. Name another file.")


def _check_links(file: Path, named: str, base: Path) -> None:
    link = linked_folder(file, base)
    if link is not None:
        raise OutputError(
            f"{named}: {shown_path(link, base)} is a symbolic link, which is not followed. Name a path "
            "without a linked folder."
        )


def _files(name: str, target: Path, course: Course, checkout: Checkout) -> dict[Path, bytes]:
    if name == "badges":
        from mkdocs_report.export.badges import to_badges

        return {target / file: badge.encode() for file, badge in to_badges(course).items()}
    encoding = "utf-8-sig" if name == "csv" else "utf-8"  # without the byte order mark, Excel assumes another encoding
    return {target: render(name, course, checkout).encode(encoding, "backslashreplace")}


def _remove_old_badges(folder: Path, written: Collection[Path]) -> None:
    """Remove badges of earlier runs, whose file names may identify groups that are no longer published.

    Folders of cohorts that become empty are removed as well. Other files, and files behind symbolic links, are kept.

    Raises:
        OutputError: a badge cannot be removed.
    """
    from mkdocs_report.export.badges import is_badge

    names = {real(file) for file in written}
    if folder.is_symlink():  # a link in an absolute path is followed for writing
        return
    for file in (*folder.glob("*.json"), *folder.glob("*/*.json")):
        if real(file) in names or file.is_symlink() or linked_folder(file, folder) or not is_badge(file):
            continue
        try:
            file.unlink()
        except OSError as error:
            raise OutputError(
                f"{folder}: an old badge cannot be removed: {error.strerror}. Delete the badges in the folder."
            ) from None
        if file.parent != folder:
            with suppress(OSError):  # the folder is not empty
                file.parent.rmdir()


def append_summary(course: Course, checkout: Checkout, file: Path) -> None:
    """Add the course to the summary of a GitHub job, up to the largest size of the file.

    Raises:
        OutputError: the file cannot be written.
    """
    from mkdocs_report.export.summary import MAX_BYTES, to_summary

    try:
        there = file.stat().st_size if file.exists() else 0
        text = to_summary(course, checkout, MAX_BYTES - there - 1)
        with file.open("ab") as stream:
            stream.write((("\n" if there else "") + text).encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise OutputError(f"{file}: the job summary cannot be written: {error.strerror}.") from None
