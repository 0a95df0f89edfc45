"""The options of the plugin, each declared once: its name, values, default, and what it does.

All else follows from the records here: the checks of a settings file (`check_options`), the options of each cohort
(`cohort_options`), the class that MkDocs reads them with (`site.config`), and the reference of settings
(`scripts.docs`), which takes the text below each option.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, TypeVar, cast

from mkdocs_report.config import kinds
from mkdocs_report.config.kinds import Kind, choice
from mkdocs_report.masking.number_patterns import NUMBER
from mkdocs_report.model.image import USUAL_WIDTH

T = TypeVar("T")
Share = Literal["shared", "own", "added"]
"""What cohorts do with an option: all share it, each may have its own, or each may add to that of the course."""
_KEY = "option"
_MASKING = choice("mask", "keep")


@dataclass(frozen=True, slots=True)
class Option:
    """A declared option.

    Attributes:
        kind: the values that it accepts.
        share: what cohorts do with it.
        record: the record of the options in it, if it is a group of options.
    """

    kind: Kind
    share: Share = "shared"
    record: type[Any] | None = None

    @property
    def inside(self) -> Mapping[str, Option]:
        """The options in it, by name."""
        return options_in(self.record) if self.record else {}


def options_in(record: type[Any]) -> dict[str, Option]:
    """Return the options that a record declares, by name."""
    return {each.name: each.metadata[_KEY] for each in fields(record)}


def _option(default: T, kind: Kind, share: Share = "shared") -> T:
    """Declare an option; what it does is the text below."""
    metadata = {_KEY: Option(kind, share)}
    made: Any = (
        field(default_factory=dict, metadata=metadata)
        if isinstance(default, dict)
        else field(default=default, metadata=metadata)
    )
    return cast("T", made)  # a field is no value, but mypy takes the default for the type of the option


def _group(record: type[T]) -> T:
    """Declare a group of options."""
    made: Any = field(default_factory=record, metadata={_KEY: Option(kinds.PAIRS, record=record)})
    return cast("T", made)


@dataclass(frozen=True, slots=True)
class PagesOptions:
    """The course's pages, each of which can be switched off."""

    overview: bool = _option(True, kinds.FLAG)
    """The first page: the course in numbers, and the list of its groups."""

    matrix: bool = _option(True, kinds.FLAG)
    """Groups by questions."""

    questions: bool = _option(True, kinds.FLAG)
    """A page for each question with all groups' answers, and the list of questions."""

    checklist: bool = _option(True, kinds.FLAG)
    """The checklist's items by groups."""

    images: bool = _option(True, kinds.FLAG)
    """All images, by question."""

    findings: bool = _option(True, kinds.FLAG)
    """Every finding, by rule."""

    statistics: bool = _option(True, kinds.FLAG)
    """Plots of words, findings and the checklist."""


@dataclass(frozen=True, slots=True)
class PublishOptions:
    """Options about what is published, and how."""

    students: str = _option("mask", _MASKING)
    """Student numbers: `mask` writes "Student 2" in their place, everywhere; `keep` publishes them."""

    numbers: str = _option(NUMBER, kinds.PATTERN)
    """What a student number looks like, as a regular expression, in any case."""

    emails: str = _option("mask", _MASKING)
    """E-mail addresses, likewise."""

    roster: str | None = _option(None, kinds.FILE, "own")
    """A CSV or YAML file, relative to `mkdocs.yml`, with the members of each group: their names are masked, too. Where
    it has a column `consent`, groups that did not agree are left out as by `without`."""

    without: tuple[str, ...] = _option((), kinds.GROUPS, "own")
    """The ids of groups that are left out, without a trace: their consent was withdrawn, say."""

    index: bool = _option(False, kinds.FLAG)
    """Let search engines and link previews show the site."""

    images: str = _option("webp", choice("webp", "original"))
    """The format of published images: WebP, or PNG and JPEG as they were. Always without what they tell about place,
    time and camera."""

    width: int = _option(USUAL_WIDTH, kinds.PIXELS)
    """The widest that a published image is, in pixels."""

    remote: str = _option("link", choice("link", "show"))
    """Images on other sites: a `link` to them, or `show` them, which tells that site of every reader."""

    repository: bool = _option(False, kinds.FLAG)
    """Let the commit of a collected report lead to its repository; the address often holds somebody's user name."""

    csp: bool = _option(True, kinds.FLAG)
    """Put a Content-Security-Policy into each page, under the theme Material: only the site's own scripts run."""

    badges: bool = _option(False, kinds.FLAG)
    """Publish a badge for each group, `badges/<group>.json` in the folder of the course's pages, as shields.io reads
    it."""


