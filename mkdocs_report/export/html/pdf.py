"""Print an HTML file to PDF with headless Chromium, without network."""

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
"""The names of Chromium and its derivatives in PATH."""
TIMEOUT = 120.0
"""The maximum time for a file, in seconds. A usual file takes two seconds."""
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
    "--host-resolver-rules=MAP * ~NOTFOUND",  # block all requests
)
_NOT_FOUND = (
    "Chromium not found. Install Chromium or Chrome, name its file with --chromium PATH, or omit --pdf and print the "
    "HTML file from a browser."
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


def to_pdf(html: bytes, program: str, folder: Path, timeout: float = TIMEOUT) -> bytes:
    """Print an HTML file to PDF.

    Args:
        html: the content of the file.
        program: Chromium.
        folder: the parent of the work folder. Chromium from a snap cannot read the system's temporary folder, which is
            used only if this one is not writable. Work folders of killed processes are removed.
        timeout: the maximum time in seconds.

    Raises:
        OutputError: Chromium took too long, or made no PDF.
        OSError: a file cannot be written.
    """
    with work_folder(folder) as work:
        page, output = work / PAGE, work / OUTPUT
        page.write_bytes(html)
        log = _run([program, *_flags(work), f"--print-to-pdf={output}", page.as_uri()], work, timeout)
        if not output.is_file() or not (data := output.read_bytes()).startswith(b"%PDF-"):
            last = log.strip().rsplit("\n", 1)[-1][:300]
            raise OutputError(
                f"{program} made no PDF{f': {last}' if last else ''}. Try another Chromium with --chromium PATH."
            )
        return data + PDF


def _flags(work: Path) -> list[str]:
    flags = [*_FLAGS, f"--user-data-dir={work / PROFILE}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")  # required as root; the page runs no scripts
    return flags


def _run(command: Sequence[str], work: Path, timeout: float) -> str:
    """Run a program with its child processes; return its output."""
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
            raise OutputError(
                f"{command[0]} cannot be run: {error.strerror}. Name another Chromium with --chromium PATH."
            ) from None
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
    """End a program and its child processes."""
    if sys.platform != "win32":
        with suppress(OSError):  # all processes have ended
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
    process.wait()
