"""Read the file of a roster, for collecting and for publishing, which need different columns."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from mkdocs_report.config.roster import COLUMNS, Roster, RosterEntry, UnusedColumn
from mkdocs_report.config.roster_cells import members_in
from mkdocs_report.config.roster_rows import (
    RosterCell,
    Row,
    csv_rows,
    may_mean_consent,
    may_name_people,
    read_text,
    yaml_rows,
)
from mkdocs_report.errors import SettingsError, nearest
from mkdocs_report.masking.mask import Mask, Privacy
from mkdocs_report.masking.number_patterns import NUMBER

T = TypeVar("T")
_EXAMPLES = {"members": "student_1", "repository": "repo_url"}
_YES = frozenset("yes y true 1 x ok ja j given granted".split()) | {"✓", "✔"}
_NO = frozenset("no n false 0 nej nein withdrawn revoked refused none -".split()) | {""}


def read_roster(file: Path, shown: str, number: str = NUMBER) -> Roster:
    """Read a roster for publishing: it must name members, since a misspelt column would leave their names unmasked.

    An unknown column that may contain consent or people is an error: otherwise a group could be published without
    consent, or its members with their names. No message repeats a text that may be personal.

    Columns are found by their names in the first line, in any order: one for the group (`group`, `group_number`,
    `id`, `team`), one or more for its members (`student_1`, `member`, `name`, ...), `repository` (`repo_url`),
    `branch`, `path`, `consent`. A member is a name, a student number, or both: "Ada Lovelace (s123456)". A group may
    have several lines; other columns are ignored. The separator is a comma, semicolon or tab; a byte order mark is
    allowed. In YAML, the roster is a list of groups with the same names as keys.

    Args:
        file: the roster.
        shown: its path in messages.
        number: what a student number looks like, a regular expression.

    Raises:
        SettingsError: the file or lines of it cannot be read; the message names every such line.
    """
    roster = _read(file, shown, number, "members", lambda _entry: None)
    for column in roster.unused:
        where = f"roster: {shown}:{column.line}: column {column.column}"
        if may_mean_consent(column.name):
            raise SettingsError(
                f"{where} is unknown, and may be about consent. Rename it to “consent”, or to a name without such a "
                "word if it is not about consent. Builds fail until this is clear."
            )
        if may_name_people(column.name):
            raise SettingsError(
                f"{where} is unknown, and may contain people, who would not be masked. Name it “student_1”, "
                "“student_2” and so on. If it does not contain people, leave its name empty."
            )
    return roster


def read_collectable(file: Path, shown: str, check: Callable[[RosterEntry], None]) -> Roster:
    """Read a roster for collecting: it must name repositories, and each id must be a folder name of its own.

    Args:
        file: the roster.
        shown: its path in messages.
        check: raises a ValueError for an invalid entry, for example one with an invalid address.

    Raises:
        SettingsError: as `read_roster`.
    """
    folders: dict[str, RosterEntry] = {}

    def check_all(entry: RosterEntry) -> None:
        _check_folder(entry, folders)
        check(entry)

    return _read(file, shown, NUMBER, "repository", check_all)


def _read(file: Path, shown: str, number: str, needed: str, check: Callable[[RosterEntry], None]) -> Roster:
    is_yaml = file.suffix.lower() in {".yml", ".yaml"}
    rows, names = (yaml_rows if is_yaml else csv_rows)(read_text(file, shown), shown)
    if "group" not in names or needed not in names:
        hint = "".join(nearest(name, COLUMNS) for name in names.get("", ()))[:60]
        where = "to each group" if is_yaml else "to the first line"
        raise SettingsError(
            f"roster: {shown}:1: a column is missing. Add “group” and at least one “{_EXAMPLES[needed]}” {where}.{hint}"
        )
    asks = "consent" in names
    entries: dict[str, RosterEntry] = {}
    wrong: list[str] = []
    for line, row in rows:
        try:
            entry = _entry(line, row, number, asks)
            check(entry)
            before = entries.get(entry.group)
            entries[entry.group] = _joined(before, entry) if before else entry
        except _RosterCellError as error:
            wrong.append(f"{shown}:{error.place}: {error}")
        except ValueError as error:
            wrong.append(f"{shown}:{line}: {error}")
    if wrong:
        head = "" if len(wrong) == 1 else f"{len(wrong)} invalid lines:\n  "
        raise SettingsError("roster: " + head + "\n  ".join(wrong))
    mask = Mask(Privacy(number, True, {entry.group: entry.members for entry in entries.values()}), "")
    unused = tuple(
        UnusedColumn(name, *place, personal=mask.text(name) != name)
        for name, place in names.get("", {}).items()
        if name
    )
    return Roster(tuple(entries.values()), asks, unused)


class _RosterCellError(SettingsError):
    """A cell that cannot be read, and its place."""

    def __init__(self, message: str, place: str) -> None:
        super().__init__(message)
        self.place = place


def _read_cell(cell: RosterCell, read: Callable[[str], T]) -> T:
    try:
        return read(cell.text)
    except SettingsError as error:
        raise _RosterCellError(str(error), cell.place) from None


def _entry(line: int, row: Row, number: str, asks: bool) -> RosterEntry:
    groups, repositories, branches, paths, deadlines = (
        list(dict.fromkeys(cell.text for cell in row.get(kind, ()) if cell.text))
        for kind in ("group", "repository", "branch", "path", "deadline")
    )
    if not any(cell.text for cell in row.get("group", ())[:1]):
        raise SettingsError("the group is missing. Write its id.")
    if len(repositories) > 1:
        raise SettingsError("the group has more than one repository. Keep one.")
    agreed = [_read_cell(cell, _consent) for cell in row.get("consent", ())] if asks else [True]
    members = [_read_cell(cell, partial(members_in, number=number)) for cell in row.get("members", ()) if cell.text]
    return RosterEntry(
        group=groups[0],
        line=line,
        members=tuple(member for each in members for member in each),
        repository="".join(repositories),
        branch="".join(branches[:1]),
        path="".join(paths[:1]),
        consent=all(agreed) and bool(agreed),  # a line that ends before the column gives no consent
        deadline="".join(deadlines[:1]),
    )


def _consent(cell: str) -> bool:
    word = cell.strip().casefold().rstrip(".!")
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise SettingsError("consent: the cell is neither yes nor no. Write yes or no. An empty cell means no.")


def _check_folder(entry: RosterEntry, taken: dict[str, RosterEntry]) -> None:
    if not entry.folder:
        raise SettingsError("the group's id cannot be a folder name. Use letters, digits, dots and dashes.")
    other = taken.setdefault(entry.folder.casefold(), entry)
    if other.group != entry.group:
        raise SettingsError(
            f"the group and the group in line {other.line} would share a folder on some systems. Rename one of them."
        )


def _joined(old: RosterEntry, new: RosterEntry) -> RosterEntry:
    """Return a group with one more of its lines added."""
    for column in ("repository", "branch", "path", "deadline"):
        mine, other = getattr(old, column), getattr(new, column)
        if mine and other and mine != other:
            raise SettingsError(f"the group has another {column} in line {old.line}. Make them equal.")
    return RosterEntry(
        old.group,
        old.line,
        (*old.members, *new.members),
        old.repository or new.repository,
        old.branch or new.branch,
        old.path or new.path,
        old.consent and new.consent,
        old.deadline or new.deadline,
    )
