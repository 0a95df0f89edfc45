"""Whatever a report repeats or nests, the work for it grows as the file does, and what is made of it stays small."""

from __future__ import annotations

import pickle
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from types import FrameType
from typing import Any

import pytest

from mkdocs_report.config.settings import Settings
from mkdocs_report.course.judging import judge_report
from mkdocs_report.masking.mask import Mask, Privacy
from mkdocs_report.model import caps
from mkdocs_report.model.course import Course, Judged
from mkdocs_report.model.limits import Bounds, Limit, Limits, Unit
from mkdocs_report.pages.by_question import course_questions
from mkdocs_report.pages.checklist import checklist_page
from mkdocs_report.parsing.counting.sentences import split_sentences
from mkdocs_report.parsing.markdown.lines import normalise
from mkdocs_report.parsing.report.outline import outline
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.publish.html import RenderedReport, render_report
from mkdocs_report.rules.judge import RULES
from mkdocs_report.rules.policy import Policy
from tests.support.reports import TEMPLATE, fill, matcher, parse

pytestmark = pytest.mark.slow

SIZE = 60
OF_ANSWERS = frozenset(rule.name for rule in RULES.values() if rule.answer)
REPEATED: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda n: f"a{n}\n\n",
    "headings": lambda n: f"## a{n}\n\n",
    "underlined headings": lambda n: f"a{n}\n===\n\n",
    "questions of the template": lambda _: "### Question 3\n\na\n\n",
    "questions of its own": lambda n: f"### Question {n + 5}\n\na\n\n",
    "whole questions": lambda n: f"### Question {n + 5}\n\n> **Tell {n}**\n>\n> Answer:\n\na\n\n",
    "sections": lambda n: f"## Part {n}\n\n### Question {n + 5}\n\n> **Tell {n}**\n>\n> Answer:\n\na\n\n",
    "headings in words": lambda n: f"### What is {n} of it?\n\n> **Tell it**\n>\n> Answer:\n\na\n\n",
    "prompts": lambda n: f"> **Tell {n}**\n",
    "labels": lambda _: "> Answer:\n\na\n\n",
    "markers": lambda n: f"--- question {n} fill here ---\n\n",
    "boxes": lambda n: f"* [ ] a{n}\n",
    "boxes in parts": lambda n: f"## a{n}\n\n* [x] b{n}\n\n",
    "fences": lambda n: f"```\n### Question {n % 4 + 1}\n```\n\n",
    "fences that never close": lambda n: (
        f"{'`' * (n % 50 + 3)}\n{'~' * (n % 50 + 3)}a\n### Question {n % 4 + 1}\n> Answer:\n"
    ),
    "comments": lambda n: f"<!-- a{n}\n### Question {n % 4 + 1}\n-->\n\n",
    "comments that never close": lambda n: f"<!-- a{n}\n<pre>\n### Question {n % 4 + 1}\n> Answer:\n",
    "conflicts": lambda _: "<<<<<<< a\n=======\n>>>>>>> b\n",
    "images": lambda n: f"![a{n}](b{n}.png)\n\n",
    "images on other sites": lambda n: f"![a](https://example.org/{n}.png)\n\n",
    "images in HTML": lambda n: f'<img src="b{n}.png" alt="a">\n\n',
    "links": lambda n: f"[a{n}](https://example.org/{n})\n\n",
    "references": lambda n: f"[a{n}]\n\n[a{n}]: b{n}\n\n",
    "footnotes": lambda n: f"[^{n}]\n\n[^{n}]: a\n\n",
    "code": lambda n: f"`a{n}`\n\n",
    "tables": lambda n: f"|a{n}|b|\n|-|-|\n|c|d|\n\n",
    "rows of HTML": lambda n: f"<table><tr><td colspan=9>a{n}</table>\n\n",
    "scripts": lambda n: f"<script>a{n}</script>\n\n",
    "attributes": lambda n: f"<b onclick=a{n}>a</b>\n\n",
    "details": lambda n: f"<details><summary>a{n}</summary>b</details>\n\n",
    "accents": lambda _: "a" + "\u0301" * 9 + "\n\n",
    "directions": lambda _: "\u202ea\u2066\u2069\n\n",
}
NESTED: dict[str, tuple[str, str]] = {
    "quotes": ("> ", ""),
    "lists": ("* ", ""),
    "elements": ("<div>", "</div>"),
    "elements closed by others": ("<div></x>", ""),
    "tables": ("<table><tr><td>", "</td></tr></table>"),
    "details": ("<details><summary>a</summary>", "</details>"),
    "emphasis": ("*a ", "*"),
    "brackets": ("[", "](b)"),
    "images": ("![", "](b.png)"),
    "fences": ("```\n~~~\n", ""),
    "accents": ("\u0301", ""),
    "directions": ("\u202e\u2067", "\u2069"),
}


