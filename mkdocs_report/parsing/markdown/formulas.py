"""Find the formulas of a Markdown text, by GitHub's rules, and keep the engine from reading what is in them.

GitHub reads `$...$`, `` $`...`$ `` and `$$...$$` before emphasis and escapes: `$a_1 * b_1$` has no italics, and its
backslashes stay. The engine knows no formulas. Therefore each formula is replaced by a mark that the engine passes on
as text, and the source is put back into the HTML, in an element of its own. A mark that the engine takes for code, an
address or anything else but text was no formula. ```` ```math ```` is a code block to the engine.

`mathml` turns the elements into MathML when a text is published.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from html import escape, unescape
from itertools import accumulate
from typing import NamedTuple
from urllib.parse import quote

from mkdocs_report.parsing.markdown.content import FORMULA_ELEMENT

_ROUNDS = 4
"""The most times that a text is rendered until each mark is a formula; after that it is rendered without formulas."""
_BLOCK = re.compile(r'<(\w+) data-sourcepos="(\d{1,7}):\d{1,7}-(\d{1,7}):')
_PREFIX = re.compile(r"(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])[ \t])*")
"""The signs of quotes and list items at the start of a line."""
_SIGN = re.compile(r"\\.|`+|<!--|</?[a-zA-Z][^<>]{0,1000}>|\$+", re.DOTALL)
_RAW = re.compile(r"</?[a-zA-Z][\w-]*(?:\s[^<>]*)?/?>|<!--")
_INLINE = re.compile(r"(?!\s)((?:[^$\\`]++|\\.)++)(?<!\s)\$(?![\w$])", re.DOTALL)
_DISPLAY = re.compile(r"((?:[^$\\`]++|\\.)++)\$\$(?![\w$])", re.DOTALL)
_PIPE = re.compile(r"(?<!\\)\|")
_OPAQUE = re.compile(r"<!--.*?(?:-->|\Z)|<(/?)(\w[\w-]*)?[^<>]*>?", re.DOTALL)
_UNREAD = frozenset("code pre script style textarea title xmp iframe noembed noframes plaintext".split())
"""Elements in which a mark is no formula."""
_HELD = re.compile(rf"<{FORMULA_ELEMENT}>([^<]*)</{FORMULA_ELEMENT}>")
_FENCE = re.compile(r'<pre([^>]*)><code class="language-math">([^<]*)</code></pre>')
FORMULA = re.compile(f"{_HELD.pattern}|{_FENCE.pattern}")
"""A formula in the HTML of the engine, or in sanitised HTML: its source with signs, or that of a fence."""


class Formula(NamedTuple):
    """A formula: its `latex`, and whether it is a `block` of its own."""

    latex: str
    block: bool


class _FormulaPlace(NamedTuple):
    """A formula in a text, from `start` up to `stop`; `in_table` if that is in the row of a table."""

    start: int
    stop: int
    in_table: bool = False


def formula_of(match: re.Match[str]) -> Formula | None:
    """Return the formula of a match of `FORMULA`; None if the element was written by an author, without the signs."""
    if match[1] is None:
        return Formula(unescape(match[3]).strip(), True)
    source = unescape(match[1]).strip()
    for sign, end in (("$$", "$$"), ("$`", "`$"), ("$", "$")):
        if source.startswith(sign) and source.endswith(end) and len(source) > len(sign) + len(end):
            return Formula(source[len(sign) : -len(end)].strip("` \n" if sign == "$`" else None), sign == "$$")
    return None


def render(text: str, engine: Callable[[str], str]) -> str:
    """Return the HTML that the engine makes of a text with `$` signs; formulas are elements with their source."""
    html = engine(text)
    found = list(_find(text, html))
    for _ in range(_ROUNDS):
        if not found:
            return html
        marks = _Marks(text, found)
        marked = engine(marks.text)
        right = marks.shown_in(marked)
        if len(right) == len(found):
            return marks.restored(marked)
        found = right
    return html


class _Marks:
    """A text in which each formula is replaced by a mark: its number between two signs that the text does not have.

    A mark stands between `$` signs, so that emphasis around it begins and ends as before. It has a line for each line
    of the formula, so that all blocks keep their lines.
    """

    def __init__(self, text: str, found: Sequence[_FormulaPlace]) -> None:
        used = set(text)
        self._sign = next(sign for sign in map(chr, range(0xF0000, 0x10FFFE)) if sign not in used)
        self._found = found
        self._sources: list[str] = []
        pieces, last = [], 0
        for number, place in enumerate(found):
            mark, source = self._replaced(text, place, f"{self._sign}{number}{self._sign}")
            self._sources.append(source)
            pieces += [text[last : place.start], mark]
            last = place.stop
        self.text = "".join([*pieces, text[last:]])
        sign = self._sign
        self._mark = re.compile(rf"\${sign}([0-9]+){sign}((?:\n{sign}\1{sign})*)\$")

    @staticmethod
    def _replaced(text: str, place: _FormulaPlace, mark: str) -> tuple[str, str]:
        """Return a formula's mark, and its source without the signs of quotes at the start of its lines."""
        first, *rest = text[place.start : place.stop].split("\n")
        start = text.rfind("\n", 0, place.start) + 1
        depth = _PREFIX.match(text, start, place.start)[0].count(">")  # type: ignore[index]  # it matches nothing, too
        quoted = re.compile(rf"[ \t]*(?:>[ \t]?){{0,{depth}}}[ \t]*")
        prefixes = [quoted.match(line)[0] for line in rest]  # type: ignore[index]
        source = "\n".join([first, *(line[len(prefix) :] for line, prefix in zip(rest, prefixes, strict=True))])
        if place.in_table:
            source = source.replace("\\|", "|")
        return f"${mark}{''.join(f'{chr(10)}{prefix}{mark}' for prefix in prefixes)}$", source

    def shown_in(self, html: str) -> list[_FormulaPlace]:
        """Return the formulas whose marks are text in the HTML: not code, not in a tag, not in an address."""
        encoded = quote(self._sign)
        numbers = re.compile(rf"(?:{self._sign}|{encoded})([0-9]{{1,7}})")
        seen: dict[int, int] = {}
        for match in numbers.finditer(html):
            seen[int(match[1])] = seen.get(int(match[1]), 0) + 1
        right = set()
        for text in _texts(html):
            for match in self._mark.finditer(text):
                number, lines = int(match[1]), match[2].count("\n")
                if lines == self._sources[number].count("\n") and seen[number] == 1 + lines:
                    right.add(number)
        return [place for number, place in enumerate(self._found) if number in right]

    def restored(self, html: str) -> str:
        """Return the HTML with the source of each formula in an element where its mark is."""
        sources = [f"<{FORMULA_ELEMENT}>{escape(source)}</{FORMULA_ELEMENT}>" for source in self._sources]
        return self._mark.sub(lambda match: sources[int(match[1])], html)


