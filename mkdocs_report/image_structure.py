"""Whether an image file is whole, by its structure: in a fiftieth of the time that decoding takes."""

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
_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
"""What ends the coded pixels of a JPEG: a marker that is neither an escaped byte nor a restart (ITU T.81, B.1.1)."""
_SOF = frozenset({0xC0, 0xC1, 0xC2})
_SOS, _EOI, _ADOBE = 0xDA, 0xD9, 0xEE


def is_whole_png(data: bytes) -> bool:
    """Return whether all parts of a still PNG are there, each with its checksum, and enough pixels for its size.

    False says nothing: a program may show the file all the same. True says no more than that no part was lost or
    changed since the file was written.
    """
    view = memoryview(data)
    kinds: set[bytes] = set()
    at, pixels = len(PNG), 0
    while at + 12 <= len(data):
        size, kind = int.from_bytes(view[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 8 + size
        if end + 4 > len(data) or zlib.crc32(view[at + 4 : end]) != int.from_bytes(view[end : end + 4], "big"):
            return False
        if not kinds and (kind != b"IHDR" or size != 13):
            return False
        kinds.add(kind)
        pixels += size if kind == b"IDAT" else 0
        if kind == b"IEND":
            return b"acTL" not in kinds and _can_hold(data[16:29], pixels, kinds)
        at = end + 4
    return False


def _can_hold(header: bytes, pixels: int, kinds: set[bytes]) -> bool:
    """Whether so many bytes can hold the pixels of a PNG with this header."""
    width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big")
    depth, colour = header[8], header[9]
    if (colour, depth) not in _BITS or header[10:12] != b"\0\0" or header[12] > 1:
        return False
    needed = height * (1 + (width * depth * _CHANNELS[colour] + 7) // 8)
    return (colour != 3 or b"PLTE" in kinds) and 0 < needed <= pixels * _MAX_RATIO


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
