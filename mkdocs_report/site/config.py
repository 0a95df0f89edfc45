"""The plugin's options in `mkdocs.yml`."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as c

from mkdocs_report.config.options import cohort_options, empty_roster
from mkdocs_report.config.read_settings import faults
from mkdocs_report.config.settings_file import locate
from mkdocs_report.errors import CourseError, SettingsError
from mkdocs_report.export.outputs import read_outputs
from mkdocs_report.runtime.text import visible, visible_lines

_LISTS = ("templates", "reports", "without")


class PagesConfig(base.Config):
    """The course's pages, each of which can be switched off."""

    overview = c.Type(bool, default=True)
    """The first page: the course in numbers, and the list of its groups."""

    matrix = c.Type(bool, default=True)
    """Groups by questions."""

    questions = c.Type(bool, default=True)
    """A page for each question with all groups' answers, and the list of questions."""

    checklist = c.Type(bool, default=True)
    """The checklist's items by groups."""

    images = c.Type(bool, default=True)
    """All images, by question."""

    findings = c.Type(bool, default=True)
    """Every finding, by rule."""

    statistics = c.Type(bool, default=True)
    """Plots of words, findings and the checklist."""


class PublishConfig(base.Config):
    """What is published, and how."""

    students = c.Choice(("mask", "keep"), default="mask")
    """Student numbers: `mask` writes "Student 2" in their place, everywhere; `keep` publishes them."""

    numbers = c.Type(str, default=r"s\d{6}")
    """What a student number looks like, as a regular expression, in any case."""

    emails = c.Choice(("mask", "keep"), default="mask")
    """E-mail addresses, likewise."""

    roster = c.Optional(c.Type(str))
    """A CSV or YAML file, relative to `mkdocs.yml`, with the members of each group: their names are masked, too. Where
    it has a column `consent`, groups that did not agree are left out as by `without`."""

    without = c.ListOfItems(c.Type(str), default=[])
    """The ids of groups that are left out, without a trace: their consent was withdrawn, say."""

    index = c.Type(bool, default=False)
    """Let search engines and link previews show the site."""

    images = c.Choice(("webp", "original"), default="webp")
    """The format of published images: WebP, or PNG and JPEG as they were. Always without what they tell about place,
    time and camera."""

    width = c.Type(int, default=1600)
    """The widest that a published image is, in pixels."""

    remote = c.Choice(("link", "show"), default="link")
    """Images on other sites: a `link` to them, or `show` them, which tells that site of every reader."""

    repository = c.Type(bool, default=False)
    """Let the commit of a collected report lead to its repository; the address often holds somebody's user name."""

    csp = c.Type(bool, default=True)
    """Put a Content-Security-Policy into each page, under the theme Material: only the site's own scripts run."""

    badges = c.Type(bool, default=False)
    """Publish a badge for each group, `badges/<group>.json` in the folder of the course's pages, as shields.io reads
    it."""


