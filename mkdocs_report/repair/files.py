"""Writing into a group's own file: its line ends, its byte order mark and its rights stay, and what was there is kept.

Nothing in here reads Markdown.
"""

from __future__ import annotations

import codecs
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from mkdocs_report.runtime.files import read_head

MOST_KEPT = 1000
"""How many kept originals may lie beside a report."""


class ChangedError(OSError):
    """Somebody wrote into a file after it had been read."""


def rewritten(data: bytes, lines: Sequence[str]) -> bytes:
    """Return a file of these lines, with the byte order mark and the line ends that another has.

    Where line ends are mixed, the most frequent one is taken. The last line ends with one, too.
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


def edited(data: bytes, edits: Mapping[int, str | None]) -> bytes:
    """Return a file with some of its lines changed or (None) taken out; every other byte stays as it is.

    Args:
        data: UTF-8.
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


def keep_beside(file: Path, data: bytes) -> Path:
    """Write what a file held beside it, under a name that nothing has; return that file.

    Raises:
        OSError: it can not be written.
    """
    for number in range(1, MOST_KEPT):
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
    raise FileExistsError(f"{MOST_KEPT - 1} kept originals lie beside it; delete some")


def replace_whole(file: Path, before: bytes, after: bytes) -> None:
    """Replace a file's bytes at once: a reader sees either the old or the new ones.

    Unlike `write_whole`, it keeps the file's mode, waits for the disk, and writes only if nobody changed the file.

    Raises:
        ChangedError: the file does not hold what it held when it was read.
        OSError: it can not be written; what stood there stands there still.
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
            raise ChangedError("it was changed while it was read; run the command again")
        part.replace(file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
