"""Write the rows of a table in a prompt as sentences: "| Words | 200-250 |" states what "Words: 200-250" states."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_report.runtime.lazy_pattern import LazyPattern

_RULE = LazyPattern(r"\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?\s*)?")
_LONGEST = 30
"""The most characters of a number or a range."""
_NUMBER = LazyPattern(r"\W*\d[\d\s.,–—-]*\W*")


def is_row(text: str) -> bool:
    """Whether a line, without spaces around it, is a row of a table."""
    return text.startswith("|") and text.endswith("|") and len(text) > 2


def sentence_of_row(text: str, header: Sequence[str]) -> str:
    """Return a row as a sentence, "" for the rule below the header.

    The first cell is the label of the others. A cell that is only a number has the name of its column before it.
    """
    if _RULE.fullmatch(text):
        return ""
    row = cells(text)
    named = zip(row, [*header, *[""] * len(row)], strict=False)
    label, *others = [f"{name}: {cell}" if name and _is_number(cell) else cell for cell, name in named]
    sign = "; " if _is_number(row[0]) else ": "
    return sign.join(part for part in (label, "; ".join(filter(None, others))) if part)


def cells(text: str) -> list[str]:
    """Return the cells of a row."""
    return [cell.strip() for cell in text.replace("\\|", "/").strip("|").split("|")]


def _is_number(cell: str) -> bool:
    return len(cell) <= _LONGEST and _NUMBER.fullmatch(cell) is not None
