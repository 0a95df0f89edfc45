"""Pictures made fit to be published.

Decoded for real, upright, no larger than needed, and without what they tell about their makers: place, camera, time.

There are three steps, so that pages need not wait for the longest. `glance` reads the file and finds what is known of
it; `look` decodes it, which tells its size, or that it can not be shown; `make` writes what is published. What is small
is made as soon as it was looked at.
"""

from __future__ import annotations

import enum
import hashlib
import io
import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs_report.cache import Cache, write

MAX_BYTES = 50 * 1024 * 1024
"""The largest picture file that is read."""
MAX_PIXELS = 40_000_000
"""The largest picture that is decoded, in pixels of all its frames: a small file may unfold to gigabytes."""
MAX_SIDE = 16_383
"""The longest side that WebP can hold, in pixels."""
QUALITY = 82
"""Of lossy pictures, 0 to 100."""
FEW_COLOURS = 256
"""Drawings and screenshots, which have no more, are kept exact: that takes fewer bytes than to blur them."""
SMALL = 150_000
"""Pictures of so many pixels or less are made at once: to decode them twice costs more than to wait for them."""
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "AVIF")
_VERSION = "2"
_KIND = "picture"
_SUFFIXES = (".webp", ".png", ".jpg")
_OPAQUE = (255, 255)


class PictureFault(enum.StrEnum):
    """Why a picture can not be published."""

    BROKEN = "broken"
    TOO_LARGE = "too-large"


@dataclass(frozen=True, slots=True)
class PictureOptions:
    """How pictures are published: `width` is the widest in pixels; `webp` makes WebP of all of them."""

    width: int = 1600
    webp: bool = True


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture ready to be published: the file that holds it, its suffix with the dot, its size in pixels."""

    file: Path
    suffix: str
    width: int
    height: int


Outcome = Prepared | PictureFault


@dataclass(frozen=True, slots=True)
class Sighting:
    """A picture's file as `glance` finds it: a key for what it holds, and what came of that before, if anything did."""

    key: str
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class PictureJob:
    """A picture to be looked at, or made: its file, the key of what it held when it was glanced at."""

    file: Path
    key: str
    options: PictureOptions
    folder: Path


def glance(file: Path, options: PictureOptions, cache: Cache) -> Sighting | PictureFault:
    """Read a picture's file, and return what is known of it without decoding it."""
    data = _read(file)
    if isinstance(data, PictureFault):
        return data
    from PIL import __version__  # noqa: PLC0415 - only a site needs it

    key = hashlib.sha256(f"{_VERSION} {__version__} {options}\0".encode() + data).hexdigest()
    return Sighting(key, _known(cache, key))


def _read(file: Path) -> bytes | PictureFault:
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError:
        return PictureFault.BROKEN
    return PictureFault.TOO_LARGE if len(data) > MAX_BYTES else data


