"""The options of the plugin, with the values that each accepts: one table for the command and the site.

The same module works out the options of each cohort, for a course that has several.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mkdocs_report.config.globs import GlobError, parts_of, report_parts
from mkdocs_report.errors import SettingsError, nearest, shown


@dataclass(frozen=True, slots=True)
class Kind:
    """The values that an option accepts.

    `write` describes the values, `fits` checks a value, and `words` lists the only values, if there are few.
    """

    write: str
    fits: Callable[[Any], bool]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """Options by name, for names that a course chooses."""

    options: Mapping[str, Kind]


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_question(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _is_list(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list | tuple) and all(isinstance(each, str) for each in value))


def _are_globs(parts: Callable[[str], object]) -> Callable[[Any], bool]:
    """Return a check for a value that is a glob or a list of globs, each of which `parts` can split."""

    def fits(value: Any) -> bool:
        try:
            return _is_list(value) and all(parts(each) for each in listed(value))
        except GlobError:
            return False

    return fits


def _is_path(value: Any) -> bool:
    return isinstance(value, str) and value.strip() not in {"", ".", "./", "/"}


def _is_pattern(value: Any) -> bool:
    from mkdocs_report.masking.number_patterns import number_pattern  # noqa: PLC0415 - few courses have any

    try:
        return isinstance(value, str) and bool(number_pattern(value))
    except re.error:
        return False


def _choice(*words: str) -> Kind:
    return Kind(f"write {', '.join(words[:-1])} or {words[-1]}", lambda value: value in words, words)


_FLAG = Kind("write true or false", lambda value: isinstance(value, bool))
_FILE = Kind("write the path of a file", _is_path)
_TEXT = Kind("write a text", lambda value: isinstance(value, str))
_TEMPLATES = Kind("write a list of globs of files, such as “templates/*.md”", _are_globs(parts_of))
_REPORTS = Kind("write a list of globs of files in docs_dir, such as “groups/*/README.md”", _are_globs(report_parts))
_NAMES = Kind("write a list of groups' ids", _is_list)
_PAIRS = Kind("write “name: value” pairs", lambda value: isinstance(value, Mapping))

JUDGING = {
    "templates": _TEMPLATES,
    "reports": _REPORTS,
    "severity": _PAIRS,
    "limits": _PAIRS,
    "waivers": _FILE,
    "evidence": _FILE,
    "title_question": Kind("write a question's number or id", _is_question),
}
"""The options by which reports are judged and named."""
OPTIONS: Mapping[str, Kind | Named | Mapping[str, Kind]] = {
    **JUDGING,
    "cohorts": Named({**JUDGING, "roster": _FILE, "without": _NAMES}),
    "fail_on": _choice("error", "warning", "never"),
    # of these, only a site takes note
    "enabled": _FLAG,
    "prefix": _TEXT,
    "pages": dict.fromkeys(("overview", "matrix", "questions", "checklist", "images", "findings", "statistics"), _FLAG),
    "publish": {
        "students": _choice("mask", "keep"),
        "numbers": Kind(
            "write a regular expression that matches no empty text and nests no repetition",
            _is_pattern,
        ),
        "emails": _choice("mask", "keep"),
        "roster": _FILE,
        "without": _NAMES,
        "index": _FLAG,
        "images": _choice("webp", "original"),
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
"""Every option, and those within `cohorts`, `pages` and `publish`. Left empty, each is as if it were not there.

