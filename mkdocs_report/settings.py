"""What a course decides: severities, limits, waivers, templates. Read, checked, and complained about here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from mkdocs_report.model import Bounds, Limits
from mkdocs_report.rules import RULES, Policy, Severity

_BOUNDS = re.compile(r"\s*(\d{1,6})\s*(?:-|–|to)\s*(\d{1,6})\s*$")
_LIMIT_KEYS = ("words", "images", "advisory")
_OFF = ("off", False)
OPTIONS = (
    *("templates", "reports", "fail_on", "severity", "limits", "waivers", "title_question"),
    *("enabled", "prefix", "pages", "publish", "keyboard", "marks", "commits", "export", "github"),
)
"""All options of the plugin; those of the second line are for a site."""
MAX_BYTES = 256 * 1024
"""The largest settings or waiver file that is read."""


class SettingsError(ValueError):
    """A setting that can not be used: which option, in which file and line, what is wrong, what to write."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A rule that is excused for one group, for one of its questions or for the whole report."""

    group: str
    rule: str
    reason: str
    question: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a course may set, checked.

    `title_question` is the id or number of the question whose answer names the group.
    """

    templates: tuple[str, ...] = ()
    policy: Policy = field(default_factory=Policy)
    waivers: tuple[Waiver, ...] = ()
    waivers_path: str | None = None
    title_question: str | None = None


def nearest(name: str, known: Iterable[str]) -> str:
    """Return “ Did you mean …?” for a misspelt name, or nothing."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f" Did you mean “{close[0]}”?" if close else ""


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
    node = _compose(file, path)
    if node is None:
        return ()
    if not isinstance(node, yaml.SequenceNode):
        raise SettingsError(f"{path}:1: write a list: each entry “- group: …”, “rule: …”, “reason: …”.")
    return tuple(_waiver(entry, path) for entry in node.value)


def _waiver(node: yaml.Node, path: str) -> Waiver:
    line = node.start_mark.line + 1
    where = f"{path}:{line}"
    if not isinstance(node, yaml.MappingNode):
        raise SettingsError(f"{where}: an entry needs “group: …”, “rule: …” and “reason: …”.")
    known = ("group", "question", "rule", "reason")
    values: dict[str, str] = {}
    for key_node, value_node in node.value:
        name = str(key_node.value)
        if name not in known:
            raise SettingsError(f"{path}:{key_node.start_mark.line + 1}: there is no “{name}”.{nearest(name, known)}")
        if not isinstance(value_node, yaml.ScalarNode):
            raise SettingsError(f"{path}:{value_node.start_mark.line + 1}: “{name}” needs a plain text.")
        values[name] = value_node.value.strip()
    for name in ("group", "rule", "reason"):
        if not values.get(name):
            raise SettingsError(f"{where}: “{name}” is missing; every waiver names a group, a rule and a reason.")
    if values["rule"] not in RULES:
        raise SettingsError(f"{where}: there is no rule “{values['rule']}”.{nearest(values['rule'], RULES)}")
    return Waiver(values["group"], values["rule"], values["reason"], values.get("question") or None, line)


def _read(file: Path, path: str) -> str:
    if file.stat().st_size > MAX_BYTES:
        raise SettingsError(f"{path}: the file is too large for settings: more than {MAX_BYTES // 1024} KiB.")
    return file.read_text(encoding="utf-8-sig")


def _compose(file: Path, path: str) -> yaml.Node | None:
    try:
        return yaml.compose(_read(file, path), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise SettingsError(f"{path}: the file can not be read: {reason}.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise SettingsError(f"{path}{line}: this is no YAML: {getattr(error, 'problem', error)}.") from None
    except RecursionError:
        raise SettingsError(f"{path}: the file nests too deep.") from None


class _AnyTag(yaml.SafeLoader):
    """Reads a mkdocs.yml without running anything: `!ENV` and `!!python/name:` become plain text or nothing."""


def _ignore_tag(loader: _AnyTag, _suffix: str, node: yaml.Node) -> Any:
    return loader.construct_scalar(node) if isinstance(node, yaml.ScalarNode) else None


_AnyTag.add_multi_constructor("", _ignore_tag)


def read_settings(file: Path, path: str) -> Settings:
    """Read the plugin's options from a `mkdocs.yml`, or from a file that holds nothing but them.

    Paths in it are relative to the file's folder.

    Raises:
        SettingsError: the file can not be read, or an option can not be used.
    """
    try:
        data = yaml.load(_read(file, path), Loader=_AnyTag)  # noqa: S506 - a SafeLoader
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
    try:
        return make_settings(options, file.parent)
    except SettingsError as error:
        raise SettingsError(f"{path}: {error}") from None


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
    waivers = options.get("waivers")
    title = options.get("title_question")
    if waivers is not None and not isinstance(waivers, str):
        raise SettingsError(f"waivers: write the path of a file, not “{waivers}”.")
    if title is not None and (not isinstance(title, str | int) or isinstance(title, bool)):
        raise SettingsError(f"title_question: write a question's number or id, not “{title}”.")
    return Settings(
        templates=tuple(str(folder / template) for template in templates),
        policy=Policy(read_severity(severity), read_limits(limits)),
        waivers=read_waivers(folder / waivers, str(waivers)) if waivers else (),
        waivers_path=str(waivers) if waivers else None,
        title_question=None if title is None else str(title),
    )
