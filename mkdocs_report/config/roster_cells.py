"""Read the people in a cell of a roster, in the forms that spreadsheets and learning platforms use."""

from __future__ import annotations

import re

from mkdocs_report.errors import SettingsError
from mkdocs_report.masking.matching import Member
from mkdocs_report.masking.number_patterns import number_pattern

EMPTY_CELLS = frozenset("- -- – — ? . x n/a none null nil tbd tba todo missing unknown vacant empty ingen".split()) | {
    ""
}
"""Texts of cells without a member."""
MAX_CHARACTERS, MAX_WORDS = 200, 12
"""The longest name that is read."""
_BETWEEN = re.compile(r"\s*[;/\n|]\s*|\s+(?:&|\+|and|og|und|y|et)\s+")
_ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+\w")
_EDGE = " \t\"“”„«»,:-–—_()<>[]{}.*'"
_BRACKETS = re.compile(r"[()<>\[\]{}\"“”„«»\s]+")
_PRONOUNS = re.compile(r"[(\[](?:\w+/)+\w+[)\]]")
_REFUSED = re.compile(r"[@/;<>=|\\]")


def members_in(cell: str, number: str) -> tuple[Member, ...]:
    """Return the people in a cell: "Ada Lovelace <ada@dtu.dk>", "s123456 - Ada Lovelace", "Lovelace, Ada".

    Raises:
        SettingsError: the cell cannot be read as one person or several; the message does not show it.
    """
    if cell.strip().casefold() in EMPTY_CELLS:
        return ()
    found: list[Member] = []
    for piece in _BETWEEN.split(_PRONOUNS.sub(" ", cell)):
        for part in _at_commas(piece, number):
            member = _member(part, number)
            before = found[-1] if found else None
            if before and not member.name and before.name and not (before.number and member.number):
                address = before.address or member.address
                found[-1] = Member(before.name, before.number or member.number, address)
            elif before and member.name and not before.name:
                found[-1] = Member(member.name, before.number or member.number, before.address or member.address)
            elif member.name or member.number or member.address:
                found.append(member)
    return tuple(found)


def _at_commas(piece: str, number: str) -> list[str]:
    """Return the people in a text with commas; "Last, First" is one person."""
    parts = [part for part in piece.split(",") if part.strip(_EDGE)]
    if len(parts) < 2:
        return parts
    names = [_without(part, number)[0] for part in parts]
    words = [len(name.split()) for name in names]
    if 0 in words or all(count > 1 for count in words):
        return parts
    if len(parts) == 2:
        return [f"{parts[1]} {parts[0]}"]
    raise SettingsError(
        "members: the cell has several commas. Write one person in each cell, or separate people with “;”."
    )


def _without(text: str, number: str) -> tuple[str, str, str]:
    """Return a text without its student number and e-mail address, the number, and the address."""
    address = _ADDRESS.search(text)
    if address:
        text = text.replace(address[0], " ")
    match = number_pattern(number).search(text)
    if match:
        text = text.replace(match[0], " ")
    found = match[0] if match else ""
    if address and not found and number_pattern(number).fullmatch(address[0].partition("@")[0]):
        found = address[0].partition("@")[0]
    name = " ".join(_BRACKETS.sub(" ", text).split()).strip(_EDGE)
    return name, found, address[0] if address else ""


def _member(text: str, number: str) -> Member:
    name, found, address = _without(text, number)
    if name.casefold() in EMPTY_CELLS:
        name = ""
    if name and not any(sign.isalpha() for sign in name):
        digits = re.sub(r"\W", "", name)
        return Member("", found or (digits if len(digits) > 4 else ""), address)
    if _REFUSED.search(name):
        raise SettingsError(
            "members: the cell cannot be read. Write a name, a student number, or both: Ada Lovelace (s123456)."
        )
    if len(name) > MAX_CHARACTERS or len(name.split()) > MAX_WORDS:
        raise SettingsError("members: the text is too long for a name. Write one person in each cell.")
    return Member(name, found, address)
