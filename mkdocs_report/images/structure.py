"""Check whether image files are complete, without decoding the pixels."""

from __future__ import annotations

import zlib
from functools import lru_cache
from struct import Struct
from zlib import crc32

PNG = b"\x89PNG\r\n\x1a\n"
_BEGINNING = PNG + b"\0\0\0\x0dIHDR"
_PART, _CHECKSUM, _SIZE, _HEADER = Struct(">I4s"), Struct(">I"), Struct(">II"), Struct(">IIBBBBB")
_MAX_RATIO = 1100
"""More than deflate ever gains: 1032 to 1."""
_BITS = {(0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16), (3, 1), (3, 2), (3, 4), (3, 8), (4, 8), (4, 16),
         (6, 8), (6, 16)}  # fmt: skip
"""The colour types and bit depths of the PNG specification, section 11.2.1."""
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PLAIN = {b"PLTE": None, b"IDAT": None, b"IEND": None, b"sBIT": None, b"bKGD": None, b"tEXt": None, b"eXIf": None,
          b"iDOT": None, b"gAMA": 4, b"pHYs": 9, b"sRGB": 1, b"cHRM": 32, b"tIME": 7}  # fmt: skip
"""Chunks of PNG files that most programs write, with the length of each in bytes; None if it may have any length."""
_MAX_PROFILE = 1_000_000
_GIF = (b"GIF87a", b"GIF89a")
_FRAME, _EXTENSION, _TRAILER, _CONTROL, _APPLICATION = 0x2C, 0x21, 0x3B, 0xF9, 0xFF
_ROW = 256 * 256
"""The bytes of a GIF whose blocks are passed over at once."""


def is_whole_png(data: bytes) -> bool:
    """Return whether a still PNG has all its chunks, with valid checksums, and enough pixels for its size.

    False proves nothing: a program may still show the file. True means only that no part was lost or changed since the
    file was written.
    """
    return _whole_parts(data) is not None


def plain_png_size(data: bytes) -> tuple[int, int] | None:
    """Return the width and height in pixels of a complete PNG; None if a chunk of it may stop a reader."""
    parts = _whole_parts(data)
    if parts is None:
        return None
    colour = data[25]
    for kind, start, end in parts:
        usual = _PLAIN.get(kind, -1)
        if usual is not None and usual != end - start and not _is_accepted(kind, data[start:end], colour):
            return None
    width, height = _SIZE.unpack_from(data, 16)
    return width, height


def _whole_parts(data: bytes) -> list[tuple[bytes, int, int]] | None:
    """Return the chunks of a complete PNG, without header and pixels: kind, start and end; None if it is damaged."""
    if not data.startswith(_BEGINNING):
        return None
    view, size = memoryview(data), len(data)
    parts: list[tuple[bytes, int, int]] = []
    at, pixels = len(PNG), 0
    while at + 12 <= size:
        length, kind = _PART.unpack_from(data, at)
        end = at + 8 + length
        if end + 4 > size or crc32(view[at + 4 : end]) != _CHECKSUM.unpack_from(data, end)[0]:
            return None
        if kind == b"IDAT":
            pixels += length
        elif kind == b"IEND":
            return parts[1:] if _can_hold(data, parts, pixels) else None
        else:
            parts.append((kind, at + 8, end))
        at = end + 4
    return None


def _can_hold(data: bytes, parts: list[tuple[bytes, int, int]], pixels: int) -> bool:
    """Whether the chunks of a still PNG, with so many bytes of packed pixels, can hold the image of its header."""
    width, height, depth, colour, packing, filters, interlacing = _HEADER.unpack_from(data, 16)
    if (colour, depth) not in _BITS or packing or filters or interlacing > 1 or not min(width, height):
        return False
    kinds = [kind for kind, _, _ in parts]
    if b"acTL" in kinds or (colour == 3 and b"PLTE" not in kinds):
        return False
    needed: int = height * (1 + (width * depth * _CHANNELS[colour] + 7) // 8)
    return needed <= pixels * _MAX_RATIO


def _is_accepted(kind: bytes, part: bytes, colour: int) -> bool:
    """Whether all readers accept a chunk of a kind that they reject in some forms."""
    if kind == b"tRNS":
        return colour == 3 or len(part) == {0: 2, 2: 6}.get(colour)
    if kind == b"iTXt":
        return not part.partition(b"\0")[2].startswith(b"\1")  # compressed text may unfold to too much
    return kind == b"iCCP" and len(part) <= _MAX_PROFILE and _is_small_profile(part)


@lru_cache(maxsize=16)  # images of one group come from one screen or two
def _is_small_profile(part: bytes) -> bool:
    """Whether a colour profile unpacks to no more than readers accept."""
    _, _, packed = part.partition(b"\0")
    unpacker = zlib.decompressobj()
    try:
        unpacker.decompress(packed[1:], _MAX_PROFILE)
    except zlib.error:
        return False
    return packed[:1] == b"\0" and not unpacker.unconsumed_tail


def plain_gif_frames(data: bytes) -> int | None:
    """Return the number of frames of a GIF; None if it is incomplete, or has a block of a rare kind.

    The content of the frames is not checked.
    """
    if not data.startswith(_GIF):
        return None
    frames = 0
    try:
        at = 13 + _palette_length(data[10])
        while (kind := data[at]) != _TRAILER:
            if kind == _FRAME:
                frames += 1
                at = _behind_blocks(data, at + 11 + _palette_length(data[at + 9]))
            elif kind == _EXTENSION and _is_plain_extension(data, at + 1):
                at = _behind_blocks(data, at + 2)
            else:
                return None
    except IndexError:  # it is cut off
        return None
    return frames or None


def _palette_length(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _is_plain_extension(data: bytes, at: int) -> bool:
    """Whether readers agree on the end of an extension of a GIF: not if a block is missing that its label demands."""
    label, length = data[at], data[at + 1]
    if label == _CONTROL:
        return length == 4
    return length > 0 and (label != _APPLICATION or data[at + 2 + length] > 0)


def _behind_blocks(data: bytes, at: int) -> int:
    """Return the index after a row of blocks, each of which begins with its length; the last one is empty."""
    while length := data[at]:
        if length == 0xFF:  # as nearly all: a row of them is passed over at once
            lengths = data[at : at + _ROW : 256]
            at += 256 * (len(lengths) - len(lengths.lstrip(b"\xff")))
        else:
            at += 1 + length
    return at + 1
