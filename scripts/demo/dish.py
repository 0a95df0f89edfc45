"""Paint the photograph of a petri dish with the animals of a kick sample."""

import math
from collections.abc import Callable, Sequence
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from scripts.demo.images import RGB, SCALE, Point, clouds, contrast, font, gradient, mix, noise, rgb, roughen, steps

SIZE = (2000, 1320)
SPRITE = 460
DARK, WHITE = (28, 22, 16), (255, 255, 255)

Sprite = Callable[[ImageDraw.ImageDraw, RGB, Random], None]


def _blob(draw: ImageDraw.ImageDraw, place: Point, rx: float, ry: float, tone: RGB) -> None:
    x, y = place
    draw.ellipse((x - rx, y - ry, x + rx, y + ry), fill=mix(tone, DARK, 0.45))
    draw.ellipse((x - rx * 0.86, y - ry * 0.9, x + rx * 0.7, y + ry * 0.62), fill=tone)
    draw.ellipse((x - rx * 0.5, y - ry * 0.66, x + rx * 0.2, y - ry * 0.05), fill=mix(tone, WHITE, 0.3))


def _hair(draw: ImageDraw.ImageDraw, points: Sequence[Point], tone: RGB, width: int = 6) -> None:
    draw.line(list(points), fill=tone, width=width, joint="curve")


def _insect(draw: ImageDraw.ImageDraw, tone: RGB, tails: Sequence[float], gills: bool) -> None:
    """Draw a nymph, head to the left: six legs, a tapering abdomen, and its tails."""
    dark = mix(tone, DARK, 0.55)
    for x, reach in ((150, -40), (178, 10), (206, 58)):
        for side in (-1, 1):
            knee = (x + reach * 0.6, 230 + side * 62)
            _hair(draw, [(x, 230), knee, (x + reach * 1.25, 230 + side * 102)], dark, 8)
    for lean in tails:
        _hair(draw, [(360 + 92 * s, 230 + lean * (s + s * s)) for s in steps(0, 1, 8)], dark, 4)
    for number in range(8):
        x, wide = 222 + number * 19, 33 - number * 3
        if gills and number < 6:
            for side in (-1, 1):
                _blob(draw, (x + 7, 230 + side * (wide + 3)), 15, 8, mix(tone, WHITE, 0.35))
        _blob(draw, (x, 230), 16, wide, mix(tone, DARK, 0.12 * (number % 2)))
    for side in (-1, 1):
        _hair(draw, [(104, 230 + side * 14), (52, 230 + side * 46)], dark, 4)
        _blob(draw, (212, 230 + side * 17), 32, 15, mix(tone, DARK, 0.3))
    _blob(draw, (178, 230), 34, 40, tone)
    _blob(draw, (130, 230), 30, 34, mix(tone, DARK, 0.1))
    for side in (-1, 1):
        draw.ellipse((116, 224 + side * 22, 132, 236 + side * 22), fill=(16, 14, 14))


def _mayfly(draw: ImageDraw.ImageDraw, tone: RGB, rng: Random) -> None:
    _insect(draw, tone, (-34 + rng.uniform(-8, 8), 0, 34 + rng.uniform(-8, 8)), gills=True)


def _stonefly(draw: ImageDraw.ImageDraw, tone: RGB, rng: Random) -> None:
    _insect(draw, mix(tone, rgb("#b07a2c"), 0.5), (-26 + rng.uniform(-8, 8), 26 + rng.uniform(-8, 8)), gills=False)


def _shrimp(draw: ImageDraw.ImageDraw, tone: RGB, rng: Random) -> None:
    """Draw a freshwater shrimp, lying on its side and bent like a comma."""
    body = mix(tone, rgb("#c98f52"), 0.6)
    bend = rng.uniform(0.9, 1.1)
    for number, angle in enumerate(steps(math.pi * 0.95, math.pi * 2.25 * bend, 15)):
        x, y = 235 + 105 * math.cos(angle), 260 + 92 * math.sin(angle)
        inner = (235 + 48 * math.cos(angle + 0.2), 260 + 40 * math.sin(angle + 0.2))
        if number > 1:
            _hair(draw, [(x, y), inner], mix(body, DARK, 0.3), 5)
        size = 31 - abs(number - 6) * 1.9
        _blob(draw, (x, y), size, size, mix(body, DARK, 0.14 * (number % 2)))
    head = (235 + 105 * math.cos(math.pi * 0.95), 260 + 92 * math.sin(math.pi * 0.95))
    draw.ellipse((head[0] - 9, head[1] - 6, head[0] + 5, head[1] + 8), fill=(16, 14, 14))
    for lean in (-60, -25):
        _hair(
            draw,
            [(head[0] - 8, head[1]), (head[0] - 55, head[1] + lean * -0.6), (head[0] - 92, head[1] - lean)],
            body,
            4,
        )


