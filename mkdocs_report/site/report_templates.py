"""The templates of a site, kept from one build of a preview to the next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mkdocs_report.course.templates import load_templates
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.runtime.digest import digest
from mkdocs_report.runtime.files import read_regular


class TemplateCache:
    """The versions of templates, read again only when one has changed: `mkdocs serve` builds and builds."""

    def __init__(self) -> None:
        self._known: dict[tuple[Path, ...], tuple[str, TemplateVersions]] = {}

    def load(self, files: Sequence[Path], base: Path) -> TemplateVersions:
        """Return the versions of a template.

        Raises:
            SettingsError: a file can not be opened.
            TemplateError: a file is no template.
        """
        key = digest([(str(file), _stamp(file)) for file in files])
        known = self._known.get(tuple(files))
        if known is None or known[0] != key:
            known = self._known[tuple(files)] = key, load_templates(files, base)
        return known[1]


def _stamp(file: Path) -> bytes:
    try:
        return read_regular(file)
    except OSError:
        return b""
