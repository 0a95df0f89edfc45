"""Publish reports as a site does, without a site."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mkdocs_report.config.cohort_options import each_cohort
from mkdocs_report.config.lookup import with_form
from mkdocs_report.config.options import Options, PublishOptions, read_options
from mkdocs_report.config.read_settings import settings_from_file
from mkdocs_report.config.settings import CohortSettings, Settings
from mkdocs_report.config.settings_file import SettingsFile
from mkdocs_report.course.docs_dir import by_cohort, globs_of, ids_in, is_in, names_of, place_in, site_ids
from mkdocs_report.course.git_history import last_commits
from mkdocs_report.course.template_files import chosen_templates
from mkdocs_report.course.templates import load_templates, site_versions
from mkdocs_report.errors import SettingsError, missing, shown
from mkdocs_report.model.commit import Commit
from mkdocs_report.model.template import TemplateForm
from mkdocs_report.pages.words.catalogue import languages, words_for
from mkdocs_report.pages.words.words import IN_ENGLISH, PageLanguage
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.publish.context import PublishContext, ReportTask
from mkdocs_report.publish.course import publish
from mkdocs_report.publish.options import check_left_out, roster_of
from mkdocs_report.publish.pending_images import PendingImages
from mkdocs_report.publish.publication import PublishedCourse
from mkdocs_report.runtime.cache import Cache
from mkdocs_report.runtime.files import real, shown_path
from mkdocs_report.runtime.pool import Workers
from mkdocs_report.runtime.text import visible

_ANY_FORM = TemplateForm()


@dataclass(frozen=True, slots=True)
class CourseSetup:
    """Templates, settings and publishing options of a course.

    - `base`: the folder to which shown paths are relative
    - `settings_folder`: the folder to which paths in the settings are relative
    - `files`: the files of templates and settings
    - `show_commits`: whether a page shows the last commit of its report
    - `reports`: the requested reports of a cohort; None without cohorts: they are searched later
    - `docs`: the `docs_dir` of the site, if known
    - `ids`: the ids of all reports of the cohort, by path in `docs`
    - `language`: the languages of a file
    - `keeps_own_numbers`: whether the student numbers of the report's own group are not masked
    """

    versions: TemplateVersions
    settings: Settings
    options: PublishOptions
    base: Path
    settings_folder: Path
    files: tuple[Path, ...] = ()
    show_commits: bool = True
    reports: tuple[Path, ...] | None = None
    docs: Path | None = None
    ids: Mapping[str, str] = field(default_factory=dict)
    keeps_own_numbers: bool = False
    language: PageLanguage = IN_ENGLISH


def read_setup(
    templates: Sequence[str], read: SettingsFile | None, base: Path, target: Path, form: TemplateForm = _ANY_FORM
) -> CourseSetup:
    """Read the templates and the settings of a course.

    Args:
        templates: globs that replace those in the settings.
        read: the settings file, if any.
        base: the folder to which shown paths are relative.
        target: the report, or the folder of reports. Its cohort decides who is masked and what is left out.
        form: the form of the templates that the user named; it replaces that in the settings.

    Raises:
        SettingsError: a file cannot be used, or the cohort is not clear.
        TemplateError: a file is not a template.
    """
    named, options, settings_folder, settings = list[Path](), Options(), base, Settings()
    if read is not None:
        file = Path(read.path)
        _require_readable(read)
        named, settings_folder, settings = [*read.files], file.parent, settings_from_file(read, file.parent)
        options = read_options(read.options or {})
    settings = with_form(settings, form, templates)
    reports, docs, ids = None, settings.folder, dict[str, str]()
    if settings.cohorts:
        docs = settings.cohorts[0].folder
        cohort, reports, ids = _cohort_of(target, templates, settings, base)
        options, settings = each_cohort(options)[cohort.name], cohort.settings
    publishing = options.publish
    named += [
        settings_folder / each
        for each in (settings.waivers_path, settings.evidence_path, publishing.roster, options.words)
        if each
    ]
    files = chosen_templates(templates, settings, base)
    show_commits = options.commits and not (read and read.unread_options("commits"))
    return CourseSetup(
        load_templates(files, base, settings.form),
        settings,
        publishing,
        base,
        settings_folder,
        (*files, *named),
        show_commits,
        reports,
        docs,
        ids,
    )


def language_of(read: SettingsFile | None, code: str | None = None) -> PageLanguage:
    """Return the languages of a file: those of the site, or the one that the user named.

    Args:
        read: the settings file, if any.
        code: the language that the user named; by default, that of the theme in the settings.

    Raises:
        SettingsError: the course's catalogue cannot be used, or there are no words in the named language.
    """
    options = read_options(read.options or {}) if read else Options()
    theme = read.data.get("theme") if read else None
    found = (theme.get("language") or theme.get("locale")) if isinstance(theme, Mapping) else None
    own = Path(read.path).parent / options.words if read and options.words else None
    words = words_for(code or str(found or "en"), own, options.words or "")
    if code and words.language.partition("-")[0] != re.split("[-_]", code.lower())[0]:
        known = ", ".join(sorted(["en", *languages()]))
        raise SettingsError(f"--language: there are no words in “{shown(code)}”. Use one of: {known}.")
    return PageLanguage(words, "", options.language or "")


def _cohort_of(
    target: Path, templates: Sequence[str], settings: Settings, base: Path
) -> tuple[CohortSettings, tuple[Path, ...], dict[str, str]]:
    """Return the cohort of a report or of all reports in a folder, these reports, and the ids of all its reports.

    Each cohort has its own roster and options, so a report without a cohort is refused.
    """
    docs = settings.cohorts[0].folder
    every = [real(file) for each in settings.cohorts for file in chosen_templates(templates, each.settings, base)]
    cohort_by_path = by_cohort(docs, {each.name: each.reports for each in settings.cohorts}, frozenset(every))
    path_in_docs = place_in(docs, target)
    if not target.exists():
        raise missing(target)
    found = [
        each
        for each in cohort_by_path
        if path_in_docs is not None and (each == path_in_docs or (target.is_dir() and is_in(each, path_in_docs)))
    ]
    names = sorted({cohort_by_path[each] for each in found})
    if not names:
        raise SettingsError(
            f"{target}: the report is in no cohort, so its roster is not known. Let "
            f"{globs_of(each.name for each in settings.cohorts)} match it."
        )
    if len(names) > 1:
        raise SettingsError(
            f"{target}: the reports are of several cohorts: {', '.join(names)}. Name the folder of one cohort."
        )
    cohort = next(each for each in settings.cohorts if each.name == names[0])
    ids = ids_in(docs, (path for path, name in cohort_by_path.items() if name == cohort.name))
    return cohort, tuple(docs / each for each in sorted(found)), ids


def _require_readable(read: SettingsFile) -> None:
    """Refuse options with unread variables: a roster in a variable would be ignored, and names would be published."""
    for option, depth in (("publish", 2), ("cohorts", 3)):
        for keys in read.unread_options(option):
            raise read.unread_error(*keys[:depth])


def commits_of(publication: PublishedCourse, setup: CourseSetup) -> dict[str, Commit]:
    """Return the last commit of each group's report, where the repository around `base` knows it."""
    paths = {group: setup.base / path for group, path in publication.sources.items()} if setup.show_commits else {}
    known = last_commits(paths.values(), setup.base) if paths else {}
    return {group: known[path] for group, path in paths.items() if path in known}


