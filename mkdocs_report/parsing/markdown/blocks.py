"""Find the ends of fences, comments and raw HTML, by the block structure of GitHub's Markdown.

The engine returns no tree, only HTML, and raw HTML has no positions in it. Therefore this module follows the part of
CommonMark that opens and closes blocks (https://spec.commonmark.org/0.29/#phase-1-block-structure);
`tests/parsing/test_blocks.py` compares it with the engine. Only lines around a fence or comment in a list, a quote or
raw HTML are read in this way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class OpaqueBlock(NamedTuple):
    """Lines in which nothing is a heading: a fence, a comment, a `<pre>`; indices, the last one included.

    `closed` is false for a block that ends with the text, and for a comment that ends with its list or quote: a browser
    hides everything after it. `kind` is "code fence", "comment" or "HTML block"; "HTML" ends with an empty line.
    """

    first: int
    last: int
    closed: bool
    kind: str


HTML = re.compile(
    r"<(!--|\?|(?-i:!\[CDATA\[)|(?-i:!(?=[A-Z]))|(?:pre|script|style|textarea)(?=[\s>]|$))", re.IGNORECASE
)
"""The starts of raw HTML that an empty line does not end."""
_ENDS = {"!--": "-->", "?": "?>", "![cdata[": "]]>", "!": ">"}
_TAG_END = re.compile(r"</(?:pre|script|style|textarea)>", re.IGNORECASE)
FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
"""A line that opens a fence; its sign is the first or the second group."""
_ITEM = re.compile(r"([-*+]|(\d{1,9})[.)])( +|$)")
_HEADING = re.compile(r"#{1,6}(?: |$)")
_UNDERLINE = re.compile(r"(?:=+|-+) *$")
_NOTE = re.compile(r"\[\^[^\]\s]+\]: *")
_FLOW = re.compile(
    r"</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl"
    r"|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main"
    r"|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|section|source|summary|table|tbody|td|tfoot|th|thead"
    r"|title|tr|track|ul)(?=\s|/?>|$)",
    re.IGNORECASE,
)
_TAG_ALONE = re.compile(
    r"<(?:/[a-z][a-z0-9-]*\s*|[a-z][a-z0-9-]*(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*\s*/?)>\s*$",
    re.IGNORECASE,
)
_DEEPEST = 100
"""The deepest nesting of lists and quotes that is followed; GitHub's engine has the same limit for lists."""


def html_end(tag: str) -> str:
    """Return the end mark of the raw HTML that begins with `<` and this word, in lower case."""
    return _ENDS.get(tag, f"</{tag}>")


def ends_html(end: str, line: str) -> bool:
    """Whether a line holds the end mark of raw HTML; `</pre>` also ends a `<script>`."""
    return end in line.lower() or (end[:2] == "</" and _TAG_END.search(line) is not None)


@dataclass(slots=True)
class _Container:
    width: int  # the indent that an item's or a footnote's lines need; 0 for a quote
    filled: bool = False


@dataclass(slots=True)
class _Leaf:
    first: int
    kind: str = "paragraph"
    end: str = ""  # of a fence its sign, as long as it has to be; of HTML what ends it