def _texts(html: str) -> Iterator[str]:
    """Yield the texts between the tags of some HTML that are read: no code, no comment."""
    unread, last = 0, 0
    for match in _OPAQUE.finditer(html):
        if not unread and match.start() > last:
            yield html[last : match.start()]
        last = match.end()
        if match[2] and match[2].lower() in _UNREAD:
            unread = max(0, unread - 1) if match[1] else unread + 1
    if not unread:
        yield html[last:]


def _find(text: str, html: str) -> Iterator[_FormulaPlace]:
    """Yield the places of a text that may be formulas; `html` is the text as the engine renders it without them."""
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    begun, code, rows = _structure(html, len(lines))
    blank = [not line.strip(" \t\r>") for line in lines]
    number = 0
    while number < len(lines):
        if blank[number] or code[number]:
            number += 1
            continue
        last = _end_of_block(lines, blank, number)
        if last is not None:
            start = starts[number] + lines[number].index("$$")
            yield _FormulaPlace(start, starts[last] + len(lines[last].rstrip()))
            number = last + 1
            continue
        stop = number + 1
        while stop < len(lines) and not (
            blank[stop] or code[stop] or begun[stop] or _end_of_block(lines, blank, stop) is not None
        ):
            stop += 1
        if "$" in text[starts[number] : starts[stop]]:
            yield from _inline(text, starts[number], starts[stop] - 1, rows[number])
        number = stop


