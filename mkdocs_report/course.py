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

from mkdocs_report.contained import SECONDS, OutranError, contained
from mkdocs_report.discovery import report_ids, shown_path
from mkdocs_report.form import Form, Forms
from mkdocs_report.model import Answer, Limits, Report, Template
from mkdocs_report.pictures import Folder
from mkdocs_report.report import parse_report
from mkdocs_report.rules import Finding, Severity, Verdict, judge
from mkdocs_report.settings import Settings, Waiver
from mkdocs_report.source import Source, read_source
from mkdocs_report.title import group_title

USUAL = 128 * 1024
"""A report of no more characters than this is read at once: of all hostile ones that `benchmarks/pathological.py`
times, none takes two seconds. A longer one, which no group ever wrote, is read in a process that can be ended."""


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
    folder = Folder(file.parent)
    if sum(map(len, source.lines)) <= USUAL:
        return _parse(source, form, folder, name, settings.title_question)
    try:
        template = form.template if form else None
        return contained(_parse_template, source, template, folder, name, settings.title_question)
    except OutranError:
        return Report(name, path, name, None, len(source.lines), faults=(("too-slow", 1, f"{SECONDS:.0f} seconds"),))


def _parse(source: Source, form: Form | None, folder: Folder, name: str, title_question: str | None) -> Report:
    report = parse_report(source, form, folder.resolve, name)
    title = group_title(report, title_question)
    return replace(report, title=title) if title else report


def _parse_template(
    source: Source, template: Template | None, folder: Folder, name: str, title_question: str | None
) -> Report:
    """The same in another process, which is given the template and makes it ready itself."""
    return _parse(source, Form(template) if template else None, folder, name, title_question)


def _unread(name: str, path: str, why: str) -> Report:
    return Report(name, path, name, None, 0, faults=(("not-a-report", 1, why),))


def judge_report(report: Report, settings: Settings) -> Judged:
    """Judge one report by a course's settings, its waivers included."""
    policy = settings.policy
    findings = [_waive(finding, report, settings.waivers) for finding in judge(report, policy)]
    limits = {answer.question.id: policy.limits_of(answer) for answer in report.answers}
    overridden = frozenset(a.question.id for a in report.answers if limits[a.question.id] is not a.limits)
    return Judged(report, tuple(findings), limits, overridden)


def _waive(finding: Finding, report: Report, waivers: Sequence[Waiver]) -> Finding:
    for waiver in waivers:
        if waiver.rule == finding.rule and waiver.group == report.id and _is_about(waiver, finding, report):
            return replace(finding, waived=waiver.reason)
    return finding


def _is_about(waiver: Waiver, finding: Finding, report: Report) -> bool:
    if waiver.question is None:
        return True
    answer = report.answer(finding.question) if finding.question else None
    return answer is not None and waiver.question in {answer.question.id, str(answer.question.number)}


def make_course(files: Sequence[Path], forms: Forms, settings: Settings, base: Path) -> Course:
    """Read and judge every report; one that can not be read stops none of the others."""
    judged = []
    with collector_at_rest():
        for file, name in zip(files, report_ids(files), strict=True):
            report = read_report(file, shown_path(file, base), name, forms, settings)
            judged.append(judge_report(report, settings))
    judged.sort(key=lambda j: (_natural(j.report.id), j.report.path))
    return Course(
        reports=tuple(_distinct_titles(judged)),
        templates=tuple(form.template for form in forms.forms),
        problems=tuple(_unused(settings, judged)),
    )


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


def _distinct_titles(judged: Sequence[Judged]) -> list[Judged]:
    counts = Counter(j.report.title for j in judged)
    return [
        replace(j, report=replace(j.report, title=f"{j.report.title} ({j.report.id})"))
        if counts[j.report.title] > 1 and j.report.title != j.report.id
        else j
        for j in judged
    ]


def _unused(settings: Settings, judged: Sequence[Judged]) -> Iterable[Problem]:
    groups = {j.report.id for j in judged}
    for waiver in settings.waivers:
        used = any(
            f.rule == waiver.rule and j.report.id == waiver.group and _is_about(waiver, f, j.report)
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
