"""Make a course of files: find those that are reports, and read and judge each once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs_report.config.settings import Settings, Waiver
from mkdocs_report.course.assemble import assemble, with_distinct_titles
from mkdocs_report.course.discovery import choose_reports, find_candidates, is_named_like_template
from mkdocs_report.course.judging import judge_report, stopped_report, used_waivers
from mkdocs_report.course.read_report import group_files_of, read_report, with_group_files
from mkdocs_report.course.report_ids import report_ids
from mkdocs_report.course.waivers import waive
from mkdocs_report.images.report_images import with_examined_images
from mkdocs_report.model.course import Course, Judged
from mkdocs_report.model.report import Answer, Report
from mkdocs_report.parsing.report.detect import holds_questions
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.runtime.files import shown_path
from mkdocs_report.runtime.garbage import paused_gc
from mkdocs_report.runtime.pool import JobStoppedError, Workers


@dataclass(frozen=True, slots=True)
class _ReadJob:
    """A file to read, and how: as the only report, as a file that may be no report, without texts (`brief`)."""

    file: Path
    path: str
    settings: Settings
    base: Path
    is_only_report: bool
    uncertain: bool
    brief: bool


def make_course(
    files: Sequence[Path], versions: TemplateVersions, settings: Settings, base: Path, workers: Workers | None = None
) -> Course:
    """Read and judge every report; one that cannot be read does not stop the others.

    Args:
        files: the reports.
        versions: the versions of their template.
        settings: by which they are judged.
        base: the folder to which their paths are shown relative.
        workers: the processes that do it; without any it is done in this one, which a hostile report may keep for ever.
    """
    return CourseReader(versions, settings, base, workers).course(files)


class CourseReader:
    """A reader of the files of a course. Each file is read once, both to detect a report and to judge it.

    Args:
        versions: the versions of the template.
        settings: by which reports are judged.
        base: the folder to which paths are shown relative.
        workers: the processes that do the work, if any.
        brief: whether to leave out data that only a page shows; see `reader.brief`.
    """

    def __init__(
        self,
        versions: TemplateVersions,
        settings: Settings,
        base: Path,
        workers: Workers | None = None,
        brief: bool = False,
    ) -> None:
        self._forms, self._settings, self._base, self._workers, self._brief = versions, settings, base, workers, brief
        self._read: dict[Path, Judged | JobStoppedError] = {}
        self.blank_templates: list[Path] = []
        """The templates without answers in the folders that were searched."""

    def find(self, root: Path, templates: Iterable[Path] = ()) -> list[Path]:
        """Return the reports in a folder, as `discovery.find_reports` does, without blank templates."""
        files = find_candidates(root, templates)
        with paused_gc():
            self._look(files, uncertain=True)
        blank = self.blank_among(files)
        self.blank_templates += sorted(blank)
        return choose_reports(root, [file for file in files if file not in blank], self._read)

    def blank_among(self, files: Iterable[Path]) -> set[Path]:
        """Return the files that are templates, not reports: they are named like one, and have no answer."""
        named = [file for file in files if is_named_like_template(file)]
        self._look(named, uncertain=True)
        read = ((file, self._read.get(file)) for file in named)
        return {file for file, judged in read if isinstance(judged, Judged) and not judged.totals.answered}

    def course(
        self, files: Sequence[Path], is_only_report: bool | None = None, names: Sequence[str] | None = None
    ) -> Course:
        """Return the course of these reports.

        Args:
            files: the reports.
            is_only_report: whether it is the only report, in all cohorts together.
            names: their ids, where they are some of a course that has more.
        """
        settings = self._settings
        is_only_report = len(files) == 1 if is_only_report is None else is_only_report
        if is_only_report and settings.evidence:
            self._read.clear()  # more is looked up about a report that is the only one
        with paused_gc():
            self._look(files, is_only_report=is_only_report)
            results = zip(map(self._result, files), names or report_ids(files), strict=True)
            judged = [_named(each, name, settings.waivers) for each, name in results]
        used = {waiver for each in judged for waiver in used_waivers(each, settings)}
        return with_distinct_titles(assemble(judged, used, self._forms, settings))

    def _look(self, files: Iterable[Path], is_only_report: bool = False, uncertain: bool = False) -> None:
        """Read the files that were not read before."""
        new = [file for file in files if file not in self._read]
        jobs = [
            _ReadJob(
                file, shown_path(file, self._base), self._settings, self._base, is_only_report, uncertain, self._brief
            )
            for file in new
        ]
        if self._workers is None:
            results: Sequence[Judged | JobStoppedError | None] = [_read_and_judge(self._forms, job) for job in jobs]
        else:
            results = self._workers.map(_read_and_judge, self._forms, jobs)
        self._read.update((file, read) for file, read in zip(new, results, strict=True) if read)

    def _result(self, file: Path) -> Judged:
        read = self._read[file]
        return (
            read if isinstance(read, Judged) else stopped_report("", shown_path(file, self._base), read, self._settings)
        )


def _read_and_judge(versions: TemplateVersions, job: _ReadJob) -> Judged | None:
    """Return a report without its title and waivers; None for an uncertain file that is not a report."""
    report = read_report(job.file, job.path, "", versions, job.settings)
    if job.uncertain and not holds_questions(report):
        return None
    group_files = group_files_of(job.file, job.settings, job.base, job.is_only_report)
    report = with_examined_images(with_group_files(report, group_files, job.settings), job.file.parent)
    judged = judge_report(report, job.settings)
    return replace(judged, report=brief(judged.report)) if job.brief else judged


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
                measures=answer.measures,
                images=answer.images,
                marker_line=answer.marker_line,
            )
            for answer in report.answers
        ]
    )
    return replace(report, answers=answers, extras=(), kinds=())
