"""Read a `mkdocs.yml`, or a file with only the plugin's options, with the file and line of each value."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from mkdocs_report.config.yaml import Keys, invalid_yaml, lines_of, read_text
from mkdocs_report.errors import SettingsError, shown

Location = tuple[str, int]
_UNKNOWN = "Only a build knows the value of a tag such as `!ENV`."
_DEEPEST = 8
"""The most files that may inherit from one another."""


class _AnyTag(yaml.SafeLoader):
    """A YAML loader that runs nothing. A value with a tag such as `!ENV`, which only a build knows, becomes None."""


_AnyTag.add_multi_constructor("", lambda _loader, _suffix, _node: None)


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """The contents of a settings file, and of those that it inherits from.

    Attributes:
        path: the path of the file in messages.
        data: all its values.
        options: the options of the plugin; None if a `mkdocs.yml` does not name it.
        lines: file and line of each key, and of each entry of a list.
        unread: the keys whose values have a tag such as `!ENV`, so that only a build knows them.
        files: the file, and the files that it inherits from.
    """

    path: str
    data: Mapping[Any, Any]
    options: Mapping[Any, Any] | None
    lines: Mapping[Keys, Location] = field(default_factory=dict)
    unread: frozenset[Keys] = frozenset()
    files: tuple[Path, ...] = ()

    @property
    def is_site(self) -> bool:
        """Whether it is a `mkdocs.yml`."""
        return "plugins" in self.data or "site_name" in self.data

    def where(self, *keys: str) -> Location:
        """Return file and line of a key, or of the closest key around it."""
        for length in range(len(keys), 0, -1):
            if keys[:length] in self.lines:
                return self.lines[keys[:length]]
        return self.path, 1

    def where_option(self, *keys: str, cohort: str = "") -> Location:
        """Return file and line of an option of the plugin; of the cohort's own option if it sets one."""
        own = (*self._above, "cohorts", cohort, *keys)
        return self.where(*(own if cohort and own in self.lines else (*self._above, *keys)))

    def unread_options(self, *keys: str) -> list[Keys]:
        """Return the options of the plugin at `keys` and below whose values only a build knows."""
        above = (*self._above, *keys)
        return sorted(each[len(self._above) :] for each in self.unread if each[: len(above)] == above)

    def unread_error(self, *keys: str) -> SettingsError:
        """Return the error about an option of the plugin whose value has a tag."""
        path, line = self.where_option(*keys)
        option = f"{': '.join(keys)}: " if keys else ""
        return SettingsError(f"{path}:{line}: {option}write the value itself. {_UNKNOWN}")

    def refuse_unread(self, options: Collection[str]) -> None:
        """Refuse values with a tag such as `!ENV`, which a command would ignore.

        Args:
            options: the options of the plugin that are needed, also within `cohorts`.

        Raises:
            SettingsError: the value of one of them has a tag; the message names file and line.
        """
        for keys in self.unread_options():
            if not keys or keys[0] in options or (keys[0] == "cohorts" and (len(keys) < 3 or keys[2] in options)):
                raise self.unread_error(*keys)

    @property
    def docs_dir(self) -> str:
        """The site's `docs_dir`, relative to the settings; empty for a file that is not a site's.

        Raises:
            SettingsError: it is no path, or behind a tag.
        """
        if not self.is_site:
            return ""
        docs = self.data.get("docs_dir")
        path, line = self.where("docs_dir")
        if ("docs_dir",) in self.unread:
            raise SettingsError(f"{path}:{line}: docs_dir: write the path itself: {_UNKNOWN}")
        if docs is not None and (not isinstance(docs, str) or not docs.strip()):
            raise SettingsError(f"{path}:{line}: docs_dir: write the path of a folder, not “{shown(docs)}”.")
        return docs or "docs"

    @property
    def _above(self) -> Keys:
        return ("plugins", "report") if self.is_site else ()

    def located(self, error: SettingsError) -> SettingsError:
        """Return an error with file and line, if it is about an option."""
        if not error.at:
            return error
        path, line = self.where_option(*error.at)
        return SettingsError(f"{path}:{line}: {error}")


def read_settings_file(file: Path, path: str) -> SettingsFile:
    """Read a settings file, and the files that it inherits from.

    Args:
        file: the file.
        path: its name in messages.

    Raises:
        SettingsError: the file cannot be read; the message names the line if there is one.
    """
    read = read_pairs(file, path)
    if read is None:
        raise SettingsError(f"{path}: the file contains no settings. Write “name: value” pairs.")
    return read


def read_named(file: Path, path: str) -> SettingsFile:
    """Read a settings file that the user named for judging reports.

    Raises:
        SettingsError: as `read_settings_file`; or it is a `mkdocs.yml` that does not name the plugin.
    """
    read = read_settings_file(file, path)
    if read.is_site and read.options is None:
        path, line = read.where("plugins")
        raise SettingsError(
            f"{path}:{line}: plugins: the plugin report is not named, so the file contains no settings for reports. "
            "Add “- report”, or name another file."
        )
    return read


