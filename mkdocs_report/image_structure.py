"""Structural checks of image files: complete or not, without decoding the pixels."""

from __future__ import annotations

import re
import zlib

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"
_MAX_RATIO = 1100
"""More than deflate ever gains: 1032 to 1."""
_MAX_JPEG_SIDE = 65_500
"""The longest side that libjpeg decodes, in pixels."""
_BITS = {(0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16), (3, 1), (3, 2), (3, 4), (3, 8), (4, 8), (4, 16),
         (6, 8), (6, 16)}  # fmt: skip
"""The colour types and bit depths of the PNG specification, section 11.2.1."""
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PLAIN = {b"PLTE": None, b"IDAT": None, b"IEND": None, b"sBIT": None, b"bKGD": None, b"tEXt": None, b"eXIf": None,
          b"iDOT": None, b"gAMA": 4, b"pHYs": 9, b"sRGB": 1, b"cHRM": 32, b"tIME": 7}  # fmt: skip
"""Parts of PNG files that most programs write, and how long each is in bytes; None where it may have any length."""
_MAX_PROFILE = 1_000_000
_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
"""The end of the coded pixels of a JPEG: a marker that is neither an escaped byte nor a restart (ITU T.81, B.1.1)."""
_SOF = frozenset({0xC0, 0xC1, 0xC2})
_SOS, _EOI, _ADOBE = 0xDA, 0xD9, 0xEE


def is_whole_png(data: bytes) -> bool:
    """Return whether all parts of a still PNG are there, each with its checksum, and enough pixels for its size.

    False says nothing: a program may show the file all the same. True says no more than that no part was lost or
    changed since the file was written.
    """
    return _whole_parts(data) is not None


def plain_png_size(data: bytes) -> tuple[int, int] | None:
    """Return the width and height in pixels of a whole PNG; None where it has a part that may stop a reader."""
    parts = _whole_parts(data)
    if parts is None or not all(_is_plain(kind, part, data[25]) for kind, part in parts[1:]):
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _whole_parts(data: bytes) -> list[tuple[bytes, memoryview]] | None:
    view = memoryview(data)
    at = len(PNG)
    parts: list[tuple[bytes, memoryview]] = []
    while at + 12 <= len(data):
        end = at + 8 + int.from_bytes(view[at : at + 4], "big")
        if end + 4 > len(data) or zlib.crc32(view[at + 4 : end]) != int.from_bytes(view[end : end + 4], "big"):
            return None
        kind = data[at + 4 : at + 8]
        parts.append((kind, view[at + 8 : end]))
        if kind == b"IEND":
            return parts if _can_hold(parts) else None
        at = end + 4
    return None


def _can_hold(parts: list[tuple[bytes, memoryview]]) -> bool:
    """Whether the parts of a still PNG can hold the pixels that its header tells of."""
    kinds = {kind for kind, _ in parts}
    first, header = parts[0]
    if first != b"IHDR" or len(header) != 13 or b"acTL" in kinds:
        return False
    width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big")
    depth, colour = header[8], header[9]
    if (colour, depth) not in _BITS or header[10] or header[11] or header[12] > 1 or not min(width, height):
        return False
    needed = height * (1 + (width * depth * _CHANNELS[colour] + 7) // 8)
    pixels = sum(len(part) for kind, part in parts if kind == b"IDAT")
    return (colour != 3 or b"PLTE" in kinds) and needed <= pixels * _MAX_RATIO


def _is_plain(kind: bytes, part: memoryview, colour: int) -> bool:
    """Whether readers accept a part of a PNG."""
    if kind == b"tRNS":
        return colour == 3 or len(part) == {0: 2, 2: 6}.get(colour)
    if kind == b"iTXt":
        return not bytes(part).partition(b"\0")[2].startswith(b"\1")  # compressed text may unfold to too much
    return _is_small_profile(bytes(part)) if kind == b"iCCP" else _PLAIN.get(kind, -1) in {None, len(part)}


def _is_small_profile(part: bytes) -> bool:
    """Whether a profile of colours unfolds to no more than readers take."""
    _, _, packed = part.partition(b"\0")
    unpacker = zlib.decompressobj()
    try:
        unpacker.decompress(packed[1:], _MAX_PROFILE)
    except zlib.error:
        return False
    return packed[:1] == b"\0" and not unpacker.unconsumed_tail


def jpeg_skeleton(data: bytes) -> bytes | None:
    """Return a JPEG with all tables of another and no pixels; None where a part is missing or of a rare kind.

    A decoder stops at wrong tables, and goes on after wrong pixels. So it can decode the file if it can decode this.
    """
    out = bytearray(JPEG)
    at, frames, scans = len(JPEG), 0, 0
    while at + 4 <= len(data) or data[at : at + 2] == b"\xff\xd9":
        kind = data[at + 1]
        if data[at] != 0xFF or kind in {0x01, 0xFF} or 0xD0 <= kind <= 0xD8:
            return None
        if kind == _EOI:
            return bytes(out + b"\xff\xd9") if frames == 1 and scans else None
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        part = bytearray(data[at:end])
        if end > len(data) or len(part) < 4:
            return None
        if 0xC0 <= kind <= 0xCF and kind not in {0xC4, 0xC8, 0xCC}:
            sides = int.from_bytes(part[5:7], "big"), int.from_bytes(part[7:9], "big")
            if kind not in _SOF or len(part) < 10 or not 0 < min(sides) <= max(sides) <= _MAX_JPEG_SIDE:
                return None
            part[5:9] = b"\0\x08\0\x08"
            frames += 1
        if not (0xE0 <= kind <= 0xEF or kind == 0xFE) or kind == _ADOBE:
            out += part
        at = end
        if kind == _SOS:
            scans += 1
            found = _MARKER.search(data, at)
            if not found:
                return None
            at = found.end() - 2
    return None