The file of settings leaves no roster empty; see `empty_roster`.
"""
_LAID_OVER = ("severity", "limits")
"""Options of a cohort that are added to those of the course; all others replace them."""
_PUBLISHED = ("roster", "without")
"""Options of a cohort that are inside `publish` in a course without cohorts."""
_NAME = re.compile(r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*")


def faults(options: Mapping[Any, Any]) -> Iterator[SettingsError]:
    """Yield mistakes in the names and kinds of options; the contents of `severity` and the like are not checked.

    Each error has the path of its option in `at`.
    """
    if options.get("cohorts") and options.get("reports"):
        yield SettingsError("reports: each cohort names its own. Take these out, or write them into one.", ("reports",))
    for name, value in options.items():
        kind = OPTIONS.get(name)
        if kind is None:
            yield SettingsError(f"there is no option “{name}”.{_nearest_option(str(name))}", (str(name),))
        elif isinstance(kind, Kind):
            yield from _misfits(kind, value, (name,))
        elif value is not None and not _PAIRS.fits(value):
            yield from _misfits(_PAIRS, value, (name,))
        elif isinstance(kind, Named):
            yield from _faults_of_cohorts(value or {}, kind.options)
        else:
            yield from _faults_within(value or {}, kind, (name,))


def empty_roster(options: Mapping[Any, Any]) -> Iterator[SettingsError]:
    """Yield an error if `publish: roster` is present without a value, such as an unset variable for its path.

    Without the error, nobody on the roster would be masked.
    """
    publish = options.get("publish")
    if isinstance(publish, Mapping) and "roster" in publish and publish["roster"] is None:
        message = "publish: roster: there is no value, so nobody would be masked. Write the path, or remove the line."
        yield SettingsError(message, ("publish", "roster"))


def _faults_within(
    options: Mapping[Any, Any], kinds: Mapping[str, Kind], at: tuple[str, ...]
) -> Iterator[SettingsError]:
    for inner, each in options.items():
        if inner in kinds:
            yield from _misfits(kinds[inner], each, (*at, inner))
        else:
            hint = nearest(str(inner), kinds) or f" There are {', '.join(kinds)}."
            yield SettingsError(f"{': '.join(at)}: there is no option “{inner}”.{hint}", (*at, str(inner)))


def _faults_of_cohorts(cohorts: Mapping[Any, Any], kinds: Mapping[str, Kind]) -> Iterator[SettingsError]:
    seen: dict[str, str] = {}
    for key, options in cohorts.items():
        name = str(key)
        at = ("cohorts", name)
        if not _NAME.fullmatch(name):
            yield SettingsError(
                f"cohorts: “{shown(key)}” can not stand in an address; write letters and digits, with “-”, “_” or “.” "
                "between them.",
                at,
            )
        elif name.lower() in seen:
            yield SettingsError(f"cohorts: “{seen[name.lower()]}” and “{name}” have the same address.", at)
        seen.setdefault(name.lower(), name)
        if options is not None and not _PAIRS.fits(options):
            yield from _misfits(_PAIRS, options, at)
            continue
        yield from _faults_within(options or {}, kinds, at)
        if not (options or {}).get("reports"):
            yield SettingsError(
                f'cohorts: {name}: say which reports are its: “reports: ["groups/{name}/*/README.md"]”.', at
            )


def _misfits(kind: Kind, value: Any, at: tuple[str, ...]) -> Iterator[SettingsError]:
    if value is not None and not kind.fits(value):
        hint = nearest(shown(value), kind.words)
        yield SettingsError(f"{': '.join(at)}: {kind.write}, not “{shown(value)}”.{hint}", at)


def _nearest_option(name: str) -> str:
    """Return “ Did you mean …?” with the closest option, also one inside another option."""
    hint = nearest(name, OPTIONS)
    if hint:
        return hint
    inside = [outer for outer, kind in OPTIONS.items() if isinstance(kind, Mapping) and name in kind]
    return f" It belongs into “{inside[0]}”." if inside else ""


def listed(value: str | Sequence[str]) -> tuple[str, ...]:
    """Return a list of texts; a single text counts as a list of one."""
    return (value,) if isinstance(value, str) else tuple(value)


def own_options(options: Mapping[Any, Any]) -> dict[str, Mapping[Any, Any]]:
    """Return the options that each cohort sets itself, by its name, in the order of the file."""
    return {str(name): own or {} for name, own in (options.get("cohorts") or {}).items()}


def cohort_options(options: Mapping[Any, Any]) -> dict[str, dict[Any, Any]]:
    """Return the options of each cohort by its name, as if it were a course by itself.

    An option that a cohort does not set is that of the course. A course without cohorts counts as one cohort without a
    name.
    """
    shared = {name: value for name, value in options.items() if name != "cohorts"}
    return {name: _laid_over(shared, own) for name, own in own_options(options).items()} or {"": shared}


def _laid_over(shared: Mapping[Any, Any], own: Mapping[Any, Any]) -> dict[Any, Any]:
    said = {name: value for name, value in own.items() if value is not None}
    published = {name: said.pop(name) for name in _PUBLISHED if name in said}
    joined = {name: {**(shared.get(name) or {}), **said.pop(name)} for name in _LAID_OVER if name in said}
    return {**shared, **said, **joined, "publish": {**(shared.get("publish") or {}), **published}}


def in_cohort(error: SettingsError, name: str, own: Mapping[Any, Any]) -> SettingsError:
    """Return an error about one of a cohort's options, with the name of the cohort if it has set the option itself.

    Args:
        error: the error, as that of a course without cohorts.
        name: the cohort.
        own: what it sets itself.
    """
    at = error.at[1:] if error.at[:1] == ("publish",) and error.at[1:2] and error.at[1] in _PUBLISHED else error.at
    if not name or not at or own.get(at[0]) is None:
        return error
    said = str(error).removeprefix("publish: ")
    return SettingsError(f"cohorts: {name}: {said}", ("cohorts", name, *at))
