"""Read the points of a question from its heading: "Design (10 points)"."""

from __future__ import annotations

import re
from functools import lru_cache

from mkdocs_report.runtime.lazy_pattern import LazyPattern

_POINTS = LazyPattern(
    r"\s*[-–—:,]?\s*[(\[]?\s*(?:max(?:imum|\.)?\s+|worth\s+)?(?<![\d.,])(\d{1,4}(?:[.,]\d{1,2})?)\s*"
    r"(?:points?|pts?\.?|marks?|credits?|punkte?|punkten|point|poeng|poäng|punten|points|puntos?|punti|punto|pontos?"
    r"|punkt(?:y|ów)?|pkt\.?|p\.|p(?=[)\]]))(?!\w)(?:\s+each)?\s*[)\]]?",
    re.IGNORECASE,
)
_PERCENT = LazyPattern(r"\s*[(\[]\s*\d{1,3}(?:[.,]\d+)?\s*%\s*[)\]]")


@lru_cache(maxsize=1024)
def read_points(heading: str) -> float | None:
    """Return the points that a heading gives to its question, None if it gives none."""
    match = _POINTS.search(heading)
    return float(match[1].replace(",", ".")) if match else None


@lru_cache(maxsize=1024)
def without_points(heading: str) -> str:
    """Return a heading without its points, or its share of the grade in per cent."""
    return _PERCENT.sub("", _POINTS.sub("", heading, count=1)).strip() or heading
