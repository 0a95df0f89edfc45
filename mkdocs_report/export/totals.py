"""The findings of a course in one line, and the order of its reports."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs_report.model.course import Course, Judged
from mkdocs_report.runtime.text import plural


def course_totals(course: Course) -> str:
    """Return the numbers of findings: `3 errors, 12 warnings in 2 of 28 reports`, or `1 report: 2 errors, 0 warnings`.

    Waived findings do not count.
    """
    totals, number = course.totals, len(course.reports)
    counts = f"{plural(totals.errors, 'error')}, {plural(totals.warnings, 'warning')}"
    if number == 1:
        return f"1 report: {counts}"
    concerned = sum(1 for judged in course.reports if judged.totals.errors or judged.totals.warnings)
    among = f"{concerned} of {plural(number, 'report')}" if concerned else plural(number, "report")
    return f"{counts} in {among}"


def worst_first(reports: Iterable[Judged]) -> list[Judged]:
    """Return reports by their errors, then by their warnings; equal ones stay in order."""
    return sorted(reports, key=lambda judged: (-judged.totals.errors, -judged.totals.warnings))
