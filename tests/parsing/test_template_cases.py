"""Small templates and reports beside the checkout, on each of which something was once read wrongly."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_report.parsing.source import decode
from mkdocs_report.parsing.template.parser import inspect_template
from tests.support.reports import judged

FOLDER = Path(__file__).parents[3] / "shared/cases/templates"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the cases are not at hand")
UNANSWERED, OUTSIDE, FEW = ("unanswered",), ("text-outside-questions",), ("too-few-words",)
CASES: dict[str, tuple[int, tuple[str, ...]]] = {
    # case, and the template's name behind a slash: the number of its questions, and the findings about the report
    "answer-heading": (3, ()),
    "callout-as-question": (2, ()),
    "fence-skeleton": (2, ()),
    "limit-about-a-range": (3, ()),
    "limit-greater-than-sign": (3, ()),
    "limit-min-and-max-half-lost": (6, (*FEW * 3, "too-many-words", *FEW * 2)),
    "limit-number-in-brackets": (7, ("too-few-images",) * 6),
    "limit-of-a-bare-number": (9, ("too-many-words",)),
    "limit-of-each-missed": (4, ()),
    "limit-optional-picture": (4, ()),
    "limit-outside-the-quote": (3, ("too-many-words",) * 2),
    "limit-picture-that-is-none": (4, ()),
    "line-before-the-quote": (2, ()),
    "one-prompt-unquoted": (3, UNANSWERED * 2),
    "points-in-heading": (3, ()),
    "points-in-heading/template-b": (3, ()),
    "same-heading-in-two-parts": (4, ()),
    "section-swallows-question": (2, ()),
    "several-quotes-under-a-heading": (5, UNANSWERED * 3),
    "several-quotes-under-a-heading/template-filled": (4, UNANSWERED),
    "skeleton-in-answer": (5, ()),
    "table-to-fill": (2, ()),
    "text-in-section-lost": (3, OUTSIDE * 4),
    "unquoted-prompt": (2, ("too-many-words", *FEW)),
}


@pytest.mark.parametrize("case", CASES)
def test_a_case_is_read_rightly(case: str) -> None:
    name, _, template = case.partition("/")
    text = (FOLDER / name / f"{template or 'template'}.md").read_text(encoding="utf-8")
    read, faults = inspect_template(decode(text.encode(), "template.md"))
    findings = judged((FOLDER / name / "report.md").read_text(encoding="utf-8"), text).findings
    assert (len(read.questions), tuple(finding.rule for finding in findings)) == CASES[case]
    assert faults == ()


def test_every_case_is_tried() -> None:
    assert {case.partition("/")[0] for case in CASES} == {path.name for path in FOLDER.iterdir() if path.is_dir()}
