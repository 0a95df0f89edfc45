"""What a group wrote outside of its answers is shown, and the template's own lines are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_report.model import caps
from mkdocs_report.model.report import Report
from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.report.renderer import html_of
from tests.support.reports import GOOD, TEMPLATE, fill, parse, rules

PLACES = {
    "above everything": ("# Report on", "OURS\n\n# Report on"),
    "above the first question": ("## Checklist", "OURS\n\n## Checklist"),
    "a heading of its own": ("## Checklist", "## OURS\n\n## Checklist"),
    "under a section's heading": ("## The bread\n", "## The bread\n\nOURS\n"),
    "under a section's blurb": ("made together.\n", "made together.\n\nOURS\n"),
    "between items": ("* [ ] Read", "* OURS\n* [ ] Read"),
    "under the items": ("### After", "OURS\n\n### After"),
    "in a fence": ("### After", "```\nOURS\n```\n\n### After"),
    "in a changed blurb": ("Replace the lines", "OURS Replace the lines"),
    "behind a question's heading": ("### Question 2", "### Question 2 OURS"),
    "in a renamed section": ("## Looking back", "## OURS looking"),
    "in a list": ("## Looking back\n", "## Looking back\n\n1. OURS\n2. more\n"),
}


def shown(report: Report) -> str:
    """All text that the page of a report shows of its group's own."""
    html = [*map(html_of, report.answers), *map(html_of, report.extras)]
    return "\n".join([*map(engine.reader_text, html), *(extra.heading for extra in report.extras)])


@pytest.mark.parametrize("place", PLACES)
def test_text_outside_of_questions_is_shown_and_changes_no_verdict(place: str) -> None:
    old, new = PLACES[place]
    text = fill().replace(old, new, 1)
    assert text != fill()
    report = parse(text)
    assert shown(report).count("OURS") == 1
    assert [extra.loose for extra in report.extras] == [True]
    assert [answer.text for answer in report.answers] == list(GOOD.values())
    assert "question-unexpected" not in rules(text)


def test_an_image_outside_of_questions_is_shown_with_its_line() -> None:
    text = fill().replace("## The bread\n", "## The bread\n\nLook:\n\n![c](figures/c.png)\n")
    (extra,) = parse(text).extras
    assert extra.heading == "Under “The bread”"
    assert [(image.src, image.line) for image in extra.images] == [
        ("figures/c.png", text.split("\n").index("![c](figures/c.png)") + 1)
    ]


@pytest.mark.parametrize(
    "change",
    [
        ("", ""),
        ("[ ]", "[x]"),
        ("Replace the lines", "replace the **lines**"),
        ("learn about the bread", "learn\n> about the bread"),
        ("## The bread", "## The breads"),
        ("## The bread", "\n\n---\n\n## The bread"),
        ("## Checklist", "<!-- ours -->\n\n## Checklist"),
        ("## Checklist", "[r]: https://example.org\n\n## Checklist"),
        ("* [ ] Wash", "* [ ] Feed the cat\n  and the dog\n* [ ] Wash"),
    ],
)  # fmt: skip
def test_lines_of_the_template_are_not_shown_again(change: tuple[str, str]) -> None:
    assert parse(fill().replace(*change)).extras == ()


def test_without_a_template_its_lines_are_not_told_from_the_groups() -> None:
    assert parse(fill(), None).extras == ()


def test_more_texts_than_are_shown_one_by_one_are_shown_together() -> None:
    template = TEMPLATE + "".join(f"\n## Part {number} of it\n" for number in range(2 * caps.MAX_EXTRAS))
    text = template.replace("of it\n", "of it\n\nOURS\n").replace("--- question 2 fill here ---", "x")
    report = parse(text, template)
    assert len(report.extras) <= caps.MAX_EXTRAS
    assert shown(report).count("OURS") == 2 * caps.MAX_EXTRAS


@given(
    st.integers(0, TEMPLATE.count("\n")),
    st.sampled_from(["OURS", "* OURS", "> OURS", "## OURS", "**OURS**", "1. OURS"]),
)
def test_a_line_is_shown_wherever_it_is_written(place: int, line: str) -> None:
    lines = fill().split("\n")
    lines[place:place] = ["", line, ""]
    report = parse("\n".join(lines))
    prompts = "\n".join(each for answer in report.answers for each in answer.prompt)
    items = "\n".join(item.text for item in report.checklist)
    assert "OURS" in shown(report) + prompts + items


@pytest.mark.parametrize("title", ["# The bread of ours", "The bread of ours\n================="])
def test_the_title_of_a_group_is_the_title_of_its_report(title: str) -> None:
    report = parse(fill().replace("# Report on the kitchen", title, 1))
    assert report.own_title == "The bread of ours"
    assert not report.extras
    assert not parse(fill()).own_title


@pytest.mark.parametrize("title", ["# ![logo](a.png)", "# [Ours](https://example.org)", "## OURS", "OURS\n\n# Ours"])
def test_what_is_no_plain_title_is_shown_with_the_other_text(title: str) -> None:
    report = parse(fill().replace("# Report on the kitchen", title, 1))
    assert [extra.loose for extra in report.extras] == [True]
