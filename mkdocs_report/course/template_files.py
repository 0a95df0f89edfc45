"""Find the files of templates, by the globs in the settings or on the command line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import takewhile
from pathlib import Path

from mkdocs_report.config.globs import GlobError, matching, parts_of
from mkdocs_report.config.settings import Settings
from mkdocs_report.errors import SettingsError
from mkdocs_report.runtime.files import shown_path


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
