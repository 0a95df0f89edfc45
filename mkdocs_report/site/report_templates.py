"""The report templates of a site, kept between the builds of `mkdocs serve`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mkdocs_report.course.templates import load_templates
from mkdocs_report.model.template import TemplateForm
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.runtime.digest import digest
from mkdocs_report.runtime.files import read_regular


class TemplateCache:
    """The versions of templates. They are read again only if a file has changed."""

    def __init__(self) -> None:
        self._cached: dict[tuple[tuple[Path, ...], TemplateForm], tuple[str, TemplateVersions]] = {}

    def load(self, files: Sequence[Path], base: Path, form: TemplateForm) -> TemplateVersions:
        """Return the versions of a template, which has this form.

        Raises:
            SettingsError: a file cannot be opened.
            TemplateError: a file is not a template.
        """
        key = digest([(str(file), _stamp(file)) for file in files])
        which = tuple(files), form
        cached = self._cached.get(which)
        if cached is None or cached[0] != key:
            cached = self._cached[which] = key, load_templates(files, base, form)
        return cached[1]


def _stamp(file: Path) -> bytes:
    try:
        return read_regular(file)
    except OSError:
        return b""
