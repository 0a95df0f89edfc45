"""Files to Course: match each report with its template, parse, judge. The room where stages meet."""

from __future__ import annotations

import gc
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from mkdocs_report.brief import brief
from mkdocs_report.contained import OutranError, Workers
from mkdocs_report.discovery import (
    candidates,
    chosen,
    group_folder,
    is_report,
    report_ids,
    shown_path,
    was_collected,
)
from mkdocs_report.form import Forms
from mkdocs_report.model import Answer, Limits, Report, Template
from mkdocs_report.pictures import Folder
from mkdocs_report.report import parse_report
from mkdocs_report.rules import Finding, Severity, Verdict, judge
from mkdocs_report.settings import Settings, Waiver
from mkdocs_report.source import read_source
from mkdocs_report.title import group_title
from mkdocs_report.waiving import is_about, waive


@dataclass(frozen=True)
class Judged:
    """A report with its findings and what they come to."""

    report: Report
    findings: tuple[Finding, ...]
    limits: Mapping[str, Limits]
    """The limits that held, by question id: the template's, or the settings'."""
    overridden: frozenset[str] = frozenset()
    """The questions whose limits the settings changed."""

    @cached_property
    def _by_question(self) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, list[int]] = {}
        for index, finding in enumerate(self.findings):
            if finding.question is not None:
                found.setdefault(finding.question, []).append(index)
        return {question: tuple(indices) for question, indices in found.items()}

    def indices_of(self, answer: Answer) -> tuple[int, ...]:
        """Return the places in `findings` of those of one answer."""
        return self._by_question.get(answer.question.id, ())

    def findings_of(self, answer: Answer) -> tuple[Finding, ...]:
        """Return the findings of one answer."""
        return tuple(self.findings[index] for index in self.indices_of(answer))

    def verdict_of(self, answer: Answer) -> Verdict:
        """Return what one answer comes to."""
        found = self.findings_of(answer)
        gaps = [f for f in found if f.rule in {"unanswered", "question-missing"}]
        if not answer.answered and not (gaps and all(f.waived is not None for f in gaps)):
            return Verdict.UNANSWERED
        return _worst(f for f in found if f.counts)

    @property
    def verdict(self) -> Verdict:
        """What the whole report comes to: hard, soft or passed."""
        return _worst(f for f in self.findings if f.counts)

    def count(self, severity: Severity) -> int:
        """Return how many findings of a severity weigh."""
        return sum(1 for f in self.findings if f.severity is severity and f.counts)


def _worst(findings: Iterable[Finding]) -> Verdict:
    severities = {f.severity for f in findings}
    if Severity.HARD in severities:
        return Verdict.HARD
    return Verdict.SOFT if severities else Verdict.PASSED


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about the course, not about one report: where, and what to do."""

    path: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Course:
    """All reports of a course, judged, in the order of their ids."""

    reports: tuple[Judged, ...]
    templates: tuple[Template, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    def count(self, verdict: Verdict) -> int:
        """Return how many reports come to a verdict."""
        return sum(1 for judged in self.reports if judged.verdict is verdict)


def read_report(file: Path, path: str, name: str, forms: Forms, settings: Settings) -> Report:
    """Read and parse one report; a file that can not be opened is a report with a fault."""
    try:
        if file.is_symlink():  # it may lead to any file of the machine
            return _unread(name, path, "it is a symbolic link, which is not followed")
        source = read_source(file, path)
    except OSError as error:
        return _unread(name, path, f"it can not be opened: {error.strerror}")
    form = forms.closest(source.lines)
    if form:
        form.forget()
    report = parse_report(source, form, Folder(file.parent).resolve, name)
    title = group_title(report, settings.title_question)
    return replace(report, title=title) if title else report


def outrun(name: str, path: str, why: OutranError, settings: Settings) -> Judged:
    """Return what stands for a report whose reading was ended: nothing but that finding."""
    return judge_report(Report(name, path, name, None, 0, faults=(("too-slow", 1, str(why)),)), settings)


def _unread(name: str, path: str, why: str) -> Report:
    return Report(name, path, name, None, 0, faults=(("not-a-report", 1, why),))


def judge_report(report: Report, settings: Settings) -> Judged:
    """Judge one report by a course's settings, its waivers included."""
    policy = settings.policy
    findings = tuple([waive(finding, report, settings.waivers) for finding in judge(report, policy)])
    limits = {answer.question.id: policy.limits_of(answer) for answer in report.answers}
    overridden = frozenset(a.question.id for a in report.answers if limits[a.question.id] is not a.limits)
    return Judged(report, findings, limits, overridden)


@dataclass(frozen=True, slots=True)
class _Job:
    """A file to be read: how its path is shown; whether it is the only report, may be none, and how much is kept."""

    file: Path
    path: str
    settings: Settings
    base: Path
    alone: bool
    doubtful: bool
    brief: bool


def make_course(
    files: Sequence[Path], forms: Forms, settings: Settings, base: Path, workers: Workers | None = None
) -> Course:
    """Read and judge every report; one that can not be read stops none of the others.

    Args:
        files: the reports.
        forms: the versions of their template.
        settings: by which they are judged.
        base: the folder to which their paths are shown relative.
        workers: the processes that do it; without any it is done in this one, which a hostile report may keep for ever.
    """
    return Reading(forms, settings, base, workers).course(files)


