"""One report repaired, as work for a process of its own."""

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
    """A report to be repaired: what its file holds, its path in messages, its folder."""

    data: bytes
    path: str
    folder: Path


def repair_report(versions: TemplateVersions, job: RepairJob) -> Repaired | str:
    """Return the repaired report, or why there is none."""
    try:
        return repair(decode(job.data, job.path), versions, ReportFolder(job.folder).resolve)
    except RepairError as error:
        return str(error)
