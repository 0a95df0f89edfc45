"""Processes that begin with everything imported: a server is started once in each test process, and forks them.

A fresh interpreter needs most of a second for its imports before it does anything for a test. What runs in a prepared
process is otherwise the same: a process of its own, with its own folder, environment, arguments, output and exit code.
"""

from __future__ import annotations

import atexit
import gc
import multiprocessing
import os
import runpy
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import forkserver, util
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
MODULES = (
    "mkdocs.commands.build", "mkdocs.contrib.search", "material.templates", "material.plugins.search.plugin",
    "markdown.extensions.codehilite", "markdown.extensions.fenced_code", "markdown.extensions.tables",
    "pymdownx.superfences", "pygments.formatters.html", "pygments.lexers", "colorama", "nh3", "msgspec.json",
    "PIL.ImageCms", "PIL.ImageOps", "PIL.JpegImagePlugin", "PIL.PngImagePlugin", "PIL.WebPImagePlugin", "math_core",
    "mkdocs_report.site.plugin", "mkdocs_report.publish.course", "mkdocs_report.cli.main",
    "mkdocs_report.config.evidence", "mkdocs_report.config.waivers", "mkdocs_report.export.json",
    "mkdocs_report.export.text", "mkdocs_report.export.html.write", "mkdocs_report.collect.run",
    "mkdocs_report.repair.fix", "mkdocs_report.repair.job", "mkdocs_report.cli.doctor.examine", "rich.table",
    "mkdocs_report.parsing.template.lint", "multiprocessing.popen_fork", "pymdownx.gemoji_db", "encodings.utf_8_sig",
    "tests.support.processes",
)  # fmt: skip
"""What the server imports before it forks: what builds of small courses, and the usual commands, end with."""
AVAILABLE = "forkserver" in multiprocessing.get_all_start_methods()


@dataclass(frozen=True)
class Ended:
    """How a process ended, and the bytes that it wrote."""

    returncode: int
    stdout: bytes
    stderr: bytes


def serve() -> None:
    """Start the server, if it is not running and can be, in this repository's folder whatever the working folder is."""
    if not AVAILABLE:
        return
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        forkserver.set_forkserver_preload(list(MODULES))
        forkserver.ensure_running()
    finally:
        os.chdir(before)


def clean_up() -> None:
    """Remove the folder of the server's socket; pytest-xdist may end this process before it would do so itself."""
    for finalizer in list(util._finalizer_registry.values()):  # type: ignore[attr-defined]
        if finalizer._callback is util._remove_temp_dir:  # type: ignore[attr-defined]
            finalizer()


def method(given: str) -> str:
    """Return how `multiprocessing` is to start a process that it would spawn or fork."""
    return "forkserver" if given == "spawn" and AVAILABLE else given


def run_module(
    module: str,
    arguments: Sequence[str],
    cwd: Path,
    environment: Mapping[str, str],
    timeout: float,
    *,
    together: bool = False,
) -> Ended:
    """Do what `python -m module arguments` does, in a prepared process, or a fresh one where there is no server.

    Args:
        together: whether what it writes to stderr is put into `stdout`, in the order of writing.

    Raises:
        subprocess.TimeoutExpired: it was still running, and was ended.
    """
    if not AVAILABLE:
        return run_fresh(module, arguments, cwd, environment, timeout, together=together)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "out")
        err = out if together else Path(folder, "err")
        given = (module, list(arguments), str(cwd), dict(environment), str(out), str(err))
        process = multiprocessing.get_context("forkserver").Process(target=_as_main, args=given)
        serve()
        process.start()
        process.join(timeout)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired([module, *arguments], timeout)
        ended = Ended(process.exitcode, out.read_bytes(), b"" if together else err.read_bytes())
        process.close()
        return ended


def run_fresh(
    module: str,
    arguments: Sequence[str],
    cwd: Path,
    environment: Mapping[str, str],
    timeout: float,
    *,
    together: bool = False,
) -> Ended:
    """Run `python -m module arguments` in a fresh interpreter; see `run_module`."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(
        command,
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if together else subprocess.PIPE,
        check=False,
        timeout=timeout,
    )
    return Ended(done.returncode, done.stdout, done.stderr or b"")


def _as_main(module: str, arguments: list[str], cwd: str, environment: dict[str, str], out: str, err: str) -> None:
    for file, descriptor in ((out, 1), (err, 2)):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND), descriptor)
    gc.freeze()
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    # as in a fresh interpreter: this repository comes last, where it is installed
    sys.path[:] = [cwd, *(path for path in sys.path if path and ROOT not in (Path(path), Path(path).parent)), str(ROOT)]
    sys.argv = [module, *arguments]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except Exception:
        traceback.print_exc()
        raise SystemExit(1) from None
    finally:
        atexit._run_exitfuncs()
