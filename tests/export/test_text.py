"""The text of many reports, of few and of one: in a terminal of any width, and for a pipe."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console
from rich.style import Style

from mkdocs_report.export.log import log_lines
from mkdocs_report.export.outputs import render
from mkdocs_report.export.paths import Checkout
from mkdocs_report.export.text import FEW, TextOptions, print_course
from mkdocs_report.export.text_lines import Run, line_of
from mkdocs_report.export.totals import course_totals
from mkdocs_report.model.course import Course, Judged, Problem
from mkdocs_report.model.finding import Finding, Severity
from mkdocs_report.model.report import Report

ERROR, WARNING = Severity.ERROR, Severity.WARNING
SPACED = "figures/our own plot.png"
LONG = f"Image not found: “{SPACED}”, which is shown beside the plot of the first experiment."


def judged(number: int, *severities: Severity, waived: str | None = None) -> Judged:
    """A report with a finding of each severity, on lines 1, 2, 3 ..."""
    path = f"groups/group {number:02}/README.md"
    findings = tuple(
        Finding(f"rule-{each.value}", each, LONG, "Add the file or fix the path.", line, line, waived=waived)
        for line, each in enumerate(severities, 1)
    )
    report = Report(str(number), path, f"Group {number}", None, 9)
    return Judged(report, findings, {})


def printed(course: Course, options: TextOptions = TextOptions(), width: int = 0) -> str:  # noqa: B008 - frozen
    """What is printed for a pipe or, with a width, at a terminal without colours."""
    out = io.StringIO()
    console = Console(file=out, width=width or 140, force_terminal=bool(width), color_system=None, highlight=False)
    print_course(course, console, options)
    return out.getvalue()


@pytest.fixture
def many() -> Course:
    return Course(tuple(judged(number, *[WARNING] * (number % 3), *[ERROR] * (number % 4)) for number in range(28)))


def places(text: str) -> list[str]:
    return [line.strip().partition(": ")[0] for line in text.splitlines() if "/README.md:" in line]


class TestManyReports:
    def test_a_summary_comes_first_and_last_and_no_finding_between(self, many: Course) -> None:
        first, *_, last = printed(many).splitlines()
        assert first == "28 reports: 21 with errors, 4 with warnings only, 3 passed"
        assert last.startswith("42 errors, 27 warnings in 25 of 28 reports. `-v` lists the findings.")
        assert places(printed(many)) == []

    def test_the_worst_is_first_and_paths_are_whole(self, many: Course) -> None:
        lines = [line for line in printed(many, width=80).splitlines() if line.endswith("README.md")]
        counts = [tuple(map(int, line.split()[1:3])) for line in lines]
        assert counts == sorted(counts, reverse=True)
        assert {line.rpartition("  ")[2] for line in lines} == {each.report.path for each in many.reports}

    @pytest.mark.parametrize("width", [80, 120])
    def test_it_fits_on_a_page(self, many: Course, width: int) -> None:
        lines = printed(many, width=width).splitlines()
        assert len(lines) <= 60
        assert max(map(len, lines)) <= width

    def test_the_rules_with_most_findings_are_counted(self, many: Course) -> None:
        assert "       42         0       21  rule-error\n        0        27       18  rule-warning\n" in printed(many)

    def test_verbose_lists_the_findings_by_report(self, many: Course) -> None:
        text = printed(many, TextOptions(findings=True))
        assert len(places(text)) == 42 + 27
        assert "rule-error\n" not in text
        assert "`-v`" not in text

    def test_few_are_listed_without_being_asked(self, many: Course) -> None:
        assert places(printed(replace(many, reports=many.reports[: FEW + 1]))) == []
        assert len(places(printed(replace(many, reports=many.reports[:FEW])))) == 4 + 6

    def test_errors_only(self, many: Course) -> None:
        text = printed(many, TextOptions(findings=True, errors_only=True))
        assert len(places(text)) == 42
        assert "rule-warning" not in text
        assert "Group 4 " not in text
        assert "27 warnings in 25 of 28 reports. Warnings are not listed." in text

    def test_quiet(self, many: Course) -> None:
        assert printed(many, TextOptions(quiet=True)) == "42 errors, 27 warnings in 25 of 28 reports.\n"

    def test_problems_of_the_course_are_shortened_but_not_lost(self, many: Course) -> None:
        few, lot = (tuple(Problem("w.yml", line, "It waives nothing.") for line in range(n)) for n in (5, 50))
        assert printed(replace(many, problems=few)).count("It waives nothing.") == 5
        text = printed(replace(many, problems=lot))
        assert text.count("It waives nothing.") == 4
        assert "46 more like these" in text
        assert printed(replace(many, problems=lot), TextOptions(findings=True)).count("It waives nothing.") == 50

    def test_a_file_has_all_findings(self, many: Course) -> None:
        text = render("text", many, Checkout())
        assert text == printed(many, TextOptions(findings=True))


def test_one_report_has_its_errors_first() -> None:
    one = judged(1, WARNING, ERROR, WARNING, ERROR)
    waived = judged(2, ERROR, waived="Joined late.").findings
    text = printed(Course((replace(one, findings=(*waived, *one.findings)),)))
    assert [place.rpartition(":")[2] for place in places(text)] == ["2", "4", "1", "3", "1"]
    assert text.startswith("Group 1  groups/group 01/README.md\n  2 errors, 2 warnings, 1 waived\n")
    assert "    Waived: Joined late.\n" in text
    assert text.endswith("\n\n1 report: 2 errors, 2 warnings. `mkdocs-report explain RULE` explains a rule.\n")


def test_a_pipe_gets_a_line_for_each_finding() -> None:
    text = printed(Course((judged(1, ERROR),)))
    assert f"  groups/group 01/README.md:1: error {LONG} [rule-error]\n    Add the file or fix the path.\n" in text


@pytest.mark.parametrize("width", range(48, 140, 7))
def test_a_terminal_wraps_no_path(width: int) -> None:
    text = printed(Course((judged(1, ERROR, WARNING),)), width=width)
    for path in ("groups/group 01/README.md:1:", "groups/group 01/README.md:2:", f"“{SPACED}”,"):
        assert path in text
    assert max(map(len, text.splitlines())) <= width
    assert " ".join(text.split()).count(LONG) == 2


def test_a_quotation_is_wrapped_unless_it_is_a_path() -> None:
    text = "the prompt differs: “a long text with many words” and “a b/c d.png” and “my plot.svg”."
    lines = "".join(each.text for each in line_of([Run(text, Style())], 0, 0, 22)).splitlines()
    assert lines == [
        "the prompt differs: “a",
        "long text with many",
        "words” and",
        "“a b/c d.png” and",
        "“my plot.svg”.",
    ]


@pytest.mark.parametrize(
    ("reports", "line"),
    [
        ((), "0 errors, 0 warnings in 0 reports"),
        ((judged(1, ERROR, WARNING),), "1 report: 1 error, 1 warning"),
        ((judged(1), judged(2)), "0 errors, 0 warnings in 2 reports"),
        ((judged(1), judged(2, WARNING)), "0 errors, 1 warning in 1 of 2 reports"),
        ((judged(1), judged(2, ERROR, waived="Ill.")), "0 errors, 0 warnings in 2 reports"),
    ],
)
def test_the_totals_in_a_line(reports: tuple[Judged, ...], line: str) -> None:
    assert course_totals(Course(reports)) == line


class TestLog:
    """The lines of a build's log."""

    def test_each_finding_is_one_line_and_their_number_the_last(self, many: Course) -> None:
        lines = list(log_lines(many, "error"))
        assert len(lines) == 42 + 27 + 1
        assert lines[-1] == (False, "42 errors, 27 warnings in 25 of 28 reports.")
        assert sum(" in 25 of 28 reports" in line for _, line in lines) == 1
        assert [fails for fails, _ in lines] == [": error: " in line for _, line in lines]

    def test_the_worst_report_and_its_errors_come_first(self) -> None:
        waived = judged(3, ERROR, waived="Ill.")
        course = Course((judged(1, WARNING), judged(2, WARNING, ERROR), waived))
        kinds = [line.split(": ")[1] for _, line in log_lines(course, "never") if "README" in line]
        assert kinds == ["error", "warning", "warning", "waived"]

    def test_without_reports_there_is_no_line(self) -> None:
        assert list(log_lines(Course(()), "error")) == []
