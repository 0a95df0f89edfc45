"""The settings of a course as records: severities, limits, waivers, templates, cohorts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_report.rules.policy import Policy

if TYPE_CHECKING:
    from mkdocs_report.config.evidence import Clue


@dataclass(frozen=True, slots=True)
class Waiver:
    """A `rule` that is waived for one `group`: for a `question`, for an item of the checklist, or for the whole report.

    `reason` is shown to all; `line` is the entry's in the waiver file. `item` is a text that the item contains.
    """

    group: str
    rule: str
    reason: str
    question: str | None = None
    line: int = 0
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Cohort:
    """A part of a course, such as a year: its `name`, the `settings` by which it is judged, and its reports.

    Those are what the globs in `reports` match in `folder`, the site's `docs_dir`.
    """

    name: str
    reports: tuple[str, ...]
    folder: Path
    settings: Settings


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a course, checked.

    `templates` are globs, `policy` holds severities and limits. `waivers` and `clues` come from the files
    `waivers_path` and `clues_path`, which are named as in the settings. `title_question` is the id or number of the
    question whose answer names the group. `places` tells in which file and line an option stands, for those about
    which something may have to be said later. `cohorts` are those of a course of several years, each with settings of
    its own. `folder` is the site's `docs_dir`, in which globs in `reports` match; None where no reports are named.
    """

    templates: tuple[str, ...] = ()
    policy: Policy = field(default_factory=Policy)
    waivers: tuple[Waiver, ...] = ()
    waivers_path: str | None = None
    clues: tuple[Clue, ...] = ()
    clues_path: str | None = None
    title_question: str | None = None
    places: Mapping[tuple[str, ...], tuple[str, int]] = field(default_factory=dict)
    cohorts: tuple[Cohort, ...] = ()
    folder: Path | None = None
    reports: tuple[str, ...] = ()
