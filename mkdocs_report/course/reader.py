"""Make a course of files: find those that are reports, and read and judge each once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs_report.config.settings import Settings, Waiver
from mkdocs_report.course.assemble import assemble, with_distinct_titles
from mkdocs_report.course.discovery import candidates, chosen, report_ids
from mkdocs_report.course.judging import judge_report, origin_of, outrun, read_report, used_waivers, with_origin
from mkdocs_report.course.waivers import waive
from mkdocs_report.images.report_images import with_examined_images
from mkdocs_report.model.course import Course, Judged
from mkdocs_report.model.report import Answer, Report
from mkdocs_report.parsing.report.detect import is_report
from mkdocs_report.parsing.template.versions import Forms
from mkdocs_report.runtime.files import shown_path
from mkdocs_report.runtime.garbage import collector_at_rest
from mkdocs_report.runtime.pool import OutranError, Workers


@dataclass(frozen=True, slots=True)
class _Job:
    """A file to read: its path for display, and whether it is the only report, uncertain to be one, or kept briefly."""

    file: Path
    path: str
    settings: Settings
    base: Path
    alone: bool
    uncertain: bool
    brief: bool


def make_course(
    files: Sequence[Path], forms: Forms, settings: Settings, base: Path, workers: Workers | None = None
) -> Course:
    """Read and judge every report; one that cannot be read does not stop the others.

    Args:
        files: the reports.
        forms: the versions of their template.
        settings: by which they are judged.
        base: the folder to which their paths are shown relative.
        workers: the processes that do it; without any it is done in this one, which a hostile report may keep for ever.
    """
    return Reading(forms, settings, base, workers).course(files)


class Reading:
    """A reader of the files of a course. Each file is read once, both to detect a report and to judge it.

    Args:
        forms: the versions of the template.
        settings: by which reports are judged.
        base: the folder to which paths are shown relative.
        workers: the processes that do the work, if any.
        brief: whether to leave out data that only a page shows; see `reader.brief`.
    """

    def __init__(
        self, forms: Forms, settings: Settings, base: Path, workers: Workers | None = None, brief: bool = False
    ) -> None:
        self._forms, self._settings, self._base, self._workers, self._brief = forms, settings, base, workers, brief
        self._read: dict[Path, Judged | OutranError] = {}

    def find(self, root: Path, templates: Iterable[Path] = ()) -> list[Path]:
        """Return the reports in a folder, as `discovery.find_reports` does."""
        files = candidates(root, templates)
        with collector_at_rest():
            self._look(files, uncertain=True)
        return chosen(root, files, self._read)

    def course(self, files: Sequence[Path], alone: bool | None = None, names: Sequence[str] | None = None) -> Course:
        """Return the course of these reports.

        Args:
            files: the reports.
            alone: whether there is only one, in all cohorts together.
            names: their ids, where they are some of a course that has more.
        """
        settings = self._settings
        alone = len(files) == 1 if alone is None else alone
        if alone and settings.evidence:
            self._read.clear()  # more is looked up about a report that is the only one
        with collector_at_rest():
            self._look(files, alone=alone)
            results = zip(map(self._result, files), names or report_ids(files), strict=True)
            judged = [_named(each, name, settings.waivers) for each, name in results]
        used = {waiver for each in judged for waiver in used_waivers(each, settings)}
        return with_distinct_titles(assemble(judged, used, self._forms, settings))

    def _look(self, files: Iterable[Path], alone: bool = False, uncertain: bool = False) -> None:
        """Read the files that were not read before."""
        new = [file for file in files if file not in self._read]
        jobs = [
            _Job(file, shown_path(file, self._base), self._settings, self._base, alone, uncertain, self._brief)
            for file in new
        ]
        if self._workers is None:
            results: Sequence[Judged | OutranError | None] = [_read_and_judge(self._forms, job) for job in jobs]
        else:
            results = self._workers.map(_read_and_judge, self._forms, jobs)
        self._read.update((file, read) for file, read in zip(new, results, strict=True) if read)

    def _result(self, file: Path) -> Judged:
        read = self._read[file]
        return read if isinstance(read, Judged) else outrun("", shown_path(file, self._base), read, self._settings)


def _read_and_judge(forms: Forms, job: _Job) -> Judged | None:
    """Return a report without its title and waivers; None for an uncertain file that is not a report."""
    report = read_report(job.file, job.path, "", forms, job.settings)
    if job.uncertain and not _holds_questions(report, job.file, forms):
        return None
    gathered = origin_of(job.file, job.settings, job.base, job.alone)
    report = with_examined_images(with_origin(report, gathered, job.settings), job.file.parent)
    judged = judge_report(report, job.settings)
    return replace(judged, report=brief(judged.report)) if job.brief else judged


def _holds_questions(report: Report, file: Path, forms: Forms) -> bool:
    """Return the result of `detect.holds_questions` for a file that was read already."""
    if not forms.forms:
        return len(report.answers) >= 2 or is_report(forms, file)
    return sum(answer.lines is not None for answer in report.answers) >= min(2, len(report.answers) or 2)


def _named(judged: Judged, name: str, waivers: Sequence[Waiver]) -> Judged:
    """Give a report its name, and apply the waivers for the group of that name."""
    report = replace(judged.report, id=name, title=judged.report.title or name)
    return replace(judged, report=report, findings=tuple([waive(f, report, waivers) for f in judged.findings]))


def brief(report: Report) -> Report:
    """Return a report without its texts and HTML: only questions, counts and lines."""
    answers = tuple(
        [
            Answer(
                question=answer.question,
                limits=answer.limits,
                lines=answer.lines,
                ranges=answer.ranges,
                count=answer.count,
                images=answer.images,
                marker_line=answer.marker_line,
            )
            for answer in report.answers
        ]
    )
    return replace(report, answers=answers, extras=(), kinds=())
