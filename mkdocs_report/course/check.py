"""Find and judge reports, for the command `check` and for Python, each by the templates of its cohort."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs_report.config.settings import Settings
from mkdocs_report.course.cohorts import drop_shared_problems, merge_cohorts
from mkdocs_report.course.discovery import named_reports
from mkdocs_report.course.docs_dir import by_cohort, globs_of, ids_in, is_in, names_of, place_in, places_in, site_ids
from mkdocs_report.course.reader import CourseReader
from mkdocs_report.course.strays import NO_GLOB, find_strays
from mkdocs_report.course.template_files import chosen_templates, known_templates
from mkdocs_report.course.templates import load_all_templates, load_templates, site_versions
from mkdocs_report.errors import SettingsError, missing
from mkdocs_report.model.course import Course, Problem
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.runtime.files import real, shown_path
from mkdocs_report.runtime.pool import Workers


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A course, and the files that it was read from: its reports and templates.

    `blank_templates` are files in the folders that are no reports, since they are templates without answers.
    """

    course: Course
    reports: tuple[Path, ...]
    templates: tuple[Path, ...]
    blank_templates: tuple[Path, ...] = ()


Fixer = Callable[[Sequence[Path], TemplateVersions, Settings], bool]
"""A function that fixes reports in place before they are judged, and returns whether it changed any."""


@dataclass(frozen=True, slots=True)
class CheckPlan:
    """The settings of a check.

    - `templates`: globs that replace those in the settings
    - `settings`: the settings of the course
    - `base`: the folder to which paths are relative
    - `workers`: the processes that do the work
    - `brief`: whether to leave out data that only a page shows
    - `fix`: fixes the reports first, if given
    - `advice`: a sentence of advice for a path that belongs to no cohort
    - `known_templates`: globs of further templates, which are no reports
    """

    templates: Sequence[str]
    settings: Settings
    base: Path
    workers: Workers
    brief: bool = False
    fix: Fixer | None = None
    advice: str = ""
    known_templates: Sequence[str] = ()

    def reader(self, versions: TemplateVersions, settings: Settings) -> CourseReader:
        """Return a reader for a template, with the settings of the course or of a cohort."""
        return CourseReader(versions, settings, self.base, self.workers, self.brief)


def check_reports(paths: Sequence[Path], plan: CheckPlan) -> CheckResult:
    """Find and judge reports: files, and those in folders.

    Raises:
        SettingsError: a file, a folder or a setting cannot be used.
        TemplateError: a file is not a template.
    """
    settings, base = plan.settings, plan.base
    if settings.cohorts:
        return _CohortsChecker(plan).check(paths)
    files = chosen_templates(plan.templates, settings, base)
    versions = load_templates(files, base, settings.form)
    reader = plan.reader(versions, settings)
    passed_over = [*files, *known_templates((*settings.templates, *plan.known_templates), base)]
    found = {path: reader.find(path, passed_over) for path in paths if path.is_dir()}
    blank = tuple(reader.blank_templates)
    known = [*(file for each in found.values() for file in each), *(path for path in paths if path.is_file())]
    site = site_versions(settings, base) if plan.templates else versions
    ids = site_ids(settings, base, site, plan.workers, known)
    reports = named_reports(map(str, paths), lambda folder: _with_those_of_site(found[folder], folder, settings, ids))
    names = names_of(reports, settings.folder, ids)
    if plan.fix is not None and plan.fix(reports, versions, settings):
        reader = plan.reader(versions, settings)
    course = reader.course(reports, names=names)
    problems = (*course.problems, *_not_taken(reports, settings, ids, base))
    return CheckResult(replace(course, problems=problems), tuple(reports), tuple(files), blank)


def _not_taken(files: Sequence[Path], settings: Settings, ids: Mapping[str, str], base: Path) -> Iterator[Problem]:
    """Yield reports in `docs_dir` that are judged although the site does not publish them as reports."""
    docs = settings.folder
    if docs is None or not docs.is_dir():
        return
    rest = [file for file, place in zip(files, places_in(docs, files), strict=True) if place and place not in ids]
    taken = {real(docs / path) for path in ids} if rest else set()
    why = NO_GLOB if settings.reports else "it is at none of the usual places"
    for file in rest:
        if real(file) not in taken:
            yield Problem(
                shown_path(file, base), 1, f"The site does not show this report: {why}. Let “reports” match it."
            )


