"""Count characters by several conventions: code points, what a reader sees as one character, and UTF-16 units.

`é` may be one code point or two, and a family emoji is seven. The number of code points decides, after canonical
composition (Unicode Standard Annex 15), because most editors and web forms count in this way.
"""

from __future__ import annotations

from unicodedata import category, normalize

_JOINER = "\u200d"
_VARIATIONS = frozenset("\ufe0e\ufe0f\u200c")


def code_points(text: str) -> int:
    """Return the number of code points after canonical composition."""
    return len(text if text.isascii() else normalize("NFC", text))


def clusters(text: str) -> int:
    """Return about the number of characters that a reader sees: grapheme clusters of Unicode Standard Annex 29."""
    if text.isascii():
        return len(text)
    number = flags = 0
    joined = False
    for character in normalize("NFC", text):
        is_flag = "\U0001f1e6" <= character <= "\U0001f1ff"
        flags = flags + 1 if is_flag else 0
        number += not (joined or _extends(character) or (is_flag and flags % 2 == 0))
        joined = character == _JOINER
    return number


def utf16_units(text: str) -> int:
    """Return the number of UTF-16 units, which JavaScript and word processors count."""
    return len(text) + sum(1 for character in text if character > "\uffff")


def without_space(text: str) -> str:
    """Return a text without its white space."""
    return "".join(text.split())


def _extends(character: str) -> bool:
    """Whether a character is drawn on the one before it."""
    if character < "\u0300":
        return False
    return (
        character == _JOINER
        or character in _VARIATIONS
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # the colour of a skin
        or "\U000e0020" <= character <= "\U000e007f"  # the tags of a flag
        or category(character)[0] == "M"
    )
