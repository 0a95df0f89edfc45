"""Read settings in YAML with their lines, so that an error names the line and the closest valid name."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from mkdocs_report.errors import SettingsError, nearest, unreadable
from mkdocs_report.runtime.files import read_head

Keys = tuple[str, ...]
"""The names of a key and of those around it, the outermost first."""
_MOST = 50_000
"""The most values of a file that are read. Aliases may expand without end."""
_KNOWN_TAGS = frozenset(yaml.SafeLoader.yaml_constructors)
"""The tags that YAML itself defines; `!!python/name:` is not one of them."""
MAX_BYTES = 256 * 1024
"""The largest settings, waiver or evidence file that is read."""


def read_text(file: Path, path: str) -> str:
    """Return the text of a file that `path` names in messages.

    Raises:
        SettingsError: the file is too large.
        OSError: it cannot be read.
        UnicodeDecodeError: it is not UTF-8 text.
    """
    data = read_head(file, MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise SettingsError(f"{path}: the file is larger than {MAX_BYTES // 1024} KiB. Name a smaller file.")
    return io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig").read()


def read_entries(file: Path, path: str, example: str) -> Iterator[tuple[int, dict[str, yaml.Node]]]:
    """Yield each entry of a YAML list of “name: value” pairs with its line; nothing for an empty file.

    Args:
        file: the file.
        path: its name in messages.
        example: the form of an entry, for messages.

    Raises:
        SettingsError: the file cannot be read, or is not such a list; the message names the line.
    """
    node = _compose(file, path)
    if node is None:
        return
    if not isinstance(node, yaml.SequenceNode):
        raise SettingsError(f"{path}:1: not a list. Write entries as {example.replace('“', '“- ', 1)}.")
    for entry in node.value:
        line = entry.start_mark.line + 1
        if not isinstance(entry, yaml.MappingNode):
            raise SettingsError(f"{path}:{line}: not an entry. Write {example}.")
        yield line, {str(key.value): value for key, value in entry.value}


def check_names(entry: dict[str, yaml.Node], known: Iterable[str], path: str) -> None:
    """Refuse unknown names in an entry.

    Raises:
        SettingsError: a name is unknown; the message names the line and the closest name.
    """
    for name, value in entry.items():
        if name not in known:
            raise SettingsError(f"{line_of(value, path)}: there is no “{name}”.{nearest(name, known)}")


def text_in(node: yaml.Node, name: str, path: str) -> str:
    """Return a plain text.

    Raises:
        SettingsError: the node is a list or pairs.
    """
    if not isinstance(node, yaml.ScalarNode):
        raise SettingsError(f"{line_of(node, path)}: “{name}” is not a text. Write a plain text.")
    return str(node.value).strip()


def line_of(node: yaml.Node, path: str) -> str:
    """Return the place of a node: `waivers.yml:3`."""
    return f"{path}:{node.start_mark.line + 1}"


def _compose(file: Path, path: str) -> yaml.Node | None:
    try:
        text = read_text(file, path)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise SettingsError(unreadable(path, reason)) from None
    return compose(text, path)


def compose(text: str, path: str, private: bool = False) -> yaml.Node | None:
    """Return the root node of a YAML text; None if it is empty. No objects are created.

    Args:
        text: the text of the file.
        path: its path in messages.
        private: whether messages must not quote the text.

    Raises:
        SettingsError: the YAML is invalid; the message names the line.
    """
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise invalid_yaml(error, path, private) from None
    except RecursionError:
        raise SettingsError(f"{path}: the file is nested too deeply. Use fewer levels.") from None


def invalid_yaml(error: yaml.YAMLError, path: str, private: bool = False) -> SettingsError:
    """Return the error about invalid YAML, with its line; with `private`, without a quotation from the file."""
    mark = getattr(error, "problem_mark", None)
    line = f":{mark.line + 1}" if mark else ""
    if private:
        column = f": column {mark.column + 1}" if mark else ""
        return SettingsError(f"{path}{line}{column}: invalid YAML. Check quotation marks and indentation.")
    problem = getattr(error, "problem", error)
    return SettingsError(f"{path}{line}: invalid YAML: {problem}. Check quotation marks and indentation.")


def lines_of(node: yaml.Node, path: str) -> Iterator[tuple[Keys, int, bool]]:
    """Yield each key of a file, its line, and whether its value has a tag that is not part of YAML.

    The key of a list's entry is its index, and for a text also the text itself.

    Raises:
        SettingsError: the file has too many values.
    """
    todo: deque[tuple[Keys, yaml.Node]] = deque([((), node)])
    count = 0
    while todo:
        keys, each = todo.popleft()
        count += 1
        if count > _MOST:
            raise SettingsError(f"{path}: more than {_MOST:,} values, including aliases. Use fewer aliases.")
        if isinstance(each, yaml.MappingNode):
            for name, value in each.value:
                if isinstance(name, yaml.ScalarNode):
                    below = (*keys, str(name.value))
                    yield below, name.start_mark.line + 1, value.tag not in _KNOWN_TAGS
                    todo.append((below, value))
        elif isinstance(each, yaml.SequenceNode):
            for index, value in enumerate(each.value):
                line, is_tagged = value.start_mark.line + 1, value.tag not in _KNOWN_TAGS
                yield (*keys, str(index)), line, is_tagged
                if isinstance(value, yaml.ScalarNode):
                    yield (*keys, str(value.value)), line, False
                todo.append((keys, value))  # the name of `- report: {...}`
