"""Who is taken out of texts: the same person gets the same number, and nothing else is touched."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_report.masking.mask import _KEPT, MASK, Mask, Privacy, _fields
from mkdocs_report.masking.matching import Member, PersonMatcher
from mkdocs_report.model.finding import Finding
from mkdocs_report.model.image import Image
from mkdocs_report.model.limits import Measure, Unit
from mkdocs_report.model.report import Answer, Report
from mkdocs_report.model.template import Question, Template
from tests.support.reports import fill, judged


def masked(text: str, privacy: Privacy | None = None) -> str:
    return Mask(privacy or Privacy(), "one").text(text).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("s123456", "Student 1"),
        ("S123456 and s654321, s123456.", "Student 1 and Student 2, Student 1."),
        ("figures/s123456_plot.png", "figures/Student 1_plot.png"),
        ("s1234567 and s12345 and xs123456", "s1234567 and s12345 and xs123456"),
        ("write to s123456@student.example.org or s123456", "write to Student 1 or Student 1"),
        ("ada.lovelace+x@example.org, again ADA.lovelace+x@example.org", "Address 1, again Address 1"),
        ("<a@b.example>", "<Address 1>"),
        ("git@github.com:example/x.git", "git@github.com:example/x.git"),
        ("https://github.com/s123456/x", "https://github.com/Student 1/x"),
        ("no one here @all 2024", "no one here @all 2024"),
    ],
)
def test_numbers_and_addresses(text: str, expected: str) -> None:
    assert masked(text) == expected


def test_what_is_kept() -> None:
    assert masked("s123456 a@b.example", Privacy(number=None)) == "s123456 Address 1"
    assert masked("s123456 a@b.example", Privacy(emails=False)) == "Student 1 a@b.example"
    assert masked("s123456 a@b.example", Privacy(number=None, emails=False)) == "s123456 a@b.example"
    assert masked("z12-34 s123456", Privacy(number=r"z\d\d-\d\d")) == "Student 1 s123456"


def test_a_roster_puts_names_to_numbers() -> None:
    roster = {"one": (Member("Ada Lovelace", "s111111"), Member("Bo", ""), Member("", "s222222"))}
    text = "ADA  LOVELACE wrote, Bo drew; s222222, s111111@x.example and s333333 tested. Bobby watched."
    expected = "Student 1 wrote, Student 2 drew; Student 3, Student 1 and Student 4 tested. Bobby watched."
    assert masked(text, Privacy(roster=roster)) == expected
    assert Mask(Privacy(roster=roster), "two").text("Ada Lovelace") == "Student\u00a01"


def test_paths_hold_no_space() -> None:
    assert Mask(Privacy(), "one").path("groups/s123456-s654321/README.md") == "groups/Student-1-Student-2/README.md"


def test_a_whole_report_is_masked_alike() -> None:
    report = judged(
        fill(q1="s123456", q2="s654321: TODO, see [us](https://example.org/s123456).", q3="![s654321](figures/s1.png)")
    )
    mask = Mask(Privacy(), "one")
    found = mask.value(report.report)
    text = repr(found)
    assert not re.search(r"s\d{6}", text)
    assert found.answers[1].text.startswith("Student\u00a02")
    assert found.answers[2].images[0].alt == "Student\u00a02"
    assert found.answers[0].question is report.report.answers[0].question
    assert not re.search(r"s\d{6}", repr(mask.value(report.findings)))


def test_fields_that_are_passed_over_hold_no_text() -> None:
    todo: list[object] = [judged(fill(q1="![a](b.png) [c](d) `e` 1", q2="# f"))]
    seen = set()
    while todo:
        value = todo.pop()
        seen.add(type(value))
        if isinstance(value, tuple):
            todo += value
        elif dataclasses.is_dataclass(value) and not isinstance(value, Template):
            kept = {*_fields(value.__class__), *_KEPT}
            passed_over = {each.name: getattr(value, each.name) for each in dataclasses.fields(value)}
            assert not re.search("['\"]", repr([each for name, each in passed_over.items() if name not in kept]))
            todo += [each for name, each in passed_over.items() if name in kept]
    assert {Answer, Finding, Image, Question, Report} <= seen


@given(st.text(alphabet=st.sampled_from("sS123456@ab.o<>()[]*`&%_- ¼²é…Ａａ\u200b\x1f"), max_size=60))
def test_the_quick_look_passes_over_nobody(text: str) -> None:
    slow = Mask(Privacy(), "one")
    slow._matchers = (PersonMatcher([Member("Nobody Atall")]),)
    assert [*map(repr, Mask(Privacy(), "one").find(text))] == [*map(repr, slow.find(text))]


def test_nothing_to_mask_changes_nothing() -> None:
    report = judged(fill())
    assert Mask(Privacy(), "one").value(report.report) is report.report


@given(st.text(alphabet=st.sampled_from("s1234567890@._- ab.org\n"), max_size=80))
def test_no_number_and_no_address_is_left(text: str) -> None:
    mask = Mask(Privacy(), "one")
    once = mask.text(text)
    assert not re.search(r"(?<![^\W_])s\d{6}(?![^\W_])", once, re.IGNORECASE)
    assert mask.text(once) == once
    assert MASK.sub("", once).count("Student") == 0


@pytest.mark.parametrize("number", [r"(?i)z\d{4}", r"(?x) z \d{4}  # a number", r"Z\d{4}"])
def test_flags_in_front_of_a_pattern(number: str) -> None:
    assert masked("z1234 Z9999, zz1234", Privacy(number=number)) == "Student 1 Student 2, zz1234"


def test_the_label_of_a_part_is_masked() -> None:
    measure = Measure(Unit.WORDS, 5, 4, 6, part="Run of s123456", line=3)
    found = Mask(Privacy(), "one").value(measure)
    assert found == dataclasses.replace(measure, part="Run of Student\u00a01")
