"""Write findings as annotations in a pull request, with GitHub's workflow commands.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_report.export.paths import Checkout
from mkdocs_report.model.course import Course
from mkdocs_report.model.finding import Severity
from mkdocs_report.runtime.text import plural, visible

MAX_ANNOTATIONS = 9
"""GitHub shows ten annotations of each level for a step. The tenth gives the number of the others."""
_DATA = re.compile(r"[%\r\n]")
_PROPERTY = re.compile(r"[%\r\n:,]")
_LEVELS = ((Severity.ERROR, "error"), (Severity.WARNING, "warning"))


def to_annotations(course: Course, checkout: Checkout) -> str:
    """Return the annotations, one a line, errors first; without waived findings."""
    return "".join(f"{line}\n" for line in _lines(course, checkout))


def _lines(course: Course, checkout: Checkout) -> Iterator[str]:
    for severity, level in _LEVELS:
        lines = [
            _line(level, checkout.path(judged.report.path), finding.line, finding.end_line,
                  f"{judged.report.title}: {finding.rule}", f"{finding.message} {finding.help}")
            for judged in course.reports
            for finding in judged.findings
            if finding.severity is severity and finding.counts
        ]  # fmt: skip
        if severity is Severity.WARNING:
            lines += [_line(level, checkout.path(p.path), p.line, p.line, "Course", p.message) for p in course.problems]
        yield from lines[:MAX_ANNOTATIONS]
        if len(lines) > MAX_ANNOTATIONS:
            rest = plural(len(lines) - MAX_ANNOTATIONS, f"more {severity.value}")
            yield f"::{level} title=mkdocs-report::{_escaped(f'{rest}. See the job summary or the log.', _DATA)}"


def _line(level: str, path: str, first: int, last: int, title: str, message: str) -> str:
    properties = {"file": path, "line": str(max(1, first)), "endLine": str(max(1, first, last)), "title": title}
    named = ",".join(f"{name}={_escaped(value, _PROPERTY)}" for name, value in properties.items())
    return f"::{level} {named}::{_escaped(message, _DATA)}"


def _escaped(text: str, special: re.Pattern[str]) -> str:
    return special.sub(lambda match: f"%{ord(match[0]):02X}", visible(text))
