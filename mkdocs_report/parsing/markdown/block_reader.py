"""Read the blocks of an answer from its HTML."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.markdown.content import FORMULA_ELEMENT
from mkdocs_report.parsing.markdown.sanitizer import BLOCKS
from mkdocs_report.parsing.markdown.visible_blocks import ALERT, LABEL, BlockKind, Mark, Stretch, VisibleBlock

_POSITION = re.compile(r"(\d{1,8}):\d{1,8}-(\d{1,8}):")
_UNSEEN = frozenset({"script", "style", "textarea", "template"})
_SOFT = frozenset({"em", "i", "small", "sub"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WITHIN = {"li": "item", "blockquote": "quote", "figcaption": "figcaption"}


def read_blocks(html: str) -> list[VisibleBlock]:
    """Return the blocks that a reader of some HTML sees. The HTML is that of GitHub's engine, of any author."""
    return _BlockReader().read(html)


class _Place(NamedTuple):
    """A place in the text of the open block: its offset, the number of pieces before it, and whether they are blank."""

    offset: int = 0
    pieces: int = 0
    is_start: bool = True


class _BlockReader:
    def __init__(self) -> None:
        self.blocks: list[VisibleBlock] = []
        self.open: VisibleBlock | None = None
        self.outer: list[VisibleBlock] = []  # tables and code blocks that are open
        self.text: list[str] = []
        self.here = _Place()
        self.line, self.last = 1, 0
        self.within: list[str] = []
        self.lists: list[int | None] = []  # the number of the next item of each open list
        self.number: int | None = None  # of the item that the next block begins
        self.started: list[_Place] = []  # the place at which each open element began

    def read(self, html: str) -> list[VisibleBlock]:
        hidden = 0
        for event, element in engine.walk(html):
            if event == "start":
                hidden += _is_unseen(element)
                if not hidden:
                    self._start(element.tag, element)
                self.started.append(self.here)
                if not hidden:
                    self._add(element.text)
                continue
            if event == "end":
                start = self.started.pop()
                if not hidden:
                    self._end(element.tag, element, start)
                hidden -= _is_unseen(element)
            if not hidden:
                self._add(element.tail)
        self._close()
        return [block for block in self.blocks if block.kind is BlockKind.CODE or not block.is_empty]

    def _start(self, tag: str, element: Any) -> None:
        if tag not in BLOCKS:
            return
        if position := _POSITION.match(element.get("data-sourcepos", "")):
            self.line, self.last = int(position[1]), int(position[2])
        if tag == "br":
            self._add("\n")
            if self.open:
                self.open.breaks += 1
        elif tag == "img":
            self._add(" ")
            self._block().images.append(element.get("src") or "")
        elif self.outer and not _opens_block(tag, element):
            self._add(" ")  # cells of a table
        else:
            self._open_block(tag, element)

    def _open_block(self, tag: str, element: Any) -> None:
        self._close()
        if tag in {"pre", "table"}:
            block = self._block(BlockKind.CODE if tag == "pre" else BlockKind.TABLE)
            self.outer.append(block)
            code = element.find("code")
            if tag == "pre" and code is not None:
                block.language = (code.get("class") or "").removeprefix("language-")
        elif tag in _HEADINGS:
            self._block(BlockKind.HEADING).level = int(tag[1])
        elif tag in {"ol", "ul"}:
            start = element.get("start") or "1"
            number = int(start) if start.isdecimal() and len(start) < 9 else 1
            self.lists.append(number if tag == "ol" else None)
        elif tag == "li":
            item = self.lists[-1] if self.lists else None
            self.number = -1 if item is None else item
            if item is not None:
                self.lists[-1] = item + 1
        if within := _place_of(tag, element):
            self.within.append(within)

    def _end(self, tag: str, element: Any, start: _Place) -> None:
        block = self.open
        if tag in BLOCKS:
            self._end_block(tag, element)
        elif block is None:
            return
        elif tag == "a":
            if (href := element.get("href")) and element.get("data-footnote-ref") is None:
                block.links.append((href, self._since(start).strip()))
        elif start.offset == self.here.offset:
            return
        elif tag == "code" and block.kind is not BlockKind.CODE:
            block.stretches.append(Stretch(start.offset, self.here.offset, Mark.CODE))
        elif tag == FORMULA_ELEMENT:
            block.stretches.append(Stretch(start.offset, self.here.offset, Mark.FORMULA))
        elif tag == "sup" and element.get("class") == "footnote-ref":
            block.stretches.append(Stretch(start.offset, self.here.offset, Mark.NOTE))
        elif tag in _SOFT:
            block.soft += self.here.offset - start.offset
        elif tag in {"strong", "b"} and start.is_start and not block.label:
            block.label = " ".join(self._since(start).split())

    def _end_block(self, tag: str, element: Any) -> None:
        if tag in {"br", "img"}:
            return
        if self.outer and not _opens_block(tag, element):
            self._add(" ")
            return
        self._close()
        if tag in {"pre", "table"}:
            self.outer.pop()
            if self.outer:
                self._go_on(self.outer[-1])
        elif tag in {"ol", "ul"}:
            self.lists.pop()
        elif tag == "li":
            self.number = None
        if _place_of(tag, element):
            self.within.pop()

    def _block(self, kind: BlockKind = BlockKind.PARAGRAPH) -> VisibleBlock:
        if self.open is None:
            self.open = VisibleBlock(kind, self.line, self.last, within=frozenset(self.within), depth=len(self.lists))
            self.open.number, self.number = self.number, None
            self.blocks.append(self.open)
        return self.open

    def _add(self, text: str | None) -> None:
        if not text or (self.open is None and not text.strip()):
            return
        lines = [text]
        if self._block().kind is BlockKind.PARAGRAPH and "\n" in f"{self.text[-1][-1:] if self.text else ''}{text}":
            lines = _labelled(text, bool(self.text) and self.text[-1].endswith("\n"))
        for number, line in enumerate(lines):
            if number:
                self._begin_line()
            if line:
                self.text.append(line)
                offset, pieces, is_start = self.here
                self.here = _Place(offset + len(line), pieces + 1, is_start and not line.strip())

    def _begin_line(self) -> None:
        """Begin a new block at a labelled line of a paragraph."""
        before = self._block()
        self._close()
        line = before.line + before.text.count("\n")
        last, before.last = before.last, max(before.line, line - 1)
        self.open = VisibleBlock(before.kind, line, last, within=before.within, depth=before.depth, goes_on=True)
        self.blocks.append(self.open)
        self.started = [_Place()] * len(self.started)

    def _since(self, start: _Place) -> str:
        return "".join(self.text[start.pieces :])

    def _close(self) -> None:
        if self.open is not None:
            self.open.text = "".join(self.text)
            if self.open.within == {"quote"} and (marker := ALERT.match(self.open.text)):
                self.open.stretches.append(Stretch(*marker.span(), Mark.ALERT))
        self.open, self.text, self.here = None, [], _Place()

    def _go_on(self, block: VisibleBlock) -> None:
        self.open, self.text, self.here = block, [block.text], _Place(len(block.text), 1, False)


def _is_unseen(element: Any) -> bool:
    return element.tag in _UNSEEN or (element.tag == "a" and element.get("data-footnote-backref") is not None)


def _place_of(tag: str, element: Any) -> str:
    """Return what blocks inside an element are `within`; empty if that is not known of them."""
    if tag == "section":
        return "footnotes" if element.get("data-footnotes") is not None else ""
    return _WITHIN.get(tag, "")


def _opens_block(tag: str, element: Any) -> bool:
    """Whether an element in a table or a code block is a block of its own; a table in a table is not."""
    if tag != "table":
        return tag == "pre"
    outer = next(element.iterancestors("table", "pre"), None)
    return outer is None or outer.tag == "pre"


def _labelled(text: str, at_line_start: bool) -> list[str]:
    """Return a text, cut before each line that begins with a label; the first piece may be empty."""
    lines = text.split("\n")
    cuts = [n for n, line in enumerate(lines) if (n or at_line_start) and LABEL.match(line)]
    pieces = ["\n".join(lines[first:stop]) for first, stop in zip([0, *cuts], [*cuts, len(lines)], strict=True)]
    return [f"{piece}\n" if stop else "" for piece, stop in zip(pieces, cuts, strict=False)] + pieces[-1:]
