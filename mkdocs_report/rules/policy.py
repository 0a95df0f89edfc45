"""Changes that a course makes to the rules: their severities, and the limits of answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mkdocs_report.model.finding import Severity
from mkdocs_report.model.limits import Limits
from mkdocs_report.model.report import Answer


@dataclass(frozen=True, slots=True)
class Policy:
    """The changes of a course: `severity` by rule (None switches it off), `limits` by question id or number."""

    severity: Mapping[str, Severity | None] = field(default_factory=dict)
    limits: Mapping[str, Limits] = field(default_factory=dict)

    def limits_of(self, answer: Answer) -> Limits:
        """Return the limits that hold for an answer."""
        if not self.limits:
            return answer.limits
        question = answer.question
        return self.limits.get(question.id) or self.limits.get(str(question.number)) or answer.limits
