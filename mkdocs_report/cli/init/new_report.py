"""An empty report, begun from a template."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs_report.config.lookup import choose_settings
from mkdocs_report.course.templates import template_files
from mkdocs_report.errors import SettingsError
from mkdocs_report.parsing.source import MAX_BYTES, decode
from mkdocs_report.parsing.template.parser import parse_template
from mkdocs_report.runtime.files import read_head, shown_path


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A template that can be read: its file, its name in messages, its bytes."""

    file: Path
    shown: str
    data: bytes


def read_template_file(file: Path, shown: str) -> TemplateFile:
    """Read a template, and see to it that it is one.

    Raises:
        SettingsError: the file can not be opened.
        TemplateError: it is no template; the message names the line.
    """
    try:
        data = read_head(file, MAX_BYTES + 1)
    except OSError as error:
        raise SettingsError(f"--template: {shown} can not be read: {error.strerror}.") from None
    parse_template(decode(data, shown))
    return TemplateFile(file, shown, data)


def newest_template(patterns: Sequence[str], base: Path) -> tuple[TemplateFile, int]:
    """Return the last by name of the templates that the patterns match, and how many others there are.

    Raises:
        SettingsError: a pattern matches nothing, or the file can not be opened.
        TemplateError: the file is no template.
    """
    files = template_files(patterns, base)
    last = max(files, key=lambda file: (file.name, file))
    return read_template_file(last, shown_path(last, base)), len(files) - 1


def write_empty_report(template: TemplateFile, report: Path, shown: str) -> None:
    """Write an empty report: the template, byte for byte.

    Raises:
        SettingsError: there is something already, or it can not be written.
    """
    try:
        report.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"{shown} can not be written: {error.strerror}.") from None
    try:
        with report.open("xb") as stream:  # refuses a link that leads nowhere, too
            stream.write(template.data)
    except FileExistsError:
        raise SettingsError(f"{shown} is already there, and is not written over. Name another: -o FILE.") from None
    except OSError as error:
        raise SettingsError(f"{shown} can not be written: {error.strerror}.") from None


def check_command(template: TemplateFile, report: str, base: Path) -> str:
    """Return the command that judges a report by its template, which it names where the site's settings do not."""
    command = f"mkdocs-report check {shlex.quote(report)}"
    return command if _is_found(template, base) else f"{command} --template {shlex.quote(template.shown)}"


def _is_found(template: TemplateFile, base: Path) -> bool:
    """Whether `check` finds a template by itself; a course of cohorts may have no place for the report."""
    try:
        settings = choose_settings(None, (), base).settings
        files = [] if settings.cohorts else template_files(settings.templates, base)
    except SettingsError:  # `check` will tell of it
        return False
    return any(file.samefile(template.file) for file in files)
