"""The work folder of Chromium beside an output. Folders of killed processes are removed later."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs_report.runtime.locks import lock

PAGE, OUTPUT, LOG, PROFILE = "report.html", "report.pdf", "chromium.log", "profile"
"""The contents of the folder: the page, the PDF, the log of Chromium, and its profile."""
PRINTED, MERMAID, DRAW = "printed.html", "mermaid.js", "draw.js"
"""Further contents: what Chromium prints, the script that draws diagrams, and ours that calls it."""
_LOCK = "lock"
"""The file that is locked while the process that made the folder runs."""
_CONTENT = b"Chromium works in this folder for mkdocs-report.\n"
_PREFIX = "mkdocs-report-pdf-"


@contextmanager
def work_folder(folder: Path) -> Iterator[Path]:
    """Make a work folder in a folder, or in the system's temporary folder if that is not writable.

    Work folders of killed processes are removed first.

    Raises:
        OSError: no work folder can be made.
    """
    _remove_abandoned(folder.absolute())
    with _temporary_folder(folder) as name:
        work = Path(name).resolve()
        descriptor = os.open(work / _LOCK, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            lock(descriptor)
            os.write(descriptor, _CONTENT)  # without this content, the folder is not locked yet and is not removed
            yield work
        finally:
            os.close(descriptor)


def _temporary_folder(folder: Path) -> TemporaryDirectory[str]:
    try:
        return TemporaryDirectory(prefix=_PREFIX, dir=folder, ignore_cleanup_errors=True)
    except OSError:
        return TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)


@lru_cache
def _remove_abandoned(folder: Path) -> None:
    """Remove the work folders whose processes have ended; once per folder, since a course has a thousand reports."""
    for work in folder.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if not work.is_symlink() and _is_abandoned(work / _LOCK):
                _remove(work)


def _is_abandoned(file: Path) -> bool:
    flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(file, flags)
    try:
        return lock(descriptor) and os.read(descriptor, len(_CONTENT) + 1) == _CONTENT
    finally:
        os.close(descriptor)


def _remove(work: Path) -> None:
    """Remove a work folder and its own files; it stays if it has other files."""
    shutil.rmtree(work / PROFILE, ignore_errors=True)
    for name in (PAGE, OUTPUT, LOG, PRINTED, MERMAID, DRAW, _LOCK):
        (work / name).unlink(missing_ok=True)
    work.rmdir()
