"""A file of ours as PDF: Chromium prints it, without a window and without a network."""

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
from mkdocs_report.export.html.pdf_folder import LOG, OUTPUT, PAGE, PROFILE, work_folder
from mkdocs_report.runtime.generated_files import PDF
from mkdocs_report.runtime.programs import find_program

PROGRAM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
"""What Chromium and its kin are called in PATH."""
TIMEOUT = 120.0
"""How long one file may take; a usual one takes two seconds."""
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pdf-header-footer",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # whatever it may want to ask for, there is nobody
)
_NOT_FOUND = (
    "No Chromium was found to make a PDF. Install Chromium or Chrome, name one by --chromium PATH, or leave --pdf out "
    "and print the HTML file from any browser."
)


def find_chromium(path: str | None) -> str:
    """Return the program: the one that is named, or the first that is found.

    Raises:
        OutputError: there is none.
    """
    if path is not None:
        found = shutil.which(path)
        if found is None:
            raise OutputError(f"--chromium: {path} is no program that can be run; name Chromium's own file.")
        return found
    program = next(filter(None, map(find_program, PROGRAM_NAMES)), None)
    if program is None:
        raise OutputError(_NOT_FOUND)
    return program


def to_pdf(html: bytes, program: str, folder: Path, timeout: float = TIMEOUT) -> bytes:
    """Return a file of ours as PDF.

    Args:
        html: the file.
        program: Chromium.
        folder: where it works. A Chromium of a snap cannot see the system's folder for temporary files, which is used
            only where this one cannot be written. What a killed process left there goes.
        seconds: how long it may take.

    Raises:
        OutputError: it took too long, or made nothing.
        OSError: nothing can be written.
    """
    with work_folder(folder) as work:
        page, output = work / PAGE, work / OUTPUT
        page.write_bytes(html)
        log = _run([program, *_flags(work), f"--print-to-pdf={output}", page.as_uri()], work, timeout)
        if not output.is_file() or not (data := output.read_bytes()).startswith(b"%PDF-"):
            last = log.strip().rsplit("\n", 1)[-1][:300]
            raise OutputError(f"{program} made no PDF{f': {last}' if last else ''}. Try another by --chromium PATH.")
        return data + PDF


def _flags(work: Path) -> list[str]:
    flags = [*_FLAGS, f"--user-data-dir={work / PROFILE}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")  # it does not start as root with one; a page of ours runs nothing
    return flags


def _run(command: Sequence[str], work: Path, timeout: float) -> str:
    """Run a program to its end, with all that it starts; return what it said."""
    with (work / LOG).open("w+b") as log:
        try:
            process = subprocess.Popen(  # noqa: S603 - Chromium, on a file that we wrote
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=sys.platform != "win32",
            )
        except OSError as error:
            raise OutputError(f"{command[0]} can not be run: {error.strerror}. Name another by --chromium.") from None
        try:
            process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise OutputError(
                f"{command[0]} took more than {timeout:g} seconds to make a PDF. Print the HTML file from a browser."
            ) from None
        finally:
            _kill(process)
        log.seek(0)
        return log.read().decode("utf-8", "replace")


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a program and what it left behind: Chromium is many processes."""
    if sys.platform != "win32":
        with suppress(OSError):  # they have all gone
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
    process.wait()
