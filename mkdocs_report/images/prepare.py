"""Prepare images for publishing: make a clean copy of each, and keep it in the cache.

A copy is decoded, upright, no larger than needed, and without metadata about its makers: place, camera, time.

There are three steps, so that pages need not wait for the slowest one. `look_up_image` reads the file and looks up its
result in the cache. `probe_image` determines its size, or the reason that it cannot be published. `encode_image` writes
the published file. A small image is encoded as soon as it was probed.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mkdocs_report.images.faults import ImageFault, is_of_machine, read_image
from mkdocs_report.images.pixels import (
    TooLargeError,
    decode_frame,
    encode_animation,
    encode_as,
    encode_still,
    ensure_shown,
    fitted_size,
    opened_image,
    shown_frames,
    shown_size,
    suffix_of,
    to_screen_rgb,
)
from mkdocs_report.model.image import USUAL_WIDTH
from mkdocs_report.runtime.cache import Cache, read, write

SMALL = 250_000
"""Images of at most this many pixels are encoded when they are probed; the others later, in the background."""
_VERSION = "5"
_KIND = "image"
_SUFFIXES = (".webp", ".png", ".jpg")


@dataclass(frozen=True, slots=True)
class ImageOptions:
    """Options for published images: `width` is the maximum in pixels; with `webp` all of them become WebP."""

    width: int = USUAL_WIDTH
    webp: bool = True


@dataclass(frozen=True, slots=True)
class PreparedImage:
    """An image that is ready to publish: its file, its suffix with the dot, its size in pixels.

    `made` is False until the file is written. A file that exists before that must not be trusted.
    """

    file: Path
    suffix: str
    width: int
    height: int
    made: bool = True


PreparedOrFault = PreparedImage | ImageFault


@dataclass(frozen=True, slots=True)
class ImageLookup:
    """The result of `look_up_image`: a key of the content of the image, and an earlier result for that key, if any."""

    key: str
    outcome: PreparedOrFault | None


@dataclass(frozen=True, slots=True)
class ImageJob:
    """An image to probe or encode: its file, and the key of its content when it was looked up."""

    file: Path
    key: str
    options: ImageOptions
    cache: Cache


def look_up_image(file: Path, options: ImageOptions, cache: Cache) -> ImageLookup | ImageFault:
    """Read an image's file, and return what the cache knows about it, without decoding it."""
    data = read_image(file)
    if isinstance(data, ImageFault):
        return data
    from PIL import __version__  # only a site needs it

    key = hashlib.sha256(f"{_VERSION} {__version__} {options}\0".encode() + data).hexdigest()
    return ImageLookup(key, _cached(cache, key))


def _content(file: Path) -> bytes:
    """Read the file of an image again after it was looked up; raise an error if that is no longer possible."""
    data = read_image(file)
    if data is ImageFault.UNREADABLE:
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    if isinstance(data, ImageFault):
        raise ValueError(data.value)
    return data


