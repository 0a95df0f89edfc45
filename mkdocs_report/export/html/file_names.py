"""File names for groups that are valid on every system."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs_report.config.roster import is_device

INDEX = "index"
_MAX_BYTES = 150
"""The maximum length of a name: file systems allow 255 bytes with the suffix."""


def file_names(groups: Iterable[str]) -> dict[str, str]:
    """Return a file name without suffix for each group's id, unique without regard to case.

    An id has only letters, digits, `.`, `-` and `_`. This function handles leading and trailing dots, device names and
    long names.
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
