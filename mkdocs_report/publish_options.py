"""What a course says under `publish`: who is masked, who is left out, how pictures are shown. One reader for all."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs_report.people import NUMBER, Privacy
from mkdocs_report.prepared import PictureOptions
from mkdocs_report.roster import Roster, read_roster
from mkdocs_report.settings import SettingsError, Unread, nearest

_CHOICES = {"students": ("mask", "keep"), "emails": ("mask", "keep"), "pictures": ("webp", "original"),
            "remote": ("link", "show")}  # fmt: skip
_SWITCHES = ("repository", "index", "csp", "badges")
_NAMES = (*_CHOICES, *_SWITCHES, "numbers", "roster", "without", "width")


@dataclass(frozen=True, slots=True)
class PublishOptions:
    """What is published, and how; `site.config.PublishConfig` says what each option is for."""

    students: str = "mask"
    numbers: str = NUMBER
    emails: str = "mask"
    roster: str | None = None
    without: tuple[str, ...] = ()
    pictures: str = "webp"
    width: int = 1600
    repository: bool = False

    @property
    def privacy(self) -> Privacy:
        """Who is masked."""
        return Privacy(self.numbers if self.students == "mask" else None, self.emails == "mask")

    @property
    def picture_options(self) -> PictureOptions:
        """How pictures are published."""
        return PictureOptions(self.width, self.pictures == "webp")

    def read_roster(self, base: Path) -> Roster:
        """Return the roster, whose path is relative to `base`; an empty one where none is named.

        Raises:
            SettingsError: it can not be read.
        """
        return read_roster(base / self.roster, self.roster, self.numbers) if self.roster else Roster()


def make_publish_options(options: object) -> PublishOptions:
    """Check the options as they stand in YAML.

    Nothing is guessed: a roster whose name stands in a variable (`!ENV`) would be none, and names would be published.

    Raises:
        SettingsError: an option can not be used.
    """
    if not isinstance(options, Mapping):
        raise SettingsError(f"publish: write “name: value” pairs, not “{options}”.")
    for name, value in options.items():
        if name not in _NAMES:
            raise SettingsError(f"publish: there is no option “{name}”.{nearest(str(name), _NAMES)}")
        _check(str(name), value)
    known: dict[str, Any] = {name: value for name, value in options.items() if name in PublishOptions.__slots__}
    return PublishOptions(**{**known, "without": tuple(known.get("without", ()))})


def _check(name: str, value: object) -> None:
    where = f"publish: {name}"
    parts = value if isinstance(value, list | tuple) else [value]
    if value is None or any(isinstance(part, Unread) for part in parts):
        raise SettingsError(f"{where}: write the value itself: what a tag such as `!ENV` stands for is not known here.")
    if name in _CHOICES:
        good, wanted = value in _CHOICES[name], " or ".join(_CHOICES[name])
    elif name in _SWITCHES:
        good, wanted = isinstance(value, bool), "true or false"
    elif name == "width":
        good, wanted = isinstance(value, int) and not isinstance(value, bool) and value > 0, "a number of pixels"
    elif name == "without":
        good = isinstance(value, list | tuple) and all(isinstance(each, str) for each in value)
        wanted = "a list of groups, each in quotes if it is a number"
    elif name == "roster":
        good, wanted = isinstance(value, str) and bool(value), "the path of a file"
    else:
        good, wanted = isinstance(value, str) and _is_expression(value), "a regular expression"
    if not good:
        raise SettingsError(f"{where}: write {wanted}, not “{value}”.")


def _is_expression(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


def check_left_out(without: Iterable[str], known: Collection[str]) -> None:
    """Refuse a group that shall be left out and is misspelt: it would be published.

    Raises:
        SettingsError: there is no such group.
    """
    for name in without:
        if name not in known:
            raise SettingsError(
                f"publish: without: there is no group “{name}”.{nearest(name, known)} "
                "If its folder is gone, take it out of the list."
            )