def _cached(cache: Cache, key: str) -> PreparedOrFault | None:
    try:
        note = json.loads(cache.get(_KIND, key) or b"")
        if "fault" in note:
            return ImageFault(note["fault"])
        suffix, width, height = str(note["suffix"]), int(note["width"]), int(note["height"])
        file = _place(cache, key, suffix)
        data = read(str(file))
        is_complete = data is not None and hashlib.sha256(data).hexdigest() == note["digest"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return PreparedImage(file, suffix, width, height) if is_complete and suffix in _SUFFIXES else None


def _place(cache: Cache, key: str, suffix: str) -> Path:
    return Path(cache.place("images", key, suffix))


def validate_result(outcome: PreparedOrFault, key: str, cache: Cache) -> PreparedOrFault:
    """Return the result that a process reported; BROKEN if its file is not the one that the cache has for the key.

    A process that a hostile image took over could name any file of this machine.
    """
    if not isinstance(outcome, PreparedImage):
        return outcome
    try:
        fits = outcome.suffix in _SUFFIXES and outcome.file == _place(cache, key, outcome.suffix)
    except ValueError:  # the key is no name of an entry
        fits = False
    return outcome if fits else ImageFault.BROKEN


def probe_image(_: None, job: ImageJob) -> PreparedOrFault:
    """Read an image, and return its published form, or the reason that it cannot be published.

    Raises:
        MemoryError: it decodes to more than the memory allows.
        OSError: the machine failed. Nothing is raised because of the content of a file.
    """
    data = read_image(job.file)
    if isinstance(data, ImageFault):
        return data
    try:
        with opened_image(data, job.options.width) as (image, moving):
            ensure_shown(image, moving, data)
            if not moving and image.width * image.height <= SMALL:
                prepared, data = _prepared(job, image, moving)
            else:
                suffix = suffix_of(image.format, moving, job.options.webp)
                size = fitted_size(shown_size(image, moving, data), job.options.width)
                return PreparedImage(_place(job.cache, job.key, suffix), suffix, *size, made=False)
    except MemoryError:
        raise
    except TooLargeError:
        return record_fault(job, ImageFault.TOO_LARGE)
    except Exception as error:  # a hostile file: the plugins of Pillow may raise anything
        if is_of_machine(error):
            raise
        return record_fault(job, ImageFault.BROKEN)
    try:
        _store(job, prepared, data)
    except OSError:  # an error of the disk, not of the image: `encode_image` tries again and reports it
        return replace(prepared, made=False)
    return prepared


def record_fault(job: ImageJob, fault: ImageFault) -> ImageFault:
    """Store the reason that an image cannot be published, and return it."""
    job.cache.put(_KIND, job.key, json.dumps({"fault": fault.value}).encode())
    return fault


def encode_image(_: None, job: ImageJob) -> None:
    """Write the published file of an image that was probed, and store its result in the cache.

    Raises:
        OSError: it cannot be written, or the image has changed.
    """
    with opened_image(_content(job.file), job.options.width) as (image, moving):
        prepared, data = _prepared(job, image, moving)
    _store(job, prepared, data)


def _prepared(job: ImageJob, image: Any, moving: bool) -> tuple[PreparedImage, bytes]:
    suffix = suffix_of(image.format, moving, job.options.webp)
    frames, times = _decoded(job, image, moving)
    if frames:
        size = frames[0].size
        data = encode_animation(frames, times) if moving else encode_still(frames[0], str(image.format), suffix)
    else:  # manipulated, since its structure is valid; a check has no finding, so a build has none either
        size = fitted_size(image.size, job.options.width)
        data = _blank(size, suffix)
    return PreparedImage(_place(job.cache, job.key, suffix), suffix, *size), data


def _decoded(job: ImageJob, image: Any, moving: bool) -> tuple[list[Any], list[int]]:
    """Return the frames of an image up to one that cannot be decoded, and the duration of each in milliseconds."""
    frames, times = [], []
    for number in shown_frames(image, moving):
        try:
            frames.append(to_screen_rgb(decode_frame(image, number), job.options.width))
        except MemoryError:
            raise
        except Exception as error:  # a hostile file: the plugins of Pillow may raise anything
            if is_of_machine(error):
                raise
            break
        times.append(int(image.info.get("duration", 100) or 100))
    return frames, times


def write_blank(job: ImageJob, prepared: PreparedImage) -> None:
    """Write an empty image instead of one whose encoding was stopped; the next build leaves it out.

    Raises:
        OSError: it cannot be written.
    """
    write(prepared.file, _blank((prepared.width, prepared.height), prepared.suffix))
    record_fault(job, ImageFault.TOO_LARGE)


def _blank(size: tuple[int, int], suffix: str) -> bytes:
    from PIL import Image

    return encode_as(Image.new("L", size, 127), {".webp": "WEBP", ".jpg": "JPEG"}.get(suffix, "PNG"))


def _store(job: ImageJob, prepared: PreparedImage, data: bytes) -> None:
    write(prepared.file, data)
    note = {
        "suffix": prepared.suffix,
        "width": prepared.width,
        "height": prepared.height,
        "digest": hashlib.sha256(data).hexdigest(),
    }
    job.cache.put(_KIND, job.key, json.dumps(note).encode())
