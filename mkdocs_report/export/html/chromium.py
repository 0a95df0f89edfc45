"""Find Chromium, and run it headless on a file of ours, without network."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from mkdocs_report.errors import OutputError
from mkdocs_report.export.html.work_folder import LOG, PRINTED, PROFILE
from mkdocs_report.runtime.programs import find_program, limit_program

PROGRAM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
"""The names of Chromium and its derivatives in PATH."""
MAX_PRINTED = 256 * 1024 * 1024
"""The size of the largest file that Chromium may write, in bytes, if the system supports that."""
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # block all requests
)
_NOT_FOUND = (
    "Chromium not found. Install Chromium or Chrome, name its file with --chromium PATH, or omit --pdf and --mermaid,"
    " and print the HTML file from a browser."
)


def find_chromium(path: str | None) -> str:
    """Return the path of Chromium: the given one, or the first in PATH.

    Raises:
        OutputError: it was not found.
    """
    if path is not None:
        found = shutil.which(path)
        if found is None:
            raise OutputError(f"--chromium: {path} is not an executable program. Name the file of Chromium.")
        return found
    program = next(filter(None, map(find_program, PROGRAM_NAMES)), None)
    if program is None:
        raise OutputError(_NOT_FOUND)
    return program


def run_chromium(program: str, options: Sequence[str], page: Path, work: Path, timeout: float, advice: str) -> str:
    """Open a page; return the log of Chromium. What it prints is in the file `PRINTED` of the work folder.

    Args:
        program: Chromium.
        options: the options for this page.
        page: the page, in the work folder.
        work: the work folder.
        timeout: the maximum time in seconds; then Chromium and its child processes are ended.
        advice: the end of the message if that is too short: the purpose, and what to do.

    Raises:
        OutputError: Chromium cannot be run, or took too long.
        OSError: a file cannot be written.
    """
    with (work / LOG).open("w+b") as log, (work / PRINTED).open("wb") as printed:
        try:
            process = subprocess.Popen(  # noqa: S603 - Chromium, on a file that we wrote
                [program, *_flags(work), *options, page.as_uri()],
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=log,
                start_new_session=sys.platform != "win32",
            )
        except OSError as error:
            raise OutputError(
                f"{program} cannot be run: {error.strerror}. Name another Chromium with --chromium PATH."
            ) from None
        limit_program(process.pid, "RLIMIT_FSIZE", MAX_PRINTED)
        try:
            process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise OutputError(f"{program} took more than {timeout:g} seconds {advice}") from None
        finally:
            _kill(process)
        log.seek(0)
        return log.read().decode("utf-8", "replace")


def _flags(work: Path) -> list[str]:
    flags = [*_FLAGS, f"--user-data-dir={work / PROFILE}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")  # required as root
    return flags


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a program and its child processes."""
    if sys.platform != "win32":
        with suppress(OSError):  # all processes have ended
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
    process.wait()
