"""Text of unknown origin, made fit for a terminal or a log."""

from __future__ import annotations

import unicodedata

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def visible(text: str) -> str:
    r"""Return `text` with characters that could steer a terminal or turn a line around written out: `\x1b`."""
    if text.isprintable() and text.isascii():
        return text
    return "".join(
        f"\\x{ord(c):02x}" if c in _BIDI or unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} else c for c in text
    )
