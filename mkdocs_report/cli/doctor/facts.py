"""What is known of a course's set-up, as frozen data, and what there is to say about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from mkdocs_report.config.settings import Settings
from mkdocs_report.config.settings_file import Location, SettingsFile
from mkdocs_report.model.base import OneOf, record
from mkdocs_report.model.course import Problem


class Level(OneOf):
    """How much it matters: `harm` is to be mended, `care` to be looked at, a `note` to be known."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@record
class Advice:
    """One thing that somebody should know: the check's name, what was seen, what to do; file and line where known."""

    check: str
    level: Level
    message: str
    help: str
    path: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Software:
    """What is installed.

    `packages` and `programs` have the version of each, None where it is not there; `requirements` are those of
    mkdocs-report, as its package states them.
    """

    packages: Mapping[str, str | None] = field(default_factory=dict)
    programs: Mapping[str, str | None] = field(default_factory=dict)
    requirements: tuple[str, ...] = ()


@record
class SymbolicLink:
    """A symbolic link in `docs_dir`: where it is, where it leads, whether that is outside the project.

    `followed` is whether what it leads to is published: what is linked in or beside the groups' folders is not.
    """

    path: str
    target: str
    outside: bool
    followed: bool = True


@record
class CacheFolder:
    """A folder of kept work: its size in bytes, and how much of it was not used for a long time."""

    path: str
    size: int
    old: int


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """What the globs find.

    Attributes:
        templates: the files of the templates.
        no_templates: patterns of templates that match nothing, each with what may be meant.
        reports: path of each report by its id.
        no_reports: patterns of reports that match nothing.
        strays: pages of `docs_dir` that hold most of a template's questions and that no pattern takes, but `nav` names.
        passed_over: the same, of which no page is made, since `nav` does not name them.
        doubtful: like `strays`, with fewer of them.
        outside: like `strays`, elsewhere in the project.
        links: symbolic links in `docs_dir`.
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
    """What the roster says against the reports.

    Attributes:
        path: the roster.
        asks_consent: whether it has a column about consent.
        no_report: the lines of groups that have none.
        unknown: the ids of the reports that it does not have.
        doubtful: warnings about members, each with its line: see `roster_members.member_warnings`.
        unused: what is said of each column that is not used, with its line.
        ambiguous: the ids of the reports that several groups may be, each with those groups' lines.
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
    """All that the checks look at.

    Attributes:
        path: the settings file.
        software: what is installed.
        file: the settings file as it was read; None where it could not be.
        refused: why the settings can not be used, as `mkdocs build` would say it.
        settings: the settings.
        docs: `docs_dir` as it is shown, None where there is none.
        found: what the globs find.
        counts: how many findings of each rule there are if no severity is changed.
        problems: what the course itself complains of.
        people: the roster, where there is one.
        others: where another site generator is called or configured: its name, file and line.
        unfilled: where the address of mkdocs-report is still to be filled in.
        caches: what is kept of earlier builds.
        cohort: the cohort that these facts are about, empty for all of a course.
        cohorts: what is known of each cohort, where there are some.
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
        """Return file and line of an option, the cohort's own where it has it."""
        return self.file.where_option(*keys, cohort=self.cohort) if self.file else (self.path, 1)


Check = Callable[[Facts], Iterator[Advice]]
"""What each check is."""
