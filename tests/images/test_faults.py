"""A check and a build find the same faults in images, whatever happened to the files: those that stop a decoder."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import random
import struct
import sys
import warnings
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps, UnidentifiedImageError

from mkdocs_report.config.roster import Roster
from mkdocs_report.config.settings import Settings
from mkdocs_report.course.reader import make_course
from mkdocs_report.images.faults import ImageFault, fault_of
from mkdocs_report.images.jpeg_structure import plain_jpeg_size
from mkdocs_report.images.pixels import (
    TooLargeError,
    decode_frame,
    open_image,
    opened_image,
    shown_frames,
    shown_size,
    to_screen_rgb,
)
from mkdocs_report.images.prepare import ImageJob, ImageOptions, PreparedImage, encode_image, probe_image
from mkdocs_report.images.resolve import ReportFolder
from mkdocs_report.images.structure import plain_gif_frames
from mkdocs_report.masking.mask import Privacy
from mkdocs_report.model.finding import Severity
from mkdocs_report.model.image import ImageState
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.publish.context import PublishContext, ReportTask
from mkdocs_report.publish.course import publish
from mkdocs_report.runtime.cache import Cache
from mkdocs_report.runtime.pool import JobStoppedError, Workers
from tests.support.reports import fill, matcher, write_group


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


@cache
def images() -> dict[str, bytes]:
    """Images of every type that is read, by the suffixes of their files."""
    seed = random.Random(7)
    noise = Image.frombytes("RGB", (120, 90), seed.randbytes(120 * 90 * 3))
    slope = Image.linear_gradient("L").resize((120, 90))
    large = Image.linear_gradient("L").resize((640, 480))
    return {
        "a.jpg": saved(noise, "JPEG"),
        "b.jpg": saved(noise, "JPEG", progressive=True),
        "c.jpg": saved(noise.convert("CMYK"), "JPEG"),
        "d.jpeg": saved(slope, "JPEG", restart_marker_rows=1, optimize=True),
        "e.jpg": saved(large.convert("RGB"), "JPEG", quality=30),
        "a.png": saved(noise, "PNG"),
        "b.png": saved(noise.quantize(64), "PNG"),
        "c.png": saved(slope.convert("I;16"), "PNG"),
        "d.png": saved(large, "PNG"),
        "e.png": saved(slope, "PNG", save_all=True, append_images=[slope.rotate(180)]),
        "a.gif": saved(noise.quantize(9), "GIF"),
        "b.gif": saved(slope, "GIF", save_all=True, append_images=[slope.rotate(180)]),
        "a.webp": saved(noise, "WEBP"),
        "a.tif": saved(noise, "TIFF"),
        "a.bmp": saved(noise, "BMP"),
    }


def mangled(data: bytes, way: str, chance: random.Random) -> bytes:
    """Return what an accident leaves of a file."""
    at = chance.randrange(len(data))
    some = at + chance.randrange(1, 200)
    match way:
        case "cut off":
            return data[:at]
        case "bytes lost":
            return data[:at] + data[some:]
        case "zeroed":
            return data[:at] + bytes(len(data[at:some])) + data[some:]
        case "header changed":
            at %= 700
            return data[:at] + bytes([chance.choice([0, 255, chance.randrange(256)])]) + data[at + 1 :]
        case "more behind":
            return data + chance.randbytes(99)
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


TAGS = (
    b"",
    b"no tags",
    b"MM\0*\0\0\0\x08\0\x01",
    b"II*\0\xff\xff\xff\xff",
    b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\xff\xff\xff\xff\0\0",
)
PARTS = (b"eXIf", b"iTXt", b"zTXt", b"tEXt", b"iCCP")


def tagged(data: bytes, kind: bytes, tags: bytes) -> bytes:
    """Return a PNG or JPEG with another part of this kind, or with tags, before its pixels."""
    if data.startswith(b"\xff\xd8"):
        part = b"Exif\0\0" + tags
        return data[:2] + b"\xff\xe1" + struct.pack(">H", len(part) + 2) + part + data[2:]
    at = data.index(b"IDAT") - 4
    return data[:at] + chunk(kind, tags) + data[at:]


WAYS = ("cut off", "bytes lost", "zeroed", "header changed", "changed", "more behind")


def decoded(data: bytes) -> ImageFault | None:
    """What decoding an image comes to."""
    try:
        with opened_image(data, 1600) as (image, moving):
            to_screen_rgb(decode_frame(image, shown_frames(image, moving)[0]), 1600)
    except TooLargeError:
        return ImageFault.TOO_LARGE
    except Exception:
        return ImageFault.BROKEN
    return None


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(images())), way=st.sampled_from(WAYS), seed=st.integers(0, 2**32))
def test_the_verdict_is_that_of_decoding(tmp_path: Path, name: str, way: str, seed: int) -> None:
    data = mangled(images()[name], way, random.Random(seed))
    (tmp_path / name).write_bytes(data)
    assert fault_of(tmp_path / name) == decoded(data)


def gif(chance: random.Random) -> bytes:
    """Return a GIF of some frames and extensions, in which a few parts are not as they should be."""

    def blocks(most: int = 4) -> bytes:
        lengths = [chance.choice([1, 3, 4, 255, 255]) for _ in range(chance.choice([0, 1, 1, most]))]
        return b"".join(bytes([n]) + bytes(n) for n in lengths) + b"\0" * (chance.random() < 0.97)

    def extension() -> bytes:
        usual = [b"!\xf9\x04\0\0\0\0\0", b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0", b"!\xfe" + blocks()]
        odd = [b"!\xff\x0bNETSCAPE2.0", b"!\xf9", b"!\xff", b"!\x01", b"\0", b"?"]
        return chance.choice(odd) + blocks() if chance.random() < 0.2 else chance.choice(usual)

    def image() -> bytes:
        flags = chance.choice([0, 0x40, 0x80, 0x83])
        palette = bytes(3 << (flags & 7) + 1 if flags & 0x80 else 0)
        return b",\0\0\0\0\x09\0\x09\0" + bytes([flags]) + palette + b"\x08" + blocks(300)

    flags = chance.choice([0, 0x80])
    parts = [chance.choice([image, extension])() for _ in range(chance.randrange(8))]
    end = chance.choice([b";", b";", b";more behind", b""])
    return b"GIF89a\x09\0\x09\0" + bytes([flags, 0, 0]) + bytes(6 if flags else 0) + b"".join(parts) + end


def test_frames_are_counted_as_pillow_counts_them() -> None:
    chance = random.Random(5)
    plain = 0
    for _ in range(2000):
        data = gif(chance)
        frames = plain_gif_frames(data)
        with contextlib.suppress(EOFError, UnidentifiedImageError), Image.open(io.BytesIO(data)) as image:
            assert frames is None or frames == getattr(image, "n_frames", 1)
            plain += frames is not None
    assert plain > 300


def test_a_check_asks_pillow_for_no_more_than_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To load all plugins, or to walk through a GIF of some megabytes, takes longer than to judge a report."""

    def refuse(*_: object) -> int:
        pytest.fail("Pillow does what takes long")

    monkeypatch.setattr("PIL.GifImagePlugin.GifImageFile.n_frames", property(refuse))
    monkeypatch.setattr("PIL.Image.preinit", refuse)
    for name in ("a.gif", "b.gif", "b.jpg", "c.jpg"):
        (tmp_path / name).write_bytes(images()[name])
        assert fault_of(tmp_path / name) is None
        assert ReportFolder(tmp_path).resolve(name).state is ImageState.OK
    monkeypatch.setitem(sys.modules, "PIL", None)
    for name in ("a.png", "b.png", "c.png", "d.png", "a.jpg", "d.jpeg", "e.jpg"):
        (tmp_path / name).write_bytes(images()[name])
        assert fault_of(tmp_path / name) is None


