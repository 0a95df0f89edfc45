"""Paint the plants in the photographs of the demo course, and define the light."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from scripts.demo.images import RGB, Point, height_of, mix, rgb, steps, wave

DARK = (16, 26, 16)


@dataclass(frozen=True)
class Light:
    """The colours of one time of day."""

    sky: RGB
    horizon: RGB
    cloud: RGB
    far: RGB
    near: RGB
    grass: RGB
    leaf: RGB
    water: RGB
    tint: RGB


LIGHTS = {
    name: Light(*(rgb(colour) for colour in colours.split()))
    for name, colours in {
        #           sky     horizon cloud   far     near    grass   leaf    water   tint
        "morning": "#7fb0d8 #fbe6c4 #fff6e6 #a9bcc4 #5f7f66 #98aa56 #5f8440 #3c5650 #fff5e2",
        "noon": "#3f86cf #cfe6f5 #ffffff #8fb0c4 #4c7a52 #86ad4a #4f8738 #2f5a5c #ffffff",
        "evening": "#5a6ea6 #f9b27c #ffd9b8 #9a88a4 #565a5e #979052 #5c6a38 #3a3f4c #ffe6cc",
        "overcast": "#9fabb4 #dde2e2 #f1f3f3 #a5b1b3 #5f7868 #87a05c #55794a #45544f #f8fafa",
        "may": "#5b9fdc #e6f2ee #ffffff #9dbdb9 #568a54 #a3c352 #6ba046 #38615a #fffdf2",
    }.items()
}


@dataclass(frozen=True)
class Scene:
    """A landscape during painting: the image, its light, the horizon and the course of the water.

    `course` answers, for a height in the image, where the middle of the water is and how wide half of it.
    """

    image: Image.Image
    look: Light
    level: int
    course: Callable[[float], tuple[float, float]]
    rng: Random

    @property
    def depth(self) -> int:
        """The number of rows of the image below the horizon."""
        return self.image.height - self.level

    def row(self, near: float) -> float:
        """Return the row of a place on the ground: 0 is the horizon, 1 is the lower edge."""
        return self.level + near * self.depth


def dabs(scene: Scene, centre: Point, radius: Point, leaf: RGB, *, count: int, size: float) -> None:
    """Draw a clump of leaves: dabs of paint, first dark ones below, then lit ones above."""
    draw, rng = ImageDraw.Draw(scene.image), scene.rng
    shade, sun = mix(leaf, DARK, 0.55), mix(leaf, mix(scene.look.cloud, (236, 230, 120), 0.45), 0.42)
    for number in range(count):
        angle, reach = rng.uniform(0, math.tau), math.sqrt(rng.random())
        across, up = math.cos(angle) * reach, math.sin(angle) * reach
        x, y = centre[0] + across * radius[0], centre[1] + up * radius[1]
        lit = 0.5 - 0.33 * up - 0.15 * across + rng.uniform(-0.16, 0.16) + 0.22 * (number / count - 0.5)
        r = size * rng.uniform(0.5, 1.2)
        draw.ellipse((x - r, y - r * 0.72, x + r, y + r * 0.72), fill=mix(shade, sun, lit))


def far_trees(scene: Scene) -> None:
    """Draw two hedges at the horizon, the further one paler."""
    rng, look = scene.rng, scene.look
    outline = wave(rng, 900, 20)
    for rank in range(2):
        leaf, x = mix(look.leaf, look.far, 0.55 - 0.3 * rank), -40.0
        while x < scene.image.width + 40:
            low = 46 if rank else 70
            tall = max(18, low + height_of(outline, x + 300 * rank) + rng.uniform(-14, 22))
            middle = (x, scene.level + 6 - tall * 0.4)
            dabs(scene, middle, (tall * 0.8, tall * 0.6), leaf, count=60, size=tall * 0.12)
            x += rng.uniform(14, 62) * (1 + rank)


def tuft(scene: Scene, place: Point, tall: float, flower: RGB) -> None:
    """Draw a tuft of grass; some blades have a flower."""
    draw, rng, look = ImageDraw.Draw(scene.image), scene.rng, scene.look
    for _ in range(9):
        lean = rng.uniform(-0.55, 0.55) * tall
        root, rise = place[0] + rng.uniform(-0.4, 0.4) * tall, tall * rng.uniform(0.6, 1)
        tone = mix(mix(look.grass, DARK, 0.55), mix(look.grass, look.cloud, 0.35), rng.random())
        blade = [(root + lean * s * s, place[1] - rise * s) for s in steps(0, 1, 5)]
        draw.line(blade, fill=tone, width=max(2, round(tall / 22)), joint="curve")
        if rng.random() < 0.05:
            r, (x, y) = 2 + tall * 0.04, blade[-1]
            draw.ellipse((x - r, y - r, x + r, y + r), fill=flower)


def bank_plants(scene: Scene, near: float, far: float, count: int) -> None:
    """Draw grass along the water, and some in the meadow, from the far end to the near end."""
    rng = scene.rng
    flower = rgb(rng.choice(("#fff7d6", "#ffd84a", "#e7a6cf", "#ffffff")))
    for share in sorted(rng.uniform(far, near) for _ in range(count)):
        middle, half = scene.course(scene.row(share))
        beside = rng.random() < 0.62
        apart = rng.expovariate(1) * (10 + 190 * share) if beside else rng.uniform(0, scene.image.width)
        x = middle + rng.choice((-1, 1)) * (half + apart + 3 + 20 * share)
        tall = (8 + 95 * share) * rng.uniform(0.4, 1.2) * (1.0 if apart < 200 else 0.55)
        tuft(scene, (x, scene.row(share)), tall, flower)


def _shadow(scene: Scene, x: float, foot: float, wide: float) -> None:
    mask = Image.new("L", scene.image.size, 0)
    box = (x - wide * 0.8, foot - wide * 0.09, x + wide * 1.3, foot + wide * 0.13)
    ImageDraw.Draw(mask).ellipse(box, fill=140)
    scene.image.paste((22, 32, 20), (0, 0), mask.filter(ImageFilter.GaussianBlur(9)))


def _stand(scene: Scene, x: float, foot: float, tall: float) -> None:
    """Draw grass around the foot of a tree, so that it does not float above the meadow."""
    for _ in range(7):
        place = (x + scene.rng.uniform(-0.07, 0.07) * tall, foot + scene.rng.uniform(0, 0.02) * tall)
        tuft(scene, place, tall * 0.05, scene.look.grass)


def tree(scene: Scene, x: float, foot: float, height: float) -> None:
    """Draw a broad-leaved tree: five boughs, and clumps of leaves that hide their ends."""
    rng, look = scene.rng, scene.look
    tall = height * scene.image.height * 0.62
    _shadow(scene, x, foot, tall * 0.34)
    draw = ImageDraw.Draw(scene.image)
    bark, width = mix(rgb("#5b4b36"), look.far, 0.12), tall * 0.024
    lean = rng.uniform(-0.06, 0.06) * tall
    for bough in (-0.2, 0.15, 0.0, -0.08, 0.24):
        for step in steps(0, 1, 60):
            thick = width * (1.2 - step + 0.5 * max(0.0, 1 - step / 0.07))
            middle = x + lean * step + bough * tall * max(0.0, step - 0.25) ** 1.2
            y = foot - tall * 0.72 * step
            draw.line((middle - thick, y, middle + thick, y), fill=mix(bark, DARK, 0.2 + step * 0.4), width=10)
            draw.line((middle - thick, y, middle - thick * 0.2, y), fill=bark, width=10)
    clumps = [(rng.uniform(-1, 1), rng.uniform(-1, 1)) for _ in range(28)]
    for number, (across, up) in enumerate([(0.0, 0.0), *clumps]):
        reach = math.sqrt(max(0.15, 1 - up * up)) * (0.75 if up > 0.4 else 1.0)
        centre = (x + lean + across * reach * tall * 0.3, foot - tall * (0.63 - up * 0.27))
        size = tall * (rng.uniform(0.07, 0.13) if number else 0.24)
        leaf = mix(look.leaf, DARK, 0.2 + 0.2 * up + 0.1 * across)
        dabs(scene, centre, (size * 1.3, size), leaf, count=round(size * 3.6), size=tall * 0.0105)
    _stand(scene, x, foot, tall)


def conifer(scene: Scene, x: float, foot: float, height: float) -> None:
    """Draw a fir: whorls of drooping twigs, shorter towards the top."""
    rng, look = scene.rng, scene.look
    tall = height * scene.image.height * 0.7
    _shadow(scene, x, foot, tall * 0.2)
    draw = ImageDraw.Draw(scene.image)
    draw.rectangle((x - tall * 0.016, foot - tall * 0.2, x + tall * 0.016, foot), fill=rgb("#41352a"))
    leaf = mix(look.leaf, rgb("#1f4638"), 0.6)
    shade, sun = mix(leaf, (10, 20, 16), 0.55), mix(leaf, look.cloud, 0.3)
    for share in steps(0, 1, 40):
        y, reach = foot - tall * (0.1 + 0.88 * share), tall * 0.2 * (1 - share) ** 0.85 + 4
        for _ in range(round(50 * (1 - share)) + 6):
            across = rng.uniform(-1, 1) * reach
            droop = abs(across) * 0.42 + rng.uniform(0, 10)
            tone = mix(shade, sun, 0.4 - across / reach * 0.25 + rng.uniform(-0.3, 0.3))
            twig = (x + across * 0.45, y + droop * 0.4, x + across, y + droop + tall * 0.02)
            draw.line(twig, fill=tone, width=5)
    _stand(scene, x, foot, tall)