class ReportConfig(base.Config):
    """Options of the plugin `report`."""

    enabled = c.Type(bool, default=True)
    """Switch the plugin off, for instance by `!ENV`. Then nothing is judged or masked. So reports are withheld, with a
    warning, if there are several of them, or if `publish` names a roster, groups to leave out or what is masked. A
    single report without such settings is published as MkDocs publishes any page."""

    templates = c.ListOfItems(c.Type(str), default=[])
    """Globs of the template, or of its versions, relative to `mkdocs.yml`. Without any, each report is judged by
    the limits in its own prompts."""

    reports = c.ListOfItems(c.Type(str), default=[])
    """Globs of the reports, relative to `docs_dir`. Without any, `README.md`, `*/README.md`, `groups/*/README.md` and
    `*/reports/README.md` are taken, `readme.md` in any case of letters, where they hold a template's questions."""

    cohorts = c.Type(dict, default={})
    """The cohorts of a course of several years, by name: `reports` of each, and what else it has of its own, of
    `templates`, `severity`, `limits`, `waivers`, `evidence`, `title_question`, and `roster` and `without` as in
    `publish`. All else it takes from the options here; to `severity` and `limits` it adds. See
    [Several years](../guide/years.md)."""

    fail_on = c.Choice(("error", "warning", "never"), default="error")
    """Which findings are warnings, and so fail `mkdocs build --strict`."""

    severity = c.Type(dict, default={})
    """Severities by rule: `error`, `warning` or `off`."""

    limits = c.Type(dict, default={})
    """Limits by the question's number or id, in place of those that its prompt states."""

    waivers = c.Optional(c.Type(str))
    """The waiver file, relative to `mkdocs.yml`: findings that are excused, each with a reason that is shown."""

    evidence = c.Optional(c.Type(str))
    """The evidence file, relative to `mkdocs.yml`: what in a group's files proves which items of the checklist."""

    title_question = c.Optional(c.Type((str, int)))
    """Number or id of the question whose answer names the group; found by its words otherwise."""

    prefix = c.Type(str, default="course")
    """The folder of the course's pages in the site."""

    pages = c.SubConfig(PagesConfig)
    """Which pages the course has: `overview`, `matrix`, `questions`, `checklist`, `images`, `findings`, `statistics`,
    each `true` or `false`."""

    publish = c.SubConfig(PublishConfig)
    """What is published: who is masked, which groups are left out, how images are shown."""

    keyboard = c.Type(bool, default=True)
    """Shortcuts on the keyboard. A reader can switch them off as well."""

    marks = c.Type(bool, default=False)
    """Marks for examiners: reviewed, a score, a comment for each answer, kept in their own browser."""

    commits = c.Type(bool, default=True)
    """Tell on each group's page when the report was last committed, where the project's own git repository knows."""

    export = c.Type(dict, default={})
    """Files to write with each build, masked as the site is: formats and paths, relative to `mkdocs.yml`."""

    github = c.Type(bool, default=True)
    """In a GitHub workflow, print annotations and add to the job summary."""


def refused(options: dict[str, Any], file: str | None) -> base.ConfigErrors:
    """Return what is wrong with the plugin's options, by option, as MkDocs tells it."""
    found = [*faults(options), *empty_roster(options)]
    if not found:
        try:
            read_outputs(options.get("export") or {})
        except SettingsError as error:
            found.append(error)
    return [(visible(error.at[0]), base.ValidationError(visible_lines(str(located(error, file))))) for error in found]


def of_cohorts(options: ReportConfig) -> dict[str, ReportConfig]:
    """Return the options of each cohort by its name, as if it were a course of its own; "" names that of one without.

    The pages of a cohort stand in a folder of its name.
    """
    if not options.cohorts:
        return {"": options}
    return {
        name: _config(each, posixpath.join(options.prefix, name))
        for name, each in cohort_options(plain(options)).items()
    }


def _config(options: dict[str, Any], prefix: str) -> ReportConfig:
    config = ReportConfig()
    config.load_dict({**unfolded(options), "prefix": prefix})
    config.validate()
    return config


def plain(options: base.Config) -> dict[str, Any]:
    """Return options as they may be written in `mkdocs.yml`."""
    return {name: plain(value) if isinstance(value, base.Config) else value for name, value in options.items()}


def located(error: CourseError, file: str | None) -> CourseError:
    """Return an error with the line of its option in `mkdocs.yml`, where it is about one."""
    return locate(error, Path(file), Path(file).name) if file and isinstance(error, SettingsError) else error


def unfolded(options: dict[str, Any]) -> dict[str, Any]:
    """Return options as MkDocs takes them: a single text is a list of one, and what was left empty is not there."""
    return {
        name: [value]
        if name in _LISTS and isinstance(value, str)
        else unfolded(value)
        if isinstance(value, dict)
        else value
        for name, value in options.items()
        if value is not None
    }
