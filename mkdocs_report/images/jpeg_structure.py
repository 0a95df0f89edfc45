"""Check the structure of JPEG files (ITU T.81): whether they can be decoded, without decoding the pixels."""

from __future__ import annotations

import re

JPEG = b"\xff\xd8"
_MAX_SIDE = 65_500
"""The longest side that libjpeg decodes, in pixels."""
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
"""The end of the coded pixels: a marker that is neither an escaped byte nor a restart (B.1.1)."""
_SOF = frozenset({0xC0, 0xC1, 0xC2})
_BASELINE, _DHT, _SOS, _EOI, _DQT, _DRI, _ADOBE, _COM = 0xC0, 0xC4, 0xDA, 0xD9, 0xDB, 0xDD, 0xEE, 0xFE
_PLAIN_APPS = {0xE0: (b"JFIF\0", 14), 0xE2: (b"ICC_PROFILE\0", 15)}
"""The parts of other programs that any reader takes: their first bytes, and their least length."""
_SAMPLINGS = (b"\x11", b"\x21", b"\x12", b"\x22")
"""The usual samplings of the brightness; those of colours are the first (B.2.2)."""


def plain_jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Return the width and height in pixels of a usual JPEG that can be decoded; None if that is not sure.

    A usual JPEG is a baseline JPEG with one scan and without Exif. Pixels are not checked: wrong ones stop no decoder.
    """
    if not data.startswith(JPEG):
        return None
    at, frame, quantizers, codes = len(JPEG), b"", set[int](), set[int]()
    while at + 4 <= len(data) and data[at] == 0xFF:
        kind, end = data[at + 1], at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        part = data[at + 4 : end]
        if end > len(data):
            return None
        if kind == _SOS:
            found = _MARKER.search(data, end)
            whole = found is not None and data[found.end() - 1] == _EOI and _is_plain_scan(part, frame, codes)
            if not whole or not {frame[at] for at in range(8, len(frame), 3)} <= quantizers:
                return None
            return int.from_bytes(frame[3:5], "big"), int.from_bytes(frame[1:3], "big")
        if kind == _DQT and len(part) % 65 == 0 and max(part[::65], default=0) < 4:
            quantizers.update(part[::65])
        elif kind == _DHT and (new := _code_tables(part)) is not None:
            codes |= new
        elif kind == _BASELINE and not frame and _is_plain_frame(part):
            frame = part
        elif kind in _PLAIN_APPS:
            beginning, least = _PLAIN_APPS[kind]
            if not part.startswith(beginning) or len(part) < least:
                return None
        elif kind != _COM and not (kind == _DRI and len(part) == 2):
            return None
        at = end
    return None


def _is_plain_frame(part: bytes) -> bool:
    """Whether the header of a frame is that of a grey or a coloured image."""
    sides = int.from_bytes(part[1:3], "big"), int.from_bytes(part[3:5], "big")
    if part[:1] != b"\x08" or len(part) not in {9, 15} or part[5] != len(part) // 3 - 2:
        return False
    ids = part[6::3]
    return (
        0 < min(sides) <= max(sides) <= _MAX_SIDE
        and len(set(ids)) == len(ids)
        and part[7:8] in _SAMPLINGS
        and set(part[10::3]) <= {0x11}
    )


def _is_plain_scan(part: bytes, frame: bytes, codes: set[int]) -> bool:
    """Whether a scan has all components of the frame, in its order, with their Huffman tables."""
    number = len(frame) // 3 - 2
    if number < 1 or len(part) != 4 + 2 * number or part[0] != number or part[-3:] != b"\0\x3f\0":
        return False
    used = part[2 : 1 + 2 * number : 2]
    return (
        part[1 : 1 + 2 * number : 2] == frame[6::3] and {*(n >> 4 for n in used), *(n & 15 | 16 for n in used)} <= codes
    )


def _code_tables(part: bytes) -> set[int] | None:
    """Return the numbers of the Huffman tables in a segment, plus 16 for class 1 (B.2.4.2); None if one is invalid."""
    found, at = set[int](), 0
    while at < len(part):
        number, counts = part[at], part[at + 1 : at + 17]
        values = part[at + 17 : at + 17 + sum(counts)]
        room = 1
        for count in counts:  # each bit more doubles the codes that are left; the longest code is not all ones
            room = 2 * room - count
            if room < 1:
                return None
        if number & 0xEC or len(counts) < 16 or len(values) < sum(counts) or len(values) > 256:
            return None
        if number < 16 and max(values, default=0) > 15:
            return None
        found.add(number)
        at += 17 + len(values)
    return found


def jpeg_skeleton(data: bytes) -> bytes | None:
    """Return a JPEG with all tables of another but no pixels; None if a segment is missing or of a rare kind.

    A decoder stops at wrong tables, but continues after wrong pixels. So it can decode the file if it can decode this
    skeleton.
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
            if kind not in _SOF or len(part) < 10 or not 0 < min(sides) <= max(sides) <= _MAX_SIDE:
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