def header_changed(data: bytes, chance: random.Random) -> bytes:
    """Return a JPEG with a part before its pixels lost or doubled, or a byte changed near the beginning of one."""
    places = [at for at, _ in jpeg_parts(data)]
    at, end = chance.choice(jpeg_parts(data))
    match chance.randrange(4):
        case 0:
            return data[:at] + data[end:]
        case 1:
            other = chance.choice(places)
            return data[:other] + data[at:end] + data[other:]
    at = min(at + chance.randrange(1, chance.choice([6, 24])), end - 1)
    value = chance.choice([data[at] - 1, data[at] + 1, *b"\0\1\4\x11\x22\xff", chance.randrange(256)])
    return data[:at] + bytes([value % 256]) + data[at + 1 :]


def jpeg_parts(data: bytes) -> list[tuple[int, int]]:
    """Return where the parts of a JPEG before its pixels begin and end."""
    at, parts = 2, list[tuple[int, int]]()
    while not parts or data[parts[-1][0] + 1] != 0xDA:
        parts.append((at, at + 2 + int.from_bytes(data[at + 2 : at + 4])))
        at = parts[-1][1]
    return parts


def codes(number: int, *counts: int, values: int = 0) -> bytes:
    """Return a table of codes, so many of each length, for the values from 0."""
    return bytes([number, *counts]) + bytes(16 - len(counts)) + bytes(range(values or sum(counts)))


