"""Formulas on pages: MathML, never with a person in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_report.masking.mask import Mask, Privacy
from mkdocs_report.masking.matching import Member
from mkdocs_report.parsing.markdown import engine, mathml, sanitizer
from mkdocs_report.publish.formulas import with_formulas
from mkdocs_report.publish.html import line_html, prompt_html

ROSTER = {"one": (Member("Ada Lovelace", "s111111", "ada@example.org"),)}


def clean(text: str) -> str:
    return sanitizer.sanitise(engine.render(text), lambda _, url: url)


def shown(text: str) -> str:
    """Return a Markdown text as HTML for the page of a group with one member."""
    return with_formulas(clean(text), Mask(Privacy(roster=ROSTER), "one"))[0]


@pytest.mark.parametrize(
    "text",
    [
        r"$\text{Ada Lovelace}$",
        "$AdaLovelace$",
        "$Ada Lovelace$",
        r"$A d a\ L o v e l a c e$",
        r"$A{d}a\,{L}ovelace$",
        r"$A\!d\!a\;Love\!lace$",
        r"$\mathbf{Ada}\ \mathit{Lovelace}$",
        r"$\mathfrak{Ada}~\mathrm{Lovelace}$",
        r"$\frac{Ada}{Lovelace}$",
        "$x^{Ada}_{Lovelace}$",
        r"$$\begin{matrix} Ada & Lovelace \end{matrix}$$",
        "$`\\text{Ada Lovelace}`$",
        "```math\n\\text{Ada Lovelace} = 1\n```",
        "```math\nA{d}a\\ Lovelace\n```",
        "Ada $Lovelace$",
        "$Ada$ Lovelace",
        r"$\unknown{Ada} Lovelace$",
        r"$\text{ada@example.org}$",
        "$s111111$",
        "$s_{11}1111$",
        r"$\text{s}111\,111$",
        "<mr-formula>$Ada Lovelace$</mr-formula>",
    ],
)
def test_a_formula_with_a_person_is_masked_text(text: str) -> None:
    html = shown(text)
    assert "Student&nbsp;1" in html
    assert "<math" not in html
    for part in ("Lovelace", "Love", "ada@", "111111", "1111", "ovelace"):
        assert part not in mathml.visible_text(html, spaces=False)


def test_other_formulas_beside_a_person_stay() -> None:
    html = shown("$a$ of Ada Lovelace, $\\text{Ada Lovelace}$ and $b$")
    assert [html.count(part) for part in ("<math", "Student&nbsp;1", 'alttext="a"', 'alttext="b"')] == [2, 2, 1, 1]


def test_a_formula_without_a_person_is_as_without_masking() -> None:
    text = r"$E = mc^2$ and $$\sum_{i} \text{loss}_i$$"
    assert shown(text) == with_formulas(clean(text))[0]


PIECES = (
    "A", "d", "a", " ", "L", "{", "}", r"\,", r"\text{", "^", "_", "&", "Ada ", "Lovelace", "$", "$$", "*", "`", "\n",
    "<b>", "</b>", "x",
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_nobody_is_found_in_what_is_published(text: str) -> None:
    html = shown(f"$x {text}$ {text}")
    mask = Mask(Privacy(roster=ROSTER), "one")
    for block in re.split("</p>|</pre>", html):  # a given name that begins a text may be a word
        seen = mathml.visible_text(block)
        assert [seen[each.start : each.end] for each in mask.find(seen)] == []
    for source in re.findall('alttext="([^"]*)"', html):
        assert mask.find(source) == []


def test_the_search_finds_the_source() -> None:
    html, source = with_formulas(clean(r"It is $\frac{a}{b}$."))
    assert "<mfrac>" in html
    assert sanitizer.text_of(source) == r"It is $\frac{a}{b}$."


def test_what_cannot_be_read_is_code() -> None:
    assert "<code>$\\unknown{a*b*c}$</code>" in shown(r"It is $\unknown{a*b*c}$.")
    assert '<code class="language-math">\\unknown' in shown("```math\n\\unknown\n```")


def test_a_wide_formula_scrolls_by_itself() -> None:
    wide = shown("$$" + " + ".join(f"a_{{{n}}}" for n in range(40)) + "$$")
    assert '<span class="mr-formula mr-formula--block mr-formula--wide" tabindex="0" role="group"' in wide
    assert shown("$a$").startswith('<p><math alttext="a">')


def test_prompts_and_items_have_formulas() -> None:
    assert "<msup>" in prompt_html("**Explain $E = mc^2$.**")
    assert "<msup>" in line_html("We know $E = mc^2$")
    assert "Student" in prompt_html(r"$\text{Ada Lovelace}$", Mask(Privacy(roster=ROSTER), "one"))
