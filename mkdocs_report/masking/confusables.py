"""Letters of other scripts that look like Latin ones: the Cyrillic letter U+0410 is read as an `A`.

The table has the Greek and Cyrillic letters whose prototype in the data of Unicode Technical Standard 39
(https://www.unicode.org/Public/security/latest/confusables.txt) is a Latin letter or a small capital one. It differs in
the letters that look like a capital I, for which those data give a small l; and in U+043C and U+04CF.
"""

from __future__ import annotations

import re
import unicodedata

_GREEK = """
391A 392B 395E 396Z 397H 399I 39AK 39CM 39DN 39FO 3A1P 3A4T 3A5Y 3A7X 3DCF 3D2Y 3F9C 3FAM 37FJ 3B1a 3B3y 3B9i 3BAk
3BDv 3BFo 3C1p 3C3o 3C4t 3C5u 3F0k 3F1p 3F2c 3F3j 37Ai
"""
_CYRILLIC = """
410A 412B 415E 405S 406I 408J 41AK 41CM 41DH 41EO 420P 421C 422T 423Y 425X 42Cb 4AEY 4C0I 50CG 51CW 474V 430a 432b 433r
435e 43Ak 43Cm 43Dh 43Eo 440p 441c 442t 443y 445x 455s 456i 458j 461w 475v 4AFy 4BBh 4BDe 4CFl 501d 50Dg 51Bq 51Dw
"""
_LIKE = {int(pair[:-1], 16): pair[-1] for pair in (_GREEK + _CYRILLIC).split()}
"""Each letter's code point, and the Latin letter that it looks like."""
LATIN = {
    sign: _LIKE[base]
    for sign in (*range(0x370, 0x530), *range(0x1F00, 0x2000))
    if (base := ord(unicodedata.normalize("NFD", chr(sign))[0])) in _LIKE
}
"""The same, and the letters that are one of them with an accent."""
_ALIKE = re.compile(f"[{''.join(chr(sign) + chr(sign).casefold() for sign in LATIN)}]")
_GAP = re.compile(r"[\W_]")
_SHORTEST = 6
"""The letters of the shortest name without Latin letters that is read as a Latin name."""


def may_look_latin(text: str) -> bool:
    """Whether a text has letters that look like Latin ones, as they are or as capital letters."""
    return not text.isascii() and _ALIKE.search(text) is not None


def resembles_latin_name(text: str) -> bool:
    """Whether a reader takes a text for the Latin name, number or address that it resembles.

    It is if it has letters that only look Latin beside Latin letters, digits or an @, or if it is a name of several
    words. A word with only Greek or Cyrillic letters is a word of that language.
    """
    if not may_look_latin(text):
        return False
    letters = [sign for sign in text if sign.isalpha()]
    if "@" in text or any(ord(sign) not in LATIN for sign in letters) or any(map(str.isdecimal, text)):
        return True
    return len(letters) >= _SHORTEST and _GAP.search(text.strip()) is not None
