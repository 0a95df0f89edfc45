"""Identities of functions in templates whose results depend only on their arguments."""

from __future__ import annotations

from gettext import NullTranslations
from types import BuiltinFunctionType, FunctionType, MethodType

from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.filters import FILTERS, do_random
from jinja2.tests import TESTS
from jinja2.utils import generate_lorem_ipsum

_DEFAULTS = {id(each) for known in (FILTERS, TESTS, DEFAULT_NAMESPACE) for each in known.values()}
_MODULES = (
    *("jinja2.", "markupsafe.", "mkdocs.utils.templates.", "mkdocs.localization."),
    *("properdocs.utils.templates.", "properdocs.localization."),
)
_RANDOM = {do_random, generate_lorem_ipsum}


def identity(function: object) -> str | None:
    """Return a text that is equal for functions with the same behaviour in every process; None for unknown functions.

    Two functions of the same name may have different closures, and a result may depend on a clock or a file. So only
    functions of Jinja, MarkupSafe and MkDocs' templates are known, with their closures.
    """
    if isinstance(function, MethodType):
        closure = _translations(function.__self__)
        return f"{function.__name__} of {closure}" if closure is not None else None
    if not isinstance(function, FunctionType | BuiltinFunctionType | type) or function in _RANDOM:
        return None
    name = f"{function.__module__}.{function.__qualname__}"
    if id(function) in _DEFAULTS:
        return name
    if not name.startswith(_MODULES):
        return None
    parts = [name]
    for cell in getattr(function, "__closure__", None) or ():
        closure = identity(cell.cell_contents)
        if closure is None:
            return None
        parts.append(closure)
    return " with ".join(parts)


def _translations(value: object) -> str | None:
    """Return the content of a theme's catalogue of translations."""
    if not isinstance(value, NullTranslations) or not f"{type(value).__module__}.".startswith(("gettext.", "babel.")):
        return None
    fallback = getattr(value, "_fallback", None)
    below = "" if fallback is None else _translations(fallback)
    messages = sorted(map(repr, getattr(value, "_catalog", {}).items()))
    return None if below is None else f"{type(value).__qualname__} {messages} {below}"
