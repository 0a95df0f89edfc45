"""Store collected reports, one folder for each group. A folder is replaced completely or not at all.

docs/groups/
  07/               folder of a group: README.md, its images, collected.json
  .collected/
    07.json         result of the last run for the group
    new/07/         new folder of a group, while it is written
    old/07/         former folder of a group, for a moment, if the system cannot swap two folders
    lock            locked by the run that writes here
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from mkdocs_report.collect.swap import exchange
from mkdocs_report.model.group_folder import RECORD
from mkdocs_report.parsing.collect_record import (
    STATES,
    Collected,
    State,
    read_collected,
    read_state,
    state_file,
    write_collected,
    write_state,
)
from mkdocs_report.runtime.files import open_regular, read_head
from mkdocs_report.runtime.generated_files import is_generated
from mkdocs_report.runtime.locks import lock

PATIENCE = 5.0
"""The seconds to wait for the lock: a child process of a killed run may hold it until it ends."""
REPORT = "README.md"
"""The name of every collected report, wherever it was found."""
_OF_THE_SYSTEM = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


class StoreError(Exception):
    """A folder that must not be replaced, or cannot be written. The text has the solution."""


class Store:
    """The folder of the groups' folders.

    Args:
        into: the folder; it is created if it does not exist.
    """

    def __init__(self, into: Path) -> None:
        self.into = into
        self._states = into / STATES

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Lock the folder against other runs, and clean up after an interrupted run.

        Raises:
            StoreError: another run is using the folder.
        """
        if self._states.is_symlink():
            raise StoreError(f"{self._states} is a symbolic link. Delete it.")
        self._states.mkdir(parents=True, exist_ok=True)
        with (self._states / "lock").open("ab") as file:
            end = time.monotonic() + PATIENCE
            while not (locked := lock(file.fileno())) and time.monotonic() < end:
                time.sleep(0.05)
            if not locked:
                raise StoreError(f"another `mkdocs-report collect` is running in {self.into}. Wait until it ends.")
            self._recover()
            yield

    def _recover(self) -> None:
        old = self._states / "old"
        for folder in sorted(old.iterdir()) if old.is_dir() else ():
            if not (self.into / folder.name).exists():  # the run was killed before the new folder was in place
                folder.replace(self.into / folder.name)
        for leftover in (old, self._states / "new"):
            shutil.rmtree(leftover, ignore_errors=True)

    def groups(self) -> list[str]:
        """Return the folder names of all groups for which a run was tried, sorted."""
        states = {file.stem for file in self._states.glob("*.json")}
        folders = {file.parent.name for file in self.into.glob(f"*/{RECORD}")}
        return sorted(states | folders)

    def forget(self, group: str) -> bool:
        """Delete the state of a group that has no folder; return whether it has none."""
        if os.path.lexists(self.into / group):
            return False
        state_file(self.into / group).unlink(missing_ok=True)
        return True

    def record(self, group: str) -> Collected | None:
        """Return the record in a group's folder."""
        return read_collected(self.into / group)

    def state(self, group: str) -> State | None:
        """Return the result of the last run for a group."""
        return read_state(self.into / group)

    def set_state(self, group: str, state: State) -> None:
        """Write the result of this run for a group."""
        file = state_file(self.into / group)
        data = write_state(state).encode("utf-8", "replace")
        with contextlib.suppress(OSError, ValueError):
            if read_head(file, len(data) + 1) == data:
                return
        new = self._states / "new" / f"{group}.json"
        new.parent.mkdir(exist_ok=True)
        new.write_bytes(data)
        new.replace(file)

    def is_complete(self, group: str) -> bool:
        """Whether a group's folder still holds all files of its record. Call `check_unmodified` before."""
        record = self.record(group)
        there = _digests(self.into / group) if record else {}
        return record is not None and all(there.get(name) == digest for name, digest in record.files)

    def check_unmodified(self, group: str) -> None:
        """Check that a group's folder holds only collected files, and files that `mkdocs-report html` made.

        Raises:
            StoreError: files were added or changed by hand, and collecting would lose them.
        """
        folder = self.into / group
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise StoreError(
                f"{folder} is a link or a file, not a collected folder. Move it away, or give the group another id."
            )
        if not folder.exists() or not any(folder.iterdir()):
            return
        record = self.record(group)
        if record is None:
            raise StoreError(f"{folder} was not collected: it has no {RECORD}. Move it away, and collect again.")
        known = dict(record.files)
        for name, digest in sorted(_digests(folder).items()):
            if name != RECORD and known.get(name) != digest and not (name not in known and is_generated(folder / name)):
                what = "was changed" if name in known else "was added"
                raise StoreError(f"{folder}/{name} {what} by hand and is kept. Move the folder away to collect again.")

    def put(self, group: str, record: Collected, files: Iterable[tuple[str, bytes]]) -> Collected:
        """Replace a group's folder by these files and their record in one step; return the record.

        If this file system takes two names for one, the first file is kept. Files that `mkdocs-report html` made stay.
        """
        new = self._states / "new" / group
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        digests = {}
        for name, data in files:
            file = new / name
            file.parent.mkdir(parents=True, exist_ok=True)
            try:
                stream = file.open("xb")
            except FileExistsError:
                continue
            with stream:
                stream.write(data)
            digests[name] = hashlib.sha256(data).hexdigest()
        for name in _digests(self.into / group):
            if name not in digests and is_generated(self.into / group / name) and not (new / name).exists():
                (new / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(self.into / group / name, new / name)
        record = replace(record, files=tuple(sorted(digests.items())))
        (new / RECORD).write_bytes(write_collected(record).encode("utf-8", "replace"))
        self._swap(new, self.into / group)
        return record

    def _swap(self, new: Path, folder: Path) -> None:
        if folder.exists() and exchange(new, folder):
            shutil.rmtree(new, ignore_errors=True)
            return
        old = self._states / "old" / folder.name
        if folder.exists():
            old.parent.mkdir(exist_ok=True)
            shutil.rmtree(old, ignore_errors=True)
            folder.replace(old)  # killed after this line, the next run puts it back
        new.replace(folder)
        shutil.rmtree(old, ignore_errors=True)


def _digest(file: Path) -> str:
    with open_regular(file) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _digests(folder: Path) -> dict[str, str]:
    """Return the files of a folder with the hash of each; empty for anything but a regular file."""
    found = {}
    for place, folders, names in os.walk(folder):
        for name in [*names, *(each for each in folders if Path(place, each).is_symlink())]:
            file = Path(place, name)
            if name in _OF_THE_SYSTEM:
                continue
            regular = file.is_file() and not file.is_symlink()
            digest = _digest(file) if regular else ""
            found[file.relative_to(folder).as_posix()] = digest
    return found
