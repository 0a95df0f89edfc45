"""Codes of emoji, by GitHub's table."""

from __future__ import annotations

import re

import pytest
from pymdownx import gemoji_db

from mkdocs_report.parsing.markdown.content import count_words
from mkdocs_report.publish.html import line_html, prompt_html, split_lead
from tests.support.github import shown


def test_every_code_of_the_table_is_shown() -> None:
    codes = [code for code, each in gemoji_db.emoji.items() if "unicode" in each] + list(gemoji_db.aliases)
    assert len(codes) > 1_500
    left = [code for code in codes if shown(code) == f"<p>{code}</p>\n" or ":" in shown(code)]
    assert left == []
    assert count_words(re.sub("<[^>]*>", "", "".join(map(shown, (":rocket:", ":+1:", ":tada:"))))) == 0


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("We :rocket: it", "<p>We 🚀 it</p>"),
        (":tada::tada:", "<p>🎉🎉</p>"),
        ("**:rocket:**!", "<p><strong>🚀</strong>!</p>"),
        ("(:rocket:)", "<p>(🚀)</p>"),
        (":thumbsup: :+1:", "<p>👍 👍</p>"),
        (":warning:", "<p>⚠️</p>"),
        ("`:rocket:`", "<p><code>:rocket:</code></p>"),
        ("    :rocket:", "<pre><code>:rocket:\n</code></pre>"),
        ("<code>a <b>:rocket:</b></code> :rocket:", "<p><code>a <b>:rocket:</b></code> 🚀</p>"),
        (":no_such_emoji:", "<p>:no_such_emoji:</p>"),
        (":octocat:", "<p>:octocat:</p>"),
        ("at 12:30:45, a::b::c, x:rocket:y", "<p>at 12:30:45, a::b::c, x:rocket:y</p>"),
        ("\\:rocket:", "<p>🚀</p>"),
        ('<b title=":rocket:">x</b>', '<p><b title=":rocket:">x</b></p>'),
    ],
)
def test_codes_in_text(text: str, html: str) -> None:
    assert shown(text).strip() == html


def test_prompts_and_checklists_show_emoji() -> None:
    assert line_html("Push :rocket: `:rocket:`") == "Push 🚀 <code>:rocket:</code>"
    assert split_lead(prompt_html("**Push :rocket: it**\n\nMore."), "**Push :rocket: it**")[0]
