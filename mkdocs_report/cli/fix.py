"""The option `--fix` of `mkdocs-report check`: fix in place what is safe to fix, before the reports are judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_report.config.settings import Settings
from mkdocs_report.course.group_folders import is_linked
from mkdocs_report.errors import SettingsError
from mkdocs_report.images.resolve import ReportFolder
from mkdocs_report.parsing.source import MAX_BYTES, decode
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.repair.files import apply_edits, replace_file
from mkdocs_report.repair.fix import Fix, find_fixes
from mkdocs_report.runtime.files import read_head, shown_path
from mkdocs_report.runtime.pool import JobStoppedError, Workers
from mkdocs_report.runtime.text import visible

if TYPE_CHECKING:
    from rich.console import Console


@dataclass(frozen=True, slots=True)
class _FixJob:
    data: bytes
    path: str
    folder: Path
    settings: Settings


def fix(
    files: Sequence[Path],
    versions: TemplateVersions,
    settings: Settings,
    base: Path,
    workers: Workers,
    console: Console,
    diff_only: bool,
) -> bool:
    """Fix reports in place and print each fix; return whether any was written.

    Reports that cannot be read, symbolic links, and files that are not UTF-8 are skipped. Judging reports them.

    Raises:
        SettingsError: a report cannot be written.
    """
    held = {file: data for file in files if (data := _read(file)) is not None}
    jobs = [_FixJob(data, shown_path(file, base), file.parent, settings) for file, data in held.items()]
    written = False
    for job, file, fixes in zip(jobs, held, workers.map(_find_fixes, versions, jobs), strict=True):
        if isinstance(fixes, JobStoppedError) or not fixes:
            continue
        new = apply_edits(job.data, {each.line: each.new for each in fixes})
        if diff_only:
            from mkdocs_report.cli.diff import print_diff

            print_diff(job.path, decode(job.data, job.path).lines, decode(new, job.path).lines, "fixed", console)
            continue
        try:
            replace_file(file, job.data, new)
        except OSError as error:
            raise SettingsError(f"{job.path}: the fixes cannot be written: {error.strerror or error}.") from None
        written = True
        for each in fixes:
            console.print(visible(f"{job.path}:{each.line}: fixed: {each.what} [{each.rule}]"), soft_wrap=True)
    return written


def _read(file: Path) -> bytes | None:
    try:
        if is_linked(file) or not file.is_file():
            return None
        return read_head(file, MAX_BYTES + 1)
    except OSError:
        return None


def _find_fixes(versions: TemplateVersions, job: _FixJob) -> tuple[Fix, ...]:
    source = decode(job.data, job.path)
    return find_fixes(source, versions, ReportFolder(job.folder).resolve, job.settings.policy)
