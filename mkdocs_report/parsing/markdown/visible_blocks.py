"""Read the blocks of an answer that a reader sees: paragraphs, headings, tables and code blocks, in their order.

`content.read_regular` and `engine.read` give the text of an answer as a whole, which is enough to count words. Whatever
needs to know where a text stands, such as a count of sentences or the parts of an answer, reads blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from mkdocs_report.model.base import OneOf


class BlockKind(OneOf):
    """The kind of a block. A list item and a quote hold paragraphs; see `VisibleBlock.within`."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    TABLE = "table"
    CODE = "code"


class Mark(OneOf):
    """A kind of text inside a block that some conventions count, and others do not."""

    CODE = "code"
    NOTE = "note"
    FORMULA = "formula"
    EMOJI = "emoji"
    ALERT = "alert"


class Stretch(NamedTuple):
    """A marked piece of a block's text, from `start` up to `stop`."""

    start: int
    stop: int
    mark: Mark


@dataclass(slots=True)
class VisibleBlock:
    """A block of an answer.

    - `kind`, `line`, `last`: what it is, and its first and last line in the Markdown of the answer, from 1; the last
      line is 0 if it is not known
    - `text`: its visible text, with a line end for each line end of the Markdown
    - `within`: what it is in: "item", "quote", "footnotes", "figcaption"
    - `stretches`: inline code, formulas, marks of footnotes and markers of alerts in the text
    - `links`: (address, text) of each link; those around an image have no text
    - `images`: the address of each image
    - `label`: the bold text that it begins with
    - `soft`: the number of characters in italics, or small
    - `level`: the level of a heading
    - `number`: the number of the item of an ordered list that it begins; -1 for an item without a number
    - `language`: of a code block
    - `breaks`: the number of line breaks that the author demanded
    - `goes_on`: whether it is a further labelled line of the paragraph before, such as "b) ..." under "a) ..."
    """

    kind: BlockKind
    line: int
    last: int = 0
    text: str = ""
    within: frozenset[str] = frozenset()
    stretches: list[Stretch] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    label: str = ""
    soft: int = 0
    level: int = 0
    number: int | None = None
    depth: int = 0
    language: str = ""
    breaks: int = 0
    goes_on: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether a reader sees nothing of it."""
        return not (self.images or self.text.strip())

    def without(self, marks: Iterable[Mark]) -> str:
        """Return the text without the pieces that are marked so; emoji codes are looked for."""
        wanted = frozenset(marks)
        found = [stretch for stretch in self.stretches if stretch.mark in wanted]
        if Mark.EMOJI in wanted:
            found += [stretch for stretch in self._searched() if stretch.mark in wanted]
        if not found:
            return self.text
        pieces, last = [], 0
        for start, stop, _ in sorted(found):
            pieces.append(self.text[last : max(last, start)])
            last = max(last, stop)
        return "".join([*pieces, self.text[last:]])

    def marked(self, mark: Mark) -> list[str]:
        """Return the pieces that the engine marked so."""
        return [self.text[start:stop] for start, stop, each in self.stretches if each is mark]

    def _searched(self) -> Iterator[Stretch]:
        if ":" not in self.text:
            return
        text = self.text
        for start, stop, mark in self.stretches:
            if mark is Mark.CODE:
                text = text[:start] + "\ufffc" * (stop - start) + text[stop:]
        yield from (Stretch(*match.span(), Mark.EMOJI) for match in _EMOJI.finditer(text))


_EMOJI = re.compile(r"(?<![\w:]):(?=[^:\s]*[a-z1+-])[a-z0-9_+-]{1,40}:(?![\w:])")
"""The code of an emoji: `:tada:`, `:+1:`, `:100:`."""
ALERT = re.compile(r"\[!(note|tip|important|warning|caution)\][ \t]*(?=\n|\Z)", re.IGNORECASE)
"""The marker of an alert, which is alone on the first line of a quote."""
LABEL = re.compile(r"\(?(?:([a-z]|[A-Z])[.)]|(\d{1,2})[.)]|([ivx]{1,4})\))(?=\s|$)")
"""The label of a part at the start of a line: `a)`, `(b)`, `2.`, `ii)`."""
