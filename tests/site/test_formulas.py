"""Formulas on the pages of a site, in its search, and in a report as one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_report.cli.main import main
from tests.support.builds import build, project
from tests.support.reports import fill

pytestmark = pytest.mark.slow

ANSWER = "The heat is $q_1 * t$ in all:\n\n$$\nq = \\frac{m}{t}\n$$\n\nIt costs $5 or $6."


def test_formulas_are_shown_wherever_an_answer_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(tmp_path, {"one": fill(q4=ANSWER), "two": fill()})
    built = build(root)
    assert built.code == 0
    report = root / "docs" / "groups" / "one" / "README.md"
    monkeypatch.chdir(root)
    assert main(["html", str(report), "-o", "one.html"]) == 0
    pages = [built.site / page / "index.html" for page in ("groups/one", "course/questions/4")]
    for file in (*pages, root / "one.html"):
        html = file.read_text(encoding="utf-8")
        assert html.count("<math ") == 2, file
        assert '<math alttext="q_1 * t"><msub><mi>q</mi><mn>1</mn></msub>' in html
        assert '<math alttext="q = \\frac{m}{t}" display="block">' in html
        assert "It costs $5 or $6." in html
    index = (built.site / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "The heat is $q_1 * t$ in all: $$ q = \\\\frac{m}{t} $$" in index
    assert "<math" not in index
