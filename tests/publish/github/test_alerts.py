"""Alerts: a quote whose first line is only a marker."""

from __future__ import annotations

import pytest

from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.markdown.block_reader import read_blocks
from mkdocs_report.parsing.markdown.visible_blocks import Mark
from tests.support.github import shown

KINDS = ("note", "tip", "important", "warning", "caution")
QUOTES = {
    "no-content": "> [!NOTE]",
    "blank-content": "> [!NOTE]\n>\n>",
    "title": "> [!NOTE] Our title\n> We knead.",
    "unknown": "> [!DANGER]\n> We knead.",
    "second-line": "> We knead.\n> [!NOTE]\n> And bake.",
    "second-paragraph": "> We knead.\n>\n> [!NOTE]\n> And bake.",
    "in-a-list": "- We knead.\n\n  > [!NOTE]\n  > And bake.",
    "in-a-quote": "> > [!NOTE]\n> > We knead.",
    "in-html": "<details>\n\n> [!NOTE]\n> We knead.\n\n</details>",
    "spaces": "> [! NOTE ]\n> We knead.",
    "emphasis": "> **[!NOTE]**\n> We knead.",
    "code": "> `[!NOTE]`\n> We knead.",
    "no-quote": "[!NOTE]\nWe knead.",
    "break-in-the-line": "> [!NOTE]<br>We knead.",
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("write", [str.lower, str.upper, str.title])
def test_a_marker_in_any_case_makes_an_alert(kind: str, write: type[str]) -> None:
    html = shown(f"> [!{write(kind)}]\n> We *knead*.\n>\n> And bake.")
    assert html == (
        f'<div class="mr-alert mr-alert--{kind}">\n<p class="mr-alert-title">{kind.title()}</p>\n'
        "<p>We <em>knead</em>.</p>\n<p>And bake.</p>\n</div>\n"
    )


@pytest.mark.parametrize("text", ["> [!NOTE]  \n> We.", "> [!NOTE]\\\n> We.", "> [!NOTE]\n>\n> We.", ">[!NOTE]\n>We."])
def test_the_line_of_the_marker_is_not_shown(text: str) -> None:
    html = shown(text)
    assert "[!" not in html
    assert html.split() == shown("> [!NOTE]\n> We.").split()


@pytest.mark.parametrize("content", ["```\ncode\n```", "- We.", "![a](a.png)", "> We.", "### We"])
def test_an_alert_holds_any_content(content: str) -> None:
    html = shown("> [!TIP]\n" + "\n".join(f"> {line}" for line in content.split("\n")))
    assert "mr-alert--tip" in html
    assert "[!" not in html


@pytest.mark.parametrize("text", QUOTES.values(), ids=QUOTES)
def test_other_text_stays_as_it_is(text: str) -> None:
    html = shown(text)
    assert "mr-alert" not in html
    assert "[!" in html


@pytest.mark.parametrize("kind", KINDS)
def test_the_marker_is_marked_where_words_are_counted(kind: str) -> None:
    (block,) = read_blocks(engine.render(f"> [!{kind}]\n> We knead."))
    assert block.without([Mark.ALERT]).strip() == "We knead."
    assert block.text == f"[!{kind}]\nWe knead."


@pytest.mark.parametrize("name", ["title", "no-quote", "in-a-list"])
def test_other_words_in_brackets_count(name: str) -> None:
    assert all(each.without([Mark.ALERT]) == each.text for each in read_blocks(engine.render(QUOTES[name])))
