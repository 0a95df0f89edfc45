"""One report may have only so many of each thing, so that no report stops the others."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from mkdocs_report.config.settings import Settings
from mkdocs_report.course.judging import judge_report
from mkdocs_report.model import caps
from mkdocs_report.model.evidence import Evidence
from mkdocs_report.model.finding import Severity
from mkdocs_report.parsing.markdown import engine, sanitizer
from mkdocs_report.parsing.markdown.lines import HeadingLine
from mkdocs_report.parsing.report.recovery import find_by_title
from mkdocs_report.publish import html
from tests.support.reports import fill, judged, matcher, parse, rules

FOREIGN = "".join(f"\n### Question {n}\n\nOurs {n}.\n" for n in range(5, 405))
REPEATED = "\n### Question 4\n\nAgain.\n" * 400
ITEMS = "# Report\n\n" + "* [ ] Wash\n" * 5_000


@pytest.mark.parametrize("more", [FOREIGN, REPEATED], ids=["foreign", "repeated"])
def test_sections_beyond_the_cap_are_one_and_nothing_is_lost(more: str) -> None:
    report = parse(fill() + more)
    assert len(report.extras) == caps.MAX_EXTRAS
    shown = "\n".join(extra.text for extra in report.extras)
    last = "Ours 404." if more is FOREIGN else "Again."
    assert shown.count("Ours") + shown.count("Again.") == 400
    assert last in report.extras[-1].html
    assert rules(fill() + more).count("too-many") == 1


@pytest.mark.parametrize("template", [True, False], ids=["template", "no template"])
def test_items_of_a_checklist_beyond_the_cap_are_one_finding(template: bool) -> None:
    text = fill().replace("# Report on the kitchen", ITEMS)
    result = judged(text) if template else judged(text, None)
    assert len(result.report.checklist) == caps.MAX_ITEMS
    found = [finding for finding in result.findings if finding.rule == "too-many"]
    assert [finding.severity for finding in found] == [Severity.ERROR]


def test_long_items_and_headings_are_cut() -> None:
    text = fill().replace("Wash your hands", "Wash " * 1_000) + f"\n### Question 5 {'long ' * 1_000}\n"
    text = text.replace("### Before", f"### {'Before ' * 100}")
    report = judged(text).report
    assert max(len(item.text) for item in report.checklist) == caps.MAX_ITEM
    assert max(len(item.subsection) for item in report.checklist) == caps.MAX_TITLE
    assert [fault.rule for fault in report.faults] == ["too-many"] * 2  # the item, and the heading over the others


@pytest.mark.parametrize("piece", ["* a\n", "*a* ", "|a|b|\n|-|-|\n\n", "[a](b) "])
def test_an_answer_of_too_many_tags_is_shown_as_it_was_typed(piece: str) -> None:
    text = (piece * 99_000)[: 99_000 // len(piece) * len(piece)].strip()
    answer = parse(fill(q4=text)).answers[3]
    assert answer.html.count("<") <= caps.MAX_TAGS
    assert answer.beyond
    assert "answer-too-large" in rules(fill(q4=text))


def test_all_answers_together_have_a_cap_of_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caps, "MAX_REPORT_TAGS", 60)
    report = parse(fill(q2="*a* " * 20, q4="*b* " * 20))
    assert [bool(answer.beyond) for answer in report.answers] == [False, False, False, True]


@pytest.mark.parametrize("cheat", ["<div></x>", "<div></span>", "<b><div></b>", "<details></p></x>", "<DIV></x>"])
def test_closing_tags_that_close_nothing_do_not_make_html_less_deep(cheat: str) -> None:
    assert engine.nesting(cheat * 500) > caps.MAX_NESTING


def test_html_side_by_side_is_not_deep() -> None:
    assert engine.nesting('<div class="a"><b>x</b></div><DIV>y</div>' * 500) == 2


@pytest.mark.parametrize("name", ["colspan", "rowspan"])
def test_cells_span_only_so_much(name: str) -> None:
    def cell(value: str) -> str:
        return sanitizer.sanitise(f'<table><tr><td {name}="{value}">a</td></tr></table>', lambda _, url: url)

    assert f'{name}="5"' in cell("5")
    assert not any(name in cell(value) for value in ("101", "65534", "9" * 5_000, "-1", "٣"))


@pytest.mark.parametrize("prompt", ["> " * 200 + "a", "* a\n" * 20_000, "<div></x>" * 200, "a *b* " * 20_000])
def test_a_prompt_is_capped_as_an_answer_is(prompt: str) -> None:
    assert html.prompt_html(prompt).startswith("<pre><code>")


def test_a_list_starts_at_a_number() -> None:
    assert 'start="7"' in sanitizer.sanitise('<ol start="7"><li>a</ol>', lambda _, url: url)
    assert "start" not in sanitizer.sanitise(f'<ol start="{"9" * 99}"><li>a</ol>', lambda _, url: url)


def test_findings_alike_are_counted_beyond_the_cap() -> None:
    result = judged(fill(q4="".join(f"![a](https://example.org/{n}.png)\n" for n in range(300))))
    found = [finding for finding in result.findings if finding.rule == "image-remote"]
    assert len(found) == caps.MAX_ALIKE + 1
    assert sum(finding.observed == 300 - caps.MAX_ALIKE for finding in found) == 1


def test_findings_of_a_report_are_counted_beyond_the_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mkdocs_report.rules.judge.MAX_FINDINGS", 10)
    claims = tuple(Evidence(n, f"Item {n}", True, "soap", (), ("soap",)) for n in range(1, 41))
    result = judge_report(replace(parse(fill()), evidence=claims), Settings())
    found = [finding for finding in result.findings if finding.rule == "claimed-not-found"]
    assert len(found) == 11
    assert [finding.observed for finding in found if "more findings" in finding.message] == [30]


def test_a_lost_title_is_looked_for_once_in_each_place() -> None:
    class Counted(list[tuple[int, str]]):
        walks = 0

        def __iter__(self):  # type: ignore[no-untyped-def]
            self.walks += 1
            return super().__iter__()

    have = Counted((index, "question-1") for index in range(0, 400, 4))
    lines = ["", "Question 4"] * 200
    assert find_by_title(lines, list[HeadingLine](), matcher(), have)
    assert have.walks <= 3


@pytest.mark.parametrize("text", [FOREIGN, REPEATED, "* [ ] a\n" * 5_000, "a\n" * 20_000])
def test_what_leaves_the_process_grows_no_faster_than_the_file(text: str) -> None:
    whole = fill() + text
    assert len(pickle.dumps(judged(whole))) < 60 * len(whole) + 100_000


OWN = "### What is {0} of it?\n\n> **Tell it**\n>\n> Answer:\n\nOurs {0}.\n\n"


@pytest.mark.parametrize("most", [400, 3_000])
def test_questions_of_a_report_without_a_template_have_a_cap_and_nothing_is_lost(most: int) -> None:
    text = "# R\n\n" + "".join(OWN.format(n) for n in range(most))
    report = parse(text, None)
    assert len(report.answers) == caps.MAX_QUESTIONS
    assert len(report.extras) == caps.MAX_EXTRAS
    shown = [*(answer.text for answer in report.answers), *(extra.text for extra in report.extras)]
    assert "\n".join(shown).count("Ours") == most
    assert rules(text, None).count("too-many") == 1


def test_headings_of_a_report_without_a_template_are_cut() -> None:
    text = f"# R\n\n## {'Part ' * 500}\n\n### {'What ' * 500}?\n\n> **Tell it**\n>\n> Answer:\n\nOurs.\n"
    report = judged(text, None).report
    question = report.answers[0].question
    assert (len(question.heading), len(question.section or "")) == (caps.MAX_TITLE, caps.MAX_TITLE)
    assert report.answers[0].text == "Ours."
    assert rules(text, None).count("too-many") == 1


def test_the_groups_own_title_is_cut() -> None:
    report = judged(fill().replace("# Report on the kitchen", f"# {'Kitchen ' * 500}")).report
    assert len(report.own_title) == caps.MAX_TITLE


def test_texts_outside_of_the_questions_beyond_the_cap_are_one_and_nothing_is_lost() -> None:
    parts = "\n## The bread\n\nOurs.\n" * 300
    report = parse(fill().replace("### Question 2", f"{parts}\n### Question 2"))
    assert len(report.extras) == caps.MAX_EXTRAS
    assert "\n".join(extra.text for extra in report.extras).count("Ours.") == 300


@pytest.mark.parametrize("template", [True, False], ids=["template", "no template"])
def test_lines_of_a_prompt_have_a_cap(template: bool) -> None:
    text = fill().replace("> Answer:\n\nTake", "> a\n" * 5_000 + "> Answer:\n\nTake")
    report = (judged(text) if template else judged(text, None)).report
    assert max(len(answer.prompt) for answer in report.answers) <= caps.MAX_PROMPT
    assert max(len(answer.question.prompt) for answer in report.answers) <= caps.MAX_PROMPT
    assert "too-many" in [fault.rule for fault in report.faults]


@pytest.mark.parametrize(
    ("piece", "most"), [("![a](a{}.png) ", caps.MAX_IMAGES), ("[a](https://example.org/{}) ", caps.MAX_LINKS)]
)
def test_images_and_links_of_a_report_have_a_cap(piece: str, most: int) -> None:
    half = "".join(piece.format(n) for n in range(most // 2 + 1))
    text = fill(q3=half, q4=half)
    report = parse(text)
    assert [bool(answer.beyond) for answer in report.answers] == [False, False, False, True]
    assert report.answers[3].html.count(piece[:3]) == most // 2 + 1
    assert "answer-too-large" in rules(text)


def test_alternative_texts_have_a_cap() -> None:
    text = fill(q3=f"a ![{'loaf ' * 1_000}](figures/loaf.png)")
    assert [len(image.alt) for image in judged(text).report.answers[2].images] == [caps.MAX_ALT]
    assert "too-many" in rules(text)


def test_repeats_of_a_question_have_a_cap() -> None:
    assert len(parse(fill() + REPEATED).answers[3].copies) == caps.MAX_EXTRAS


def test_findings_of_a_report_have_a_cap_and_change_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    text = fill({n: f"![a](https://example.org/a.png) <script>{n}</script> " * 40 for n in (2, 3, 4)})
    whole = judged(text)
    monkeypatch.setattr("mkdocs_report.rules.judge.MAX_FINDINGS", 20)
    few = judged(text)
    assert len(few.findings) < len(whole.findings) / 2
    assert {(f.rule, f.question, f.severity) for f in few.findings} == {
        (f.rule, f.question, f.severity) for f in whole.findings
    }
    assert [few.verdict_of(answer) for answer in few.report.answers] == [
        whole.verdict_of(answer) for answer in whole.report.answers
    ]


def test_headings_that_are_nearly_questions_are_compared_so_often_only() -> None:
    ready = matcher(fill().replace("### Question 4", "### What did you learn?"))
    for number in range(1_000):
        ready.question_of(HeadingLine(0, 3, "", f"what didst you lear {number}"))
    misspelt = HeadingLine(0, 3, "", "what did you lern")
    assert ready.question_of(misspelt) is None
    ready.forget()
    assert ready.question_of(misspelt) is not None
