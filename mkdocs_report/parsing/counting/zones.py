"""Find the zone of each block of an answer: text, or something that many conventions of counting leave out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from mkdocs_report.model.base import OneOf
from mkdocs_report.parsing.markdown.visible_blocks import BlockKind, VisibleBlock


class BlockZone(OneOf):
    """The part of an answer that a block belongs to. The names are those of `Limit.excluding`.

    `KEPT` are lines of the template that an answer keeps, such as its sub-headings. They never count.
    """

    TEXT = "text"
    FOOTNOTES = "footnotes"
    REFERENCES = "references"
    CAPTIONS = "captions"
    CODE = "code"
    TABLES = "tables"
    HEADINGS = "headings"
    KEPT = "kept"


class ZonedBlock(NamedTuple):
    """A block and its zone. A table or code block under "References" has its own zone."""

    block: VisibleBlock
    zone: BlockZone


_REFERENCES = re.compile(
    r"\W*(?:\d+\.?\s+)?(?:(?:list of )?references|bibliography|works cited|(?:data |our )?sources|citations|literature"
    r"|literatur(?:e|verzeichnis)?|quellen(?:verzeichnis|angaben)?|referen(?:zen|cer|ser|ties|ces|cias)|bibliogra(?:phie|f[ií]a)"
    r"|litteratur|källor|kilder|bronnen|fonti|riferimenti|fontes|fuentes|références|referências|źródła|bibliografia)"
    r"[ \t]*(?P<rest>:\s*|\n\s*|$)",
    re.IGNORECASE,
)
"""A heading or the start of a paragraph above a list of references."""
ENTRY = re.compile(r"\s*\[\d{1,3}\]:?\s+\S")
"""The start of an entry of a list of references: `[1] Smith, 2020`."""
_CAPTION = re.compile(
    r"\s*(?:fig(?:ure|\.)?|table|tab\.|image|photo|plot|chart|listing|code|abbildung|abb\.|bild|tabelle|figur|tabell?|figura"
    r"|tabla|tabela|tabella|tableau|afbeelding|rysunek|rys\.)\s*\d{1,3}(?:\.\d{1,2})?\s*(?:[.:–—-]|$)",
    re.IGNORECASE,
)
"""The start of a caption: `Figure 2:`, `Table 1.`."""
_DEEPEST = 7
"""The level of a paragraph that is used as a heading."""


def zoned(blocks: Sequence[VisibleBlock], kept: Collection[int] = ()) -> list[ZonedBlock]:
    """Return the blocks of an answer with the zone of each; `kept` are the lines of the template in it."""
    zones = zip(blocks, _zones(blocks), strict=True)
    return [ZonedBlock(block, BlockZone.KEPT if _is_kept(block, kept) else zone) for block, zone in zones]


def _is_kept(block: VisibleBlock, kept: Collection[int]) -> bool:
    return bool(kept) and all(line in kept for line in range(block.line, max(block.line, block.last) + 1))


def _zones(blocks: Sequence[VisibleBlock]) -> Iterator[BlockZone]:
    references = 0  # the level of the heading above the list of references; 0 outside of it
    captions = set(_captions(blocks))
    for number, block in enumerate(blocks):
        title = _REFERENCES.match(block.text) if len(block.text) < 10_000 else None
        if block.kind is BlockKind.HEADING:
            if references >= block.level:
                references = 0
            if title and not block.text[title.end() :].strip():
                references = block.level
            yield BlockZone.HEADINGS
        elif block.kind is BlockKind.CODE:
            yield BlockZone.CODE
        elif block.kind is BlockKind.TABLE:
            yield BlockZone.TABLES
        elif "footnotes" in block.within:
            yield BlockZone.FOOTNOTES
        elif "figcaption" in block.within or number in captions:
            yield BlockZone.CAPTIONS
        else:
            if title and not references and _is_title(block, title):
                references = _DEEPEST
            yield BlockZone.REFERENCES if references or title or ENTRY.match(block.text) else BlockZone.TEXT


def _is_title(block: VisibleBlock, title: re.Match[str]) -> bool:
    """Whether a paragraph is, or begins with, a line that is the title of a list of references."""
    return not block.text[title.end() :].strip() or "\n" in title["rest"]


def _captions(blocks: Sequence[VisibleBlock]) -> Iterator[int]:
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.PARAGRAPH and _CAPTION.match(block.text):
            yield number
    for number, (above, below) in enumerate(pairwise(blocks)):
        if _shows(above) and _is_soft(below):
            yield number + 1
        if below.kind is BlockKind.TABLE and _is_soft(above):
            yield number
    for number, block in enumerate(blocks):
        if block.images and _is_soft(block):
            yield number


def _shows(block: VisibleBlock) -> bool:
    """Whether a block is what a caption below it is about: a table, code, or images without text."""
    return block.kind in {BlockKind.TABLE, BlockKind.CODE} or (bool(block.images) and not block.text.strip())


def _is_soft(block: VisibleBlock) -> bool:
    """Whether a whole paragraph is in italics, as captions often are."""
    size = len("".join(block.text.split()))
    return block.kind is BlockKind.PARAGRAPH and 0 < size <= block.soft
