"""A `mkdocs.yml`, or a file of nothing but our options: what is written there, and in which file and line."""

from __future__ import annotations

import os
import posixpath
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from mkdocs_report.yaml_file import SettingsError, read_text

Keys = tuple[str, ...]
Line = tuple[str, int]
SITES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
"""File names of a site's settings; the first that exists is read."""
_MOST = 20_000
"""How many keys are located: a file whose aliases unfold for ever has more."""
_STANDARD = "tag:yaml.org,2002:"
"""How the tags of what YAML itself has begin."""
_DEEPEST = 8
"""How many files may inherit from one another."""


class _AnyTag(yaml.SafeLoader):
    """Reads a mkdocs.yml without running anything: the value of `!ENV` and `!!python/name:` is as if it were not there.

    Only a build knows it.
    """


_AnyTag.add_multi_constructor("", lambda _loader, _suffix, _node: None)


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """What a settings file says, with what it inherits.

    Attributes:
        path: the file, as it is named in messages.
        data: all of it.
        options: those of the plugin; None where a `mkdocs.yml` does not name it.
        lines: where each key and each entry of a list stands.
        unread: the keys whose values stand behind a tag such as `!ENV`: only a build knows them.
    """

    path: str
    data: Mapping[Any, Any]
    options: Mapping[Any, Any] | None
    lines: Mapping[Keys, Line] = field(default_factory=dict)
    unread: frozenset[Keys] = frozenset()

    @property
    def is_site(self) -> bool:
        """Whether it is a `mkdocs.yml`."""
        return "plugins" in self.data or "site_name" in self.data

    def where(self, *keys: str) -> Line:
        """Return file and line of a key in the file, or of the closest one around it."""
        for length in range(len(keys), 0, -1):
            if keys[:length] in self.lines:
                return self.lines[keys[:length]]
        return self.path, 1

    def where_option(self, *keys: str, cohort: str = "") -> Line:
        """Return file and line of one of the plugin's options; of a cohort's, where it stands there."""
        own = (*self._above, "cohorts", cohort, *keys)
        return self.where(*(own if cohort and own in self.lines else (*self._above, *keys)))

    def unread_options(self, *keys: str) -> list[Keys]:
        """Return those of the plugin's options, at `keys` and below, whose values nobody knows here."""
        above = (*self._above, *keys)
        return sorted(each[len(self._above) :] for each in self.unread if each[: len(above)] == above)

    @property
    def _above(self) -> Keys:
        return ("plugins", "report") if self.is_site else ()

    def located(self, error: SettingsError) -> SettingsError:
        """Return an error that names file and line, where it is about an option."""
        if not error.at:
            return error
        path, line = self.where_option(*error.at)
        return SettingsError(f"{path}:{line}: {error}")


def read_settings_file(file: Path, path: str) -> SettingsFile:
    """Read a settings file, and those that it inherits from.

    Args:
        file: the file.
        path: its name in messages.

    Raises:
        SettingsError: it can not be read; with the line, where there is one.
    """
    read = _read_pairs(file, path)
    if read is None:
        raise SettingsError(f"{path}: no settings stand in it.")
    return read


def find_site(folder: Path) -> SettingsFile | None:
    """Return the `mkdocs.yml` of a folder, or of the closest one above that has one, if it names the plugin.

    Folders are looked at up to the one that holds `.git`; where none does, only the folder itself.

    Raises:
        SettingsError: it can not be read, so nobody knows whether it does; with the line, where there is one.
    """
    whole = folder.resolve()
    above = [whole, *whole.parents]
    top = next((number for number, each in enumerate(above) if (each / ".git").exists()), 0)
    places = [(each / name, "../" * number + name) for number, each in enumerate(above[: top + 1]) for name in SITES]
    file, path = next((place for place in places if place[0].is_file()), (None, ""))
    read = _read_pairs(file, path) if file else None
    return read if read and read.is_site and read.options is not None else None


def locate(error: SettingsError, file: Path, path: str) -> SettingsError:
    """Return an error with the line of its option in a settings file, which is read anew; or as it was.

    For who was given options without their file: MkDocs reads a `mkdocs.yml` itself.
    """
    try:
        return read_settings_file(file, path).located(error)
    except SettingsError:
        return error


def _read_pairs(file: Path, path: str) -> SettingsFile | None:
    """Read a file of “name: value” pairs; None where it holds anything else."""
    data, lines, unread = _read(file, path, 0)
    if not isinstance(data, Mapping):
        return None
    read = SettingsFile(path, data, None, lines, unread)
    return replace(read, options=_plugin_options(read) if read.is_site else data)


