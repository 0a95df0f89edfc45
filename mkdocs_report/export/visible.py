"""Text of unknown origin, made fit for a terminal or a log."""

from __future__ import annotations

import unicodedata

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def visible(text: str) -> str:
    r"""Return `text` with characters that could steer a terminal or turn a line around written out: `\x1b`."""
    if text.isprintable() and text.isascii():
        return text
    return "".join(
        _written_out(c) if c in _BIDI or unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} else c for c in text
    )


def _written_out(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
