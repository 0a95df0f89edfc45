"""The languages of a standalone file: those of the site, or the one that the user names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from mkdocs_report.config.options import read_options
from mkdocs_report.config.settings_file import SettingsFile
from mkdocs_report.errors import SettingsError, shown
from mkdocs_report.pages.words.catalogue import languages, words_for
from mkdocs_report.pages.words.words import PageLanguage


def language_of(read: SettingsFile | None, folder: Path, code: str | None = None) -> PageLanguage:
    """Return the languages of a file.

    Args:
        read: the settings file, if any.
        folder: the folder to which paths in the settings are relative.
        code: the language that the user named; by default, that of the theme in the settings.

    Raises:
        SettingsError: the course's catalogue cannot be used, or there are no words in the named language.
    """
    options = read_options(read.options or {}) if read else read_options({})
    theme = read.data.get("theme") if read else None
    found = (theme.get("language") or theme.get("locale")) if isinstance(theme, Mapping) else None
    own = folder / options.words if options.words else None
    words = words_for(code or str(found or "en"), own, options.words or "")
    if code and words.language.partition("-")[0] != re.split("[-_]", code.lower())[0]:
        known = ", ".join(sorted(["en", *languages()]))
        raise SettingsError(f"--language: there are no words in “{shown(code)}”. Use one of: {known}.")
    return PageLanguage(words, "", options.language or "")
