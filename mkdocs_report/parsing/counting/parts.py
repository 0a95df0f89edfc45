"""Find the parts of an answer: below its sub-headings, or at labels such as "a)", "2." or a bold "Setup:"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from mkdocs_report.parsing.counting.zones import BlockZone, ZonedBlock
from mkdocs_report.parsing.markdown.visible_blocks import LABEL, BlockKind, VisibleBlock

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_END_OF_LABEL = re.compile(r"[:.)–—-]$|^\W*(?:part|teil|task|exp(?:eriment|\.)?|step|question)\b.*\d$", re.IGNORECASE)
_TEXT = frozenset({BlockZone.TEXT, BlockZone.KEPT})
MAX_PARTS = 100
"""The most parts of an answer. No prompt asks for as many."""
_LONGEST = 80
"""The most characters of bold text that is a label and not a sentence."""


class Part(NamedTuple):
    """A part of an answer: its `label`, and its blocks, with the one that holds the label."""

    label: str
    blocks: Sequence[ZonedBlock]

    @property
    def unlabelled(self) -> Sequence[ZonedBlock]:
        """The blocks without the label."""
        (block, zone), *rest = self.blocks
        text = _one_line(block.text)
        if not text.startswith(self.label):
            return self.blocks
        bare = replace(block, text=text[len(self.label) :], stretches=[])
        return rest if bare.is_empty else [ZonedBlock(bare, zone), *rest]


def find_parts(blocks: Sequence[ZonedBlock]) -> list[Part]:
    """Return the parts of an answer; none if there are fewer than two, because then it is not clear what they are.

    Sub-headings come first, then labels that count up from the first letter or number, then bold text that opens a
    paragraph. What is above the first part belongs to none, and neither do references and footnotes.
    """
    for starts in (_headings(blocks), _labels(blocks), _bold(blocks)):
        if 1 < len(starts) <= MAX_PARTS:
            return _cut(blocks, starts)
    return []


def _cut(blocks: Sequence[ZonedBlock], starts: Sequence[tuple[int, str]]) -> list[Part]:
    ends = [*(at for at, _ in starts[1:]), len(blocks)]
    return [
        Part(label, [each for each in blocks[at:end] if each.zone not in {BlockZone.REFERENCES, BlockZone.FOOTNOTES}])
        for (at, label), end in zip(starts, ends, strict=True)
    ]


def _headings(blocks: Sequence[ZonedBlock]) -> list[tuple[int, str]]:
    found = [(at, each.block) for at, each in enumerate(blocks) if _is_heading(blocks, at)]
    top = min((block.level for _, block in found), default=0)
    return [(at, _one_line(block.text)) for at, block in found if block.level == top]


def _is_heading(blocks: Sequence[ZonedBlock], at: int) -> bool:
    """Whether a heading opens a part; one above references does not."""
    if blocks[at].block.kind is not BlockKind.HEADING:
        return False
    return at + 1 == len(blocks) or blocks[at + 1].zone is not BlockZone.REFERENCES


def _labels(blocks: Sequence[ZonedBlock]) -> list[tuple[int, str]]:
    """Return the blocks with labels that count up from the first letter or number."""
    for read in (_letter, _number, _roman):
        found = [(at, order) for at, each in enumerate(blocks) if (order := _order(each, read)) is not None]
        if found and all(after == before + 1 for (_, before), (_, after) in pairwise(found)) and found[0][1] == 1:
            return [(at, _label(blocks[at].block)) for at, _ in found]
    return []


def _order(each: ZonedBlock, read: Callable[[VisibleBlock], int | None]) -> int | None:
    block, zone = each
    return read(block) if zone in _TEXT and block.kind is BlockKind.PARAGRAPH and block.depth < 2 else None


def _letter(block: VisibleBlock) -> int | None:
    match = LABEL.match(block.text)
    return ord(match[1].lower()) - ord("a") + 1 if match and match[1] else None


def _number(block: VisibleBlock) -> int | None:
    if block.number is not None and block.number >= 0:
        return block.number
    match = LABEL.match(block.text)
    return int(match[2]) if match and match[2] else None


def _roman(block: VisibleBlock) -> int | None:
    match = LABEL.match(block.text)
    numeral = (match[3] or match[1] or "").lower() if match else ""
    return _ROMAN.index(numeral) + 1 if numeral in _ROMAN else None


def _label(block: VisibleBlock) -> str:
    match = LABEL.match(block.text)
    if match:
        return match[0]
    return f"{block.number}."


def _bold(blocks: Sequence[ZonedBlock]) -> list[tuple[int, str]]:
    return [
        (at, block.label)
        for at, (block, zone) in enumerate(blocks)
        if zone in _TEXT and not block.within and 0 < len(block.label) <= _LONGEST and _is_label(block)
    ]


def _is_label(block: VisibleBlock) -> bool:
    """Whether bold text at the start of a paragraph is a label: the whole line, or before a colon or a full stop."""
    text = " ".join(block.text.split())
    rest = text[len(block.label) :]
    alone = not rest or "\n" in block.text.lstrip()[len(block.label) :][:2]
    return alone or rest[0] in ":.)–—-" or _END_OF_LABEL.search(block.label) is not None


def _one_line(text: str) -> str:
    return " ".join(text.split())