class Reading:
    """Reads the files of a course, each once: to look whether one is a report is half the work of reading it.

    Args:
        forms: the versions of the template.
        settings: by which reports are judged.
        base: the folder to which paths are shown relative.
        workers: the processes that do it, if any.
        brief: whether to do without what only a page shows; see `brief.brief`.
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
            self._look(files, doubtful=True)
        return chosen(root, files, self._read)

    def course(self, files: Sequence[Path]) -> Course:
        """Return the course of these reports."""
        settings = self._settings
        if len(files) == 1 and settings.clues:
            self._read.clear()  # more is looked up about a report that is the only one
        with collector_at_rest():
            self._look(files, alone=len(files) == 1)
            judged = _named([self._result(file) for file in files], report_ids(files), settings.waivers)
        judged.sort(key=lambda j: (_natural(j.report.id), j.report.path))
        return Course(
            reports=tuple(judged),
            templates=tuple(form.template for form in self._forms.forms),
            problems=(*_unused(settings, judged), *_idle(settings, judged, self._forms)),
        )

    def _look(self, files: Iterable[Path], alone: bool = False, doubtful: bool = False) -> None:
        """Read the files that were not read yet."""
        new = [file for file in files if file not in self._read]
        jobs = [
            _Job(file, shown_path(file, self._base), self._settings, self._base, alone, doubtful, self._brief)
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
    """Return a report without a name, so that no waiver is for it yet; None where a file that may be none is none."""
    report = read_report(job.file, job.path, "", forms, job.settings)
    if job.doubtful and not _holds_questions(report, job.file, forms):
        return None
    judged = judge_report(_with_origin(report, job), job.settings)
    return replace(judged, report=brief(judged.report)) if job.brief else judged


def _holds_questions(report: Report, file: Path, forms: Forms) -> bool:
    """What `discovery.holds_questions` tells of a file, of one that was read already."""
    if not forms.forms:
        return len(report.answers) >= 2 or is_report(forms, file)
    return sum(answer.lines is not None for answer in report.answers) >= min(2, len(report.answers) or 2)


def _with_origin(report: Report, job: _Job) -> Report:
    """The report with what is known of its group's files: where they came from, what they say about the checklist."""
    folder, clues = group_folder(job.file), job.settings.clues
    if not clues and not was_collected(folder):
        return report
    from mkdocs_report.clues import look  # noqa: PLC0415
    from mkdocs_report.gathered import gather  # noqa: PLC0415

    gathered = gather(folder, job.base, job.alone and bool(clues))
    return replace(report, origin=gathered.origin, evidence=look(report.checklist, clues, gathered.names))


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep Python from looking for cycles in data that has none: it would walk all reports again and again.

    The command, which ends with its course, keeps it so to its end.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _natural(name: str) -> list[tuple[int, str]]:
    """A key that sorts `group-2` before `group-10`."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d{1,9})", name)]


def _named(judged: Sequence[Judged], names: Sequence[str], waivers: Sequence[Waiver]) -> list[Judged]:
    """Give each report its name, and a title that no other has; excuse what is waived for the group of that name."""
    titles = [j.report.title or name for j, name in zip(judged, names, strict=True)]
    counts = Counter(titles)
    named = []
    for j, name, title in zip(judged, names, titles, strict=True):
        distinct = f"{title} ({name})" if counts[title] > 1 and title != name else title
        report = replace(j.report, id=name, title=distinct)
        named.append(replace(j, report=report, findings=tuple(waive(f, report, waivers) for f in j.findings)))
    return named


def _unused(settings: Settings, judged: Sequence[Judged]) -> Iterable[Problem]:
    groups = {j.report.id for j in judged}
    for waiver in settings.waivers:
        used = any(
            f.rule == waiver.rule and j.report.id == waiver.group and is_about(waiver, f, j.report)
            for j in judged
            for f in j.findings
        )
        if not used:
            why = "excuses nothing: no such finding is left" if waiver.group in groups else "names no group here"
            yield Problem(
                settings.waivers_path or "",
                waiver.line,
                f"The waiver of {waiver.rule} for “{waiver.group}” {why}. Take it out, or correct it.",
            )


def _idle(settings: Settings, judged: Sequence[Judged], forms: Forms) -> Iterable[Problem]:
    """What of the evidence file is of no use: entries about nothing, or all of it where no group's files are known."""
    if not settings.clues:
        return
    from mkdocs_report.clues import idle  # noqa: PLC0415

    checklists = [form.template.checklist for form in forms.forms] or [j.report.checklist for j in judged]
    if not checklists:
        return
    items = tuple(dict.fromkeys(item.text for checklist in checklists for item in checklist))
    path = settings.clues_path or ""
    for line, message in idle(settings.clues, items):
        yield Problem(path, line, message)
    evidence = [each for j in judged for each in j.report.evidence]
    if evidence and all(each.found is None for each in evidence):
        message = "Nothing can be looked up: nobody knows the names of any group's files. Collect the reports first."
        yield Problem(path, 1, message)
