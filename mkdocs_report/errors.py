"""Errors for people: the text of each says what is wrong, where, and what to do."""

from __future__ import annotations

import reprlib
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

_LONGEST = 80
"""The most characters of a value that a message shows."""
_SHORT = reprlib.Repr()
_SHORT.maxlevel, _SHORT.maxlist, _SHORT.maxdict, _SHORT.maxother = 2, 4, 4, _LONGEST


class CourseError(ValueError):
    """A file or a setting that can not be used; the text says which, what is wrong, and what to do now."""


class SettingsError(CourseError):
    """A setting that can not be used: which option, in which file and line, what is wrong, what to write.

    `at` names the option, and what stands in it, where who raises it does not know the file.
    """

    at: tuple[str, ...]

    def __init__(self, message: str, at: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.at = at


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake that makes a template unusable: its line, a message with what to do, a short name, the question.

    `question` is an id, None where the whole file is at fault.
    """

    line: int
    message: str
    kind: str = "unreadable"
    question: str | None = None


class TemplateError(CourseError):
    """A template that can not be used: for each of its `faults` the line, what is wrong, and what to do."""

    def __init__(self, path: str, *faults: Fault) -> None:
        super().__init__("\n".join(f"{path}:{fault.line}: {fault.message}" for fault in faults))
        self.faults = faults


class OutputError(ValueError):
    """A file that can not be written: which, and why."""


class RepairError(ValueError):
    """A report that can not be repaired without loss: which, where, and what to do."""

    def __init__(self, path: str, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path, self.line = path, line


def missing(path: object) -> SettingsError:
    """Return the error about a file or folder that the user named and that does not exist."""
    return SettingsError(f"{path}: there is no such file or folder.")


def shown(value: object) -> str:
    """Return a value as a message shows it: cut short, since aliases can make a small file hold a million lists."""
    return value[:_LONGEST] if isinstance(value, str) else _SHORT.repr(value)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return “ Did you mean …?” for a misspelt name, or nothing."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f" Did you mean “{close[0]}”?" if close else ""
