"""Footnotes and link references reach the answer that names them, wherever in the file they are defined."""

from __future__ import annotations

import pytest

from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.markdown.definitions import definitions
from mkdocs_report.parsing.report.renderer import html_of
from tests.support.reports import GOOD, fill, parse

NOTE = "[^src]: NOTED by the river board."
PLACES = {
    "in another answer": ("Take your time.", f"Take your time.\n\n{NOTE}"),
    "in an answer above": ("\n7\n", f"\n7\n\n{NOTE}\n"),
    "above the first question": ("## Checklist", f"{NOTE}\n\n## Checklist"),
    "under a section": ("## Looking back\n", f"## Looking back\n\n{NOTE}\n"),
    "in its own answer": ("here[^src].", f"here[^src].\n\n{NOTE}"),
    "with a label in capitals": ("Take your time.", f"Take your time.\n\n{NOTE.replace('src', 'SRC')}"),
    "over several lines": (
        "Take your time.",
        "Take your time.\n\n[^src]: It was\nNOTED by the river board.\n\n    Twice.",
    ),
}


def seen(text: str) -> list[str]:
    """What a reader sees of each answer."""
    report = parse(text)
    return [engine.reader_text(html_of(answer)) for answer in report.answers]


@pytest.mark.parametrize("place", PLACES)
def test_a_footnote_is_shown_in_the_answer_that_names_it(place: str) -> None:
    text = fill(q2=f"{GOOD[2]} See here[^src].").replace(*PLACES[place])
    shown = seen(text)
    assert [answer.count("NOTED") for answer in shown] == [0, 1, 0, 0]
    assert "[^src]" not in "".join(shown)
    assert "Twice" in shown[1] or "Twice" not in text
    answer = parse(text).answers[1]
    assert "NOTED" in answer.seen_text


def test_a_footnote_that_names_others_brings_them() -> None:
    text = fill(q2="a[^a]", q4="b\n\n[^a]: AAA[^b] and [c]\n\n[^b]: BBB[^a]\n\n[c]: https://example.org")
    shown = seen(text)
    assert "AAA" in shown[1]
    assert "BBB" in shown[1]
    assert [link.href for link in parse(text).answers[1].links if "example" in link.href] == ["https://example.org"]


@pytest.mark.parametrize("other", ["", "Named: `[^x]`", "[^y]: other", "See [^unknown]."])
def test_a_footnote_that_nobody_names_is_text_of_its_own_answer(other: str) -> None:
    shown = seen(fill(q2=f"{GOOD[2]}\n\n[^src]: NOTED\n    by us.\n\n{other}"))
    assert "[^src]: NOTED" in shown[1]
    assert "by us." in shown[1]


def test_each_answer_keeps_its_own_footnote_of_the_same_label() -> None:
    shown = seen(fill(q2="a[^1]\n\n[^1]: FIRST", q3="b[^1]\n\n[^1]: SECOND", q4="c\n\n[^1]: THIRD"))
    assert [("FIRST" in each, "SECOND" in each, "THIRD" in each) for each in shown] == [
        (False, False, False), (True, False, False), (False, True, False), (False, False, True),
    ]  # fmt: skip


def test_code_and_comments_define_nothing() -> None:
    found = definitions(["```", "[^a]: a", "[b]: c", "```", "<!--", "[^d]: e", "-->", "[^f]: g", "[h]: i"])
    assert list(found.notes) == ["f"]
    assert list(found.links) == ["h"]


def test_definitions_cost_no_more_than_the_file_is_long() -> None:
    lines = [f"[^{number}]: see [^{number + 1}]" for number in range(5000)]
    assert len(definitions(lines).complete("a[^0]")) < 10_000
