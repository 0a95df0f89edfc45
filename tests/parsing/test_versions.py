"""Versions of a template: a prompt of another version is judged by that version, and a ticked box is its item."""

from __future__ import annotations

import pytest

from mkdocs_report.model.limits import Bounds
from mkdocs_report.parsing.report.parser import parse_report
from mkdocs_report.parsing.source import decode
from mkdocs_report.parsing.template.parser import OwnPrompts
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.repair.fix import find_fixes
from mkdocs_report.rules.policy import Policy
from tests.support.reports import TEMPLATE, any_image, fill, matcher, rules

OLD = TEMPLATE.replace("Answer length: 10-20 words.", "Answer length: 50-100 words.").replace(
    "Replace the lines between dashes.", "Replace all the lines that stand between dashes, please."
)
NEW_PROMPT = "> Answer length: 10-20 words.\n"
OLD_PROMPT = "> Answer length: 50-100 words.\n"


def limit(text: str, versions: TemplateVersions) -> Bounds | None:
    closest = versions.closest(text.split("\n"))
    assert closest is not None
    assert closest.template.lines == tuple(TEMPLATE.rstrip("\n").split("\n"))
    return parse_report(decode(text.encode(), "README.md"), closest, any_image, "").answers[1].limits.words


@pytest.mark.parametrize(
    ("prompt", "bounds"),
    [
        (NEW_PROMPT, Bounds(10, 20)),
        (OLD_PROMPT, Bounds(50, 100)),
        ("> **Answer length:**\n> 50-100 words.\n", Bounds(50, 100)),
        ("> Answer length: 5000 words.\n", Bounds(10, 20)),
    ],
)
def test_the_prompt_of_a_known_version_is_judged_by_its_limits(prompt: str, bounds: Bounds) -> None:
    text = fill().replace(NEW_PROMPT, prompt).replace("Replace the lines", "Replace the lines", 1)
    for versions in (
        TemplateVersions([matcher(OLD), matcher()]),
        TemplateVersions([matcher(), matcher(OLD), matcher()]),
    ):
        assert limit(text, versions) == bounds


@pytest.mark.parametrize(
    "mark", ["check", " check ", "checked", "done", "DONE", "yes", "X ", " x", "✓", "finished", "Completed"]
)
def test_a_box_that_is_ticked_with_a_word_is_the_item_that_it_was(mark: str) -> None:
    text = fill().replace("* [ ] Wash", f"* [{mark}] Wash")
    assert "checklist-changed" not in rules(text)
    source = decode(text.encode(), "README.md")
    report = parse_report(source, matcher(), any_image, "")
    assert next((item.text, item.checked) for item in report.checklist) == ("Wash your hands", True)
    assert report.extras == ()
    assert [each.new for each in find_fixes(source, TemplateVersions([matcher()]), any_image, Policy())] == [
        "* [x] Wash your hands"
    ]


@pytest.mark.parametrize(
    "text", ["* [optional] Wash your hands", "* [done](a.md) Wash your hands", "* [see here] Wash"]
)
def test_other_words_in_brackets_are_no_box(text: str) -> None:
    report = parse_report(decode(fill().replace("* [ ] Wash your hands", text).encode(), ""), matcher(), any_image, "")
    assert len(report.checklist) == 2


def test_a_version_is_told_by_items_that_are_ticked_with_words() -> None:
    other = TEMPLATE.replace("Wash your hands", "Wash the bowl").replace("Clean the table", "Clean the oven")
    text = (
        fill()
        .replace("* [ ] Wash your hands", "* [done] Wash the bowl")
        .replace("* [ ] Clean the table", "* [ check ] Clean the oven")
    )
    versions = TemplateVersions([matcher(other), matcher()])
    assert versions.closest(text.split("\n")) is versions.matchers[0]


def test_courses_without_a_template_are_read_by_own_prompts_together_too() -> None:
    source = decode(fill().encode(), "README.md")
    together = TemplateVersions.of_all(iter([OwnPrompts(), OwnPrompts()]))
    assert len(together.matcher_of(source).questions) == 4  # type: ignore[union-attr]
    one_has_a_template = TemplateVersions.of_all([OwnPrompts(), TemplateVersions([matcher()])])
    assert one_has_a_template.matcher_of(source) is one_has_a_template.matchers[0]
    assert one_has_a_template.own_template(source) is None