def _known(cache: Cache, key: str) -> Outcome | None:
    try:
        told = json.loads(cache.get(_KIND, key) or b"")
        if "fault" in told:
            return PictureFault(told["fault"])
        suffix, width, height = str(told["suffix"]), int(told["width"]), int(told["height"])
        file = _place(cache.folder, key, suffix)
        whole = hashlib.sha256(file.read_bytes()).hexdigest() == told["digest"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Prepared(file, suffix, width, height) if whole and suffix in _SUFFIXES else None


def _place(folder: Path, key: str, suffix: str) -> Path:
    return folder / "pictures" / (key + suffix)


def look(_: None, job: PictureJob) -> Outcome:
    """Decode a picture, and return what will be published of it, or why it can not be.

    Raises:
        MemoryError: it unfolds to more than there is room for; of what a file holds, nothing else is raised.
    """
    try:
        with _opened(_read(job.file), job.options) as (image, moving):
            if not moving and image.width * image.height <= SMALL:
                return _made(job, image, moving)
            size = (0, 0)
            for number in range(image.n_frames if moving else 1):
                size = _fitted(_frame(image, number).size, job.options.width)
            suffix = _suffix(image.format, moving, job.options)
    except MemoryError:
        raise
    except _TooLargeError:
        return told(job, PictureFault.TOO_LARGE)
    except Exception:  # a hostile file: Pillow's plugins raise whatever they like
        return told(job, PictureFault.BROKEN)
    return Prepared(_place(job.folder, job.key, suffix), suffix, *size)


def told(job: PictureJob, fault: PictureFault) -> PictureFault:
    """Write down that a picture can not be published; return why."""
    Cache(job.folder).put(_KIND, job.key, json.dumps({"fault": fault.value}).encode())
    return fault


def make(_: None, job: PictureJob) -> None:
    """Write a picture that was looked at, and that it was.

    Raises:
        OSError: it can not be written.
        Exception: whatever Pillow raises for what it decoded before.
    """
    with _opened(_read(job.file), job.options) as (image, moving):
        _made(job, image, moving)


def _made(job: PictureJob, image: Any, moving: bool) -> Prepared:
    frames, times = [], []
    for number in range(image.n_frames if moving else 1):
        frames.append(_shown(_frame(image, number), job.options.width))
        times.append(int(image.info.get("duration", 100) or 100))
    suffix = _suffix(image.format, moving, job.options)
    data = _moving(frames, times) if moving else _still(frames[0], str(image.format), suffix)
    prepared = Prepared(_place(job.folder, job.key, suffix), suffix, *frames[0].size)
    _keep(job, prepared, data)
    return prepared


def make_blank(job: PictureJob, prepared: Prepared) -> None:
    """Write an empty picture where making the real one was ended, and that the next build shall leave it out.

    Raises:
        OSError: it can not be written.
    """
    from PIL import Image  # noqa: PLC0415

    blank = Image.new("L", (prepared.width, prepared.height), 127)
    write(prepared.file, _saved(blank, {".webp": "WEBP", ".jpg": "JPEG"}.get(prepared.suffix, "PNG")))
    told(job, PictureFault.TOO_LARGE)


def _keep(job: PictureJob, prepared: Prepared, data: bytes) -> None:
    write(prepared.file, data)
    note = {
        "suffix": prepared.suffix,
        "width": prepared.width,
        "height": prepared.height,
        "digest": hashlib.sha256(data).hexdigest(),
    }
    Cache(job.folder).put(_KIND, job.key, json.dumps(note).encode())


class _TooLargeError(Exception):
    pass


@contextmanager
def _opened(data: bytes | PictureFault, options: PictureOptions) -> Iterator[tuple[Any, bool]]:
    """A picture, not yet decoded, and whether it moves."""
    from PIL import Image  # noqa: PLC0415

    if isinstance(data, PictureFault):
        raise _TooLargeError if data is PictureFault.TOO_LARGE else ValueError
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
        except Image.DecompressionBombError:
            raise _TooLargeError from None
        with image:
            frames = getattr(image, "n_frames", 1)
            if image.width * image.height * frames > MAX_PIXELS:
                raise _TooLargeError
            if image.format == "JPEG":
                image.draft("RGB", (options.width, options.width))
            yield image, frames > 1 and image.format in {"GIF", "WEBP", "PNG"}


def _frame(image: Any, number: int) -> Any:
    """Return one frame, decoded, upright."""
    from PIL import ImageOps  # noqa: PLC0415

    image.seek(number)
    image.load()
    return ImageOps.exif_transpose(image)


def _shown(image: Any, widest: int) -> Any:
    """Return a frame as RGB or RGBA, no larger than needed, in the colours that screens show."""
    profile = image.info.get("icc_profile") if image.mode in {"RGB", "RGBA", "CMYK", "L"} else None
    seen = "transparency" in image.info or image.mode in {"RGBA", "LA", "PA"}
    if image.mode.startswith("I") or image.mode == "F":
        low, high = image.getextrema()
        scale = 255 / ((high - low) or 1)
        image = image.convert("F").point(lambda value: (value - low) * scale)
    if not (profile and image.mode in {"CMYK", "L"}):
        image = image.convert("RGBA" if seen else "RGB")
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == _OPAQUE:
        image = image.convert("RGB")
    plain = _on_screen(_fit(image, widest), profile).convert("RGBA" if image.mode == "RGBA" else "RGB")
    plain.info = {}  # what the file told about itself would be written again
    return plain


def _on_screen(image: Any, profile: bytes | None) -> Any:
    """Return a picture in the colours of screens, where it says what its own are."""
    from PIL import ImageCms  # noqa: PLC0415

    if profile is None:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def _fitted(size: tuple[int, int], widest: int) -> tuple[int, int]:
    width, height = size
    scale = min(1, widest / width, MAX_SIDE / height)
    return (max(1, round(width * scale)), max(1, round(height * scale))) if scale < 1 else size


def _fit(image: Any, widest: int) -> Any:
    from PIL import Image  # noqa: PLC0415

    size = _fitted(image.size, widest)
    return image if size == image.size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2)


def _suffix(kind: str | None, moving: bool, options: PictureOptions) -> str:
    if options.webp or moving:
        return ".webp"
    return ".jpg" if kind == "JPEG" else ".png"


def _still(image: Any, kind: str, suffix: str) -> bytes:
    if suffix == ".jpg":
        return _saved(image, "JPEG", quality=QUALITY + 3, optimize=True)
    if suffix == ".png":
        return _saved(image, "PNG", optimize=True)
    if kind != "JPEG" and image.getcolors(FEW_COLOURS):
        return _saved(image, "WEBP", lossless=True, quality=20, method=2)
    return _saved(image, "WEBP", quality=QUALITY, method=2)


def _moving(frames: list[Any], times: list[int]) -> bytes:
    first, *more = frames
    return _saved(first, "WEBP", save_all=True, append_images=more, duration=times, loop=0, quality=70, method=2)


def _saved(image: Any, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
