"""Reports to what is published of them, as a site publishes them, without a site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mkdocs_report.config.cohort_options import each_cohort
from mkdocs_report.config.options import Options, PublishOptions, read_options
from mkdocs_report.config.read_settings import settings_of
from mkdocs_report.config.settings import Cohort, Settings
from mkdocs_report.config.settings_file import SettingsFile
from mkdocs_report.course.docs_dir import by_cohort, globs_of, ids_in, is_in, names_of, place_in, site_ids
from mkdocs_report.course.git_history import last_commits
from mkdocs_report.course.templates import chosen_templates, load_forms
from mkdocs_report.errors import SettingsError, missing
from mkdocs_report.model.commit import Commit
from mkdocs_report.parsing.template.versions import Forms
from mkdocs_report.publish.context import PublishContext, ReportTask
from mkdocs_report.publish.course import PendingImages, publish
from mkdocs_report.publish.options import check_left_out, roster_of
from mkdocs_report.publish.publication import PublishedCourse
from mkdocs_report.runtime.cache import Cache
from mkdocs_report.runtime.files import real, shown_path
from mkdocs_report.runtime.pool import Workers
from mkdocs_report.runtime.text import visible


@dataclass(frozen=True, slots=True)
class Ground:
    """What reports are read by: the template's versions, settings, what is published.

    `base` is the folder to which paths are shown relative, `home` the one at which paths in the settings start;
    `files` are those of templates and settings, `commits` says whether a report's last commit is told. `reports` are
    those of a cohort that were asked for; None where there are no cohorts, and they are still to be looked for. `ids`
    are those of all of the cohort's reports, by the path in `docs`.
    """

    forms: Forms
    settings: Settings
    options: PublishOptions
    base: Path
    home: Path
    files: tuple[Path, ...] = ()
    commits: bool = True
    reports: tuple[Path, ...] | None = None
    docs: Path | None = None
    ids: Mapping[str, str] = field(default_factory=dict)


def make_ground(templates: Sequence[str], read: SettingsFile | None, base: Path, asked: Path) -> Ground:
    """Read the templates, and the settings if there are any.

    Args:
        templates: globs, in the place of those in the settings.
        read: the settings.
        base: the folder to which paths are shown relative.
        asked: the report, or the folder of them: its cohort says who is masked and what is left out.

    Raises:
        SettingsError: one of them can not be used; or nobody knows by which cohort's options.
        TemplateError: a file is no template.
    """
    named, options, home, settings = list[Path](), Options(), base, Settings()
    if read is not None:
        file = Path(read.path)
        _check_read(read)
        named, home, settings = [*read.files], file.parent, settings_of(read, file.parent)
        options = read_options(read.options or {})
    reports, docs, ids = None, settings.folder, dict[str, str]()
    if settings.cohorts:
        docs = settings.cohorts[0].folder
        cohort, reports, ids = _cohort_of(asked, templates, settings, base)
        options, settings = each_cohort(options)[cohort.name], cohort.settings
    publishing = options.publish
    named += [home / each for each in (settings.waivers_path, settings.clues_path, publishing.roster) if each]
    files = chosen_templates(templates, settings, base)
    commits = options.commits and not (read and read.unread_options("commits"))
    return Ground(
        load_forms(files, base), settings, publishing, base, home, (*files, *named), commits, reports, docs, ids
    )


def _cohort_of(
    asked: Path, templates: Sequence[str], settings: Settings, base: Path
) -> tuple[Cohort, tuple[Path, ...], dict[str, str]]:
    """Return the one cohort of a report, or of all reports in a folder; these reports; the ids of all of the cohort's.

    Who is masked and who is left out is each cohort's own, so that nothing is made of what belongs to none.
    """
    docs = settings.cohorts[0].folder
    every = [real(file) for each in settings.cohorts for file in chosen_templates(templates, each.settings, base)]
    taken = by_cohort(docs, {each.name: each.reports for each in settings.cohorts}, frozenset(every))
    place = place_in(docs, asked)
    if not asked.exists():
        raise missing(asked)
    found = [each for each in taken if place is not None and (each == place or (asked.is_dir() and is_in(each, place)))]
    names = sorted({taken[each] for each in found})
    if not names:
        raise SettingsError(
            f"{asked}: it belongs to no cohort, so nobody knows who is to be masked. Let "
            f"{globs_of(each.name for each in settings.cohorts)} match it."
        )
    if len(names) > 1:
        raise SettingsError(f"{asked}: there are reports of {' and '.join(names)}. Name the folder of one of them.")
    cohort = next(each for each in settings.cohorts if each.name == names[0])
    ids = ids_in(docs, (path for path, name in taken.items() if name == cohort.name))
    return cohort, tuple(docs / each for each in sorted(found)), ids


def _check_read(read: SettingsFile) -> None:
    """Guess nothing: a roster whose name stands in a variable would be none, and names would be published."""
    for option, depth in (("publish", 2), ("cohorts", 3)):
        for keys in read.unread_options(option):
            raise read.is_unread(*keys[:depth])


def commits_of(publication: PublishedCourse, ground: Ground) -> dict[str, Commit]:
    """Return the last commit of each group's report, where the repository around `base` knows it."""
    paths = {group: ground.base / path for group, path in publication.sources.items()} if ground.commits else {}
    known = last_commits(paths.values(), ground.base) if paths else {}
    return {group: known[path] for group, path in paths.items() if path in known}


def read_publication(
    reports: Sequence[Path], ground: Ground, whole: bool, workers: Workers, folder: Path
) -> tuple[PublishedCourse, list[Path]]:
    """Return what is published of some reports, with the images that took too long and are left empty.

    Args:
        reports: their files.
        ground: what they are read by.
        whole: whether they are a whole course.
        workers: the processes that read, decode, mask and render.
        folder: where images are put.

    Raises:
        SettingsError: nobody knows whether a report is to be published.
        OSError: nothing can be written.
    """
    options = ground.options
    shown = (shown_path(file, ground.base) for file in reports)
    every = site_ids(ground.settings, ground.base, workers, reports)
    names = names_of(reports, ground.docs, ground.ids or every)
    tasks = [ReportTask(file, path, name) for file, path, name in zip(reports, shown, names, strict=True)]
    if whole or every:  # a misspelt group would be published
        check_left_out(options.without, list(dict.fromkeys([*names, *every.values()])), reports)
    roster = roster_of(options, ground.home)
    terms = PublishContext.of(
        options, roster, ground.forms, ground.settings, ground.base, Cache(folder), len(tasks) == 1
    )
    publication = publish(tasks, terms, workers, roster, options.roster or "", options.without)
    if len(publication.sources) == 1 and not terms.is_only_report:  # as if it had always been the only one
        terms = replace(terms, is_only_report=True)
        publication = publish(tasks, terms, workers, roster, options.roster or "", options.without)
    making = PendingImages(publication.pending_images, workers)
    making.use_all_workers()
    failed = making.wait()
    return publication, failed


def nothing_left(reports: Sequence[Path], ground: Ground) -> SettingsError:
    """Return the error for reports of which nothing is to be published."""
    what = visible(shown_path(reports[0], ground.base)) if len(reports) == 1 else "the course"
    return SettingsError(
        f"{what}: nothing of it is to be published: see “without” "
        "under “publish” in the settings, and the roster's column about consent."
    )
