"""Find the ids under which the site publishes the reports of a course without cohorts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mkdocs_report.config.settings import Settings
from mkdocs_report.course.docs_dir import ids_in, places_in, reports_in
from mkdocs_report.course.template_files import chosen_templates
from mkdocs_report.course.templates import load_templates
from mkdocs_report.parsing.template.parser import OwnPrompts
from mkdocs_report.runtime.files import LinkResolver
from mkdocs_report.runtime.pool import Workers


def site_ids(settings: Settings, base: Path, workers: Workers, known_reports: Iterable[Path] = ()) -> dict[str, str]:
    """Return the id of each of a site's reports, by its path in `docs_dir`; empty if no site is set up.

    An id depends on all reports: of `a/x` and `b/x` it is `a-x`, of the only one `x`. Who is left out, waived or agreed
    is named by it.

    Args:
        settings: the site's, without cohorts.
        base: the folder to which paths are relative.
        workers: the processes that look into the files.
        known_reports: files that are reports already.

    Raises:
        SettingsError, TemplateError: a setting or a template cannot be used.
    """
    docs = settings.folder
    if docs is None or not docs.is_dir():
        return {}
    templates = chosen_templates((), settings, base)
    versions = OwnPrompts() if settings.reports else load_templates(templates, base, settings.form)
    places = {*places_in(docs, known_reports)}
    paths = reports_in(docs, settings.reports, versions, workers, {docs / place for place in places if place})
    folders = LinkResolver()
    kept = frozenset(map(folders.real, templates))
    return ids_in(docs, (path for path in paths if folders.real(f"{docs}/{path}") not in kept))
