"""What a hostile case is: a text, and the place of a report that it is put into."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass


class Place(enum.Enum):
    """Where a text is put."""

    ANSWER = "the answer to question 4"
    TITLE = "the answer that names the group"
    HEADING = "a heading in an answer"
    ALT = "the alt text of an image"
    FILE = "the name of an image's file"
    CONTENT = "the bytes of a file that is called .png"
    SYMLINK = "where a symbolic link that is called .png leads"
    SRC = "the address of an image, in Markdown and in HTML"
    LINK = "the address of a link, in Markdown and in HTML"
    ITEM = "an item of the checklist"
    PART = "a heading of the checklist"
    FOLDER = "the name of the group's folder"
    FRONT = "the first lines of the file"
    PROMPT = "the prompt, as the group has left it"
    WAIVER = "the reason of a waiver"
    EXTRA = "a section that the template does not have"


@dataclass(frozen=True, slots=True)
class Case:
    """One attack. A character from U+DC80 to U+DCFF in `text` stands for the byte of its last two digits."""

    name: str
    kind: str
    place: Place
    text: str


def cases(kind: str, place: Place, texts: Mapping[str, str]) -> tuple[Case, ...]:
    """Return cases of one kind that are put into the same place."""
    return tuple(Case(f"{kind}-{name}", kind, place, text) for name, text in texts.items())
