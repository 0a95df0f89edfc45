"""The site while the plugin is switched off: reports that it would mask, or ask consent for, are not published raw."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from mkdocs_report.config.cohort_options import each_cohort
from mkdocs_report.config.options import Options
from mkdocs_report.course.docs_dir import refused_links
from mkdocs_report.course.group_folders import USUAL
from mkdocs_report.course.templates import template_files
from mkdocs_report.parsing.template.versions import Forms
from mkdocs_report.publish.options import protects
from mkdocs_report.runtime.files import real
from mkdocs_report.runtime.pool import Workers
from mkdocs_report.runtime.text import plural
from mkdocs_report.site.files import project_folder, reports_of, stray_files
from mkdocs_report.site.loader import files_and_globs
from mkdocs_report.site.log import plugin_logger
from mkdocs_report.site.report_templates import TemplateCache
from mkdocs_report.site.withheld import withhold

log = plugin_logger(__name__)


def is_protected(options: Options, masking: Collection[str]) -> bool:
    """Whether settings say whom to mask, or who agreed: they name a roster, groups to leave out, or what is masked.

    Args:
        options: the plugin's settings.
        masking: the options about masking that the settings name.
    """
    every = [each.publish for each in each_cohort(options).values()]
    if any(each.roster or each.without for each in every):
        return True
    return bool(masking) and any(map(protects, every))


def withhold_reports(
    options: Options,
    masking: Collection[str],
    files: Files,
    config: MkDocsConfig,
    workers: Workers,
    templates_read: TemplateCache,
) -> list[Path]:
    """Take reports out of a site whose plugin is switched off, and what else the plugin never publishes.

    A single report stays where no setting protects anybody: it is the site of the student who wrote it.

    Args:
        options: the plugin's settings.
        masking: the options about masking that the settings name.
        files: the files of the site.
        config: the site's settings.
        workers: the processes that read files.
        templates_read: the templates that earlier builds have read.

    Returns:
        The files that are private; none where all is published as MkDocs does it, and nothing is warned of.

    Raises:
        SettingsError, TemplateError: a setting or a template can not be used, so nobody knows what is a report.
    """
    cohorts, base = each_cohort(options), project_folder(config)
    protected = is_protected(options, masking)
    if not protected and not any(protects(each.publish) for each in cohorts.values()):
        return []
    of_each = {name: [real(file) for file in template_files(each.templates, base)] for name, each in cohorts.items()}
    forms = {name: templates_read.load(found, base) for name, found in of_each.items()}
    templates = list(dict.fromkeys(file for found in of_each.values() for file in found))
    globs = {name: each.reports for name, each in cohorts.items()}
    found = reports_of(files, globs, forms, templates, config, workers)
    reports = [file for each in found.values() for file in each]
    all_forms = forms[""] if "" in forms else Forms.of_all(forms.values())
    strays, _ = stray_files(files, reports, all_forms, config, workers)
    if not protected and len(reports) + len(strays) < 2:
        return []
    private = [*templates, *files_and_globs(options, base)[0]]
    every = [glob for each in globs.values() for glob in each or USUAL]
    withhold(
        files, reports, strays, every, private, config, refused_links(Path(config.docs_dir), every, files.src_uris)
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
        "The plugin report is switched off (“enabled: false”), so it masks nobody and asks for no consent. Not "
        f"published: {', '.join(withheld)}. Remove “enabled: false” to publish the course."
    )
