"""Find link references (`[1]: https://...`) and footnotes (`[^1]: ...`), which hold for a whole file on GitHub.

An answer is rendered by itself, so it needs the definitions that it uses and that are elsewhere in the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mkdocs_report.parsing.markdown.lines import opaque_blocks

_LINK = re.compile(r" {0,3}\[(?!\^)([^\[\]]{1,200})\]:\s*\S")
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]{1,200})\]:[ \t]*")
_LABEL = re.compile(r"\[([^\[\]]{1,200})\]")
_NAMED = re.compile(r"\[\^([^\]\s]{1,200})\]")
_STARTS = re.compile(r" {0,3}(?:#{1,6}(?:\s|$)|```|~~~|>|[-*+]\s|\d{1,9}[.)]\s|<|\[\^[^\]\s]+\]:|(?:[-_*][ \t]*){3,}$)")
"""The starts of lines that end a paragraph."""
_MOST = 200
"""The lines of one footnote, and the footnotes of one answer, that are read."""


@dataclass(frozen=True, slots=True)
class Definitions:
    """The definitions of a file, by labels in lower case: lines of `links`, texts of `notes`.

    `defined` counts the definitions of each footnote; `named` are the labels that the file uses.
    """

    links: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    defined: Counter[str] = field(default_factory=Counter)
    named: frozenset[str] = frozenset()

    def complete(self, text: str) -> str:
        """Return a text with the definitions that it needs; each line keeps its number.

        Of two definitions, the one in the text is used, or else the first in the file. A footnote that no text uses
        becomes plain text, as GitHub would not show it.
        """
        notes: list[str] = []
        if self.notes and "[^" in text:
            text, notes = self._with_notes(text)
        wanted = [line for note in notes for line in ("", note)]
        if self.links and "[" in text:
            labels = {label.casefold() for part in (text, *notes) for label in _LABEL.findall(part)}
            wanted += ["", *(self.links[label] for label in sorted(labels & self.links.keys()))]
        return "\n".join([text, "", *wanted]) if wanted else text

    def _with_notes(self, text: str) -> tuple[str, list[str]]:
        lines = text.split("\n")
        own = {index: label for index, label, _ in _notes(lines)}
        mine = set(own.values())
        found: dict[str, str] = {}
        todo = sorted(_names(lines))
        while todo and len(found) < _MOST:
            label = todo.pop(0)
            if label in self.notes and label not in mine and label not in found:
                found[label] = self.notes[label]
                todo += sorted(_names(found[label].split("\n")))
        here = _names(lines) | {label for note in found.values() for label in _names(note.split("\n"))}
        for index, label in own.items():
            if label not in here and (label not in self.named or self.defined[label] > 1):
                lines[index] = lines[index].replace("[", "\\[", 1)
        return "\n".join(lines), list(found.values())


def definitions(lines: Sequence[str]) -> Definitions:
    """Return the definitions of a file; code and comments define nothing."""
    candidates = [line for line in lines if "]" in line and "]:" in line]
    if not any(_LINK.match(line) or _NOTE.match(line) for line in candidates):
        return Definitions()
    shown = list(lines)
    for block in opaque_blocks(lines):
        shown[block.first : block.last + 1] = [""] * (block.last + 1 - block.first)
    links: dict[str, str] = {}
    for line in shown:
        if match := _LINK.match(line):
            links.setdefault(match[1].casefold().strip(), line)
    notes: dict[str, str] = {}
    defined = Counter[str]()
    for _, label, text in _notes(shown):
        notes.setdefault(label, text)
        defined[label] += 1
    return Definitions(links, notes, defined, frozenset(_names(shown)) if notes else frozenset())


def _notes(lines: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Yield the index of each footnote's first line, its label and its text, the label included."""
    for index, line in enumerate(lines):
        if "[^" in line[:5] and (match := _NOTE.match(line)):
            yield index, match[1].casefold(), "\n".join([line, *_more(lines[index + 1 : index + _MOST])])


def _more(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines that belong to the footnote above: its paragraph, and indented ones."""
    blanks = 0
    for line in lines:
        if not line.strip():
            blanks += 1
        elif line.startswith(("    ", "\t")) or not (blanks or _STARTS.match(line)):
            yield from [""] * blanks
            yield line
            blanks = 0
        else:
            return


def _names(lines: Sequence[str]) -> set[str]:
    """Return the labels of the footnotes that some lines name."""
    named = (_NOTE.sub("", line, count=1) for line in lines if "[^" in line)
    return {label.casefold() for line in named for label in _NAMED.findall(line)}
