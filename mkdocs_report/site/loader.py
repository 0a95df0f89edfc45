"""Load the reports of a site: find them among its files, read them, and publish them by cohort."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_report.config.cohort_options import each_cohort, in_cohort
from mkdocs_report.config.options import Options
from mkdocs_report.config.read_settings import make_settings, option_locations
from mkdocs_report.config.roster import Roster
from mkdocs_report.config.settings import Settings
from mkdocs_report.course.cohorts import drop_shared_problems
from mkdocs_report.course.docs_dir import refused_links
from mkdocs_report.course.group_folders import USUAL
from mkdocs_report.course.report_ids import report_ids
from mkdocs_report.course.template_files import template_files
from mkdocs_report.errors import CourseError, SettingsError
from mkdocs_report.masking.mask import Mask, Privacy
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.publish.context import PublishContext, ReportTask
from mkdocs_report.publish.course import publish
from mkdocs_report.publish.options import check_left_out, privacy_of, roster_of
from mkdocs_report.publish.pending_images import PendingImages
from mkdocs_report.publish.publication import PublishedCourse
from mkdocs_report.runtime.cache import Cache
from mkdocs_report.runtime.files import real, shown_path
from mkdocs_report.runtime.pool import Workers
from mkdocs_report.site.find_reports import is_hidden, reports_of, stray_files
from mkdocs_report.site.loaded_site import LoadedSite, SettingsLines
from mkdocs_report.site.mkdocs_config import project_folder
from mkdocs_report.site.published_cohort import PublishedCohort
from mkdocs_report.site.report_templates import TemplateCache
from mkdocs_report.site.withheld import withhold


def files_and_globs(options: Options, base: Path) -> tuple[list[Path], list[str]]:
    """Return the files that settings name (waivers, evidence, rosters, words), and the globs of templates."""
    cohorts = list(each_cohort(options).values())
    named = [path for each in cohorts for path in (each.waivers, each.evidence, each.publish.roster) if path]
    globs = [glob for each in cohorts for glob in each.templates]
    named += [options.words] if options.words else []
    return list(dict.fromkeys(base / path for path in named)), list(dict.fromkeys(globs))


def mask_message(message: str, options: Options, base: Path) -> str:
    """Mask the people in the message of an error: the name of a folder may be a person's name.

    The members in a roster that cannot be read are not masked.
    """
    for each in each_cohort(options).values():
        roster = Roster()
        with suppress(CourseError):
            roster = roster_of(each.publish, base)
        message = Mask(replace(privacy_of(each.publish), roster=roster.members), "").path(message)
    return message


@dataclass(frozen=True, slots=True)
class _CohortPlan:
    """The options, templates and settings for the reports of a cohort."""

    options: Options
    templates: tuple[Path, ...]
    settings: Settings
    versions: TemplateVersions


@dataclass(frozen=True, slots=True)
class _Publisher:
    """Publishes the reports of each cohort.

    Attributes:
        base: the folder of the settings file.
        plans: the options, templates and settings of each cohort.
        cohort_options: the options that each cohort sets itself.
        tasks: the reports of each cohort.
        hidden: the groups of each cohort whose pages the settings hide.
        cache: results of earlier builds.
        workers: the processes that do the work.
    """

    base: Path
    plans: Mapping[str, _CohortPlan]
    cohort_options: Mapping[str, Any]
    tasks: Mapping[str, Sequence[ReportTask]]
    hidden: Mapping[str, Sequence[str]]
    cache: Cache
    workers: Workers

    def publish(self, name: str, is_only_report: bool) -> tuple[PublishedCourse, Privacy]:
        """Publish a cohort, and return it with its masking. `is_only_report` is true if the course has one report."""
        plan = self.plans[name]
        with _cohort_in_errors(name, self.cohort_options):
            publishing = plan.options.publish
            roster = roster_of(publishing, self.base)
            context = PublishContext.of(
                publishing, roster, plan.versions, plan.settings, self.base, self.cache, is_only_report
            )
            tasks, hidden = self.tasks[name], self.hidden[name]
            publication = publish(
                tasks, context, self.workers, roster, publishing.roster or "", publishing.without, hidden
            )
        if sum(each.options.publish.roster == publishing.roster for each in self.plans.values()) > 1:
            course = replace(publication.course, absent=())  # their reports may be in the other cohort
            publication = replace(publication, course=course)
        return publication, replace(privacy_of(publishing), roster=roster.members)


def load_site(
    options: Options,
    files: Files,
    config: MkDocsConfig,
    cache: Cache,
    workers: Workers,
    templates_read: TemplateCache,
    serving: bool = False,
) -> LoadedSite:
    """Find the reports of a site, judge them and publish them.

    Files that must not be published are removed from the site.

    Args:
        options: the settings of the plugin.
        files: the files of the site.
        config: the site's settings.
        cache: results of earlier builds.
        workers: the processes that do the work.
        templates_read: the templates that earlier builds have read.
        serving: whether `mkdocs serve` builds the site.

    Raises:
        SettingsError, TemplateError: a setting or a template cannot be used, or a group in `without` does not exist.
    """
    base, cohort_options, settings = project_folder(config), options.cohorts, SettingsLines(config.config_file_path)
    plans = _plans(options, settings, base, templates_read)
    templates = list(dict.fromkeys(file for plan in plans.values() for file in plan.templates))
    watched = [*templates, *files_and_globs(options, base)[0]]
    versions = {name: plan.versions for name, plan in plans.items()}
    reports = {name: plan.options.reports for name, plan in plans.items()}
    found = reports_of(files, reports, versions, templates, config, workers)
    sources = [file for each in found.values() for file in each]
    all_forms = versions[""] if "" in versions else TemplateVersions.of_all(versions.values())
    strays, named = stray_files(files, sources, all_forms, config, workers, cache)
    tasks = {name: _tasks(each, base) for name, each in found.items()}
    _check_left_out(plans, cohort_options, tasks)
    globs = [glob for plan in plans.values() for glob in plan.options.reports or USUAL]
    refused = refused_links(Path(config.docs_dir), globs, files.src_uris)
    before = {file: file.inclusion for file in sources}
    links = withhold(files, sources, strays, globs, watched, config, refused)
    hidden = {name: _hidden_ids(tasks[name], found[name], serving) for name in plans}
    published = _publish(_Publisher(base, plans, cohort_options, tasks, hidden, cache, workers), before)
    publications = {name: each for name, (each, _) in published.items()}
    courses = drop_shared_problems({name: each.course for name, each in publications.items()}, _settings_of(plans))
    pending_images = {key: job for each in publications.values() for key, job in each.pending_images.items()}
    return LoadedSite(
        cohorts={
            name: PublishedCohort(plan.options, list(found[name]), replace(publications[name], course=courses[name]))
            for name, plan in plans.items()
        },
        sources=sources,
        watched=watched,
        strays=strays,
        named=named,
        links=links,
        pending_images=PendingImages(pending_images, workers, len(sources)),
        privacies=_distinct(privacy for _, privacy in published.values()),
        is_complete=all(each.is_complete for each in publications.values()),
        settings=settings,
        docs=Path(config.docs_dir),
        base=base,
    )


def _hidden_ids(tasks: Sequence[ReportTask], sources: Iterable[File], serving: bool) -> list[str]:
    """Return the ids of the reports that the site's settings hide."""
    return [task.name for task, file in zip(tasks, sources, strict=True) if is_hidden(file, serving)]


