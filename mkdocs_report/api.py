"""The public functions of the package, which `mkdocs_report` exports. The other packages do the work."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from mkdocs_report.config.kinds import listed, read_forms
from mkdocs_report.config.read_settings import read_settings as read_settings_file
from mkdocs_report.config.settings import Settings
from mkdocs_report.course import judging
from mkdocs_report.course import read_report as read
from mkdocs_report.course.check import CheckPlan, check_reports
from mkdocs_report.course.report_ids import report_ids
from mkdocs_report.errors import CourseError, SettingsError, unreadable
from mkdocs_report.images.report_images import with_examined_images
from mkdocs_report.images.resolve import ReportFolder, resolve_by_name
from mkdocs_report.masking.cut import within_caps
from mkdocs_report.model.course import Course, Judged
from mkdocs_report.model.report import Report
from mkdocs_report.model.template import Template, TemplateForm
from mkdocs_report.parsing.source import Source, decode, read_source
from mkdocs_report.parsing.template.matcher import TemplateMatcher
from mkdocs_report.parsing.template.parser import OwnPrompts, parse_template
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.runtime import files
from mkdocs_report.runtime.pool import Workers

_SUFFIXES = (".md", ".markdown")


def check(
    *paths: str | os.PathLike[str],
    templates: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] = (),
    questions: str | Sequence[str] = (),
    skip_headings: str | Sequence[str] = (),
    settings: str | os.PathLike[str] | Settings | None = None,
) -> Course:
    """Find, read and judge a course's reports, as the command `mkdocs-report check` does.

    Reports are read in other processes, with limits for time and memory. A report that exceeds them has a finding
    (`too-slow`), and does not affect other reports. The function prints and writes nothing.

    Args:
        paths: the reports, and folders to search for reports.
        templates: the template, or its versions, as paths or globs. Each report is judged by the closest version.
            Default: the templates of the settings; without any, the limits in the report's own prompts.
        questions: the form of the templates' questions, as in `read_template`. Default: that of the settings.
        skip_headings: the templates' headings that are no questions. Default: those of the settings.
        settings: a `mkdocs.yml`, a file with only the plugin's options, or the result of `read_settings`.

    Returns:
        The course, with its reports in the order of their ids. Its paths are relative to the working directory.

    Raises:
        CourseError: a file, folder, template or setting cannot be used. The contents of a report raise no error.
    """
    if not paths:
        raise SettingsError("check: no path is given. Name a report, or a folder with reports: check('groups').")
    base = Path.cwd()
    course_settings = _settings(settings).with_form(_form(questions, skip_headings))
    named = [templates] if isinstance(templates, str | os.PathLike) else templates
    globs = [os.fspath(each) for each in named]
    with Workers() as workers:
        return check_reports([Path(path) for path in paths], CheckPlan(globs, course_settings, base, workers)).course


def read_template(
    content: os.PathLike[str] | str | bytes,
    *,
    name: str = "",
    questions: str | Sequence[str] = (),
    skip_headings: str | Sequence[str] = (),
) -> Template:
    """Read a template: its sections, its questions with their limits, and its checklist.

    Args:
        content: a file as a `Path`, or the contents of one as text or bytes.
        name: the name of the template in messages; by default, the path of the file.
        questions: the form of its questions, or several: `quoted`, `headings`, `numbered`, `bold`, `table`, `fields`,
            `paragraphs`, or members of `QuestionForm`. By default, the forms are found from the template.
        skip_headings: headings that are no questions, such as "References". Case and punctuation do not matter.

    Raises:
        SettingsError: a form is unknown.
        TemplateError: it has no question, is not a text, or contradicts itself; the message names the line.
        CourseError: the file cannot be read.
    """
    form = _form(questions, skip_headings)
    return parse_template(_source(content, name, "template.md"), form)


def read_report(
    content: os.PathLike[str] | str | bytes,
    template: Template | Sequence[Template] | None = None,
    *,
    name: str = "",
    folder: str | os.PathLike[str] | None = None,
) -> Report:
    """Read one report: all answers, with their words and images.

    The report is read in this process, without a limit for time and memory. For untrusted reports, use `check`.

    Args:
        content: a file as a `Path`, or the contents of one as text or bytes.
        template: the template that the group filled in, or its versions, of which the closest is used. Without any,
            the report's own prompts are its template.
        name: the report's id, which waivers use; by default, the name of its folder.
        folder: the folder in which its images are searched; by default, that of the file. Without a file and a folder,
            no image is searched, and all images count as found.

    Returns:
        The report. If the file is not a report or not a text, `faults` has the reason, and the report gets a finding.

    Raises:
        CourseError: the file does not exist.
    """
    templates = [template] if isinstance(template, Template) else template or ()
    versions = TemplateVersions([TemplateMatcher(each) for each in templates]) if templates else OwnPrompts()
    settings = Settings()
    image_folder = ReportFolder(Path(folder)) if folder else None
    if isinstance(content, str | bytes):
        resolve = image_folder.resolve if image_folder else resolve_by_name
        report = read.parse_source(_source(content, "", "report.md"), name or "report", versions, settings, resolve)
        report = within_caps(report)
        return with_examined_images(report, image_folder.root) if image_folder else report
    file = Path(content)
    if not file.is_file():
        raise SettingsError(
            f"{file}: it is a folder. Use check() for folders." if file.is_dir() else f"{file}: file not found."
        )
    shown = files.shown_path(file, Path.cwd())
    image_folder = image_folder or ReportFolder(file.parent)
    report = read.read_report(file, shown, name or report_ids([file])[0], versions, settings, image_folder)
    report = within_caps(report)
    return with_examined_images(report, image_folder.root)


def read_settings(file: str | os.PathLike[str]) -> Settings:
    """Read the settings of a course: templates, severities, limits, waivers, evidence.

    Args:
        file: a `mkdocs.yml` with the options of the plugin `report`, or a file with only these options.

    Raises:
        SettingsError: the file cannot be read, or an option in it cannot be used.
    """
    return read_settings_file(Path(file), os.fspath(file))


def judge(report: Report, settings: Settings | None = None) -> Judged:
    """Judge a report by all rules. Each finding names the problem, its line, and the solution.

    Args:
        report: the result of `read_report`.
        settings: the severities, limits and waivers of the course.
    """
    return judging.judge_report(report, settings or Settings())


def _settings(given: str | os.PathLike[str] | Settings | None) -> Settings:
    if given is None:
        return Settings()
    return given if isinstance(given, Settings) else read_settings(given)


def _form(questions: str | Sequence[str], skip_headings: str | Sequence[str]) -> TemplateForm:
    try:
        return TemplateForm(read_forms(questions), listed(skip_headings))
    except SettingsError as error:
        raise SettingsError(f"questions: {error}") from None


def _source(content: os.PathLike[str] | str | bytes, name: str, default_name: str) -> Source:
    """Return the source of a file or of its contents; contents without a name get the default name."""
    if isinstance(content, bytes):
        return decode(content, name or default_name)
    if isinstance(content, str):
        if content.lower().endswith(_SUFFIXES) and "\n" not in content:
            raise SettingsError(
                f"“{content}” is a string, so it is read as text. To name a file, use Path({content!r})."
            )
        return decode(content.encode("utf-8", "surrogatepass"), name or default_name)
    file = Path(content)
    shown = name or files.shown_path(file, Path.cwd())
    try:
        return read_source(file, shown)
    except OSError as error:
        raise CourseError(unreadable(shown, error.strerror)) from None
