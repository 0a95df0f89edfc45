"""Errors for users. The text of each error states the problem, its place, and the solution."""

from __future__ import annotations

import re
import reprlib
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import PurePosixPath

_LONGEST = 80
"""The most characters of a value that a message shows."""
_COMPARED, _ALIKE = 5, 0.65
"""The most files that are compared by their numbers, and how alike two names are, from 0 to 1."""
_SHORT = reprlib.Repr()
_SHORT.maxlevel, _SHORT.maxlist, _SHORT.maxdict, _SHORT.maxother = 2, 4, 4, _LONGEST


def unreadable(path: object, reason: object) -> str:
    """Return the message for a file that cannot be read."""
    return f"{path}: the file cannot be read: {reason}."


def unwritable(path: object, reason: object) -> str:
    """Return the message for a file that cannot be written."""
    return f"{path}: the file cannot be written: {reason}."


class CourseError(ValueError):
    """A file or a setting that cannot be used."""


class SettingsError(CourseError):
    """A setting that cannot be used.

    `at` is the path of the option, outermost name first, if the caller has to add file and line to the message.
    """

    at: tuple[str, ...]

    def __init__(self, message: str, at: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.at = at


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake that makes a template unusable: its line, a message, the kind of mistake, and the question.

    `question` is an id; None for the whole file.
    """

    line: int
    message: str
    kind: str = "unreadable"
    question: str | None = None


class TemplateError(CourseError):
    """A template that cannot be used, with its `faults`."""

    def __init__(self, path: str, *faults: Fault) -> None:
        super().__init__("\n".join(f"{path}:{fault.line}: {fault.message}" for fault in faults))
        self.faults = faults


class OutputError(ValueError):
    """A file that cannot be written."""


class RepairError(ValueError):
    """A report that cannot be repaired without loss."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path, self.line = path, line


def missing(path: object) -> SettingsError:
    """Return the error about a file or folder that the user named and that does not exist."""
    return SettingsError(f"{path}: there is no such file or folder.")


def shown(value: object) -> str:
    """Return a value for a message, shortened. YAML aliases can expand a small file to a million lists."""
    return value[:_LONGEST] if isinstance(value, str) else _SHORT.repr(value)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return “ Did you mean …?” for a misspelt name; empty if no name is close."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return did_you_mean(close[0] if close else None)


def did_you_mean(name: str | None) -> str:
    """Return “ Did you mean …?” for a name; empty for None."""
    return f" Did you mean “{name}”?" if name is not None else ""


def nearest_file(name: str, files: Iterable[str]) -> str | None:
    """Return the file whose base name is closest to that of a misspelt path; None if none is close.

    Folders and suffixes do not make names alike. A name with other numbers is another file: `fig2` for `fig1`.
    """
    by_stem: dict[str, list[str]] = {}
    for file in files:
        by_stem.setdefault(_stem(file), []).append(file)
    stem = _stem(name)
    close = get_close_matches(stem, by_stem, n=_COMPARED, cutoff=_ALIKE)
    alike = [file for each in close if _numbers(each) == _numbers(stem) for file in by_stem[each]]
    suffix = PurePosixPath(name).suffix.casefold()
    best = [file for file in alike if _stem(file) == _stem(alike[0])]
    return min(best, key=lambda file: PurePosixPath(file).suffix.casefold() != suffix, default=None)


def _stem(path: str) -> str:
    return PurePosixPath(path).stem.casefold()


def _numbers(stem: str) -> list[int]:
    return [int(number) for number in re.findall(r"[0-9]{1,18}", stem)]