@pytest.mark.parametrize("behind", [0, -1])
@pytest.mark.parametrize(
    ("kind", "part"),
    [
        (0xC4, codes(0, 1, 1)),
        (0xC4, codes(0, 2)),
        (0xC4, codes(0, 1, 2)),
        (0xC4, codes(0, 1, 3)),
        (0xC4, codes(0, 0, 0, 0, 0, 15, values=14)),
        (0xC4, codes(0, 0, 0, 0, 0, 17)),
        (0xC4, codes(4, 1, 1)),
        (0xC4, codes(0x20, 1, 1)),
        (0xC4, codes(0, 1, 1)[:9]),
        (0xC4, codes(0, 1, 1) + b"\0"),
        (0xDB, bytes(65)),
        (0xDB, b"\4" + bytes(64)),
        (0xDB, b"\x10" + bytes(64)),
        (0xDB, bytes(64)),
        (0xDB, b""),
        (0xDD, b"\0"),
        (0xDD, b"\0\1"),
        (0xDD, b"\0\0\0"),
        (0xE0, b"JFIF\0"),
        (0xE2, b"ICC_PROFILE\0\1"),
        (0xE2, b"MPF\0"),
        (0xE1, b"Exif\0\0"),
        (0xEE, b"Adobe"),
        (0xC0, b"\x08\0\x09\0\x09\1\1\x11\0"),
        (0xCC, b"\0\0"),
        (0x01, b""),
        (0xD9, b""),
        (0xDC, b"\0\0"),
        (0xFE, b""),
    ],
)
def test_a_part_that_stops_a_decoder_is_not_plain(kind: int, part: bytes, behind: int) -> None:
    data = images()["a.jpg"]
    at = jpeg_parts(data)[behind][0]
    changed = data[:at] + struct.pack(">BBH", 0xFF, kind, len(part) + 2) + part + data[at:]
    assert plain_jpeg_size(data) == (120, 90)
    assert plain_jpeg_size(changed) is None or decoded(changed) is None


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_plain_jpeg_can_be_decoded(mode: str) -> None:
    chance = random.Random(9)
    source = Image.frombytes(mode, (40, 30), chance.randbytes(1200 * len(mode)))
    kinds: list[dict[str, Any]] = [
        {},
        {"optimize": True},
        {"icc_profile": b"none"},
        {"comment": b"!"},
        {"subsampling": 1},
    ]
    whole = [saved(source, "JPEG", **each) for each in kinds]
    assert [plain_jpeg_size(each) for each in whole] == [(40, 30)] * len(whole)
    changed = [header_changed(chance.choice(whole), chance) for _ in range(1500)]
    plain = [each for each in changed if plain_jpeg_size(each)]
    assert len(plain) > 300
    assert {decoded(each) for each in plain} <= {None, ImageFault.TOO_LARGE}


@pytest.mark.parametrize(
    "name", [*images(), "nothing.png", "nothing.jpg", "text.jpg", "side.png", "bomb.gif", "ftyp.jpg"]
)
def test_images_are_opened_as_pillow_opens_them(name: str) -> None:
    made = {
        "bomb.gif": lambda: b"GIF89a" + b"\xff" * 4 + images()["a.gif"][10:],
        "ftyp.jpg": lambda: b"\xff\xd8\xff\0ftypavif",
    }
    data = images().get(name) or (MADE | made)[name]()
    seen: list[tuple[object, ...]] = []
    for opens in (open_image, Image.open):
        try:
            with warnings.catch_warnings(action="ignore"), opens(io.BytesIO(data)) as image:
                seen.append((image.format, image.size, image.mode, decode_frame(image, 0).tobytes()))
        except Exception as error:
            seen.append((isinstance(error, Image.DecompressionBombError),))
    assert seen[0] == seen[1]


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    """Return a PNG of these chunks, with right checksums."""
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in chunks)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def header(width: int, height: int, depth: int = 8, colour: int = 2) -> tuple[bytes, bytes]:
    return b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)


