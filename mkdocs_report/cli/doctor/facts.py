"""The facts about a course's set-up that the checks read, and the advice that they give."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from mkdocs_report.config.settings import Settings
from mkdocs_report.config.settings_file import Location, SettingsFile
from mkdocs_report.model.base import OneOf, record
from mkdocs_report.model.course import Problem


class Level(OneOf):
    """The level of an advice: fix an `error`, look at a `warning`; a `note` is for information."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@record
class Advice:
    """A message of a check: what was found, what to do, and the file and line if they are known."""

    check: str
    level: Level
    message: str
    help: str
    path: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Software:
    """The installed software.

    `packages` and `programs` map each name to its version, or to None if it is not installed. `requirements` are the
    requirements of mkdocs-report, as its package states them.
    """

    packages: Mapping[str, str | None] = field(default_factory=dict)
    programs: Mapping[str, str | None] = field(default_factory=dict)
    requirements: tuple[str, ...] = ()


@record
class SymbolicLink:
    """A symbolic link in `docs_dir`: its path, its target, and whether the target is outside the project.

    `followed` is true if the target is published. Links in or beside the groups' folders are not followed.
    """

    path: str
    target: str
    outside: bool
    followed: bool = True


@record
class CacheFolder:
    """A cache folder: its size in bytes, and the bytes of files that were not used for `DAYS_UNUSED` days."""

    path: str
    size: int
    old: int


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """The templates, reports and report-like files of a course.

    Attributes:
        templates: the template files.
        no_templates: globs of templates that match no file, each with a suggestion or None.
        reports: the path of each report by its id.
        no_reports: globs of reports that match no file.
        strays: pages of `docs_dir` with most of a template's questions that no glob matches, but that `nav` names.
        passed_over: the same files without an entry in `nav`; no page is made from them.
        uncertain: like `strays`, with fewer of the template's questions.
        outside: like `strays`, elsewhere in the project.
        links: the symbolic links in `docs_dir`.
    """

    templates: tuple[str, ...] = ()
    no_templates: Mapping[str, str | None] = field(default_factory=dict)
    reports: Mapping[str, str] = field(default_factory=dict)
    no_reports: tuple[str, ...] = ()
    strays: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()
    uncertain: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    links: tuple[SymbolicLink, ...] = ()


@dataclass(frozen=True, slots=True)
class RosterFacts:
    """The roster, compared with the reports.

    Attributes:
        path: the path of the roster.
        asks_consent: whether the roster has a column for consent.
        no_report: the lines of groups without a report.
        unknown: the ids of reports that are not on the roster.
        uncertain: warnings about members, each with its line: see `roster_members.member_warnings`.
        unused: a message about each column that is not used, with its line.
        ambiguous: the ids of reports that may belong to several groups, each with the lines of these groups.
    """

    path: str
    asks_consent: bool
    no_report: tuple[int, ...] = ()
    unknown: tuple[str, ...] = ()
    uncertain: tuple[tuple[str, int], ...] = ()
    unused: tuple[tuple[str, int], ...] = ()
    ambiguous: tuple[tuple[str, tuple[int, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts that the checks read.

    Attributes:
        path: the path of the settings file in messages.
        software: the installed software.
        file: the settings file; None if it cannot be read.
        refused: the reason why the settings cannot be used, in the words of `mkdocs build`; None if they can.
        settings: the settings.
        docs: the path of `docs_dir` in messages; None if the file is not that of a site.
        found: the files that the globs match and miss.
        counts: the number of findings of each rule with the default severities.
        problems: the problems of the course, such as a waiver without effect.
        people: the roster; None if there is none.
        other_generators: places that call or configure another site generator: its name, and file and line.
        placeholders: places in which the repository or commit of mkdocs-report is missing.
        caches: the cache folders.
        cohort: the cohort of these facts; empty for the whole course.
        cohorts: the facts of each cohort, for a course with cohorts.
    """

    path: str
    software: Software = Software()
    file: SettingsFile | None = None
    refused: str | None = None
    settings: Settings = field(default_factory=Settings)
    docs: str | None = None
    found: FoundFiles = field(default_factory=FoundFiles)
    counts: Mapping[str, int] | None = None
    problems: tuple[Problem, ...] = ()
    people: RosterFacts | None = None
    other_generators: tuple[tuple[str, Location], ...] = ()
    placeholders: tuple[Location, ...] = ()
    caches: tuple[CacheFolder, ...] = ()
    cohort: str = ""
    cohorts: tuple[Facts, ...] = ()

    def where(self, *keys: str) -> Location:
        """Return file and line of an option; of the cohort's own option if it sets one."""
        return self.file.where_option(*keys, cohort=self.cohort) if self.file else (self.path, 1)


Check = Callable[[Facts], Iterator[Advice]]
"""A check: it yields advice on the facts."""
