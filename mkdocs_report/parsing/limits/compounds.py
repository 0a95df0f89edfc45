"""Divide words that join a unit and its limit: German "Wortlimit", Swedish "teckengräns", English "wordcount"."""

from __future__ import annotations

_UNITS = tuple(
    "word character char wort wörter zeichen ord tegn tecken woorden woord tekens teken karakter".split(),
)
_HEADS = frozenset(
    """
        limit count cap length grenze obergrenze begrenzung beschränkung zahl anzahl umfang grænse grænsen begrænsning
        begrænsningen antal antallet antalet mængde mængden loft gräns gränsen begränsning begränsningen mängd mängden
        grense grensen begrensning begrensningen antall mengde mengden telling limiet grens aantal tal
    """.split()
)
_SHORTEST = 6


def divided(word: str) -> tuple[str, str] | None:
    """Return the unit and the rest of a casefolded word, `None` if it does not join them."""
    if len(word) < _SHORTEST or not word.startswith(_UNITS):
        return None
    for unit in _UNITS:
        rest = word.removeprefix(unit)
        for head in (rest, rest.removeprefix("s")):
            if head in _HEADS:
                return unit, head
    return None
