"""Which formats there are, and files of them: each is written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mkdocs_report.errors import OutputError, SettingsError, nearest, shown
from mkdocs_report.export.paths import Checkout
from mkdocs_report.images.resolve import SUFFIXES
from mkdocs_report.model.course import Course
from mkdocs_report.model.group_folder import RECORD
from mkdocs_report.runtime.atomic_write import linked_folder, write_whole
from mkdocs_report.runtime.files import Inputs, real, shown_path

FORMATS: Mapping[str, str] = {
    "text": "findings for people, as at the terminal",
    "json": "the whole course for programs, with a schema",
    "csv": "one line an answer, for a spreadsheet",
    "sarif": "SARIF 2.1.0, for code scanning and editors",
    "junit": "JUnit XML: a group is a suite, a question a case",
    "annotations": "GitHub's annotations beside the lines of a pull request",
    "summary": "Markdown, as GitHub shows it as the summary of a job",
    "gitlab": "GitLab's code quality report",
    "badges": "a folder with a badge for each group, as shields.io reads it",
}
"""Each format, and what it is for."""
FOLDERS = frozenset({"badges"})
"""Formats of several files."""


@dataclass(frozen=True, slots=True)
class Output:
    """A format, and the file or folder that it goes to; None for standard output."""

    format: str
    target: str | None = None


def read_output(text: str) -> Output:
    """Read `FORMAT` or `FORMAT=FILE`.

    Raises:
        SettingsError: there is no such format, or its file is missing.
    """
    name, sign, target = text.partition("=")
    if name not in FORMATS:
        raise SettingsError(f"there is no format “{name}”.{nearest(name, FORMATS)} There are {', '.join(FORMATS)}.")
    if sign and not target:
        raise SettingsError(f"“{text}” names no file; write {name}=FILE.")
    if name in FOLDERS and not target:
        raise SettingsError(f"{name} are several files; write {name}=FOLDER.")
    return Output(name, target or None)


def read_outputs(values: Mapping[object, object]) -> list[Output]:
    """Check `{format: file}`, as the plugin's option `export` has it.

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
    """Refuse files in `docs_dir`, whose every change `mkdocs serve` answers with another build.

    Raises:
        SettingsError: there is one.
    """
    for output in outputs:
        if real(base / str(output.target)).is_relative_to(real(docs)):
            raise SettingsError(
                f"export: {output.format}: {output.target} lies in docs_dir, into which no build writes. "
                "Name a path beside it.",
                ("export", output.format),
            )


def render(name: str, course: Course, checkout: Checkout) -> str:
    """Return the course in a format of one file; each format brings its own imports."""
    renderer: Callable[[Course, Checkout], str]
    match name:
        case "text":
            from mkdocs_report.export.text import to_text  # noqa: PLC0415

            return to_text(course)
        case "json":
            from mkdocs_report.export.json import to_json  # noqa: PLC0415

            return to_json(course)
        case "csv":
            from mkdocs_report.export.csv import to_csv  # noqa: PLC0415

            return to_csv(course)
        case "sarif":
            from mkdocs_report.export.sarif import to_sarif as renderer  # noqa: PLC0415
        case "junit":
            from mkdocs_report.export.junit import to_junit as renderer  # noqa: PLC0415
        case "annotations":
            from mkdocs_report.export.github import to_annotations as renderer  # noqa: PLC0415
        case "summary":
            from mkdocs_report.export.summary import to_summary as renderer  # noqa: PLC0415
        case _:
            from mkdocs_report.export.gitlab import to_gitlab as renderer  # noqa: PLC0415
    return renderer(course, checkout)


def write_outputs(
    outputs: Sequence[Output], course: Course, checkout: Checkout, base: Path, inputs: Iterable[Path] = ()
) -> None:
    """Write every output that has a file, after all of them have been made.

    Args:
        outputs: what to write.
        course: the course.
        checkout: the repository that the reports lie in.
        base: the folder at which relative targets start.
        inputs: files that are never written over: reports, templates, settings. Neither are images.

    Raises:
        OutputError: a file can not be written, or a folder on its way from `base` is a symbolic link.
    """
    kept = Inputs(inputs)
    files: dict[Path, bytes] = {}
    named: set[str] = set()
    for output in outputs:
        if output.target is None:
            continue
        target = base / output.target
        _check_links(target / "badge.json" if output.format in FOLDERS else target, output.target, base)
        for file, data in _files(output.format, target, course, checkout).items():
            _check_links(file, output.target, base)
            if file in kept or file.suffix.lower() in SUFFIXES:
                what = "a file that is read here" if file in kept else "the name of an image"
                raise OutputError(f"{output.target} is {what}; name another.")
            if file.name.casefold() == RECORD and file.exists():
                raise OutputError(f"{output.target} is the record of a collected report; name another.")
            alike = str(real(file)).casefold()  # one file, too, where the file system knows no case
            if alike in named:
                raise OutputError(f"{output.target} is named twice; each format needs a file of its own.")
            named.add(alike)
            files[file] = data
    for output in outputs:
        if output.format in FOLDERS and output.target is not None:
            _remove_old_badges(base / output.target, files)
    for file, data in files.items():
        try:
            write_whole(file, data)
        except OSError as error:
            reason = "it is a folder; name a file" if file.is_dir() else error.strerror or error
            raise OutputError(f"{shown_path(file, base)}: the file can not be written: {reason}.") from None


def _check_links(file: Path, named: str, base: Path) -> None:
    link = linked_folder(file, base)
    if link is not None:
        raise OutputError(
            f"{named}: {shown_path(link, base)} is a symbolic link, which is not followed. Name a path "
            "without a linked folder."
        )


def _files(name: str, target: Path, course: Course, checkout: Checkout) -> dict[Path, bytes]:
    if name == "badges":
        from mkdocs_report.export.badges import to_badges  # noqa: PLC0415

        return {target / file: badge.encode() for file, badge in to_badges(course).items()}
    encoding = "utf-8-sig" if name == "csv" else "utf-8"  # without the mark, Excel takes it for another encoding
    return {target: render(name, course, checkout).encode(encoding, "backslashreplace")}


def _remove_old_badges(folder: Path, written: Collection[Path]) -> None:
    """Remove the badges of an earlier run, and the folder of a cohort that is empty then: their names tell who left.

    Files of others stay, and so does everything behind a link.

    Raises:
        OutputError: a badge can not be removed.
    """
    from mkdocs_report.export.badges import is_badge  # noqa: PLC0415

    names = {real(file) for file in written}
    if folder.is_symlink():  # of an absolute path, which is followed for writing
        return
    for file in (*folder.glob("*.json"), *folder.glob("*/*.json")):
        if real(file) in names or file.is_symlink() or linked_folder(file, folder) or not is_badge(file):
            continue
        try:
            file.unlink()
        except OSError as error:
            raise OutputError(
                f"{folder}: an old badge can not be removed: {error.strerror}. Delete the badges in it."
            ) from None
        if file.parent != folder:
            with suppress(OSError):  # other files are in it
                file.parent.rmdir()


def append_summary(course: Course, checkout: Checkout, file: Path) -> None:
    """Add the course to the summary of a GitHub job, as far as the file has room.

    Raises:
        OutputError: the file can not be written.
    """
    from mkdocs_report.export.summary import MAX_BYTES, to_summary  # noqa: PLC0415

    try:
        there = file.stat().st_size if file.exists() else 0
        text = to_summary(course, checkout, MAX_BYTES - there - 1)
        with file.open("ab") as stream:
            stream.write((("\n" if there else "") + text).encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise OutputError(f"{file}: the job summary can not be written: {error.strerror}.") from None