def _read(file: Path, path: str, depth: int) -> tuple[Any, dict[Keys, Line], frozenset[Keys]]:
    try:
        loader = _AnyTag(read_text(file, path))
        try:
            node = loader.get_single_node()
            found = list(_lines(node)) if node else []
            lines = {keys: (path, line) for keys, line, _ in found}
            unread = frozenset(keys for keys, _, is_tagged in found if is_tagged)
            data = loader.construct_document(node) if node else None
        finally:
            loader.dispose()
    except (OSError, UnicodeDecodeError, RecursionError):
        raise SettingsError(f"{path}: the file can not be read.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise SettingsError(
            f"{path}{f':{mark.line + 1}' if mark else ''}: this is no YAML: {getattr(error, 'problem', error)}."
        ) from None
    except (ValueError, KeyError, AttributeError, TypeError, OverflowError) as error:  # a date that is none, say
        raise SettingsError(f"{path}: a value in it can not be read: {error}.") from None
    parent = data.pop("INHERIT", None) if isinstance(data, dict) else None
    if ("INHERIT",) in unread:  # who is masked may stand there
        raise SettingsError(
            f"{path}:{lines[('INHERIT',)][1]}: INHERIT: write the path itself: the value of a tag such as `!ENV` is "
            "not known here."
        )
    if not isinstance(parent, str):
        return data, lines, unread
    where = f"{path}:{lines[('INHERIT',)][1]}"
    if depth == _DEEPEST:
        raise SettingsError(f"{where}: INHERIT: more than {_DEEPEST} files inherit from one another.")
    above = file.parent / parent
    if not above.is_file():
        raise SettingsError(f"{where}: INHERIT: there is no file “{parent}”.")
    shown = posixpath.join(posixpath.dirname(path), parent.replace(os.sep, "/"))
    inherited, theirs, not_theirs = _read(above, shown, depth + 1)
    return _merged(inherited, data), {**theirs, **lines}, unread | not_theirs


def _merged(below: Any, above: Any) -> Any:
    """What stands above, laid over what is below: pairs are joined, all else is replaced, as MkDocs does it."""
    if not isinstance(below, Mapping) or not isinstance(above, Mapping):
        return above
    return {**below, **{name: _merged(below.get(name), value) for name, value in above.items()}}


def _lines(node: yaml.Node) -> Iterator[tuple[Keys, int, bool]]:
    """In which line each key stands, and whether its value has a tag of somebody's own.

    An entry of a list is found by its place in it, and by its name where it has one.
    """
    todo: deque[tuple[Keys, yaml.Node]] = deque([((), node)])
    told = 0
    while todo and told < _MOST:
        keys, each = todo.popleft()
        told += 1
        if isinstance(each, yaml.MappingNode):
            for name, value in each.value:
                if isinstance(name, yaml.ScalarNode):
                    below = (*keys, str(name.value))
                    yield below, name.start_mark.line + 1, not value.tag.startswith(_STANDARD)
                    todo.append((below, value))
        elif isinstance(each, yaml.SequenceNode):
            for index, value in enumerate(each.value):
                line, is_tagged = value.start_mark.line + 1, not value.tag.startswith(_STANDARD)
                yield (*keys, str(index)), line, is_tagged
                if isinstance(value, yaml.ScalarNode):
                    yield (*keys, str(value.value)), line, is_tagged
                todo.append((keys, value))  # the name of `- report: {...}`


def _plugin_options(read: SettingsFile) -> Mapping[Any, Any] | None:
    path, line = read.where("plugins")
    plugins = read.data.get("plugins") or []
    if not isinstance(plugins, list | dict):
        raise SettingsError(f"{path}:{line}: plugins: write a list.")
    named = dict(plugin_entries(plugins))
    if "report" not in named:
        return None
    options = named["report"] or {}
    if not isinstance(options, Mapping):
        path, line = read.where("plugins", "report")
        raise SettingsError(f"{path}:{line}: the options of the plugin report: write “name: value” pairs.")
    return options


def plugin_entries(entries: Any) -> Iterator[tuple[str, Any]]:
    """Yield name and options of what a list of plugins or extensions names, in its order; pairs will do as well."""
    if isinstance(entries, Mapping):
        entries = [{name: options} for name, options in entries.items()]
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, Mapping):
            yield from ((str(name), options) for name, options in entry.items())
        elif isinstance(entry, str):
            yield entry, None