def _caddis(draw: ImageDraw.ImageDraw, tone: RGB, rng: Random) -> None:
    """Draw a caddis larva in its case of grains of sand."""
    head = mix(tone, rgb("#7a5a2a"), 0.5)
    for lean in (-38, 34):
        _hair(draw, [(120, 230), (86, 230 + lean), (62, 230 + lean * 0.7)], mix(head, DARK, 0.5), 7)
    _blob(draw, (118, 230), 34, 26, head)
    for number in range(150):
        share = rng.random()
        x, wide = 140 + 230 * share, 46 - 14 * share
        y, r = 230 + rng.uniform(-1, 1) * wide, rng.uniform(7, 15)
        grain = mix(
            rgb(rng.choice(("#b9a684", "#8f7d60", "#6f6658", "#d6cbb0", "#5d4c3a"))),
            DARK,
            0.0 if number > 50 else 0.4,
        )
        _blob(draw, (x, y), r, r * 0.85, grain)


def _snail(draw: ImageDraw.ImageDraw, tone: RGB, rng: Random) -> None:
    """Draw a ramshorn snail: a spiral with growth lines across it."""
    shell, turn = mix(tone, rgb("#96602f"), 0.65), rng.uniform(0, math.tau)
    for share in steps(0, 1, 160):
        angle, reach, size = turn + share * math.tau * 2.9, 6 + 104 * share**1.3, 9 + 34 * share
        x, y = 230 + math.cos(angle) * reach, 230 + math.sin(angle) * reach
        across = (math.cos(angle) * size, math.sin(angle) * size)
        grown = mix(shell, WHITE if round(share * 160) % 5 else DARK, 0.16)
        draw.ellipse((x - size, y - size, x + size, y + size), fill=mix(grown, DARK, 0.18))
        _hair(draw, [(x - across[0], y - across[1]), (x + across[0] * 0.4, y + across[1] * 0.4)], grown, 9)
    seam = [
        (
            230 + math.cos(turn + s * math.tau * 2.9) * (2 + 80 * s**1.3),
            230 + math.sin(turn + s * math.tau * 2.9) * (2 + 80 * s**1.3),
        )
        for s in steps(0, 1, 120)
    ]
    _hair(draw, seam, mix(shell, DARK, 0.75), 6)


def _worm(draw: ImageDraw.ImageDraw, tone: RGB, rng: Random) -> None:
    """Draw a worm that may be a leech or a midge larva."""
    body, phase = mix(tone, rgb("#8c3b32"), 0.7), rng.uniform(0, 6)
    for share in steps(0, 1, 46):
        x, y = 70 + 320 * share, 230 + 58 * math.sin(share * 6 + phase) * (0.5 + share)
        size = 20 * math.sin(math.pi * (0.12 + 0.8 * share)) + 4
        _blob(draw, (x, y), size, size, mix(body, WHITE, 0.12 if round(share * 46) % 3 else 0.28))


SPRITES: dict[str, Sprite] = {
    "mayfly": _mayfly,
    "stonefly": _stonefly,
    "shrimp": _shrimp,
    "caddis": _caddis,
    "snail": _snail,
    "worm": _worm,
}


def dish(
    animals: Sequence[str],
    *,
    seed: int,
    bench: str = "#8a6a48",
    base: str = "#eef0ea",
    tone: str = "#a08a52",
    ruler: str = "mm",
) -> Image.Image:
    """Paint the dish from above, on a bench, with a ruler for scale."""
    rng = Random(seed)
    image = gradient(SIZE, mix(rgb(bench), WHITE, 0.18), mix(rgb(bench), DARK, 0.3))
    image = roughen(image, clouds(SIZE, (900, 12), rng, 3), 0.9)
    image = roughen(image, clouds(SIZE, (400, 300), rng, 2), 0.7)
    middle, radius = (SIZE[0] / 2 + rng.uniform(-90, 90), 610.0), 560.0
    _disc(image, (middle[0] + 26, middle[1] + 34), radius + 22, (12, 10, 8), blur=30, strength=150)
    _disc(image, middle, radius + 20, mix(rgb(base), rgb("#9fb4b8"), 0.45))
    _disc(image, middle, radius + 8, mix(rgb(base), WHITE, 0.6))
    floor = gradient(SIZE, mix(rgb(base), WHITE, 0.5), mix(rgb(base), rgb("#a9a68c"), 0.4))
    floor = roughen(floor, clouds(SIZE, (260, 220), rng, 3), 0.5)
    image.paste(floor, (0, 0), _round(middle, radius))
    _grit(image, middle, radius, rng)
    spots = _places(len(animals), middle, radius, rng)
    for name, spot in zip(animals, spots, strict=True):
        _put(image, name, spot, mix(rgb(tone), rgb("#5e5138"), rng.uniform(0, 0.5)), rng)
    _glass(image, middle, radius, rng)
    if ruler:
        _ruler(image, ruler)
    return image.filter(ImageFilter.GaussianBlur(1.0))


def _round(middle: Point, radius: float) -> Image.Image:
    mask = Image.new("L", SIZE, 0)
    ImageDraw.Draw(mask).ellipse(
        (middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius), fill=255
    )
    return mask