def _distinct(privacies: Iterable[Privacy]) -> list[Privacy]:
    """Return the values without duplicates, in their order; they cannot be hashed."""
    found: list[Privacy] = []
    for privacy in privacies:
        if privacy not in found:
            found.append(privacy)
    return found


@contextmanager
def _cohort_in_errors(cohort: str, cohort_options: Mapping[str, Any]) -> Iterator[None]:
    """Add the cohort to the message of an error about an option that the cohort sets itself."""
    try:
        yield
    except SettingsError as error:
        raise in_cohort(error, cohort, cohort_options.get(cohort, {})) from None


def _plans(options: Options, file: SettingsLines, base: Path, templates_read: TemplateCache) -> dict[str, _CohortPlan]:
    plans, cohort_options = {}, options.cohorts
    for name, each in each_cohort(options).items():
        with _cohort_in_errors(name, cohort_options):
            templates = tuple(real(path) for path in template_files(each.templates, base))
            settings = make_settings(each, base)
            named = settings.policy.limits or settings.title_question or settings.form.skip_headings
            if named and file.lines is not None:
                settings = replace(settings, option_locations=option_locations(settings, file.lines, name))
            plans[name] = _CohortPlan(each, templates, settings, templates_read.load(templates, base, each.form))
    return plans


def _publish(
    publisher: _Publisher, before: Mapping[File, InclusionLevel]
) -> dict[str, tuple[PublishedCourse, Privacy]]:
    """Publish each cohort. If one report remains, it is published as if the course had no other.

    Args:
        publisher: publishes a cohort.
        before: the files of all reports, with their inclusion in the site before any was withheld.
    """
    published = {name: publisher.publish(name, is_only_report=len(before) == 1) for name in publisher.plans}
    left = [name for name, (each, _) in published.items() for _ in each.sources]
    if len(left) == 1 and len(before) > 1:
        (name,) = left
        for file, inclusion in before.items():
            file.inclusion = inclusion
        if publisher.plans[name].settings.evidence:  # a single report is searched for more clues about its group
            published[name] = publisher.publish(name, is_only_report=True)
    return published


def _tasks(sources: Mapping[File, bytes | None], base: Path) -> list[ReportTask]:
    paths = [Path(file.abs_src_path or "") for file in sources]
    return [
        ReportTask(path, shown_path(path, base), name, content=content)
        for path, name, content in zip(paths, report_ids(paths), sources.values(), strict=True)
    ]


def _check_left_out(
    plans: Mapping[str, _CohortPlan], cohort_options: Mapping[str, Any], tasks: Mapping[str, Sequence[ReportTask]]
) -> None:
    """Refuse a group in `without` that is in none of the cohorts that the option applies to."""
    sharing = [name for name in plans if cohort_options.get(name, {}).get("without") is None]
    for names in (sharing, *([name] for name in plans if name not in sharing)):
        reports = [task for name in names for task in tasks[name]]
        with _cohort_in_errors(names[0] if names else "", cohort_options):
            without = plans[names[0]].options.publish.without if names else ()
            check_left_out(without, [task.name for task in reports], [task.file for task in reports])


def _settings_of(plans: Mapping[str, _CohortPlan]) -> dict[str, Settings]:
    return {name: plan.settings for name, plan in plans.items()}
