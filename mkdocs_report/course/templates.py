"""Read the files of templates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from mkdocs_report.config.settings import Settings
from mkdocs_report.course.template_files import chosen_templates
from mkdocs_report.errors import SettingsError
from mkdocs_report.images.resolve import ReportFolder
from mkdocs_report.model.template import TemplateForm
from mkdocs_report.parsing.source import read_source
from mkdocs_report.parsing.template.matcher import TemplateMatcher
from mkdocs_report.parsing.template.parser import OwnPrompts, parse_template
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.runtime.files import shown_path

_ANY_FORM = TemplateForm()


def load_templates(files: Sequence[Path], base: Path, form: TemplateForm = _ANY_FORM) -> TemplateVersions:
    """Read the versions of a template, all of the same form.

    Raises:
        SettingsError: a file cannot be opened.
        TemplateError: a file is not a template.
    """
    return load_all_templates([(files, form)], base)


def site_versions(settings: Settings, base: Path) -> TemplateVersions:
    """Read the templates by which the reports of a site without cohorts are found; none if its globs name the reports.

    Raises:
        SettingsError, TemplateError: as `load_templates`, or a pattern matches nothing.
    """
    if settings.reports or settings.folder is None or not settings.folder.is_dir():
        return OwnPrompts()
    return load_templates(chosen_templates((), settings, base), base, settings.form)


def load_all_templates(cohorts: Iterable[tuple[Sequence[Path], TemplateForm]], base: Path) -> TemplateVersions:
    """Read the templates of several cohorts, each with its form, as versions of one template.

    Without any file, each report is read by its own prompts.

    Raises:
        SettingsError, TemplateError: as `load_templates`.
    """
    versions = []
    for file, form in dict.fromkeys((file, form) for files, form in cohorts for file in files):
        try:
            source = read_source(file, shown_path(file, base))
        except OSError as error:
            raise SettingsError(f"templates: {shown_path(file, base)} cannot be read: {error.strerror}.") from None
        versions.append(_with_image_sizes(TemplateMatcher(parse_template(source, form)), file.parent))
    return TemplateVersions(versions) if versions else OwnPrompts()


def _with_image_sizes(matcher: TemplateMatcher, folder: Path) -> TemplateMatcher:
    """Give a template the sizes of its own images that groups replace, so that an unchanged one is no answer."""
    images = ReportFolder(folder)
    for question, source in matcher.skeleton_images():
        if (size := images.resolve(source).size) is not None:
            question.image_sizes[source] = size
    return matcher
