"""Read and write the record of a collected report, which `mkdocs-report collect` stores beside the report.

The result of the last run for each group, its *state*, is stored in `.collected/`, beside the groups' folders. If a
repository can no longer be read, the group's folder and its record stay unchanged, and the state marks them as stale.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from mkdocs_report.model.group_folder import RECORD
from mkdocs_report.runtime.files import read_head

STATES = ".collected"
"""The folder of the states, beside those of the groups; no site generator looks into it."""
MAX_BYTES = 8 * 1024 * 1024
"""The largest record that is read: the names of some 100,000 files."""


_PAIRS = ("files", "attachments")
_LISTS = ("names", "warnings", "rewritten")
_OPTIONAL = frozenset({"warnings", "rewritten", "attachments"})
"""The parts of a record that most records do not have."""


@dataclass(frozen=True, slots=True)
class Collected:
    """The record of a report that was collected.

    - `repository`: the address, without user name or token
    - `date`: the committer's date, in ISO 8601
    - `path`: the path of the report in the repository
    - `names`: the names of all files in the repository, sorted
    - `before`: the deadline
    - `late`: the number of commits of the branch after the one that was collected
    - `files`: the files that were written into the group's folder, each with the SHA-256 of its bytes; any other file
      there, or a changed one, was edited by hand
    - `warnings`: sentences about dates that cannot be true, and about late merges that can be read in two ways
    - `rewritten`: commits that were collected before and are no longer in the history of the branch, the oldest first
    - `attachments`: the images that were pasted into GitHub and were fetched: the address of each, without a signature,
      and its path in the group's folder
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
    files: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    rewritten: tuple[str, ...] = ()
    attachments: tuple[tuple[str, str], ...] = ()

    @property
    def remarks(self) -> tuple[str, ...]:
        """Return remarks about the commit for an examiner, a sentence each."""
        gone = ", ".join(commit[:7] for commit in self.rewritten)
        return (
            *self.warnings,
            *([f"its history was rewritten and no longer contains {gone}, collected before"] if gone else []),
        )


@dataclass(frozen=True, slots=True)
class State:
    """The result of the last run for one group.

    - `repository`, `tip`: the address, and the last commit of the branch, when the group was last collected
    - `settings_digest`: a hash of all other settings that decide which files are collected
    - `collected`: the hash of the record of that run
    - `error`: the reason why the last run failed; None if it did not
    - `notes`: files that were not collected, each with the reason
    - `unfetched`: the addresses of images that were pasted into GitHub and could not be fetched
    """

    group: str
    repository: str = ""
    tip: str = ""
    settings_digest: str = ""
    collected: str = ""
    error: str | None = None
    notes: tuple[str, ...] = ()
    unfetched: tuple[str, ...] = ()

    @property
    def stale(self) -> bool:
        """Whether the group's folder, if it exists, may hold an older report than the repository."""
        return self.error is not None


def write_collected(record: Collected) -> str:
    """Return the record as the text of its file; equal records give equal texts."""
    data = {name: value for name, value in asdict(record).items() if value or name not in _OPTIONAL}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def digest_of(record: Collected) -> str:
    """Return a hash of a record, by which a state recognises its own record."""
    return hashlib.sha256(write_collected(record).encode("utf-8", "replace")).hexdigest()


def write_state(state: State) -> str:
    """Return the state as the text of its file."""
    data = {name: value for name, value in asdict(state).items() if value or name != "unfetched"}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def state_file(folder: Path) -> Path:
    """Return the file of a group's state, given the group's folder."""
    return folder.parent / STATES / f"{folder.name}.json"


def read_collected(folder: Path) -> Collected | None:
    """Return the record in a group's folder; None if it is missing or invalid."""
    data = _read(folder / RECORD)
    if data is None or not all(isinstance(data.get(name, []), list) for name in (*_PAIRS, *_LISTS)):
        return None
    try:
        pairs = {name: tuple((str(one), str(other)) for one, other in data.get(name, [])) for name in _PAIRS}
        lists = {name: tuple(map(str, data.get(name, []))) for name in _LISTS}
        record = Collected(**{**_known(data, Collected), **pairs, **lists})
    except (TypeError, ValueError):
        return None
    texts = (record.group, record.repository, record.branch, record.commit, record.date, record.path)
    good = all(isinstance(text, str) for text in texts) and isinstance(record.late, int)
    return record if good and (record.before is None or isinstance(record.before, str)) else None


def recorded_group(folder: Path) -> str:
    """Return the group named in the record of a folder; empty without a record."""
    record = read_collected(folder)
    return record.group if record else ""


def read_state(folder: Path) -> State | None:
    """Return the result of the last run for a group, given the group's folder; None if it is unknown."""
    data = _read(state_file(folder))
    lists = ("notes", "unfetched")
    if data is None or not all(isinstance(data.get(name, []), list) for name in lists):
        return None
    try:
        state = State(**{**_known(data, State), **{name: tuple(map(str, data.get(name, []))) for name in lists}})
    except TypeError:
        return None
    texts = (state.group, state.repository, state.tip, state.settings_digest, state.collected, state.error or "")
    return state if all(isinstance(text, str) for text in texts) else None


def _read(file: Path) -> dict[str, Any] | None:
    try:
        if file.is_symlink():
            return None
        content = read_head(file, MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            return None
        data: Any = json.loads(content.decode())
    except (OSError, ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _known(data: dict[str, Any], of: type[Collected | State]) -> dict[str, Any]:
    return {field.name: data[field.name] for field in fields(of) if field.name in data}
