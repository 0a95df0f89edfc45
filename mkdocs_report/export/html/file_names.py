"""What the files of a course are called: whatever the groups' folders are called, on whatever system."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs_report.config.roster import is_device

INDEX = "index"
_MAX_BYTES = 150
"""The longest name, in bytes: file systems take 255, suffixes included."""


def file_names(groups: Iterable[str]) -> dict[str, str]:
    """Return a file name without suffix for each group's id: no two the same, upper or lower case aside.

    An id holds letters, digits, `.`, `-` and `_` alone; what is left to do is what systems make of such names.
    """
    names: dict[str, str] = {}
    taken = {INDEX}
    for group in groups:
        stem = (
            group.encode("utf-8", "replace")[:_MAX_BYTES].decode("utf-8", "ignore").lstrip(".-").rstrip(".") or "group"
        )
        if is_device(stem):
            stem = f"group-{stem}"
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        names[group] = name
    return names
