"""Paint the photographs of the demo course: a stream that winds through a valley towards the viewer."""

import math
from collections.abc import Callable
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from scripts.demo.images import Point, clouds, contrast, gradient, height_of, mix, rgb, roughen, steps, wave
from scripts.demo.plants import LIGHTS, Scene, bank_plants, conifer, far_trees, tree

SIZE = (2000, 1240)
FLIP = Image.Transpose.FLIP_TOP_BOTTOM
# The positions of trees (share of the width) and their heights; each landscape uses one of these lists.
GROVES = (
    ((0.08, 0.86), (0.21, 0.52), (0.9, 0.6)),
    ((0.92, 0.9), (0.8, 0.5), (0.7, 0.34), (0.12, 0.4)),
    ((0.06, 0.55), (0.15, 0.7), (0.27, 0.4), (0.95, 0.95)),
    ((0.9, 0.8), (0.03, 0.5)),
    ((0.1, 0.95), (0.24, 0.36), (0.31, 0.28), (0.84, 0.3), (0.93, 0.42)),
)
WHITE, DEEP = (255, 255, 255), (12, 16, 18)


def landscape(
    seed: int,
    light: str,
    *,
    horizon: float = 0.42,
    bend: float = 1.0,
    bridge: bool = False,
    conifers: bool = False,
) -> Image.Image:
    """Paint a photograph, from the sky to the grass in front of the camera."""
    rng = Random(seed)
    level = round(SIZE[1] * horizon)
    scene = Scene(Image.new("RGB", SIZE), LIGHTS[light], level, _course(rng, level, bend), rng)
    _sky(scene)
    _hills(scene)
    far_trees(scene)
    mirror = scene.image.crop((0, 0, SIZE[0], level)).transpose(FLIP)
    _meadow(scene)
    _stream(scene, mirror)
    bank_plants(scene, near=0.17, far=0.02, count=90)
    if bridge:
        _bridge(scene)
    bank_plants(scene, near=0.5, far=0.17, count=330)
    _stones(scene)
    for share, height in sorted(rng.choice(GROVES), key=lambda grown: grown[1]):
        x = SIZE[0] * (share + rng.uniform(-0.03, 0.03))
        (conifer if conifers else tree)(scene, x, level + 30 + 120 * height, height * rng.uniform(0.9, 1.1))
    bank_plants(scene, near=1.16, far=0.5, count=190)
    return _photograph(scene)


def _laid_down(layer: Image.Image, size: tuple[int, int], eye: float = 90.0) -> Image.Image:
    """Return a grey layer in perspective, so that its grain gets finer towards the horizon (the top)."""
    width, height = layer.size
    across = width / size[0]
    data = (across, width / 2 / eye, width / 2 - across * size[0] / 2, 0.0, 0.0, height - 1.0, 0.0, 1 / eye)
    return layer.transform(size, Image.Transform.PERSPECTIVE, data, Image.Resampling.BICUBIC)


def _sky(scene: Scene) -> None:
    """Paint the sky; the perspective of the ground, turned over, gives the clouds their depth."""
    look, size = scene.look, (SIZE[0], scene.level)
    sky = gradient(size, look.sky, look.horizon)
    heaps, wool = (
        clouds((2400, 1600), (130, 260), scene.rng, 2),
        clouds((2400, 1600), (70, 120), scene.rng, 3),
    )
    layer = Image.blend(heaps, wool, 0.42)
    cover = _laid_down(layer, size, 170).transpose(FLIP)
    wisps = contrast(cover, 2.6).point([max(0, min(235, round((v - 118) * 1.5))) for v in range(256)])
    sky.paste(Image.new("RGB", size, look.cloud), (0, 0), wisps)
    scene.image.paste(sky, (0, 0))


def _hills(scene: Scene) -> None:
    look, level = scene.look, scene.level
    for rank, (rise, length) in enumerate(((0.40, 1900), (0.27, 1400), (0.13, 1100))):
        ridge = wave(scene.rng, length, level * (0.13 - 0.025 * rank))
        edge: list[Point] = [
            (x, level * (1 - rise) + height_of(ridge, x) + scene.rng.uniform(-3, 3) * rank)
            for x in range(0, SIZE[0] + 8, 8)
        ]
        mask = Image.new("L", SIZE, 0)
        ImageDraw.Draw(mask).polygon([*edge, (SIZE[0], level + 4), (0, level + 4)], fill=255)
        base = mix(look.far, look.near, rank / 2)
        slope = Image.new("RGB", SIZE, base)
        slope.paste(gradient((SIZE[0], level), base, mix(base, look.horizon, 0.35)), (0, 0))
        scene.image.paste(roughen(slope, clouds(SIZE, (160, 60), scene.rng), 0.25 + 0.3 * rank), (0, 0), mask)


