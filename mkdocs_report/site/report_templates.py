"""The report templates of a site, kept between the builds of `mkdocs serve`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mkdocs_report.course.templates import load_forms
from mkdocs_report.parsing.template.versions import Forms
from mkdocs_report.runtime.digest import digest
from mkdocs_report.runtime.files import read_regular


class TemplateCache:
    """The versions of templates. They are read again only if a file has changed."""

    def __init__(self) -> None:
        self._known: dict[tuple[Path, ...], tuple[str, Forms]] = {}

    def load(self, files: Sequence[Path], base: Path) -> Forms:
        """Return the versions of a template.

        Raises:
            SettingsError: a file cannot be opened.
            TemplateError: a file is not a template.
        """
        key = digest([(str(file), _stamp(file)) for file in files])
        known = self._known.get(tuple(files))
        if known is None or known[0] != key:
            known = self._known[tuple(files)] = key, load_forms(files, base)
        return known[1]


def _stamp(file: Path) -> bytes:
    try:
        return read_regular(file)
    except OSError:
        return b""
