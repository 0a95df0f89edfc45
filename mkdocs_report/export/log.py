"""Write findings as lines of a build log, `path:line: error: message help [rule]`, and their number as the last one."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_report.export.totals import course_totals, worst_first
from mkdocs_report.model.course import Course
from mkdocs_report.model.finding import Severity
from mkdocs_report.runtime.text import visible

_ERROR = Severity.ERROR


def log_lines(course: Course, fail_on: str) -> Iterator[tuple[bool, str]]:
    """Yield whether each finding fails a strict build, and its line: the worst report first, its errors first.

    The last line has the number of findings, if there are reports.

    Args:
        course: the course.
        fail_on: `error`, `warning` (errors and warnings fail a build) or `never`.
    """
    for problem in course.problems:
        yield fail_on == "warning", visible(f"{problem.path}:{problem.line}: {problem.message}")
    failing = {"error": {_ERROR}, "warning": {_ERROR, Severity.WARNING}}.get(fail_on, set())
    for judged in worst_first(course.reports):
        for finding in sorted(judged.findings, key=lambda each: (each.waived is not None, each.severity is not _ERROR)):
            place = f"{judged.report.path}:{finding.line}"
            if finding.waived is not None:
                yield False, visible(f"{place}: waived: {finding.message} ({finding.waived}) [{finding.rule}]")
                continue
            text = f"{place}: {finding.severity.value}: {finding.message} {finding.help} [{finding.rule}]"
            yield finding.severity in failing, visible(text)
    if course.reports:
        yield False, f"{course_totals(course)}."
