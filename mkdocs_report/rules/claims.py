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
                "Commit and push what belongs to it, or take the tick out. A tick may be right all the same, where the "
                "files lie elsewhere or have other names: then ask for a waiver.",
                evidence.line,
                evidence.line,
                expected=evidence.wanted,
            )


def _gap(evidence: Evidence) -> str:
    if evidence.found:
        return f"only a part of it was found: there is no {', no '.join(evidence.missing)}"
    return f"nothing was found for it; looked for: {evidence.wanted}"


RULES = (
    Rule(
        "claimed-not-found",
        Severity.WARNING,
        "A box is ticked, and nothing in the group's files shows it.",
        """
A course may say in its [evidence file](../../guide/evidence.md) what in a repository proves an item of the checklist: a
Dockerfile, a workflow, tests. Where the box is ticked and no file has such a name, this is the finding.

Names are all that is looked at, so it is a hint and no proof: the thing may have another name, or be in another place.
It is looked for in the repository as it was collected, or, in a student's own repository, among the files that git
knows. Where the names of a group's files are not known, nothing is said.
""",
        report=claimed_not_found,
    ),
)
