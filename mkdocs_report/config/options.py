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
from mkdocs_report.model.template import QuestionForm, TemplateForm

T = TypeVar("T")
Share = Literal["shared", "own", "added"]
"""The use of an option in cohorts: all share it, each may have its own, or each may add to that of the course."""
_KEY = "option"
_MASKING = choice("mask", "keep")


@dataclass(frozen=True, slots=True)
class Option:
    """A declared option.

    Attributes:
        kind: the values that it accepts.
        share: its use in cohorts.
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
    """Declare an option; the text below describes it."""
    metadata = {_KEY: Option(kind, share)}
    declared: Any = (
        field(default_factory=dict, metadata=metadata)
        if isinstance(default, dict)
        else field(default=default, metadata=metadata)
    )
    return cast("T", declared)  # mypy infers the type of the option from its default


def _group(record: type[T]) -> T:
    """Declare a group of options."""
    declared: Any = field(default_factory=record, metadata={_KEY: Option(kinds.PAIRS, record=record)})
    return cast("T", declared)


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
    """Student numbers: `mask` replaces them everywhere ("Student 2"); `keep` publishes them."""

    numbers: str = _option(NUMBER, kinds.PATTERN)
    """A regular expression that matches student numbers. It ignores case."""

    emails: str = _option("mask", _MASKING)
    """E-mail addresses: `mask` or `keep`."""

    roster: str | None = _option(None, kinds.FILE, "own")
    """A CSV or YAML file, relative to `mkdocs.yml`, with the members of each group. Their names are masked. If it has
    a column `consent`, groups without consent are left out, as with `without`."""

    without: tuple[str, ...] = _option((), kinds.GROUPS, "own")
    """The ids of groups that are left out completely, for example because they withdrew their consent."""

    index: bool = _option(False, kinds.FLAG)
    """Allow search engines and link previews to show the site."""

    images: str = _option("webp", choice("webp", "original"))
    """The format of published images: WebP, or the original format, PNG or JPEG. Place, time and camera are always
    removed."""

    width: int = _option(USUAL_WIDTH, kinds.PIXELS)
    """The largest width of a published image, in pixels."""

    remote: str = _option("link", choice("link", "show"))
    """Images on other sites: `link` links to them; `show` loads them, so that the other site learns of every reader."""

    repository: bool = _option(False, kinds.FLAG)
    """Link to the repository of a collected report: from its commit, and from relative links in its answers to the
    files at that commit. The address often contains a user name."""

    csp: bool = _option(True, kinds.FLAG)
    """Add a Content-Security-Policy to each page, with the theme Material. Only the site's own scripts run."""

    badges: bool = _option(False, kinds.FLAG)
    """Publish a badge for shields.io for each group, `badges/<group>.json` in the folder of the course's pages."""


