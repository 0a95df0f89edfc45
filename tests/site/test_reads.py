"""A build opens the file of a report once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.support.builds import build, project

pytestmark = pytest.mark.slow

COUNTER = """
import os, sys
log = os.open({log!r}, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

def note(event, arguments):
    if event == "open" and str(arguments[0]).startswith({docs!r}) and arguments[0].endswith("README.md"):
        os.write(log, f"{{os.path.relpath(arguments[0], {docs!r})}}\\n".encode())

sys.addaudithook(note)
"""
"""A hook of MkDocs that writes down each README that is opened, in this process and in those forked from it."""


@pytest.mark.parametrize("report", [{}, {"reports": ["groups/*/README.md"]}], ids=["no globs", "globs"])
def test_a_build_opens_each_report_once(tmp_path: Path, report: dict[str, Any]) -> None:
    root = project(tmp_path / "course", report=report, hooks=["hook.py"], theme="mkdocs")
    log = tmp_path / "opened"
    (root / "hook.py").write_text(COUNTER.format(log=str(log), docs=str(root / "docs")))
    for opened in (1, 2):
        built = build(root)
        assert built.code == 0, built.log
        assert Counter(log.read_text().split()) == {"groups/one/README.md": opened, "groups/two/README.md": opened}
