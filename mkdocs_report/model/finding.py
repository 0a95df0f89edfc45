"""A finding of a rule, its severity, and the verdicts that follow from findings."""

from __future__ import annotations

from mkdocs_report.model.base import OneOf, record

Observed = int | str | tuple[int | None, int | None] | None
"""What was seen, or asked for: a number, the least and the most of it, or a short text."""


class Severity(OneOf):
    """The severity of a rule or a finding: a hard finding fails a strict build, a soft one is only shown."""

    HARD = "hard"
    SOFT = "soft"


class Verdict(OneOf):
    """The verdict of an answer or a whole report."""

    PASSED = "passed"
    SOFT = "soft"
    HARD = "hard"
    UNANSWERED = "unanswered"


@record
class Finding:
    """A place at which a report breaks a rule.

    `rule` is the rule's name, `message` says what is wrong, and `help` what to do; `severity` is what it weighs.
    `line` and `end_line` are 1-based and inclusive; `question` is the id of the question, None for the file;
    `observed` and `expected` are numbers, (least, most) pairs or short texts; `waived` is the reason why it is
    excused, None where it is not.
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
