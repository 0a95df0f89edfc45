"""Repair one report in a separate process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mkdocs_report.errors import RepairError
from mkdocs_report.images.resolve import ReportFolder
from mkdocs_report.parsing.source import decode
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.repair.rebuild import Repaired, repair


@dataclass(frozen=True, slots=True)
class RepairJob:
    """A report to repair: the bytes of its file, its path for messages, its folder."""

    data: bytes
    path: str
    folder: Path


def repair_report(versions: TemplateVersions, job: RepairJob) -> Repaired | str:
    """Return the repaired report, or the reason why it cannot be repaired."""
    try:
        return repair(decode(job.data, job.path), versions, ReportFolder(job.folder).resolve)
    except RepairError as error:
        return str(error)
