"""Recognise the files that `mkdocs-report html` made, by a mark in them."""

from __future__ import annotations

from pathlib import Path

from mkdocs_report.runtime.files import open_regular

HTML = b'<meta name="generator" content="mkdocs-report'
"""The mark in the head of every HTML file."""
OPENING = b'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n' + HTML + b" "
"""The beginning of every HTML file. A browser that saves a page writes another beginning."""
PDF = b"\n% made by mkdocs-report\n"
"""The end of every PDF."""
_HEAD, _TAIL = 400, 100
"""The bytes at the start and at the end in which a mark is looked for."""


def is_generated(file: Path) -> bool:
    """Whether a file was made by the command; a link or an empty file was not."""
    head, tail = _ends(file)
    return HTML in head or _is_pdf(head, tail)


def is_unchanged(file: Path) -> bool:
    """Whether a file is as the command wrote it, judging by its beginning and end; only such files are deleted."""
    head, tail = _ends(file)
    return head.startswith(OPENING) or _is_pdf(head, tail)


def _is_pdf(head: bytes, tail: bytes) -> bool:
    return head.startswith(b"%PDF-") and tail.endswith(PDF)


def _ends(file: Path) -> tuple[bytes, bytes]:
    """Return the first and the last bytes of a regular file; empty for a link or an unreadable file."""
    try:
        if file.is_symlink():
            return b"", b""
        with open_regular(file) as stream:
            head = stream.read(_HEAD)
            stream.seek(max(0, file.stat().st_size - _TAIL))
            return head, stream.read(_TAIL)
    except OSError:
        return b"", b""
