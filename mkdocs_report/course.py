"""Settings to Course: find the reports, match each with its template, parse, judge. The room where stages meet."""

from __future__ import annotations

import gc
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import takewhile
from pathlib import Path, PurePosixPath

from mkdocs_report.form import Form, Forms
from mkdocs_report.model import Answer, Limits, Report, Template
from mkdocs_report.outline import outline
from mkdocs_report.pictures import Folder
from mkdocs_report.report import parse_report
from mkdocs_report.rules import Finding, Severity, Verdict, judge
from mkdocs_report.settings import Settings, SettingsError, Waiver
from mkdocs_report.source import Source, read_source
from mkdocs_report.template import parse_template
from mkdocs_report.title import group_title

_REPORT_FOLDERS = frozenset({"report", "reports"})
_PASSED_OVER = frozenset({"node_modules", "site-packages", "venv", "env", "__pycache__", "site"})
MAX_FILES = 50_000
"""How many files of a folder are looked at for reports."""


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
        found = [f for f in self.findings_of(answer) if f.counts]
        if not answer.answered:
            excused = any(f.waived is not None for f in self.findings_of(answer))
            return Verdict.PASSED if excused and not found else Verdict.UNANSWERED
        return _worst(found)

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

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of all questions of all reports, in the order of the templates."""
        return tuple(dict.fromkeys(a.question.id for j in self.reports for a in j.report.answers))

    def count(self, verdict: Verdict) -> int:
        """Return how many reports come to a verdict."""
        return sum(1 for judged in self.reports if judged.verdict is verdict)


def shown_path(file: Path, base: Path) -> str:
    """Return a path as it is shown: POSIX, relative to `base` where that does not lead outwards."""
    try:
        return file.resolve().relative_to(base.resolve()).as_posix()
    except ValueError:
        return PurePosixPath(os.path.relpath(file, base)).as_posix()


def template_files(patterns: Sequence[str], base: Path) -> list[Path]:
    """Return the files that the patterns match, sorted by name, each once.

    Raises:
        SettingsError: a pattern matches nothing.
    """
    files: list[Path] = []
    for pattern in patterns:
        matches = sorted(file for file in _matching(pattern, base) if file.is_file())
        if not matches:
            raise SettingsError(f"templates: no file matches “{pattern}”.")
        files += [file for file in matches if file not in files]
    return files


def _matching(pattern: str, base: Path) -> Iterable[Path]:
    """What a glob matches, be it absolute or with `..` in front, which `Path.glob` refuses."""
    whole = Path(os.path.normpath(base / pattern))
    fixed = list(takewhile(lambda part: not set(part) & set("*?["), whole.parts[:-1]))
    return Path(*fixed).glob(str(Path(*whole.parts[len(fixed) :])))


def load_forms(files: Sequence[Path], base: Path) -> Forms:
    """Read the versions of a template.

    Raises:
        SettingsError: a file can not be opened.
        TemplateError: a file is no template.
    """
    forms = []
    for file in files:
        try:
            source = read_source(file, shown_path(file, base))
        except OSError as error:
            raise SettingsError(f"templates: {shown_path(file, base)} can not be read: {error.strerror}.") from None
        forms.append(Form(parse_template(source)))
    return Forms(forms)


def find_reports(root: Path, forms: Forms, templates: Iterable[Path] = ()) -> list[Path]:
    """Return the reports in a folder.

    A report is a Markdown file that holds a template's questions. Beside such, a group's `README.md` or
    `reports/README.md` that holds none is returned too, so that an emptied report is not passed over in silence.
    """
    skip = {file.resolve() for file in templates}
    found: list[Path] = []
    readmes: list[Path] = []
    for file in _markdown_files(root):
        if file.resolve() in skip:
            continue
        if _holds_questions(file, forms):
            found.append(file)
        elif file.name.lower() == "readme.md":  # perhaps a group's that was emptied
            readmes.append(file)
    shelves = {shelf for file in found if (shelf := _shelf(file, root))}
    groups = {_group(file) for file in found}
    found += [f for f in readmes if _shelf(f, root) in shelves and _group(f) not in groups]
    return sorted(found)


def _group(file: Path) -> Path:
    """The folder that is a group's: the report's own, or the one above its `reports/`."""
    return file.parent.parent if file.parent.name in _REPORT_FOLDERS else file.parent


def _shelf(file: Path, root: Path) -> tuple[Path, str] | None:
    """Where the groups' folders stand, and where in each its report does; None for a report of its own."""
    group = _group(file)
    if group == root or root not in group.parents:
        return None
    return group.parent, file.relative_to(group).as_posix().lower()


def _markdown_files(root: Path) -> list[Path]:
    found: list[Path] = []
    seen = 0
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in _PASSED_OVER)
        for name in sorted(names):
            seen += 1
            file = Path(folder, name)
            if name.lower().endswith(".md") and not file.is_symlink() and file.is_file():
                found.append(file)
        if seen > MAX_FILES:
            break
    return found


def _holds_questions(file: Path, forms: Forms) -> bool:
    try:
        source = read_source(file, file.name)
    except OSError:
        return False
    form = forms.closest(source.lines)
    if form is None:
        try:
            form = Form(parse_template(replace(source, faults=()), lenient=True))
        except ValueError:
            return False
        return len(form.questions) >= 2
    found = {opening.question for opening in outline(source.lines, form).openings if opening.question}
    return len(found) >= min(2, len(form.questions))


def report_ids(files: Sequence[Path]) -> list[str]:
    """Return a short name for each report: its folder's, `reports/` passed over, with more of its path if need be."""
    paths = [[p for p in file.resolve().parent.parts if p not in _REPORT_FOLDERS and p != os.sep] for file in files]
    names = [_name(parts, 1) for parts in paths]
    for depth in range(2, 6):
        counts = Counter(names)
        names = [_name(p, depth) if counts[n] > 1 else n for p, n in zip(paths, names, strict=True)]
    counts = Counter(names)
    stems = [file.stem for file in files]
    return [f"{n}-{s}" if counts[n] > 1 else n for n, s in zip(names, stems, strict=True)]


def _name(parts: Sequence[str], depth: int) -> str:
    return re.sub(r"[^\w.-]+", "-", "-".join(parts[-depth:])).strip("-") or "report"


def read_report(file: Path, path: str, name: str, forms: Forms, settings: Settings) -> Report:
    """Read and parse one report; a file that can not be opened is a report with a fault."""
    try:
        source = read_source(file, path)
    except OSError as error:
        source = Source(path, (), (("not-a-report", 1, f"it can not be opened: {error.strerror}"),))
        return Report(name, path, name, None, 0, faults=source.faults)
    form = forms.closest(source.lines)
    report = parse_report(source, form, Folder(file.parent).resolve, name)
    title = group_title(report, settings.title_question)
    return replace(report, title=title) if title else report


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
    with _collector_at_rest():
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
def _collector_at_rest() -> Iterator[None]:
    """Keep Python from looking for cycles in data that has none: it would walk all reports again and again."""
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
