"""A course's roster: who is in which group. Read from CSV as spreadsheets write it."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from mkdocs_report.people import Member
from mkdocs_report.settings import SettingsError, nearest

_GROUP = ("group", "group_number", "id", "team")
_MEMBER = re.compile(r"(?:student|member|name|person)s?[ _-]?\d*", re.IGNORECASE)
MAX_BYTES = 1024 * 1024
"""The largest roster that is read."""


def read_roster(file: Path, shown: str, number: str) -> dict[str, tuple[Member, ...]]:
    """Return the members of each group by the group's id or number, as the roster writes it.

    Columns are known by their names in the first line, in any order: one for the group (`group`, `group_number`,
    `id`, `team`), one or more for its members (`student_1`, `member`, `name`, ...). A member is a name, a student
    number, or both: "Ada Lovelace (s123456)". A group may have several lines; other columns are passed over. Commas or
    semicolons; a byte order mark does no harm.

    Args:
        file: the roster.
        shown: its path in messages.
        number: what a student number looks like, a regular expression.

    Raises:
        SettingsError: the file can not be read, or a line of it can not; the message says which.
    """
    try:
        data = file.read_bytes()[: MAX_BYTES + 1]
    except OSError as error:
        raise SettingsError(f"roster: {shown} can not be read: {error.strerror}.") from None
    if len(data) > MAX_BYTES:
        raise SettingsError(f"roster: {shown} is too large: 1 MiB is the most.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(f"roster: {shown} is not UTF-8 text. Save it as “CSV UTF-8”.") from None
    head = text.partition("\n")[0]
    rows = list(csv.reader(text.splitlines(), delimiter=";" if head.count(";") > head.count(",") else ","))
    names = [name.strip().casefold() for name in rows[0]] if rows else []
    groups = [i for i, name in enumerate(names) if name in _GROUP]
    members = [i for i, name in enumerate(names) if _MEMBER.fullmatch(name)]
    if not groups or not members:
        hint = "".join(nearest(name, _GROUP) for name in names if name)[:60] if not groups else ""
        raise SettingsError(
            f"roster: {shown}:1: a column “group” and at least one “student_1” are needed in the first line.{hint}"
        )
    found: dict[str, list[Member]] = {}
    for line, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) <= groups[0] or not row[groups[0]].strip():
            raise SettingsError(f"roster: {shown}:{line}: the group is missing.")
        each = found.setdefault(row[groups[0]].strip(), [])
        each += [_member(row[i], number) for i in members if i < len(row) and row[i].strip()]
    return {group: tuple(each) for group, each in found.items()}


def _member(cell: str, number: str) -> Member:
    match = re.search(number, cell, re.IGNORECASE)
    name = re.sub(r"[\s,;:()<>\[\]]+", " ", cell.replace(match[0], " ") if match else cell).strip()
    return Member(name, match[0] if match else "")


def members_of(roster: dict[str, tuple[Member, ...]], name: str, title: str) -> tuple[Member, ...]:
    """Return the members of a group by its id or by its title: `07-heron` and "Group 7" are the roster's 7."""
    if name in roster:
        return roster[name]
    if title in roster:
        return roster[title]
    numbers = [match[0] for text in (title, name) if (match := re.search(r"\d+", text))]
    for number in numbers:
        for group, members in roster.items():
            if group.isdecimal() and int(group) == int(number):
                return members
    return ()