def _with_those_of_site(
    reports: Sequence[Path], folder: Path, settings: Settings, ids: Mapping[str, str]
) -> Sequence[Path]:
    """Return the reports in a folder, with those that only the site finds there, such as an unreadable link."""
    place = None if settings.folder is None else place_in(settings.folder, folder)
    if settings.folder is None or place is None:
        return reports
    root = folder if place else folder / real(settings.folder).relative_to(real(folder))
    known = {file.relative_to(root) for file in reports if file.is_relative_to(root)}
    inside = [Path(path).relative_to(place) for path in ids if is_in(path, place)]
    return sorted({*reports, *(root / path for path in inside if path not in known)})


class _CohortsChecker:
    """The cohorts of a course. Only those with a report to check are read."""

    def __init__(self, plan: CheckPlan) -> None:
        self._plan, self._base = plan, plan.base
        self._more_advice = f" {plan.advice}" if plan.advice else ""
        cohorts = plan.settings.cohorts
        self._settings = {cohort.name: cohort.settings for cohort in cohorts}
        self._templates = {
            name: chosen_templates(plan.templates, each, plan.base) for name, each in self._settings.items()
        }
        self._docs = cohorts[0].folder
        globs = {cohort.name: cohort.reports for cohort in cohorts}
        self._taken = by_cohort(self._docs, globs, _whole(self._every_template))

    @property
    def _every_template(self) -> list[Path]:
        return list(dict.fromkeys(file for files in self._templates.values() for file in files))

    def check(self, paths: Sequence[Path]) -> CheckResult:
        """Find and judge reports."""
        found: dict[str, None] = {}
        problems: list[Problem] = []
        for path in paths:
            if not path.exists():
                raise missing(path)
            place = place_in(self._docs, path)
            if not path.is_dir():
                if place not in self._taken:
                    raise SettingsError(f"{path}: this report belongs to no cohort: {self._advice}{self._more_advice}")
                found[str(place)] = None
                continue
            inside = [each for each in self._taken if place is not None and is_in(each, place)]
            problems += () if place is None else self._strays(place)
            if not inside and not problems:
                raise SettingsError(f"{path}: there is no report of any cohort in this folder.{self._more_advice}")
            found |= dict.fromkeys(inside)
        courses = self._courses(list(found))
        course = merge_cohorts(courses)
        reports = tuple(self._docs / path for path in found)
        problems = list(dict.fromkeys((*course.problems, *problems)))
        return CheckResult(replace(course, problems=tuple(problems)), reports, tuple(self._every_template))

    def _courses(self, reports: Sequence[str]) -> Mapping[str, Course]:
        courses = {}
        for name, settings in self._settings.items():
            files = [self._docs / path for path in reports if self._taken[path] == name]
            if files:
                versions = load_templates(self._templates[name], self._base, settings.form)
                if self._plan.fix is not None:
                    self._plan.fix(files, versions, settings)
                reader = self._plan.reader(versions, settings)
                ids = ids_in(self._docs, (path for path, cohort in self._taken.items() if cohort == name))
                courses[name] = reader.course(files, len(reports) == 1, names_of(files, self._docs, ids))
        return drop_shared_problems(courses, self._settings)

    def _strays(self, folder: str) -> Iterator[Problem]:
        """Yield apparent reports in a folder of `docs_dir` that belong to no cohort."""
        each_form = [(self._templates[name], settings.form) for name, settings in self._settings.items()]
        versions = load_all_templates(each_form, self._base)
        for path in find_strays(self._docs, folder, self._taken, versions, self._every_template, self._plan.workers):
            shown = shown_path(self._docs / path, self._base)
            yield Problem(shown, 1, f"This report belongs to no cohort: {self._advice}")

    @property
    def _advice(self) -> str:
        """Return advice for a report that belongs to no cohort."""
        return f"let {globs_of(self._settings)} match it."


def _whole(files: Sequence[Path]) -> frozenset[Path]:
    return frozenset(map(real, files))
