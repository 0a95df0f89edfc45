"""The settings of a course as records: severities, limits, waivers, templates, cohorts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_report.model.template import TemplateForm
from mkdocs_report.rules.policy import Policy

if TYPE_CHECKING:
    from mkdocs_report.config.evidence import EvidenceEntry


@dataclass(frozen=True, slots=True)
class Waiver:
    """A waiver of a `rule` for one `group`: for a `question`, an item of the checklist, or the whole report.

    `reason` is shown to all readers. `line` is the line of the entry in the waiver file. `item` is a part of the text
    of the item.
    """

    group: str
    rule: str
    reason: str
    question: str | None = None
    line: int = 0
    item: str | None = None


@dataclass(frozen=True, slots=True)
class CohortSettings:
    """A part of a course, such as a year: its `name`, its `settings`, and its reports.

    Its reports are those that the globs in `reports` match in `folder`, the site's `docs_dir`.
    """

    name: str
    reports: tuple[str, ...]
    folder: Path
    settings: Settings


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a course, checked.

    - `templates`: globs of templates
    - `form`: the form of the templates
    - `policy`: severities and limits
    - `waivers`, `evidence`: the entries of the files `waivers_path` and `evidence_path`; paths are as in the settings
    - `title_question`: the id or number of the question whose answer names the group
    - `option_locations`: the file and line of options that may need a message later
    - `cohorts`: the cohorts of a course of several years, each with its own settings
    - `folder`: the site's `docs_dir`, in which the globs in `reports` match; None if no reports are named
    """

    templates: tuple[str, ...] = ()
    form: TemplateForm = field(default_factory=TemplateForm)
    policy: Policy = field(default_factory=Policy)
    waivers: tuple[Waiver, ...] = ()
    waivers_path: str | None = None
    evidence: tuple[EvidenceEntry, ...] = ()
    evidence_path: str | None = None
    title_question: str | None = None
    option_locations: Mapping[tuple[str, ...], tuple[str, int]] = field(default_factory=dict)
    cohorts: tuple[CohortSettings, ...] = ()
    folder: Path | None = None
    reports: tuple[str, ...] = ()

    def with_form(self, form: TemplateForm) -> Settings:
        """Return the settings with another form, also in each cohort. What it leaves open stays."""
        if form == TemplateForm():
            return self
        own = TemplateForm(form.questions or self.form.questions, form.skip_headings or self.form.skip_headings)
        cohorts = (replace(cohort, settings=cohort.settings.with_form(form)) for cohort in self.cohorts)
        return replace(self, form=own, cohorts=tuple(cohorts))
