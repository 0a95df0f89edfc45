"""Paint the drawings of the demo course: a map of the stretch, and a diagram of the sampling set-up."""

import math
from collections.abc import Sequence
from itertools import pairwise
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from scripts.demo.images import (
    INK,
    RGB,
    SCALE,
    Point,
    clouds,
    contrast,
    font,
    height_of,
    label,
    mix,
    rgb,
    roughen,
    scaled,
    sheet,
    steps,
    wave,
)

WHITE = (255, 255, 255)
WIDTH, HEIGHT = 1000, 640


def site_map(  # noqa: PLR0913 - the values of an image in images.toml, by name
    title: str,
    points: Sequence[float],
    *,
    seed: int,
    metres: int = 20,
    land: str = "#b9cf8e",
    water: str = "#6fb2d2",
    bridge: float | None = None,
    wood: bool = True,
    sway: float = 1.0,
    places: Sequence[tuple[str, float, float]] = (),
) -> Image.Image:
    """Paint the stretch from above; `points` are the places of samples, as shares of the way downstream."""
    rng = Random(seed)
    image, draw = sheet(WIDTH, HEIGHT, rgb(land))
    patches = contrast(clouds(image.size, (420, 330), rng, 2), 2.6).point([v // 40 * 40 + 28 for v in range(256)])
    image.paste(roughen(image, patches.filter(ImageFilter.GaussianBlur(2)), 0.55), (0, 0))
    bends, breadth = wave(rng, 760, 74 * sway), wave(rng, 330, 7)
    middle = rng.uniform(330, 380)
    course = [(x, middle + height_of(bends, x), 25 + height_of(breadth, x)) for x in range(-20, WIDTH + 24, 4)]
    for extra, tone in (
        (9, mix(rgb(land), rgb("#8b6f47"), 0.55)),
        (0, rgb(water)),
        (-11, mix(rgb(water), WHITE, 0.22)),
    ):
        above = [(x, y - half - extra) for x, y, half in course]
        below = [(x, y + half + extra) for x, y, half in reversed(course)]
        draw.polygon(scaled([*above, *below]), fill=tone)
    for x, y, half in course[6::21]:
        _stroke(draw, [(x, y - half * 0.25), (x + 24, y - half * 0.2)], mix(rgb(water), WHITE, 0.7), 2)
    path = [(x, y + 84 + 14 * math.sin(x / 90)) for x, y, _ in course]
    for start in range(0, len(path) - 4, 6):
        _stroke(draw, path[start : start + 4], mix(rgb(land), rgb("#6b5334"), 0.75), 3)
    if bridge is not None:
        _bridge(draw, *course[round(bridge * (len(course) - 1))])
    _trees(draw, rng, course, 84 if wood else 36)
    for number, share in enumerate(points, start=1):
        x, y, half = course[round((0.06 + 0.84 * share) * (len(course) - 1))]
        _pin(draw, (x, y - half * 0.2), str(number))
    for name, east, south in places:
        wide = font(17).getlength(name) / SCALE / 2 + 9
        at = (east * WIDTH, south * HEIGHT)
        box = [v * SCALE for v in (at[0] - wide, at[1] - 15, at[0] + wide, at[1] + 15)]
        draw.rounded_rectangle(box, 12, fill=mix(rgb(land), WHITE, 0.72))
        label(draw, at, name, 17)
    _furniture(draw, title, metres)
    return image


def _bridge(draw: ImageDraw.ImageDraw, x: float, y: float, half: float) -> None:
    deck = (x - 15, y - half - 22, x + 15, y + half + 22)
    draw.rectangle([v * SCALE for v in deck], fill=rgb("#a98a63"), outline=rgb("#5f4a30"), width=3)
    for plank in steps(deck[1] + 8, deck[3] - 8, 11):
        _stroke(draw, [(x - 14, plank), (x + 14, plank)], rgb("#7f6443"), 1)


def _trees(draw: ImageDraw.ImageDraw, rng: Random, course: Sequence[tuple[float, float, float]], count: int) -> None:
    for _ in range(count):
        x, y, half = rng.choice(course)
        away = half + 20 + rng.expovariate(1) * 70
        y, r = y + rng.choice((-1.25, 1)) * away, rng.uniform(10, 24)
        tone = mix(rgb("#5d8a45"), rgb(rng.choice(("#3f6e3a", "#86a656"))), rng.random())
        draw.ellipse(
            [v * SCALE for v in (x - r + 5, y - r + 6, x + r + 5, y + r + 6)],
            fill=mix(tone, (20, 40, 20), 0.5),
        )
        draw.ellipse([v * SCALE for v in (x - r, y - r, x + r, y + r)], fill=tone)
        for _ in range(5):
            dx, dy, s = rng.uniform(-0.5, 0.35) * r, rng.uniform(-0.5, 0.35) * r, r * rng.uniform(0.2, 0.36)
            spot = [v * SCALE for v in (x + dx - s, y + dy - s, x + dx + s, y + dy + s)]
            draw.ellipse(spot, fill=mix(tone, (240, 245, 170), 0.22))


def _pin(draw: ImageDraw.ImageDraw, foot: Point, text: str) -> None:
    x, y = foot
    red = rgb("#c8402f")
    draw.ellipse([v * SCALE for v in (x - 9, y - 3, x + 9, y + 4)], fill=(60, 70, 70))
    draw.polygon(scaled([(x, y), (x - 13, y - 27), (x + 13, y - 27)]), fill=red)
    draw.ellipse([v * SCALE for v in (x - 18, y - 52, x + 18, y - 16)], fill=red, outline=WHITE, width=4)
    label(draw, (x, y - 34), text, 20, fill=WHITE)


def _furniture(draw: ImageDraw.ImageDraw, title: str, metres: int) -> None:
    """Draw the title, the scale, the north arrow, and the direction of the flow of a map."""
    wide = font(26).getlength(title) / SCALE
    draw.rounded_rectangle([v * SCALE for v in (24, 22, 24 + wide + 36, 72)], 14, fill=WHITE)
    label(draw, (42, 47), title, 26, anchor="lm")
    draw.rounded_rectangle([v * SCALE for v in (24, 572, 374, 620)], 14, fill=WHITE)
    for part in range(4):
        box = [v * SCALE for v in (42 + part * 36, 590, 78 + part * 36, 600)]
        draw.rectangle(box, fill=INK if part % 2 == 0 else WHITE, outline=INK, width=2)
    label(draw, (198, 596), f"{metres} m", 17, anchor="lm")
    label(draw, (264, 596), "flow", 17, anchor="lm")
    _stroke(draw, [(306, 596), (348, 596)], rgb("#2f6d91"), 3)
    draw.polygon(scaled([(358, 596), (344, 589), (344, 603)]), fill=rgb("#2f6d91"))
    draw.ellipse([v * SCALE for v in (912, 24, 976, 88)], fill=WHITE)
    draw.polygon(scaled([(944, 30), (933, 66), (944, 58)]), fill=INK)
    draw.polygon(scaled([(944, 30), (955, 66), (944, 58)]), fill=rgb("#9aa5ab"))
    label(draw, (944, 76), "N", 16)


Box = tuple[str, float, float, str]  # text (lines split by "|"), the middle in shares of the sheet, colour
Arrow = tuple[int, int, str]  # the indices of the first and the second box, and the text beside the arrow


def diagram(
    title: str,
    boxes: Sequence[Box],
    arrows: Sequence[Arrow],
    *,
    seed: int,
    paper: str = "#fdfcf7",
    ruled: str = "grid",
) -> Image.Image:
    """Paint boxes and arrows as if drawn by hand on the paper of an exercise book."""
    rng = Random(seed)
    image, draw = sheet(WIDTH, 620, rgb(paper))
    faint = mix(rgb(paper), rgb("#7da7c9"), 0.28)
    for y in range(30, 620, 30):
        _stroke(draw, [(0, y), (WIDTH, y)], faint, 1)
    for column in range(25, WIDTH, 30) if ruled == "grid" else (90,):
        _stroke(draw, [(column, 0), (column, 620)], faint if ruled == "grid" else rgb("#e7a9a0"), 1)
    sizes = []
    for words, east, south, _ in boxes:
        lines = words.split("|")
        wide = max(font(21).getlength(line) for line in lines) / SCALE + 44
        sizes.append((east * WIDTH, south * 620, wide, 27 * len(lines) + 34))
    for begin, end, words in arrows:
        _arrow(draw, rng, sizes[begin], sizes[end], words=words, paper=rgb(paper))
    for (words, _, _, colour), size in zip(boxes, sizes, strict=True):
        _box(draw, rng, size, words, mix(rgb(colour), rgb(paper), 0.2))
    label(draw, (WIDTH / 2, 46), title, 28)
    half = font(28).getlength(title) / SCALE / 2
    _by_hand(draw, rng, (WIDTH / 2 - half, 70), (WIDTH / 2 + half, 68), rgb("#c4452f"))
    return image


def _box(
    draw: ImageDraw.ImageDraw, rng: Random, size: tuple[float, float, float, float], words: str, tone: RGB
) -> None:
    """Draw a box twice, with a fill slightly beside its lines."""
    x, y, wide, tall = size
    around = ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    corners = [(x + a * wide / 2, y + b * tall / 2) for a, b in around]
    draw.polygon(scaled([(px + 5, py + 4) for px, py in corners]), fill=tone)
    for start, stop in pairwise(corners):
        for _ in range(2):
            _by_hand(draw, rng, start, stop, INK)
    lines = words.split("|")
    for row, line in enumerate(lines):
        label(draw, (x, y + 27 * (row - (len(lines) - 1) / 2)), line, 21)


def _arrow(
    draw: ImageDraw.ImageDraw,
    rng: Random,
    begin: tuple[float, float, float, float],
    end: tuple[float, float, float, float],
    *,
    words: str,
    paper: RGB,
) -> None:
    start, stop = _border(begin, end), _border(end, begin)
    for _ in range(2):
        _by_hand(draw, rng, start, stop, rgb("#2f5d8a"))
    angle = math.atan2(stop[1] - start[1], stop[0] - start[0])
    for turn in (2.65, -2.65):
        wing = (stop[0] + 20 * math.cos(angle + turn), stop[1] + 20 * math.sin(angle + turn))
        _by_hand(draw, rng, stop, wing, rgb("#2f5d8a"))
    if words:
        x, y = (start[0] + stop[0]) / 2, (start[1] + stop[1]) / 2
        wide = font(17).getlength(words) / SCALE / 2 + 5
        if abs(math.sin(angle)) < 0.5:
            y -= 18
        draw.rectangle([v * SCALE for v in (x - wide, y - 12, x + wide, y + 12)], fill=paper)
        label(draw, (x, y), words, 17, fill=rgb("#7a4a2b"))


def _border(box: tuple[float, float, float, float], towards: tuple[float, float, float, float]) -> Point:
    """Return the point slightly after the line between the middles of two boxes leaves the first."""
    across, down = towards[0] - box[0], towards[1] - box[1]
    share = min(
        (box[2] / 2) / abs(across) if across else math.inf,
        (box[3] / 2) / abs(down) if down else math.inf,
    )
    share += 12 / math.hypot(across, down)
    return box[0] + across * share, box[1] + down * share


def _by_hand(draw: ImageDraw.ImageDraw, rng: Random, start: Point, stop: Point, tone: RGB) -> None:
    """Draw a slightly unsteady stroke."""
    long = math.dist(start, stop)
    sway, lean = wave(rng, max(60.0, long), min(2.2, 0.6 + long / 160)), rng.uniform(-1.5, 1.5)
    angle = math.atan2(stop[1] - start[1], stop[0] - start[0])
    points: list[Point] = []
    for share in steps(-1.5 / max(long, 1), 1 + 2 / max(long, 1), 24):
        off = height_of(sway, share * long) * 0.7 + lean * share
        x, y = start[0] + (stop[0] - start[0]) * share, start[1] + (stop[1] - start[1]) * share
        points.append((x - math.sin(angle) * off, y + math.cos(angle) * off))
    _stroke(draw, points, tone, 2)


def _stroke(draw: ImageDraw.ImageDraw, points: Sequence[Point], tone: RGB, width: float) -> None:
    draw.line(scaled(points), fill=tone, width=round(width * SCALE), joint="curve")
