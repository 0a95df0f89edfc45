"""What a course decides: severities, limits, waivers, templates. Read, checked, and complained about here."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from mkdocs_report.config import options as kinds
from mkdocs_report.config.settings_file import SettingsFile, read_named
from mkdocs_report.config.yaml import SettingsError, check_names, nearest, read_entries, shown, text_in
from mkdocs_report.model.limits import Bounds, Limits
from mkdocs_report.rules.judge import RULES, Policy, Severity

if TYPE_CHECKING:
    from mkdocs_report.config.evidence import Clue

__all__ = [
    "Cohort",
    "Settings",
    "SettingsError",
    "Waiver",
    "faults",
    "make_settings",
    "nearest",
    "read_limits",
    "read_settings",
    "read_severity",
    "read_waivers",
]

_BOUNDS = re.compile(r"\s*(\d{1,6})\s*(?:-|–|to)\s*(\d{1,6})\s*$")
_LIMIT_KEYS = ("words", "images", "advisory")
_SEVERITIES = ("hard", "soft", "off")
_WAIVER = ("group", "question", "item", "rule", "reason")


@dataclass(frozen=True, slots=True)
class Waiver:
    """A `rule` that is excused for one `group`: for a `question`, for an item of the checklist, or all of the report.

    `reason` is shown to all; `line` is the entry's in the waiver file. `item` is a text that the item contains.
    """

    group: str
    rule: str
    reason: str
    question: str | None = None
    line: int = 0
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Cohort:
    """One year of a course, say: its `name`, the `settings` by which it is judged, and which reports are its.

    Those are what the globs in `reports` match in `folder`, the site's `docs_dir`.
    """

    name: str
    reports: tuple[str, ...]
    folder: Path
    settings: Settings


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a course may set, checked.

    `templates` are globs, `policy` holds severities and limits. `waivers` and `clues` come from the files
    `waivers_path` and `clues_path`, which are named as in the settings. `title_question` is the id or number of the
    question whose answer names the group. `places` tells in which file and line an option stands, for those about
    which something may have to be said later. `cohorts` are those of a course of several years, each with settings of
    its own. `folder` is the site's `docs_dir`, in which globs in `reports` match; None where no reports are named.
    """

    templates: tuple[str, ...] = ()
    policy: Policy = field(default_factory=Policy)
    waivers: tuple[Waiver, ...] = ()
    waivers_path: str | None = None
    clues: tuple[Clue, ...] = ()
    clues_path: str | None = None
    title_question: str | None = None
    places: Mapping[tuple[str, ...], tuple[str, int]] = field(default_factory=dict)
    cohorts: tuple[Cohort, ...] = ()
    folder: Path | None = None
    reports: tuple[str, ...] = ()


def read_severity(values: Mapping[str, Any], option: str = "severity") -> dict[str, Severity | None]:
    """Check `{rule: hard | soft | off}`.

    Raises:
        SettingsError: an unknown rule or severity.
    """
    read: dict[str, Severity | None] = {}
    for name, value in values.items():
        if name not in RULES:
            raise SettingsError(f"{option}: there is no rule “{name}”.{nearest(str(name), RULES)}", (option, str(name)))
        if value == "off" or value is False:
            read[name] = None
        elif value in ("hard", "soft"):
            read[name] = Severity(value)
        else:
            hint = nearest(shown(value), _SEVERITIES)
            raise SettingsError(
                f"{option}: {name}: “{shown(value)}” is no severity; write hard, soft or off.{hint}", (option, name)
            )
    return read


