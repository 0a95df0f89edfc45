"""Pictures made fit to be published.

Decoded for real, upright, no larger than needed, and without what they tell about their makers: place, camera, time.
"""

from __future__ import annotations

import enum
import hashlib
import io
import os
import tempfile
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs_report.contained import OutranError, Workers

MAX_BYTES = 50 * 1024 * 1024
"""The largest picture file that is read."""
MAX_PIXELS = 40_000_000
"""The largest picture that is decoded, in pixels of all its frames: a small file may unfold to gigabytes."""
MAX_SIDE = 16_383
"""The longest side that WebP can hold, in pixels."""
QUALITY = 82
"""Of lossy pictures, 0 to 100. Drawings and screenshots are kept exact where that costs little."""
_EXACT = 1.25
"""An exact copy may be this many times larger than a lossy one."""
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "AVIF")
_VERSION = "1"


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


def prepare_all(
    files: Iterable[Path], options: PictureOptions, cache: Path, workers: Workers
) -> dict[Path, Prepared | PictureFault]:
    """Prepare each picture, and keep the results in `cache` by what the files hold.

    One that takes too long or too much memory, or breaks its decoder, is too large.
    """
    every = sorted(set(files))
    made = workers.map(_prepare, None, [(file, options, cache) for file in every])
    return {
        file: PictureFault.TOO_LARGE if isinstance(each, OutranError) else each
        for file, each in zip(every, made, strict=True)
    }


def _prepare(_: None, job: tuple[Path, PictureOptions, Path]) -> Prepared | PictureFault:
    return prepare(*job)


def prepare(file: Path, options: PictureOptions, cache: Path) -> Prepared | PictureFault:
    """Return a picture ready to be published, or why it can not be.

    Raises:
        MemoryError: it unfolds to more than there is room for; of what a file holds, nothing else is raised.
    """
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError:
        return PictureFault.BROKEN
    if len(data) > MAX_BYTES:
        return PictureFault.TOO_LARGE
    from PIL import Image, __version__  # noqa: PLC0415 - only a site needs it

    key = hashlib.sha256(f"{_VERSION} {__version__} {options}\0".encode() + data).hexdigest()
    for suffix in (".webp", ".png", ".jpg", ".gif"):
        known = cache / key[:2] / (key + suffix)
        try:
            with Image.open(known) as image:
                return Prepared(known, suffix, *image.size)
        except Exception:  # noqa: S112 - not there, or not what it should be: it is made again
            continue
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made = _encode(data, options)
    except Image.DecompressionBombError:
        return PictureFault.TOO_LARGE
    except MemoryError:
        raise
    except Exception:  # a hostile file: Pillow's plugins raise whatever they like
        return PictureFault.BROKEN
    if isinstance(made, PictureFault):
        return made
    encoded, suffix, size = made
    target = cache / key[:2] / (key + suffix)
    _write(target, encoded)
    return Prepared(target, suffix, *size)


def _encode(data: bytes, options: PictureOptions) -> tuple[bytes, str, tuple[int, int]] | PictureFault:
    from PIL import Image, ImageOps  # noqa: PLC0415

    with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
        frames = getattr(image, "n_frames", 1)
        if image.width * image.height * frames > MAX_PIXELS:
            return PictureFault.TOO_LARGE
        kind = image.format
        if kind == "JPEG":
            image.draft("RGB", (options.width, options.width))
        moving = frames > 1 and kind in {"GIF", "WEBP", "PNG"}
        shown = []
        times = []
        for number in range(frames if moving else 1):
            image.seek(number)
            image.load()
            times.append(int(image.info.get("duration", 100) or 100))
            shown.append(_fit(_plain(ImageOps.exif_transpose(image)), options.width))
        if moving:
            return _moving(shown, times)
        return _still(shown[0], str(kind), options)


def _plain(image: Any) -> Any:
    """Return a picture as RGB or RGBA in the colours that screens show."""
    from PIL import Image, ImageCms  # noqa: PLC0415

    profile = image.info.get("icc_profile")
    seen = "transparency" in image.info or image.mode in {"RGBA", "LA", "PA"}
    if profile and image.mode in {"RGB", "RGBA", "CMYK", "L"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            mode = "RGBA" if image.mode == "RGBA" else "RGB"
            image = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    if image.mode.startswith("I") or image.mode == "F":
        low, high = image.getextrema()
        scale = 255 / ((high - low) or 1)
        image = image.convert("F").point(lambda value: (value - low) * scale)
    plain = image.convert("RGBA" if seen else "RGB")
    bare = Image.new(plain.mode, plain.size)  # carries nothing of what the file told about itself
    bare.paste(plain)
    return bare


def _fit(image: Any, width: int) -> Any:
    from PIL import Image  # noqa: PLC0415

    scale = min(1, width / image.width, MAX_SIDE / image.height)
    if scale < 1:
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        return image.resize(size, Image.Resampling.LANCZOS)
    return image


def _still(image: Any, kind: str, options: PictureOptions) -> tuple[bytes, str, tuple[int, int]]:
    if not options.webp:
        if kind == "JPEG":
            return _saved(image, "JPEG", quality=QUALITY + 3, optimize=True), ".jpg", image.size
        return _saved(image, "PNG", optimize=True), ".png", image.size
    lossy = _saved(image, "WEBP", quality=QUALITY, method=4)
    if kind != "JPEG":
        exact = _saved(image, "WEBP", lossless=True, quality=40, method=3)
        if len(exact) <= _EXACT * len(lossy):
            return exact, ".webp", image.size
    return lossy, ".webp", image.size


def _moving(frames: list[Any], times: list[int]) -> tuple[bytes, str, tuple[int, int]]:
    first, *more = frames
    saved = _saved(first, "WEBP", save_all=True, append_images=more, duration=times, loop=0, quality=70, method=2)
    return saved, ".webp", first.size


def _saved(image: Any, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def _write(target: Path, data: bytes) -> None:
    """Write a file whole or not at all, also when two builds write it at once."""
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
    Path(name).replace(target)
