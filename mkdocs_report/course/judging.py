"""A report matched with its template, parsed, judged; the course that all make. The room where stages meet."""

from __future__ import annotations

import gc
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_report.config.settings import Settings, Waiver, nearest
from mkdocs_report.course.discovery import group_folder, is_linked, was_collected
from mkdocs_report.course.waivers import is_about, waive
from mkdocs_report.images.resolve import Folder
from mkdocs_report.masking.cut import within_caps
from mkdocs_report.model.limits import Limits
from mkdocs_report.model.report import Answer, Report, Template
from mkdocs_report.parsing.report.allowance import Resolve
from mkdocs_report.parsing.report.parser import parse_report
from mkdocs_report.parsing.report.title import group_title
from mkdocs_report.parsing.source import Source, read_source
from mkdocs_report.parsing.template.versions import Forms
from mkdocs_report.rules.judge import Finding, Severity, Verdict, judge
from mkdocs_report.runtime.pool import OutranError

if TYPE_CHECKING:
    from mkdocs_report.course.group_files import Gathered


_SELDOM = 100_000
"""How many more objects there are before Python looks for cycles among them, while pages are built; usually 700."""


@dataclass(frozen=True)
class Judged:
    """A `report` with its `findings`, in the order of its lines, and what they come to."""

    report: Report
    findings: tuple[Finding, ...]
    limits: Mapping[str, Limits]
    """The limits that held, by question id: the template's, or the settings'."""
    overridden: frozenset[str] = frozenset()
    """The questions whose limits the settings changed."""
    cohort: str = ""
    """The cohort that it belongs to, in a course of several."""

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
    """Something about the course, not about one report: `path` and `line` say where, `message` what to do."""

    path: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Course:
    """All `reports` of a course, judged, in the order of their ids; the `templates` that judged them.

    `problems` are those of the course itself, such as a waiver that excuses nothing.
    """

    reports: tuple[Judged, ...]
    templates: tuple[Template, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    def count(self, verdict: Verdict) -> int:
        """Return how many reports come to a verdict."""
        return sum(1 for judged in self.reports if judged.verdict is verdict)


def read_report(
    file: Path, path: str, name: str, forms: Forms, settings: Settings, folder: Folder | None = None
) -> Report:
    """Read and parse one report; a file that can not be opened is a report with a fault.

    `folder` is the report's, where somebody wants to know which of its files were asked for.
    """
    try:
        if is_linked(file):
            return _unread(name, path, "it is a symbolic link, which is not followed")
        source = read_source(file, path)
    except OSError as error:
        return _unread(name, path, f"it can not be opened: {error.strerror}")
    return parse_source(source, name, forms, settings, (folder or Folder(file.parent)).resolve)


def parse_source(source: Source, name: str, forms: Forms, settings: Settings, resolve: Resolve) -> Report:
    """Parse one report by the template that is closest to it, and find out what its group is called.

    `resolve` tells what a picture's address leads to.
    """
    form = forms.closest(source.lines)
    if form:
        form.forget()
    report = parse_report(source, form, resolve, name)
    title = group_title(report, settings.title_question)
    return replace(report, title=title) if title else report


def outrun(name: str, path: str, why: OutranError, settings: Settings) -> Judged:
    """Return what stands for a report whose reading was ended: nothing but that finding."""
    return judge_report(Report(name, path, name, None, 0, faults=(("too-slow", 1, str(why)),)), settings)


def _unread(name: str, path: str, why: str) -> Report:
    return Report(name, path, name, None, 0, faults=(("not-a-report", 1, why),))


def judge_report(report: Report, settings: Settings, mask: Callable[[str], str] = str) -> Judged:
    """Judge one report by a course's settings, its waivers included.

    Args:
        report: as it was read.
        settings: the course's.
        mask: takes people out of a text before it is cut; `str` where nobody is masked.
    """
    report = within_caps(report, mask)
    policy = settings.policy
    findings = tuple([waive(finding, report, settings.waivers) for finding in judge(report, policy, mask)])
    limits = {answer.question.id: policy.limits_of(answer) for answer in report.answers}
    overridden = frozenset(a.question.id for a in report.answers if limits[a.question.id] is not a.limits)
    return Judged(report, findings, limits, overridden)


def assemble(judged: Iterable[Judged], used: Collection[Waiver], forms: Forms, settings: Settings) -> Course:
    """Return the course that reports make, in the order of their ids; `used` are the waivers that excused anything."""
    row = sorted(judged, key=lambda j: in_order(j.report.id, j.report.path))
    return Course(
        reports=tuple(row),
        templates=tuple(form.template for form in forms.forms),
        problems=(*_unused(settings, row, used), *_unasked(settings, row, forms), *_idle(settings, row, forms)),
    )


def origin_of(file: Path, settings: Settings, base: Path, alone: bool) -> Gathered | None:
    """Return what is known of a report's group's files, where anybody asks; `alone` where it is the only report."""
    folder = group_folder(file)
    if not settings.clues and not was_collected(folder):
        return None
    from mkdocs_report.course.group_files import gather  # noqa: PLC0415

    return gather(folder, base, alone and bool(settings.clues))


def with_origin(report: Report, gathered: Gathered | None, settings: Settings) -> Report:
    """Return a report with what its group's files tell: where they came from, what they say about the checklist."""
    if gathered is None:
        return report
    from mkdocs_report.config.evidence import look  # noqa: PLC0415 - few courses have evidence

    return replace(report, origin=gathered.origin, evidence=look(report.checklist, settings.clues, gathered.names))


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


@contextmanager
def collector_seldom() -> Iterator[None]:
    """Have Python look for cycles seldom, and not in what is there already: building pages makes few, and much else."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def in_order(name: str, path: str) -> tuple[list[tuple[int, str]], str]:
    """Return the key by which reports are sorted, of their id and path: `group-2` comes before `group-10`."""
    return _natural(name), path


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d{1,9})", name)]


def with_distinct_titles(course: Course) -> Course:
    """Return a course in which groups that call themselves the same are told apart by their ids."""
    counts = Counter(j.report.title for j in course.reports)
    reports = [
        replace(j, report=replace(j.report, title=f"{j.report.title} ({j.report.id})"))
        if counts[j.report.title] > 1 and j.report.title != j.report.id
        else j
        for j in course.reports
    ]
    return replace(course, reports=tuple(reports))


def used_waivers(judged: Judged, settings: Settings) -> Iterator[Waiver]:
    """Yield the waivers that excuse a finding of a report."""
    for waiver in settings.waivers:
        mine = [f for f in judged.findings if f.rule == waiver.rule] if waiver.group == judged.report.id else []
        if any(is_about(waiver, finding, judged.report) for finding in mine):
            yield waiver


def _unused(settings: Settings, judged: Sequence[Judged], used: Collection[Waiver]) -> Iterable[Problem]:
    groups = {j.report.id for j in judged}
    for waiver in settings.waivers:
        if waiver not in used:
            why = "excuses nothing: no such finding is left" if waiver.group in groups else "names no group here"
            yield Problem(
                settings.waivers_path or "",
                waiver.line,
                f"The waiver of {waiver.rule} for “{waiver.group}” {why}. Take it out, or correct it.",
            )


def _unasked(settings: Settings, judged: Sequence[Judged], forms: Forms) -> Iterable[Problem]:
    """What the settings say about questions that nobody asks: limits, and the question that names a group."""
    asked = [question for form in forms.forms for question in form.template.questions]
    asked += [answer.question for each in judged for answer in each.report.answers]
    known = dict.fromkeys(name for question in asked for name in (str(question.number), question.id))
    named = [("limits", question) for question in settings.policy.limits]
    if settings.title_question:
        named.append(("title_question", settings.title_question))
    for option, question in named if known else ():
        if question not in known:
            path, line = settings.places.get((option, question)) or settings.places.get((option,), ("", 1))
            message = (
                f"{option}: there is no question “{question}”.{nearest(question, known)} Take it out, or correct it."
            )
            yield Problem(path, line, message)


def _idle(settings: Settings, judged: Sequence[Judged], forms: Forms) -> Iterable[Problem]:
    """What of the evidence file is of no use: entries about nothing, or all of it where no group's files are known."""
    if not settings.clues:
        return
    from mkdocs_report.config.evidence import idle  # noqa: PLC0415

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
