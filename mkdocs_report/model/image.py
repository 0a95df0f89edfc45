"""An image in an answer: its address, its alternative text, and the file that the address leads to."""

from __future__ import annotations

from mkdocs_report.model.base import OneOf, record

USUAL_WIDTH = 1600
"""The most pixels across a published image, unless the settings have another number."""


class ImageState(OneOf):
    """The state of an image: whether a reader of the page can see it, and the reason if not."""

    OK = "ok"
    REMOTE = "remote"
    MISSING = "missing"
    WRONG_CASE = "wrong-case"
    HIDDEN = "hidden"
    OUTSIDE = "outside"
    LFS_POINTER = "lfs-pointer"
    NOT_AN_IMAGE = "not-an-image"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too-large"
    TOO_MANY = "too-many"


@record
class ImageFile:
    """The file that an image's address leads to, seen from the report's folder.

    - `state`: whether a reader can see the image
    - `path`: the file, relative to the report's folder
    - `format`: the format of the content ("PNG"), whatever the file's name is; also known for some files that cannot be
      shown
    - `meant`: the file that was probably meant, if there is none at the address
    - `size`: the bytes of the file, None if it was not opened
    """

    state: ImageState
    path: str | None = None
    format: str | None = None
    meant: str | None = None
    size: int | None = None


def is_placeholder(src: str) -> bool:
    """Whether an image's address is a placeholder, such as `figures/<image>.<extension>`."""
    return any(sign in src for sign in ("<", ">", "%3C", "%3E"))


@record
class Image:
    """One image in an answer: its address (`src`), its `alt` text, its `line`, and the `file` that it leads to."""

    src: str
    alt: str
    line: int
    file: ImageFile

    @property
    def is_placeholder(self) -> bool:
        """Whether the address is the template's placeholder `figures/<image>.<extension>`."""
        return is_placeholder(self.src)
