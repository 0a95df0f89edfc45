"""Decode, rotate, resize and encode images, in the colours of screens and without metadata."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from typing import Any, BinaryIO

from mkdocs_report.images.jpeg_structure import jpeg_skeleton
from mkdocs_report.images.structure import is_whole_png, plain_gif_frames

MAX_PIXELS = 40_000_000
"""The largest image that is decoded, in pixels of all its frames: a small file may unfold to gigabytes."""
MAX_SIDE = 16_383
"""The longest side that WebP can hold, in pixels."""
QUALITY = 82
"""The quality of lossy images, 0 to 100."""
FEW_COLOURS = 256
"""Images with at most this many colours, such as drawings and screenshots, are encoded without loss."""
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "AVIF")
_SIGNS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF87a": "GIF", b"GIF89a": "GIF"}
"""The first bytes of the usual types."""
_MOVING = frozenset({"GIF", "WEBP", "PNG"})
_OPAQUE = (255, 255)
_SCREEN = ("sRGB", "uRGB")
"""The beginnings of the names of profiles that change nothing: sRGB, in two notations."""
_ORIENTATION = 0x0112
"""The number of the EXIF tag for the orientation of an image."""
_UPRIGHT = {2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE", 6: "ROTATE_270",
            7: "TRANSVERSE", 8: "ROTATE_90"}  # fmt: skip
"""The turns that make an image upright, by the tag's value (Exif 2.32, 4.6.4); from 5 on they swap its sides."""
_TELLING = (b"eXIf", b"tEXt", b"zTXt", b"iTXt")
"""The parts of a PNG that can hold such a tag."""


class TooLargeError(Exception):
    """An image would need more memory than is allowed."""


def open_image(stream: BinaryIO, formats: tuple[str, ...] | None = None) -> Any:
    """Open an image as `PIL.Image.open` does, but load only the plugin that reads its type, for usual types.

    Loading all plugins takes longer than judging a report.

    Raises:
        DecompressionBombError: it would unfold to more than Pillow decodes.
        Exception: Pillow cannot read the image.
    """
    from PIL import Image

    head = stream.read(8)
    stream.seek(0)
    kind = next((kind for sign, kind in _SIGNS.items() if head.startswith(sign)), None)
    if kind is None or head.endswith(b"ftyp"):  # AVIF is recognised by this, with any bytes before it
        return Image.open(stream, formats=formats)
    import_module(f"PIL.{kind.capitalize()}ImagePlugin")
    image = Image.OPEN[kind][0](stream, "")
    if Image.MAX_IMAGE_PIXELS and image.width * image.height > 2 * Image.MAX_IMAGE_PIXELS:
        raise Image.DecompressionBombError
    return image


@contextmanager
def opened_image(data: bytes, widest: int) -> Iterator[tuple[Any, bool]]:
    """Open an image without decoding it; yield it, and whether it is animated.

    Raises:
        TooLargeError: it would unfold to more than there is room for.
        Exception: Pillow cannot read the image.
    """
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = open_image(io.BytesIO(data), _FORMATS)
        except Image.DecompressionBombError:
            raise TooLargeError from None
        with image:
            if image.format == "MPO":  # a JPEG followed by more images, which are never shown
                image.format = "JPEG"
            frames = _count_frames(image, data) if image.format in _MOVING else 1
            if image.width * image.height * frames > MAX_PIXELS:
                raise TooLargeError
            if image.format == "JPEG":
                image.draft("RGB", (widest, widest))
            yield image, frames > 1


def _count_frames(image: Any, data: bytes) -> int:
    plain = plain_gif_frames(data) if image.format == "GIF" else None  # Pillow takes ten times as long
    return plain or int(getattr(image, "n_frames", 1))


def decode_frame(image: Any, number: int) -> Any:
    """Return one frame, decoded, upright."""
    from PIL import Image

    image.seek(number)
    image.load()
    method = _UPRIGHT.get(_orientation(image))
    return image.transpose(Image.Transpose[method]) if method else image


