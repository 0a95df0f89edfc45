"""What a course decides: severities, limits, waivers, templates. Read, checked, and complained about here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from mkdocs_report.model import Bounds, Limits
from mkdocs_report.rules import RULES, Policy, Severity
from mkdocs_report.yaml_file import SettingsError, check_names, nearest, read_entries, read_text, text_in

if TYPE_CHECKING:
    from mkdocs_report.clues import Clue

__all__ = [
    "OPTIONS",
    "Settings",
    "SettingsError",
    "Unread",
    "Waiver",
    "make_settings",
    "nearest",
    "read_limits",
    "read_settings",
    "read_severity",
    "read_waivers",
]

_BOUNDS = re.compile(r"\s*(\d{1,6})\s*(?:-|–|to)\s*(\d{1,6})\s*$")
_LIMIT_KEYS = ("words", "images", "advisory")
_OFF = ("off", False)
OPTIONS = (
    *("templates", "reports", "fail_on", "severity", "limits", "waivers", "evidence", "title_question"),
    *("enabled", "prefix", "pages", "publish", "keyboard", "marks", "commits", "export", "github"),
)
"""All options of the plugin; those of the second line are for a site."""
_WAIVER = ("group", "question", "item", "rule", "reason")


@dataclass(frozen=True, slots=True)
class Waiver:
    """A rule that is excused for one group: for a question, for an item of the checklist, or for the whole report.

    `item` is a text that the item contains.
    """

    group: str
    rule: str
    reason: str
    question: str | None = None
    line: int = 0
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a course may set, checked.

    `title_question` is the id or number of the question whose answer names the group.
    """

    templates: tuple[str, ...] = ()
    policy: Policy = field(default_factory=Policy)
    waivers: tuple[Waiver, ...] = ()
    waivers_path: str | None = None
    clues: tuple[Clue, ...] = ()
    clues_path: str | None = None
    title_question: str | None = None


def read_severity(values: Mapping[str, Any], option: str = "severity") -> dict[str, Severity | None]:
    """Check `{rule: hard | soft | off}`.

    Raises:
        SettingsError: an unknown rule or severity.
    """
    read: dict[str, Severity | None] = {}
    for name, value in values.items():
        if name not in RULES:
            raise SettingsError(f"{option}: there is no rule “{name}”.{nearest(str(name), RULES)}")
        if value in _OFF:
            read[name] = None
        elif value in ("hard", "soft"):
            read[name] = Severity(value)
        else:
            raise SettingsError(f"{option}: {name}: “{value}” is no severity; write hard, soft or off.")
    return read


def read_limits(values: Mapping[Any, Any], option: str = "limits") -> dict[str, Limits]:
    """Check `{question: {words: [100, 200], images: 1-3, advisory: true}}`; a side that is open is null.

    Raises:
        SettingsError: an unknown key, or bounds that are none.
    """
    read: dict[str, Limits] = {}
    for question, value in values.items():
        where = f"{option}: {question}"
        if not isinstance(value, Mapping):
            raise SettingsError(f"{where}: write the limits as {{words: [100, 200], images: [1, 3]}}.")
        for name in value:
            if name not in _LIMIT_KEYS:
                raise SettingsError(f"{where}: there is no limit “{name}”.{nearest(str(name), _LIMIT_KEYS)}")
        advisory = value.get("advisory", False)
        if not isinstance(advisory, bool):
            raise SettingsError(f"{where}: advisory: write true or false, not “{advisory}”.")
        read[str(question)] = Limits(
            words=_bounds(value.get("words"), f"{where}: words"),
            images=_bounds(value.get("images"), f"{where}: images"),
            advisory=advisory,
            images_advisory=advisory,
        )
    return read


def _bounds(value: Any, where: str) -> Bounds | None:
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
    if not good:
        raise SettingsError(f"{where}: “{value}” is no range; write [100, 200], or [100, null] for at least 100.")
    least, most = value
    if least is not None and most is not None and least > most:
        raise SettingsError(f"{where}: the least, {least}, is above the most, {most}.")
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


class _AnyTag(yaml.SafeLoader):
    """Reads a mkdocs.yml without running anything: `!ENV` and `!!python/name:` become plain text or nothing."""


class Unread(str):
    """What stood behind a tag: its text, and not the value that MkDocs would make of it."""

    __slots__ = ()


