"""Text of unknown origin, made fit for a terminal or a log."""

from __future__ import annotations

import re

_STEERING = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"  # Cc, Zl, Zp, Cs and bidi
)
_COMMAND = re.compile(r"(?<!\w):(?=:\s*[A-Za-z])|#(?=#(?:\[|vso\[))")
"""What GitHub's and Azure's logs take for an order to them: `::error::`, `##[error]`, `##vso[task...]`."""


def visible(text: str) -> str:
    r"""Return `text` with what could steer a terminal, a build's log or the direction of a line written out: `\x1b`."""
    if "::" in text or "##" in text:
        text = _COMMAND.sub(lambda match: _written_out(match[0]), text)
    if text.isprintable() and text.isascii():
        return text
    return _STEERING.sub(lambda match: _written_out(match[0]), text)


def _written_out(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
