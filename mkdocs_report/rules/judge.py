"""List all rules, and judge a report by them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from mkdocs_report.model.caps import MAX_ALIKE, MAX_FINDINGS
from mkdocs_report.model.finding import Finding, Severity
from mkdocs_report.model.report import Report
from mkdocs_report.rules import (
    checklist,
    claims,
    files,
    formulas,
    html,
    image_files,
    images,
    leftovers,
    length,
    limits,
    prompts,
    structure,
)
from mkdocs_report.rules.policy import Policy
from mkdocs_report.rules.rule import Case, Check, Draft, Rule

FAMILIES: Mapping[str, tuple[Rule, ...]] = {
    "Answers": (
        *length.RULES,
        *limits.RULES,
        *images.RULES,
        *image_files.RULES,
        *leftovers.RULES,
        *html.RULES,
        *formulas.RULES,
    ),
    "Structure": (*structure.RULES, *prompts.RULES, *checklist.RULES, *claims.RULES),
    "Files": files.RULES,
}
RULES: Mapping[str, Rule] = {rule.name: rule for rules in FAMILIES.values() for rule in rules}
_ALWAYS = frozenset({"unanswered", "prompt-changed", "answer-label-missing"})
"""Rules that also apply to a question without an answer."""


class _SwitchedOn:
    """The rules that a course has switched on, sorted by the kinds of answers that can break them."""

    def __init__(self, active: tuple[Rule, ...]) -> None:
        self.active = active
        self._by_kind: dict[tuple[bool, tuple[str | None, ...]], list[tuple[Rule, Check]]] = {}

    def of_answer(self, answered: bool, topics: tuple[str | None, ...]) -> list[tuple[Rule, Check]]:
        """Return the rules for an answer with these topics, each with its check."""
        checks = self._by_kind.get((answered, topics))
        if checks is None:
            checks = self._by_kind[answered, topics] = [
                (rule, rule.answer)
                for rule in self.active
                if rule.answer and rule.about in topics and (answered or rule.name in _ALWAYS)
            ]
        return checks


@lru_cache(maxsize=16)
def _switched_on(severity: frozenset[tuple[str, Severity | None]]) -> _SwitchedOn:
    changed = dict(severity)
    return _SwitchedOn(tuple(r for r in RULES.values() if changed.get(r.name, r.severity) is not None))


def judge(report: Report, policy: Policy, mask: Callable[[str], str] = str) -> list[Finding]:
    """Return every finding of a report in the order of its lines.

    One cause gives one finding: a question that is not answered is not also too short.

    Args:
        report: the report.
        policy: what the course changes.
        mask: masks people in texts that messages quote in part; `str` for no masking.
    """
    found: list[Finding] = []
    rules = _switched_on(frozenset(policy.severity.items()))
    for answer in report.answers:
        if answer.lines is None:
            continue
        case = Case(report, answer, policy.limits_of(answer), mask)
        checks = rules.of_answer(answer.answered, case.topics)
        drafts = [(rule, draft) for rule, check in checks for draft in check(case)]
        if len(drafts) <= min(MAX_ALIKE, MAX_FINDINGS - len(found)):
            found += [_finding(rule, draft, policy) for rule, draft in drafts]
            continue
        for name, alike in groupby(drafts, key=lambda pair: pair[0].name):
            most = MAX_ALIKE if len(found) < MAX_FINDINGS else 0
            kept = _capped([draft for _, draft in alike], most, "answer")
            found += [_finding(RULES[name], draft, policy) for draft in kept]
    for rule in rules.active:
        if rule.report:
            of_report = list(rule.report(report))
            found += [_finding(rule, draft, policy) for draft in of_report if draft.question]  # as many as questions
            rest = [draft for draft in of_report if not draft.question]
            most = max(0, MAX_FINDINGS - len(found))
            found += [_finding(rule, draft, policy) for draft in _capped(rest, most, "report")]
    return sorted(found, key=lambda f: (f.line, f.severity is Severity.WARNING, f.rule))


def _capped(drafts: Sequence[Draft], most: int, place: str) -> Sequence[Draft]:
    """Return the drafts of one rule about one answer or the report; those beyond the cap are counted in one draft."""
    rest = drafts[most:]
    if len(rest) <= 1:
        return drafts
    message = f"{len(rest):,} more findings of this rule in this {place}, from line {rest[0].line} on."
    downgraded = all(draft.downgraded for draft in rest)
    counted = replace(rest[0], message=message, observed=len(rest), expected=None, downgraded=downgraded)
    return [*drafts[:most], counted]


def _finding(rule: Rule, draft: Draft, policy: Policy) -> Finding:
    severity = policy.severity.get(rule.name) or rule.severity
    return Finding(
        rule=rule.name,
        severity=Severity.WARNING if draft.downgraded else severity,
        message=draft.message,
        help=draft.help,
        line=draft.line,
        end_line=draft.end_line,
        question=draft.question,
        observed=draft.observed,
        expected=draft.expected,
    )