@dataclass(frozen=True, slots=True)
class Options:
    """Options of the plugin `report`."""

    enabled: bool = _option(True, kinds.FLAG)
    """Switch the plugin off, for instance by `!ENV`. Then nothing is judged or masked. So reports are withheld, with a
    warning, if there are several of them, or if `publish` names a roster, groups to leave out or what is masked. A
    single report without such settings is published as MkDocs publishes any page."""

    templates: tuple[str, ...] = _option((), kinds.TEMPLATES, "own")
    """Globs of the template, or of its versions, relative to `mkdocs.yml`. Without any, each report is judged by
    the limits in its own prompts."""

    reports: tuple[str, ...] = _option((), kinds.REPORTS, "own")
    """Globs of the reports, relative to `docs_dir`. Without any, `README.md`, `*/README.md`, `groups/*/README.md` and
    `*/reports/README.md` are taken, `readme.md` in any case of letters, where they hold a template's questions."""

    cohorts: Mapping[str, Mapping[Any, Any]] = _option({}, kinds.COHORTS)
    """The cohorts of a course of several years, by name: `reports` of each, and what else it has of its own, of
    `templates`, `severity`, `limits`, `waivers`, `evidence`, `title_question`, and `roster` and `without` as in
    `publish`. All else it takes from the options here; to `severity` and `limits` it adds. See
    [Several years](../guide/years.md)."""

    fail_on: str = _option("error", choice("error", "warning", "never"))
    """Which findings are warnings, and so fail `mkdocs build --strict`."""

    severity: Mapping[Any, Any] = _option({}, kinds.PAIRS, "added")
    """Severities by rule: `error`, `warning` or `off`."""

    limits: Mapping[Any, Any] = _option({}, kinds.PAIRS, "added")
    """Limits by the question's number or id, in place of those that its prompt states."""

    waivers: str | None = _option(None, kinds.FILE, "own")
    """The waiver file, relative to `mkdocs.yml`: findings that are excused, each with a reason that is shown."""

    evidence: str | None = _option(None, kinds.FILE, "own")
    """The evidence file, relative to `mkdocs.yml`: what in a group's files proves which items of the checklist."""

    title_question: str | int | None = _option(None, kinds.QUESTION, "own")
    """Number or id of the question whose answer names the group; found by its words otherwise."""

    prefix: str = _option("course", kinds.TEXT)
    """The folder of the course's pages in the site."""

    pages: PagesOptions = _group(PagesOptions)  # noqa: RUF009 - a field
    """Which pages the course has: `overview`, `matrix`, `questions`, `checklist`, `images`, `findings`, `statistics`,
    each `true` or `false`."""

    publish: PublishOptions = _group(PublishOptions)  # noqa: RUF009 - a field
    """What is published: who is masked, which groups are left out, how images are shown."""

    keyboard: bool = _option(True, kinds.FLAG)
    """Shortcuts on the keyboard. A reader can switch them off as well."""

    marks: bool = _option(False, kinds.FLAG)
    """Marks for examiners: reviewed, a score, a comment for each answer, kept in their own browser."""

    commits: bool = _option(True, kinds.FLAG)
    """Tell on each group's page when the report was last committed, where the project's own git repository knows."""

    export: Mapping[Any, Any] = _option({}, kinds.PAIRS)
    """Files to write with each build, masked as the site is: formats and paths, relative to `mkdocs.yml`."""

    github: bool = _option(True, kinds.FLAG)
    """In a GitHub workflow, print annotations and add to the job summary."""


OPTIONS: Mapping[str, Option] = options_in(Options)
"""Every option, by name."""
COHORT_PUBLISH: Mapping[str, Option] = {
    name: each for name, each in OPTIONS["publish"].inside.items() if each.share != "shared"
}
"""The options in `publish` that a cohort may have of its own; it names them without `publish`."""
JUDGING: Mapping[str, Option] = {name: each for name, each in OPTIONS.items() if each.share != "shared"}
"""The options by which reports are judged and named: each cohort may have its own."""
COHORT_OPTIONS: Mapping[str, Option] = {**JUDGING, **COHORT_PUBLISH}
"""The options of a cohort."""


def read_options(given: Mapping[Any, Any]) -> Options:
    """Return the options in settings that `check_options` found nothing wrong with.

    An option without a value has its default.
    """
    return Options(**values_of(given, OPTIONS))


def values_of(given: Mapping[Any, Any], known: Mapping[str, Option]) -> dict[str, Any]:
    """Return the values of the known options that are given, those without a value left out."""
    return {
        name: each.record(**values_of(given[name], each.inside)) if each.record else each.kind.make(given[name])
        for name, each in known.items()
        if given.get(name) is not None
    }
