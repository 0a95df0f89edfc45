"""What a course says under `publish`: who is masked, who is left out, how images are shown. One reader for all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs_report.config.roster import Roster
from mkdocs_report.config.roster_file import read_roster
from mkdocs_report.course.group_folders import group_folder
from mkdocs_report.errors import SettingsError, nearest
from mkdocs_report.images.prepare import ImageOptions
from mkdocs_report.masking.mask import NUMBER, Privacy
from mkdocs_report.parsing.collect_record import recorded_group


@dataclass(frozen=True, slots=True)
class PublishOptions:
    """What is published, and how; `site.config.PublishConfig` says what each option is for."""

    students: str = "mask"
    numbers: str = NUMBER
    emails: str = "mask"
    roster: str | None = None
    without: tuple[str, ...] = ()
    images: str = "webp"
    width: int = 1600
    repository: bool = False

    @property
    def privacy(self) -> Privacy:
        """Who is masked."""
        return Privacy(self.numbers if self.students == "mask" else None, self.emails == "mask")

    @property
    def masks(self) -> bool:
        """Whether anything is masked, or anybody is left out."""
        return "mask" in (self.students, self.emails) or bool(self.roster or self.without)

    @property
    def image_options(self) -> ImageOptions:
        """How images are published."""
        return ImageOptions(self.width, self.images == "webp")

    def read_roster(self, base: Path) -> Roster:
        """Return the roster, whose path is relative to `base`; an empty one where none is named.

        Raises:
            SettingsError: it can not be read.
        """
        if not self.roster:
            return Roster()
        if not (base / self.roster).is_file():
            message = f"publish: roster: there is no file “{self.roster}”; paths start at the folder of the settings."
            raise SettingsError(message, ("publish", "roster"))
        return read_roster(base / self.roster, self.roster, self.numbers)


def make_publish_options(options: Mapping[str, Any]) -> PublishOptions:
    """Return options that were checked; those of a site are passed over, and what is left empty is as usual."""
    known = {name: options[name] for name in PublishOptions.__slots__ if options.get(name) is not None}
    without = known.get("without", ())
    return PublishOptions(**{**known, "without": (without,) if isinstance(without, str) else tuple(without)})


def check_left_out(without: Iterable[str], known: Collection[str], files: Iterable[Path]) -> None:
    """Refuse a group that shall be left out and is misspelt: it would be published.

    Args:
        without: the groups.
        known: the ids of reports.
        files: the reports, whose folders may have been renamed after they were collected.

    Raises:
        SettingsError: there is no such group.
    """
    unknown = [name for name in without if name not in known]
    recorded = {recorded_group(group_folder(file)) for file in files} if unknown else set()
    for name in unknown:
        if name not in recorded:
            raise SettingsError(
                f"publish: without: there is no group “{name}”.{nearest(name, known)} "
                "If its folder is gone, take it out of the list.",
                ("publish", "without", name),
            )
