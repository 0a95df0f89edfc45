"""Read a report, match it with its template, parse it, and judge it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_report.config.settings import Settings, Waiver
from mkdocs_report.course.group_folders import group_folder, is_linked, was_collected
from mkdocs_report.course.waivers import is_about, waive
from mkdocs_report.images.resolve import ReportFolder
from mkdocs_report.masking.cut import within_caps
from mkdocs_report.model.course import Judged
from mkdocs_report.model.limits import Limit, Limits, Unit
from mkdocs_report.model.report import Answer, FileFault, Report
from mkdocs_report.model.template import prompt_of
from mkdocs_report.parsing.markdown.content import may_hold_diagram, may_hold_optional_text
from mkdocs_report.parsing.report.parser import parse_report
from mkdocs_report.parsing.report.renderer import Resolve
from mkdocs_report.parsing.report.title import group_title
from mkdocs_report.parsing.source import Source, decode, read_content
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.rules.judge import judge
from mkdocs_report.rules.policy import Policy
from mkdocs_report.runtime.pool import JobStoppedError

if TYPE_CHECKING:
    from mkdocs_report.course.group_files import GroupFiles


def read_report(
    file: Path,
    path: str,
    name: str,
    versions: TemplateVersions,
    settings: Settings,
    folder: ReportFolder | None = None,
    content: bytes | None = None,
) -> Report:
    """Read and parse one report; a file that cannot be opened gives a report with a fault.

    `folder` is the folder of the report, for a caller that wants to know which of its files the report uses. `content`
    is that of the file, if it was read before.
    """
    try:
        if is_linked(file):
            return _unread(name, path, "it is a symbolic link, which is not followed")
        source = decode(read_content(file) if content is None else content, path)
    except OSError as error:
        return _unread(name, path, f"it cannot be opened: {error.strerror}")
    return parse_source(source, name, versions, settings, (folder or ReportFolder(file.parent)).resolve)


def parse_source(source: Source, name: str, versions: TemplateVersions, settings: Settings, resolve: Resolve) -> Report:
    """Parse one report with the template that is closest to it, and find the title of its group.

    `resolve` finds the file that an image's address leads to.
    """
    matcher = versions.closest(source.lines)
    if matcher:
        matcher.forget()
    report = parse_report(source, matcher, resolve, name)
    title = group_title(report, settings.title_question)
    return replace(report, title=title) if title else report


def stopped_report(name: str, path: str, error: JobStoppedError, settings: Settings) -> Judged:
    """Return a placeholder for a report whose reading was ended; it has only that finding."""
    return judge_report(Report(name, path, name, None, 0, faults=(FileFault("too-slow", 1, str(error)),)), settings)


def _unread(name: str, path: str, reason: str) -> Report:
    return Report(name, path, name, None, 0, faults=(FileFault("not-a-report", 1, reason),))


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
    if limits.images is not None and may_hold_diagram(answer.text, prompt_of(answer.question)):
        found += [limit for limit in limits.limits if limit.unit is Unit.IMAGES and limit not in found]
    if any(limit.unit is not Unit.WORDS or limit.part or limit.excluding for limit in found):
        return found
    return found if found and may_hold_optional_text(answer.text) else []


def group_files_of(file: Path, settings: Settings, base: Path, is_only_report: bool) -> GroupFiles | None:
    """Return facts about the files of a report's group; None if no setting needs them."""
    folder = group_folder(file)
    if not settings.evidence and not was_collected(folder):
        return None
    from mkdocs_report.course.group_files import read_group_files

    return read_group_files(folder, base, is_only_report and bool(settings.evidence))


def with_group_files(report: Report, group_files: GroupFiles | None, settings: Settings) -> Report:
    """Return a report with facts from its group's files: their origin, and evidence for the checklist."""
    if group_files is None:
        return report
    from mkdocs_report.config.evidence import find_evidence  # few courses have evidence

    return replace(
        report,
        origin=group_files.origin,
        evidence=find_evidence(report.checklist, settings.evidence, group_files.names),
    )


def used_waivers(judged: Judged, settings: Settings) -> Iterator[Waiver]:
    """Yield the waivers that waive a finding of a report."""
    for waiver in settings.waivers:
        mine = [f for f in judged.findings if f.rule == waiver.rule] if waiver.group == judged.report.id else []
        if any(is_about(waiver, finding, judged.report) for finding in mine):
            yield waiver
