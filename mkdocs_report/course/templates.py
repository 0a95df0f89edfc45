"""Find and read the files of templates."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import takewhile
from pathlib import Path

from mkdocs_report.config.globs import GlobError, matching, parts_of
from mkdocs_report.config.settings import Settings
from mkdocs_report.errors import SettingsError
from mkdocs_report.images.resolve import ReportFolder
from mkdocs_report.model.template import TemplateForm
from mkdocs_report.parsing.source import read_source
from mkdocs_report.parsing.template.matcher import TemplateMatcher
from mkdocs_report.parsing.template.parser import parse_template
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.runtime.files import shown_path

_ANY_FORM = TemplateForm()


def template_files(patterns: Sequence[str], base: Path) -> list[Path]:
    """Return the files that the patterns match, sorted by name, each once.

    Raises:
        SettingsError: a pattern matches nothing.
    """
    files: list[Path] = []
    for pattern in patterns:
        try:
            matches = sorted(file for file in _matching(pattern, base) if file.is_file())
        except GlobError as error:
            raise error.in_option("templates", pattern) from None
        if not matches:
            shown = shown_path(Path(pattern), base) if Path(pattern).is_absolute() else pattern
            raise SettingsError(no_match(shown), ("templates", pattern))
        files += [file for file in matches if file not in files]
    return files


def known_templates(patterns: Iterable[str], base: Path) -> list[Path]:
    """Return the files that the patterns match; a pattern that cannot be used matches none."""
    files: list[Path] = []
    for pattern in dict.fromkeys(patterns):
        with suppress(SettingsError):
            files += template_files([pattern], base)
    return files


def no_match(pattern: str) -> str:
    """Return the message about a pattern in `templates` that matches no file."""
    return f"templates: no file matches “{pattern}”."


def chosen_templates(patterns: Sequence[str], settings: Settings, base: Path) -> list[Path]:
    """Return the files of the given patterns, or else of those in the settings.

    Raises:
        SettingsError: a pattern matches nothing; with file and line, if it is in the settings.
    """
    try:
        return template_files(patterns or settings.templates, base)
    except SettingsError as error:
        place = None if patterns else settings.option_locations.get(("templates",))
        raise (SettingsError(f"{place[0]}:{place[1]}: {error}") if place else error) from None


def _matching(pattern: str, base: Path) -> Iterable[Path]:
    """Return the matches of a glob, absolute or with `..` in front. Signs in the path of `base` are no wildcards."""
    parts_of(pattern)
    whole = Path(os.path.normpath(base / pattern.strip().replace("\\", "/")))
    above = Path(os.path.normpath(base))
    known = len(above.parts) if whole.is_relative_to(above) else 0
    fixed = takewhile(lambda part: not set(part) & set("*?["), whole.parts[known:-1])
    folder = Path(*whole.parts[:known], *fixed)
    return [folder / path for path in matching(folder, parts_of("/".join(whole.parts[len(folder.parts) :])))]


def load_templates(files: Sequence[Path], base: Path, form: TemplateForm = _ANY_FORM) -> TemplateVersions:
    """Read the versions of a template, all of the same form.

    Raises:
        SettingsError: a file cannot be opened.
        TemplateError: a file is not a template.
    """
    return load_all_templates([(files, form)], base)


def load_all_templates(cohorts: Iterable[tuple[Sequence[Path], TemplateForm]], base: Path) -> TemplateVersions:
    """Read the templates of several cohorts, each with its form, as versions of one template.

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
    return TemplateVersions(versions)


def _with_image_sizes(matcher: TemplateMatcher, folder: Path) -> TemplateMatcher:
    """Give a template the sizes of its own images that groups replace, so that an unchanged one is no answer."""
    images = ReportFolder(folder)
    for question, source in matcher.skeleton_images():
        if (size := images.resolve(source).size) is not None:
            question.image_sizes[source] = size
    return matcher
