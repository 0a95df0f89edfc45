"""Paint the charts of the demo course: species counts, temperature curves, and a profile of the bed."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw

from scripts.demo.images import (
    INK,
    RGB,
    SCALE,
    Point,
    gradient,
    height_of,
    label,
    label_upright,
    mix,
    rgb,
    scaled,
    sheet,
    steps,
    wave,
)

WHITE = (255, 255, 255)


@dataclass(frozen=True)
class Style:
    """The colours of a plotting program."""

    paper: RGB
    panel: RGB
    grid: RGB
    ink: RGB
    framed: bool


STYLES = {
    "plain": Style(WHITE, WHITE, rgb("#e1e5e8"), INK, False),
    "grey": Style(WHITE, rgb("#ebebeb"), WHITE, rgb("#3d3d3d"), False),
    "cream": Style(rgb("#fbf6ea"), rgb("#fbf6ea"), rgb("#e6dcc4"), rgb("#4a4031"), True),
    "night": Style(rgb("#1f2933"), rgb("#1f2933"), rgb("#3a4753"), rgb("#e6ecef"), False),
}


@dataclass(frozen=True)
class Axis:
    """An axis: the positions of its lowest and highest values on the sheet, and the values of its ticks."""

    low: float
    high: float
    start: float
    stop: float
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """Return the position of a value on the sheet."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.stop - self.start)


