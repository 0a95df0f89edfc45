"""Whatever lines a file is made of, parsing never raises and loses none of them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from mkdocs_report.config.settings import Settings
from mkdocs_report.course.judging import judge_report
from mkdocs_report.errors import TemplateError
from mkdocs_report.model.limits import Bounds, Limit, Limits, Unit
from mkdocs_report.model.line_kind import PieceKind
from mkdocs_report.model.template import Template
from mkdocs_report.parsing.limits.parser import ContradictionError, read_limits
from mkdocs_report.parsing.markdown import engine, sanitizer
from mkdocs_report.parsing.markdown.content import count_words, read_regular, words
from mkdocs_report.parsing.report.detect import holds_questions, is_report
from mkdocs_report.parsing.source import decode
from mkdocs_report.parsing.template.parser import OwnPrompts, parse_template
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.rules.policy import Policy
from tests.support.reports import GOOD, TEMPLATE, fill, matcher, parse, pieces_of

LINES = TEMPLATE.split("\n")
GARBAGE = (
    "", ">", "> ", "---", "- - -", "```", "~~~", "````python", "<!--", "-->", "<pre>", "</pre>", "<div>", "> Answer:",
    "> Answer: here", "Answer:", "**Answer**", "### Question 3", "### Question 77", "## The bread", "# Title", "=====",
    "<<<<<<< HEAD", "=======", ">>>>>>> 0a1b2c3", "![a](figures/a.png)", "[x]: figures/a.png", "| a | b |", "|---|---|",
    "— question 2 fill here —", "* [x] Wash your hands", "  * nested", "\ttabbed", "a  ", "1. one", "🙂",
    "\u2028", "\x0b", "<script>", "[" * 40, "> > > deep",
    "`", "\\", "&nbsp;", "....", "text with words in it", "\ufeff", "x\ry",
)  # fmt: skip

line = st.one_of(
    st.sampled_from(LINES),
    st.sampled_from(GARBAGE),
    st.sampled_from([part for answer in GOOD.values() for part in answer.split("\n")]),
    st.text(max_size=30).map(lambda text: text.replace("\n", " ")),
)
mixture = st.one_of(
    st.lists(line, max_size=80).map("\n".join),
    st.builds(
        lambda answers: fill(dict(enumerate(("\n".join(a) for a in answers), 1))),
        st.lists(st.lists(line, max_size=8), min_size=4, max_size=4),
    ),
    st.builds(
        lambda cut, put: "\n".join([*LINES[:cut], *put, *LINES[cut:]]),
        st.integers(0, len(LINES)),
        st.lists(line, max_size=12),
    ),
)


@given(mixture, st.sampled_from([TEMPLATE, TEMPLATE.partition("### Question 2")[0], None]))
@example("### Question 1\n\n> **Why?**\n>\n> Answer:\n\nYes.\n\n### Question 2\nAnswer:\n", None)  # no prompt
def test_a_text_and_the_report_read_from_it_are_both_a_report_or_none(text: str, template: str | None) -> None:
    source = decode(text.encode("utf-8", "surrogatepass"), "README.md")
    versions = TemplateVersions([matcher(template)]) if template else OwnPrompts()
    assert is_report(versions, source) == holds_questions(parse(text.encode("utf-8", "surrogatepass"), template))


@given(mixture)
def test_every_line_belongs_to_one_place(text: str) -> None:
    report = parse(text.encode("utf-8", "surrogatepass"))
    assert len(report.kinds) == report.line_count
    pieces = pieces_of(report)
    if pieces:
        assert (pieces[0].span.first, pieces[-1].span.last) == (1, report.line_count)
    assert all(after.span.first == before.span.last + 1 for before, after in pairwise(pieces))
    own = {n for p in pieces if p.kind is PieceKind.ANSWER for n in range(p.span.first, p.span.last + 1)}
    assert own == {n for a in report.answers for s in a.ranges for n in range(s.first, s.last + 1)}
    for answer in report.answers:
        assert len(answer.line_of) == (answer.text.count("\n") + 1 if answer.ranges else 0)


@given(mixture)
def test_judging_never_raises_and_points_into_the_file(text: str) -> None:
    report = parse(text.encode("utf-8", "surrogatepass"))
    for finding in judge_report(report, Settings()).findings:
        assert 1 <= finding.line <= max(1, report.line_count)
        assert finding.line <= finding.end_line <= max(1, report.line_count)


@given(mixture)
def test_counting_any_unit_never_raises_and_points_into_the_file(text: str) -> None:
    limits = Limits(tuple(Limit(unit, Bounds(2, 3), part=part) for unit in Unit for part in (False, True)))
    settings = Settings(policy=Policy(limits={str(number): limits for number in range(1, 5)}))
    report = parse(text.encode("utf-8", "surrogatepass"))
    for finding in judge_report(report, settings).findings:
        assert 1 <= finding.line <= finding.end_line <= max(1, report.line_count)


@given(st.binary(max_size=400))
def test_any_bytes_are_read(data: bytes) -> None:
    for template in (TEMPLATE, None):
        report = parse(data, template)
        assert len(report.kinds) == report.line_count
        judge_report(report, Settings())


@given(mixture)
def test_any_text_is_a_template_or_an_error(text: str) -> None:
    message = ""
    template: Template | None
    try:
        template = parse_template(decode(text.encode("utf-8", "surrogatepass"), "t.md"))
    except TemplateError as error:
        template = None
        message = str(error)
    assert message.startswith("t.md:") if template is None else len({q.id for q in template.questions})


@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_prose_is_read(lines: list[str]) -> None:
    try:
        limits = read_limits(lines)
    except ContradictionError:
        return
    for bounds in (limits.words, limits.images):
        if bounds and bounds.least is not None and bounds.most is not None:
            assert bounds.least <= bounds.most


@given(st.lists(line, max_size=30).map("\n".join))
def test_sanitising_twice_is_sanitising_once(text: str) -> None:
    def same(_tag: str, url: str) -> str:
        return url

    text = text.encode("utf-8", "replace").decode()
    once = sanitizer.sanitise(engine.render(text), same, top=1)
    assert sanitizer.sanitise(once, same, top=1) == once
    assert "<script" not in once


MARKS = st.sampled_from(
    [
        "a `code` b",
        "![x y](figures/a.png) tail",
        "[link *em*](b.md)",
        "# Head `c`",
        "- one\n- two",
        "1. x",
        "> quote",
        "```\ncode\n```",
        "| a | b |\n|---|---|\n| `c` | ![d](e.png) |",
        "a  \nb",
        "***",
        "[^1]",
        "[^1]: note",
        "~~gone~~",
        "- [x] done",
        "www.example.org",
        "a & b &amp; c",
        "    indented",
        "word \\* x",
        "Title\n=====",
        "![a][r]",
        "* a\n\n  ```\n  deep\n  ```",
        "[r]: x.png",
    ]
)


@given(st.lists(st.one_of(line, MARKS), max_size=20), st.sampled_from(["\n", "\n\n"]))
def test_the_quick_way_to_read_is_the_thorough_way(parts: list[str], between: str) -> None:
    text = between.join(parts).encode("utf-8", "replace").decode().replace("<", "")
    html = engine.render(text)
    quick, thorough = read_regular(html), engine.read(html)
    assert quick.text.split() == thorough.text.split()
    assert quick.code_text.split() == thorough.code_text.split()
    assert quick.table_text.split() == thorough.table_text.split()
    assert quick.images == thorough.images
    assert quick.links == thorough.links
    assert quick.headings == thorough.headings
    assert sorted(text for text, _ in quick.code) == sorted(text for text, _ in thorough.code)
    assert count_words(quick.text) == len(words(quick.text))
    if engine.is_plain(text):
        assert text.split() == thorough.text.split()
        assert (thorough.images, thorough.headings, thorough.code_text) == ([], [], "")
