"""Classify lines without a Markdown engine: headings, code, quotes, fill markers; and normalise them.

A template and a report are compared line by line. This module finds the headings that a reader sees (not in a fence, a
comment or raw HTML), fill markers, and the *key* of a line: its words without case, punctuation and emphasis.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from mkdocs_report.parsing.markdown.blocks import FENCE, HTML, Blocks, OpaqueBlock, ends_html, html_end

_CONFLICT = re.compile(r"(?:<{7} \S|>{7} \S|\|{7} \S|={7}[ \t]*$)")

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+")
_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_ATX_GLUED = re.compile(r" {0,3}(#{1,6})(?=[^\s#])")
_SETEXT = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_MAY_OPEN = frozenset("#=- ")
_OPENS = re.compile(
    r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)]|\[\^[^\]\s]+\]:)[ \t]+[ \t>]*)*(?=```|~~~|<(?:!|\?|pre|script|style|textarea))",
    re.IGNORECASE,
)
"""The signs that may precede a fence, a comment or raw HTML on its line."""
_QUOTE = re.compile(r" {0,3}> ?")
_EDGE = re.compile(
    r"(?:[\s>\-–—―−\\\u200b-\u200d\u2060\ufeff]|<br\s*/?>|&nbsp;|<a\s[^>]*></a>|(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$)*$",
    re.IGNORECASE,
)
BOX_MARK = r"[^\[\]\\]{0,4}|[ \t]*(?:check(?:ed)?|completed?|done|finished|ticked|true|yes)[ \t]*"
"""A regular expression of the mark in a box of the checklist: a sign or two, or a word for “done”."""
_MARKER = re.compile(r"[\s>]*+[-–—―−]{2,40}+\s{0,9}+([^\W_].{0,200}?)\s{0,9}[-–—―−]{2,40}\s*$")


def normalised_words(text: str) -> list[str]:
    """Return the words of `text`, lower case, without punctuation and underscores."""
    return _WORD.findall(text.casefold())


@lru_cache(maxsize=8192)
def normalise(line: str) -> str:
    """Return the key of a line: its words in lower case, with one space between them.

    Two lines have the same key if they differ only in white space, case, punctuation, emphasis and quote signs.
    """
    return " ".join(_WORD.findall(line.casefold()))


@lru_cache(maxsize=1024)
def pattern_of_key(key: str) -> str:
    """Return the key of a heading with `#` for its numbers: those of "Question 1" and "Question 2" are equal."""
    return _NUMBER.sub("#", key)


def unquote(line: str) -> str:
    """Remove one quote sign from a line."""
    if line.startswith("> "):
        return line[2:]
    match = _QUOTE.match(line)
    return line[match.end() :] if match else line


def is_quoted(line: str) -> bool:
    """Whether a line starts with a quote sign."""
    return line.lstrip()[:1] == ">"


def is_edge(line: str) -> bool:
    """Whether a line has no content at the edge of an answer: blank, quote signs, dashes, rules, line breaks.

    `-->` counts as content: it ends a comment, and without it the comment would hide the rest of the file.
    """
    if not line or line[0].isalnum():
        return not line
    return _EDGE.match(line) is not None and "-->" not in line


def marker_text(line: str) -> str | None:
    """Return the text of a template's fill marker (`--- question 3 fill here ---`), or None."""
    match = _MARKER.match(line)
    return match[1] if match else None


@lru_cache(maxsize=1024)
def marker_pattern(marker: str) -> re.Pattern[str]:
    """Return a pattern for a left-over fill marker in a line, with any dashes and any number in it."""
    parts = [r"\d+" if part.isdigit() else re.escape(part) for part in normalised_words(marker)]
    return re.compile(
        r"[`*_]{0,3}[-–—―−]{0,40}\s{0,9}" + r"[\W_]{1,9}".join(parts) + r"\s{0,9}[-–—―−]{0,40}[`*_]{0,3}",
        re.IGNORECASE,
    )


class HeadingLine(NamedTuple):
    """A heading: the index of its line, its level, its text, the key of it, and its number of lines."""

    at: int
    level: int
    text: str
    key: str
    height: int = 1
    glued: bool = False


