"""Formulas in Markdown: which text is one, by GitHub's rules, what becomes of them and of the rest."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mkdocs_report.model.caps import MAX_FORMULA, MAX_FORMULA_NESTING
from mkdocs_report.parsing.markdown import engine, mathml
from mkdocs_report.parsing.markdown.formulas import FORMULA, Formula, formula_of
from mkdocs_report.parsing.markdown.sanitizer import limit_reading_cost
from tests.support.reports import fill, judged, parse

INLINE, BLOCK = False, True


def formulas(text: str) -> list[tuple[str, bool]]:
    """Return the formulas of a text: the LaTeX of each, and whether it is a block."""
    found = [formula_of(match) for match in FORMULA.finditer(engine.render(text))]
    return [(each.latex, each.block) for each in found if each]


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("It is $a_1 + b_1$ and $c_1$.", ["a_1 + b_1", "c_1"]),
        ("$a*b*c$ and *d*", ["a*b*c"]),
        (r"$\{x\}$, $\\$ and $x\,y$", [r"\{x\}", r"\\", r"x\,y"]),
        (r"$5\$ + x$", [r"5\$ + x"]),
        ("$a<b$ and $b>c&d$", ["a<b", "b>c&d"]),
        ('($x$) [$y$] "$z$" -$w$, $v$; /$u$/', ["x", "y", "z", "w", "v", "u"]),
        ("**$x$** and ~~$y$~~ and *the $z$ axis*", ["x", "y", "z"]),
        ("[the $x$ axis](https://example.org/)", ["x"]),
        ("# A heading of $x$", ["x"]),
        ("- one $x$\n- two $y$\n\n> $z$", ["x", "y", "z"]),
        ("over $a +\nb$ lines", ["a +\nb"]),
        ("> over $a +\n> b$ lines", ["a +\nb"]),
        ("$`a_b`$ and $``a`b``$", ["a_b", "a`b"]),
        (r"$`\text{5 $ a day}`$", [r"\text{5 $ a day}"]),
        ("| a | b |\n|---|---|\n| $x$ | $\\|y\\|$ |", ["x", "|y|"]),
        ("<span>$</span>100 in half is $100/2$", ["100/2"]),
        ("<div>\n\n$x$\n\n</div>\n\n<b>$y$</b>", ["x", "y"]),
        ("A note.[^1]\n\n[^1]: It is $x$.", ["x"]),
        ("US$ 5 is $x$", ["x"]),
    ],
)
def test_a_formula_in_a_text(text: str, latex: list[str]) -> None:
    assert formulas(text) == [(each, INLINE) for each in latex]


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 and $10.",
        "From $5-$10, or US$5.",
        "$ x$ and $x $ and $ x $",
        "a$x$, $x$b, 1$x$, $x$1",
        r"\$x$ and \$5 and $6\$",
        "$HOME and $PATH",
        "$$ $$ $$",
        "$$$x$$$",
        "`$x$` and ``$`x`$``",
        "`a $x` and `b$ c`",
        "```\n$x$\n```\n\n~~~sh\n$$x$$\n~~~\n\n    $x$",
        "<pre>$x$</pre> <code>$x$</code>",
        "<!-- $x$ -->",
        '<b title="$x$">bold</b>',
        "[a](https://example.org/$x$/) and https://example.org/$x$ and <https://example.org/$x$>",
        "![the $x$ axis](a.png)",
        "[a]: https://example.org/$x$\n\n[a]",
        "- costs $5\n- and 6$ more",
        "| $5 | 6$ |\n|---|---|\n| $7 | 8$ |",
        "one $5\n\ntwo 6$",
        "# costs $5\nand 6$",
        "$a <b> c$",
        "a$`x`$",
        "$$\nx\n\ny\n$$",
        "$$\nx\n```\n$$\n```",
    ],
)
def test_no_formula(text: str) -> None:
    assert formulas(text) == []
    assert engine.render(text) == limit_reading_cost(engine._render(text))


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("$$x + y$$", "x + y"),
        ("The sum $$ x + y $$ in a text.", "x + y"),
        ("$$\nx\n$$", "x"),
        ("Before:\n$$\na\n= b\n- c\n+ d\n> e\n# f\n$$\nAfter.", "a\n= b\n- c\n+ d\n> e\n# f"),
        ("$$\\begin{matrix}\n1 & 2 \\\\\n3 & 4\n\\end{matrix}$$", "\\begin{matrix}\n1 & 2 \\\\\n3 & 4\n\\end{matrix}"),
        ("> $$\n> x > y\n> $$", "x > y"),
        ("1. One\n   $$\n   x\n   $$", "x"),
        ("- > $$\n  > x\n  > $$", "x"),
        ("```math\nx_1 * y * z\n```", "x_1 * y * z"),
        ("- ```math\n  x\n  ```", "x"),
    ],
)
def test_a_block(text: str, latex: str) -> None:
    assert formulas(text) == [(latex, BLOCK)]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("$a_1$ *b* c_1", "<mr-formula>$a_1$</mr-formula> <em>b</em> c_1"),
        (r"$\\$ \* $x$", r"<mr-formula>$\\$</mr-formula> * <mr-formula>$x$</mr-formula>"),
        ("*a*$x$*b*", "<em>a</em><mr-formula>$x$</mr-formula><em>b</em>"),
        ("`$x$` $x$", "<code>$x$</code> <mr-formula>$x$</mr-formula>"),
        ("$a<b$ &amp; $c$", "<mr-formula>$a&lt;b$</mr-formula> &amp; <mr-formula>$c$</mr-formula>"),
    ],
)
def test_what_stands_around_it_is_as_before(text: str, html: str) -> None:
    assert re.sub(r' data-sourcepos="[^"]*"', "", engine.render(text)) == f"<p>{html}</p>\n"


def test_blocks_keep_their_lines() -> None:
    text = "One.\n\n$$\na\n- b\n\\\\ c\n$$\n\n> $x +\n> y$ ![a](a.png)\n\n![b](b.png)\n\n## Heading $z$\n"
    content = engine.read(engine.render(text))
    lines = text.split("\n")
    assert [(src, lines[line - 1]) for src, _, line in content.images] == [
        ("a.png", "> y$ ![a](a.png)"),
        ("b.png", "![b](b.png)"),
    ]
    assert [lines[line - 1] for _, _, line in content.headings] == ["## Heading $z$"]


SIGNS = (
    "$", "$", "$$", "`", "```\n", "\n", "\n\n", "> ", "- ", "    ", "|", "\\", "*", "_", "<b>", "</b>", "<!--", "-->",
    "[", "](", ")", "math", " ", "https://a.example/", "\U000f0000", "<mr-formula>", "<code>", "1. ", "#",
)  # fmt: skip
mixed = st.lists(st.one_of(st.sampled_from(SIGNS), st.integers(0, 99).map(lambda n: f"w{n} ")), max_size=30)


@settings(deadline=None)
@given(mixed.map("".join))
def test_no_word_is_lost_and_no_mark_stays(text: str) -> None:
    html = engine.render(text)
    plain = engine._render(text.replace("$", "S"))
    assert html.count("\U000f0000") == plain.count("\U000f0000")
    assert "\U000f0001" not in html
    if not re.search(r"<|\]\(|\]:|https", text):
        assert sorted(re.findall(r"w\d+", html)) == sorted(re.findall(r"w\d+", text))


@settings(deadline=None)
@given(st.lists(st.sampled_from([sign for sign in SIGNS if "$" not in sign]), max_size=30).map("".join))
@example("Costs 5 EUR, *really*.\n\n```python\nx\n```")
def test_a_text_without_dollar_signs_is_rendered_as_before(text: str) -> None:
    assert engine.render(text) == limit_reading_cost(engine._render(text))


@pytest.mark.parametrize(
    ("latex", "part"),
    [
        (r"\frac{1}{2}", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
        (r"x_1^2", "<msubsup>"),
        (r"\begin{aligned} a &= b \\ c &= d \end{aligned}", '<mtd class="mr-math-right">'),
        (r"\begin{align} a &= b \\ c &= d \end{align}", '<mtd class="mr-math-right">'),
        (r"\begin{equation} a \label{eq:a} \end{equation}", "<mi>a</mi>"),
        (r"\begin{split} a &= b \end{split}", "<mtable"),
        (r"\begin{cases} a & b \end{cases}", '<mtd class="mr-math-case">'),
        (r"\begin{array}{c|c} a & b \end{array}", '<mtd class="mr-math-border-right">'),
        (r"a \tag{1}", "<mtext>(1)</mtext>"),
        (r"\text{a < b}", "<mtext>a&nbsp;&lt;&nbsp;b</mtext>"),
        (r"\textbf{a}", '<mtext class="mr-math-bold">a</mtext>'),
        (r"\mbox{a} \mathds{1}", "<mtext>a</mtext>"),
        (r"\hat{x}\_{ij}", "<msub>"),
        (r"\boxed{x}", '<menclose notation="box">'),
        (r"\color{red}{x}", "<mrow><mi>x</mi></mrow>"),
    ],
)
def test_latex_becomes_mathml(latex: str, part: str) -> None:
    html = mathml.shown(Formula(latex, BLOCK))
    assert html is not None
    assert part in html
    assert '<math alttext="' in html
    assert ' display="block"' in html


@pytest.mark.parametrize(
    ("latex", "why"),
    [
        (r"\unknown{x}", 'unknown command "\\unknown"'),
        (r"\frac{1}", "expected argument but reached end of input"),
        ("x^2^3", "duplicate subscript or superscript"),
        ("", "it is empty"),
        ("x" * (MAX_FORMULA + 1), "it has more than 2,000 characters"),
        ("{" * 51 + "x" + "}" * 51, f"it has more than {MAX_FORMULA_NESTING} levels of nesting"),
        (r"\def\x{1}\x", "it defines a command"),
        (r"\newcommand{\x}{1}\x", "it defines a command"),
    ],
)
def test_what_cannot_be_read_has_a_fault(latex: str, why: str) -> None:
    assert mathml.convert(Formula(latex, INLINE)).fault == why
    assert mathml.shown(Formula(latex, INLINE)) is None


def test_a_fault_is_found_at_its_line() -> None:
    text = fill(q4="Wait.\n\nIt is $\\frac{1}$\nor $\\b{}$.\n\n```math\n\\c\n```\n\nIt costs $5 or $6 or $x$.")
    lines = text.split("\n")
    found = [finding for finding in judged(text).findings if finding.rule == "formula-not-readable"]
    assert [lines[finding.line - 1] for finding in found] == ["It is $\\frac{1}$", "or $\\b{}$.", "```math"]


def test_the_mathml_of_an_answer_has_a_cap() -> None:
    answer = parse(fill(q4="$x$ " * 6_000)).answers[3]
    assert answer.beyond == "20,000 HTML tags"
    assert answer.html.startswith("<pre><code>$x$ ")


def test_words_of_formulas_count_as_before() -> None:
    answer = parse(fill(q2="The loaf grows: $h = 2 x_1$ and\n\n$$\n- b\n+ c\n$$\n\nand `$d$`.")).answers[1]
    assert answer.seen_text.split() == "The loaf grows: $h = 2 x_1$ and $$ - b + c $$ and $d$.".split()
    assert answer.count.rendered == 11


def test_too_many_words_because_of_formulas_is_a_warning() -> None:
    text = fill(q2=" ".join(["word"] * 18) + " $a + b + c$")
    (finding,) = judged(text).findings
    assert (finding.rule, str(finding.severity)) == ("too-many-words", "warning")
