"""Read the options in `publish`: what is masked, which groups are left out, how images are published."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from mkdocs_report.config.options import PublishOptions
from mkdocs_report.config.roster import Roster
from mkdocs_report.config.roster_file import read_roster
from mkdocs_report.course.group_folders import group_folder
from mkdocs_report.errors import SettingsError, nearest
from mkdocs_report.images.prepare import ImageOptions
from mkdocs_report.masking.mask import Privacy
from mkdocs_report.parsing.collect_record import recorded_group


def privacy_of(options: PublishOptions) -> Privacy:
    """Return what is masked."""
    return Privacy(options.numbers if options.students == "mask" else None, options.emails == "mask")


def protects(options: PublishOptions) -> bool:
    """Whether anything is masked, or any group is left out."""
    return "mask" in (options.students, options.emails) or bool(options.roster or options.without)


def image_options_of(options: PublishOptions) -> ImageOptions:
    """Return how images are published."""
    return ImageOptions(options.width, options.images == "webp")


def roster_of(options: PublishOptions, base: Path) -> Roster:
    """Return the roster, whose path is relative to `base`; an empty one if none is named.

    Raises:
        SettingsError: it cannot be read.
    """
    if not options.roster:
        return Roster()
    if not (base / options.roster).is_file():
        message = f"publish: roster: file not found: “{options.roster}”. Paths are relative to the settings file."
        raise SettingsError(message, ("publish", "roster"))
    return read_roster(base / options.roster, options.roster, options.numbers)


def check_left_out(without: Iterable[str], known_ids: Collection[str], files: Iterable[Path]) -> None:
    """Refuse a misspelt group in `without`, since the group that is meant would be published.

    Args:
        without: the groups that are left out.
        known_ids: the ids of reports.
        files: the reports, whose folders may have been renamed after they were collected.

    Raises:
        SettingsError: there is no such group.
    """
    unlisted = [name for name in without if name not in known_ids]
    recorded = {recorded_group(group_folder(file)) for file in files} if unlisted else set()
    for name in unlisted:
        if name not in recorded:
            raise SettingsError(
                f"{unknown_group_message('publish', name, known_ids)} If its folder is gone, remove it from the list.",
                ("publish", "without", name),
            )


def unknown_group_message(option: str, name: str, known_ids: Iterable[str]) -> str:
    """Return the message about an unknown group in the list `without` of an option."""
    return f"{option}: without: there is no group “{name}”.{nearest(name, known_ids)}"
