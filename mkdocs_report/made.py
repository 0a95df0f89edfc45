"""Files that `mkdocs-report html` made, told by a mark in them."""

from __future__ import annotations

from pathlib import Path

from mkdocs_report.files import open_regular

HTML = b'<meta name="generator" content="mkdocs-report'
"""What is in the head of every HTML file."""
PDF = b"\n% made by mkdocs-report\n"
"""What is at the end of every PDF."""
_HEAD, _TAIL = 400, 100
"""How many bytes from the start, and from the end, hold a mark."""


def is_made(file: Path) -> bool:
    """Whether a file was made by the command; a link or an empty file was not."""
    try:
        if file.is_symlink():
            return False
        with open_regular(file) as stream:
            head = stream.read(_HEAD)
            if HTML in head:
                return True
            stream.seek(max(0, file.stat().st_size - _TAIL))
            return head.startswith(b"%PDF-") and stream.read().endswith(PDF)
    except OSError:
        return False
