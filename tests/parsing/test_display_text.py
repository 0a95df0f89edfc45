"""Accents and directions of one text stay in it: no pile over other lines, nothing beside it is turned round."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_report.pages.fragments.environment import TEMPLATES, make_environment
from mkdocs_report.parsing import display_text
from mkdocs_report.parsing.markdown import sanitizer
from mkdocs_report.publish import html as rendering
from tests.support.builds import build, project
from tests.support.reports import fill, parse

pytestmark = pytest.mark.slow

PILE = "\u0301" * 500
OPENERS, ISOLATES = "\u202a\u202b\u202d\u202e", "\u2066\u2067\u2068"
TURNED = st.text(st.sampled_from(f"ab{OPENERS}{ISOLATES}\u202c\u2069"), max_size=40)


def longest_pile(text: str) -> int:
    """Return the most combining marks in a row."""
    longest = marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character)[0] == "M" else 0
        longest = max(longest, marks)
    return longest


def is_balanced(text: str) -> bool:
    """Whether all that controls the direction of a text ends in it, as the bidirectional algorithm pairs it."""
    opened: list[str] = []
    for character in text:
        if character in OPENERS or character in ISOLATES:
            opened.append("\u2069" if character in ISOLATES else "\u202c")
        elif character in "\u202c\u2069" and (not opened or opened.pop() != character):
            return False
    return not opened


@given(TURNED)
def test_whatever_opens_ends(text: str) -> None:
    shown = display_text.balance_directions(text)
    assert is_balanced(shown)
    assert [sign for sign in shown if sign in "ab"] == [sign for sign in text if sign in "ab"]
    assert display_text.balance_directions(shown) == shown


@given(st.text(st.sampled_from("a\u0301\u0489\u20dd\u0e31"), max_size=200))
def test_no_character_carries_more_marks_than_the_stream_safe_format_has(text: str) -> None:
    shown = display_text.limit_marks(text)
    assert longest_pile(shown) <= display_text.MAX_MARKS
    if longest_pile(text) <= display_text.MAX_MARKS:
        assert shown == text


@pytest.mark.parametrize(
    "text", ["Grüße, Ελλάδα, 日本語のテキスト、とても長い文章です" * 9, "สวัสดีครับ" * 20, "👩‍👩‍👧‍👦🏳️‍🌈" * 20, "שָׁלוֹם" * 9]
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert display_text.one_line_safe(text) == text


@pytest.mark.parametrize("html", [f"<p>a{PILE}</p>", f"<p>a{PILE[:20]}<b>{PILE[:20]}</b><i>{PILE[:20]}</i></p>"])
def test_piles_are_cut_when_an_answer_is_rendered_tags_between_or_not(html: str) -> None:
    clean = sanitizer.sanitise(html, lambda _, url: url)
    assert longest_pile(sanitizer._TAG.sub("", clean)) == display_text.MAX_MARKS
    assert clean.endswith("</p>")


def test_piles_are_counted_as_they_were_written() -> None:
    report = parse(fill(q4=f"a{PILE} b"))
    assert report.answers[3].text.count("\u0301") == 500
    assert report.answers[3].count.rendered == 2


@pytest.mark.parametrize("show", [rendering.line_html, rendering.prompt_html])
def test_prompts_and_items_are_steady(show: object) -> None:
    assert longest_pile(show(f"a{PILE}")) == display_text.MAX_MARKS  # type: ignore[operator]


def test_whatever_a_fragment_shows_is_steady() -> None:
    shown = make_environment().from_string("{{ text }}|{{ text | truncate(900) }}").render(text=f"<\u202ea{PILE}")
    assert shown.startswith("&lt;")
    assert all(is_balanced(part) for part in shown.split("|"))
    assert longest_pile(shown) == display_text.MAX_MARKS


def test_a_compiled_fragment_is_not_taken_from_before_texts_were_made_steady() -> None:
    env = make_environment()
    assert env.bytecode_cache is not None
    file = str(TEMPLATES / "report" / "summary.html")
    with_it = env.bytecode_cache.get_bucket(env, "a", file, "").key
    env.finalize = None
    assert env.bytecode_cache.get_bucket(env, "a", file, "").key != with_it != ""


def test_nothing_that_a_group_writes_turns_or_covers_what_stands_beside_it(tmp_path) -> None:  # type: ignore[no-untyped-def]
    odd = f"\u202eevil{PILE}\u2069\u2067"
    question = f"### {odd} what\n\n> **Tell {odd}**\n>\n> Answer:\n\n{odd}\n\n![{odd}](figures/loaf.png)\n"
    report = f"# {odd}\n\n### {odd}\n\n* [x] {odd}\n\n## {odd}\n\n### Name\n\n> **Name of your group?**\n>\n"
    report += f"> Answer:\n\n{odd[:40]}\n\n{question}"
    built = build(
        project(tmp_path / "course", {"one": report, "two": report.replace("evil", "bad")}, report={"templates": []})
    )
    assert built.code == 0, built.log
    pages = [built.page(path) for path in built.files() if path.endswith(".html")]
    lines = [
        "".join(e.itertext())
        for page in pages
        for e in page.iter("bdi", "title", "h1", "h2", "h3", "option", "label", "a")
    ]
    assert any("evil" in line for line in lines)
    assert [line for line in lines if not is_balanced(line)] == []
    assert max(longest_pile("".join(page.itertext())) for page in pages) <= display_text.MAX_MARKS
    for page in pages:
        for cell in page.xpath("//td | //th"):
            bare = "".join(cell.xpath(".//text()[not(ancestor::bdi)]"))
            assert "evil" not in bare, cell.getroottree().getpath(cell)
