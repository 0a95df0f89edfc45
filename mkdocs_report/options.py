"""The plugin's options: which there are, and what may be written for each. One table for the command and the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mkdocs_report.yaml_file import SettingsError, nearest, shown


@dataclass(frozen=True, slots=True)
class Kind:
    """What may be written for an option.

    `write` says it in words; `fits` tells whether a value is such; `words` are the only values, where there are few.
    """

    write: str
    fits: Callable[[Any], bool]
    words: tuple[str, ...] = ()


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_question(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _is_list(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list | tuple) and all(isinstance(each, str) for each in value))


def _is_pattern(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(re.compile(value))
    except re.error:
        return False


def _choice(*words: str) -> Kind:
    return Kind(f"write {', '.join(words[:-1])} or {words[-1]}", lambda value: value in words, words)


_FLAG = Kind("write true or false", lambda value: isinstance(value, bool))
_FILE = Kind("write the path of a file", lambda value: isinstance(value, str))
_TEXT = Kind("write a text", lambda value: isinstance(value, str))
_GLOBS = Kind("write a list of globs", _is_list)
_NAMES = Kind("write a list of groups' ids", _is_list)
_PAIRS = Kind("write “name: value” pairs", lambda value: isinstance(value, Mapping))

OPTIONS: Mapping[str, Kind | Mapping[str, Kind]] = {
    "templates": _GLOBS,
    "reports": _GLOBS,
    "fail_on": _choice("hard", "soft", "never"),
    "severity": _PAIRS,
    "limits": _PAIRS,
    "waivers": _FILE,
    "evidence": _FILE,
    "title_question": Kind("write a question's number or id", _is_question),
    # of these, only a site takes note
    "enabled": _FLAG,
    "prefix": _TEXT,
    "pages": dict.fromkeys(
        ("overview", "matrix", "questions", "checklist", "figures", "findings", "statistics"), _FLAG
    ),
    "publish": {
        "students": _choice("mask", "keep"),
        "numbers": Kind("write a regular expression", _is_pattern),
        "emails": _choice("mask", "keep"),
        "roster": _FILE,
        "without": _NAMES,
        "index": _FLAG,
        "pictures": _choice("webp", "original"),
        "width": Kind("write a number of pixels", _is_number),
        "remote": _choice("link", "show"),
        "repository": _FLAG,
        "csp": _FLAG,
        "badges": _FLAG,
    },
    "keyboard": _FLAG,
    "marks": _FLAG,
    "commits": _FLAG,
    "export": _PAIRS,
    "github": _FLAG,
}
"""Every option, and those within `pages` and `publish`. Left empty (`null`), each is as if it were not there."""


def faults(options: Mapping[Any, Any]) -> Iterator[SettingsError]:
    """Yield what is wrong with names and kinds of options; what stands inside `severity` and the like is not looked at.

    Each error knows `at` which option it is.
    """
    for name, value in options.items():
        kind = OPTIONS.get(name)
        if kind is None:
            yield SettingsError(f"there is no option “{name}”.{_nearest_option(str(name))}", (str(name),))
        elif isinstance(kind, Kind):
            yield from _misfits(kind, value, (name,))
        elif not _PAIRS.fits(value):
            yield from _misfits(_PAIRS, value, (name,))
        else:
            for inner, each in value.items():
                if inner in kind:
                    yield from _misfits(kind[inner], each, (name, inner))
                else:
                    hint = nearest(str(inner), kind) or f" There are {', '.join(kind)}."
                    yield SettingsError(f"{name}: there is no option “{inner}”.{hint}", (name, str(inner)))


def _misfits(kind: Kind, value: Any, at: tuple[str, ...]) -> Iterator[SettingsError]:
    if value is not None and not kind.fits(value):
        hint = nearest(shown(value), kind.words)
        yield SettingsError(f"{': '.join(at)}: {kind.write}, not “{shown(value)}”.{hint}", at)


def _nearest_option(name: str) -> str:
    """“ Did you mean …?”, also where the option is one within another."""
    hint = nearest(name, OPTIONS)
    if hint:
        return hint
    inside = [outer for outer, kind in OPTIONS.items() if isinstance(kind, Mapping) and name in kind]
    return f" It belongs into “{inside[0]}”." if inside else ""
