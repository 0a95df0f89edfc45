"""Find the reports among the files of a site, and other files that look like reports."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_report.course.docs_dir import by_cohort, reports_in
from mkdocs_report.course.strays import strays_among
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.runtime.cache import Cache
from mkdocs_report.runtime.files import real
from mkdocs_report.runtime.pool import Workers
from mkdocs_report.site.mkdocs_config import named_files, project_folder

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""The suffixes of pages. MkDocs copies `README.MD` unchanged."""


def reports_of(
    files: Files,
    globs: Mapping[str, Sequence[str]],
    versions: Mapping[str, TemplateVersions],
    templates: Sequence[Path],
    config: MkDocsConfig,
    workers: Workers,
) -> dict[str, dict[File, bytes | None]]:
    """Find the reports among the files of the site, by cohort, with the content of each file that was read.

    Args:
        files: the files of the site.
        globs: the globs of each cohort's reports; without cohorts, of one with an empty name.
        versions: the versions of each cohort's template.
        templates: the files of all templates, which are not reports.
        config: the site's settings.
        workers: the processes that read files.

    Raises:
        SettingsError: a report belongs to two cohorts.
    """
    if "" not in globs:
        of_cohorts = files_of_cohorts(files, globs, templates, config)
        return {name: dict.fromkeys(each) for name, each in of_cohorts.items()}
    found = report_files(files, globs[""], versions[""], config, workers)
    reports = {file: content for file, content in found.items() if real(Path(file.abs_src_path or "")) not in templates}
    return {"": reports}


def report_files(
    files: Files, globs: Sequence[str], versions: TemplateVersions, config: MkDocsConfig, workers: Workers
) -> dict[File, bytes | None]:
    """Find the reports of a course without cohorts, sorted by path in `docs_dir`, with their contents as above."""
    by_uri = _in_docs(files, config)
    reports = reports_in(Path(config.docs_dir), globs, versions, workers)
    return {by_uri[uri]: reports[uri] for uri in sorted(reports.keys() & by_uri.keys())}


def files_of_cohorts(
    files: Files, globs: Mapping[str, Sequence[str]], templates: Sequence[Path], config: MkDocsConfig
) -> dict[str, list[File]]:
    """Find the reports of each cohort, sorted by their paths in `docs_dir`.

    Raises:
        SettingsError: a report belongs to two cohorts.
    """
    by_uri = _in_docs(files, config)
    reports = by_cohort(Path(config.docs_dir), globs, frozenset(templates))
    found: dict[str, list[File]] = {name: [] for name in globs}
    for uri in sorted(reports.keys() & by_uri.keys()):
        found[reports[uri]].append(by_uri[uri])
    return found


def is_hidden(file: File, serving: bool) -> bool:
    """Whether `exclude_docs` or `draft_docs` excludes a report from the site; `mkdocs serve` shows drafts."""
    return not (file.inclusion.is_in_serve() if serving else file.inclusion.is_included())


def stray_files(
    files: Files,
    reports: Iterable[File],
    versions: TemplateVersions,
    config: MkDocsConfig,
    workers: Workers,
    cache: Cache | None = None,
) -> tuple[list[File], list[File]]:
    """Find the files of the site that look like reports but match no glob.

    All files that MkDocs would publish are searched, including those in a linked folder or in a folder `env`.

    Returns:
        The files that the settings do not name, and those that they name, usually in `nav`, and that are published.
    """
    report_uris, named = {file.src_uri for file in reports}, named_files(config)
    templates = {os.path.realpath(project_folder(config) / matcher.template.path) for matcher in versions.matchers}
    by_uri = _in_docs(files, config)
    paths = {
        uri: Path(file.abs_src_path or "")
        for uri, file in by_uri.items()
        if uri.lower().endswith(_MARKDOWN) and uri not in report_uris and file.inclusion.is_in_serve()
    }
    paths = {uri: path for uri, path in paths.items() if os.path.realpath(path) not in templates}
    found = strays_among(paths, report_uris, versions, workers, named, cache)
    return [by_uri[uri] for uri in found if uri not in named], [by_uri[uri] for uri in found if uri in named]


def _in_docs(files: Files, config: MkDocsConfig) -> dict[str, File]:
    return {file.src_uri: file for file in files if file.src_dir == config.docs_dir and file.abs_src_path}
