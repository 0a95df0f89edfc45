"""Comparison of the roster of a course with its reports."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from mkdocs_report.cli.doctor.facts import RosterFacts
from mkdocs_report.cli.doctor.roster_members import member_warnings
from mkdocs_report.config.options import Options
from mkdocs_report.course.group_folders import group_folder
from mkdocs_report.model.course import Course
from mkdocs_report.parsing.collect_record import recorded_group
from mkdocs_report.publish.options import roster_of
from mkdocs_report.runtime.files import read_regular


def people_of(options: Options, base: Path, course: Course) -> RosterFacts | None:
    """Return the comparison of the roster with the reports of a course; None if the settings name no roster."""
    publish = options.publish
    path = publish.roster
    if not path:
        return None
    roster = roster_of(publish, base)
    known: set[str] = set()
    unknown, ambiguous = [], []
    for judged in course.reports:
        recorded = recorded_group(group_folder(base / judged.report.path))
        entries = roster.entries_for(judged.report.id, judged.report.title, recorded)
        known |= {entry.group for entry in entries}
        if not entries and {judged.report.id, recorded}.isdisjoint(publish.without):
            unknown.append(judged.report.id)
        if len(entries) > 1:
            ambiguous.append((judged.report.id, tuple(entry.line for entry in entries)))
    missing = tuple(entry.line for entry in roster.entries if entry.group not in known)
    uncertain = tuple(member_warnings(roster, _report_texts(course, base), publish.numbers))
    unused = tuple((f"{column.message[0].upper()}{column.message[1:]}", column.line) for column in roster.unused)
    return RosterFacts(path, roster.asks_consent, missing, tuple(unknown), uncertain, unused, tuple(ambiguous))


def _report_texts(course: Course, base: Path) -> Iterator[str]:
    """Yield the title and the text of each report."""
    for judged in course.reports:
        yield judged.report.title
        with suppress(OSError):
            yield read_regular(base / judged.report.path).decode("utf-8", "replace")