def read_pairs(file: Path, path: str) -> SettingsFile | None:
    """Read a settings file; None if it is not a list of “name: value” pairs.

    Raises:
        SettingsError: as `read_settings_file`.
    """
    files: list[Path] = []
    data, lines, unread = _read(file, path, files)
    if not isinstance(data, Mapping):
        return None
    read = SettingsFile(path, data, None, lines, unread, tuple(files))
    return replace(read, options=_plugin_options(read) if read.is_site else data)


def _read(file: Path, path: str, files: list[Path]) -> tuple[Any, dict[Keys, Location], frozenset[Keys]]:
    """Read a file and those that it inherits from; add each of them to `files`."""
    files.append(file)
    try:
        loader = _AnyTag(read_text(file, path))
        try:
            node = loader.get_single_node()
            data = loader.construct_document(node) if node else None  # merges `<<` into the nodes
            found = {keys: (line, is_tagged) for keys, line, is_tagged in lines_of(node, path)} if node else {}
            lines = {keys: (path, line) for keys, (line, _) in found.items()}
            unread = frozenset(keys for keys, (_, is_tagged) in found.items() if is_tagged)
        finally:
            loader.dispose()
    except (OSError, UnicodeDecodeError, RecursionError):
        raise SettingsError(f"{path}: the file cannot be read.") from None
    except yaml.YAMLError as error:
        raise invalid_yaml(error, path) from None
    except SettingsError:
        raise
    except (ValueError, KeyError, AttributeError, TypeError, OverflowError) as error:  # for example an invalid date
        raise SettingsError(f"{path}: invalid value: {error}. Correct it, or put it in quotes.") from None
    if not isinstance(data, dict) or "INHERIT" not in data:
        return data, lines, unread
    parent = data.pop("INHERIT")
    if ("INHERIT",) in unread:  # that file may contain the settings for masking
        raise SettingsError(f"{path}:{lines[('INHERIT',)][1]}: INHERIT: write the path itself. {_UNKNOWN}")
    if not isinstance(parent, str):
        raise SettingsError(f"{path}:{lines[('INHERIT',)][1]}: INHERIT: not a path. Write one, or remove the line.")
    where = f"{path}:{lines[('INHERIT',)][1]}"
    if len(files) > _DEEPEST:
        raise SettingsError(f"{where}: INHERIT: more than {_DEEPEST} files in a chain. Inherit from fewer files.")
    above = file.parent / parent
    if not above.is_file():
        raise SettingsError(f"{where}: INHERIT: file not found: {parent}. Correct the path.")
    shown = posixpath.join(posixpath.dirname(path), parent.replace(os.sep, "/"))
    inherited, theirs, not_theirs = _read(above, shown, files)
    theirs = {keys: line for keys, line in theirs.items() if not _is_replaced(data, keys)}
    not_theirs = frozenset(keys for keys in not_theirs if not _is_replaced(data, keys))
    return _merged(inherited, data), {**theirs, **lines}, unread | not_theirs


def _is_replaced(data: Any, keys: Keys) -> bool:
    """Whether a setting of an inherited file is unused, since a file that inherits it has another value."""
    for key in keys:
        if not isinstance(data, Mapping):
            return True
        named = {str(name): value for name, value in data.items()}
        if key not in named:
            return False
        data = named[key]
    return not isinstance(data, Mapping)


def _merged(below: Any, above: Any) -> Any:
    """Return two values merged as MkDocs does it: pairs are joined, everything else is replaced."""
    if not isinstance(below, Mapping) or not isinstance(above, Mapping):
        return above
    return {**below, **{name: _merged(below.get(name), value) for name, value in above.items()}}


def _plugin_options(read: SettingsFile) -> Mapping[Any, Any] | None:
    path, line = read.where("plugins")
    if ("plugins",) in read.unread:
        raise SettingsError(f"{path}:{line}: plugins: write the list itself. {_UNKNOWN}")
    plugins = read.data.get("plugins") or []
    if not isinstance(plugins, list | dict):
        raise SettingsError(f"{path}:{line}: plugins: not a list. Write entries as “- name”.")
    named = dict(plugin_entries(plugins))
    if "report" not in named:
        if any(keys[0] == "plugins" and len(keys) == 2 and keys[1].isdecimal() for keys in read.unread):
            raise SettingsError(f"{path}:{line}: plugins: write the names themselves. {_UNKNOWN}")
        return None
    options = named["report"] or {}
    if not isinstance(options, Mapping):
        path, line = read.where("plugins", "report")
        raise SettingsError(f"{path}:{line}: plugins: report: not options. Write “name: value” pairs.")
    return options


def plugin_entries(entries: Any) -> Iterator[tuple[str, Any]]:
    """Yield the name and options of each entry in a list of plugins or extensions; pairs are accepted as well."""
    if isinstance(entries, Mapping):
        entries = [{name: options} for name, options in entries.items()]
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, Mapping):
            yield from ((str(name), options) for name, options in entry.items())
        elif isinstance(entry, str):
            yield entry, None
