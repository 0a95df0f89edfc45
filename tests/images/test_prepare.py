"""Nothing of an image is published that nobody sees: files that look the same are published as the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

from mkdocs_report.images.prepare import ImageJob, ImageOptions, PreparedImage, encode_image, probe_image
from mkdocs_report.runtime.cache import Cache

SIZE = (40, 20)
HALF = (20, 0, 40, 20)
SECRETS = (b"Ada Lovelace", b"Fjordgade 7!")


def drawing(color: str = "teal", size: tuple[int, int] = SIZE) -> Image.Image:
    image = Image.new("RGB", size, color)
    ImageDraw.Draw(image).line((0, 0, size[0] // 3, size[1]), fill="white", width=3)
    return image


def pixels(secret: bytes, size: tuple[int, int] = SIZE) -> Image.Image:
    """Return an image that says a secret with its pixels."""
    return Image.frombytes("RGB", (len(secret) // 3, 1), secret).resize(size, Image.Resampling.NEAREST)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def transparent(secret: bytes, mode: str = "RGBA", size: tuple[int, int] = SIZE) -> Image.Image:
    """Return a drawing with a secret under its right half, which is transparent."""
    image = drawing(size=size)
    image.paste(pixels(secret, size), (size[0] // 2, 0))
    alpha = Image.new("L", size, 255)
    alpha.paste(0, (size[0] // 2, 0, *size))
    plain = image.convert(mode.removesuffix("A"))
    plain.putalpha(alpha)
    return plain


def with_palette(secret: bytes) -> Image.Image:
    """Return an image whose palette has a secret in its unused colours and in the transparent one."""
    image = Image.new("P", SIZE, 1)
    image.putpalette(bytes(3) + b"\x80\xff\x80" + secret)
    image.paste(2, HALF)
    image.info["transparency"] = 2
    return image


def profile(secret: bytes) -> bytes:
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    at = data.index(b"No copyright".decode().encode("utf-16-be"))
    return data[:at] + secret + data[at + len(secret) :]


def exif(secret: bytes) -> Image.Exif:
    told = Image.Exif()
    told[0x013B] = secret.decode()  # the artist
    told[0x9C9B] = secret  # the title
    told.get_ifd(0x8825)[29] = secret.decode()  # of the place
    return told


def thumbnail(secret: bytes) -> bytes:
    """Return EXIF data with an image in them."""
    small = saved(pixels(secret), "JPEG")
    entries = ((0x0201, 56), (0x0202, len(small)))
    ifd = b"".join(tag.to_bytes(2) + b"\0\4\0\0\0\1" + value.to_bytes(4) for tag, value in entries)
    head = b"MM\0*\0\0\0\x08" + b"\0\0" + (14).to_bytes(4) + b"\0\2" + ifd + bytes(4)
    return b"Exif\0\0" + head.ljust(56, b"\0") + small


def text(secret: bytes) -> PngInfo:
    told = PngInfo()
    told.add_text("Author", secret.decode())
    told.add_text("Comment", secret.decode(), zip=True)
    told.add_itxt("Place", secret.decode(), "da", secret.decode())
    return told


def moving(secret: bytes, kind: str, **options: Any) -> bytes:
    frames = [transparent(secret), transparent(secret[::-1])]
    frames[1].putpixel((0, 0), (1, 2, 3, 255))
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=90, **options)


def first_hidden(secret: bytes) -> bytes:
    """Return an animation that begins with an image for programs that do not know animations."""
    frames = [drawing("red"), drawing("blue")]
    return saved(pixels(secret), "PNG", save_all=True, append_images=frames, default_image=True, duration=90)


HIDDEN: dict[str, Callable[[bytes], bytes]] = {
    "png-transparent": lambda s: saved(transparent(s), "PNG"),
    "png-transparent-large": lambda s: saved(transparent(s, size=(640, 480)), "PNG"),
    "png-transparent-wide": lambda s: saved(transparent(s, size=(1700, 100)), "PNG"),
    "png-transparent-grey": lambda s: saved(transparent(s, "LA"), "PNG"),
    "png-transparent-profile": lambda s: saved(transparent(s), "PNG", icc_profile=profile(s)),
    "png-palette": lambda s: saved(with_palette(s), "PNG"),
    "png-text": lambda s: saved(drawing(), "PNG", pnginfo=text(s)),
    "png-exif": lambda s: saved(drawing(), "PNG", exif=exif(s)),
    "png-behind": lambda s: saved(drawing(), "PNG") + s,
    "png-moving": lambda s: moving(s, "PNG"),
    "png-first-frame": first_hidden,
    "gif-palette": lambda s: saved(with_palette(s), "GIF", optimize=False),
    "gif-comment": lambda s: saved(drawing(), "GIF", comment=s),
    "gif-behind": lambda s: saved(drawing(), "GIF") + s,
    "webp-transparent": lambda s: saved(transparent(s), "WEBP", lossless=True, exact=True),
    "webp-told": lambda s: saved(drawing(), "WEBP", lossless=True, exif=exif(s), xmp=s, icc_profile=profile(s)),
    "webp-moving": lambda s: moving(SECRETS[0], "WEBP", lossless=True, exif=exif(s), xmp=s, icc_profile=profile(s)),
    "tiff-transparent": lambda s: saved(transparent(s), "TIFF"),
    "tiff-told": lambda s: saved(drawing(), "TIFF", exif=exif(s), icc_profile=profile(s), description=s.decode()),
    "tiff-second-page": lambda s: saved(drawing(), "TIFF", save_all=True, append_images=[pixels(s)]),
    "jpeg-told": lambda s: saved(drawing(), "JPEG", exif=exif(s), comment=s, xmp=s, icc_profile=profile(s)),
    "jpeg-thumbnail": lambda s: saved(drawing(), "JPEG", exif=thumbnail(s)),
    "jpeg-behind": lambda s: saved(drawing(), "JPEG") + s,
    "jpeg-second-image": lambda s: saved(drawing(), "MPO", save_all=True, append_images=[pixels(s)]),
    "bmp-behind": lambda s: saved(drawing(), "BMP") + s,
}


def published(data: bytes, options: ImageOptions, folder: Path) -> tuple[str, bytes]:
    folder.mkdir()
    file = folder / "image.png"
    file.write_bytes(data)
    job = ImageJob(file, "key", options, Cache(folder))
    found = probe_image(None, job)
    assert isinstance(found, PreparedImage)
    encode_image(None, job)
    return found.suffix, found.file.read_bytes()


@pytest.mark.parametrize("webp", [True, False])
@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_nobody_sees_is_not_published(tmp_path: Path, hidden: str, webp: bool) -> None:
    files = [HIDDEN[hidden](secret) for secret in SECRETS]
    assert files[0] != files[1]
    one, other = (published(data, ImageOptions(webp=webp), tmp_path / str(n)) for n, data in enumerate(files))
    assert one == other
    kinds = {".webp": "WEBP", ".png": "PNG", ".jpg": "JPEG"}
    with Image.open(io.BytesIO(one[1])) as image:
        assert image.format == kinds[one[0]]
        assert (image.format == "JPEG") == (hidden.startswith("jpeg") and not webp)


def test_what_is_seen_stays(tmp_path: Path) -> None:
    data = saved(transparent(SECRETS[0]), "PNG")
    with Image.open(io.BytesIO(published(data, ImageOptions(), tmp_path / "a")[1])) as image:
        assert image.convert("RGBA").getpixel((10, 2)) == (0, 128, 128, 255)
        assert image.convert("RGBA").getpixel((30, 9)) == (0, 0, 0, 0)
