"""The rows of a roster as they stand in its file, each cell by the kind of its column. CSV or YAML."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from mkdocs_report.files import open_regular
from mkdocs_report.settings import SettingsError

_COLUMNS = {
    "group": re.compile(r"group|group[ _-]?(?:number|id|name)|id|team"),
    "members": re.compile(r"(?:student|member|name|person)s?[ _-]?\d*"),
    "repository": re.compile(r"repository|repo|git|(?:repository|repo|git|github)?[ _-]?(?:url|link|address)"),
    "branch": re.compile(r"branch"),
    "path": re.compile(r"path|report|report[ _-]?path"),
    "deadline": re.compile(r"deadline|before|due"),
    "consent": re.compile(r".*consent.*"),  # a column about consent that is not understood must not pass unseen
}
MAX_BYTES = 1024 * 1024
"""The largest roster that is read."""
Row = Mapping[str, Sequence[str]]
"""What stands in a line, by the kind of column."""


def read_text(file: Path, shown: str) -> str:
    """Return the text of a roster's file."""
    try:
        with open_regular(file) as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise SettingsError(f"roster: {shown} can not be read: {error.strerror}.") from None
    if len(data) > MAX_BYTES:
        raise SettingsError(f"roster: {shown} is too large: 1 MiB is the most.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(f"roster: {shown} is not UTF-8 text. Save it as “CSV UTF-8”.") from None


def csv_rows(text: str, shown: str) -> tuple[list[tuple[int, Row]], dict[str, list[str]]]:
    """Return the rows of a roster in CSV with their lines, and the names of its columns by their kind."""
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    rows: list[tuple[int, Row]] = []
    kinds: list[str] = []
    names: dict[str, list[str]] = {}
    start = 1
    try:
        for cells in reader:
            if start == 1:
                kinds = kinds_of(cells)
                for kind, cell in zip(kinds, cells, strict=True):
                    names.setdefault(kind, []).append(cell.strip().casefold())
            elif any(cell.strip() for cell in cells):
                row: dict[str, list[str]] = {}
                for kind, cell in zip(kinds, cells, strict=False):
                    row.setdefault(kind, []).append(cell.strip())
                rows.append((start, row))
            start = reader.line_num + 1
    except csv.Error as error:
        raise SettingsError(f"roster: {shown}:{start}: this is no CSV: {error}.") from None
    return rows, names


def yaml_rows(text: str, shown: str) -> tuple[list[tuple[int, Row]], dict[str, list[str]]]:
    """Return the same of a roster in YAML, whose keys are the names of columns."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise SettingsError(f"roster: {shown}{line}: this is no YAML: {getattr(error, 'problem', error)}.") from None
    except RecursionError:
        raise SettingsError(f"roster: {shown}: the file nests too deep.") from None
    if isinstance(node, yaml.MappingNode) and len(node.value) == 1 and node.value[0][0].value == "groups":
        node = node.value[0][1]
    if not isinstance(node, yaml.SequenceNode):
        raise SettingsError(f"roster: {shown}:1: write a list: each entry “- group: …”, “repository: …”.")
    rows: list[tuple[int, Row]] = []
    names: dict[str, list[str]] = {}
    for entry in node.value:
        line = entry.start_mark.line + 1
        if not isinstance(entry, yaml.MappingNode):
            raise SettingsError(f"roster: {shown}:{line}: an entry needs “group: …” and “repository: …”.")
        row: dict[str, list[str]] = {}
        kinds = kinds_of([str(key.value) for key, _ in entry.value])
        for kind, (key, value) in zip(kinds, entry.value, strict=True):
            names.setdefault(kind, []).append(str(key.value).casefold())
            row.setdefault(kind, []).extend(_scalars(value, f"{shown}:{value.start_mark.line + 1}", str(key.value)))
        rows.append((line, row))
    return rows, names


def _scalars(node: yaml.Node, where: str, name: str) -> Iterator[str]:
    for each in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        if not isinstance(each, yaml.ScalarNode):
            raise SettingsError(f"roster: {where}: “{name}” needs a plain text, or a list of them.")
        yield "" if each.tag == "tag:yaml.org,2002:null" else each.value.strip()


def kinds_of(names: Sequence[str]) -> list[str]:
    """Return the kinds of some columns; beside columns of students, `name` is the name of the project."""
    kinds = [_kind(name) for name in names]
    plain = [name.strip().casefold() in {"name", "names"} for name in names]
    others = any(kind == "members" and not is_plain for kind, is_plain in zip(kinds, plain, strict=True))
    return ["" if others and is_plain else kind for kind, is_plain in zip(kinds, plain, strict=True)]


def _kind(name: str) -> str:
    """Return which kind of column a name in the first line is; empty for one that says nothing to us."""
    name = name.strip().casefold()
    return next((kind for kind, pattern in _COLUMNS.items() if pattern.fullmatch(name)), "")
