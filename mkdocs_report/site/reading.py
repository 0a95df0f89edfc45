"""The reports of a site: found among its files, read, and as they are published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from mkdocs_report.cache import Cache, digest
from mkdocs_report.contained import Workers
from mkdocs_report.discovery import load_forms, report_ids, shown_path, template_files
from mkdocs_report.form import Forms
from mkdocs_report.publish_options import check_left_out, make_publish_options
from mkdocs_report.publishing import Publication, publish
from mkdocs_report.settings import Settings, SettingsError, make_settings, places_of
from mkdocs_report.settings_file import read_settings_file
from mkdocs_report.site.config import ReportConfig
from mkdocs_report.site.sources import project_folder, report_files, withhold
from mkdocs_report.terms import Task, Terms


class Templates:
    """The versions of a template, read again only when one has changed: `mkdocs serve` builds and builds."""

    def __init__(self) -> None:
        self._key, self._forms = "", Forms(())

    def load(self, files: Sequence[Path], base: Path) -> Forms:
        """Return the versions.

        Raises:
            SettingsError: a file can not be opened.
            TemplateError: a file is no template.
        """
        key = digest([(str(file), _stamp(file)) for file in files])
        if key != self._key:
            self._forms = load_forms(files, base)
            self._key = key
        return self._forms


def _stamp(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


class Reading:
    """What one build reads.

    Attributes:
        sources: the file of each report.
        watched: templates, waivers and the like, wherever they lie.
        publication: the course as it is published.

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
    ) -> None:
        self._options, self._base = options, project_folder(config)
        templates = [file.resolve() for file in template_files(options.templates, self._base)]
        extra = (options.waivers, options.evidence, options.publish.roster)
        self.watched = [*templates, *(self._base / each for each in extra if each)]
        settings = self._settings(config)
        forms = templates_read.load(templates, self._base)
        found = report_files(files, options.reports, forms, config, workers)
        self.sources = [file for file in found if Path(file.abs_src_path or "").resolve() not in templates]
        paths = [Path(file.abs_src_path or "") for file in self.sources]
        tasks = [
            Task(path, shown_path(path, self._base), name) for path, name in zip(paths, report_ids(paths), strict=True)
        ]
        publishing = make_publish_options({k: v for k, v in options.publish.items() if v is not None})
        check_left_out(publishing.without, [task.name for task in tasks])
        withhold(files, self.sources, options.reports, self.watched, config)
        roster = publishing.read_roster(self._base)
        terms = Terms(
            forms,
            settings,
            self._base,
            len(tasks) == 1,
            publishing.privacy,
            publishing.picture_options,
            cache.folder,
            roster.members,
        )
        self.publication: Publication = publish(
            tasks, terms, workers, roster, publishing.roster or "", publishing.without
        )

    def _settings(self, config: MkDocsConfig) -> Settings:
        settings = make_settings(dict[str, Any](self._options), self._base)
        file = config.config_file_path
        if not file or not (settings.policy.limits or settings.title_question):
            return settings
        try:
            return replace(settings, places=places_of(settings, read_settings_file(Path(file), Path(file).name)))
        except SettingsError:  # what MkDocs can read and we can not; nothing but lines is lost
            return settings
