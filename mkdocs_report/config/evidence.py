"""Read a course's `evidence.yml`, and search a group's files for evidence of ticked items of the checklist."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import translate
from functools import cached_property
from itertools import islice
from pathlib import Path

import yaml

from mkdocs_report.config.yaml import check_names, line_of, read_entries, text_in
from mkdocs_report.errors import SettingsError
from mkdocs_report.model.evidence import Evidence
from mkdocs_report.model.template import ChecklistItem
from mkdocs_report.parsing.markdown.lines import normalise

SHOWN = 3
"""The most matching names that are stored."""
_EXAMPLE = "“item: …” and “any: …”"
_KNOWN = ("item", "any", "all", "what")
Segments = Sequence[str]
"""A path, split at its slashes."""


@dataclass(frozen=True)
class Glob:
    """A pattern (`text`) of whole paths: `*`, `?` and `[...]` within a name, `**` for any number of folders.

    Case counts, and a name that begins with a dot is treated like any other. Matching is linear in the length of the
    names: `fnmatch` never backtracks over a `*`, unlike the regular expressions that common libraries use for `**`.
    """

    text: str

    @cached_property
    def _runs(self) -> list[list[Callable[[str], object]]]:
        parts = self.text.split("/")
        if parts[-1] == "**":  # all that a folder holds
            parts.append("*")
        runs: list[list[Callable[[str], object]]] = [[]]
        for part in parts:
            if part == "**":
                runs.append([])
            else:
                runs[-1].append(re.compile(translate(part)).match)
        return runs

    def fits(self, path: Segments) -> bool:
        """Whether a path, split at its slashes, matches the pattern."""
        head, *rest = self._runs
        if not rest:
            return len(path) == len(head) and _matches_at(head, path, 0)
        *middle, tail = rest
        end = len(path) - len(tail)
        position = len(head)
        if end < position or not _matches_at(tail, path, end) or not _matches_at(head, path, 0):
            return False
        for run in middle:  # the first match leaves most room for the next runs
            found = next((i for i in range(position, end - len(run) + 1) if _matches_at(run, path, i)), None)
            if found is None:
                return False
            position = found + len(run)
        return True


def _matches_at(run: Sequence[Callable[[str], object]], path: Segments, position: int) -> bool:
    for match in run:  # a loop, not `all`: a course has a million of these
        if not match(path[position]):
            return False
        position += 1
    return True


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """An entry of `evidence.yml`: items of the checklist, and the files that are evidence for them.

    - `items`: texts that an item contains, as keys (`lines.normalise`)
    - `globs`: globs of files: all must match if `needs_all` is true, otherwise one is enough
    - `what`: a description of the files
    - `line`: the line of the entry in the file
    """

    items: tuple[str, ...]
    globs: tuple[Glob, ...]
    needs_all: bool
    what: str
    line: int

    def applies_to(self, item: str) -> bool:
        """Whether the entry applies to an item with this text."""
        return any(contains(item, text) for text in self.items)

    def find_evidence(self, item: ChecklistItem, paths: Sequence[Segments] | None) -> Evidence:
        """Return the evidence for an item in a group's files; `paths` is None if they are unknown."""
        if paths is None:
            return Evidence(item.line, item.text, item.checked, self.what)
        names: dict[str, None] = {}
        missing = []
        for glob in self.globs:
            fitting = ["/".join(path) for path in islice(filter(glob.fits, paths), 1 if self.needs_all else SHOWN)]
            names |= dict.fromkeys(fitting)
            if not fitting:
                missing.append(glob.text)
        if names and not self.needs_all:
            names, missing = dict.fromkeys(islice(names, SHOWN)), []
        return Evidence(item.line, item.text, item.checked, self.what, tuple(names), tuple(missing))


def contains(item: str, text: str) -> bool:
    """Whether an item contains a text, ignoring case, white space and punctuation."""
    return normalise(text) in normalise(item)


