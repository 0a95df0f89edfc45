"""What every invented image of the demo course is painted with.

The demo is the shop window of the project, so its images have to look like something students would hand
in, and yet nobody may own them: they are all painted here, by Pillow alone, from a seed.  Everything is drawn
at twice its size and scaled down at the end, because Pillow itself draws edges without smoothing.
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
    """`count` equal steps from one number to another, both ends included."""
    return [start + (stop - start) * number / count for number in range(count + 1)]


def rgb(name: str) -> RGB:
    """The colour of a CSS name or hex code (the catalogue of images writes colours like that)."""
    red, green, blue = ImageColor.getrgb(name)[:3]
    return red, green, blue


def mix(first: RGB, second: RGB, share: float) -> RGB:
    """The colour that lies the given share of the way from the first to the second."""
    share = min(1.0, max(0.0, share))
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def font(size: float) -> ImageFont.FreeTypeFont:
    """Pillow's own font, at a published size; it has ASCII and few other characters (° and ± are there)."""
    found = ImageFont.load_default(size=size * SCALE)
    if not isinstance(found, ImageFont.FreeTypeFont):
        raise RuntimeError("this Pillow was built without FreeType, so that labels cannot be drawn")
    return found


def gradient(size: tuple[int, int], top: RGB, bottom: RGB) -> Image.Image:
    """An image that runs from one colour at the top to another at the bottom."""
    share = Image.linear_gradient("L").resize(size, Image.Resampling.BICUBIC)
    return Image.composite(Image.new("RGB", size, bottom), Image.new("RGB", size, top), share)


def noise(size: tuple[int, int], cell: tuple[float, float], rng: Random) -> Image.Image:
    """Smooth grey clouds, `cell` pixels wide and high.

    Pillow has noise of its own, but without a seed: the same script would draw other images every time.
    """
    width, height = max(2, int(size[0] / cell[0])), max(2, int(size[1] / cell[1]))
    grains = Image.frombytes("L", (width, height), rng.randbytes(width * height))
    return grains.resize(size, Image.Resampling.BICUBIC)


def clouds(size: tuple[int, int], cell: tuple[float, float], rng: Random, octaves: int = 4) -> Image.Image:
    """Noise upon finer noise, which looks like clouds, rock or grass, depending on the colours."""
    layer = noise(size, cell, rng)
    for octave in range(1, octaves):
        finer = noise(size, (cell[0] / 2**octave, cell[1] / 2**octave), rng)
        layer = Image.blend(layer, finer, 0.36)
    return layer


def contrast(layer: Image.Image, amount: float) -> Image.Image:
    """The grey layer with its distance from mid grey multiplied."""
    return layer.point([max(0, min(255, round(128 + (value - 128) * amount))) for value in range(256)])


def roughen(image: Image.Image, layer: Image.Image, amount: float) -> Image.Image:
    """The image lit by a grey layer: where the layer is mid grey the image stays as it is."""
    grey = contrast(layer, amount)
    return ImageChops.soft_light(image, Image.merge("RGB", (grey, grey, grey)))


def wave(rng: Random, length: float, strength: float) -> list[tuple[float, float, float]]:
    """Three overlaid sines (frequency, phase, height): the shape of hills, river bends and stream beds."""
    return [
        (math.tau * factor / length, rng.uniform(0, math.tau), strength / factor**1.1)
        for factor in (1.0, rng.uniform(1.8, 2.4), rng.uniform(3.7, 5.2))
    ]


def height_of(sines: Sequence[tuple[float, float, float]], x: float) -> float:
    """The height of such a shape at one place."""
    return sum(strength * math.sin(frequency * x + phase) for frequency, phase, strength in sines)


def label(
    draw: ImageDraw.ImageDraw, place: Point, text: str, size: float, *, fill: RGB = INK, anchor: str = "mm"
) -> None:
    """Text at a place that is given in published pixels."""
    draw.text((place[0] * SCALE, place[1] * SCALE), text, font=font(size), fill=fill, anchor=anchor)


def label_upright(image: Image.Image, place: Point, text: str, size: float, fill: RGB = INK) -> None:
    """Text that reads from the bottom to the top, for the vertical axis of a chart."""
    face = font(size)
    left, top, right, bottom = face.getbbox(text, anchor="lt")
    mask = Image.new("L", (round(right - left) + 8, round(bottom - top) + 8), 0)
    ImageDraw.Draw(mask).text((4, 4), text, font=face, fill=255, anchor="lt")
    mask = mask.rotate(90, expand=True)
    corner = (round(place[0] * SCALE - mask.width / 2), round(place[1] * SCALE - mask.height / 2))
    image.paste(Image.new("RGB", mask.size, fill), corner, mask)


def sheet(width: int, height: int, paper: RGB) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """An empty sheet of the published size, and the pen to draw on it."""
    image = Image.new("RGB", (width * SCALE, height * SCALE), paper)
    return image, ImageDraw.Draw(image)


def scaled(points: Sequence[Point]) -> list[Point]:
    """Published pixels as drawn pixels."""
    return [(x * SCALE, y * SCALE) for x, y in points]


def shrunk(image: Image.Image) -> Image.Image:
    """The finished image in its published size, which is what makes the edges smooth."""
    return image.resize((image.width // SCALE, image.height // SCALE), Image.Resampling.LANCZOS)


def as_png(image: Image.Image, colours: int = 96) -> bytes:
    """A drawing as a small file: drawings have few colours, a palette holds them."""
    small = shrunk(image).quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    target = BytesIO()
    small.save(target, "PNG", optimize=True)
    return target.getvalue()


def as_jpeg(image: Image.Image, quality: int = 70) -> bytes:
    """A photograph-like image as a small file."""
    target = BytesIO()
    shrunk(image).save(target, "JPEG", quality=quality, optimize=True, progressive=True)
    return target.getvalue()
