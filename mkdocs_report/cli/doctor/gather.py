"""Gather the facts for the doctor. Only this module, and `software`, read files."""

from __future__ import annotations

import os
import posixpath
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from mkdocs_report.cli.doctor.checks.cache import DAYS_UNUSED
from mkdocs_report.cli.doctor.facts import CacheFolder, Facts, FoundFiles, RosterFacts, SymbolicLink
from mkdocs_report.cli.doctor.roster_members import member_warnings
from mkdocs_report.cli.doctor.software import other_generators, placeholders, software
from mkdocs_report.config.options import cohort_options, listed
from mkdocs_report.config.read_settings import settings_from_file
from mkdocs_report.config.roster_file import read_roster
from mkdocs_report.config.settings import Settings
from mkdocs_report.config.settings_file import SettingsFile, read_settings_file
from mkdocs_report.course.cohorts import agreed
from mkdocs_report.course.discovery import candidates, find_reports, report_ids
from mkdocs_report.course.docs_dir import by_cohort, matching_reports, named_in, reports_in
from mkdocs_report.course.group_folders import Held, group_folder, is_withheld
from mkdocs_report.course.reader import Reading
from mkdocs_report.course.templates import load_forms, template_files
from mkdocs_report.errors import SettingsError, TemplateError, nearest
from mkdocs_report.export.outputs import read_outputs, refuse_inside
from mkdocs_report.masking.mask import NUMBER
from mkdocs_report.model.course import Course
from mkdocs_report.parsing.collect_record import recorded_group
from mkdocs_report.parsing.report.detect import holds_most, is_report
from mkdocs_report.parsing.template.versions import Forms
from mkdocs_report.rules.policy import Policy
from mkdocs_report.runtime.files import files_in, read_regular, real, shown_path
from mkdocs_report.runtime.pool import Workers

_CACHES = (".cache/mkdocs-report/build", ".cache/mkdocs-report/collect")
_MAX_LINKS = 100


def gather(file: Path, path: str) -> Facts:
    """Return the facts about a course; if the settings cannot be used, only those that need no settings.

    Args:
        file: the settings, usually a `mkdocs.yml`.
        path: their path in messages.
    """
    base = file.parent
    facts = Facts(
        path,
        software(),
        other_generators=tuple(other_generators(base)),
        placeholders=tuple(placeholders(base)),
        caches=tuple(_caches(base)),
    )
    if not file.is_file():
        near = nearest(file.name, [each.name for each in base.iterdir()] if base.is_dir() else ())
        return replace(facts, refused=f"{path}: file not found.{near} Name the settings: --settings FILE.")
    try:
        read = read_settings_file(file, path)
        facts = replace(facts, file=read)
        facts = replace(facts, settings=settings_from_file(read, base), docs=_docs(read, base))
        with Workers() as workers:
            return _with_course(facts, read, base, workers)
    except (SettingsError, TemplateError) as error:
        located = facts.file.located(error) if facts.file and isinstance(error, SettingsError) else error
        return replace(facts, refused=str(located))


def _docs(read: SettingsFile, base: Path) -> str | None:
    """Return the path of `docs_dir` in messages; None if the file is not that of a site."""
    if not read.is_site:
        return None
    docs = read.docs_dir
    if not (base / docs).is_dir():
        path, line = read.where("docs_dir")
        raise SettingsError(f"{path}:{line}: docs_dir: folder not found: {docs}. Create it, or correct “docs_dir”.")
    return shown_path(base / docs, base)


