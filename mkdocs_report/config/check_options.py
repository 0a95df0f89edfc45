"""Check the names and the values of options from YAML."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs_report.config.cohort_options import cohort_prefix
from mkdocs_report.config.kinds import PAIRS, Kind, own_options
from mkdocs_report.config.options import COHORT_OPTIONS, OPTIONS, Option, Options
from mkdocs_report.errors import SettingsError, nearest, shown

_NAME = re.compile(r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*")


def faults(options: Mapping[Any, Any]) -> Iterator[SettingsError]:
    """Yield mistakes in the names and kinds of options; the contents of `severity` and the like are not checked.

    Each error has the path of its option in `at`.
    """
    if options.get("cohorts") and options.get("reports"):
        yield SettingsError("reports: each cohort names its own. Take these out, or write them into one.", ("reports",))
    for name, value in options.items():
        option = OPTIONS.get(name)
        if option is None:
            yield SettingsError(f"there is no option “{name}”.{_nearest_option(str(name))}", (str(name),))
        elif value is not None and not option.kind.fits(value):
            yield _misfit(option.kind, value, (name,))
        elif name == "cohorts":
            yield from _faults_of_cohorts(value or {})
            yield from _faults_of_addresses(value or {}, options.get("prefix"))
        elif option.record:
            yield from _faults_within(value or {}, option.inside, (name,))


def empty_roster(options: Mapping[Any, Any]) -> Iterator[SettingsError]:
    """Yield an error if `publish: roster` is present without a value, such as an unset variable for its path.

    Without the error, no one on the roster would be masked.
    """
    publish = options.get("publish")
    if isinstance(publish, Mapping) and "roster" in publish and publish["roster"] is None:
        message = "publish: roster: there is no value, so no one would be masked. Write the path, or remove the line."
        yield SettingsError(message, ("publish", "roster"))


def _faults_within(
    options: Mapping[Any, Any], known: Mapping[str, Option], at: tuple[str, ...]
) -> Iterator[SettingsError]:
    for inner, each in options.items():
        if inner not in known:
            hint = nearest(str(inner), known) or f" There are {', '.join(known)}."
            yield SettingsError(f"{': '.join(at)}: there is no option “{inner}”.{hint}", (*at, str(inner)))
        elif each is not None and not known[inner].kind.fits(each):
            yield _misfit(known[inner].kind, each, (*at, inner))


def _faults_of_cohorts(cohorts: Mapping[Any, Any]) -> Iterator[SettingsError]:
    for key, options in cohorts.items():
        name = str(key)
        at = ("cohorts", name)
        if not _NAME.fullmatch(name):
            yield SettingsError(
                f"cohorts: “{shown(key)}” cannot be part of an address. Write letters and digits, with “-”, “_” or “.” "
                "between them.",
                at,
            )
        if options is not None and not PAIRS.fits(options):
            yield _misfit(PAIRS, options, at)
            continue
        yield from _faults_within(options or {}, COHORT_OPTIONS, at)
        if not (options or {}).get("reports"):
            yield SettingsError(f'cohorts: {name}: name its reports: “reports: ["groups/{name}/*/README.md"]”.', at)


def _faults_of_addresses(cohorts: Mapping[Any, Any], course_prefix: Any) -> Iterator[SettingsError]:
    """Yield an error for each cohort whose pages would have the addresses of other pages."""
    prefix = course_prefix if isinstance(course_prefix, str) else Options().prefix
    folders = {"": _folder(prefix)}
    for name, own in own_options(
        {key: each for key, each in cohorts.items() if each is None or PAIRS.fits(each)}
    ).items():
        folder = _folder(cohort_prefix(prefix, name, own))
        at = ("cohorts", name, "prefix") if own.get("prefix") is not None else ("cohorts", name)
        for other, taken in folders.items():
            if folder == taken and not other:
                message = f"cohorts: {name}: prefix: the page across all cohorts is in this folder. Write another one."
                yield SettingsError(message, at)
            elif folder == taken or (other and _is_page_of(folder, taken)) or (other and _is_page_of(taken, folder)):
                yield SettingsError(f"cohorts: “{other}” and “{name}” have the same address.", at)
        folders.setdefault(name, folder)


def _folder(prefix: str) -> str:
    """Return the folder of a prefix, in lower case: not all web servers tell upper from lower case."""
    return posixpath.normpath(posixpath.join("/", prefix)).lower()


def _is_page_of(folder: str, taken: str) -> bool:
    """Whether a folder is, or is in, the address of a page of the cohort with the folder `taken`."""
    inside = posixpath.relpath(folder, taken).split("/")[0]
    return inside in {*OPTIONS["pages"].inside, "badges"}


def _misfit(kind: Kind, value: Any, at: tuple[str, ...]) -> SettingsError:
    if kind.words and isinstance(value, list | tuple):  # name the entry, not the list
        value = next((each for each in value if each not in kind.words), value)
    hint = nearest(shown(value), kind.words)
    return SettingsError(f"{': '.join(at)}: {kind.write}, not “{shown(value)}”.{hint}", at)


def _nearest_option(name: str) -> str:
    """Return “ Did you mean …?” with the closest option, also one inside another option."""
    hint = nearest(name, OPTIONS)
    if hint:
        return hint
    inside = [outer for outer, option in OPTIONS.items() if name in option.inside]
    return f" It belongs into “{inside[0]}”." if inside else ""
