"""A course's roster: who is in which group, and where the group's repository is. CSV as spreadsheets write it, or YAML.

One reader serves both who collects the reports and who publishes them; each says which columns it can not do without.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TypeVar

from mkdocs_report.people import NUMBER, Mask, Member, Privacy
from mkdocs_report.roster_cells import members_in
from mkdocs_report.roster_rows import Cell, Row, csv_rows, may_mean_consent, may_name_people, read_text, yaml_rows
from mkdocs_report.settings import SettingsError, nearest

T = TypeVar("T")
_NAMES = ("group", "student_1", "repository", "branch", "path", "consent", "deadline")
_EXAMPLES = {"members": "student_1", "repository": "repo_url"}
_YES = frozenset("yes y true 1 x ok ja j given granted".split()) | {"✓", "✔"}
_NO = frozenset("no n false 0 nej nein withdrawn revoked refused none -".split()) | {""}
_WORD = re.compile(r"[a-z_-]{1,20}")
"""The name of a column that messages repeat: one word in small letters, as names are compared."""
_FOLDER = re.compile(r"[^\W_][\w.-]{0,63}")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""What Windows takes for a device, whatever follows the dot."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A group as the roster has it, from all of its lines.

    `group` is the id as it is written, `line` the first of its lines. `consent` says whether everybody agreed that the
    report is published: True, too, where the roster says nothing about consent.
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
        """The name of the group's folder; empty where the id can not be one."""
        return folder_name(self.group)


@dataclass(frozen=True, slots=True)
class Unused:
    """A column that is not used: its name without people, and the line and column where it stands first."""

    name: str
    line: int
    column: int = 1

    @property
    def message(self) -> str:
        """Return the message, without its place. A name that may be a person's is not repeated."""
        close = nearest(self.name, _NAMES)
        shown = f"the column “{self.name[:40]}”" if close or _WORD.fullmatch(self.name) else f"column {self.column}"
        return f"{shown} is not used.{close}"


@dataclass(frozen=True)
class Roster:
    """The groups of a course, in the roster's order; `asks_consent` where it has a column about that.

    `unused` are the columns that are not used, each with its line.
    """

    entries: tuple[Entry, ...] = ()
    asks_consent: bool = False
    unused: tuple[Unused, ...] = ()

    @cached_property
    def members(self) -> dict[str, tuple[Member, ...]]:
        """The members of each group, by the group's id as it is written."""
        return {entry.group: entry.members for entry in self.entries}

    def about(self, name: str, title: str, recorded: str = "") -> tuple[Entry, ...]:
        """Return all entries that may be meant by a report; see `groups_meant`."""
        return tuple(self._by_group[group] for group in groups_meant(self.members, name, title, recorded))

    @cached_property
    def _by_group(self) -> dict[str, Entry]:
        return {entry.group: entry for entry in self.entries}

    def withholds(self, name: str, title: str = "", recorded: str = "") -> bool:
        """Whether a group that may be meant by a report, or by an id, did not agree. No further name changes a yes."""
        return self.asks_consent and not all(entry.consent for entry in self.about(name, title, recorded))


def folder_name(group: str) -> str:
    """Return the folder's name for a group's id, white space as dashes; empty where no safe name can be made of it."""
    name = "-".join(unicodedata.normalize("NFC", group).split())
    safe = _FOLDER.fullmatch(name) and not name.endswith(".") and not is_device(name)
    return name if safe else ""


def is_device(name: str) -> bool:
    """Whether Windows takes a file's name for a device: `con`, `NUL.txt`."""
    return _DEVICE.fullmatch(name) is not None


def read_roster(file: Path, shown: str, number: str = NUMBER) -> Roster:
    """Read a roster for whoever publishes: members are needed, or a misspelt column would leave their names unmasked.

    A column that may be about consent or hold people, and is not understood, is an error: a group could be published
    against its will, or its members with their names. No message repeats what may be personal.

    Columns are known by their names in the first line, in any order: one for the group (`group`, `group_number`,
    `id`, `team`), one or more for its members (`student_1`, `member`, `name`, ...), `repository` (`repo_url`),
    `branch`, `path`, `consent`. A member is a name, a student number, or both: "Ada Lovelace (s123456)". A group may
    have several lines; other columns are passed over. Commas, semicolons or tabs; a byte order mark does no harm. In
    YAML, a list of groups with the same names as keys.

    Args:
        file: the roster.
        shown: its path in messages.
        number: what a student number looks like, a regular expression.

    Raises:
        SettingsError: the file can not be read, or lines of it can not; the message names every one of them.
    """
    roster = _read(file, shown, number, "members", lambda _entry: None)
    for column in roster.unused:
        where = f"roster: {shown}:{column.line}: column {column.column}"
        if may_mean_consent(column.name):
            raise SettingsError(
                f"{where} is not known. Did you mean “consent”? "
                "Nothing is published until this is clear. Rename it to “consent”, or to something else if it is about "
                "something else."
            )
        if may_name_people(column.name):
            raise SettingsError(
                f"{where} may hold people, but its name is not known, so they would not be masked. "
                "Name it “student_1”, “student_2” and so on, or leave its name empty if it is not needed."
            )
    return roster


def read_collectable(file: Path, shown: str, check: Callable[[Entry], None]) -> Roster:
    """Read a roster for whoever collects: repositories are needed, and ids that can be folders, each group its own.

    Args:
        file: the roster.
        shown: its path in messages.
        check: raises a ValueError for an entry whose address, say, can not be used.

    Raises:
        SettingsError: as `read_roster`.
    """
    folders: dict[str, Entry] = {}

    def check_all(entry: Entry) -> None:
        _check_folder(entry, folders)
        check(entry)

    return _read(file, shown, NUMBER, "repository", check_all)