def opaque_block_hints(lines: Sequence[str]) -> list[int]:
    """Return the indices of the lines that may open a fence, a comment or raw HTML; `find_opaque_blocks` decides."""
    # one character is found much faster than three
    return [i for i, line in enumerate(lines) if "<" in line or "~" in line or ("`" in line and "```" in line)]


def find_opaque_blocks(
    lines: Sequence[str], hints: Sequence[int], start: int, stop: int, endless: dict[str, int] | None = None
) -> Iterator[OpaqueBlock]:
    """Yield each fence, comment and raw HTML block of `lines[start:stop]`; no list or quote is open at `start`.

    `endless` stores, for this `stop`, the kinds of blocks that nothing closes: the length of the shortest fence of each
    sign, and the ends of HTML blocks. With it, the rest of the text is searched once for each kind, not for each block.
    """
    endless = {} if endless is None else endless
    position = bisect_left(hints, start)
    while position < len(hints) and (index := hints[position]) < stop:
        match = _OPENS.match(lines[index])
        if not match:
            position += 1
            continue
        if match[0] in {"", " "} and not _may_be_inside(lines, start, index):
            block = _from_margin(lines, index, stop, endless)
            if block is None:
                position += 1
                continue
            yield block
            start = block.last + 1
        else:
            reader = Blocks(lines, _clean_line(lines, start, index), stop)
            for block in reader.read(index):
                if block.kind != "HTML" and block.first >= start:
                    yield block
            start = max(reader.at, index + 1)
        position = bisect_left(hints, start)


def _may_be_inside(lines: Sequence[str], start: int, index: int) -> bool:
    """Whether raw HTML such as a `<div>` may continue to a line: it ends at an empty line."""
    for above in range(index - 1, max(start, index - 50) - 1, -1):
        line = lines[above]
        if "<" in line or not line.strip():
            return "<" in line
    return index - start > 50


def _clean_line(lines: Sequence[str], start: int, index: int) -> int:
    """Return the last line up to `index` at which no list or quote is open: at the margin, after an empty line."""
    while index > start and (lines[index][:1] in {"", " ", "\t"} or lines[index - 1].strip()):
        index -= 1
    return index


def _from_margin(lines: Sequence[str], first: int, stop: int, endless: dict[str, int]) -> OpaqueBlock | None:
    """Return the block that a line at the margin opens."""
    text = lines[first].lstrip(" ")
    if fence := FENCE.match(text):
        return _fence_from(lines, first, stop, fence[1] or fence[2], endless)
    if html := HTML.match(text):
        return _html_from(lines, first, stop, html[1].lower(), endless)
    return None


def _fence_from(lines: Sequence[str], first: int, stop: int, sign: str, endless: dict[str, int]) -> OpaqueBlock:
    mark, size = sign[0], len(sign)
    if size >= endless.get(mark, size + 1):
        return OpaqueBlock(first, stop - 1, False, "code fence")
    for index in range(first + 1, stop):
        text = lines[index].strip(" \t")
        if (
            text[:size] == sign
            and not text.strip(mark)
            and len(lines[index].expandtabs(4)) - 4 < len(lines[index].expandtabs(4).lstrip(" "))
        ):
            return OpaqueBlock(first, index, True, "code fence")
    endless[mark] = size
    return OpaqueBlock(first, stop - 1, False, "code fence")


def _html_from(lines: Sequence[str], first: int, stop: int, tag: str, endless: dict[str, int]) -> OpaqueBlock:
    end = html_end(tag)
    kind = "comment" if tag == "!--" else "HTML block"
    for index in () if end in endless else range(first, stop):
        if ends_html(end, lines[index]):
            return OpaqueBlock(first, index, True, kind)
    endless[end] = first
    return OpaqueBlock(first, stop - 1, False, kind)


def end_of_html(opening: str) -> str:
    """Return the end mark of the comment or raw HTML block that a line opens."""
    match = HTML.match(opening.lstrip(" "))
    return html_end(match[1].lower()) if match else "-->"


