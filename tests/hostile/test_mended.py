"""Holes that the cases have shown, each by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_report.course.report_ids import report_ids
from mkdocs_report.parsing.markdown import sanitizer
from mkdocs_report.parsing.markdown.engine import render
from mkdocs_report.runtime.text import visible
from mkdocs_report.site.head import complete_head
from mkdocs_report.site.slots import head_title, plain
from tests.support.builds import build, project
from tests.support.reports import fill, parse

pytestmark = pytest.mark.slow


def test_names_that_differ_in_signs_alone_stay_apart_and_tell_nothing_of_the_machine(tmp_path: Path) -> None:
    names = report_ids([tmp_path / "groups" / name / "README.md" for name in ("a:b", "a?b", "a-b-2", "a b")])
    assert len(set(names)) == 4
    assert not any(part in name for name in names for part in tmp_path.parts[1:])


def test_a_tooltip_holds_no_tag() -> None:
    html = "<a href='https://example.org/' title='&lt;img src=x onerror=alert(1)&gt;'>x</a>"
    clean = sanitizer.sanitise(html, lambda _, url: url)
    assert 'title="‹img src=x onerror=alert(1)›"' in clean
    assert sanitizer.sanitise(clean, lambda _, url: url) == clean


@pytest.mark.parametrize(
    "text", ["::error::x", "a ::set-env name=a::b", "\n  ::debug::x", "a ##[error]x", "##vso[task.complete]x"]
)
def test_no_text_gives_orders_to_a_build(text: str) -> None:
    shown = visible(text)
    assert not any(order in shown for order in ("::error", "::set", "::debug", "##[", "##vso["))


def test_names_of_programs_stay_as_they_are() -> None:
    assert visible("std::vector and a::b::c, ## heading") == "std::vector and a::b::c, ## heading"


def test_a_title_can_not_end_the_pages_title(tmp_path: Path) -> None:
    root = project(
        tmp_path / "course",
        {"one": fill(q1="</title><script>canary=1</script>"), "two": fill()},
        report={"title_question": 1},
    )
    for theme in ("material", "mkdocs", "readthedocs"):
        config = (root / "mkdocs.yml").read_text().replace("name: material", f"name: {theme}")
        (root / "mkdocs.yml").write_text(config.replace("font: false", "highlightjs: false"))
        for file in build(root).site.rglob("*.html"):
            assert "<script>canary" not in file.read_text(encoding="utf-8")


def test_titles_are_plain_in_the_head_and_in_markdown() -> None:
    assert head_title("</title>  & \n&lt;b&gt;") == "‹/title› &amp; &amp;lt;b&amp;gt;"
    assert plain("a\x9bb\x1b<") == "ab&#60;"


def test_a_group_whose_folder_is_no_text_stops_no_other(tmp_path: Path) -> None:
    root = project(tmp_path / "course")
    nameless = bytes(root / "docs" / "groups") + b"/a\xff"
    Path(nameless.decode("utf-8", "surrogateescape")).mkdir()
    Path((nameless + b"/README.md").decode("utf-8", "surrogateescape")).write_text(fill())
    built = build(root)
    assert built.code == 0
    assert "groups/a\\udcff/README.md: The file name is not valid UTF-8" in built.log
    assert {"groups/one/index.html", "groups/two/index.html"} <= built.files()


def test_what_looks_like_a_link_of_ours_stays_text(tmp_path: Path) -> None:
    root = project(tmp_path / "course", {"one": fill(q4='Written: href="mkdocs-report/figures/loaf.png" here.')})
    answer = build(root).page("groups/one/index.html").xpath("//*[@data-question='question-4']")[0]
    assert 'href="mkdocs-report/figures/loaf.png"' in answer.text_content()


def test_formatting_left_open_does_not_multiply() -> None:
    text = "".join(f"<b title={n}>" for n in range(1_000)) + "<p>a" * 1_000
    assert len(sanitizer.sanitise(render(text), lambda _, url: url)) < 10 * len(text)


def test_what_a_parser_would_mend_again_is_read_until_it_stays() -> None:
    once = sanitizer.sanitise("<h1><a><h2><a>x", lambda _, url: url, top=1)
    assert sanitizer.sanitise(once, lambda _, url: url, top=1) == once


def test_headings_of_signs_alone_are_no_section() -> None:
    report = parse("a\n> > >u\n\n### Question 1\n#-\n#\n# Report\n> > >u\n\n", template=None)
    assert report.line_count == 9


def test_a_megabyte_of_blanks_costs_a_page_nothing() -> None:
    html = "<html><head><title>a</title><meta property='og:title' content='a'></head>" + " " * 1_000_000
    assert "og:" not in complete_head(html, MkDocsConfig(), csp=False, index=False, remote_images=False)


_WITHIN = st.text(st.characters(exclude_characters="<>&\0\r", exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    ["&amp;", "&lt;x&gt;", "&nbsp;", '"', "'", "\n"]
)
_PIECE = _WITHIN | st.tuples(st.sampled_from(["em", "strong", "code"]), _WITHIN).map(
    lambda p: f"<{p[0]}>{p[1]}</{p[0]}>"
)
_PARAGRAPH = st.lists(_PIECE, max_size=4).map(lambda pieces: f"<p>{''.join(pieces)}</p>\n")


@given(st.lists(_PARAGRAPH, max_size=4).map("".join))
def test_what_is_not_read_twice_would_stay_the_same(text: str) -> None:
    clean = sanitizer._sanitiser(()).first(text, lambda _, url: url)
    assert sanitizer._STEADY.fullmatch(clean)
    assert sanitizer._sanitiser(()).again(clean) == clean