def _orientation(image: Any, undecoded: bool = False) -> int:
    """Return the orientation that an image declares; 1 (upright) if it cannot be read, as in browsers."""
    from PIL import Image

    try:
        tags = Image.Image.getexif(image) if undecoded else image.getexif()  # a PNG's own would decode it first
        value = tags.get(_ORIENTATION, 1)
    except Exception:  # a hostile file: Pillow may raise anything
        return 1
    return value if value in range(1, 9) else 1


def shown_frames(image: Any, moving: bool) -> range:
    """Return the numbers of the frames that browsers show.

    An animated PNG may begin with an image that is only for programs that do not know animations.
    """
    if not moving:
        return range(1)
    return range(int(getattr(image, "default_image", False)), image.n_frames)


def ensure_shown(image: Any, moving: bool, data: bytes) -> None:
    """Check that an image can be shown; a check and a build call this function.

    The two usual types are checked by their structure if it is plain, which takes a fiftieth of the time: only a PNG
    that was manipulated has valid checksums around data that cannot be decoded. Others are decoded; of an animated
    image, the first frame.

    Raises:
        Exception: Pillow cannot decode the image.
    """
    if image.format == "PNG" and not moving and is_whole_png(data):
        return
    if image.format == "GIF" and max(image.size) <= MAX_SIDE:  # colour indices, which convert to every mode
        decode_frame(image, 0)
        return
    skeleton = jpeg_skeleton(data) if image.format == "JPEG" else None
    if skeleton is None:
        to_screen_rgb(decode_frame(image, shown_frames(image, moving)[0]), MAX_SIDE)
        return
    with open_image(io.BytesIO(skeleton)) as bones:
        bones.load()


def shown_size(image: Any, moving: bool, data: bytes) -> tuple[int, int]:
    """Return the size of an image as it is shown."""
    if image.format == "JPEG":
        width, height = image.size[::-1] if _orientation(image) > 4 else image.size
    elif image.format == "PNG" and not moving and _is_upright(image, data):
        width, height = image.size
    else:
        width, height = decode_frame(image, 0).size  # all frames of an animated image were found when they were counted
    return width, height


def _is_upright(image: Any, data: bytes) -> bool:
    """Whether a PNG declares before its pixels that it is upright, and nothing after them."""
    pixels = data.find(b"IDAT")
    return _orientation(image, undecoded=True) == 1 and all(data.find(kind, pixels) < 0 for kind in _TELLING)


def to_screen_rgb(image: Any, widest: int) -> Any:
    """Return a frame as RGB or RGBA, no larger than needed, in the colours of screens."""
    from PIL import ImageFile

    profile = image.info.get("icc_profile") if image.mode in {"RGB", "RGBA", "CMYK", "L", "P"} else None
    if profile and image.mode == "P":
        image, profile = _with_screen_palette(image, profile), None
    seen = "transparency" in image.info or image.mode in {"RGBA", "LA", "PA"}
    if image.mode.startswith("I") or image.mode == "F":
        low, high = image.getextrema()
        scale = 255 / ((high - low) or 1)
        image = image.convert("F").point(lambda value: (value - low) * scale)
    if not (profile and image.mode in {"CMYK", "L"}):
        image = _in_mode(image, "RGBA" if seen else "RGB")
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == _OPAQUE:
        image = image.convert("RGB")
    plain = _in_mode(_in_screen_colours(_resized(image, widest), profile), "RGBA" if image.mode == "RGBA" else "RGB")
    if plain.mode == "RGBA":
        plain = plain.convert("RGBa").convert("RGBA")  # premultiplied: removes colours that are invisible
    if isinstance(plain, ImageFile.ImageFile):
        plain = plain.copy()  # only its pixels, without a reference to the file
    plain.info = {}  # metadata of the file would be written again
    return plain


