"""Draw the images of the course that `mkdocs-report init course` creates: `python -m scripts.starters`.

The two groups of that course are invented, and so are their drawings and measurements. The images have sixteen
colours, to keep the package small.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from math import exp, sin
from pathlib import Path

from PIL import Image, ImageDraw

from scripts.demo.images import INK, SCALE, Point, font

GROUPS = Path(__file__).resolve().parent.parent / "mkdocs_report/cli/init/starters/course/docs/groups"
SIZE = (560, 380)
PAPER, LINE, SAIL = (255, 255, 255), (176, 74, 52), (244, 205, 150)
GRID = (222, 226, 228)


class Sheet:
    """A drawing in the coordinates of the published image. It is drawn larger, and scaled down when it is saved."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (SIZE[0] * SCALE, SIZE[1] * SCALE), PAPER)
        self.pen = ImageDraw.Draw(self.image)

    def line(self, points: Sequence[Point], colour: tuple[int, int, int] = INK, width: float = 2) -> None:
        """Draw a line through points."""
        self.pen.line(_large(points), fill=colour, width=round(width * SCALE), joint="curve")

    def area(self, points: Sequence[Point]) -> None:
        """Draw a polygon in the colour of the sail."""
        self.pen.polygon(_large(points), fill=SAIL)
        self.line([*points, points[0]], width=3)

    def text(self, at: Point, text: str, anchor: str = "mm") -> None:
        """Draw a text."""
        self.pen.text(_large([at])[0], text, fill=INK, font=font(15), anchor=anchor)

    def save(self, file: Path) -> None:
        """Write the image."""
        small = self.image.resize(SIZE, Image.Resampling.LANCZOS).quantize(16)
        file.parent.mkdir(parents=True, exist_ok=True)
        small.save(file, optimize=True)


def _large(points: Sequence[Point]) -> list[Point]:
    return [(x * SCALE, y * SCALE) for x, y in points]


def rhombus() -> Sheet:
    """Draw the kite of the first group."""
    sheet = Sheet()
    sheet.area([(280, 40), (400, 115), (280, 310), (160, 115)])
    sheet.line([(280, 40), (280, 310)])
    sheet.line([(160, 115), (400, 115)])
    tail = [(280 + 22 * sin(step / 6), 310 + step) for step in range(0, 56, 2)]
    sheet.line(tail, LINE)
    sheet.line([(110, 40), (110, 310)], LINE, 1)
    sheet.text((80, 175), "90 cm")
    sheet.line([(160, 22), (400, 22)], LINE, 1)
    sheet.text((280, 10), "75 cm")
    return sheet


def delta() -> Sheet:
    """Draw the kite of the second group."""
    sheet = Sheet()
    sheet.area([(280, 60), (520, 280), (310, 250), (280, 280), (250, 250), (40, 280)])
    sheet.line([(280, 60), (280, 280)])
    sheet.line([(160, 170), (400, 170)], LINE)
    sheet.text((292, 155), "90 cm", "lm")
    sheet.line([(40, 320), (520, 320)], LINE, 1)
    sheet.text((280, 340), "140 cm")
    sheet.text((320, 220), "keel", "lm")
    return sheet


def plot(values: Sequence[float], top: int, step: int, across: str, up: str) -> Sheet:
    """Draw a line over time with a grid: `values` in the order of time, on an axis from 0 to `top`."""
    sheet = Sheet()
    left, right, upper, lower = 60, 530, 40, 320
    for mark in range(0, top + 1, step):
        y = lower - (lower - upper) * mark / top
        sheet.line([(left, y), (right, y)], GRID, 1)
        sheet.text((left - 10, y), str(mark), "rm")
    sheet.line([(left, upper), (left, lower), (right, lower)])
    width = (right - left) / (len(values) - 1)
    sheet.line([(left + width * i, lower - (lower - upper) * v / top) for i, v in enumerate(values)], LINE, 3)
    sheet.text(((left + right) / 2, 350), across)
    sheet.text((left, 18), up, "lm")
    return sheet


def main() -> int:
    """Draw all images; return the exit code."""
    minutes = [step / 10 for step in range(81)]
    height = [41 * (1 - exp(-m / 1.1)) + 1.5 * sin(5 * m) - 19 * exp(-(((m - 4.2) / 0.35) ** 2)) for m in minutes]
    pull = [2 + 0.8 * sin(2.1 * m) + 0.4 * sin(9 * m) + 1.1 * exp(-(((m - 3) / 0.3) ** 2)) for m in minutes[:61]]
    rhombus().save(GROUPS / "01-swallow/figures/kite.png")
    plot([max(0, h) for h in height], 50, 10, "minutes, 0 to 8", "height in metres").save(
        GROUPS / "01-swallow/figures/height.png"
    )
    delta().save(GROUPS / "02-bumblebee/figures/kite.png")
    plot(pull, 5, 1, "minutes, 0 to 6", "pull in newtons").save(GROUPS / "02-bumblebee/figures/pull.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
