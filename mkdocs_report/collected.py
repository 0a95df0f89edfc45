"""Where a collected report comes from: the record that `mkdocs-report collect` leaves beside each one."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

NAME = "collected.json"
"""The record's file name, in the group's own folder; it is never published."""
MAX_BYTES = 8 * 1024 * 1024
"""The largest record that is read: the names of some 100,000 files."""


@dataclass(frozen=True, slots=True)
class Collected:
    """One group's report as it was collected.

    `repository` is the address without user name or token, `date` that of the committer (ISO 8601), `path` where in
    the repository the report was found, `names` those of all its files, sorted. `before` is the deadline that was
    asked for, `late` how many commits the branch has after the one that was taken.
    """

    group: str
    repository: str
    branch: str
    commit: str
    date: str
    path: str
    before: str | None = None
    late: int = 0
    names: tuple[str, ...] = ()


def write_collected(record: Collected) -> str:
    """Return the record as the text of its file; the same record is the same text."""
    return json.dumps(asdict(record), ensure_ascii=False, indent=1) + "\n"


def read_collected(folder: Path) -> Collected | None:
    """Return the record in a group's folder; None where there is none, or one that nobody can use."""
    file = folder / NAME
    try:
        if file.is_symlink() or file.stat().st_size > MAX_BYTES:
            return None
        data: Any = json.loads(file.read_text(encoding="utf-8"))
        values = {field.name: data[field.name] for field in fields(Collected) if field.name in data}
        record = Collected(**{**values, "names": tuple(map(str, values.get("names", ())))})
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    texts = (record.group, record.repository, record.branch, record.commit, record.date, record.path)
    good = all(isinstance(text, str) for text in texts) and isinstance(record.late, int)
    return record if good and (record.before is None or isinstance(record.before, str)) else None
