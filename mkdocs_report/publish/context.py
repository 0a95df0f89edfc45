"""Everything that publishing a report depends on, apart from the report."""

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
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.publish.options import image_options_of, privacy_of
from mkdocs_report.runtime.cache import Cache
from mkdocs_report.runtime.digest import digest, software


@dataclass(frozen=True, eq=False)
class PublishContext:
    """Everything that publishing a report depends on, apart from the report. Equality compares digests.

    Args:
        versions: the versions of the template.
        settings: the settings for judging reports.
        base: the folder to which paths in messages are relative.
        is_only_report: whether the course has only one report.
        privacy: what is masked.
        options: how images are published.
        cache: results of earlier builds.
        roster: the members of each group.
        repository: whether links lead to the repositories of collected reports.
    """

    versions: TemplateVersions
    settings: Settings
    base: Path
    is_only_report: bool
    privacy: Privacy
    options: ImageOptions
    cache: Cache
    roster: Mapping[str, tuple[Member, ...]] = field(default_factory=dict)
    repository: bool = False

    @classmethod
    def of(
        cls,
        options: PublishOptions,
        roster: Roster,
        versions: TemplateVersions,
        settings: Settings,
        base: Path,
        cache: Cache,
        is_only_report: bool,
    ) -> PublishContext:
        """Return the context for the options in `publish` and for the roster that they name."""
        privacy, images = privacy_of(options), image_options_of(options)
        people = roster.members
        return cls(versions, settings, base, is_only_report, privacy, images, cache, people, options.repository)

    @property
    def interned(self) -> tuple[object, ...]:
        """The parts of templates that each report refers to; `Codec` encodes them as indices."""
        return self.versions.interned

    @cached_property
    def base_digest(self) -> str:
        """A digest of everything except waivers and people, which differ between reports."""
        templates = [matcher.template for matcher in self.versions.matchers]
        settings = replace(self.settings, waivers=(), option_locations={})
        return digest(
            software(),
            templates,
            settings,
            str(self.base),
            self.is_only_report,
            self.privacy,
            self.options,
            self.repository,
        )

    @cached_property
    def roster_digest(self) -> str:
        """A digest of the roster, all of whose members are masked in each report."""
        return digest(self.roster)

    @cached_property
    def _digest(self) -> str:
        return digest(self.base_digest, self.settings.waivers, self.roster, self.cache.folder)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PublishContext) and self._digest == other._digest

    def __hash__(self) -> int:
        return hash(self._digest)


@dataclass(frozen=True, slots=True)
class ReportTask:
    """A report to publish.

    Attributes:
        file: its file.
        path: its path in messages.
        name: its id.
        faults: the images that cannot be published, by path.
        fresh: whether cached results are ignored.
        content: the content of the file, if it was read before.
    """

    file: Path
    path: str
    name: str
    faults: Mapping[str, ImageFault] = field(default_factory=dict)
    fresh: bool = False
    content: bytes | None = field(default=None, repr=False)
