"""Judge a report by the settings of its course."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from mkdocs_report.config.settings import Settings, Waiver
from mkdocs_report.course.waivers import is_about, waive
from mkdocs_report.masking.cut import within_caps
from mkdocs_report.model.course import Judged
from mkdocs_report.model.limits import Limit, Limits, Unit
from mkdocs_report.model.report import Answer, FileFault, Report
from mkdocs_report.parsing.markdown.content import may_hold_optional_text
from mkdocs_report.rules.judge import judge
from mkdocs_report.rules.policy import Policy
from mkdocs_report.runtime.pool import JobStoppedError


def stopped_report(name: str, path: str, error: JobStoppedError, settings: Settings) -> Judged:
    """Return a placeholder for a report whose reading was ended; it has only that finding."""
    return judge_report(Report(name, path, name, None, 0, faults=(FileFault("too-slow", 1, str(error)),)), settings)


def judge_report(report: Report, settings: Settings, mask: Callable[[str], str] = str) -> Judged:
    """Judge one report by the settings of a course, with its waivers.

    Args:
        report: as it was read.
        settings: the settings of the course.
        mask: masks people in a text before it is cut; `str` to mask nothing.
    """
    policy = settings.policy
    report = _with_measures(within_caps(report, mask), policy)
    findings = tuple([waive(finding, report, settings.waivers) for finding in judge(report, policy, mask)])
    limits = {answer.question.id: policy.limits_of(answer) for answer in report.answers}
    overridden = frozenset(a.question.id for a in report.answers if limits[a.question.id] is not a.limits)
    return Judged(report, findings, limits, overridden)


def _with_measures(report: Report, policy: Policy) -> Report:
    """Return a report in whose answers everything is counted that a limit asks for."""
    asked = {id(each): found for each in report.answers if (found := _to_measure(each, policy.limits_of(each)))}
    if not asked:
        return report
    from mkdocs_report.parsing.counting.measure import measures  # most reports have only limits of words and images

    answers = [
        replace(each, measures=measures(each, asked[id(each)])) if id(each) in asked else each
        for each in report.answers
    ]
    return replace(report, answers=tuple(answers))


def _to_measure(answer: Answer, limits: Limits) -> list[Limit]:
    found = answer.to_measure(limits)
    if any(limit.unit is not Unit.WORDS or limit.part or limit.excluding for limit in found):
        return found
    return found if found and may_hold_optional_text(answer.text) else []


def used_waivers(judged: Judged, settings: Settings) -> Iterator[Waiver]:
    """Yield the waivers that waive a finding of a report."""
    for waiver in settings.waivers:
        mine = [f for f in judged.findings if f.rule == waiver.rule] if waiver.group == judged.report.id else []
        if any(is_about(waiver, finding, judged.report) for finding in mine):
            yield waiver
