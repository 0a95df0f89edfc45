"""A judged course: every report with its findings and its verdict, and the problems of the course itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property

from mkdocs_report.model.base import record
from mkdocs_report.model.finding import Finding, Severity, Verdict
from mkdocs_report.model.limits import Limits, Unit
from mkdocs_report.model.report import Answer, Report
from mkdocs_report.model.template import Template


@record
class Totals:
    """Counts of one report, or of several.

    Of the `asked` questions, `answered` have an answer. All answers together have `words` and show `images` of the
    group's own. Of the `items` of the checklist, `ticked` are ticked. `errors` and `warnings` are the findings that
    count, `waived` those that do not.
    """

    answered: int = 0
    asked: int = 0
    words: int = 0
    images: int = 0
    ticked: int = 0
    items: int = 0
    errors: int = 0
    warnings: int = 0
    waived: int = 0

    def __add__(self, other: Totals) -> Totals:
        return Totals(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Totals)))


@dataclass(frozen=True)
class Judged:
    """A `report` with its `findings`, in the order of its lines, and its verdict."""

    report: Report
    findings: tuple[Finding, ...]
    limits: Mapping[str, Limits]
    """The limits that apply, by question id: those of the template, or of the settings."""
    overridden: frozenset[str] = frozenset()
    """The questions whose limits the settings changed."""
    cohort: str = ""
    """The cohort that it belongs to, in a course of several cohorts."""

    @cached_property
    def _by_question(self) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, list[int]] = {}
        for index, finding in enumerate(self.findings):
            if finding.question is not None:
                found.setdefault(finding.question, []).append(index)
        return {question: tuple(indices) for question, indices in found.items()}

    def indices_of(self, answer: Answer) -> tuple[int, ...]:
        """Return the indices in `findings` of the findings about one answer."""
        return self._by_question.get(answer.question.id, ())

    def findings_of(self, answer: Answer) -> tuple[Finding, ...]:
        """Return the findings about one answer."""
        return tuple(self.findings[index] for index in self.indices_of(answer))

    def verdict_of(self, answer: Answer) -> Verdict:
        """Return the verdict of one answer."""
        found = self.findings_of(answer)
        gaps = [f for f in found if f.rule in {"unanswered", "question-missing"}]
        if not answer.answered and not (gaps and all(f.waived is not None for f in gaps)):
            return Verdict.UNANSWERED
        return _worst(f for f in found if f.counts)

    @property
    def verdict(self) -> Verdict:
        """The verdict of the whole report: error, warning or passed."""
        return _worst(f for f in self.findings if f.counts)

    def count(self, severity: Severity) -> int:
        """Return the number of findings of a severity, without waived ones."""
        return sum(1 for f in self.findings if f.severity is severity and f.counts)

    @cached_property
    def totals(self) -> Totals:
        """The counts of the report's answers, checklist and findings."""
        answers, checklist = self.report.answers, self.report.checklist
        return Totals(
            answered=sum(answer.answered for answer in answers),
            asked=len(answers),
            words=sum(answer.count.rendered for answer in answers),
            images=sum(answer.image_count for answer in answers),
            ticked=sum(item.checked for item in checklist),
            items=len(checklist),
            errors=self.count(Severity.ERROR),
            warnings=self.count(Severity.WARNING),
            waived=sum(1 for finding in self.findings if not finding.counts),
        )

    @property
    def has_images(self) -> bool:
        """Whether a question asks for images, or an answer has one."""
        asked = any(limit.unit is Unit.IMAGES for limits in self.limits.values() for limit in limits.limits)
        return asked or any(answer.images for answer in self.report.answers)


def _worst(findings: Iterable[Finding]) -> Verdict:
    severities = {f.severity for f in findings}
    if Severity.ERROR in severities:
        return Verdict.ERROR
    return Verdict.WARNING if severities else Verdict.PASSED


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem of the course, not of one report: its place (`path`, `line`), and a `message` with its solution."""

    path: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class AbsentGroup:
    """A group of the roster without a report: its `title` as the site shows it, and the `reason`, a sentence."""

    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Course:
    """All `reports` of a course, judged, in the order of their ids; the `templates` that judged them.

    `problems` are problems of the course itself, such as a waiver that waives nothing. `absent` are the groups of the
    roster without a report, in the order of their titles; only a course that is published has them.
    """

    reports: tuple[Judged, ...]
    templates: tuple[Template, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    absent: tuple[AbsentGroup, ...] = field(default=())

    @property
    def has_images(self) -> bool:
        """Whether a report has images, or is asked for one."""
        return any(judged.has_images for judged in self.reports)

    def count(self, verdict: Verdict) -> int:
        """Return the number of reports with a verdict."""
        return sum(1 for judged in self.reports if judged.verdict is verdict)

    @property
    def totals(self) -> Totals:
        """The counts of all reports together."""
        return sum((judged.totals for judged in self.reports), Totals())
