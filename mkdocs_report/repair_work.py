"""One report repaired, as work for a process of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mkdocs_report.pictures import Folder
from mkdocs_report.proof import RepairError
from mkdocs_report.repairing import Repaired, repair
from mkdocs_report.source import decode
from mkdocs_report.template_versions import Forms


@dataclass(frozen=True, slots=True)
class RepairJob:
    """A report to be repaired: what its file holds, its path in messages, its folder."""

    data: bytes
    path: str
    folder: Path


def repair_report(forms: Forms, job: RepairJob) -> Repaired | str:
    """Return the repaired report, or why there is none."""
    try:
        return repair(decode(job.data, job.path), forms, Folder(job.folder).resolve)
    except RepairError as error:
        return str(error)
