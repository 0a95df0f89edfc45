"""The reports of a site: found among its files, read, and as they are published, cohort by cohort."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_report.config.options import in_cohort, own_options
from mkdocs_report.config.read_settings import make_settings, option_locations
from mkdocs_report.config.roster import Roster
from mkdocs_report.config.settings import Settings
from mkdocs_report.config.settings_file import SettingsFile, read_settings_file
from mkdocs_report.course.cohorts import agreed
from mkdocs_report.course.discovery import report_ids
from mkdocs_report.course.docs_dir import matches_any, refused_links
from mkdocs_report.course.group_folders import USUAL, group_folder_of, is_readme
from mkdocs_report.course.templates import template_files
from mkdocs_report.errors import CourseError, SettingsError
from mkdocs_report.masking.mask import Mask, Privacy
from mkdocs_report.parsing.template.versions import Forms
from mkdocs_report.publish.context import Task, Terms
from mkdocs_report.publish.course import Making, publish
from mkdocs_report.publish.options import check_left_out, make_publish_options
from mkdocs_report.publish.publication import Publication
from mkdocs_report.runtime.cache import Cache
from mkdocs_report.runtime.files import real, shown_path
from mkdocs_report.runtime.pool import Workers
from mkdocs_report.site.cohort import Cohort
from mkdocs_report.site.config import ReportConfig, of_cohorts
from mkdocs_report.site.files import is_hidden, project_folder, reports_of, stray_files
from mkdocs_report.site.report_templates import Templates
from mkdocs_report.site.withheld import withhold


def named_in(options: ReportConfig, base: Path) -> tuple[list[Path], list[str]]:
    """Return the files that settings name, waivers, evidence and rosters, and the globs of templates."""
    every = list(of_cohorts(options).values())
    named = [path for each in every for path in (each.waivers, each.evidence, each.publish.roster) if path]
    globs = [glob for each in every for glob in each.templates]
    return list(dict.fromkeys(base / path for path in named)), list(dict.fromkeys(globs))


def without_people(message: str, options: ReportConfig, base: Path) -> str:
    """Return the message of an error that ends a build without people: the name of a folder may be one's.

    Members of a roster that can not be read are not known.
    """
    for each in of_cohorts(options).values():
        publishing, roster = make_publish_options(each.publish), Roster()
        with suppress(CourseError):
            roster = publishing.read_roster(base)
        message = Mask(replace(publishing.privacy, roster=roster.members), "").path(message)
    return message


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a cohort's reports are read by."""

    options: ReportConfig
    templates: tuple[Path, ...]
    settings: Settings
    forms: Forms