def opaque_blocks(lines: Sequence[str], start: int = 0, stop: int | None = None) -> list[OpaqueBlock]:
    """Return every fence, comment and raw HTML block of `lines[start:stop]`, in order."""
    stop = len(lines) if stop is None else stop
    return list(find_opaque_blocks(lines, opaque_block_hints(lines), start, stop))


def heading_at(lines: Sequence[str], index: int) -> HeadingLine | None:
    """Return the heading that starts at `lines[index]`, assuming the line is outside code.

    `### Three` and underlined titles are headings; `###Three` is not one on GitHub, but it was meant as one, and
    has `glued` set.
    """
    line = lines[index]
    stripped = line.lstrip()
    if stripped[:1] == "#":
        match = _ATX.match(line) or _ATX_GLUED.match(line)
        if not match:
            return None
        text = line[match.end() :].strip()
        if text.endswith("#"):
            bare = text.rstrip("#")
            text = bare.rstrip() if not bare or bare[-1] in " \t" else text
        return HeadingLine(index, len(match[1]), text, normalise(text), glued=match.re is _ATX_GLUED)
    if index + 1 < len(lines) and stripped and lines[index + 1].lstrip()[:1] in {"=", "-"}:
        under = _SETEXT.match(lines[index + 1])
        if under and stripped[0] not in ">-*+|=`~<" and not (index and lines[index - 1].strip()):
            text = stripped.rstrip()
            return HeadingLine(index, 1 if under[1][0] == "=" else 2, text, normalise(text), height=2)
    return None


def heading_candidates(lines: Sequence[str]) -> list[int]:
    """Return the indices of lines that may start a heading, in code or not; `heading_at` decides."""
    found = []
    for index in [i for i, line in enumerate(lines) if line and line[0] in _MAY_OPEN]:
        line = lines[index]
        if line.lstrip(" ")[:1] == "#":
            found.append(index)
        elif index and _SETEXT.match(line):
            found.append(index - 1)
    return found


def headings(lines: Sequence[str], blocks: Sequence[OpaqueBlock] | None = None) -> list[HeadingLine]:
    """Return the headings of a text that a reader sees, without front matter.

    `blocks` are the `opaque_blocks` below the front matter, where the caller has them.
    """
    skip = front_matter_height(lines)
    blocks = opaque_blocks(lines, skip) if blocks is None else blocks
    hidden = {i for block in blocks for i in range(block.first, block.last + 1)}
    visible = (i for i in heading_candidates(lines) if i >= skip and i not in hidden)
    return [heading for i in visible if (heading := heading_at(lines, i))]


def front_matter_height(lines: Sequence[str]) -> int:
    """Return the number of lines of YAML front matter at the start of a text, with its two `---` lines."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    for index in range(1, min(len(lines), 100)):
        if lines[index].rstrip() in {"---", "..."}:
            return index + 1
    return 0


def overlap(part: Sequence[str], text: Sequence[str]) -> float:
    """Return the share of the words of `part` that are in `text` in the same order, from 0 to 1.

    Both are cut to 400 words. The longest common subsequence, its rows kept as the bits of a number: H. Hyyrö,
    "Bit-parallel LCS-length computation revisited", 2004.
    """
    part, text = part[:400], text[:400]
    if not part:
        return 0.0
    places = _places_of(tuple(text))
    every = row = (1 << len(text)) - 1
    for word in part:
        hits = row & places.get(word, 0)
        row = (row + hits | row - hits) & every
    return (len(text) - row.bit_count()) / len(part)


@lru_cache(maxsize=256)  # many lines are compared with the same prompt
def _places_of(words: tuple[str, ...]) -> Mapping[str, int]:
    """Return the places of each word as the bits of a number."""
    places: dict[str, int] = {}
    for place, word in enumerate(words):
        places[word] = places.get(word, 0) | 1 << place
    return places


def is_conflict(line: str) -> bool:
    """Whether a line is a conflict marker that git left in an unresolved merge."""
    return line[:1] in "<>|=" and _CONFLICT.match(line) is not None