def _read(file: Path, shown: str, number: str, needed: str, check: Callable[[Entry], None]) -> Roster:
    is_yaml = file.suffix.lower() in {".yml", ".yaml"}
    rows, names = (yaml_rows if is_yaml else csv_rows)(read_text(file, shown), shown)
    if "group" not in names or needed not in names:
        hint = "".join(nearest(name, _NAMES) for name in names.get("", ()))[:60]
        where = "of each group" if is_yaml else "in the first line"
        raise SettingsError(
            f"roster: {shown}:1: a column “group” and at least one “{_EXAMPLES[needed]}” are needed {where}.{hint}"
        )
    asks = "consent" in names
    entries: dict[str, Entry] = {}
    wrong: list[str] = []
    for line, row in rows:
        try:
            entry = _entry(line, row, number, asks)
            check(entry)
            before = entries.get(entry.group)
            entries[entry.group] = _joined(before, entry) if before else entry
        except _CellError as error:
            wrong.append(f"{shown}:{error.place}: {error}")
        except ValueError as error:
            wrong.append(f"{shown}:{line}: {error}")
    if wrong:
        head = "" if len(wrong) == 1 else f"{len(wrong)} lines can not be used:\n  "
        raise SettingsError("roster: " + head + "\n  ".join(wrong))
    mask = Mask(Privacy(number, True, {entry.group: entry.members for entry in entries.values()}), "")
    unused = tuple(Unused(mask.text(name), *place) for name, place in names.get("", {}).items() if name)
    return Roster(tuple(entries.values()), asks, unused)


class _CellError(SettingsError):
    """A cell that cannot be read, and its place."""

    def __init__(self, message: str, place: str) -> None:
        super().__init__(message)
        self.place = place


def _read_cell(cell: Cell, read: Callable[[str], T]) -> T:
    try:
        return read(cell.text)
    except SettingsError as error:
        raise _CellError(str(error), cell.place) from None


def _entry(line: int, row: Row, number: str, asks: bool) -> Entry:
    groups, repositories, branches, paths, deadlines = (
        list(dict.fromkeys(cell.text for cell in row.get(kind, ()) if cell.text))
        for kind in ("group", "repository", "branch", "path", "deadline")
    )
    if not any(cell.text for cell in row.get("group", ())[:1]):
        raise SettingsError("the group is missing.")
    if len(repositories) > 1:
        raise SettingsError("the group has more than one repository.")
    agreed = [_read_cell(cell, _consent) for cell in row.get("consent", ())] if asks else [True]
    members = [_read_cell(cell, partial(members_in, number=number)) for cell in row.get("members", ()) if cell.text]
    return Entry(
        group=groups[0],
        line=line,
        members=tuple(member for each in members for member in each),
        repository="".join(repositories),
        branch="".join(branches[:1]),
        path="".join(paths[:1]),
        consent=all(agreed) and bool(agreed),  # a line that ends before the column agrees to nothing
        deadline="".join(deadlines[:1]),
    )


def _consent(cell: str) -> bool:
    said = cell.strip().casefold().rstrip(".!")
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise SettingsError("consent: the cell is neither yes nor no. Write yes, no, or nothing, which means no.")


def _check_folder(entry: Entry, taken: dict[str, Entry]) -> None:
    if not entry.folder:
        raise SettingsError("the group can not be the name of a folder. Use letters, digits, dots and dashes.")
    other = taken.setdefault(entry.folder.casefold(), entry)
    if other.group != entry.group:
        raise SettingsError(
            f"the group and the one in line {other.line} would share a folder on some machines. Rename one."
        )


def _joined(old: Entry, new: Entry) -> Entry:
    """Return a group from one more of its lines."""
    for what in ("repository", "branch", "path", "deadline"):
        mine, other = getattr(old, what), getattr(new, what)
        if mine and other and mine != other:
            raise SettingsError(f"the group has another {what} in line {old.line}.")
    return Entry(
        old.group,
        old.line,
        (*old.members, *new.members),
        old.repository or new.repository,
        old.branch or new.branch,
        old.path or new.path,
        old.consent and new.consent,
        old.deadline or new.deadline,
    )


def members_of(
    roster: Mapping[str, tuple[Member, ...]], name: str, title: str, recorded: str = ""
) -> tuple[Member, ...]:
    """Return the members of every group that may be meant by a report; see `groups_meant`."""
    return tuple(member for group in groups_meant(roster, name, title, recorded) for member in roster[group])


def groups_meant(groups: Iterable[str], name: str, title: str, recorded: str = "") -> tuple[str, ...]:
    """Return the roster's groups that may be meant by a report: who is masked and who must agree are the same.

    A group is meant whose id is one of the report's three names, or the number in its id one of those in the title.
    The numbers in the report's id count as well, unless that id is a group's: `07-heron` and "Group 8" are 7 and 8;
    and so do those in the name that was recorded. A further name only adds groups.

    Args:
        groups: the ids of the roster.
        name: the report's id.
        title: its title.
        recorded: the group from which the report was collected: it stays when the folder is renamed. Empty where the
            report was not collected.
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
    """The places of groups in a roster by their names and their folders', and by the only number in their ids."""
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
    """A name as it is compared: upper and lower case, normal forms, dashes and white space make no difference."""
    return re.sub(r"[\s_-]+", "-", unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())).strip(
        "-"
    )


@lru_cache(maxsize=4096)
def _numbers(text: str) -> frozenset[int]:
    return frozenset(map(int, re.findall(r"(?<!\d)\d{1,9}(?!\d)", text)))
