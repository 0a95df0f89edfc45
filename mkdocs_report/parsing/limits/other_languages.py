"""Recognise limits in languages whose limits are not read: "20 slov", "2 kuvaa".

The check of a template reports them. A language that is to be read needs a module in `languages`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

_NOUNS = {
    "words": """
        sanaa sanan sanaan slov slova slovo szó szót szóban szóból cuvinte cuvânt kelime kelimelik sõna vārdi vārdu
        vārdiem žodžių žodžiai riječi besed besede речей слов слова слово слів думи λέξεις λέξη paraules paraula orð
        hitz palabras từ kata maneno geiriau focal fjalë зборова речи
    """,
    "images": """
        kuvaa kuvan kuva obrázek obrázky obrázků obrázkov obrázku kép képet ábra ábrát imagini imagine resim görsel
        pilti pilt attēli attēlu attēls paveikslėlių paveikslėliai slika slike slik картинки картинок изображения
        изображений рисунков рисунка зображень зображення малюнків εικόνες εικόνα imatges imatge mynd myndir myndum
        hình ảnh gambar слики
    """,
}
"""Of languages that have no vocabulary; the nouns of those that have one are in `languages`."""
_EASTERN = {"words": "个?字|詞|词|文字|단어|자", "images": "张?图|張?圖|枚|장"}
_NUMBER = r"(\d{1,3}(?:[., \u00a0]\d{3})+|\d{1,6})"


@dataclass(frozen=True, slots=True)
class Foreign:
    """A number with a foreign word for "words" or "images": its place, and the same in English."""

    start: int
    end: int
    english: str


def _pattern(unit: str) -> re.Pattern[str]:
    """Return a pattern of number, maybe a second number, maybe one more word, and noun."""
    nouns = {normalize(form, noun) for noun in _NOUNS[unit].split() for form in ("NFC", "NFD")}
    forms = sorted(nouns, key=len, reverse=True)
    return re.compile(
        rf"(?<![\w.,]){_NUMBER}(?:\s*[^\s\d.,;:()]{{1,4}}\s*{_NUMBER})?\+?[\s-]*"
        rf"(?:(?:[^\W\d_]{{2,20}}\s+)?(?:{'|'.join(forms)})\b|(?:{_EASTERN[unit]}))",
        re.I,
    )


_PATTERNS = {unit: _pattern(unit) for unit in _NOUNS}


def _english(unit: str, first: str, last: str | None) -> str:
    number = f"{first}-{last}" if last else first
    noun = unit.removesuffix("s") if number == "1" else unit
    return f"Answer length: {number} {noun}." if unit == "words" else f"Insert {number} {noun}."


def foreign_limits(sentence: str) -> Iterator[Foreign]:
    """Yield apparent limits in languages that are not read, in the order of the sentence."""
    found = [
        Foreign(match.start(), match.end(), _english(unit, match[1], match[2]))
        for unit, pattern in _PATTERNS.items()
        for match in pattern.finditer(sentence)
    ]
    yield from sorted(found, key=lambda each: each.start)