def _in_mode(image: Any, mode: str) -> Any:
    """Return an image in a mode; without the copy that Pillow would make if it is already in that mode."""
    return image if image.mode == mode else image.convert(mode)


def _with_screen_palette(image: Any, profile: bytes) -> Any:
    """Return an image with its palette converted to the colours of screens: 256 colours, instead of all pixels."""
    from PIL import Image

    if image.palette is None or image.palette.mode != "RGB":
        return image
    colours = bytes(image.getpalette("RGB"))
    painted = image.copy()  # the frames of an animation share a palette
    row = Image.frombytes("RGB", (len(colours) // 3, 1), colours)
    painted.putpalette(_in_screen_colours(row, profile, few=True).tobytes())
    return painted


def _in_screen_colours(image: Any, profile: bytes | None, few: bool = False) -> Any:
    """Return an image in the colours of screens, if it declares a profile of its own."""
    from PIL import ImageCms

    if profile is None:
        return image
    try:
        transform = _transform(profile, image.mode, few)
        return image if transform is None else ImageCms.applyTransform(image, transform)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


@lru_cache(maxsize=8)  # images of one group come from one screen or two
def _transform(profile: bytes, mode: str, few: bool) -> Any:
    """Return the transform from the colours of a profile to those of screens; None if it would change nothing.

    For a `few` colours, no tables are computed first, since that takes longer than converting a few hundred colours.
    """
    from PIL import ImageCms

    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    if ImageCms.getProfileDescription(source).startswith(_SCREEN) and mode in {"RGB", "RGBA"}:
        return None
    to = "RGBA" if mode == "RGBA" else "RGB"
    how = ImageCms.Flags.NOOPTIMIZE if few else ImageCms.Flags.NONE
    return ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, to, flags=how)


def fitted_size(size: tuple[int, int], widest: int) -> tuple[int, int]:
    """Return the size of an image, reduced as far as needed."""
    width, height = size
    scale = min(1, widest / width, MAX_SIDE / height)
    return (max(1, round(width * scale)), max(1, round(height * scale))) if scale < 1 else size


def _resized(image: Any, widest: int) -> Any:
    from PIL import Image

    size = fitted_size(image.size, widest)
    return image if size == image.size else image.resize(size, Image.Resampling.HAMMING, reducing_gap=2)


def suffix_of(kind: str | None, moving: bool, webp: bool) -> str:
    """Return the suffix of a published image, by the format of its file."""
    if webp or moving:
        return ".webp"
    return ".jpg" if kind == "JPEG" else ".png"


def encode_still(image: Any, kind: str, suffix: str) -> bytes:
    """Return an image as the bytes of a file; `kind` is its original format."""
    if suffix == ".jpg":
        return encode_as(image, "JPEG", quality=QUALITY + 3, optimize=True)
    if suffix == ".png":
        return encode_as(image, "PNG", optimize=True)
    if kind != "JPEG" and image.getcolors(FEW_COLOURS):
        return encode_as(image, "WEBP", lossless=True, quality=0, method=2)
    return encode_as(image, "WEBP", quality=QUALITY, method=1)


def encode_animation(frames: list[Any], times: list[int]) -> bytes:
    """Return frames as the bytes of an animated WebP; times are in milliseconds."""
    first, *more = frames
    options = {
        "duration": times,
        "loop": 0,
        "quality": 70,
        "method": 0,
        "kmax": 0,
    }  # no key frames, since such an animation is not rewound
    return encode_as(first, "WEBP", save_all=True, append_images=more, **options)


def encode_as(image: Any, kind: str, **options: Any) -> bytes:
    """Return an image as the bytes of a file of a format, by the name that Pillow gives it."""
    out = io.BytesIO()
    if kind == "WEBP":
        import_module("PIL.WebPImagePlugin")  # else Pillow loads all its plugins to find this one
    image.save(out, kind, **options)
    return out.getvalue()