def _disc(image: Image.Image, middle: Point, radius: float, tone: RGB, *, blur: int = 2, strength: int = 255) -> None:
    mask = _round(middle, radius).point([v * strength // 255 for v in range(256)])
    image.paste(tone, (0, 0), mask.filter(ImageFilter.GaussianBlur(blur)))


def _places(count: int, middle: Point, radius: float, rng: Random) -> list[Point]:
    """Return positions with a distance between them: of many random ones, always the one furthest from the others."""
    found: list[Point] = []
    for _ in range(count):
        tries = []
        for _ in range(60):
            angle, reach = rng.uniform(0, math.tau), math.sqrt(rng.random()) * radius * 0.74
            tries.append((middle[0] + math.cos(angle) * reach, middle[1] + math.sin(angle) * reach))
        found.append(max(tries, key=lambda spot: min((math.dist(spot, other) for other in found), default=0.0)))
    return found


def _grit(image: Image.Image, middle: Point, radius: float, rng: Random) -> None:
    draw = ImageDraw.Draw(image)
    for _ in range(170):
        angle, reach = rng.uniform(0, math.tau), rng.random() ** 0.4 * radius * 0.96
        x, y, r = middle[0] + math.cos(angle) * reach, middle[1] + math.sin(angle) * reach, rng.uniform(2, 7)
        tone = rgb(rng.choice(("#6b5a3e", "#9a8a6a", "#4f5d36", "#3f3527")))
        if rng.random() < 0.16:
            turn = rng.uniform(0, math.tau)
            draw.line((x, y, x + math.cos(turn) * 46, y + math.sin(turn) * 46), fill=tone, width=5)
        else:
            draw.ellipse((x - r, y - r * 0.8, x + r, y + r * 0.8), fill=tone)


def _put(image: Image.Image, name: str, place: Point, tone: RGB, rng: Random) -> None:
    sprite = Image.new("RGBA", (SPRITE, SPRITE), (*mix(tone, DARK, 0.5), 0))
    SPRITES[name](ImageDraw.Draw(sprite), tone, rng)
    side = round(SPRITE * rng.uniform(0.56, 0.8))
    sprite = sprite.rotate(rng.uniform(0, 360), Image.Resampling.BICUBIC).resize((side, side), Image.Resampling.LANCZOS)
    corner = (round(place[0] - side / 2), round(place[1] - side / 2))
    shade = sprite.getchannel("A").filter(ImageFilter.GaussianBlur(9)).point([v * 120 // 255 for v in range(256)])
    image.paste((50, 44, 34), (corner[0] + 13, corner[1] + 17), shade)
    image.paste(sprite.convert("RGB"), corner, sprite.getchannel("A"))


def _glass(image: Image.Image, middle: Point, radius: float, rng: Random) -> None:
    """Draw reflections on the rim and on the water."""
    shine = Image.new("L", SIZE, 0)
    draw = ImageDraw.Draw(shine)
    ring = (
        middle[0] - radius - 12,
        middle[1] - radius - 12,
        middle[0] + radius + 12,
        middle[1] + radius + 12,
    )
    draw.arc(ring, 190, 282, fill=255, width=15)
    draw.arc(ring, 20, 74, fill=150, width=9)
    inner = (
        middle[0] - radius + 16,
        middle[1] - radius + 16,
        middle[0] + radius - 16,
        middle[1] + radius - 16,
    )
    draw.arc(inner, 200, 250, fill=120, width=26)
    image.paste(WHITE, (0, 0), shine.filter(ImageFilter.GaussianBlur(5)))
    edge = ImageChops.subtract(_round(middle, radius), _round((middle[0] + 7, middle[1] + 9), radius - 10))
    image.paste(
        (70, 78, 74),
        (0, 0),
        edge.filter(ImageFilter.GaussianBlur(7)).point([v * 110 // 255 for v in range(256)]),
    )
    glare = contrast(noise(SIZE, (330, 260), rng), 3.2).point([max(0, v - 175) // 2 for v in range(256)])
    image.paste(
        WHITE,
        (0, 0),
        ImageChops.multiply(glare, _round(middle, radius - 30)).filter(ImageFilter.GaussianBlur(12)),
    )


def _ruler(image: Image.Image, unit: str) -> None:
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, SIZE[1] - 104, SIZE[0], SIZE[1]), fill=rgb("#efe3b4"))
    draw.line((0, SIZE[1] - 104, SIZE[0], SIZE[1] - 104), fill=rgb("#a8975e"), width=5)
    for number in range(101):
        x, tall = 20 + number * 19.8, 46 if number % 10 == 0 else 34 if number % 5 == 0 else 22
        draw.line((x, SIZE[1] - 102, x, SIZE[1] - 102 + tall), fill=(60, 50, 36), width=3)
        if number % 10 == 0 and 0 < number < 100:
            draw.text((x, SIZE[1] - 34), str(number), font=font(30 / SCALE), fill=(60, 50, 36), anchor="mm")
    draw.text((36, SIZE[1] - 34), unit, font=font(26 / SCALE), fill=(60, 50, 36), anchor="lm")
