"""Print findings as text: a summary, then the findings of each report with file and line, then the summary again."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.segment import Segment, Segments
from rich.style import Style

from mkdocs_report.export.text_lines import Run, line_of
from mkdocs_report.export.text_tables import STYLES, print_question_table, print_report_table, print_rule_table
from mkdocs_report.export.totals import course_totals, worst_first
from mkdocs_report.model.course import Course, Judged, Problem
from mkdocs_report.model.finding import REPORT_VERDICTS, Finding, Severity
from mkdocs_report.model.report import Report
from mkdocs_report.runtime.text import WIDTH, plural, visible

FEW = 5
"""The most reports whose findings are printed without being asked for."""
_FEW_PROBLEMS = 5
"""The most problems of a course that are printed where its findings are not."""
_KIND = {kind: Style.parse(style) for kind, style in STYLES.items()}
_PLAIN, _TITLE, _FILE, _ASIDE, _HELP = (Style.parse(style) for style in ("none", "bold", "bold dim", "dim", "italic"))
_ORDER = ("error", "warning", "waived")


@dataclass(frozen=True, slots=True)
class TextOptions:
    """The options for what the text shows.

    - `findings`: whether to list the findings; None to list those of few reports only
    - `errors_only`: whether to leave out warnings, and reports without errors
    - `quiet`: whether to print only the totals
    """

    findings: bool | None = None
    errors_only: bool = False
    quiet: bool = False


_SOME, _EVERYTHING = TextOptions(), TextOptions(findings=True)


def to_text(course: Course) -> str:
    """Return all findings as `print_course` prints them, for a file."""
    out = io.StringIO()
    console = Console(file=out, width=WIDTH, highlight=False, markup=False, emoji=False, force_terminal=False)
    print_course(course, console, _EVERYTHING)
    return out.getvalue()


def print_course(course: Course, console: Console, options: TextOptions = _SOME) -> None:
    """Print a summary, the findings of each report, a table and the totals; the worst report comes first.

    Lines are wrapped only at a terminal, and never within a path.
    """
    if options.quiet:
        _print_line([Run(f"{course_totals(course)}.", _TITLE)], console)
        return
    ranked = worst_first(course.reports)
    lists_findings = len(ranked) <= FEW if options.findings is None else options.findings
    is_single = len(ranked) == 1
    if len(ranked) > 1:
        _print_line(_verdicts(course), console)
        console.print()
    if lists_findings:
        for judged in ranked:
            findings = _shown_findings(judged, options)
            if findings or not options.errors_only or is_single:
                console.print(Segments(_report_lines(judged, findings, console)), soft_wrap=True)
    if is_single and ranked[0].report.answers:
        print_question_table(ranked[0], console)
    elif ranked:
        print_report_table(course, [each for each in ranked if _is_shown(each, options)], console)
        if not lists_findings:
            print_rule_table(ranked, console, options.errors_only)
    _print_problems(course.problems, lists_findings, console)
    _print_totals(course, lists_findings, options, console)


def _is_shown(judged: Judged, options: TextOptions) -> bool:
    return not options.errors_only or bool(judged.totals.errors)


def _shown_findings(judged: Judged, options: TextOptions) -> list[Finding]:
    """Return the findings to print, errors first, each kind in the order of the template."""
    order = {answer.question.id: index for index, answer in enumerate(judged.report.answers)}
    shown = [f for f in judged.findings if not options.errors_only or _kind(f) == Severity.ERROR.value]
    return sorted(shown, key=lambda f: (_ORDER.index(_kind(f)), order.get(f.question or "", -1), f.line))


def _kind(finding: Finding) -> str:
    return "waived" if finding.waived is not None else finding.severity.value


def _report_lines(judged: Judged, findings: Sequence[Finding], console: Console) -> Iterator[Segment]:
    """Yield a report as segments for the console, which is ten times as fast as a text for each line."""
    width = console.width if console.is_terminal else None
    report, path, totals = judged.report, visible(judged.report.path), judged.totals
    yield from line_of([Run(visible(report.title), _TITLE), Run(path, _FILE, True, gap=2)], 0, 2, width)
    counts = [plural(totals.errors, "error"), plural(totals.warnings, "warning")]
    counts += [f"{totals.waived} waived"] if totals.waived else []
    about = ", ".join([*counts, *([judged_by(report)] if judged_by(report) else [])])
    yield from line_of([Run(about, _ASIDE)], 2, 4, width)
    for finding in findings:
        kind = _kind(finding)
        runs = (
            Run(f"{path}:{finding.line}:", _PLAIN, True),
            Run(kind, _KIND[kind]),
            Run(visible(finding.message), _PLAIN),
            Run(f"[{finding.rule}]", _ASIDE),
        )
        yield from line_of(runs, 2, 4, width)
        more = finding.help if finding.waived is None else f"Waived: {finding.waived}"
        yield from line_of([Run(visible(more), _HELP if finding.waived is None else _ASIDE)], 4, 4, width)
    yield Segment("\n")


def judged_by(report: Report) -> str:
    """Return the template that a report was judged by; empty if the report could not be read."""
    if report.template:
        return visible(f"judged by {report.template.path}")
    return "judged by its own prompts" if report.answers else ""


def _print_problems(problems: Sequence[Problem], all_of_them: bool, console: Console) -> None:
    """Print the problems of the course, a line each."""
    shown = problems if all_of_them or len(problems) <= _FEW_PROBLEMS else problems[: _FEW_PROBLEMS - 1]
    if shown:
        console.print()
    for problem in shown:
        place, message = visible(f"{problem.path}:{problem.line}:"), visible(problem.message)
        _print_line([Run(place, _KIND["warning"], True), Run(message, _KIND["warning"])], console)
    if len(shown) < len(problems):
        _print_line([Run(f"{len(problems) - len(shown)} more like these", _KIND["warning"])], console)


def _print_line(runs: Sequence[Run], console: Console) -> None:
    width = console.width if console.is_terminal else None
    console.print(Segments(line_of(runs, 0, 2, width)), soft_wrap=True, end="")


def _verdicts(course: Course) -> list[Run]:
    """Return the number of reports of each verdict, the worst first: `3 reports: 1 with errors, 2 passed`."""
    runs = [Run(f"{plural(len(course.reports), 'report')}:", _TITLE)]
    found = {verdict: course.count(verdict) for verdict in reversed(REPORT_VERDICTS) if course.count(verdict)}
    for left, (verdict, number) in enumerate(found.items(), 1 - len(found)):
        runs.append(Run(f"{number} {REPORT_VERDICTS[verdict]}{',' if left else ''}", _KIND[verdict.value]))
    return runs


def _print_totals(course: Course, lists_findings: bool, options: TextOptions, console: Console) -> None:
    """Print the last lines: the findings of all reports, and how to see more."""
    totals = course.totals
    console.print()
    said = [Run(f"{course_totals(course)}.", _TITLE)]
    if totals.errors or totals.warnings:
        hints = ["`-v` lists the findings."] if not lists_findings else []
        hints += ["Warnings are not listed."] if options.errors_only and totals.warnings else []
        said.append(Run(" ".join([*hints, "`mkdocs-report explain RULE` explains a rule."]), _ASIDE))
    _print_line(said, console)