class Blocks:
    """The blocks of `lines[first:stop]`; no list or quote is open at `first`."""

    def __init__(self, lines: Sequence[str], first: int, stop: int) -> None:
        self.lines, self.at, self.stop = lines, first, stop
        self.containers: list[_Container] = []
        self.leaf: _Leaf | None = None

    def read(self, beyond: int) -> Iterator[OpaqueBlock]:
        """Yield the blocks up to the first line after `beyond` at which nothing is open; then `at` is that line."""
        while self.at < self.stop:
            line = self.lines[self.at]
            if self.at > beyond and line[:1] not in {"", " ", "\t"} and not self.lines[self.at - 1].strip():
                if self.leaf is None or self.containers:  # nothing goes on after an empty line but a fence and HTML
                    if self.leaf is not None and self.leaf.kind != "paragraph":
                        yield self._ended(self.at - 1)
                    return
                if self.leaf.kind in {"paragraph", "HTML"}:
                    return
            yield from self._line(line.expandtabs(4))
            self.at += 1
        if self.leaf is not None and self.leaf.kind != "paragraph":
            yield self._ended(self.stop - 1)

    def _ended(self, last: int, closed: bool = False) -> OpaqueBlock:
        leaf, self.leaf = self.leaf, None
        assert leaf is not None  # for the type checker
        while self.containers and last > leaf.first and not self.lines[last].strip("> \t"):
            last -= 1
        if leaf.kind != "comment":
            closed = closed or bool(self.containers) or leaf.kind == "HTML"
        return OpaqueBlock(leaf.first, last, closed, leaf.kind)

    def _line(self, line: str) -> Iterator[OpaqueBlock]:
        matched, rest = self._matched(line)
        whole = matched == len(self.containers)
        leaf = self.leaf
        if whole and leaf is not None and leaf.kind != "paragraph":
            if leaf.kind == "HTML" and not rest.strip():
                yield self._ended(self.at - 1)
            elif self._closes(leaf, rest):
                yield self._ended(self.at, closed=True)
            return
        blank = not rest.strip()
        paragraph = leaf is not None and leaf.kind == "paragraph"
        new, opened, rest = self._opened(rest, whole and paragraph, paragraph, len(self.containers))
        if not (whole or blank or new or opened) and paragraph:
            return  # GitHub takes the line for more of the paragraph in the quote or list above
        if not whole and leaf is not None and not paragraph:
            yield self._ended(self.at - 1)
        if not whole:
            self.leaf = None
        self.containers[matched:] = []
        for container in [*self.containers, *new[:-1]]:
            container.filled = container.filled or not blank
        self.containers += new
        if new and rest.strip():
            new[-1].filled = True
        if opened:
            self.leaf = opened if opened.kind else None
            if opened.kind not in {"", "HTML", "code fence"} and ends_html(opened.end, rest):
                yield self._ended(self.at, closed=True)
        elif not rest.strip():
            self.leaf = None
        elif new or not (whole and paragraph):
            self.leaf = _Leaf(self.at)

    def _matched(self, line: str) -> tuple[int, str]:
        """Return the number of open lists and quotes that a line continues, and the rest of the line."""
        for number, container in enumerate(self.containers):
            text = line.lstrip(" ")
            indent = len(line) - len(text)
            if not container.width:
                if indent > 3 or text[:1] != ">":
                    return number, line
                line = text[2:] if text[1:2] == " " else text[1:]
            elif indent >= container.width:
                line = line[container.width :]
            elif not text and container.filled:
                line = text
            else:
                return number, line
        return len(self.containers), line

    @staticmethod
    def _closes(leaf: _Leaf, rest: str) -> bool:
        if leaf.kind != "code fence":
            return leaf.kind != "HTML" and ends_html(leaf.end, rest)
        text = rest.strip(" ")
        return len(rest) - len(rest.lstrip(" ")) < 4 and text.startswith(leaf.end) and not text.strip(leaf.end[0])

    def _opened(
        self, rest: str, in_paragraph: bool, may_go_on: bool, depth: int
    ) -> tuple[list[_Container], _Leaf | None, str]:
        """Return the lists and quotes that a line opens, the block in them (no kind for one line), and the rest."""
        new: list[_Container] = []
        while text := rest.lstrip(" "):
            indent = len(rest) - len(text)
            if indent > 3:
                return new, None if may_go_on else _Leaf(self.at, ""), rest
            item = _ITEM.match(text)
            if text[0] == ">" and depth + len(new) < _DEEPEST:
                rest = text[2:] if text[1:2] == " " else text[1:]
                new.append(_Container(0))
            elif _HEADING.match(text) or (in_paragraph and _UNDERLINE.match(text)):
                return new, _Leaf(self.at, ""), rest
            elif fence := FENCE.match(text):
                return new, _Leaf(self.at, "code fence", fence[1] or fence[2]), rest
            elif html := HTML.match(text):
                kind = "comment" if html[1] == "!--" else "HTML block"
                return new, _Leaf(self.at, kind, html_end(html[1].lower())), text
            elif _FLOW.match(text) or (not in_paragraph and _TAG_ALONE.match(text)):
                return new, _Leaf(self.at, "HTML"), rest
            elif _is_rule(text):
                return new, _Leaf(self.at, ""), rest
            elif (note := _NOTE.match(text)) and depth + len(new) < _DEEPEST:
                rest = text[note.end() :]
                new.append(_Container(4))
            elif item and depth + len(new) < _DEEPEST and not (in_paragraph and _cannot_interrupt(item, text)):
                gap, mark = len(item[3]), len(item[1])
                behind = text[item.end() :]
                if not behind or gap > 4:
                    gap = 1
                rest = text[mark + gap :]
                new.append(_Container(indent + mark + gap))
            else:
                break
            in_paragraph = may_go_on = False
        return new, None, rest


def _is_rule(text: str) -> bool:
    sign = text[0]
    return sign in "*-_" and not text.strip(f"{sign} ") and text.count(sign) > 2


def _cannot_interrupt(item: re.Match[str], text: str) -> bool:
    return not text[item.end() :] or (item[2] is not None and int(item[2]) != 1)