def _structure(html: str, number: int) -> tuple[list[bool], list[bool], list[bool]]:
    """Return for each line whether a block begins there, whether it is code, and whether it is in a table."""
    begun, code, rows = [False] * (number + 1), [0] * (number + 1), [0] * (number + 1)
    for match in _BLOCK.finditer(html):
        first = min(max(int(match[2]), 1), number) - 1
        stop = min(max(int(match[3]), first + 1), number)
        begun[first] = True
        for tag, changes in (("pre", code), ("table", rows)):
            if match[1] == tag:
                changes[first] += 1
                changes[stop] -= 1
    return begun, [depth > 0 for depth in accumulate(code)], [depth > 0 for depth in accumulate(rows)]


def _end_of_block(lines: Sequence[str], blank: Sequence[bool], first: int) -> int | None:
    """Return the line that ends a formula of several lines, which `$$` begins and ends; None if none begins here."""
    opening = lines[first][_PREFIX.match(lines[first]).end() :]  # type: ignore[union-attr]
    if not opening.startswith("$$") or "$" in opening[2:] or "`" in opening:
        return None
    for number in range(first + 1, len(lines)):
        line = lines[number].rstrip()
        if blank[number] or "`" in line:
            return None
        if "$" in line:
            content = opening[2:].strip() or number > first + 1 or line != "$$"
            is_end = line.endswith("$$") and line.count("$") == 2 and not line.endswith("\\$$")
            return number if is_end and content else None
    return None


def _inline(text: str, start: int, stop: int, in_table: bool) -> Iterator[_FormulaPlace]:
    """Yield the formulas within one paragraph, heading or row of a table."""
    ticks = _Ticks(text, start, stop)
    position = start
    while match := _SIGN.search(text, position, stop):
        sign, position = match[0], match.end()
        if sign[0] == "`":
            position = ticks.closed(match.start()) or position
        if sign not in {"$", "$$"} or (match.start() > start and _is_word(text[match.start() - 1])):
            continue
        end = None
        if sign == "$" and text[position : position + 1] == "`":
            closed = ticks.closed(position)
            if closed and text[closed : closed + 1] == "$":
                end = closed + 1
        else:
            found = (_INLINE if sign == "$" else _DISPLAY).match(text, position, stop)
            if found and found[1].strip() and not _RAW.search(found[1]):
                end = found.end()
        if end is not None and not (in_table and _PIPE.search(text, position, end)):
            yield _FormulaPlace(match.start(), end, in_table)
            position = end


def _is_word(character: str) -> bool:
    return character.isalnum() or character in "_$"


class _Ticks:
    """The runs of backticks in a part of a text, to find the end of inline code."""

    def __init__(self, text: str, start: int, stop: int) -> None:
        self._lengths: dict[int, int] = {}
        self._of_length: dict[int, list[int]] = {}
        for match in re.compile("`+").finditer(text, start, stop):
            length = len(match[0])
            self._lengths[match.start()] = length
            self._of_length.setdefault(length, []).append(match.start())

    def closed(self, start: int) -> int | None:
        """Return the place behind the run that closes the one at `start`; None if none does."""
        length = self._lengths.get(start)
        if length is None:  # the rest of an escaped run
            return None
        same = self._of_length[length]
        after = bisect_left(same, start + 1)
        return same[after] + length if after < len(same) else None