def read_limits(values: Mapping[Any, Any], option: str = "limits") -> dict[str, Limits]:
    """Check `{question: {words: [100, 200], images: 1-3, advisory: true}}`; a side that is open is null.

    Raises:
        SettingsError: an unknown key, or bounds that are none.
    """
    read: dict[str, Limits] = {}
    for question, value in values.items():
        at = (option, str(question))
        where = ": ".join(at)
        if not isinstance(value, Mapping):
            raise SettingsError(f"{where}: write the limits as {{words: [100, 200], images: [1, 3]}}.", at)
        for name in value:
            if name not in _LIMIT_KEYS:
                hint = nearest(str(name), _LIMIT_KEYS) or f" There are {', '.join(_LIMIT_KEYS)}."
                raise SettingsError(f"{where}: there is no limit “{name}”.{hint}", (*at, str(name)))
        advisory = value.get("advisory", False)
        if not isinstance(advisory, bool):
            raise SettingsError(f"{where}: advisory: write true or false, not “{shown(advisory)}”.", (*at, "advisory"))
        read[str(question)] = Limits(
            words=_bounds(value.get("words"), (*at, "words")),
            images=_bounds(value.get("images"), (*at, "images")),
            advisory=advisory,
            images_advisory=advisory,
        )
    return read


def _bounds(value: Any, at: tuple[str, ...]) -> Bounds | None:
    if value is None:
        return None
    if isinstance(value, str) and (match := _BOUNDS.match(value)):
        value = [int(match[1]), int(match[2])]
    if isinstance(value, int) and not isinstance(value, bool):
        value = [value, value]
    good = (
        isinstance(value, list | tuple)
        and len(value) == 2
        and all(v is None or (isinstance(v, int) and not isinstance(v, bool) and v >= 0) for v in value)
        and any(v is not None for v in value)
    )
    where = ": ".join(at)
    if not good:
        raise SettingsError(
            f"{where}: “{shown(value)}” is no range; write [100, 200], or [100, null] for at least 100.", at
        )
    least, most = value
    if least is not None and most is not None and least > most:
        raise SettingsError(f"{where}: the least, {least}, is above the most, {most}.", at)
    return Bounds(least, most)


def read_waivers(file: Path, path: str) -> tuple[Waiver, ...]:
    """Read a waiver file: a YAML list of `group`, `rule`, `reason` and, mostly, `question`.

    Raises:
        SettingsError: the file can not be read, or an entry can not be used; the message names the line.
    """
    example = "“group: …”, “rule: …” and “reason: …”"
    return tuple(_waiver(line, entry, path) for line, entry in read_entries(file, path, example))


def _waiver(line: int, entry: dict[str, yaml.Node], path: str) -> Waiver:
    check_names(entry, _WAIVER, path)
    values = {name: text_in(node, name, path) for name, node in entry.items()}
    where = f"{path}:{line}"
    for name in ("group", "rule", "reason"):
        if not values.get(name):
            raise SettingsError(f"{where}: “{name}” is missing; every waiver names a group, a rule and a reason.")
    if values["rule"] not in RULES:
        raise SettingsError(f"{where}: there is no rule “{values['rule']}”.{nearest(values['rule'], RULES)}")
    question, item = values.get("question") or None, values.get("item") or None
    return Waiver(values["group"], values["rule"], values["reason"], question, line, item)


def read_settings(file: Path, path: str) -> Settings:
    """Read the plugin's options from a `mkdocs.yml`, or from a file that holds nothing but them.

    Paths in it are relative to the file's folder.

    Raises:
        SettingsError: the file can not be read, or options can not be used; the message names every one, with its line.
    """
    return settings_of(read_named(file, path), file.parent)