def _meadow(scene: Scene) -> None:
    look, size = scene.look, (SIZE[0], scene.depth)
    ground = gradient(size, mix(look.grass, look.horizon, 0.3), mix(look.grass, (30, 48, 20), 0.25))
    patches = _laid_down(clouds((2400, 1600), (120, 60), scene.rng, 3), size)
    ground = roughen(ground, patches, 1.0)
    ground = roughen(ground, clouds(size, (5, 16), scene.rng, 2), 0.5)
    scene.image.paste(ground, (0, scene.level))


def _course(rng: Random, level: int, bend: float) -> Callable[[float], tuple[float, float]]:
    """Return the course of the water. Bends are even on the ground, so they follow the logarithm of the distance."""
    phase, turns, drift = rng.uniform(0, math.tau), rng.uniform(1.7, 2.3), rng.uniform(-0.05, 0.05)
    ragged = wave(rng, 1.3, 0.1)

    def at(y: float) -> tuple[float, float]:
        near = max(0.0, (y - level) / (SIZE[1] - level))
        far = math.log(near + 0.05)
        middle = 0.5 + drift * near + bend * (0.05 + 0.16 * near) * math.sin(phase + turns * far)
        half = (0.006 + 0.23 * near**1.2) * (1 + height_of(ragged, far))
        return middle * SIZE[0], half * SIZE[0]

    return at


def _shape(scene: Scene, wider: float) -> Image.Image:
    """Return the mask of the water, or of the water with its banks."""
    left: list[Point] = []
    right: list[Point] = []
    for y in range(scene.level + 3, SIZE[1] + 6, 3):
        middle, half = scene.course(y)
        bank = wider * (2 + (y - scene.level) * 0.05)
        ragged = 0.03 * half * math.sin(y * 0.11) + 0.02 * half * math.sin(y * 0.29 + 1)
        left.append((middle - half - bank + ragged, y - bank * 0.4))
        right.append((middle + half + bank + ragged * 0.7, y - bank * 0.4))
    mask = Image.new("L", SIZE, 0)
    ImageDraw.Draw(mask).polygon([*left, *reversed(right)], fill=255)
    return mask.filter(ImageFilter.GaussianBlur(1.5))


def _stream(scene: Scene, mirror: Image.Image) -> None:
    """Paint the water: reflections far away, the bed close by, and ripples with glints."""
    look, rng, size = scene.look, scene.rng, (SIZE[0], scene.depth)
    earth = gradient(SIZE, mix(look.near, rgb("#7a6248"), 0.5), rgb("#54412f"))
    scene.image.paste(roughen(earth, clouds(SIZE, (60, 24), rng), 1.6), (0, 0), _shape(scene, 1.0))
    mirrored = mirror.resize(size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(5))
    bed = gradient(size, look.water, mix(look.water, rgb("#6b5334"), 0.4))
    bed = roughen(bed, clouds(size, (60, 36), rng), 1.7)
    share = Image.linear_gradient("L").resize(size).point([round(225 - v * 0.6) for v in range(256)])
    water = Image.composite(mirrored, bed, share)
    water = roughen(water, _laid_down(clouds((2400, 1600), (34, 6), rng, 3), size), 2.0)
    sparkle = _laid_down(clouds((2400, 1600), (20, 4), rng, 3), size)
    glints = contrast(sparkle, 9).point([max(0, v - 150) * 2 for v in range(256)])
    places = contrast(_laid_down(clouds((2400, 1600), (90, 60), rng, 2), size), 4)
    shine = Image.new("RGB", size, mix(look.horizon, WHITE, 0.4))
    water.paste(shine, (0, 0), ImageChops.multiply(glints, places))
    flowing = Image.new("RGB", SIZE)
    flowing.paste(water, (0, scene.level))
    scene.image.paste(flowing, (0, 0), _shape(scene, 0.0))


