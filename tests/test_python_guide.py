"""Every example of docs/guide/python.md prints what stands below it."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

import mkdocs_report
from tests.browser import ROOT
from tests.sites import ENVIRONMENT
from tests.test_api import REACHABLE

GUIDE = ROOT / "docs/guide/python.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)


def blocks() -> list[tuple[str, str]]:
    return BLOCK.findall(GUIDE.read_text(encoding="utf-8"))


def test_examples_print_what_stands_below_them() -> None:
    kinds = [kind for kind, _ in blocks()]
    assert kinds == ["python", "text"] * (len(kinds) // 2)
    assert len(kinds) > 10
    mark = "=" * 40
    script = f"\nprint('{mark}')\n".join(text for kind, text in blocks() if kind == "python")
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        cwd=ROOT,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.split(f"{mark}\n") == [text for kind, text in blocks() if kind == "text"]


def test_the_examples_use_every_function() -> None:
    code = "".join(text for kind, text in blocks() if kind == "python")
    for name in mkdocs_report.__all__:
        if name.islower():
            assert f"{name}(" in code


@pytest.mark.parametrize("name", [kind.__name__ for kind in REACHABLE] + mkdocs_report.__all__)
def test_the_reference_has_all_that_is_reached(name: str) -> None:
    text = (ROOT / "docs/reference/python.md").read_text(encoding="utf-8")
    assert text.count(f"\n### {name}\n") == 1