END = (b"IEND", b"")
MADE: dict[str, Callable[[], bytes]] = {
    "nothing.png": lambda: b"",
    "nothing.jpg": lambda: b"\xff\xd8\xff\xd9",
    "text.jpg": lambda: b"not an image",
    "zeros.gif": lambda: bytes(999),
    "wrong-suffix.png": lambda: images()["a.jpg"],
    "wrong-suffix.jpg": lambda: images()["a.png"],
    "cut-and-wrong-suffix.png": lambda: images()["a.jpg"][:2000],
    "icon.png": lambda: saved(Image.new("RGB", (32, 32)), "ICO"),
    "bomb.png": lambda: png(header(20_000, 20_000), (b"IDAT", zlib.compress(bytes(99))), END),
    "side.png": lambda: png(header(2**31 - 1, 1), (b"IDAT", zlib.compress(bytes(99))), END),
    "flat.png": lambda: png(header(0, 9), (b"IDAT", zlib.compress(b"")), END),
    "short.png": lambda: png(header(3000, 3000), (b"IDAT", zlib.compress(bytes(99))), END),
    "depth.png": lambda: png(header(9, 9, 5), (b"IDAT", zlib.compress(bytes(999))), END),
    "no-palette.png": lambda: png(header(9, 9, colour=3), (b"IDAT", zlib.compress(bytes(999))), END),
    "no-pixels.png": lambda: png(header(9, 9), END),
    "large.jpg": lambda: images()["a.jpg"].replace(b"\0\x5a\0\x78", b"\xff\xff\xff\xff", 1),
    "long.jpg": lambda: images()["a.jpg"].replace(b"\0\x5a\0\x78", b"\0\x5a\xff\xff", 1),
}
FORGED = {
    "stream.png": png(header(900, 900), (b"IDAT", random.Random(1).randbytes(20_000)), END),
    "small.png": png(header(90, 90), (b"IDAT", zlib.compress(bytes(9000))), END),
}


class Here(Workers):
    """Does all work in this process."""

    def map(self, work: Callable[[Any, Any], Any], shared: Any, jobs: Iterable[Any]) -> list[Any]:
        return [work(shared, job) for job in jobs]


Said = tuple[str, Severity, int, str, str]


def every_finding(tmp_path: Path, files: dict[str, bytes], workers: Workers | None = None) -> tuple[list[Said], ...]:
    """Return the findings of a report with these images: by a check, by a build, by the build after it."""
    shown = "\n\n".join(f"![An image]({name})" for name in files)
    report = write_group(tmp_path, fill(q4=f"We kneaded.\n\n{shown}"))
    for name, data in files.items():
        (report.parent / name).write_bytes(data)
    versions = TemplateVersions([matcher()])
    checked = make_course([report], versions, Settings(), tmp_path)
    terms = PublishContext(versions, Settings(), tmp_path, True, Privacy(), ImageOptions(), Cache(tmp_path / "cache"))
    task = ReportTask(report, report.relative_to(tmp_path).as_posix(), checked.reports[0].report.id)
    courses = [checked]
    for _ in range(2):
        publication = publish([task], terms, workers or Here(), Roster(), "", ())
        for job, _ in publication.pending_images.values():
            encode_image(None, job)
        courses.append(publication.course)
    return tuple([(f.rule, f.severity, f.line, f.message, f.help) for f in c.reports[0].findings] for c in courses)


def test_a_check_finds_what_a_build_finds(tmp_path: Path) -> None:
    chance = random.Random(3)
    files = {name: make() for name, make in MADE.items()} | FORGED
    for number, (way, (name, data)) in enumerate((way, item) for way in WAYS for item in images().items()):
        files[f"{number}-{name}"] = mangled(data, way, chance)
    for number, (kind, tags) in enumerate((kind, tags) for kind in PARTS for tags in TAGS):
        files[f"tags-{number}.png"] = tagged(images()["d.png" if number % 2 else "b.png"], kind, tags)
    for number, tags in enumerate(TAGS):
        files[f"tags-{number}.jpg"] = tagged(images()["e.jpg"], b"", tags)
    assert len(files) < 200
    check, build, after = every_finding(tmp_path, files)
    assert check == build == after
    assert {"image-missing", "image-too-large", "image-type"} <= {rule for rule, *_ in check}


def test_a_check_counts_images_as_a_build_does(tmp_path: Path) -> None:
    files = dict.fromkeys((f"{number}.png" for number in range(220)), images()["b.png"])
    check, build, _ = every_finding(tmp_path, files)
    assert check == build
    assert any("beyond the first 200" in message for _, _, _, message, _ in check)


