"""Each rule finds what it is for, in the right place, and nothing where all is well."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_report.config.settings import Settings
from mkdocs_report.course.judging import judge_report
from mkdocs_report.model.finding import Severity, Verdict
from mkdocs_report.model.limits import Bounds, Limit, Limits, Unit
from mkdocs_report.rules.judge import RULES
from mkdocs_report.rules.policy import Policy
from tests.support.reports import PNG, TEMPLATE, fill, judged, parse, parse_in, rules, write_group

LONG = "word " * 40

CASES: dict[str, tuple[str, str]] = {
    # rule: a report that breaks it, a line on which the finding stands
    "unanswered": (fill(q2="--- question 2 fill here ---"), "--- question 2 fill here ---"),
    "too-few-words": (fill(q2="Too short."), "Too short."),
    "too-many-words": (fill(q2=LONG), LONG),
    "too-few-images": (fill(q3="The loaf is brown and round."), "The loaf is brown and round."),
    **{f"too-{side}-{unit.many.replace(' ', '-')}": ("", "") for side in ("few", "many") for unit in list(Unit)[2:]},
    # tests/rules/test_limits.py
    "too-many-images": (fill(q3="The loaf is brown and round.\n" + "![a](figures/a.png)\n" * 3), "The loaf is brown"),
    "image-remote": (fill(q3="The loaf is brown and round.\n\n![x](https://example.org/x.png)"), "![x](https"),
    "image-in-code": (fill(q4="See `![x](figures/x.png)`."), "See `"),
    "image-as-link": (fill(q3="The loaf is brown here.\n![a](figures/a.png)\n[b](figures/b.png)"), "[b](figures"),
    "marker-left": (fill(q4="Yes.\n\n--- question 4 fill here ---"), "--- question 4 fill here ---"),
    "example-copied": (fill(q2="We used ... flour and ... water, and kneaded for ... minutes."), "We used ..."),
    "placeholder-left": (fill(q4="It took XX% longer."), "It took XX%"),
    "question-missing": (f"{fill().partition('### Question 3')[0]}## Looking{fill().partition('## Looking')[2]}", ""),
    "question-duplicated": (fill() + "\n### Question 4\n\nAgain.\n", "### Question 4"),
    "question-unexpected": (fill() + "\n### Question 5\n\nOurs.\n", "### Question 5"),
    "text-outside-questions": (fill().replace("## The bread\n", "## The bread\n\nOurs, here.\n"), "Ours, here."),
    "question-out-of-order": (
        fill().replace("Question 1\n", "Question X\n").replace("Question 2\n", "Question 1\n").replace("X", "2"),
        "### Question",
    ),
    "unclosed-fence": (fill(q4="Look:\n\n```\nflour"), "```"),
    "merge-conflict": (fill(q4="<<<<<<< HEAD\nYes.\n=======\nNo.\n>>>>>>> abc1234"), "<<<<<<< HEAD"),
    "section-missing": (fill().replace("## The bread\n", ""), ""),
    "prompt-changed": (fill().replace("how you made the dough", "how one makes a cake"), "> **Explain how one"),
    "answer-label-missing": (fill().replace("first time?**\n>\n> Answer:", "first time?**\n>"), ""),
    "answer-in-prompt": (
        fill(q4="").replace("first time?**\n>\n> Answer:", "first time?**\n>\n> Answer: Wait."),
        "> Answer: Wait.",
    ),
    "heading-in-answer": (fill(q4="Steps.\n\n## First\n\nWait."), "## First"),
    "checklist-changed": (fill().replace("Wash your hands", "Wash the dog"), "* [ ] Wash the dog"),
    "checklist-mark": (fill().replace("* [ ] Wash", "* [✓] Wash"), "* [✓] Wash"),
    "claimed-not-found": ("", ""),  # tests/course/test_evidence.py
    "not-utf8": ("", ""),
    "too-large": ("", ""),
    "too-slow": ("", ""),
    "too-many": ("", ""),  # tests/parsing/test_caps.py
    "not-a-report": ("# Something else\n", "# Something else"),
    "image-missing": ("", ""),
    "answer-too-large": (fill(q4="Flour. " * 15_000), "Flour."),
    "path-escape": ("", ""),
    "image-too-large": ("", ""),
    "unsafe-html": (fill(q4='Wait.\n\n<button onclick="bake()">Bake</button>'), "<button"),
    "image-type": ("", ""),
    "formula-not-readable": (fill(q4="Wait.\n\nIt is $\\frac{1}$ here."), "It is $"),
}  # fmt: skip


def test_every_rule_has_a_case() -> None:
    assert set(CASES) == set(RULES)


def test_a_good_report_has_no_findings() -> None:
    assert rules(fill()) == []


@pytest.mark.parametrize("rule", [rule for rule, (text, _) in CASES.items() if text])
def test_a_rule_finds_its_case(rule: str) -> None:
    text, place = CASES[rule]
    result = judged(text)
    found = [finding for finding in result.findings if finding.rule == rule]
    assert found, [finding.rule for finding in result.findings]
    assert found[0].severity is RULES[rule].severity
    assert found[0].message.endswith(".")
    assert found[0].help.endswith((".", ")."))
    if place:
        lines = text.split("\n")
        assert any(lines[n - 1].startswith(place[:30].rstrip()) for n in range(found[0].line, found[0].end_line + 1))


@pytest.mark.parametrize("rule", sorted(CASES))
def test_without_a_template_no_message_is_about_one(rule: str) -> None:
    text, _ = CASES[rule]
    for finding in judged(text, None).findings:
        words = f"{finding.message} {finding.help}".replace(
            "If the course has a template, name it: `--template FILE`", ""
        )
        assert "template" not in words, finding


def test_a_prompt_may_end_with_the_word_of_the_label() -> None:
    template = "## Heat\n\n> Is it hot? Give your answer\n\nAnswer:\n\n[your answer]\n"
    assert rules(template.replace("[your answer]", "Hot."), template) == []


@pytest.mark.parametrize("rule", sorted(set(CASES) - {"question-out-of-order", "example-copied", "question-missing"}))
def test_one_cause_gives_one_finding(rule: str) -> None:
    text, _ = CASES[rule]
    if text:
        assert set(rules(text)) == {rule}


@pytest.mark.parametrize(
    ("data", "rule"),
    [(fill().encode() + b"\xff\n", "not-utf8"), (b"x" * 5_000_000, "too-large"), (b"", "not-a-report")],
)
def test_files_that_are_no_text(data: bytes, rule: str) -> None:
    assert rules(data) == [rule]


def test_severities_are_documented_for_people() -> None:
    for rule in RULES.values():
        assert rule.summary.endswith(".")
        assert len(rule.help.strip()) > 20
        assert bool(rule.answer) != bool(rule.report)


class TestLength:
    """Words against limits, and who agrees on them."""

    def finding(self, text: str):  # type: ignore[no-untyped-def]
        return judged(fill(q2=text)).findings[0]

    def test_an_error_if_all_conventions_agree(self) -> None:
        found = self.finding("Only five words stand here")
        assert (found.severity, found.observed, found.expected) == (Severity.ERROR, 5, Bounds(10, 20))
        assert found.message == "Question 2: 5 words, required 10–20."
        assert found.help == "Add at least 5 words."

    def test_a_warning_with_both_numbers_if_conventions_differ(self) -> None:
        found = self.finding("Only five words stand here\n\n```\nflour water salt yeast time\n```")
        assert found.severity is Severity.WARNING
        assert "5 words (12 by another count)," in found.message

    def test_a_warning_if_the_prompt_only_recommends(self) -> None:
        found = judged(fill(q3="Brown.\n\n![x](figures/x.png)")).findings[0]
        assert (found.rule, found.severity) == ("too-few-words", Severity.WARNING)
        assert "recommended 5–30" in found.message

    def test_the_bounds_are_inclusive(self) -> None:
        assert not judged(fill(q2="word " * 10)).findings
        assert not judged(fill(q2="word " * 20)).findings
        assert judged(fill(q2="word " * 21)).findings[0].message.startswith("Question 2: 21 words")


class TestImages:
    """Images on disk."""

    def findings(self, tmp_path: Path, src: str) -> list[tuple[str, str, object]]:
        write_group(tmp_path)
        report = parse_in(tmp_path, fill(q3=f"The loaf is brown and round.\n\n![x]({src})"))
        return [(f.rule, f.message, f.expected) for f in judge_report(report, Settings()).findings]

    @pytest.mark.parametrize(
        ("src", "reason", "meant"),
        [
            ("figures/laof.png", "image not found", "figures/loaf.png"),
            ("figures/Loaf.png", "upper and lower case", "figures/loaf.png"),
            ("loaf.png", "image not found", "figures/loaf.png"),
        ],
    )
    def test_missing(self, tmp_path: Path, src: str, reason: str, meant: str | None) -> None:
        found = self.findings(tmp_path, src)
        assert [rule for rule, _, _ in found] == ["image-missing"]
        assert reason in found[0][1]
        assert found[0][2] == meant

    @pytest.mark.parametrize(
        "src",
        [
            "../secret.png",
            "/etc/loaf.png",
            "figures/../../secret.png",
            "%2e%2e/secret.png",
            "%252e%252e%252fsecret.png",
            r"..\secret.png",
            "C:/loaf.png",
            "file:///etc/loaf.png",
            "figures/link.png",
        ],
    )
    def test_out_of_the_folder(self, tmp_path: Path, src: str) -> None:
        folder = tmp_path / "report"
        write_group(folder)
        (tmp_path / "secret.png").write_bytes(PNG)
        (folder / "figures/link.png").symlink_to(tmp_path / "secret.png")
        for written in (f"![x]({src})", f'<img src="{src}" alt="x">'):
            report = parse_in(folder, fill(q3=f"The loaf is brown and round.\n\n{written}"))
            found = judge_report(report, Settings()).findings
            assert [f.rule for f in found] == ["path-escape"]
            assert "outside the report's folder" in found[0].message
            assert found[0].expected is None

    def test_lfs_pointer_and_broken_file(self, tmp_path: Path) -> None:
        (tmp_path / "figures").mkdir()
        (tmp_path / "figures/lfs.png").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n")
        (tmp_path / "figures/no.png").write_text("not an image")
        assert "Git LFS pointer" in self.findings(tmp_path, "figures/lfs.png")[0][1]
        assert "is not an image" in self.findings(tmp_path, "figures/no.png")[0][1]

    def test_type_by_content_and_by_name(self, tmp_path: Path) -> None:
        (tmp_path / "figures").mkdir()
        (tmp_path / "figures/plot.jpg").write_bytes(PNG)
        (tmp_path / "figures/plot.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
        assert "is PNG named JPG" in self.findings(tmp_path, "figures/plot.jpg")[0][1]
        assert "is SVG" in self.findings(tmp_path, "figures/plot.svg")[0][1]
        assert self.findings(tmp_path, "figures/loaf.png") == []

    @pytest.mark.parametrize("own", ["`![x](figures/loaf.png)`", "[x](figures/loaf.png)"])
    def test_an_image_that_nobody_sees_is_named(self, own: str) -> None:
        result = judged(fill(q3=f"The loaf is brown and round. {own}"))
        assert [f.rule for f in result.findings] == ["too-few-images"]
        assert "figures/loaf.png" in result.findings[0].help

    def test_the_templates_own_placeholder_is_no_image(self) -> None:
        result = judged(fill(q3="The loaf is brown and round.\n\n![my_image](figures/<image>.<extension>)"))
        assert [f.rule for f in result.findings] == ["too-few-images"]


@pytest.mark.parametrize(
    "text", ["TODO", "Write more (MISSING)", "about XX%", "xxx", "... FINISH ...", "see <weblink>", "[insert plot]"]
)
def test_placeholders(text: str) -> None:
    assert rules(fill(q4=f"We did it. {text}")) == ["placeholder-left"]


@pytest.mark.parametrize(
    "text", ["`TODO`", "```\nTODO\n```", "the XXL shirt", "we had a to-do list", "... and so on ...", "Axxos"]
)
def test_what_is_no_placeholder(text: str) -> None:
    assert rules(fill(q4=f"We did it.\n\n{text}")) == []


@pytest.mark.parametrize(
    "change",
    [
        ("> **Explain how you made the dough, and", "> **Explain  how you made the dough, and"),
        ("> **Explain how you made the dough, and what", "> **Explain how you made the dough,**\n> **and what"),
        ("> *We used ... flour", "> _We used ... flour"),
        ("Answer length:", "answer  length:"),
    ],
)
def test_formatting_is_no_change_of_a_prompt(change: tuple[str, str]) -> None:
    text = fill()
    assert change[0] in text
    assert rules(text.replace(*change)) == []


def test_a_changed_prompt_is_shown_as_a_short_difference() -> None:
    found = judged(fill().replace("the dough, and", "a batter and")).findings[0]
    assert found.observed == "−“the dough” +“a batter”"


def test_policy_changes_severities_and_limits() -> None:
    report = parse(fill(q2="Only five words stand here"))
    downgraded = judge_report(report, Settings(policy=Policy({"too-few-words": Severity.WARNING})))
    off = judge_report(report, Settings(policy=Policy({"too-few-words": None})))
    limits = judge_report(report, Settings(policy=Policy(limits={"2": Limits((Limit(Unit.WORDS, Bounds(1, 5)),))})))
    assert [f.severity for f in downgraded.findings] == [Severity.WARNING]
    assert (off.findings, limits.findings) == ((), ())
    assert limits.overridden == {"question-2"}
    assert downgraded.overridden == frozenset()


def test_verdicts() -> None:
    result = judged(fill(q2="--- question 2 fill here ---", q3="Short.\n![x](figures/x.png)", q4="A TODO"))
    assert [result.verdict_of(a) for a in result.report.answers] == [
        Verdict.PASSED,
        Verdict.UNANSWERED,
        Verdict.WARNING,
        Verdict.WARNING,
    ]
    assert result.verdict is Verdict.ERROR
    assert judged(TEMPLATE).verdict is Verdict.ERROR
