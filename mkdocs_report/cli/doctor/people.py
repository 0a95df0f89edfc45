"""Compares the roster of a course with its reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from mkdocs_report.cli.doctor.facts import People
from mkdocs_report.cli.doctor.roster_members import member_warnings
from mkdocs_report.config.options import listed
from mkdocs_report.config.roster_file import read_roster
from mkdocs_report.course.group_folders import group_folder
from mkdocs_report.errors import SettingsError
from mkdocs_report.masking.mask import NUMBER
from mkdocs_report.model.course import Course
from mkdocs_report.parsing.collect_record import recorded_group
from mkdocs_report.runtime.files import read_regular


def people_of(options: Mapping[Any, Any], base: Path, course: Course) -> People | None:
    """Return what the roster says against the reports of a course; None if the settings name no roster."""
    publish = options.get("publish") or {}
    path = publish.get("roster")
    if not path:
        return None
    file = base / path
    if not file.is_file():
        raise SettingsError(f"publish: roster: there is no file “{path}”.", ("publish", "roster"))
    number = publish.get("numbers") or NUMBER
    roster = read_roster(file, path, number)
    without = {*listed(publish.get("without") or ())}
    known: set[str] = set()
    unknown, ambiguous = [], []
    for judged in course.reports:
        recorded = recorded_group(group_folder(base / judged.report.path))
        entries = roster.about(judged.report.id, judged.report.title, recorded)
        known |= {entry.group for entry in entries}
        if not entries and without.isdisjoint({judged.report.id, recorded}):
            unknown.append(judged.report.id)
        if len(entries) > 1:
            ambiguous.append((judged.report.id, tuple(entry.line for entry in entries)))
    missing = tuple(entry.line for entry in roster.entries if entry.group not in known)
    uncertain = tuple(member_warnings(roster, _texts(course, base), number))
    unused = tuple((f"{column.message[0].upper()}{column.message[1:]}", column.line) for column in roster.unused)
    return People(path, roster.asks_consent, missing, tuple(unknown), uncertain, unused, tuple(ambiguous))


def _texts(course: Course, base: Path) -> Iterator[str]:
    """The titles and the texts of reports."""
    for judged in course.reports:
        yield judged.report.title
        with suppress(OSError):
            yield read_regular(base / judged.report.path).decode("utf-8", "replace")
