"""Gather the facts for the doctor. Only this module, `people` and `software` read files."""

from __future__ import annotations

import os
import posixpath
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs_report.cli.doctor.checks.cache import DAYS_UNUSED
from mkdocs_report.cli.doctor.facts import CacheFolder, Facts, FoundFiles, SymbolicLink
from mkdocs_report.cli.doctor.people import people_of
from mkdocs_report.cli.doctor.software import other_generators, placeholders, software
from mkdocs_report.config.cohort_options import each_cohort
from mkdocs_report.config.navigation import named_in
from mkdocs_report.config.options import Options, read_options
from mkdocs_report.config.read_settings import settings_from_file
from mkdocs_report.config.settings import Settings
from mkdocs_report.config.settings_file import SettingsFile, read_settings_file
from mkdocs_report.course.cohorts import drop_shared_problems
from mkdocs_report.course.discovery import find_candidates, find_reports
from mkdocs_report.course.docs_dir import by_cohort, matching_reports, reports_in
from mkdocs_report.course.group_folders import GroupFolders, is_withheld
from mkdocs_report.course.reader import CourseReader
from mkdocs_report.course.report_ids import report_ids
from mkdocs_report.course.template_files import template_files
from mkdocs_report.course.templates import load_templates
from mkdocs_report.errors import SettingsError, TemplateError, did_you_mean, nearest_file
from mkdocs_report.export.outputs import read_outputs, refuse_inside
from mkdocs_report.model.course import Course
from mkdocs_report.parsing.report.detect import holds_most, report_content
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.rules.policy import Policy
from mkdocs_report.runtime.files import files_in, real, shown_path
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
        near = nearest_file(
            file.name, [each.name for each in base.iterdir() if each.is_file()] if base.is_dir() else ()
        )
        return replace(
            facts, refused=f"{path}: file not found.{did_you_mean(near)} Name the settings: --settings FILE."
        )
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
    options = read_options(read.options or {})
    parts = {name: _CohortSources.of(each, base) for name, each in each_cohort(options).items()}
    templates = list(dict.fromkeys(file for part in parts.values() for file in part.templates))
    missing = {pattern: near for part in parts.values() for pattern, near in part.missing.items()}
    found = FoundFiles(templates=tuple(shown_path(file, base) for file in templates), no_templates=missing)
    if facts.docs is None or read.options is None:
        return replace(facts, found=found)
    docs = base / facts.docs
    refuse_inside(read_outputs(options.export), base, docs)
    versions = parts[""].versions if "" in parts else TemplateVersions.of_all(part.versions for part in parts.values())
    project = _Project(base, docs, parts, templates, versions, workers)
    taken = _reports_by_cohort(project)
    settings = {each.name: each.settings for each in facts.settings.cohorts} or {"": facts.settings}
    ids = {name: dict(zip(report_ids(each), each, strict=True)) for name, each in taken.items()}
    courses = {
        name: _course(list(ids[name].values()), part.versions, settings[name], base, workers)
        for name, part in parts.items()
    }
    counts = Counter(f.rule for course in courses.values() for judged in course.reports for f in judged.findings)
    problems = [problem for course in drop_shared_problems(courses, settings).values() for problem in course.problems]
    of_each = tuple(
        Facts(
            facts.path,
            file=read,
            settings=settings[name],
            docs=facts.docs,
            found=_found_by(part, ids[name], base, docs),
            counts=counts,
            people=people_of(part.options, base, courses[name]),
            cohort=name,
        )
        for name, part in parts.items()
    )
    found = replace(
        _with_apparent_reports(found, project, [file for each in taken.values() for file in each], read),
        reports={
            posixpath.join(each.cohort, group): path for each in of_each for group, path in each.found.reports.items()
        },
        no_reports=tuple(pattern for each in of_each for pattern in each.found.no_reports),
    )
    facts = replace(facts, found=found, counts=counts, problems=tuple(dict.fromkeys(problems)))
    return replace(facts, people=of_each[0].people) if "" in parts else replace(facts, cohorts=of_each)


@dataclass(frozen=True, slots=True)
class _CohortSources:
    """The options, templates and report globs of a cohort, or of a course without cohorts."""

    options: Options
    templates: tuple[Path, ...]
    missing: Mapping[str, str | None]
    versions: TemplateVersions
    globs: tuple[str, ...]

    @classmethod
    def of(cls, options: Options, base: Path) -> _CohortSources:
        templates, missing = _templates(options, base)
        return cls(options, tuple(templates), missing, load_templates(templates, base, options.form), options.reports)


@dataclass(frozen=True, slots=True)
class _Project:
    """The folders of a course, its cohorts, all templates (as `versions`), and the processes that read reports."""

    base: Path
    docs: Path
    parts: Mapping[str, _CohortSources]
    templates: Sequence[Path]
    versions: TemplateVersions
    workers: Workers

    @property
    def globs(self) -> list[str]:
        """The globs of all reports."""
        return [glob for part in self.parts.values() for glob in part.globs]


