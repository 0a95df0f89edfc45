"""Apply waivers to findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mkdocs_report.config.settings import Waiver
from mkdocs_report.model.finding import Finding
from mkdocs_report.model.report import Report


def waive(finding: Finding, report: Report, waivers: Sequence[Waiver]) -> Finding:
    """Return a finding with the reason of the first waiver for it, or unchanged."""
    for waiver in waivers:
        if waiver.rule == finding.rule and waiver.group == report.id and is_about(waiver, finding, report):
            return replace(finding, waived=waiver.reason)
    return finding


def is_about(waiver: Waiver, finding: Finding, report: Report) -> bool:
    """Whether a waiver for a report and a rule covers this finding: its question, its item, or the whole report."""
    if waiver.item is not None:
        from mkdocs_report.config.evidence import contains  # few courses have evidence

        return any(e.line == finding.line and contains(e.item, waiver.item) for e in report.evidence)
    if waiver.question is None:
        return True
    answer = report.answer(finding.question) if finding.question else None
    return answer is not None and waiver.question in {answer.question.id, str(answer.question.number)}