def _ignore_tag(loader: _AnyTag, _suffix: str, node: yaml.Node) -> Any:
    return Unread(loader.construct_scalar(node)) if isinstance(node, yaml.ScalarNode) else None


_AnyTag.add_multi_constructor("", _ignore_tag)


def read_settings(file: Path, path: str) -> Settings:
    """Read the plugin's options from a `mkdocs.yml`, or from a file that holds nothing but them.

    Paths in it are relative to the file's folder.

    Raises:
        SettingsError: the file can not be read, or an option can not be used.
    """
    options = read_options(file, path)
    try:
        return make_settings(options, file.parent)
    except SettingsError as error:
        raise SettingsError(f"{path}: {error}") from None


def read_options(file: Path, path: str) -> Mapping[str, Any]:
    """Return the plugin's options as they stand in such a file, of which only the names are checked.

    Raises:
        SettingsError: the file can not be read, or an option is not known.
    """
    try:
        data = yaml.load(read_text(file, path), Loader=_AnyTag)  # noqa: S506 - a SafeLoader
    except (OSError, UnicodeDecodeError, RecursionError):
        raise SettingsError(f"{path}: the file can not be read.") from None
    except (ValueError, KeyError, AttributeError, TypeError, OverflowError) as error:  # a date that is none, say
        raise SettingsError(f"{path}: a value in it can not be read: {error}.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise SettingsError(
            f"{path}{f':{mark.line + 1}' if mark else ''}: this is no YAML: {getattr(error, 'problem', error)}."
        ) from None
    options = _plugin_options(data, path)
    for name in options:
        if name not in OPTIONS:
            raise SettingsError(f"{path}: there is no option “{name}”.{nearest(str(name), OPTIONS)}")
    return options


def _plugin_options(data: Any, path: str) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise SettingsError(f"{path}: no settings stand in it.")
    if "plugins" not in data:
        return {} if "site_name" in data else data
    plugins = data["plugins"] or []
    if not isinstance(plugins, list | dict):
        raise SettingsError(f"{path}: plugins: write a list.")
    entries = (
        plugins.items()
        if isinstance(plugins, Mapping)
        else [pair for entry in plugins for pair in (entry.items() if isinstance(entry, Mapping) else [(entry, {})])]
    )
    options = next((options or {} for name, options in entries if name == "report"), {})
    if not isinstance(options, Mapping):
        raise SettingsError(f"{path}: the options of the plugin report: write “name: value” pairs.")
    return options


def make_settings(options: Mapping[str, Any], folder: Path) -> Settings:
    """Check options as they stand in YAML; paths and globs in them are relative to `folder`.

    Raises:
        SettingsError: an option can not be used.
    """
    templates = options.get("templates") or []
    if isinstance(templates, str):
        templates = [templates]
    if not isinstance(templates, list | tuple) or not all(isinstance(template, str) for template in templates):
        raise SettingsError(f"templates: write a list of globs, not “{templates}”.")
    severity, limits = options.get("severity") or {}, options.get("limits") or {}
    for name, value in (("severity", severity), ("limits", limits)):
        if not isinstance(value, Mapping):
            raise SettingsError(f"{name}: write “name: value” pairs, not “{value}”.")
    for name in ("waivers", "evidence"):
        if not isinstance(options.get(name), str | None):
            raise SettingsError(f"{name}: write the path of a file, not “{options[name]}”.")
    waivers, evidence = options.get("waivers"), options.get("evidence")
    title = options.get("title_question")
    if title is not None and (not isinstance(title, str | int) or isinstance(title, bool)):
        raise SettingsError(f"title_question: write a question's number or id, not “{title}”.")
    return Settings(
        templates=tuple(str(folder / template) for template in templates),
        policy=Policy(read_severity(severity), read_limits(limits)),
        waivers=read_waivers(folder / waivers, waivers) if waivers else (),
        waivers_path=waivers or None,
        clues=_clues(folder / evidence, evidence) if evidence else (),
        clues_path=evidence or None,
        title_question=None if title is None else str(title),
    )


def _clues(file: Path, path: str) -> tuple[Clue, ...]:
    from mkdocs_report.clues import read_clues  # noqa: PLC0415 - few courses have any

    return read_clues(file, path)
