"""Create an empty report from a template."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs_report.config.lookup import choose_settings
from mkdocs_report.course.template_files import template_files
from mkdocs_report.errors import SettingsError
from mkdocs_report.model.template import TemplateForm
from mkdocs_report.parsing.source import MAX_BYTES, decode
from mkdocs_report.parsing.template.parser import parse_template
from mkdocs_report.runtime.files import read_head, shown_path


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A valid template: its file, its path in messages, its bytes, and the form in which it is read."""

    file: Path
    shown: str
    data: bytes
    form: TemplateForm


def read_template_file(file: Path, shown: str, form: TemplateForm) -> TemplateFile:
    """Read a template in a form, and check that it is valid.

    Raises:
        SettingsError: the file cannot be opened.
        TemplateError: it is not a template; the message names the line.
    """
    try:
        data = read_head(file, MAX_BYTES + 1)
    except OSError as error:
        raise SettingsError(f"--template: cannot read {shown}: {error.strerror}.") from None
    parse_template(decode(data, shown), form)
    return TemplateFile(file, shown, data, form)


def newest_template(patterns: Sequence[str], form: TemplateForm, base: Path) -> tuple[TemplateFile, int]:
    """Return the template whose name sorts last among those that the patterns match, and the number of the others.

    Raises:
        SettingsError: a pattern matches nothing, or the file cannot be opened.
        TemplateError: the file is not a template.
    """
    files = template_files(patterns, base)
    last = max(files, key=lambda file: (file.name, file))
    return read_template_file(last, shown_path(last, base), form), len(files) - 1


def write_empty_report(template: TemplateFile, report: Path, shown: str) -> None:
    """Write an empty report: an exact copy of the template.

    Raises:
        SettingsError: the file exists, or cannot be written.
    """
    write_new_file(template.data, report, shown)


def write_new_file(data: bytes, file: Path, shown: str) -> None:
    """Write a file that does not exist.

    Raises:
        SettingsError: the file exists, or cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"cannot write {shown}: {error.strerror}.") from None
    try:
        with file.open("xb") as stream:  # refuses also a symbolic link without a target
            stream.write(data)
    except FileExistsError:
        raise SettingsError(f"{shown} already exists. Name another file: -o FILE.") from None
    except OSError as error:
        raise SettingsError(f"cannot write {shown}: {error.strerror}.") from None


def check_command(template: TemplateFile, report: str, base: Path) -> str:
    """Return the command that checks a report; it names the template and its form unless the site's settings do."""
    command = ["mkdocs-report", "check", report]
    if not _is_found(template, base):
        command += ["--template", template.shown]
        command += ["--questions", ",".join(template.form.questions)] if template.form.questions else []
        command += [argument for heading in template.form.skip_headings for argument in ("--skip-heading", heading)]
    return shlex.join(command)


def _is_found(template: TemplateFile, base: Path) -> bool:
    """Whether `check` finds a template and its form in the settings.

    In a course with cohorts, the report may be in none.
    """
    try:
        settings = choose_settings(None, (), base).settings
        files = [] if settings.cohorts else template_files(settings.templates, base)
    except SettingsError:  # `check` will report it
        return False
    return settings.with_form(template.form).form == settings.form and any(
        file.samefile(template.file) for file in files
    )