def _with_course(facts: Facts, read: SettingsFile, base: Path, workers: Workers) -> Facts:
    options = read.options or {}
    parts = {name: _CohortFiles.of(each, base) for name, each in cohort_options(options).items()}
    templates = list(dict.fromkeys(file for part in parts.values() for file in part.templates))
    missing = {pattern: near for part in parts.values() for pattern, near in part.missing.items()}
    forms = parts[""].forms if "" in parts else Forms.of_all(part.forms for part in parts.values())
    found = FoundFiles(templates=tuple(shown_path(file, base) for file in templates), no_templates=missing)
    if facts.docs is None or read.options is None:
        return replace(facts, found=found)
    docs = base / facts.docs
    refuse_inside(read_outputs(options.get("export") or {}), base, docs)
    taken = _reports_by_cohort(parts, docs, forms, templates, workers)
    files = [file for each in taken.values() for file in each]
    alike = sorted(_report_like_files(base, docs, forms, templates, workers) - set(files))
    whole = [file for file, most in zip(alike, workers.map(holds_most, forms, alike), strict=True) if most is True]
    inside = [file for file in alike if file.is_relative_to(docs)]
    held = Held.by(
        (file.relative_to(docs).as_posix() for file in files), [glob for part in parts.values() for glob in part.globs]
    )
    in_nav = {docs / path for path in named_in(read.data.get("nav"))}
    shown = [
        file
        for file in inside
        if file in in_nav or (file not in whole and file.relative_to(docs).as_posix() not in held)
    ]
    settings = {each.name: each.settings for each in facts.settings.cohorts} or {"": facts.settings}
    ids = {name: dict(zip(report_ids(each), each, strict=True)) for name, each in taken.items()}
    courses = {
        name: _course(list(ids[name].values()), part.forms, settings[name], base, workers)
        for name, part in parts.items()
    }
    counts = Counter(f.rule for course in courses.values() for judged in course.reports for f in judged.findings)
    problems = [problem for course in agreed(courses, settings).values() for problem in course.problems]
    of_each = tuple(
        Facts(
            facts.path,
            file=read,
            settings=settings[name],
            docs=facts.docs,
            found=FoundFiles(
                templates=tuple(shown_path(file, base) for file in part.templates),
                no_templates=part.missing,
                reports={group: shown_path(file, base) for group, file in ids[name].items()},
                no_reports=tuple(pattern for pattern in part.globs if not matching_reports(pattern, docs)),
            ),
            counts=counts,
            people=_roster_facts(part.options, base, courses[name]),
            cohort=name,
        )
        for name, part in parts.items()
    )
    found = replace(
        found,
        reports={
            posixpath.join(each.cohort, group): path for each in of_each for group, path in each.found.reports.items()
        },
        no_reports=tuple(pattern for each in of_each for pattern in each.found.no_reports),
        strays=tuple(shown_path(file, base) for file in shown if file in whole),
        uncertain=tuple(shown_path(file, base) for file in shown if file not in whole),
        passed_over=tuple(shown_path(file, base) for file in inside if file in whole and file not in shown),
        outside=tuple(shown_path(file, base) for file in whole if not file.is_relative_to(docs)),
        links=tuple(_links(docs, base, held, [glob for part in parts.values() for glob in part.globs])),
    )
    facts = replace(facts, found=found, counts=counts, problems=tuple(dict.fromkeys(problems)))
    return replace(facts, people=of_each[0].people) if "" in parts else replace(facts, cohorts=of_each)


@dataclass(frozen=True, slots=True)
class _CohortFiles:
    """The options, templates and report globs of a cohort, or of a course without cohorts."""

    options: Mapping[Any, Any]
    templates: tuple[Path, ...]
    missing: Mapping[str, str | None]
    forms: Forms
    globs: tuple[str, ...]

    @classmethod
    def of(cls, options: Mapping[Any, Any], base: Path) -> _CohortFiles:
        templates, missing = _templates(options, base)
        return cls(
            options, tuple(templates), missing, load_forms(templates, base), listed(options.get("reports") or ())
        )


def _reports_by_cohort(
    parts: Mapping[str, _CohortFiles], docs: Path, forms: Forms, templates: Sequence[Path], workers: Workers
) -> dict[str, list[Path]]:
    """Return the reports of each cohort; a course without cohorts has one, without a name."""
    kept = frozenset(map(real, templates))
    if "" in parts:
        names = dict.fromkeys(reports_in(docs, parts[""].globs, forms, workers), "")
    else:
        names = by_cohort(docs, {name: part.globs for name, part in parts.items()}, kept)
    files = {name: [docs / path for path in sorted(names) if names[path] == name] for name in parts}
    return {name: [f for f in each if f.is_file() and real(f) not in kept] for name, each in files.items()}


def _course(files: Sequence[Path], forms: Forms, settings: Settings, base: Path, workers: Workers) -> Course:
    """Judge the reports with the default severities, so that findings of rules that are off count as well."""
    plain = replace(settings, policy=Policy({}, settings.policy.limits))
    return Reading(forms, plain, base, workers, brief=True).course(files)