def settings_of(read: SettingsFile, folder: Path) -> Settings:
    """Return the settings that a file in `folder` holds.

    Raises:
        SettingsError: as `read_settings`.
    """
    options = read.options or {}
    read.refuse_unread(kinds.JUDGING)
    wrong = [str(read.located(error)) for error in (*faults(options), *kinds.empty_roster(options))]
    if wrong:
        head = "" if len(wrong) == 1 else f"{read.path}: {len(wrong)} options can not be used:\n  "
        raise SettingsError(head + "\n  ".join(wrong))
    named = posixpath.dirname(read.path.replace(os.sep, "/"))
    docs = read.docs_dir
    own = kinds.own_options(options)
    made = {}
    for name, each in {"": options, **(kinds.cohort_options(options) if own else {})}.items():
        try:
            settings = make_settings(each, folder, named)
        except SettingsError as error:
            raise read.located(kinds.in_cohort(error, name, own.get(name, {}))) from None
        made[name] = replace(settings, places=places_of(settings, read, name))
    cohorts = tuple(Cohort(name, kinds.listed(own[name]["reports"]), folder / str(docs), made[name]) for name in own)
    reports = kinds.listed(options.get("reports") or ())
    is_told = not own and (read.is_site or reports)
    return replace(made[""], cohorts=cohorts, folder=folder / str(docs) if is_told else None, reports=reports)


def places_of(settings: Settings, read: SettingsFile, cohort: str = "") -> dict[tuple[str, ...], tuple[str, int]]:
    """Return where the options stand of which only files, or the course, tell whether they are about anything."""
    told = [("limits", question) for question in settings.policy.limits]
    return {keys: read.where_option(*keys, cohort=cohort) for keys in (*told, ("title_question",), ("templates",))}


def faults(options: Mapping[Any, Any]) -> Iterator[SettingsError]:
    """Yield all that is wrong with options as they stand in YAML, but for the files that they name."""
    misfits = list(kinds.faults(options))
    yield from misfits
    named = {error.at[0] for error in misfits}
    for option in ("severity", "limits"):
        yield from _entries(options, option) if option not in named else ()
    for cohort, own in kinds.own_options(options).items() if "cohorts" not in named else ():
        for option in ("severity", "limits"):
            yield from (kinds.in_cohort(error, cohort, own) for error in _entries(own, option))


def _entries(options: Mapping[Any, Any], option: str) -> Iterator[SettingsError]:
    """Yield what is wrong with the entries of `severity` or `limits`."""
    read: Any = {"severity": read_severity, "limits": read_limits}[option]
    for name, value in (options.get(option) or {}).items():
        try:
            read({name: value})
        except SettingsError as error:
            yield error


def make_settings(options: Mapping[str, Any], folder: Path, named: str = "") -> Settings:
    """Check options as they stand in YAML.

    Args:
        options: all of them; those of a site are passed over.
        folder: to which their paths and globs are relative.
        named: what that folder is called in messages.

    Raises:
        SettingsError: an option can not be used, or a file that it names.
    """
    for error in faults(options):
        raise error
    templates = options.get("templates") or []
    waivers, evidence = (_named_file(options, name, folder) for name in ("waivers", "evidence"))
    if evidence:
        from mkdocs_report.config.evidence import read_clues  # noqa: PLC0415 - few courses have any
    waivers_path, clues_path = (posixpath.join(named, each) if each else None for each in (waivers, evidence))
    title = options.get("title_question")
    return Settings(
        templates=tuple(str(folder / each) for each in kinds.listed(templates)),
        policy=Policy(read_severity(options.get("severity") or {}), read_limits(options.get("limits") or {})),
        waivers=read_waivers(folder / waivers, waivers_path) if waivers and waivers_path else (),
        waivers_path=waivers_path,
        clues=read_clues(folder / evidence, clues_path) if evidence and clues_path else (),
        clues_path=clues_path,
        title_question=None if title is None else str(title),
    )


def _named_file(options: Mapping[str, Any], option: str, folder: Path) -> str | None:
    """Return the path that an option holds, of a file that is there."""
    path: str | None = options.get(option) or None
    if path and not (folder / path).exists():
        beside = (folder / path).parent
        near = nearest(Path(path).name, [each.name for each in beside.iterdir()] if beside.is_dir() else ())
        raise SettingsError(f"{option}: {path}: the file can not be read: No such file.{near}", (option,))
    return path
