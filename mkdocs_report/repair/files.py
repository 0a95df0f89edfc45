"""Write a report in place: line ends, byte order mark and permissions stay, and the original is backed up.

This module does not read Markdown.
"""

from __future__ import annotations

import codecs
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from mkdocs_report.runtime.files import read_head

MAX_BACKUPS = 1000
"""The most backups beside a report."""


class ChangedError(OSError):
    """A file was changed after it was read."""


def encode_lines(data: bytes, lines: Sequence[str]) -> bytes:
    """Return the bytes of a file with these lines, and with the byte order mark and line ends of `data`.

    If line ends are mixed, the most frequent one is used. The last line gets one as well.
    """
    text = data.decode("utf-8-sig")
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    end = _usual_end(text)
    return mark + "".join(f"{line}{end}" for line in lines).encode()


def _usual_end(text: str) -> str:
    both, line_feeds = text.count("\r\n"), text.count("\n")
    if not line_feeds and "\r" in text:
        return "\r"
    return "\r\n" if 2 * both > line_feeds else "\n"


def apply_edits(data: bytes, edits: Mapping[int, str | None]) -> bytes:
    """Return a file with some lines changed or deleted (None); every other byte stays as it is.

    Args:
        data: the bytes of the file, in UTF-8.
        edits: new lines by their number, from 1.
    """
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text = data.decode("utf-8-sig")
    end = "\r" if "\n" not in text and "\r" in text else "\n"
    pieces = [f"{piece}{end}" for piece in text.split(end)]
    pieces[-1] = pieces[-1].removesuffix(end)
    for number, line in edits.items():
        piece = pieces[number - 1]
        ending = next((e for e in ("\r\n", "\n", "\r") if piece.endswith(e)), "")
        pieces[number - 1] = "" if line is None else line + ending
    return mark + "".join(pieces).encode()


def back_up(file: Path, data: bytes) -> Path:
    """Write a backup of a file beside it, under an unused name; return the path of the backup.

    Raises:
        OSError: it cannot be written.
    """
    for number in range(1, MAX_BACKUPS):
        kept = file.with_name(f"{file.name}.orig" if number == 1 else f"{file.name}.orig.{number}")
        try:
            with kept.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        except FileExistsError:
            continue
        except OSError:
            if kept.exists():
                kept.unlink()
            raise
        return kept
    raise FileExistsError(f"there are {MAX_BACKUPS - 1} backups beside it. Delete some")


def replace_file(file: Path, before: bytes, after: bytes) -> None:
    """Replace the bytes of a file in one step.

    Unlike `write_whole`, it keeps the permissions, waits for the disk, and writes only if the file is unchanged.

    Raises:
        ChangedError: the file no longer holds the bytes `before`.
        OSError: it cannot be written; the file is unchanged.
    """
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".part", dir=file.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(after)
            stream.flush()
            os.fsync(stream.fileno())
        shutil.copymode(file, part)
        if read_head(file, len(before) + 1) != before:
            raise ChangedError("it was changed in the meantime. Run the command again")
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