def _templates(options: Mapping[Any, Any], base: Path) -> tuple[list[Path], dict[str, str | None]]:
    """Return the template files, and the globs that match no file, each with a suggestion or None."""
    files: list[Path] = []
    missing: dict[str, str | None] = {}
    for pattern in listed(options.get("templates") or ()):
        try:
            files += [file for file in template_files([pattern], base) if file not in files]
        except SettingsError:
            missing[pattern] = _suggestion(pattern, base)
    return files, missing


def _suggestion(pattern: str, base: Path) -> str | None:
    """Return the pattern with its first missing name replaced by the closest existing one; None if none is close."""
    place, parts = base, Path(pattern).parts
    for index, part in enumerate(parts):
        if set(part) & set("*?["):
            return None
        if not (place / part).exists():
            near = get_close_matches(part, [each.name for each in place.iterdir()], n=1)
            return Path(*parts[:index], near[0], *parts[index + 1 :]).as_posix() if near else None
        place /= part
        if not place.is_dir():
            return None
    return None


def _report_like_files(base: Path, docs: Path, forms: Forms, templates: Sequence[Path], workers: Workers) -> set[Path]:
    """Return the files that look like reports: those in `docs_dir`, and with a template, elsewhere in the project."""
    found = set(find_reports(docs, forms, templates, workers))
    elsewhere = [file for file in candidates(base, templates) if not file.is_relative_to(docs)] if forms.forms else []
    looked = workers.map(is_report, forms, elsewhere)
    return found | {file for file, holds in zip(elsewhere, looked, strict=True) if holds is True}


def _links(docs: Path, base: Path, held: Held, globs: Sequence[str]) -> Iterator[SymbolicLink]:
    project = real(base)
    places = [docs] if docs.is_symlink() else []
    for folder, folders, names in os.walk(docs):
        places += [Path(folder, name) for name in sorted([*folders, *names]) if Path(folder, name).is_symlink()]
        if len(places) > _MAX_LINKS:
            break
    for place in places:
        target = real(place)
        yield SymbolicLink(
            place.absolute().relative_to(base.absolute()).as_posix() if place.is_relative_to(base) else str(place),
            shown_path(target, base),
            not target.is_relative_to(project),
            place == docs or not is_withheld(place.relative_to(docs).as_posix(), place.is_dir(), held, globs),
        )


def _roster_facts(options: Mapping[Any, Any], base: Path, course: Course) -> RosterFacts | None:
    publish = options.get("publish") or {}
    path = publish.get("roster")
    if not path:
        return None
    file = base / path
    if not file.is_file():
        raise SettingsError(f"publish: roster: file not found: {path}. Correct the path.", ("publish", "roster"))
    number = publish.get("numbers") or NUMBER
    roster = read_roster(file, path, number)
    without = {*listed(publish.get("without") or ())}
    known: set[str] = set()
    unknown, ambiguous = [], []
    for judged in course.reports:
        recorded = recorded_group(group_folder(base / judged.report.path))
        entries = roster.entries_for(judged.report.id, judged.report.title, recorded)
        known |= {entry.group for entry in entries}
        if not entries and without.isdisjoint({judged.report.id, recorded}):
            unknown.append(judged.report.id)
        if len(entries) > 1:
            ambiguous.append((judged.report.id, tuple(entry.line for entry in entries)))
    missing = tuple(entry.line for entry in roster.entries if entry.group not in known)
    uncertain = tuple(member_warnings(roster, _report_texts(course, base), number))
    unused = tuple((f"{column.message[0].upper()}{column.message[1:]}", column.line) for column in roster.unused)
    return RosterFacts(path, roster.asks_consent, missing, tuple(unknown), uncertain, unused, tuple(ambiguous))


def _report_texts(course: Course, base: Path) -> Iterator[str]:
    """Yield the title and the text of each report."""
    for judged in course.reports:
        yield judged.report.title
        with suppress(OSError):
            yield read_regular(base / judged.report.path).decode("utf-8", "replace")


def _caches(base: Path) -> Iterator[CacheFolder]:
    """Yield the cache folders of the project. Only this function reads the clock."""
    long_ago = time.time() - DAYS_UNUSED * 24 * 3600
    for path in _CACHES:
        files = list(files_in(base / path))
        if files:
            old = sum(size for used, size, _ in files if used < long_ago)
            yield CacheFolder(path, sum(size for _, size, _ in files), old)
