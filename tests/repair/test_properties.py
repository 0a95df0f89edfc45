"""Whatever a report is made of, a repair keeps it all, leaves nothing to repair, and is done once."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_report.errors import RepairError
from mkdocs_report.model.report import Report
from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.markdown.lines import normalised_words
from mkdocs_report.parsing.report.renderer import html_of
from mkdocs_report.parsing.source import decode
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.repair.files import apply_edits
from mkdocs_report.repair.fix import find_fixes
from mkdocs_report.repair.rebuild import Repaired, repair
from mkdocs_report.repair.verify import STRUCTURE
from mkdocs_report.rules.policy import Policy
from tests.parsing.test_properties import line, mixture
from tests.support.reports import GOOD, TEMPLATE, any_image, fill, matcher, parse, rules

pytestmark = pytest.mark.slow

FORMS = TemplateVersions([matcher()])
PLAIN = (
    "We measured it twice, and wrote it down.", "Nobody knew why.", "* one thing", "* another thing", "", "", "> so",
    "1. first", "![a plot](figures/a.png)", "[the notes](notes.md)", "a `code` word", "**bold** words", "| a | b |",
    "```\nx = 1\n```", "<!-- a note -->", "## Our own thoughts", "#### A detail", "2 < 3 & 4 > 1", "It ends so  ",
)  # fmt: skip
OWN_ITEMS = ("* [x] Feed the cat", "- [ ] Buy more flour", "* [✓] Wash your hands", "We had no table.")
plain_answer = st.lists(st.sampled_from(PLAIN), min_size=1, max_size=6).map("\n".join)
plain_answers = st.lists(plain_answer, min_size=4, max_size=4).map(lambda a: dict(enumerate(a, 1)))


def questions(text: str) -> tuple[str, list[str]]:
    """Cut a report before each question's heading."""
    head, *rest = text.split("### Question ")
    return head, [f"### Question {each}" for each in rest]


@st.composite
def plain_report(draw: st.DrawFn) -> str:
    """A report of sane lines: items of its own, a preamble, questions moved, lost, twice, without a label."""
    text = fill(draw(plain_answers))
    for item in draw(st.lists(st.sampled_from(OWN_ITEMS), max_size=2)):
        text = text.replace("### After\n", f"{item}\n\n### After\n")
    if draw(st.booleans()):
        text = text.replace("* [ ] Clean", draw(st.sampled_from(["* [x] Clean", "* [*] Clean", "* [ ] Please clean"])))
    if draw(st.booleans()):
        text = text.replace(">\n> Answer:\n", draw(st.sampled_from(["", "> Answer: \n", "\nAnswer:\n"])))
    if draw(st.booleans()):
        text = text.replace("## The bread", draw(st.sampled_from(["## Something else", "## The breads", ""])))
    head, rest = questions(text)
    if draw(st.booleans()):
        rest = draw(st.permutations(rest))
    if draw(st.booleans()):
        rest = rest[: draw(st.integers(2, 4))]
    if draw(st.booleans()):
        rest = [*rest, draw(st.sampled_from(rest))]
    if draw(st.booleans()):
        rest.insert(1, "### Question 9\n\n> **What else?**\n>\n> Answer:\n\nOnly this.\n\n")
    before = draw(st.sampled_from(["", "# We are the bakers\n\n", "---\ntitle: Bread\n---\n\n", "Welcome to us.\n"]))
    return before + head + "".join(rest)


def read(text: str) -> Report:
    return parse(text.encode("utf-8", "replace"))


def repaired(text: str) -> Repaired:
    return repair(decode(text.encode("utf-8", "replace"), "README.md"), FORMS, any_image)


def said(report: Report) -> list[list[str]]:
    """The words that a reader sees of each answer, one list an answer."""
    every = []
    for answer in report.answers:
        seen = engine.read(html_of(answer)) if answer.answered else None
        every.append(normalised_words(f"{seen.text} {seen.code_text} {seen.table_text}") if seen else [])
    return every


def hold(text: str, result: Repaired) -> None:
    """Assert all that a repair promises."""
    new = "\n".join(result.lines) + "\n"
    before, after = read(text), read(new)
    if not any(answer.unclosed for answer in before.answers):
        assert said(before) == said(after)
        for old, now in zip(before.answers, after.answers, strict=True):
            assert [(i.src, i.alt) for i in old.images] == [(i.src, i.alt) for i in now.images]
            assert [link.href for link in old.links] == [link.href for link in now.links]
    assert not STRUCTURE & set(rules(new))
    assert repaired(new).lines == result.lines


@settings(deadline=None)  # a repair reads a report some times, on whatever machine
@given(plain_report())
def test_a_sane_report_is_repaired(text: str) -> None:
    result = repaired(text)
    hold(text, result)
    own = Counter(normalised_words(text)) - Counter(normalised_words(TEMPLATE * 2)) - Counter(["answer", "x"] * 9)
    assert not own - Counter(normalised_words("\n".join(result.lines)))


@settings(deadline=None)
@given(mixture)
def test_any_report_is_repaired_whole_or_not_at_all(text: str) -> None:
    try:
        result = repaired(text)
    except RepairError as error:
        refusal = error
    else:
        hold(text, result)
        return
    assert 1 <= refusal.line <= max(1, len(decode(text.encode("utf-8", "replace"), "").lines))


MENDED = ("* [✓] Wash your hands", "* [ x ] Clean the table", "[a plot](figures/a.png)", "— question 2 fill here —")


@settings(deadline=None)
@given(
    st.lists(st.lists(st.one_of(line, st.sampled_from((*PLAIN, *MENDED))), max_size=8), min_size=4, max_size=4),
    st.sampled_from(["\n", "\r\n"]),
)
def test_mending_changes_no_word_but_the_marker(answers: list[list[str]], end: str) -> None:
    text = fill(dict(enumerate(("\n".join(a) for a in answers), 1))).replace("* [ ] Wash", "* [*] Wash")
    text = text.encode("utf-8", "replace").decode().replace("\n", end)
    data = text.encode()
    source = decode(data, "README.md")
    fixes = find_fixes(source, FORMS, any_image, Policy())
    after = apply_edits(data, {each.line: each.new for each in fixes})
    changed = {each.line for each in fixes}
    kept = [line for number, line in enumerate(text.split("\n"), 1) if number not in changed]
    rest = iter(after.decode().split("\n"))
    assert all(line in rest for line in kept)
    assert find_fixes(decode(after, "README.md"), FORMS, any_image, Policy()) == ()
    old, new = parse(data), parse(after)
    assert [answer.answered for answer in old.answers] == [answer.answered for answer in new.answers]
    assert [item.checked for item in old.checklist] == [item.checked for item in new.checklist]
    lost = Counter(normalised_words(text)) - Counter(normalised_words(after.decode()))
    assert {word for word in lost if not word.isdecimal()} <= {"question", "fill", "here", "x"}


def test_good_answers_are_what_the_strategies_begin_with() -> None:
    hold(fill(GOOD), repaired(fill(GOOD)))
