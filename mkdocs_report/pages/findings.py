"""Data of the findings page: all findings of all groups, by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mkdocs_report.model.course import Course
from mkdocs_report.model.finding import Finding, Severity
from mkdocs_report.pages.by_question import CourseQuestion
from mkdocs_report.pages.titles import message_beside_title
from mkdocs_report.rules.judge import RULES
from mkdocs_report.runtime.messages import N_

WAIVED = "waived"
"""The status of a waived finding; that of others is their severity."""
WHOLE_REPORT_LABEL = N_("The report as a whole")
"""The row of findings that are about no question."""
WHOLE_REPORT = "-"
"""The question id of findings about the whole report; no question has this id."""


@dataclass(frozen=True, slots=True)
class FindingCounts:
    """The numbers of errors, warnings and waived findings."""

    errors: int = 0
    warnings: int = 0
    waived: int = 0

    @property
    def total(self) -> int:
        """The number of all findings."""
        return self.errors + self.warnings + self.waived

    @property
    def by_status(self) -> tuple[tuple[str, int], ...]:
        """The number of each status, in the order of the plots."""
        return ("error", self.errors), ("warning", self.warnings), (WAIVED, self.waived)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding of a group; `question` is `WHOLE_REPORT` and `heading` is empty if it is about the whole report.

    `message` does not begin with the question, which is beside it.
    """

    group: str
    title: str
    question: str
    heading: str
    message: str
    finding: Finding

    @property
    def status(self) -> str:
        """`error`, `warning` or `waived`."""
        return status_of(self.finding)


@dataclass(frozen=True, slots=True)
class RuleSection:
    """A rule with its findings, ordered by group and line."""

    name: str
    severity: Severity
    summary: str
    rows: tuple[FindingRow, ...]

    @property
    def counts(self) -> FindingCounts:
        """The numbers of its errors, warnings and waived findings."""
        return counts(row.finding for row in self.rows)


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """All findings, the most frequent rules first. `groups` and `questions` are (id, name) of those with findings."""

    rules: tuple[RuleSection, ...]
    groups: tuple[tuple[str, str], ...]
    questions: tuple[tuple[str, str], ...]

    @property
    def counts(self) -> FindingCounts:
        """The numbers of all errors, warnings and waived findings."""
        return counts(row.finding for rule in self.rules for row in rule.rows)

    @property
    def filters(self) -> tuple[tuple[str, str, str, tuple[tuple[str, str], ...]], ...]:
        """The filters of the list: name, label, label of the option for all, and (value, label) of each option."""
        rules = tuple((rule.name, rule.name) for rule in self.rules)
        statuses = tuple((name, name) for name, number in self.counts.by_status if number)
        return (
            ("rule", N_("Rule"), N_("All rules"), rules),
            ("severity", N_("Severity"), N_("All severities"), statuses),
            ("group", N_("Group"), N_("All groups"), self.groups),
            ("question", N_("Question"), N_("All questions"), self.questions),
        )


def status_of(finding: Finding) -> str:
    """Return the status of a finding: `error`, `warning` or `waived`."""
    return finding.severity.value if finding.counts else WAIVED


def counts(findings: Iterable[Finding]) -> FindingCounts:
    """Count findings by their status."""
    counts = Counter(status_of(finding) for finding in findings)
    return FindingCounts(counts["error"], counts["warning"], counts[WAIVED])


def findings_page(course: Course, questions: Sequence[CourseQuestion]) -> FindingsPage:
    """Return the data of the findings page."""
    found: dict[str, list[FindingRow]] = {}
    groups = {}
    with_findings = set()
    for judged in course.reports:
        report = judged.report
        asked = {answer.question.id: answer.question for answer in report.answers}
        for finding in judged.findings:
            question = asked.get(finding.question or "")
            row = FindingRow(
                report.id,
                report.title,
                question.id if question else WHOLE_REPORT,
                question.heading if question else "",
                message_beside_title(finding.message, question) if question else finding.message,
                finding,
            )
            found.setdefault(finding.rule, []).append(row)
            groups[report.id] = report.title
            with_findings.add(row.question)
    names = [
        *((course_question.question.id, course_question.question.heading) for course_question in questions),
        (WHOLE_REPORT, WHOLE_REPORT_LABEL),
    ]
    return FindingsPage(
        rules=tuple(
            RuleSection(name, _severity(rows), RULES[name].summary, tuple(rows))
            for name, rows in sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        ),
        groups=tuple(groups.items()),
        questions=tuple((question, name) for question, name in names if question in with_findings),
    )


def _severity(rows: Iterable[FindingRow]) -> Severity:
    """Return the rule's severity in this course: error if any finding is one, since a finding may be downgraded."""
    return Severity.ERROR if any(row.finding.severity is Severity.ERROR for row in rows) else Severity.WARNING