def _repeat(make: Callable[[int], str], size: int) -> str:
    return "".join(map(make, range(size)))


def _nest(start: str, end: str, size: int) -> str:
    return f"{start * size}a{end * size}\n\n"


TEXTS: dict[str, Callable[[int], str]] = {
    **{f"{name}, repeated": partial(_repeat, make) for name, make in REPEATED.items()},
    **{f"{name}, nested": partial(_nest, *pair) for name, pair in NESTED.items()},
}


def _written(name: str, place: str, size: int) -> str:
    text = TEXTS[name](size)
    if place == "answer":
        return fill(q3=text)
    return fill() + "\n" + text if place == "end" else text + "\n" + fill()


def _made(text: str, template: bool) -> tuple[Judged, RenderedReport, int]:
    report = parse(text, TEMPLATE if template else None)
    judged = judge_report(report, Settings())
    rendered = render_report(
        judged.report, {}, TemplateVersions([matcher()] if template else []), Mask(Privacy(), "group")
    )
    course = Course((judged,))
    course_questions(course)
    checklist_page(course)
    return judged, rendered, len(pickle.dumps((judged, rendered)))


def _steps(work: Callable[[], object]) -> int:
    """How many lines are run and functions called, those of C included."""
    steps = 0

    def call(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal steps
        steps += event == "c_call"

    def line(_frame: FrameType, _event: str, _argument: Any) -> Any:
        nonlocal steps
        steps += 1
        return line

    normalise.cache_clear()
    tracing = sys.gettrace()
    sys.setprofile(call)
    sys.settrace(line)
    try:
        work()
    finally:
        sys.settrace(tracing)
        sys.setprofile(None)
    return steps


@pytest.fixture(scope="module")
def base() -> dict[bool, int]:
    """The steps for a report without anything odd; what is made once is made before."""
    for template in (True, False):
        _made(fill(), template)
    return {template: _steps(partial(_made, fill(), template)) for template in (True, False)}


IN = pytest.mark.parametrize(
    ("place", "template"),
    [("start", True), ("answer", True), ("end", True), ("start", False), ("answer", False)],
    ids=lambda given: given if isinstance(given, str) else "template" if given else "no template",
)
"""Where a text stands; without a template the end is the answer to the last question, as any other."""


@IN
@pytest.mark.parametrize("name", TEXTS)
def test_twice_as_much_is_twice_the_work(name: str, place: str, template: bool, base: dict[bool, int]) -> None:
    def steps(size: int) -> int:
        return max(0, _steps(partial(_made, _written(name, place, size), template)) - base[template])

    once, twice = steps(SIZE), steps(2 * SIZE)
    if twice > 2.2 * once + 3_000:  # one more pass for a longer text is no growth
        once, twice = twice, steps(4 * SIZE)
    assert twice <= 2.2 * once + 3_000


@IN
@pytest.mark.parametrize("name", TEXTS)
def test_what_is_made_of_a_report_is_bounded(name: str, place: str, template: bool) -> None:
    for size in (4 * SIZE, 10 * SIZE):  # the smaller one is below the caps of images
        text = _written(name, place, size)
        judged, _, made = _made(text, template)
        findings, report = judged.findings, judged.report
        assert made < 60 * len(text.encode()) + 100_000
        assert len(findings) <= caps.MAX_FINDINGS + caps.MAX_ALIKE
        alike = Counter((finding.rule, finding.question) for finding in findings if finding.rule in OF_ANSWERS)
        assert max(alike.values(), default=0) <= caps.MAX_ALIKE + 1
        assert all(len(f"{each.message}{each.help}{each.observed}") < 3_000 for each in findings)
        assert len(report.extras) <= caps.MAX_EXTRAS + 1  # the last one holds the rest
        assert len(report.answers) <= caps.MAX_QUESTIONS
        assert len(report.checklist) <= caps.MAX_ITEMS


EVERY_LIMIT = Limits(
    tuple(Limit(unit, Bounds(2, 3), part=part, excluding=("captions",)) for unit in Unit for part in (False, True))
)


@pytest.mark.parametrize("name", TEXTS)
def test_twice_as_much_is_twice_the_work_of_counting(name: str) -> None:
    settings = Settings(policy=Policy(limits={"3": EVERY_LIMIT}))

    def steps(size: int) -> int:
        report = parse(_written(name, "answer", size))
        return _steps(partial(judge_report, report, settings))

    steps(1)  # what is made once is made before
    once, twice = steps(SIZE), steps(2 * SIZE)
    if twice > 2.2 * once + 3_000:
        once, twice = twice, steps(4 * SIZE)
    assert twice <= 2.2 * once + 3_000


def test_full_stops_without_words_are_no_sentences_and_are_read_once() -> None:
    assert split_sentences(". " * 200_000).found == ()  # takes minutes if each is read with all before it


QUESTION = "### Item {0}\n\n> **Tell what you did about number {0}.**\n>\n> Answer:\n\n"


@pytest.mark.parametrize("opening", ["```a\n", "~~~a\n", "<!-- a\n", "<pre>\n"])
def test_blocks_that_never_close_are_looked_through_once(opening: str) -> None:
    def work(size: int) -> Callable[[], object]:
        questions = [QUESTION.format(n) for n in range(size)]
        ready = matcher("# Report\n\n" + "--- fill here ---\n\n".join([*questions, ""]))
        lines = "".join(f"{opening}{question}a\n\n" for question in questions).splitlines()
        return lambda: outline(lines, ready)

    once, twice = (_steps(work(size)) for size in (50, 100))
    assert twice <= 2.2 * once


class _Compared(str):
    """A text that counts how often it is compared."""

    __slots__ = ()
    __hash__ = str.__hash__
    times = 0

    def __eq__(self, other: object) -> bool:
        _Compared.times += 1
        return str.__eq__(self, other)


def test_questions_of_many_versions_are_put_in_order_without_looking_through_all() -> None:
    report = parse(fill())
    answers = [
        replace(report.answers[0], question=replace(report.answers[0].question, id=_Compared(f"q-{n}")))
        for n in range(400)
    ]
    judged = judge_report(replace(report, answers=tuple(answers)), Settings())
    _Compared.times = 0
    course_questions(Course((judged,)))
    assert _Compared.times < 20 * len(answers)


def test_items_are_put_in_order_without_looking_through_all() -> None:
    def work(size: int) -> Callable[[], object]:
        course = Course((judge_report(parse("".join(f"* [ ] a{n}\n" for n in range(size)) + fill()), Settings()),))
        course = Course((replace(course.reports[0], report=replace(course.reports[0].report, template=None)),))
        return lambda: checklist_page(course)

    once, twice = (_steps(work(size)) for size in (400, 800))
    assert twice <= 2.2 * once
