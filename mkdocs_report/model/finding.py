"""A finding of a rule, its severity, and the verdicts that follow from findings."""

from __future__ import annotations

from mkdocs_report.model.base import OneOf, record
from mkdocs_report.model.limits import Bounds

Observed = int | str | Bounds | None
"""An observed or expected value: a number, bounds, or a short text."""


class Severity(OneOf):
    """The severity of a rule or a finding: an error fails a strict build, a warning is only shown."""

    ERROR = "error"
    WARNING = "warning"


class Verdict(OneOf):
    """The verdict of an answer or a whole report."""

    PASSED = "passed"
    WARNING = "warning"
    ERROR = "error"
    UNANSWERED = "unanswered"


REPORT_VERDICTS = {
    Verdict.PASSED: "passed",
    Verdict.WARNING: "with warnings only",
    Verdict.ERROR: "with errors",
}
"""The verdicts of a report, as phrases after a number of reports."""


@record
class Finding:
    """A place at which a report breaks a rule.

    - `rule`, `severity`: the name of the rule, and the severity of the finding
    - `message`, `help`: what is wrong, and what to do
    - `line`, `end_line`: the first and the last line, 1-based and inclusive
    - `question`: the id of the question; None for the whole file
    - `observed`, `expected`: numbers, bounds or short texts
    - `waived`: the reason why the finding is waived; None if it is not
    """

    rule: str
    severity: Severity
    message: str
    help: str
    line: int
    end_line: int
    question: str | None = None
    observed: Observed = None
    expected: Observed = None
    waived: str | None = None

    @property
    def counts(self) -> bool:
        """Whether it counts for a verdict; a waived finding does not."""
        return self.waived is None