class Reading:
    """What one build reads.

    Attributes:
        cohorts: each cohort by its name, those without a report included; one without a name where there are none.
        sources: the file of each report.
        watched: templates, waivers and the like, wherever they lie.
        strays: the files that look like reports, and that no glob takes for one; they are not published.
        named: such files that `nav` names; they are published as they are.
        making: the images that are being made.
        privacies: what is masked in each cohort, with all members of its roster.
        is_whole: whether no report was left out.

    Raises:
        SettingsError, TemplateError: a setting or a template can not be used; or a group that shall be left out is
            misspelt: it would be published.
    """

    def __init__(
        self,
        options: ReportConfig,
        files: Files,
        config: MkDocsConfig,
        cache: Cache,
        workers: Workers,
        templates_read: Templates,
        serving: bool = False,
    ) -> None:
        self._options, self._base = options, project_folder(config)
        self._own, self._docs = own_options(options), Path(config.docs_dir)
        self._config_file = config.config_file_path
        plans: dict[str, _Plan] = {}
        for name, each in of_cohorts(options).items():
            with self._told_of(name):
                plans[name] = self._plan(name, each, templates_read)
        templates = list(dict.fromkeys(file for plan in plans.values() for file in plan.templates))
        self.watched = [*templates, *named_in(options, self._base)[0]]
        self.privacies: list[Privacy] = []
        reports = {name: plan.options.reports for name, plan in plans.items()}
        forms = {name: plan.forms for name, plan in plans.items()}
        found = reports_of(files, reports, forms, templates, config, workers)
        whole = forms[""] if "" in forms else Forms.of_all(forms.values())
        every = [file for each in found.values() for file in each]
        self.strays, self.named = stray_files(files, every, whole, config, workers, cache)
        tasks = {name: self._tasks(sources) for name, sources in found.items()}
        self._check_left_out(plans, tasks)
        self.sources = [file for sources in found.values() for file in sources]
        globs = [glob for plan in plans.values() for glob in plan.options.reports or USUAL]
        links = refused_links(Path(config.docs_dir), globs, files.src_uris)
        before = {file: file.inclusion for file in self.sources}
        self.links = withhold(files, self.sources, self.strays, globs, self.watched, config, links)
        self._docs = Path(config.docs_dir)
        hidden = {
            name: [task.name for task, file in zip(tasks[name], found[name], strict=True) if is_hidden(file, serving)]
            for name in plans
        }
        publications = {}
        for name, plan in plans.items():
            with self._told_of(name):
                alone = len(self.sources) == 1
                publications[name] = self._publication(plan, tasks[name], hidden[name], alone, cache, workers)
        left = [name for name, each in publications.items() for _ in each.sources]
        if len(left) == 1 and len(self.sources) > 1:  # as if it had always been the only one
            (name,) = left
            for file, inclusion in before.items():
                file.inclusion = inclusion
            if plans[name].settings.evidence:  # more is looked up about a report that is the only one
                publications[name] = self._publication(plans[name], tasks[name], hidden[name], True, cache, workers)
        self.is_whole = all(each.whole for each in publications.values())
        courses = agreed({name: each.course for name, each in publications.items()}, _settings_of(plans))
        self.cohorts = {
            name: Cohort(plan.options, found[name], replace(publications[name], course=courses[name]))
            for name, plan in plans.items()
        }
        unmade = {key: job for each in publications.values() for key, job in each.unmade.items()}
        self.making = Making(unmade, workers, len(self.sources))

    @contextmanager
    def _told_of(self, cohort: str) -> Iterator[None]:
        """Have an error about an option that a cohort sets itself name the cohort."""
        try:
            yield
        except SettingsError as error:
            raise in_cohort(error, cohort, self._own.get(cohort, {})) from None

    def _plan(self, name: str, options: ReportConfig, templates_read: Templates) -> _Plan:
        templates = tuple(real(file) for file in template_files(options.templates, self._base))
        settings = make_settings(dict[str, Any](options), self._base)
        if (settings.policy.limits or settings.title_question) and self._file is not None:
            settings = replace(settings, option_locations=option_locations(settings, self._file, name))
        return _Plan(options, templates, settings, templates_read.load(templates, self._base))

    @cached_property
    def _file(self) -> SettingsFile | None:
        """The settings with their lines; None for what MkDocs can read and we can not: nothing but lines is lost."""
        file = self._config_file
        try:
            return read_settings_file(Path(file), Path(file).name) if file else None
        except SettingsError:
            return None

    def settings_files(self) -> list[Path]:
        """Return the settings file, and those that it inherits from as far as they are known."""
        own = [Path(self._config_file)] if self._config_file else []
        return list(dict.fromkeys([*own, *(self._file.files if self._file else ())]))

    def _tasks(self, sources: Sequence[File]) -> list[Task]:
        paths = [Path(file.abs_src_path or "") for file in sources]
        return [
            Task(path, shown_path(path, self._base), name) for path, name in zip(paths, report_ids(paths), strict=True)
        ]

    def _publication(
        self, plan: _Plan, tasks: Sequence[Task], hidden: Sequence[str], alone: bool, cache: Cache, workers: Workers
    ) -> Publication:
        publishing = make_publish_options(plan.options.publish)
        roster = publishing.read_roster(self._base)
        privacy = replace(publishing.privacy, roster=roster.members)
        if privacy not in self.privacies:
            self.privacies.append(privacy)
        terms = Terms(
            plan.forms,
            plan.settings,
            self._base,
            alone,
            publishing.privacy,
            publishing.image_options,
            cache,
            roster.members,
        )
        return publish(tasks, terms, workers, roster, publishing.roster or "", publishing.without, hidden)

    def rename(self, path: str) -> str:
        """Return a path without the people of any cohort in it."""
        for cohort in self.cohorts.values():
            path = cohort.publication.rename(path)
        return path

    def complaints(self) -> Iterator[str]:
        """Yield what is wrong with the globs of reports: one that finds nothing, or leaves out what looks like one."""
        idle = list(self._idle_globs())
        yield from idle
        if not self.sources and "" in self.cohorts and not idle:
            yield "No report was found in docs_dir. Set the option “reports”, or put them into groups/*/README.md."
        for cohort in self.cohorts.values():
            yield from cohort.publication.warnings
        for link in self.links:
            folder = shown_path(self._docs / posixpath.dirname(link), self._base)
            path = self.rename(posixpath.join(folder, posixpath.basename(link)))
            yield (
                f"{path}: it is a symbolic link in or beside the groups' folders. It is not followed, and nothing of "
                "it is published. Put the folder itself there, or write its name into “reports” if the course has "
                "linked it."
            )
        for file in self.strays:
            path = self.rename(shown_path(Path(file.abs_src_path or ""), self._base))
            lacking = "no glob in “reports” matches it" if "" in self.cohorts else "it belongs to no cohort"
            yield (
                f"{path}: it looks like a report, but {lacking}, so it is not published"
                f"{', nor are the files beside it' if is_readme(file.src_uri) else ''}. Let “reports” "
                f"{'' if '' in self.cohorts else 'of one '}match it; if it is none, name it in “nav”."
            )

    def raw(self) -> Iterator[tuple[str, bool]]:
        """Yield a sentence for each file that looks like a report, is none, and is published since `nav` names it.

        With it comes whether the file is in the folder of a group, or beside those: then `nav` is no sufficient reason.
        """
        folders = {group_folder_of(file.src_uri) for file in self.sources}
        beside = {posixpath.dirname(folder) for folder in folders} - {""}
        for file in self.named:
            folder = group_folder_of(file.src_uri)
            path = self.rename(shown_path(Path(file.abs_src_path or ""), self._base))
            line = (
                f"{path}: it looks like a report, but no glob in “reports” matches it. “nav” names it, so it is "
                "published as it is: nothing is judged, and nobody's name is masked. Let “reports” match it if it is "
                "a report."
            )
            yield line, folder in folders or posixpath.dirname(folder) in beside

    def _idle_globs(self) -> Iterator[str]:
        for name, cohort in self.cohorts.items():
            for glob in cohort.options.reports:
                if not matches_any(glob, self._docs):
                    where = self._file.where_option("reports", glob, cohort=name) if self._file else None
                    place = f"{where[0]}:{where[1]}: " if where else ""
                    option = f"cohorts: {name}: reports" if name else "reports"
                    advice = "Fix the glob or remove it; paths start at docs_dir."
                    yield f"{place}{option}: no file matches “{glob}”. {advice}"

    def _check_left_out(self, plans: Mapping[str, _Plan], tasks: Mapping[str, Sequence[Task]]) -> None:
        """Refuse a group to be left out that is in none of the cohorts for which that is said."""
        sharing = [name for name in plans if self._own.get(name, {}).get("without") is None]
        for names in (sharing, *([name] for name in plans if name not in sharing)):
            reports = [task for name in names for task in tasks[name]]
            with self._told_of(names[0] if names else ""):
                without = plans[names[0]].options.publish.without if names else ()
                check_left_out(without, [task.name for task in reports], [task.file for task in reports])


def _settings_of(plans: Mapping[str, _Plan]) -> dict[str, Settings]:
    return {name: plan.settings for name, plan in plans.items()}
