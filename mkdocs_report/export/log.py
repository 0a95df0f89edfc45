"""Write findings as lines of a build log: `path:line: message help [rule]`."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_report.model.course import Course
from mkdocs_report.model.finding import Severity
from mkdocs_report.runtime.text import visible


def log_lines(course: Course, fail_on: str) -> Iterator[tuple[bool, str]]:
    """Yield whether each finding fails a strict build, and its line.

    Args:
        course: the course.
        fail_on: `error`, `warning` (errors and warnings fail a build) or `never`.
    """
    for problem in course.problems:
        yield fail_on == "warning", visible(f"{problem.path}:{problem.line}: {problem.message}")
    failing = {"error": {Severity.ERROR}, "warning": {Severity.ERROR, Severity.WARNING}}.get(fail_on, set())
    for judged in course.reports:
        for finding in judged.findings:
            place = f"{judged.report.path}:{finding.line}"
            if finding.waived is not None:
                yield False, visible(f"{place}: waived: {finding.message} ({finding.waived}) [{finding.rule}]")
                continue
            text = f"{place}: {finding.severity.value}: {finding.message} {finding.help} [{finding.rule}]"
            yield finding.severity in failing, visible(text)
