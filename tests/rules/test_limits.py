"""Limits of each unit, of the whole answer and of its parts, are judged by what a reader counts."""

from __future__ import annotations

import pytest

from mkdocs_report.config.settings import Settings
from mkdocs_report.course.judging import judge_report
from mkdocs_report.model.course import Judged
from mkdocs_report.model.finding import Finding, Severity
from mkdocs_report.model.limits import Bounds, Limit, Limits, Unit
from mkdocs_report.rules.judge import RULES
from mkdocs_report.rules.policy import Policy
from tests.support.reports import fill, parse

SAMPLES = {
    Unit.WORDS: "word ",
    Unit.IMAGES: "![x](figures/x.png)\n\n",
    Unit.CHARACTERS: "o",
    Unit.SENTENCES: "It is so. ",
    Unit.PARAGRAPHS: "It is so.\n\n",
    Unit.LINKS: "[x](https://example.org/{n})\n\n",
    Unit.TABLES: "| a |\n|---|\n| b |\n\n",
    Unit.CODE_BLOCKS: "```\nx = {n}\n```\n\nand\n\n",
}
"""One of each unit. A convention that counts more or less of it does not exist or does not matter."""


def judged(text: str, *limits: Limit) -> Judged:
    """Judge an answer to question 4 by these limits."""
    policy = Policy(limits={"4": Limits(limits)})
    return judge_report(parse(fill(q4=text)), Settings(policy=policy))


def findings(text: str, *limits: Limit) -> list[Finding]:
    return [finding for finding in judged(text, *limits).findings if finding.question == "question-4"]


def sample(unit: Unit, number: int) -> str:
    text = "".join(SAMPLES[unit].replace("{n}", str(n)) for n in range(number))
    return text or ("![x](figures/x.png)" if unit is not Unit.IMAGES else "x")


def named(few: bool, unit: Unit) -> str:
    return f"too-{'few' if few else 'many'}-{unit.many.replace(' ', '-')}"


@pytest.mark.parametrize("unit", Unit)
class TestEachUnit:
    """The two rules of a unit."""

    @pytest.mark.parametrize(
        ("bounds", "few", "help_text"),
        [
            (Bounds(9), True, "Add at least 6 {many}."),
            (Bounds(9, 12), True, "Add at least 6 {many}."),
            (Bounds(None, 2), False, "Remove at least 1 {one}."),
            (Bounds(1, 2), False, "Remove at least 1 {one}."),
            (Bounds(3, 3), None, ""),
            (Bounds(3), None, ""),
            (Bounds(None, 3), None, ""),
        ],
    )
    def test_outside_and_inside(self, unit: Unit, bounds: Bounds, few: bool | None, help_text: str) -> None:
        found = findings(sample(unit, 3), Limit(unit, bounds))
        if few is None:
            assert found == []
            return
        assert [finding.rule for finding in found] == [named(few, unit)]
        assert (found[0].observed, found[0].expected) == (3, bounds)
        assert found[0].message.startswith(f"Question 4: 3 {unit.many}")
        assert found[0].message.endswith(f"required {bounds}.")
        if unit is not Unit.IMAGES or not few:
            assert found[0].help == help_text.format(one=unit.noun, many=unit.many)

    def test_a_limit_that_is_recommended_gives_a_warning(self, unit: Unit) -> None:
        found = findings(sample(unit, 1), Limit(unit, Bounds(20), advisory=True))
        assert [(each.rule, each.severity) for each in found] == [(named(True, unit), Severity.WARNING)]
        assert "recommended at least 20" in found[0].message

    def test_each_part_is_judged_by_its_own_limit(self, unit: Unit) -> None:
        text = f"a)\n\n{sample(unit, 1)}\n\nb)\n\n{sample(unit, 2)}{sample(unit, 40)}\n\n"
        found = findings(text, Limit(unit, Bounds(None, 20), part=True))
        assert [finding.rule for finding in found] == [named(False, unit)]
        assert found[0].message.startswith("Question 4, part “b)”: ")
        assert parse(fill(q4=text)).line_count > found[0].line > parse(fill(q4=text)).answers[3].line

    def test_nothing_is_judged_without_parts(self, unit: Unit) -> None:
        assert findings(sample(unit, 3), Limit(unit, Bounds(100), part=True)) == []

    def test_an_answer_that_is_missing_is_not_also_too_short(self, unit: Unit) -> None:
        found = findings("--- question 4 fill here ---", Limit(unit, Bounds(2, 3)))
        assert [finding.rule for finding in found] == ["unanswered"]
        assert f"2–3 {unit.many}" in found[0].help

    def test_its_rules_are_documented(self, unit: Unit) -> None:
        for few in (True, False):
            assert RULES[named(few, unit)].summary.endswith(".")


