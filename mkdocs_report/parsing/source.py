"""Decode the bytes of a file, and build its line table, within a cap on size. Never fails on any content."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from mkdocs_report.model.report import FileFault
from mkdocs_report.runtime.files import read_head

MAX_BYTES = 4 * 1024 * 1024
"""The largest file that is read; the largest of 113 real reports has 0.05 MB."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text file, decoded.

    `lines` holds the text without line ends, split at LF, with a CR before it removed, so that line numbers agree with
    editors and with GitHub. A file that has only CR is split at CR. `faults` lists what is wrong with the bytes.
    """

    path: str
    lines: tuple[str, ...]
    faults: tuple[FileFault, ...] = ()


def read_source(file: Path, path: str, max_bytes: int = MAX_BYTES) -> Source:
    """Read `file` and decode it; `path` is the name under which it is shown.

    Raises:
        OSError: the file cannot be opened or read.
    """
    return decode(read_content(file, max_bytes), path, max_bytes)


def read_content(file: Path, max_bytes: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file; of one that is too large, enough for `decode` to tell.

    Raises:
        OSError: the file cannot be opened or read.
    """
    return read_head(file, max_bytes + 1)


def decode(data: bytes, path: str, max_bytes: int = MAX_BYTES) -> Source:
    """Decode the bytes of a file as UTF-8, or by its byte order mark.

    Bytes that are not UTF-8 become U+FFFD, and are listed in `faults`, as are NUL characters. A file of more than
    `max_bytes` is not read at all.
    """
    if len(data) > max_bytes:
        return Source(path, (), (FileFault("too-large", 1, f"more than {max_bytes // 1024:,} KiB"),))
    text, faults = _decode(data)
    if b"\0" in data and "\0" in text:  # searching bytes is much faster than searching text
        line = text.count("\n", 0, text.index("\0")) + 1
        faults = faults or (FileFault("not-utf8", line, "a NUL character"),)
        text = text.replace("\0", "\ufffd")
    if "\n" not in text and "\r" in text:
        text = text.replace("\r", "\n")
    lines = text.split("\n")
    if "\r" in text:
        lines = [line.removesuffix("\r") for line in lines]
    if lines[-1] == "":
        lines.pop()
    return Source(path, tuple(lines), faults)


def _decode(data: bytes) -> tuple[str, tuple[FileFault, ...]]:
    for mark, name in (
        (codecs.BOM_UTF32_LE, "UTF-32"),
        (codecs.BOM_UTF32_BE, "UTF-32"),
        (codecs.BOM_UTF16_LE, "UTF-16"),
        (codecs.BOM_UTF16_BE, "UTF-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, errors="replace"), (FileFault("not-utf8", 1, f"{name} text"),)
    head = data[:400]
    if len(head) >= 4 and head.count(0) * 3 >= len(head):
        name = "UTF-16-BE" if head[0] == 0 else "UTF-16-LE"
        return data.decode(name, errors="replace"), (FileFault("not-utf8", 1, "UTF-16 text"),)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        seen = f"the byte 0x{data[error.start]:02X}"
        return data.decode("utf-8-sig", errors="replace"), (FileFault("not-utf8", line, seen),)
