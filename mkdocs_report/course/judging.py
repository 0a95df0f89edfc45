"""Read a report, match it with its template, parse it, and judge it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_report.config.settings import Settings, Waiver
from mkdocs_report.course.group_folders import group_folder, is_linked, was_collected
from mkdocs_report.course.waivers import is_about, waive
from mkdocs_report.images.resolve import Folder
from mkdocs_report.masking.cut import within_caps
from mkdocs_report.model.course import Judged
from mkdocs_report.model.report import Report
from mkdocs_report.parsing.report.allowance import Resolve
from mkdocs_report.parsing.report.parser import parse_report
from mkdocs_report.parsing.report.title import group_title
from mkdocs_report.parsing.source import Source, read_source
from mkdocs_report.parsing.template.versions import Forms
from mkdocs_report.rules.judge import judge
from mkdocs_report.runtime.pool import OutranError

if TYPE_CHECKING:
    from mkdocs_report.course.group_files import Gathered


def read_report(
    file: Path, path: str, name: str, forms: Forms, settings: Settings, folder: Folder | None = None
) -> Report:
    """Read and parse one report; a file that cannot be opened gives a report with a fault.

    `folder` is the folder of the report, for a caller that wants to know which of its files the report uses.
    """
    try:
        if is_linked(file):
            return _unread(name, path, "it is a symbolic link, which is not followed")
        source = read_source(file, path)
    except OSError as error:
        return _unread(name, path, f"it can not be opened: {error.strerror}")
    return parse_source(source, name, forms, settings, (folder or Folder(file.parent)).resolve)


def parse_source(source: Source, name: str, forms: Forms, settings: Settings, resolve: Resolve) -> Report:
    """Parse one report with the template that is closest to it, and find the title of its group.

    `resolve` finds the file that an image's address leads to.
    """
    form = forms.closest(source.lines)
    if form:
        form.forget()
    report = parse_report(source, form, resolve, name)
    title = group_title(report, settings.title_question)
    return replace(report, title=title) if title else report


def outrun(name: str, path: str, why: OutranError, settings: Settings) -> Judged:
    """Return a placeholder for a report whose reading was ended; it has only that finding."""
    return judge_report(Report(name, path, name, None, 0, faults=(("too-slow", 1, str(why)),)), settings)


def _unread(name: str, path: str, why: str) -> Report:
    return Report(name, path, name, None, 0, faults=(("not-a-report", 1, why),))


def judge_report(report: Report, settings: Settings, mask: Callable[[str], str] = str) -> Judged:
    """Judge one report by the settings of a course, with its waivers.

    Args:
        report: as it was read.
        settings: the course's.
        mask: masks people in a text before it is cut; `str` if nobody is masked.
    """
    report = within_caps(report, mask)
    policy = settings.policy
    findings = tuple([waive(finding, report, settings.waivers) for finding in judge(report, policy, mask)])
    limits = {answer.question.id: policy.limits_of(answer) for answer in report.answers}
    overridden = frozenset(a.question.id for a in report.answers if limits[a.question.id] is not a.limits)
    return Judged(report, findings, limits, overridden)


def origin_of(file: Path, settings: Settings, base: Path, alone: bool) -> Gathered | None:
    """Return facts about the files of a report's group, if they are needed; `alone` if it is the only report."""
    folder = group_folder(file)
    if not settings.evidence and not was_collected(folder):
        return None
    from mkdocs_report.course.group_files import gather  # noqa: PLC0415

    return gather(folder, base, alone and bool(settings.evidence))


def with_origin(report: Report, gathered: Gathered | None, settings: Settings) -> Report:
    """Return a report with facts from its group's files: their origin, and evidence for the checklist."""
    if gathered is None:
        return report
    from mkdocs_report.config.evidence import find_evidence  # noqa: PLC0415 - few courses have evidence

    return replace(
        report, origin=gathered.origin, evidence=find_evidence(report.checklist, settings.evidence, gathered.names)
    )


def used_waivers(judged: Judged, settings: Settings) -> Iterator[Waiver]:
    """Yield the waivers that waive a finding of a report."""
    for waiver in settings.waivers:
        mine = [f for f in judged.findings if f.rule == waiver.rule] if waiver.group == judged.report.id else []
        if any(is_about(waiver, finding, judged.report) for finding in mine):
            yield waiver
