"""Mark texts for the catalogues of the pages' words, where they are written; pages translate them."""

from __future__ import annotations


def N_(message: str) -> str:  # noqa: N802 - the usual name of this function
    """Mark a text."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - named like the others
    """Mark a text about one thing, and about several."""
    return one, many


def P_(context: str, message: str) -> tuple[str, str]:  # noqa: N802 - named like the others
    """Mark a text that has several meanings in English; the context is which one is meant."""
    return context, message
