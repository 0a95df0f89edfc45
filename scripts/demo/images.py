"""Functions that the painters of the demo course share.

The images have to look like those of students without infringing a copyright, so they are painted with Pillow from a
seed. Everything is drawn at twice its size and scaled down, because Pillow draws edges without smoothing.
"""

import math
from collections.abc import Sequence
from io import BytesIO
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFont

RGB = tuple[int, int, int]
Point = tuple[float, float]

SCALE = 2  # drawn size / published size
INK = (45, 52, 58)


def steps(start: float, stop: float, count: int) -> list[float]:
    """Return the ends of `count` equal steps from one number to another."""
    return [start + (stop - start) * number / count for number in range(count + 1)]


def rgb(name: str) -> RGB:
    """Return the colour of a CSS name or hex code, as in the catalogue of images."""
    red, green, blue = ImageColor.getrgb(name)[:3]
    return red, green, blue


def mix(first: RGB, second: RGB, share: float) -> RGB:
    """Return a mixture of two colours; `share` is the share of the second."""
    share = min(1.0, max(0.0, share))
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def font(size: float) -> ImageFont.FreeTypeFont:
    """Return Pillow's own font in a published size; it has ASCII and few other characters, such as ° and ±."""
    found = ImageFont.load_default(size=size * SCALE)
    if not isinstance(found, ImageFont.FreeTypeFont):
        raise RuntimeError("Pillow was built without FreeType, so labels cannot be drawn. Install another build.")
    return found


def gradient(size: tuple[int, int], top: RGB, bottom: RGB) -> Image.Image:
    """Return an image with a gradient from one colour at the top to another at the bottom."""
    share = Image.linear_gradient("L").resize(size, Image.Resampling.BICUBIC)
    return Image.composite(Image.new("RGB", size, bottom), Image.new("RGB", size, top), share)


def noise(size: tuple[int, int], cell: tuple[float, float], rng: Random) -> Image.Image:
    """Return smooth grey noise with cells of the given width and height in pixels.

    Pillow's own noise has no seed, so each run would draw another image.
    """
    width, height = max(2, int(size[0] / cell[0])), max(2, int(size[1] / cell[1]))
    grains = Image.frombytes("L", (width, height), rng.randbytes(width * height))
    return grains.resize(size, Image.Resampling.BICUBIC)


def clouds(size: tuple[int, int], cell: tuple[float, float], rng: Random, octaves: int = 4) -> Image.Image:
    """Return layers of finer and finer noise, which look like clouds, rock or grass, depending on the colours."""
    layer = noise(size, cell, rng)
    for octave in range(1, octaves):
        finer = noise(size, (cell[0] / 2**octave, cell[1] / 2**octave), rng)
        layer = Image.blend(layer, finer, 0.36)
    return layer


def contrast(layer: Image.Image, amount: float) -> Image.Image:
    """Return a grey layer with its distance from mid grey multiplied."""
    return layer.point([max(0, min(255, round(128 + (value - 128) * amount))) for value in range(256)])


def roughen(image: Image.Image, layer: Image.Image, amount: float) -> Image.Image:
    """Return an image lit by a grey layer; mid grey changes nothing."""
    grey = contrast(layer, amount)
    return ImageChops.soft_light(image, Image.merge("RGB", (grey, grey, grey)))


def wave(rng: Random, length: float, strength: float) -> list[tuple[float, float, float]]:
    """Return three random sines (frequency, phase, height): the shape of hills, river bends and stream beds."""
    return [
        (math.tau * factor / length, rng.uniform(0, math.tau), strength / factor**1.1)
        for factor in (1.0, rng.uniform(1.8, 2.4), rng.uniform(3.7, 5.2))
    ]


def height_of(sines: Sequence[tuple[float, float, float]], x: float) -> float:
    """Return the height of such a shape at one position."""
    return sum(strength * math.sin(frequency * x + phase) for frequency, phase, strength in sines)


def label(
    draw: ImageDraw.ImageDraw, place: Point, text: str, size: float, *, fill: RGB = INK, anchor: str = "mm"
) -> None:
    """Draw a text at a position in published pixels."""
    draw.text((place[0] * SCALE, place[1] * SCALE), text, font=font(size), fill=fill, anchor=anchor)


def label_upright(image: Image.Image, place: Point, text: str, size: float, fill: RGB = INK) -> None:
    """Draw a text that reads from bottom to top, for the vertical axis of a chart."""
    face = font(size)
    left, top, right, bottom = face.getbbox(text, anchor="lt")
    mask = Image.new("L", (round(right - left) + 8, round(bottom - top) + 8), 0)
    ImageDraw.Draw(mask).text((4, 4), text, font=face, fill=255, anchor="lt")
    mask = mask.rotate(90, expand=True)
    corner = (round(place[0] * SCALE - mask.width / 2), round(place[1] * SCALE - mask.height / 2))
    image.paste(Image.new("RGB", mask.size, fill), corner, mask)


def sheet(width: int, height: int, paper: RGB) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """Return an empty sheet of the published size, and an object to draw on it."""
    image = Image.new("RGB", (width * SCALE, height * SCALE), paper)
    return image, ImageDraw.Draw(image)


def scaled(points: Sequence[Point]) -> list[Point]:
    """Return published pixels as drawn pixels."""
    return [(x * SCALE, y * SCALE) for x, y in points]


def shrunk(image: Image.Image) -> Image.Image:
    """Return the image scaled down to its published size, with smooth edges."""
    return image.resize((image.width // SCALE, image.height // SCALE), Image.Resampling.LANCZOS)


def as_png(image: Image.Image, colours: int = 96) -> bytes:
    """Return a drawing as a small PNG file with a palette."""
    small = shrunk(image).quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    target = BytesIO()
    small.save(target, "PNG", optimize=True)
    return target.getvalue()


def as_jpeg(image: Image.Image, quality: int = 70) -> bytes:
    """Return a photograph-like image as a small JPEG file."""
    target = BytesIO()
    shrunk(image).save(target, "JPEG", quality=quality, optimize=True, progressive=True)
    return target.getvalue()
