"""Find the settings of the site in the working folder, for a command that names no settings.

Only commands search for settings. The Python functions get them as an argument.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_report.config.cohort_options import each_cohort
from mkdocs_report.config.options import read_options
from mkdocs_report.config.read_settings import settings_from_file
from mkdocs_report.config.settings import Settings
from mkdocs_report.errors import SettingsError
from mkdocs_report.model.template import TemplateForm
from mkdocs_report.runtime.files import shown_path

if TYPE_CHECKING:
    from mkdocs_report.config.settings_file import SettingsFile

_ANY_FORM = TemplateForm()
SITES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
"""File names of a site's settings. The first file that names the plugin is used."""


@dataclass(frozen=True, slots=True)
class ChosenSettings:
    """Settings, the `files` that they were read from, and a line that mentions them if the user did not name them."""

    settings: Settings
    files: tuple[Path, ...] = ()
    settings_notice: str = ""


def choose_settings(
    named: str | None, templates: Sequence[str], base: Path, form: TemplateForm = _ANY_FORM
) -> ChosenSettings:
    """Return the settings that the user named; else those of the site, unless `templates` were named; or none.

    `form` is the form of the templates that the user named; it replaces that in the settings.

    Raises:
        SettingsError: the file cannot be read, or options in it cannot be used; or a form but no template is named.
    """
    chosen = _settings_of(named, templates, base)
    return replace(chosen, settings=with_form(chosen.settings, form, templates))


def with_form(settings: Settings, form: TemplateForm, templates: Sequence[str]) -> Settings:
    """Return the settings with a form that the user named.

    Raises:
        SettingsError: a form is named, but neither `templates` nor the settings name a template.
    """
    every = (settings, *(cohort.settings for cohort in settings.cohorts))
    if form != _ANY_FORM and not templates and not any(each.templates for each in every):
        raise no_template_error()
    return settings.with_form(form)


def no_template_error() -> SettingsError:
    """Return the error about the form of a template that is not named."""
    return SettingsError(
        "--questions and --skip-heading describe a template, but there is none. Name it: --template template.md."
    )


def _settings_of(named: str | None, templates: Sequence[str], base: Path) -> ChosenSettings:
    if named:
        from mkdocs_report.config.settings_file import read_named  # YAML takes long to load

        read = read_named(Path(named), shown_path(base / named, base))
        return ChosenSettings(settings_from_file(read, Path(named).parent), files_of(read, Path(named).parent))
    site = None if templates else find_site(base)
    if site is None:
        return ChosenSettings(Settings())
    folder = (base / site.path).parent
    return ChosenSettings(settings_from_file(site, folder), files_of(site, folder), settings_notice(site))


def site_templates(base: Path) -> list[str]:
    """Return the globs of the templates of the site in the working folder; none if there is no site, or it is invalid.

    They are needed where the user named other templates: the site's are no reports either.
    """
    try:
        settings = _settings_of(None, (), base).settings
    except SettingsError:
        return []
    return [glob for each in (settings, *(cohort.settings for cohort in settings.cohorts)) for glob in each.templates]


def files_of(read: SettingsFile, folder: Path) -> tuple[Path, ...]:
    """Return the files of settings: the file, those that it inherits from, and those that it names in `folder`."""
    options = read_options(read.options or {})
    named: list[str | None] = []
    for each in (options, *each_cohort(options).values()):
        named += [each.waivers, each.evidence, each.publish.roster]
    named += [options.words] if (options.words or "").endswith(".po") else []
    return (*read.files, *(folder / path for path in named if path is not None))


def settings_notice(site: SettingsFile) -> str:
    """Return the line about settings that were found, not named by the user."""
    return f"Using the settings in {site.path}."


def find_site(folder: Path) -> SettingsFile | None:
    """Return the `mkdocs.yml` of a folder, or of the closest folder above that has one, if it names the plugin.

    The search ends at the folder that contains `.git`. If there is none, only the folder itself is searched.

    Raises:
        SettingsError: the file cannot be read; the message names the line if there is one. Or a folder above has a
            `mkdocs.yml`, but none contains `.git`, so that the site of this folder is not known.
    """
    whole = folder.resolve()
    above = [whole, *whole.parents]
    top = next((number for number, each in enumerate(above) if (each / ".git").exists()), 0)
    if not top and not (whole / ".git").exists() and not any((whole / name).is_file() for name in SITES):
        _refuse_above(above)
    for number, each in enumerate(above[: top + 1]):
        files = [name for name in SITES if (each / name).is_file()]
        if files:
            read = (_read_pairs(each / name, "../" * number + name) for name in files)
            return next((one for one in read if one and one.is_site and one.options is not None), None)
    return None


def _refuse_above(folders: Sequence[Path]) -> None:
    """Refuse to ignore the settings of a site in a folder above; ignore the site of another user.

    Raises:
        SettingsError: there are such settings.
    """
    owner = folders[0].stat().st_uid
    for number, folder in enumerate(folders[1:], 1):
        for file in (folder / name for name in SITES):
            path = f"{'../' * number}{file.name}"
            try:
                read = _read_pairs(file, path) if file.is_file() and file.stat().st_uid == owner else None
            except (SettingsError, OSError):
                read = None
            if read and read.is_site and read.options is not None:
                raise SettingsError(
                    f"{path}: this may be the site of the folder, but no folder above contains .git. Name the "
                    f"settings: --settings {path}."
                )


def _read_pairs(file: Path, path: str) -> SettingsFile | None:
    from mkdocs_report.config.settings_file import read_pairs  # YAML takes long to load

    return read_pairs(file, path)
