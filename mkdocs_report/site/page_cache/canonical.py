"""Settings and metadata as text that is the same in each process: equal for equal values, different for others."""

from __future__ import annotations

import re
import sys
from collections import OrderedDict
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import partial
from operator import attrgetter
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import BuiltinFunctionType, FunctionType

from markupsafe import Markup
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin
from mkdocs.theme import Theme
from mkdocs.utils.yaml import ConfigDirPlaceholder, DocsDirPlaceholder, RelativeDirPlaceholder

_EQUAL_BY_REPR = frozenset(
    {
        *(type(None), bool, int, float, complex, str, bytes, Markup, type(...), range),
        *(date, datetime, time, timedelta, timezone, Decimal, Fraction),
        *(type(Path()), PurePosixPath, PureWindowsPath),
    }
)
"""Types of which equal values, and no others, have the same repr."""
_NAMES, _SIMPLE = frozenset({str}), frozenset({type(None), bool, int, str})
_LOCALES = frozenset({"babel.core.Locale"})
_FOLDERS = (ConfigDirPlaceholder, DocsDirPlaceholder, RelativeDirPlaceholder)


class NoPlainFormError(Exception):
    """A value has no text that is the same in another process. The message describes the value."""


def canonical_text(value: object, functions: bool = False) -> str:
    """Return a value as text. The order of mappings and lists is part of it, and so is each type.

    Args:
        value: a setting, or a page's metadata.
        functions: whether functions that can be imported are represented by their names.

    Raises:
        NoPlainFormError: the value contains a function, an object, or itself.
    """
    return _text(value, functions, ())


def _text(value: object, functions: bool, outer_ids: tuple[int, ...]) -> str:
    parts: list[str] = []
    _add(parts, value, functions, outer_ids)
    return "".join(parts)


def _add(parts: list[str], value: object, functions: bool, outer_ids: tuple[int, ...]) -> None:
    kind = type(value)
    if kind is str:  # the usual case
        parts.append(f"str:{value!r},")
        return
    if kind in _EQUAL_BY_REPR and type(getattr(value, "tzinfo", None)) in (type(None), timezone):
        parts.append(f"{kind.__name__}:{value!r},")
        return
    if id(value) in outer_ids or len(outer_ids) > 99:
        raise NoPlainFormError("a value that contains itself")
    if kind is dict and _NAMES.issuperset(map(type, value)) and _SIMPLE.issuperset(map(type, value.values())):  # type: ignore[attr-defined,call-overload]
        parts.append(f"dict{value!r},")  # fast path for thousands of items of tables of contents
        return
    inside = (*outer_ids, id(value))
    if kind in (dict, OrderedDict) or isinstance(value, Config | Theme):
        parts.append(f"{kind.__name__}{{")
        for key, each in value.items():  # type: ignore[attr-defined]
            _add(parts, key, functions, inside)
            _add(parts, each, functions, inside)
        parts.append("}")
    elif kind in (list, tuple) or (isinstance(value, tuple) and hasattr(value, "_fields")):
        parts.append(f"{kind.__qualname__}[")
        for each in value:  # type: ignore[attr-defined]
            _add(parts, each, functions, inside)
        parts.append("]")
    elif kind in (set, frozenset):
        parts.append(f"{kind.__name__}{sorted(_text(each, functions, inside) for each in value)}")  # type: ignore[attr-defined]
    elif isinstance(value, Enum):
        parts.append(f"{kind.__qualname__}.{value.name},")
    elif isinstance(value, re.Pattern):
        parts.append(f"pattern:{value.pattern!r}{value.flags},")
    elif isinstance(value, _FOLDERS):
        parts.append(f"{kind.__name__}:{value.suffix!r},")
    elif f"{kind.__module__}.{kind.__qualname__}" in _LOCALES:
        parts.append(f"locale:{value},")
    elif functions and isinstance(value, partial):
        _add(parts, (value.func, value.args, dict(value.keywords)), functions, inside)
    elif functions:
        parts.append(f"function:{import_name(value)},")
    else:
        raise NoPlainFormError(f"an object of the type {kind.__name__}")


def import_name(value: object) -> str:
    """Return the name by which another process can import a function or a class.

    Raises:
        NoPlainFormError: there is no such name.
    """
    if isinstance(value, FunctionType | BuiltinFunctionType | type):
        name = value.__qualname__
        try:
            found = attrgetter(name)(sys.modules[value.__module__])
        except (AttributeError, KeyError):
            found = None
        if found is value:
            return f"{value.__module__}.{name}"
    raise NoPlainFormError(f"an object of the type {type(value).__name__}")


def plugin_settings(plugins: Mapping[str, object]) -> tuple[str, frozenset[str]]:
    """Return plugins with their settings as text, and the names of those whose settings have no plain form."""
    parts, hidden = [], set()
    for name, plugin in plugins.items():
        try:
            settings = canonical_text(plugin.config, functions=True) if isinstance(plugin, BasePlugin) else "hook"
        except NoPlainFormError:
            settings = "hidden"
            hidden.add(name)
        parts.append(f"{name!r}{type(plugin).__module__}.{type(plugin).__qualname__}{settings}")
    return "\n".join(parts), frozenset(hidden)