@pytest.mark.parametrize("name", ["d.png", "e.jpg"])
@pytest.mark.parametrize("tags", TAGS)
def test_an_image_whose_tags_cannot_be_read_is_published_upright(tmp_path: Path, name: str, tags: bytes) -> None:
    (tmp_path / name).write_bytes(tagged(images()[name], b"eXIf", tags))
    job = ImageJob(tmp_path / name, "key", ImageOptions(), Cache(tmp_path / "cache"))
    assert fault_of(tmp_path / name) is None
    found = probe_image(None, job)
    assert isinstance(found, PreparedImage)
    assert (found.width, found.height) == (640, 480)


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_an_image_is_turned_as_its_tag_says(turn: int, kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    data = saved(Image.linear_gradient("L").resize((64, 48)).rotate(20).convert("RGB"), kind, exif=exif)
    with opened_image(data, 1600) as (image, _), Image.open(io.BytesIO(data)) as same:
        expected = ImageOps.exif_transpose(same)
        assert shown_size(image, False, data) == expected.size
        assert decode_frame(image, 0).tobytes() == expected.tobytes()


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.EMFILE])
@pytest.mark.parametrize("opened_before", [0, 1, 2])
def test_an_error_of_the_machine_is_no_fact_about_an_image(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, opened_before: int
) -> None:
    files = {"a.png": images()["d.png"]}
    really, times = os.open, Counter[str]()

    def refuse(file: Any, *args: Any) -> int:
        times[str(file)] += 1
        if str(file).endswith("a.png") and times[str(file)] > opened_before:
            raise OSError(number, os.strerror(number), str(file))
        return really(file, *args)

    monkeypatch.setattr(os, "open", refuse)
    check, *_ = every_finding(tmp_path, files)
    said = [message.partition(": ")[2] for rule, _, _, message, _ in check if rule == "image-missing"]
    assert said == ["the file cannot be read on this machine: “a.png”."] * (opened_before < 2)
    monkeypatch.undo()
    assert not [rule for course in every_finding(tmp_path, files) for rule, *_ in course if rule.startswith("image")]


@pytest.mark.parametrize(
    ("why", "rule"),
    [
        (JobStoppedError("it took too long"), "image-too-large"),
        (JobStoppedError("reading it failed"), "image-too-large"),
        (JobStoppedError("reading it failed: No space left on device", errno=errno.ENOSPC), "image-missing"),
    ],
)
def test_an_image_whose_reading_was_ended_is_read_again(tmp_path: Path, why: JobStoppedError, rule: str) -> None:
    class Ended(Here):
        def map(self, work: Callable[[Any, Any], Any], shared: Any, jobs: Iterable[Any]) -> list[Any]:
            return [why for _ in jobs] if work is probe_image else super().map(work, shared, jobs)

    files = {"a.png": images()["d.png"]}
    for workers, expected in ((Ended(), {rule}), (Here(), set())):
        _, build, after = every_finding(tmp_path, files, workers)
        assert {found for found, *_ in build if found.startswith("image")} == expected
        assert build == after


@pytest.mark.parametrize("name", FORGED)
def test_an_image_that_only_looks_whole_is_published_as_an_empty_one(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(FORGED[name])
    job = ImageJob(tmp_path / name, "key", ImageOptions(), Cache(tmp_path / "cache"))
    found = probe_image(None, job)
    assert isinstance(found, PreparedImage)
    encode_image(None, job)
    with Image.open(found.file) as image:
        assert image.size == (found.width, found.height)
        assert image.convert("L").getextrema() == (127, 127)


def test_an_animation_ends_where_it_is_broken(tmp_path: Path) -> None:
    frames = [Image.effect_noise((60, 60), 90).quantize(64) for _ in range(4)]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=90)
    at = data.rindex(b"\x21\xf9\x04")
    data = data[: at + 30] + b"\xff" * 200 + data[at + 230 :]
    (tmp_path / "a.gif").write_bytes(data)
    assert fault_of(tmp_path / "a.gif") is None
    found = probe_image(None, ImageJob(tmp_path / "a.gif", "key", ImageOptions(), Cache(tmp_path / "cache")))
    assert isinstance(found, PreparedImage)
    encode_image(None, ImageJob(tmp_path / "a.gif", "key", ImageOptions(), Cache(tmp_path / "cache")))
    with Image.open(found.file) as image:
        assert getattr(image, "n_frames", 1) == 3
