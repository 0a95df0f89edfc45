"""Where collected reports lie: one folder a group, which is as it was or wholly new, whatever interrupts us.

docs/groups/
  07/               a group's folder: README.md, its images, collected.json
  .collected/
    07.json         what the last run found about the group
    new/07/         the folder that is being made; nobody else looks at it
    old/07/         the former folder, for a moment, where the system can not let two folders change places
    lock            held by the one run that may write here
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
from mkdocs_report.runtime.generated_files import is_made
from mkdocs_report.runtime.locks import lock

PATIENCE = 5.0
"""For how many seconds a lock is waited for: a child of a run that was killed may hold it until it knows."""
REPORT = "README.md"
"""The name that every report gets, wherever it was found."""
_OF_THE_SYSTEM = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


class StoreError(Exception):
    """A group's folder that is not ours to replace, or a place where nothing can be written: what to do about it."""


class Store:
    """The folder of the groups' folders.

    Args:
        into: the folder; it is made where it is not there.
    """

    def __init__(self, into: Path) -> None:
        self.into = into
        self._states = into / STATES

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs out of the folder, and put in order what an interrupted one left.

        Raises:
            StoreError: another run is at work.
        """
        if self._states.is_symlink():
            raise StoreError(f"{self._states} is a symbolic link. Delete it.")
        self._states.mkdir(parents=True, exist_ok=True)
        with (self._states / "lock").open("ab") as file:
            end = time.monotonic() + PATIENCE
            while not (locked := lock(file.fileno())) and time.monotonic() < end:
                time.sleep(0.05)
            if not locked:
                raise StoreError(f"another collect is at work in {self.into}. Wait until it is done.")
            self._recover()
            yield

    def _recover(self) -> None:
        old = self._states / "old"
        for folder in sorted(old.iterdir()) if old.is_dir() else ():
            if not (self.into / folder.name).exists():  # it had been moved away, and nothing been put in its place
                os.replace(folder, self.into / folder.name)  # noqa: PTH105
        for leftover in (old, self._states / "new"):
            shutil.rmtree(leftover, ignore_errors=True)

    def groups(self) -> list[str]:
        """Return the folders of all groups that were ever collected, or tried, sorted."""
        states = {file.stem for file in self._states.glob("*.json")}
        folders = {file.parent.name for file in self.into.glob(f"*/{RECORD}")}
        return sorted(states | folders)

    def forget(self, group: str) -> bool:
        """Forget what was found about a group that has no folder; return whether it has none."""
        if os.path.lexists(self.into / group):
            return False
        state_file(self.into / group).unlink(missing_ok=True)
        return True

    def record(self, group: str) -> Collected | None:
        """Return the record in a group's folder."""
        return read_collected(self.into / group)

    def state(self, group: str) -> State | None:
        """Return what the last run found about a group."""
        return read_state(self.into / group)

    def set_state(self, group: str, state: State) -> None:
        """Write down what this run found about a group."""
        file = state_file(self.into / group)
        data = write_state(state).encode("utf-8", "replace")
        with contextlib.suppress(OSError, ValueError):
            if read_head(file, len(data) + 1) == data:
                return
        new = self._states / "new" / f"{group}.json"
        new.parent.mkdir(exist_ok=True)
        new.write_bytes(data)
        os.replace(new, file)  # noqa: PTH105

    def is_complete(self, group: str) -> bool:
        """Whether a group's folder holds all that was written into it. What else it holds must be looked at first."""
        record = self.record(group)
        there = _digests(self.into / group) if record else {}
        return record is not None and all(there.get(name) == digest for name, digest in record.files)

    def check_unmodified(self, group: str) -> None:
        """See to it that a group's folder holds nothing but what was collected, and what `html` made of it.

        Raises:
            StoreError: somebody put files there, or changed them; to collect would lose their work.
        """
        folder = self.into / group
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise StoreError(f"{folder} is no folder that was collected. Move it away, or give the group another id.")
        if not folder.exists() or not any(folder.iterdir()):
            return
        record = self.record(group)
        if record is None:
            raise StoreError(f"{folder} was not collected: it has no {RECORD}. Move it away to have it collected.")
        known = dict(record.files)
        for name, digest in sorted(_digests(folder).items()):
            if name != RECORD and known.get(name) != digest and not (name not in known and is_made(folder / name)):
                what = "was changed" if name in known else "was put there"
                raise StoreError(f"{folder}/{name} {what} by hand, and is kept. Move the folder away to collect again.")

    def put(self, group: str, record: Collected, files: Iterable[tuple[str, bytes]]) -> Collected:
        """Replace a group's folder by these files and the record of them, at once; return that record.

        Of names that are one to this file system, the first is kept. Files that `html` made stay in the folder.
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
            if name not in digests and is_made(self.into / group / name) and not (new / name).exists():
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
            os.replace(folder, old)  # noqa: PTH105 - killed after this line, the next run puts it back
        os.replace(new, folder)  # noqa: PTH105
        shutil.rmtree(old, ignore_errors=True)


def _digest(file: Path) -> str:
    with open_regular(file) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _digests(folder: Path) -> dict[str, str]:
    """The files of a folder, each with the hash of its bytes; what is no regular file has none."""
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