def find_evidence(
    items: Iterable[ChecklistItem], entries: Sequence[EvidenceEntry], names: Sequence[str] | None
) -> tuple[Evidence, ...]:
    """Return the evidence in a group's files for the items of its checklist to which an entry applies.

    Args:
        items: the items. Only the first matching entry is used for an item.
        entries: the entries of the course.
        names: the names of the group's files; None if they are unknown.
    """
    paths = None if names is None else [name.split("/") for name in names]
    pairs = ((item, next((entry for entry in entries if entry.applies_to(item.text)), None)) for item in items)
    return tuple(entry.find_evidence(item, paths) for item, entry in pairs if entry)


def unused_entries(entries: Sequence[EvidenceEntry], items: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the line of each text in the entries that matches no item, with a message.

    Args:
        entries: the entries of the course.
        items: the items of all versions of its template.
    """
    taken = [next((entry for entry in entries if entry.applies_to(item)), None) for item in items]
    for entry in entries:
        for text in entry.items:
            if not any(contains(item, text) for item in items):
                yield entry.line, f"No item of the checklist contains “{text}”.{_nearest(text, items)}"
        before = {each.line for item, each in zip(items, taken, strict=True) if each and entry.applies_to(item)}
        if before and entry.line not in before:
            lines = ", ".join(map(str, sorted(before)))
            yield entry.line, f"The entry is never used: the entry in line {lines} matches the same items first."


def _nearest(text: str, items: Iterable[str]) -> str:
    """Return “ Did you mean …?” with the item whose words are closest to a text; empty if none is close."""
    length = len(text.split())
    rows: dict[str, str] = {}
    for item in items:
        words = normalise(item).split()
        for start in range(max(1, len(words) - length + 1)):
            rows.setdefault(" ".join(words[start : start + length]), item)
    close = get_close_matches(text, rows, n=1, cutoff=0.6)
    return f" Did you mean “{rows[close[0]]}”?" if close else ""


def read_evidence(file: Path, path: str) -> tuple[EvidenceEntry, ...]:
    """Read an evidence file: a YAML list of `item`, `any` or `all`, and perhaps `what`.

    Raises:
        SettingsError: the file cannot be read, or an entry cannot be used; the message names the line.
    """
    return tuple(_entry(line, entry, path) for line, entry in read_entries(file, path, _EXAMPLE))


def _entry(line: int, entry: dict[str, yaml.Node], path: str) -> EvidenceEntry:
    check_names(entry, _KNOWN, path)
    where = f"{path}:{line}"
    if "item" not in entry:
        raise SettingsError(f"{where}: “item” is missing. Write a text that the item of the checklist contains.")
    if ("any" in entry) == ("all" in entry):
        raise SettingsError(f"{where}: write either “any” or “all”, with a glob or a list of globs.")
    items = [(node, normalise(text_in(node, "item", path))) for node in _each(entry["item"])]
    for node, text in items:
        if not text:
            raise SettingsError(f"{line_of(node, path)}: “item” needs a text with at least one word.")
    name = "all" if "all" in entry else "any"
    globs = [_glob(node, name, path) for node in _each(entry[name])]
    if not items or not globs:
        raise SettingsError(f"{where}: “{name if items else 'item'}” is empty. Write a text or a list of texts.")
    joined = (" and " if name == "all" else " or ").join(glob.text for glob in globs)
    what = text_in(entry["what"], "what", path) if "what" in entry else ""
    return EvidenceEntry(tuple(text for _, text in items), tuple(globs), name == "all", what or joined, line)


def _each(node: yaml.Node) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else [node]


def _glob(node: yaml.Node, name: str, path: str) -> Glob:
    text = text_in(node, name, path)
    parts = text.split("/")
    if not text or "" in parts or {".", ".."} & set(parts) or "\\" in text:
        raise SettingsError(
            f"{line_of(node, path)}: “{text}” is not a valid glob. Write a path relative to the root of the "
            "repository: “src/**/*.py”."
        )
    return Glob(text)