def _reports_by_cohort(project: _Project) -> dict[str, list[Path]]:
    """Return the reports of each cohort; a course without cohorts has one, without a name."""
    parts, docs = project.parts, project.docs
    kept = frozenset(map(real, project.templates))
    if "" in parts:
        names = dict.fromkeys(reports_in(docs, parts[""].globs, project.versions, project.workers), "")
    else:
        names = by_cohort(docs, {name: part.globs for name, part in parts.items()}, kept)
    files = {name: [docs / path for path in sorted(names) if names[path] == name] for name in parts}
    return {name: [f for f in each if f.is_file() and real(f) not in kept] for name, each in files.items()}


def _found_by(part: _CohortSources, ids: Mapping[str, Path], base: Path, docs: Path) -> FoundFiles:
    """Return what the globs of one cohort find."""
    return FoundFiles(
        templates=tuple(shown_path(file, base) for file in part.templates),
        no_templates=part.missing,
        reports={group: shown_path(file, base) for group, file in ids.items()},
        no_reports=tuple(pattern for pattern in part.globs if not matching_reports(pattern, docs)),
    )


def _with_apparent_reports(
    found: FoundFiles, project: _Project, taken: Sequence[Path], read: SettingsFile
) -> FoundFiles:
    """Add the files that look like reports but are not `taken` as such, and links."""
    base, docs, versions, workers = project.base, project.docs, project.versions, project.workers
    alike = sorted(_report_like_files(base, docs, versions, project.templates, workers) - set(taken))
    whole = [file for file, most in zip(alike, workers.map(holds_most, versions, alike), strict=True) if most is True]
    inside = [file for file in alike if file.is_relative_to(docs)]
    group_folders = GroupFolders.of_reports((file.relative_to(docs).as_posix() for file in taken), project.globs)
    in_nav = {docs / path for path in named_in(read.data.get("nav"))}
    shown = [
        file
        for file in inside
        if file in in_nav or (file not in whole and file.relative_to(docs).as_posix() not in group_folders)
    ]
    return replace(
        found,
        strays=tuple(shown_path(file, base) for file in shown if file in whole),
        uncertain=tuple(shown_path(file, base) for file in shown if file not in whole),
        passed_over=tuple(shown_path(file, base) for file in inside if file in whole and file not in shown),
        outside=tuple(shown_path(file, base) for file in whole if not file.is_relative_to(docs)),
        links=tuple(_links(docs, base, group_folders, project.globs)),
    )


def _course(
    files: Sequence[Path], versions: TemplateVersions, settings: Settings, base: Path, workers: Workers
) -> Course:
    """Judge the reports with the default severities, so that findings of rules that are off count as well."""
    plain = replace(settings, policy=Policy({}, settings.policy.limits))
    return CourseReader(versions, plain, base, workers, brief=True).course(files)


def _templates(options: Options, base: Path) -> tuple[list[Path], dict[str, str | None]]:
    """Return the template files, and the globs that match no file, each with a suggestion or None."""
    files: list[Path] = []
    missing: dict[str, str | None] = {}
    for pattern in options.templates:
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
            near = nearest_file(part, [each.name for each in place.iterdir()])
            return Path(*parts[:index], near, *parts[index + 1 :]).as_posix() if near else None
        place /= part
        if not place.is_dir():
            return None
    return None


def _report_like_files(
    base: Path, docs: Path, versions: TemplateVersions, templates: Sequence[Path], workers: Workers
) -> set[Path]:
    """Return the files that look like reports: those in `docs_dir`, and with a template, elsewhere in the project."""
    found = set(find_reports(docs, versions, templates, workers))
    elsewhere = (
        [file for file in find_candidates(base, templates) if not file.is_relative_to(docs)]
        if versions.matchers
        else []
    )
    looked = workers.map(report_content, versions, elsewhere)
    return found | {file for file, content in zip(elsewhere, looked, strict=True) if isinstance(content, bytes)}


def _links(docs: Path, base: Path, group_folders: GroupFolders, globs: Sequence[str]) -> Iterator[SymbolicLink]:
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
            place == docs or not is_withheld(place.relative_to(docs).as_posix(), place.is_dir(), group_folders, globs),
        )


def _caches(base: Path) -> Iterator[CacheFolder]:
    """Yield the cache folders of the project. Only this function reads the clock."""
    long_ago = time.time() - DAYS_UNUSED * 24 * 3600
    for path in _CACHES:
        files = list(files_in(base / path))
        if files:
            old = sum(size for used, size, _ in files if used < long_ago)
            yield CacheFolder(path, sum(size for _, size, _ in files), old)
