"""Collect notes about places of a repaired report that its group must decide on."""

from __future__ import annotations

from mkdocs_report.model.report import Report
from mkdocs_report.model.template import question_name


def repair_notes(report: Report) -> list[tuple[int, str]]:
    """Return a line and a message for each unfinished merge and each repeated question, by line."""
    notes: list[tuple[int, str]] = []
    if report.conflict_line:
        notes.append((report.conflict_line, "The file contains both versions of an unfinished merge. Delete one."))
    for answer in report.answers:
        name = question_name(answer.question)
        if answer.conflict_line:
            notes.append((answer.conflict_line, f"{name} contains both versions of an unfinished merge. Delete one."))
        message = f"{name} is repeated here. The repetition was moved above the first question of the section."
        notes += [(line, message) for line in answer.copies]
    return sorted(notes)
