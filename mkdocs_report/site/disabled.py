"""The site while the plugin is switched off: reports that would be masked or need consent are not published."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from mkdocs_report.config.cohort_options import each_cohort
from mkdocs_report.config.options import Options
from mkdocs_report.course.docs_dir import refused_links
from mkdocs_report.course.group_folders import USUAL
from mkdocs_report.course.template_files import template_files
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.publish.options import protects
from mkdocs_report.runtime.files import real
from mkdocs_report.runtime.pool import Workers
from mkdocs_report.runtime.text import plural
from mkdocs_report.site.find_reports import reports_of, stray_files
from mkdocs_report.site.loader import files_and_globs
from mkdocs_report.site.log import plugin_logger
from mkdocs_report.site.mkdocs_config import project_folder
from mkdocs_report.site.report_templates import TemplateCache
from mkdocs_report.site.withheld import withhold

log = plugin_logger(__name__)


def is_protected(options: Options, masking: Collection[str]) -> bool:
    """Whether the settings protect people: they set a roster, groups to leave out, or masking.

    Args:
        options: the plugin's settings.
        masking: the options about masking that the settings set.
    """
    cohorts = [each.publish for each in each_cohort(options).values()]
    if any(each.roster or each.without for each in cohorts):
        return True
    return bool(masking) and any(map(protects, cohorts))


def withhold_reports(
    options: Options,
    masking: Collection[str],
    files: Files,
    config: MkDocsConfig,
    workers: Workers,
    templates_read: TemplateCache,
) -> list[Path]:
    """Remove reports, and all other files that are never published, from a site whose plugin is switched off.

    A single report stays if no setting protects people: it is the site of the student who wrote it.

    Args:
        options: the plugin's settings.
        masking: the options about masking that the settings set.
        files: the files of the site.
        config: the site's settings.
        workers: the processes that read files.
        templates_read: the templates that earlier builds have read.

    Returns:
        The private files. Empty if everything is published as usual, without a warning.

    Raises:
        SettingsError, TemplateError: a setting or a template cannot be used, so reports cannot be found.
    """
    cohorts, base = each_cohort(options), project_folder(config)
    protected = is_protected(options, masking)
    if not protected and not any(protects(each.publish) for each in cohorts.values()):
        return []
    of_each = {name: [real(file) for file in template_files(each.templates, base)] for name, each in cohorts.items()}
    versions = {name: templates_read.load(found, base, cohorts[name].form) for name, found in of_each.items()}
    templates = list(dict.fromkeys(file for found in of_each.values() for file in found))
    globs = {name: each.reports for name, each in cohorts.items()}
    found = reports_of(files, globs, versions, templates, config, workers)
    reports = [file for each in found.values() for file in each]
    all_forms = versions[""] if "" in versions else TemplateVersions.of_all(versions.values())
    strays, _ = stray_files(files, reports, all_forms, config, workers)
    if not protected and len(reports) + len(strays) < 2:
        return []
    private = [*templates, *files_and_globs(options, base)[0]]
    report_globs = [glob for each in globs.values() for glob in each or USUAL]
    withhold(
        files,
        reports,
        strays,
        report_globs,
        private,
        config,
        refused_links(Path(config.docs_dir), report_globs, files.src_uris),
    )
    for file in reports:
        files.remove(file)
    if reports or strays or private:
        log.warning(_warning(len(reports) + len(strays), private))
    return private


def _warning(reports: int, private: Sequence[Path]) -> str:
    withheld = [f"{plural(reports, 'report')} with all files of the groups’ folders"] if reports else []
    withheld += ["the roster, templates and waivers"] if private else []
    return (
        "The plugin report is switched off (“enabled: false”), so masking and consent are not applied. Not "
        f"published: {', '.join(withheld)}. Remove “enabled: false” to publish the course."
    )
