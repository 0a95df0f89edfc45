"""Divide words that join a unit and its limit: German "Wortlimit", Swedish "teckengräns", English "wordcount"."""

from __future__ import annotations

from mkdocs_report.runtime.lazy_pattern import LazyPattern

_UNITS = "word|character|char|wort|wörter|zeichen|ord|tegn|tecken|woorden|woord|tekens|teken|karakter"
_HEADS = (
    "limit|count|cap|length|grenze|obergrenze|begrenzung|beschränkung|zahl|anzahl|umfang|grænsen?|begrænsning(?:en)?"
    "|antal(?:let|et)?|mængden?|mängden?|loft|gräns(?:en)?|begränsning(?:en)?|grensen?|begrensning(?:en)?|antall(?:et)?|mengden?"
    "|telling|limiet|grens|aantal|tal"
)
_COMPOUND = LazyPattern(rf"({_UNITS})s?({_HEADS})")
_BEGINNINGS = tuple(_UNITS.split("|"))
_SHORTEST = 6


def divided(word: str) -> tuple[str, str] | None:
    """Return the unit and the rest of a casefolded word, `None` if it does not join them."""
    if len(word) < _SHORTEST or not word.startswith(_BEGINNINGS):
        return None
    match = _COMPOUND.fullmatch(word)
    return (match[1], match[2]) if match else None
