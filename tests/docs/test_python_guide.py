"""Every example of docs/guide/python.md prints what stands below it; the reference has all that is reached."""

from __future__ import annotations

import dataclasses
import pkgutil
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

import mkdocs_report
from tests.support.browser import ROOT
from tests.support.builds import ENVIRONMENT
from tests.test_api import REACHABLE

pytestmark = pytest.mark.slow

GUIDE = ROOT / "docs/guide/python.md"
REFERENCE = ROOT / "docs/reference/python.md"
SHORT = ["mkdocs_report.config.evidence.Segments", "mkdocs_report.model.finding.Observed"]
"""Short names of types, which annotations use."""
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


# The reference, which mkdocstrings makes from the docstrings


def named() -> list[str]:
    """Return what the page of the reference names, in its order."""
    return re.findall(r"^::: (\S+)$", REFERENCE.read_text(encoding="utf-8"), re.M)


def test_the_reference_names_all_that_is_reached_and_nothing_else() -> None:
    exported = [f"mkdocs_report.{name}" for name in mkdocs_report.__all__]
    reached = [f"{kind.__module__}.{kind.__name__}" for kind in REACHABLE if kind.__name__ not in mkdocs_report.__all__]
    assert sorted(named()) == sorted([*exported, *reached, *SHORT])


@pytest.fixture(scope="module")
def reference(demo: Path) -> Any:
    return lxml_html.parse(demo / "reference/python/index.html").getroot()


def test_the_reference_shows_each_under_its_name_with_its_fields(reference: Any) -> None:
    assert reference.xpath("//article//h3/@id") == named()
    ids = set(reference.xpath("//article//h4/@id"))
    for name in named():
        kind = pkgutil.resolve_name(name)
        if dataclasses.is_dataclass(kind):
            assert {f"{name}.{field.name}" for field in dataclasses.fields(kind)} <= ids
    assert {"mkdocs_report.Judged.verdict_of", "mkdocs_report.Verdict.PASSED"} <= ids
    assert [each for each in ids if "._" in each] == []


def test_the_reference_leads_from_each_type_to_where_it_is_explained(reference: Any) -> None:
    [report] = reference.xpath("//h4[@id='mkdocs_report.Judged.report']/following-sibling::div[1]//a/@href")
    assert report == "#mkdocs_report.Report"
    assert reference.xpath("//article//span[starts-with(@title, 'mkdocs_report.')]/@title") == []
    assert reference.xpath("//article//autoref") == []


def test_the_contents_of_the_reference_name_no_fields(reference: Any) -> None:
    contents = reference.xpath("//div[@data-md-type='toc']//nav//a/@href")
    assert [each.removeprefix("#") for each in contents if "." in each] == named()