def axis(low: float, high: float, start: float, stop: float, most: int = 6) -> Axis:
    """Return an axis that covers the values with round numbers."""
    rough = (high - low) / most
    power = 10 ** math.floor(math.log10(rough))
    step = power * next(factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(number * step for number in range(first, last + 1))
    return Axis(ticks[0], ticks[-1], start, stop, ticks)


def bars(
    title: str,
    unit: str,
    counts: Mapping[str, float],
    *,
    colours: Sequence[str],
    style: str = "plain",
    lying: bool = True,
) -> Image.Image:
    """Paint a bar chart of counts; horizontal bars leave room for long names of species."""
    look, names = STYLES[style], list(counts)
    tones = [mix(rgb(colours[0]), rgb(colours[-1]), n / max(1, len(names) - 1)) for n in range(len(names))]
    if not lying:
        return _standing_bars(title, unit, counts, look, tones)
    height = 150 + 48 * len(names)
    image, draw = sheet(1000, height, look.paper)
    across = axis(0, max(counts.values()) * 1.04, 250, 950)
    top, foot = 84.0, height - 66.0
    _panel(draw, look, (250, top, 950, foot))
    for tick in across.ticks:
        _line(draw, [(across.at(tick), top), (across.at(tick), foot)], look.grid, 1.5)
        label(draw, (across.at(tick), foot + 18), f"{tick:g}", 17, fill=look.ink)
    slot = (foot - top) / len(names)
    for number, (name, tone) in enumerate(zip(names, tones, strict=True)):
        y = top + slot * (number + 0.5)
        box = (across.at(0), y - slot * 0.34, across.at(counts[name]), y + slot * 0.34)
        draw.rounded_rectangle(tuple(v * SCALE for v in box), 8, fill=tone)
        label(draw, (238, y), name, 19, fill=look.ink, anchor="rm")
        label(draw, (across.at(counts[name]) + 9, y), f"{counts[name]:g}", 17, fill=look.ink, anchor="lm")
    _line(draw, [(250, top), (250, foot)], look.ink, 2)
    label(draw, (250, 42), title, 26, fill=look.ink, anchor="lm")
    label(draw, (600, height - 22), unit, 18, fill=look.ink)
    return image


def _standing_bars(
    title: str, unit: str, counts: Mapping[str, float], look: Style, tones: Sequence[RGB]
) -> Image.Image:
    image, draw = sheet(1000, 620, look.paper)
    upwards = axis(0, max(counts.values()) * 1.04, 520, 90)
    _panel(draw, look, (110, 90, 960, 520))
    for tick in upwards.ticks:
        _line(draw, [(110, upwards.at(tick)), (960, upwards.at(tick))], look.grid, 1.5)
        label(draw, (98, upwards.at(tick)), f"{tick:g}", 17, fill=look.ink, anchor="rm")
    slot = 850 / len(counts)
    for number, (name, tone) in enumerate(zip(counts, tones, strict=True)):
        x = 110 + slot * (number + 0.5)
        box = (x - slot * 0.33, upwards.at(counts[name]), x + slot * 0.33, upwards.at(0))
        draw.rounded_rectangle(tuple(v * SCALE for v in box), 8, fill=tone, corners=(True, True, False, False))
        label(draw, (x, upwards.at(counts[name]) - 14), f"{counts[name]:g}", 18, fill=look.ink)
        for row, word in enumerate(name.split()):
            label(draw, (x, 542 + 21 * row), word, 17, fill=look.ink)
    _line(draw, [(110, 520), (960, 520)], look.ink, 2)
    label(draw, (110, 46), title, 26, fill=look.ink, anchor="lm")
    label_upright(image, (38, 305), unit, 18, look.ink)
    return image


def curves(
    title: str,
    unit: str,
    series: Mapping[str, Sequence[float]],
    *,
    hours: tuple[float, float],
    colours: Sequence[str],
    style: str = "plain",
    night: bool = False,
) -> Image.Image:
    """Paint measured values by the time of day, with a curve and its markers for each place."""
    look = STYLES[style]
    image, draw = sheet(1000, 600, look.paper)
    values = [value for run in series.values() for value in run]
    upwards = axis(min(values) - 0.3, max(values) + 0.3, 510, 90)
    across = Axis(hours[0], hours[1], 110, 960, tuple(steps(hours[0], hours[1], 6)))
    _panel(draw, look, (110, 90, 960, 510))
    if night:
        dark = tuple(v * SCALE for v in (across.at(max(21.5, hours[0])), 90, across.at(min(29, hours[1])), 510))
        draw.rectangle(dark, fill=mix(look.panel, rgb("#5b6b8c"), 0.2))
        label(draw, (across.at(25.2), 106), "night", 16, fill=mix(look.ink, look.panel, 0.3))
    for tick in upwards.ticks:
        _line(draw, [(110, upwards.at(tick)), (960, upwards.at(tick))], look.grid, 1.5)
        label(draw, (98, upwards.at(tick)), f"{tick:g}", 17, fill=look.ink, anchor="rm")
    for tick in across.ticks:
        _line(draw, [(across.at(tick), 90), (across.at(tick), 510)], look.grid, 1.5)
        clock = round(tick * 60) % 1440
        label(draw, (across.at(tick), 530), f"{clock // 60:02}:{clock % 60:02}", 17, fill=look.ink)
    for number, (name, run) in enumerate(series.items()):
        tone = rgb(colours[number])
        times = steps(hours[0], hours[1], len(run) - 1)
        points = [(across.at(t), upwards.at(v)) for t, v in zip(times, run, strict=True)]
        _line(draw, points, tone, 3.5)
        for x, y in points:
            dot = [(x - 5.5) * SCALE, (y - 5.5) * SCALE, (x + 5.5) * SCALE, (y + 5.5) * SCALE]
            draw.ellipse(dot, fill=look.panel, outline=tone, width=5)
        x = 960 - 190 * (len(series) - number)
        _line(draw, [(x, 62), (x + 34, 62)], tone, 4)
        label(draw, (x + 44, 62), name, 18, fill=look.ink, anchor="lm")
    _line(draw, [(110, 510), (960, 510)], look.ink, 2)
    label(draw, (110, 34), title, 26, fill=look.ink, anchor="lm")
    label(draw, (535, 572), "time of day", 18, fill=look.ink)
    label_upright(image, (36, 300), unit, 18, look.ink)
    return image


def depth_profile(
    title: str,
    depths: Sequence[float],
    *,
    width: float,
    seed: int,
    water: str = "#5fa8c4",
    bed: str = "#8a6f4e",
) -> Image.Image:
    """Paint a cross section of the stream: the bed, the water, and a staff at each sounding."""
    rng = Random(seed)
    image, draw = sheet(1000, 560, WHITE)
    across = axis(0, width, 110, 960)
    across = Axis(0, width, 110, 960, tuple(tick for tick in across.ticks if tick <= width + 1e-9))
    downwards = axis(0, max(depths) * 1.25, 150, 480, 5)
    places = steps(0, width, len(depths) - 1)
    ragged = wave(rng, 220, 3.5)
    line = [
        (
            float(x),
            downwards.at(_smooth(depths, (x - 110) / 850)) + (height_of(ragged, x) if 120 < x < 950 else 0),
        )
        for x in range(110, 961, 2)
    ]
    surface, deep = mix(rgb(water), WHITE, 0.55), mix(rgb(water), (10, 40, 70), 0.45)
    _fill(image, gradient(image.size, surface, deep), [(110, 150), *line, (960, 150)])
    soil, rock = mix(rgb(bed), WHITE, 0.12), mix(rgb(bed), (30, 20, 10), 0.4)
    _fill(image, gradient(image.size, soil, rock), [(110, 480), *line, (960, 480)])
    for number in range(240):
        x, top = rng.choice(line)
        y, r = top + (rng.uniform(2, 22) if number > 120 else rng.uniform(10, 330)), rng.uniform(2, 8)
        tone = mix(rgb(bed), rgb(rng.choice(("#d8cdb8", "#6d6a66", "#3c2f20"))), 0.4)
        if y + r < 478 and 120 < x < 950:
            draw.ellipse([v * SCALE for v in (x - r * 1.3, y - r * 0.8, x + r * 1.3, y + r * 0.8)], fill=tone)
    _line(draw, line, mix(rgb(bed), (30, 20, 10), 0.6), 2.5)
    _line(draw, [(110, 150), (960, 150)], mix(rgb(water), (10, 40, 70), 0.35), 2.5)
    for place, depth in list(zip(places, depths, strict=True))[1:-1]:
        x = across.at(place)
        _line(draw, [(x, 128), (x, downwards.at(depth))], rgb("#c4452f"), 2)
        label(draw, (x, 114), f"{depth:g}", 16, fill=rgb("#a5331f"))
    for tick in downwards.ticks:
        _line(draw, [(104, downwards.at(tick)), (110, downwards.at(tick))], INK, 2)
        label(draw, (98, downwards.at(tick)), f"{tick:g}", 17, anchor="rm")
    for tick in across.ticks:
        _line(draw, [(across.at(tick), 480), (across.at(tick), 487)], INK, 2)
        label(draw, (across.at(tick), 502), f"{tick:g}", 17)
    _line(draw, [(110, 150), (110, 480), (960, 480)], INK, 2)
    label(draw, (110, 50), title, 26, anchor="lm")
    label(draw, (535, 536), "distance from the left bank (m)", 18)
    label_upright(image, (36, 315), "depth (cm)", 18)
    return image


def _smooth(values: Sequence[float], share: float) -> float:
    """Return the value at a share of the way, on a smooth line through all values (a Catmull-Rom spline)."""
    place = share * (len(values) - 1)
    at = min(len(values) - 2, int(place))
    t = place - at
    a, b, c, d = (values[min(len(values) - 1, max(0, at + step))] for step in (-1, 0, 1, 2))
    curve = (2 * b) + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    return max(0.0, 0.5 * curve)


def _panel(draw: ImageDraw.ImageDraw, look: Style, box: tuple[float, float, float, float]) -> None:
    corners = [value * SCALE for value in box]
    draw.rectangle(corners, fill=look.panel, outline=look.ink if look.framed else None, width=3)


def _line(draw: ImageDraw.ImageDraw, points: Sequence[Point], tone: RGB, width: float) -> None:
    draw.line(scaled(points), fill=tone, width=round(width * SCALE), joint="curve")


def _fill(image: Image.Image, paint: Image.Image, outline: Sequence[Point]) -> None:
    mask = Image.new("L", image.size, 0)
    ImageDraw.Draw(mask).polygon(scaled(outline), fill=255)
    image.paste(paint, (0, 0), mask)
