"""Read the navigation of a site."""

from __future__ import annotations

from collections.abc import Mapping


def named_in(nav: object) -> set[str]:
    """Return the files that a navigation names; its value is that of the YAML file."""
    named: set[str] = set()
    todo = [nav]
    while todo:
        item = todo.pop()
        if isinstance(item, str):
            named.add(item)
        elif isinstance(item, Mapping):
            todo += item.values()
        elif isinstance(item, list):
            todo += item
    return named
