"""A rule for boxes that are ticked although the group's files do not show it: `claimed-not-found`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mkdocs_report.model.finding import Severity
from mkdocs_report.model.report import Report
from mkdocs_report.rules.rule import Draft, Rule

if TYPE_CHECKING:
    from mkdocs_report.model.evidence import Evidence


def claimed_not_found(report: Report) -> Iterator[Draft]:
    """Find boxes that are ticked without evidence in the group's files."""
    for evidence in report.evidence:
        if evidence.unproven:
            yield Draft(
                f"“{evidence.item}” is ticked, but {_gap(evidence)}.",
                "Commit and push the files, or untick the box. If the files have other names or are elsewhere, ask for "
                "a waiver.",
                evidence.line,
                evidence.line,
                expected=evidence.wanted,
            )


def _gap(evidence: Evidence) -> str:
    if evidence.found:
        return f"some of its files were not found: {', '.join(evidence.missing)}"
    return f"no file was found for it: {evidence.wanted}"


RULES = (
    Rule(
        "claimed-not-found",
        Severity.WARNING,
        "A box is ticked, but the group has no file for it.",
        """
A course can list in its [evidence file](../../guide/evidence.md) which files are evidence for an item of the checklist:
a Dockerfile, a workflow, tests. The finding is reported if the box is ticked and no file has such a name.

Only names are compared, so the finding is a hint, not a proof: the file may have another name or be elsewhere. The
names are those of the repository when it was collected or, in a student's own repository, those of the files that git
tracks. If the names are not known, there is no finding.
""",
        report=claimed_not_found,
    ),
)