def _bridge(scene: Scene) -> None:
    """Draw a hump-backed stone bridge in the middle distance."""
    look, foot = scene.look, scene.row(0.17)
    middle, half = scene.course(foot)
    span, tall = half * 1.25, half * 1.15
    arch = (middle - span, foot - tall, middle + span, foot + tall)
    stone = mix(rgb("#a0968a"), look.far, 0.2)
    bright, joint = mix(stone, (255, 250, 235), 0.5), mix(stone, (30, 28, 26), 0.33)
    hump: list[Point] = [
        (middle + x * span * 4, foot - tall * (1.12 + 0.42 * math.cos(x * math.pi / 1.1))) for x in steps(-1, 1, 60)
    ]
    mask = Image.new("L", SIZE, 0)
    draw = ImageDraw.Draw(mask)
    draw.polygon([*hump, (middle + span * 4, foot + 8), (middle - span * 4, foot + 8)], fill=255)
    draw.ellipse(arch, fill=0)
    wall = roughen(Image.new("RGB", SIZE, stone), clouds(SIZE, (26, 14), scene.rng), 1.5)
    draw = ImageDraw.Draw(wall)
    for course, y in enumerate(range(round(foot - tall * 1.8), round(foot) + 20, 12)):
        draw.line((0, y, SIZE[0], y), fill=joint, width=2)
        for x in range((course % 2) * 15 - 30, SIZE[0], 30):
            draw.line((x, y, x, y + 12), fill=joint, width=2)
    draw.arc((arch[0] - 9, arch[1] - 9, arch[2] + 9, arch[3]), 180, 360, fill=bright, width=12)
    shade = Image.new("L", SIZE, 0)
    ImageDraw.Draw(shade).ellipse((*arch[:3], foot + tall * 0.35), fill=120)
    scene.image.paste(mix(look.water, DEEP, 0.6), (0, 0), shade.filter(ImageFilter.GaussianBlur(8)))
    scene.image.paste(wall, (0, 0), mask)
    ImageDraw.Draw(scene.image).line(hump, fill=bright, width=9, joint="curve")


def _stones(scene: Scene) -> None:
    """Draw stones, most of them along the banks, some in the current."""
    rng = scene.rng
    for near in sorted(rng.uniform(0.04, 1.0) ** 1.2 for _ in range(46)):
        middle, half = scene.course(scene.row(near))
        reach = rng.gauss(0.97, 0.07) if rng.random() < 0.68 else rng.uniform(0, 0.8)
        place = (middle + rng.choice((-1, 1)) * half * reach, scene.row(near))
        _stone(scene, place, (7 + 74 * near) * rng.uniform(0.35, 1.0))


def _stone(scene: Scene, place: Point, radius: float) -> None:
    rng, look = scene.rng, scene.look
    wide, tall = round(radius * 2), round(radius * rng.uniform(1.0, 1.3))
    outline = wave(rng, math.tau, 0.09)
    shape: list[Point] = []
    for angle in steps(0, math.tau, 48):
        reach = 0.44 * (1 + height_of(outline, angle))
        flat = 0.62 if math.sin(angle) > 0 else 1.0  # the water cuts a stone off
        shape.append((wide * (0.5 + reach * math.cos(angle)), tall * (0.6 + flat * reach * math.sin(angle))))
    mask = Image.new("L", (wide, tall), 0)
    ImageDraw.Draw(mask).polygon(shape, fill=255)
    grey = mix(rgb(rng.choice(("#8d8a84", "#a39a8c", "#77787a", "#8a7d6c"))), look.far, 0.15)
    face = gradient((wide, tall), mix(grey, look.horizon, 0.6), mix(grey, DEEP, 0.68))
    face = roughen(face, clouds((wide, tall), (wide / 4, tall / 4), rng, 3), 1.3)
    x, y = round(place[0] - wide / 2), round(place[1] - tall * 0.75)
    low = y + tall * 0.84
    draw = ImageDraw.Draw(scene.image)
    shadow = (x + wide * 0.06, low - tall * 0.14, x + wide * 0.97, low + tall * 0.13)
    draw.ellipse(shadow, fill=mix(look.water, DEEP, 0.5))
    ripple = (x - wide * 0.02, low - tall * 0.12, x + wide * 1.02, low + tall * 0.16)
    draw.arc(ripple, 15, 165, fill=mix(look.water, look.horizon, 0.7), width=max(2, round(radius / 20)))
    scene.image.paste(face, (x, y), mask.filter(ImageFilter.GaussianBlur(0.8)))


def _photograph(scene: Scene) -> Image.Image:
    """Add the effects of a camera: the colour of the light, darker corners, and a little grain."""
    image = ImageChops.multiply(scene.image, Image.new("RGB", SIZE, scene.look.tint))
    image = image.filter(ImageFilter.GaussianBlur(1.2))
    fall = [min(255, round(255 - max(0, v - 130) * 0.42)) for v in range(256)]
    corners = Image.radial_gradient("L").resize(SIZE).point(fall)
    image = ImageChops.multiply(image, Image.merge("RGB", (corners, corners, corners)))
    return roughen(image, clouds(SIZE, (3, 3), scene.rng, 1), 0.06)
