"""Code that GitHub draws: shown as code that folds, and counted by another convention."""

from __future__ import annotations

import pytest

from mkdocs_report.model.finding import Severity
from mkdocs_report.model.limits import Unit
from tests.support.github import shown
from tests.support.reports import TEMPLATE, fill, judged


@pytest.mark.parametrize("language", ["mermaid", "geojson", "topojson", "stl", "Mermaid", "STL"])
def test_code_that_github_draws_folds_below_its_name(language: str) -> None:
    html = shown(f"```{language}\ngraph TD; A-->B\n```")
    assert html.startswith('<details class="mr-diagram" open><summary>')
    assert f"({language}".lower() in html.lower()
    assert f'<code class="language-{language.lower()}">graph TD; A--&gt;B\n</code></pre>\n</details>' in html
    assert ('class="mr-mermaid"' in html) == (language.lower() == "mermaid")


@pytest.mark.parametrize("text", ["```dot\na\n```", "    graph TD", "`mermaid`", "```\nmermaid\n```"])
def test_other_code_does_not_fold(text: str) -> None:
    assert "<details" not in shown(text)


@pytest.mark.parametrize(
    ("asked", "answer", "severity"),
    [
        ("Insert one diagram of the oven", "An oven.\n\n```mermaid\ngraph TD; A-->B\n```", Severity.WARNING),
        ("Insert one diagram of the oven", "An oven.\n\n```Mermaid\ngraph TD; A-->B\n```", Severity.WARNING),
        ("Insert one diagram of the oven", "An oven, but no mermaid.", Severity.ERROR),
        ("Insert one diagram of the oven", "An oven.\n\n```dot\nmermaid\n```", Severity.ERROR),
        ("Upload one photograph of the oven", "An oven.\n\n```mermaid\ngraph TD; A-->B\n```", Severity.ERROR),
        ("Insert one diagram of the oven", "An oven.\n\n![The oven](oven.png)\n\n```mermaid\ngraph TD\n```", None),
    ],
)
def test_a_diagram_counts_as_an_image_by_another_convention(asked: str, answer: str, severity: Severity | None) -> None:
    photographs = "**Upload 1 to 2 photographs of the loaf.**"
    assert photographs in TEMPLATE
    change = {
        photographs: f"**{asked}.**",
        "> Recommended answer length: 5-30 words + 1 to 2 images.": "> Insert 1 image.",
    }
    template, report = TEMPLATE, fill(q3=answer)
    for old, new in change.items():
        template, report = template.replace(old, new), report.replace(old, new)
    course = judged(report, template)
    found = [finding for finding in course.findings if finding.rule in {"too-few-images", "too-many-images"}]
    assert [finding.severity for finding in found] == ([severity] if severity else [])
    if severity is Severity.WARNING:
        assert "1 by another count" in found[0].message
        assert "Mermaid" in (found[0].help or "")
        counted = course.report.answers[2].measure(Unit.IMAGES)
        assert counted
        assert (counted.number, counted.most) == (0, 1)
