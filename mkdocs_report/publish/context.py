"""On what terms the reports of a course are published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from mkdocs_report.config.options import PublishOptions
from mkdocs_report.config.roster import Roster
from mkdocs_report.config.settings import Settings
from mkdocs_report.images.faults import ImageFault
from mkdocs_report.images.prepare import ImageOptions
from mkdocs_report.masking.mask import Privacy
from mkdocs_report.masking.matching import Member
from mkdocs_report.parsing.template.versions import Forms
from mkdocs_report.publish.options import image_options_of, privacy_of
from mkdocs_report.runtime.cache import Cache
from mkdocs_report.runtime.digest import digest, software


@dataclass(frozen=True, eq=False)
class PublishContext:
    """On what terms the reports of a course are published; equal to others that come to the same.

    Args:
        forms: the versions of the template.
        settings: by which the reports are judged.
        base: the folder to which paths are shown relative.
        alone: whether there is only one report.
        privacy: who is masked.
        options: how images are published.
        cache: where is kept what was made before.
        roster: the members of each group as the roster has it.
    """

    forms: Forms
    settings: Settings
    base: Path
    is_only_report: bool
    privacy: Privacy
    options: ImageOptions
    cache: Cache
    roster: Mapping[str, tuple[Member, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        options: PublishOptions,
        roster: Roster,
        forms: Forms,
        settings: Settings,
        base: Path,
        cache: Cache,
        is_only_report: bool,
    ) -> PublishContext:
        """Return the terms that follow from the options in `publish` and from the roster that they name."""
        privacy, images = privacy_of(options), image_options_of(options)
        return cls(forms, settings, base, is_only_report, privacy, images, cache, roster.members)

    @property
    def kept(self) -> tuple[object, ...]:
        """What every report holds of its template; see `pickling.Shared`."""
        return self.forms.kept

    @cached_property
    def name(self) -> str:
        """A digest of everything but the waivers and people, of which each report has its own."""
        templates = [(form.template.path, form.template.lines) for form in self.forms.forms]
        mine = replace(self.settings, waivers=(), places={})
        return digest(software(), templates, mine, str(self.base), self.is_only_report, self.privacy, self.options)

    @cached_property
    def people(self) -> str:
        """A digest of the roster, all of whose members are masked in each report."""
        return digest(self.roster)

    @cached_property
    def _all(self) -> str:
        return digest(self.name, self.settings.waivers, self.roster, self.cache.folder)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PublishContext) and self._all == other._all

    def __hash__(self) -> int:
        return hash(self._all)


@dataclass(frozen=True, slots=True)
class ReportTask:
    """A report to be published: its file, the path that is shown, its id, and which of its images have a fault.

    What is `fresh` is read anew, whatever is kept of it. `content` is that of the file, if it was read before.
    """

    file: Path
    path: str
    name: str
    faults: Mapping[str, ImageFault] = field(default_factory=dict)
    fresh: bool = False
    content: bytes | None = field(default=None, repr=False)
