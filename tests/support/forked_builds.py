"""Builds without the time that Python takes to import MkDocs: each is forked from a process that has done it."""

from __future__ import annotations

import atexit
import multiprocessing
import os
import sys
from pathlib import Path

from tests.support.builds import ENVIRONMENT, Built
from tests.support.builds import build as build_in_new_process

PRELOADED = ["mkdocs.__main__", "mkdocs.commands.build", "material.plugins.search.plugin", "mkdocs_report.site.plugin"]


def _run(root: str, environment: dict[str, str]) -> None:
    log = os.open(f"{root}/build.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(log, stream)
    os.chdir(root)
    os.environ.clear()
    os.environ.update(environment)
    from mkdocs.__main__ import cli

    sys.argv = ["mkdocs"]
    try:
        cli(["build", "-d", f"{root}/site"])
    finally:
        atexit._run_exitfuncs()  # they remove temporary folders; a forked process ends without them


def build(root: Path, **environment: str) -> Built:
    """Build a project as `tests.support.builds.build` does."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return build_in_new_process(root, **environment)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    process = context.Process(target=_run, args=(str(root), {**ENVIRONMENT, **environment}))
    process.start()
    process.join(120)
    log = (root / "build.log").read_text(encoding="utf-8", errors="replace")
    (root / "build.log").unlink()
    code = process.exitcode
    process.close()
    return Built(code if code is not None else 1, log, root / "site")
