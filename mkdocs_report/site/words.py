"""The language of the site, and the words of our pages in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_report.config.options import Options
from mkdocs_report.errors import SettingsError
from mkdocs_report.pages.words.catalogue import words_for
from mkdocs_report.pages.words.words import PageLanguage
from mkdocs_report.site.config import located, settings_file
from mkdocs_report.site.log import plugin_error
from mkdocs_report.site.mkdocs_config import project_folder

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def theme_language(config: MkDocsConfig) -> str:
    """Return the language of the theme's own words: `theme.language` of Material, `theme.locale` of others."""
    found = config.theme.get("language") or config.theme.get("locale") or "en"
    return str(found).replace("_", "-")


def site_language(config: MkDocsConfig, options: Options) -> PageLanguage:
    """Return the languages on our pages.

    Raises:
        PluginError: the course's catalogue cannot be used.
    """
    own = project_folder(config) / options.words if options.words else None
    try:
        words = words_for(theme_language(config), own, Path(options.words or "").as_posix())
    except SettingsError as error:
        raise plugin_error(str(located(error, settings_file(config.config_file_path)))) from None
    return PageLanguage(words, theme_language(config), options.language or "")