@dataclass(frozen=True, slots=True)
class Options:
    """Options of the plugin `report`."""

    enabled: bool = _option(True, kinds.FLAG)
    """`false` switches the plugin off, for example with `!ENV`. Reports are then not judged and not masked. They are
    withheld, with a warning, if there are several reports, or if `publish` has settings about masking, a roster or
    groups to leave out. A single report without such settings is published like any page."""

    templates: tuple[str, ...] = _option((), kinds.TEMPLATES, "own")
    """Globs of the template, or of its versions, relative to `mkdocs.yml`. Without templates, each report is judged by
    the limits in its own prompts."""

    questions: tuple[QuestionForm, ...] = _option((), kinds.FORMS, "own")
    """The forms of the template's questions: `quoted` (a heading and a quoted prompt), `headings` (the heading is the
    question), `numbered` (numbered or lettered), `bold` (bold text), `table` (a column of a table), `fields`
    (`Name: …`) and `paragraphs` (plain text). By default, the forms are found from the template."""

    skip_headings: tuple[str, ...] = _option((), kinds.HEADINGS, "own")
    """Headings of the template that are no questions, such as "References". Case and punctuation do not matter."""

    reports: tuple[str, ...] = _option((), kinds.REPORTS, "own")
    """Globs of the reports, relative to `docs_dir`. The default is `README.md`, `*/README.md`, `groups/*/README.md` and
    `*/reports/README.md`, in upper or lower case, if the files have a template's questions."""

    cohorts: Mapping[str, Mapping[Any, Any]] = _option({}, kinds.COHORTS)
    """The years of a course, or several courses on one site, by name. Each has `reports`, and may have its own
    `templates`, `questions`, `skip_headings`, `severity`, `limits`, `waivers`, `evidence`, `title_question` and
    `prefix`, and `roster` and `without` as in `publish`. Its `severity` and `limits` are added to those of the course;
    its other options replace them. See [Several years or courses](../guide/years.md)."""

    fail_on: str = _option("error", choice("error", "warning", "never"))
    """The findings that fail `mkdocs build --strict`: `error` for errors only, `warning` for errors and warnings, or
    `never`. The build logs them as warnings."""

    severity: Mapping[Any, Any] = _option({}, kinds.PAIRS, "added")
    """Severities by rule: `error`, `warning` or `off`."""

    limits: Mapping[Any, Any] = _option({}, kinds.PAIRS, "added")
    """Limits by the question's number or id. They replace those in its prompt."""

    waivers: str | None = _option(None, kinds.FILE, "own")
    """The waiver file, relative to `mkdocs.yml`: findings that are waived, each with a reason that is shown."""

    evidence: str | None = _option(None, kinds.FILE, "own")
    """The evidence file, relative to `mkdocs.yml`: the files that are evidence for items of the checklist."""

    title_question: str | int | None = _option(None, kinds.QUESTION, "own")
    """The number or id of the question whose answer names the group. By default, it is found by its words."""

    prefix: str = _option("course", kinds.TEXT, "own")
    """The folder of the course's pages in the site. The pages of a cohort are in a folder of its name there, unless it
    has its own `prefix`."""

    pages: PagesOptions = _group(PagesOptions)  # noqa: RUF009 - a field
    """The pages of the course: `overview`, `matrix`, `questions`, `checklist`, `images`, `findings` and `statistics`,
    each `true` or `false`."""

    publish: PublishOptions = _group(PublishOptions)  # noqa: RUF009 - a field
    """Settings for publishing: masking, groups that are left out, and images."""

    words: str | None = _option(None, kinds.FILE)
    """A catalogue of the course, relative to `mkdocs.yml`: a `.po` file, or a folder of them, such as `words/nl.po`. It
    adds a language for the words of our pages, or replaces some of our words. The language is the one of the theme
    (`theme.language`). See [Languages](../guide/languages.md)."""

    language: str | None = _option(None, kinds.LANGUAGE)
    """The language of the reports, such as `da`: browsers and screen readers read answers and prompts in it."""

    keyboard: bool = _option(True, kinds.FLAG)
    """Keyboard shortcuts. Readers can switch them off."""

    marks: bool = _option(False, kinds.FLAG)
    """Marks for examiners: reviewed, a score and a comment for each answer, stored in the examiner's browser."""

    commits: bool = _option(True, kinds.FLAG)
    """Show the last commit of each report on its group's page, if the project is a git repository."""

    export: Mapping[Any, Any] = _option({}, kinds.PAIRS)
    """Files that each build writes, masked like the site: formats and paths, relative to `mkdocs.yml`."""

    github: bool = _option(True, kinds.FLAG)
    """In a GitHub workflow, print annotations and add to the job summary."""

    @property
    def form(self) -> TemplateForm:
        """The form of the template, from `questions` and `skip_headings`."""
        return TemplateForm(self.questions, self.skip_headings)


OPTIONS: Mapping[str, Option] = options_in(Options)
"""Every option, by name."""
COHORT_PUBLISH: Mapping[str, Option] = {
    name: each for name, each in OPTIONS["publish"].inside.items() if each.share != "shared"
}
"""The options in `publish` that a cohort may have of its own; it names them without `publish`."""
JUDGING: Mapping[str, Option] = {
    name: each for name, each in OPTIONS.items() if each.share != "shared" and name != "prefix"
}
"""The options by which reports are judged and named: each cohort may have its own."""
COHORT_OPTIONS: Mapping[str, Option] = {**JUDGING, "prefix": OPTIONS["prefix"], **COHORT_PUBLISH}
"""The options of a cohort."""


def read_options(given: Mapping[Any, Any]) -> Options:
    """Return the options in settings that `check_options` found nothing wrong with.

    An option without a value has its default.
    """
    return Options(**values_of(given, OPTIONS))


def values_of(given: Mapping[Any, Any], known: Mapping[str, Option]) -> dict[str, Any]:
    """Return the values of the known options that are given, without those that have no value."""
    return {
        name: each.record(**values_of(given[name], each.inside)) if each.record else each.kind.make(given[name])
        for name, each in known.items()
        if given.get(name) is not None
    }
