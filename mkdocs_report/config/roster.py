"""A course's roster: the members of each group, its repository, and the group that a report may belong to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from mkdocs_report.errors import nearest
from mkdocs_report.masking.matching import Member

COLUMNS = ("group", "student_1", "repository", "branch", "path", "consent", "deadline")
_WORD = re.compile(r"[a-z_-]{1,20}")
"""The name of a column that a message may repeat: one word in lower case."""
_FOLDER = re.compile(r"[^\W_][\w.-]{0,63}")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""Names that Windows reads as a device, also with a suffix."""


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """A group of the roster, from all of its lines.

    `group` is the id as it is written, `line` the first of its lines. `consent` is true if every member agreed that the
    report is published, and also if the roster has no column for consent.
    """

    group: str
    line: int
    members: tuple[Member, ...] = ()
    repository: str = ""
    branch: str = ""
    path: str = ""
    consent: bool = True
    deadline: str = ""

    @property
    def folder(self) -> str:
        """The name of the group's folder; empty if the id cannot be a name."""
        return folder_name(self.group)


@dataclass(frozen=True, slots=True)
class UnusedColumn:
    """A column that is not used, and its first place; `personal` if its name may be that of a person."""

    name: str
    line: int
    column: int = 1
    personal: bool = False

    @property
    def message(self) -> str:
        """Return the message, without its place. A name that may be a person's is not repeated."""
        close = "" if self.personal else nearest(self.name, COLUMNS)
        known = close or (_WORD.fullmatch(self.name) and not self.personal)
        shown = f"the column “{self.name[:40]}”" if known else f"column {self.column}"
        return f"{shown} is not used.{close}"


@dataclass(frozen=True)
class Roster:
    """The groups of a course, in the order of the roster; `asks_consent` if it has a column for consent.

    `unused` are the columns that are not used, each with its line.
    """

    entries: tuple[RosterEntry, ...] = ()
    asks_consent: bool = False
    unused: tuple[UnusedColumn, ...] = ()

    @cached_property
    def members(self) -> dict[str, tuple[Member, ...]]:
        """The members of each group, by the id of the group as it is written."""
        return {entry.group: entry.members for entry in self.entries}

    def entries_for(self, name: str, title: str, recorded: str = "") -> tuple[RosterEntry, ...]:
        """Return all entries that a report may belong to; see `candidate_groups`."""
        return tuple(self._by_group[group] for group in candidate_groups(self.members, name, title, recorded))

    @cached_property
    def _by_group(self) -> dict[str, RosterEntry]:
        return {entry.group: entry for entry in self.entries}

    def withholds(self, name: str, title: str = "", recorded: str = "") -> bool:
        """Whether any group that a report, or an id, may belong to did not agree to be published."""
        return self.asks_consent and not all(entry.consent for entry in self.entries_for(name, title, recorded))


def folder_name(group: str) -> str:
    """Return the folder's name for a group's id, with dashes for white space; empty if no safe name is possible."""
    name = "-".join(unicodedata.normalize("NFC", group).split())
    safe = _FOLDER.fullmatch(name) and not name.endswith(".") and not is_device(name)
    return name if safe else ""


def is_device(name: str) -> bool:
    """Whether Windows reads a file's name as a device: `con`, `NUL.txt`."""
    return _DEVICE.fullmatch(name) is not None


def candidate_members(
    roster: Mapping[str, tuple[Member, ...]], name: str, title: str, recorded: str = ""
) -> tuple[Member, ...]:
    """Return the members of every group that a report may belong to; see `candidate_groups`."""
    return tuple(member for group in candidate_groups(roster, name, title, recorded) for member in roster[group])


def candidate_groups(groups: Iterable[str], name: str, title: str, recorded: str = "") -> tuple[str, ...]:
    """Return the groups that a report may belong to, for both masking and consent.

    These are the groups whose id is one of the report's three names, or whose id contains a number that the title
    contains. The numbers in the report's id and in the recorded name count as well, unless that name is the id of a
    group. For example, `07-heron` with the title "Group 8" may belong to 7 and 8.

    Args:
        groups: the ids of the roster.
        name: the report's id.
        title: its title.
        recorded: the group from which the report was collected, which does not change when the folder is renamed;
            empty if the report was not collected.
    """
    every = tuple(groups)
    by_name, by_number = _index(every)
    named = by_name.get(_plain(name), ())
    collected = by_name.get(_plain(recorded), ())
    sought = _numbers(title) | (set() if named else _numbers(name)) | (set() if collected else _numbers(recorded))
    meant = {*named, *by_name.get(_plain(title), ()), *collected}
    for number in sought:
        meant.update(by_number.get(number, ()))
    return tuple(every[place] for place in sorted(meant))


@lru_cache(maxsize=8)
def _index(groups: tuple[str, ...]) -> tuple[dict[str, list[int]], dict[int, list[int]]]:
    """Return the places of groups in a roster by their names, their folder names, and the only number in their ids."""
    by_name: dict[str, list[int]] = {}
    by_number: dict[int, list[int]] = {}
    for place, group in enumerate(groups):
        for name in {_plain(group), _plain(folder_name(group))} - {""}:
            by_name.setdefault(name, []).append(place)
        numbers = _numbers(group)
        if len(numbers) == 1:
            by_number.setdefault(next(iter(numbers)), []).append(place)
    return by_name, by_number


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """Return a name for comparison: without differences in case, normal form, dashes and white space."""
    return re.sub(r"[\s_-]+", "-", unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())).strip(
        "-"
    )


@lru_cache(maxsize=4096)
def _numbers(text: str) -> frozenset[int]:
    return frozenset(map(int, re.findall(r"(?<!\d)\d{1,9}(?!\d)", text)))
