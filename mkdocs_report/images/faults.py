"""Find the reason that an image file cannot be published: too many bytes or pixels, damaged, or unreadable.

A check and a build call the same functions. `rules/image_files.py` makes findings of the faults.
"""

from __future__ import annotations

from pathlib import Path

from mkdocs_report.images.jpeg_structure import JPEG, plain_jpeg_size
from mkdocs_report.images.pixels import MAX_PIXELS, TooLargeError, ensure_shown, opened_image
from mkdocs_report.images.structure import PNG, plain_png_size
from mkdocs_report.model.base import OneOf
from mkdocs_report.model.image import USUAL_WIDTH
from mkdocs_report.runtime.files import SpecialFileError, read_head

MAX_BYTES = 50 * 1024 * 1024
"""The largest image file that is read."""


class ImageFault(OneOf):
    """The reason that an image cannot be published."""

    BROKEN = "broken"
    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"


def read_image(file: Path | str) -> bytes | ImageFault:
    """Return the bytes of an image's file, or the reason that it cannot be published."""
    try:
        data = read_head(file, MAX_BYTES + 1)
    except SpecialFileError:
        return ImageFault.BROKEN
    except OSError:
        return ImageFault.UNREADABLE
    return ImageFault.TOO_LARGE if len(data) > MAX_BYTES else data


def is_of_machine(error: Exception) -> bool:
    """Return whether an error comes from this machine (a full disk, too many open files), not from the image.

    Errors of the machine have an error number; those that Pillow raises for an image have none.
    """
    return isinstance(error, ImportError) or (isinstance(error, OSError) and error.errno is not None)


def _plain_size(data: bytes) -> tuple[int, int] | None:
    """Return the size in pixels of an image that can surely be decoded; None if that is not sure."""
    if data.startswith(PNG):
        return plain_png_size(data)
    return plain_jpeg_size(data) if data.startswith(JPEG) else None


def fault_of(file: Path | str) -> ImageFault | None:
    """Return the reason that an image cannot be published, None if it can. Nothing is written."""
    data = read_image(file)
    if isinstance(data, ImageFault):
        return data
    size = _plain_size(data)
    if size:  # most are plain, and need no Pillow, which is slow to load
        return ImageFault.TOO_LARGE if size[0] * size[1] > MAX_PIXELS else None
    try:
        with opened_image(data, USUAL_WIDTH) as (image, moving):  # the fault is the same at any width
            ensure_shown(image, moving, data)
    except (MemoryError, TooLargeError):
        return ImageFault.TOO_LARGE
    except Exception as error:  # a hostile file: the plugins of Pillow may raise anything
        return ImageFault.UNREADABLE if is_of_machine(error) else ImageFault.BROKEN
    return None
