"""Read a report: match it with its template, parse it, and look up facts about its group."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_report.config.settings import Settings
from mkdocs_report.course.group_folders import group_folder, is_linked, was_collected
from mkdocs_report.images.resolve import ReportFolder
from mkdocs_report.model.report import FileFault, Report
from mkdocs_report.parsing.report.parser import parse_report
from mkdocs_report.parsing.report.renderer import Resolve
from mkdocs_report.parsing.report.title import group_title
from mkdocs_report.parsing.source import Source, decode, read_content
from mkdocs_report.parsing.template.versions import TemplateVersions

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
    report = parse_report(source, versions.matcher_of(source), resolve, name)
    title = group_title(report, settings.title_question)
    return replace(report, title=title) if title else report


def _unread(name: str, path: str, reason: str) -> Report:
    return Report(name, path, name, None, 0, faults=(FileFault("not-a-report", 1, reason),))


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
