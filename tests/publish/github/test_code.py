"""Code is coloured by the lexer that its author names, and keeps each character."""

from __future__ import annotations

import re
from html import unescape

import pytest

from mkdocs_report.publish.github.code import MAX_CODE, MAX_REPORT_CODE, CodeColours
from mkdocs_report.publish.github.languages import LANGUAGES
from tests.support.github import shown

CODE = 'def bake(minutes=40):  # "bake" & <b>\n\n    return f"{minutes} min\\n"\n\n'


def text_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


def fenced(language: str, code: str = CODE) -> str:
    return f"~~~{language}\n{code}\n~~~"


def test_each_language_keeps_the_text() -> None:
    plain = text_of(shown(fenced("no-language")))
    for language in LANGUAGES:
        html = shown(fenced(language))
        assert html.startswith(f'<div class="highlight"><pre><code class="language-{language}">')
        assert text_of(html) == plain, language


def test_words_have_the_classes_of_themes() -> None:
    html = shown(fenced("Python"))
    assert '<span class="k">def</span> <span class="nf">bake</span>(minutes=<span class="mi">40</span>)' in html
    assert '<span class="c1"># "bake" &amp; &lt;b&gt;</span>' in html


@pytest.mark.parametrize(
    "text",
    [
        "```\nx = 1\n```",
        "    x = 1",
        "```guess\nx = 1\n```",
        "```mermaid\ngraph TD;\n```",
        "```text\nif x\n```",
        "`x = 1`",
        '<pre><code class="language-python">x <b>=</b> 1</code></pre>',
        f"```python\n{'x = 1' * MAX_CODE}\n```",
        "```python\nx = 1" + "\n" * 30 + "y = 2\n```",
    ],
)
def test_other_code_has_no_colours(text: str) -> None:
    assert "<span" not in shown(text)


def test_a_report_has_a_limit_of_coloured_code() -> None:
    colours = CodeColours()
    one = '<pre><code class="language-python">' + "x = 1\n" * 800 + "</code></pre>"
    shown_all = [colours.colour(one) for _ in range(MAX_REPORT_CODE // 4_000)]
    assert "<span" in shown_all[0]
    assert shown_all[-1] == one