def read_publication(
    reports: Sequence[Path], setup: CourseSetup, is_course: bool, workers: Workers, folder: Path
) -> tuple[PublishedCourse, list[Path]]:
    """Publish reports; return the publication, and the images that are empty because they took too long.

    Args:
        reports: the files of the reports.
        setup: the templates, settings and options.
        is_course: whether they are all reports of a course.
        workers: the processes that read, decode, mask and render.
        folder: the folder for images.

    Raises:
        SettingsError: the settings leave open whether a report may be published.
        OSError: a file cannot be written.
    """
    options = setup.options
    shown = (shown_path(file, setup.base) for file in reports)
    every = site_ids(setup.settings, setup.base, site_versions(setup.settings, setup.base), workers, reports)
    names = names_of(reports, setup.docs, setup.ids or every)
    tasks = [ReportTask(file, path, name) for file, path, name in zip(reports, shown, names, strict=True)]
    if is_course or every:  # else, a group with a typo would be published
        check_left_out(options.without, list(dict.fromkeys([*names, *every.values()])), reports)
    roster = roster_of(options, setup.settings_folder)
    terms = PublishContext.of(
        options, roster, setup.versions, setup.settings, setup.base, Cache(folder), len(tasks) == 1
    )
    terms = replace(terms, privacy=replace(terms.privacy, keeps_own_numbers=setup.keeps_own_numbers))
    publication = publish(tasks, terms, workers, roster, options.roster or "", options.without)
    if len(publication.sources) == 1 and not terms.is_only_report:  # the same result as for a single report
        terms = replace(terms, is_only_report=True)
        publication = publish(tasks, terms, workers, roster, options.roster or "", options.without)
    making = PendingImages(publication.pending_images, workers)
    making.use_all_workers()
    failed = making.wait()
    return publication, failed


def nothing_published_error(reports: Sequence[Path], setup: CourseSetup) -> SettingsError:
    """Return the error for a run without published reports."""
    what = visible(shown_path(reports[0], setup.base)) if len(reports) == 1 else "the course"
    return SettingsError(
        f"{what}: nothing is published. Check “publish: without” in the settings and the consent column of the roster."
    )