@pytest.mark.parametrize(
    ("text", "limit", "message"),
    [
        (
            "two words",
            Limit(Unit.CHARACTERS, Bounds(None, 8)),
            "9 characters (8 by another count), required at most 8.",
        ),
        (
            "- flour\n- salt",
            Limit(Unit.SENTENCES, Bounds(None, 1)),
            "2 sentences (0 by another count), required at most 1.",
        ),
        (
            "We used:\n\n- salt",
            Limit(Unit.PARAGRAPHS, Bounds(2)),
            "1 paragraph (2 by another count), required at least 2.",
        ),
        (
            "Known.\n\n## References\n\n[1] Smith, A book.\n[2] Jones, A book.",
            Limit(Unit.LINKS, Bounds(2)),
            "0 links (2 by another count), required at least 2.",
        ),
        ("```\n| a |\n| b |\n```", Limit(Unit.TABLES, Bounds(1, 1)), "0 tables (1 by another count), required 1."),
        ("`make all`", Limit(Unit.CODE_BLOCKS, Bounds(1)), "0 code blocks (1 by another count), required at least 1."),
        (
            "Two words.[^1]\n\n[^1]: And a note.",
            Limit(Unit.WORDS, Bounds(None, 3)),
            "5 words (2 by another count), required at most 3.",
        ),
        ("We did it :tada:", Limit(Unit.WORDS, Bounds(None, 3)), "4 words (3 by another count), required at most 3."),
    ],
)
def test_a_number_on_which_conventions_differ_gives_a_warning(text: str, limit: Limit, message: str) -> None:
    found = [each for each in findings(text, limit) if each.rule.startswith("too-")]
    assert [(each.severity, each.message) for each in found] == [(Severity.WARNING, f"Question 4: {message}")]


def test_a_number_on_which_all_conventions_agree_gives_an_error() -> None:
    found = findings("Two words.[^1]\n\n[^1]: And a note.", Limit(Unit.WORDS, Bounds(None, 1)))
    assert [(each.severity, each.message) for each in found] == [
        (Severity.ERROR, "Question 4: 5 words, required at most 1.")
    ]


def test_what_the_prompt_leaves_out_is_not_counted() -> None:
    text = "Two words.[^1]\n\n[^1]: And a note."
    limit = Limit(Unit.WORDS, Bounds(None, 2), excluding=("footnotes",))
    assert findings(text, limit) == []
    result = judged(text, limit)
    assert result.report.answers[3].words.number == 2
    assert result.report.answers[3].count.rendered == 5


def test_headings_may_name_the_parts_of_an_answer() -> None:
    text = "#### One\n\nWe did it.\n\n#### Two\n\nWe did it again."
    assert findings(text, Limit(Unit.WORDS, Bounds(2, 9), part=True)) == []
    assert [each.rule for each in findings(text, Limit(Unit.WORDS, Bounds(2, 9)))] == ["heading-in-answer"]


def test_nothing_is_counted_that_no_limit_asks_for() -> None:
    result = judge_report(parse(fill()), Settings())
    assert all(answer.measures == () for answer in result.report.answers)


def test_limits_of_several_units_hold_together() -> None:
    found = findings("One. Two. Three.", Limit(Unit.WORDS, Bounds(5)), Limit(Unit.SENTENCES, Bounds(None, 2)))
    assert [each.rule for each in found] == ["too-few-words", "too-many-sentences"]


def test_a_long_label_is_cut_and_masked() -> None:
    text = f"## {'Experiment ' * 20}s123456\n\na b\n\n## Two\n\nc"
    report = parse(fill(q4=text))
    policy = Policy(limits={"4": Limits((Limit(Unit.WORDS, Bounds(None, 1), part=True),))})
    found = judge_report(report, Settings(policy=policy), lambda text: text.replace("s123456", "Student 1")).findings
    label = next(each.message for each in found if each.rule == "too-many-words").split("“")[1].split("”")[0]
    assert len(label) <= 61


@pytest.mark.parametrize(
    ("bounds", "text"),
    [
        (Bounds(1, None), "at least 1 link"),
        (Bounds(None, 1), "at most 1 link"),
        (Bounds(2, None), "at least 2 links"),
        (Bounds(1, 2), "1–2 links"),
    ],
)
def test_a_unit_agrees_with_the_last_number(bounds: Bounds, text: str) -> None:
    assert Limit(Unit.LINKS, bounds).text == text
