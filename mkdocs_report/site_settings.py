"""By which settings a command judges where none are named: by those of the site in the working folder, as its pages.

Other checkers find theirs in the same way. Only commands look for them; in Python, settings are given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs_report.discovery import shown_path
from mkdocs_report.settings import Settings, read_settings, settings_of
from mkdocs_report.settings_file import SettingsFile, find_site


@dataclass(frozen=True, slots=True)
class Chosen:
    """Settings, the `file` that they were read from, and the line that tells people of it if nobody named it."""

    settings: Settings
    file: Path | None = None
    told: str = ""


def choose_settings(named: str | None, templates: Sequence[str], base: Path) -> Chosen:
    """Return the settings that somebody named; those of the site, unless they named `templates`; or none.

    Raises:
        SettingsError: the file can not be read, or options in it can not be used.
    """
    if named:
        return Chosen(read_settings(Path(named), shown_path(base / named, base)), Path(named))
    site = None if templates else find_site(base)
    return (
        Chosen(settings_of(site, (base / site.path).parent), Path(site.path), told(site))
        if site
        else Chosen(Settings())
    )


def told(site: SettingsFile) -> str:
    """Return the line that tells of settings that nobody named."""
    return f"With the settings of {site.path}."
