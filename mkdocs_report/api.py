"""What programs in Python may call; `mkdocs_report` hands it on. All work is done in the other rooms."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from mkdocs_report.config.read_settings import read_settings as read_settings_file
from mkdocs_report.config.settings import Settings
from mkdocs_report.course import discovery, judging
from mkdocs_report.course.check import CheckPlan, check_reports
from mkdocs_report.errors import CourseError, SettingsError
from mkdocs_report.images.report_images import with_examined_images
from mkdocs_report.images.resolve import ReportFolder, resolve_by_name
from mkdocs_report.masking.cut import within_caps
from mkdocs_report.model.course import Course, Judged
from mkdocs_report.model.report import Report
from mkdocs_report.model.template import Template
from mkdocs_report.parsing.source import Source, decode, read_source
from mkdocs_report.parsing.template.matcher import TemplateMatcher
from mkdocs_report.parsing.template.parser import parse_template
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.runtime import files
from mkdocs_report.runtime.pool import Workers

_SUFFIXES = (".md", ".markdown")


def check(
    *paths: str | os.PathLike[str],
    templates: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] = (),
    settings: str | os.PathLike[str] | Settings | None = None,
) -> Course:
    """Find, read and judge a course's reports, as the command `mkdocs-report check` does.

    Each report is read in a process of its own that has only so much time and memory, so that one made to break its
    readers is a finding (`too-slow`) and harms no other. Nothing is printed, nothing is written.

    Args:
        paths: the reports, and folders in which they are looked for.
        templates: the template, or its versions, as paths or globs; the closest one judges each report. Without any,
            those of the settings do, or else the limits in each report's own prompts.
        settings: a `mkdocs.yml`, a file that holds only the plugin's options, or what `read_settings` has returned.

    Returns:
        The course, its reports in the order of their ids. Paths in it start at the working directory.

    Raises:
        CourseError: a file, a folder, a template or a setting can not be used. What a report holds raises nothing.
    """
    if not paths:
        raise SettingsError("check: name a report, or a folder of them: check('groups').")
    base = Path.cwd()
    decided = _settings(settings)
    named = [templates] if isinstance(templates, str | os.PathLike) else templates
    globs = [os.fspath(each) for each in named]
    with Workers() as workers:
        return check_reports([Path(path) for path in paths], CheckPlan(globs, decided, base, workers)).course


def read_template(content: os.PathLike[str] | str | bytes, *, name: str = "") -> Template:
    """Read a template: its sections, its questions with what they ask, its checklist.

    Args:
        content: a file as a `Path`; or what stands in one, as text or as bytes.
        name: what messages call it; the file's path unless given.

    Raises:
        TemplateError: it has no question, is no text, or contradicts itself; the message names the line.
        CourseError: the file can not be read.
    """
    return parse_template(_source(content, name, "template.md"))


def read_report(
    content: os.PathLike[str] | str | bytes,
    template: Template | Sequence[Template] | None = None,
    *,
    name: str = "",
    folder: str | os.PathLike[str] | None = None,
) -> Report:
    """Read one report: every answer, wherever it was written, with its words and images.

    It is read in this process. What a stranger has written may be made to keep it for ever; `check` ends that.

    Args:
        content: a file as a `Path`; or what stands in one, as text or as bytes.
        template: the template that the group filled in, or its versions, of which the closest is taken. Without any,
            the report's own prompts are its template.
        name: the report's id, by which waivers know it; that of its folder unless given.
        folder: where its images are looked up; the file's own folder unless given. Where there is neither file nor
            folder nothing is looked up: images are taken to be where the report says.

    Returns:
        The report. Of a file that holds none, or no text, that is told in `faults`, and judged as such.

    Raises:
        CourseError: there is no such file.
    """
    templates = [template] if isinstance(template, Template) else template or ()
    versions = TemplateVersions([TemplateMatcher(each) for each in templates])
    usual = Settings()
    looked_up = ReportFolder(Path(folder)) if folder else None
    if isinstance(content, str | bytes):
        resolve = looked_up.resolve if looked_up else resolve_by_name
        report = judging.parse_source(_source(content, "", "report.md"), name or "report", versions, usual, resolve)
        report = within_caps(report)
        return with_examined_images(report, looked_up.root) if looked_up else report
    file = Path(content)
    if not file.is_file():
        what = "is a folder; check() looks for reports in folders" if file.is_dir() else "there is no such file"
        raise SettingsError(f"{file}: {what}.")
    shown = files.shown_path(file, Path.cwd())
    looked_up = looked_up or ReportFolder(file.parent)
    report = judging.read_report(file, shown, name or discovery.report_ids([file])[0], versions, usual, looked_up)
    report = within_caps(report)
    return with_examined_images(report, looked_up.root)


def read_settings(file: str | os.PathLike[str]) -> Settings:
    """Read what a course has decided: templates, severities, limits, waivers, evidence.

    Args:
        file: a `mkdocs.yml`, of which the options of the plugin `report` are taken, or a file that holds only those.

    Raises:
        SettingsError: the file can not be read, or an option in it can not be used.
    """
    return read_settings_file(Path(file), os.fspath(file))


def judge(report: Report, settings: Settings | None = None) -> Judged:
    """Judge a report by all rules: what is wrong with it, where, and what to do.

    Args:
        report: what `read_report` has returned.
        settings: severities, limits and waivers of the course.
    """
    return judging.judge_report(report, settings or Settings())


def _settings(given: str | os.PathLike[str] | Settings | None) -> Settings:
    if given is None:
        return Settings()
    return given if isinstance(given, Settings) else read_settings(given)


def _source(content: os.PathLike[str] | str | bytes, name: str, usual: str) -> Source:
    """Decode what was given; `usual` is the name of what has none."""
    if isinstance(content, bytes):
        return decode(content, name or usual)
    if isinstance(content, str):
        if content.lower().endswith(_SUFFIXES) and "\n" not in content:
            raise SettingsError(f"“{content}” is taken for the text of a file. Write Path({content!r}) for its name.")
        return decode(content.encode("utf-8", "surrogatepass"), name or usual)
    file = Path(content)
    shown = name or files.shown_path(file, Path.cwd())
    try:
        return read_source(file, shown)
    except OSError as error:
        raise CourseError(f"{shown}: the file can not be read: {error.strerror}.") from None
