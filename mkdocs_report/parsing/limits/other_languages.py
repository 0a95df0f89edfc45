"""Recognise limits in languages other than English, from which none is read: "20 bis 60 Wörter", "2 capturas".

The check of a template reports them. English is read in `grammar.py`; a second language needs a module like it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

_NOUNS = {
    "words": (
        "mots ord palabra palabras palavra palavras parole woerter woord woorden wort worte worten wörter wörtern"
    ),
    "images": (
        "abbildung abbildungen afbeelding afbeeldingen bild bilde bilder bildern bildschirmfoto bildschirmfotos "
        "billede billeder captura capturas capture_d'écran "
        "captures_d'écran diagramme figur figura figuras figuren figurer foto foto's fotoer "
        "fotografia fotografias fotografie fotografía fotografías fotos grafici grafico grafiek grafieken grafik "
        "grafiken gráfico gráficos imagem imagen imagenes imagens immagine immagini imágenes plaatje plaatjes "
        "schermafbeelding schermafbeeldingen schermata schermate schéma schémas skjermbilde skjermbilder skärmbild "
        "skärmbilder skärmdump skärmdumpar skærmbillede skærmbilleder"
    ),
}
"""Of German, French, Spanish, Portuguese, Italian, Dutch, Danish, Swedish and Norwegian, as far as English has not the
same word ("images", "figures", "screenshots"); an underscore represents a space."""
_NUMBER = r"(\d{1,3}(?:[.,]\d{3})+|\d{1,6})"


@dataclass(frozen=True, slots=True)
class Foreign:
    """A number with a foreign word for "words" or "images": its place, and the same in English."""

    start: int
    end: int
    english: str


def _pattern(nouns: str) -> re.Pattern[str]:
    """Return a pattern of number, maybe a second number, maybe one more word, and noun."""
    each = [noun.replace("'", "['’]").replace("_", r"\s") for noun in nouns.split()]
    forms = sorted({normalize(form, noun) for noun in each for form in ("NFC", "NFD")}, key=len, reverse=True)
    return re.compile(
        rf"(?<![\w.,]){_NUMBER}(?:\s*[^\s\d.,;:()]{{1,4}}\s*{_NUMBER})?\+?[\s-]*(?:[^\W\d_]{{2,20}}\s+)?"
        rf"(?:{'|'.join(forms)})\b",
        re.I,
    )


_PATTERNS = {unit: _pattern(nouns) for unit, nouns in _NOUNS.items()}


def _english(unit: str, first: str, last: str | None) -> str:
    number = f"{first}-{last}" if last else first
    noun = unit.removesuffix("s") if number == "1" else unit
    return f"Answer length: {number} {noun}." if unit == "words" else f"Insert {number} {noun}."


def foreign_limits(sentence: str) -> Iterator[Foreign]:
    """Yield apparent limits in languages other than English, in the order of the sentence."""
    found = [
        Foreign(match.start(), match.end(), _english(unit, match[1], match[2]))
        for unit, pattern in _PATTERNS.items()
        for match in pattern.finditer(sentence)
    ]
    yield from sorted(found, key=lambda each: each.start)
