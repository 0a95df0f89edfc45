"""Count one unit in the blocks of an answer: what a reader of the page counts, and the numbers of other conventions."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from mkdocs_report.model.image import is_placeholder
from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.counting import characters
from mkdocs_report.parsing.counting.links import count_links
from mkdocs_report.parsing.counting.sentences import ends_with_stop, split_sentences
from mkdocs_report.parsing.counting.tally import CountInput, Tally
from mkdocs_report.parsing.counting.zones import BlockZone, ZonedBlock
from mkdocs_report.parsing.markdown.content import count_words, words
from mkdocs_report.parsing.markdown.visible_blocks import BlockKind, Mark, VisibleBlock

_OPTIONAL = (BlockZone.FOOTNOTES, BlockZone.REFERENCES, BlockZone.CAPTIONS)
_DIAGRAMS = frozenset({"mermaid", "math", "geojson", "topojson", "stl", "plantuml", "dot"})
"""Languages of code blocks that GitHub or another site shows as an image or a formula."""
_TABLE_CAPTION = re.compile(r"\s*(?:tab|tafel)", re.IGNORECASE)


def count(unit: Unit, blocks: Sequence[ZonedBlock], source: str, excluding: Collection[str] = ()) -> Tally:
    """Count a unit.

    Args:
        unit: what is counted.
        blocks: the blocks of the answer, or of one of its parts.
        source: their Markdown.
        excluding: the zones that the prompt leaves out, as in `Limit.excluding`.
    """
    return _COUNTERS[unit](CountInput(blocks, source, excluding))


def _words(answer: CountInput) -> Tally:
    running, signs = answer.running, answer.signs
    others = {
        "without footnotes, references and captions": _number_of_words(_texts(running, _OPTIONAL)),
        "without formulas, emoji codes and markers of alerts": _number_of_words(_texts(running, marks=signs)),
        "without all of these": _number_of_words(_texts(running, _OPTIONAL, signs)),
        "with code blocks and tables": _number_of_words(_texts(answer.kept)),
        "raw Markdown": max(0, len(answer.source.split()) - _number_of_words(answer.left_out)),
    }
    texts = _texts(running)
    return Tally(_number_of_words(texts), [word for text in texts for word in words(text)], others)


def _number_of_words(texts: Iterable[str]) -> int:
    return sum(map(count_words, texts))


def _texts(blocks: Iterable[ZonedBlock], without: Collection[str] = (), marks: Iterable[Mark] = ()) -> list[str]:
    """Return the texts of blocks, without those in some zones, and without marked pieces."""
    return [each.block.without(marks) for each in blocks if each.zone not in without]


def _characters(answer: CountInput) -> Tally:
    running = answer.running
    text = _joined(_texts(running, marks=[Mark.NOTE]))
    bare = _joined(_texts(running, _OPTIONAL, [Mark.NOTE, *answer.signs]))
    whole = _joined(_texts(answer.kept))
    others = {
        "without white space": characters.code_points(characters.without_space(text)),
        "emoji and letters with accents as one character each": characters.clusters(text),
        "UTF-16 units, as in JavaScript": characters.utf16_units(text),
        "without footnotes, references, captions, formulas, emoji codes and markers of alerts": characters.code_points(
            bare
        ),
        "without all of these and white space": characters.clusters(characters.without_space(bare)),
        "with code blocks and tables": characters.utf16_units(whole),
        "raw Markdown": max(0, characters.utf16_units(answer.source) - sum(map(len, answer.left_out))),
    }
    return Tally(characters.code_points(text), [text] if text else [], others)


def _joined(texts: list[str]) -> str:
    return "\n".join(filter(None, (" ".join(text.split()) for text in texts)))


def _sentences(answer: CountInput) -> Tally:
    found: list[str] = []
    fewest = most = bare = headings = 0
    for block, zone in answer.running:
        text = block.without([Mark.NOTE])
        if zone is BlockZone.HEADINGS:
            headings += bool(count_words(text))
            continue
        sentences = split_sentences(text)
        found += sentences.found
        most += sentences.most
        fewest += sentences.least
        if zone not in _OPTIONAL:
            is_list = "item" in block.within or block.goes_on or text.rstrip().endswith(":")
            bare += sentences.least - (is_list and bool(sentences.found) and not ends_with_stop(text))
    others = {
        "each unclear full stop inside a sentence": fewest,
        "without footnotes, references, captions, and list items without a full stop": max(0, bare),
        "each full stop, question mark and exclamation mark as an end": most,
        "with headings": len(found) + headings,
    }
    return Tally(len(found), found, others)


def _paragraphs(answer: CountInput) -> Tally:
    kept = [each for each in answer.running if count_words(each.block.text)]
    plain = [b for b, zone in kept if zone is BlockZone.TEXT and not b.within and not b.goes_on]
    others = {
        "list items and quotes as paragraphs": sum(1 for b, zone in kept if zone is BlockZone.TEXT and not b.goes_on),
        "a list or quote as one paragraph": len(plain) + _groups(kept),
        "line breaks and labelled lines as ends": len(plain)
        + sum(b.breaks for b in plain)
        + sum(1 for b, zone in kept if zone is BlockZone.TEXT and b.goes_on),
        "with headings, captions, references and footnotes": sum(1 for each in kept if not each.block.goes_on),
        "without paragraphs that only introduce a list": sum(1 for b in plain if not b.text.rstrip().endswith(":")),
    }
    return Tally(len(plain), [" ".join(block.text.split()) for block in plain], others)


def _groups(blocks: Sequence[ZonedBlock]) -> int:
    """Return the number of lists and quotes: runs of blocks inside one."""
    inside = [bool(block.within) for block, zone in blocks if zone is BlockZone.TEXT]
    return sum(1 for before, now in zip([False, *inside], inside, strict=False) if now and not before)


def _images(answer: CountInput) -> Tally:
    found = [src for each in answer.kept for src in each.block.images if not is_placeholder(src)]
    drawn = sum(1 for block, _ in answer.counted if block.language.lower() == "mermaid")
    return Tally(len(found), found, {"with Mermaid diagrams": len(found) + drawn} if drawn else {})


def _tables(answer: CountInput) -> Tally:
    tables = [block for block, _ in answer.counted if block.kind is BlockKind.TABLE]
    unread = sum(1 for block, _ in answer.counted if block.kind is not BlockKind.TABLE and _looks_like_table(block))
    captions = sum(
        1 for block, zone in answer.counted if zone is BlockZone.CAPTIONS and _TABLE_CAPTION.match(block.text)
    )
    pictured = min(max(0, captions - len(tables)), sum(len(block.images) for block, _ in answer.counted))
    others = {
        "without tables that only arrange images": sum(1 for block in tables if count_words(block.text)),
        "with tables that are not shown as tables, such as those in code": len(tables) + unread,
        "with images of tables": len(tables) + pictured,
        "with both": len(tables) + unread + pictured,
    }
    return Tally(len(tables), [_one_line(block) for block in tables], others)


def _looks_like_table(block: VisibleBlock) -> bool:
    """Whether two lines of a text or a code block are drawn as rows of a table."""
    rows = 0
    for line in map(str.strip, block.text.split("\n")):
        is_drawn = line.startswith(("+-", "+=")) or (line.startswith("|") and line.endswith("|") and len(line) > 2)
        rows += is_drawn or (block.kind is BlockKind.PARAGRAPH and "|" in line.strip("|"))
    return rows > 1


def _one_line(block: VisibleBlock) -> str:
    return " ".join(block.text.split())


def _code_blocks(answer: CountInput) -> Tally:
    every = [block for block, _ in answer.counted if block.kind is BlockKind.CODE]
    filled = [block for block in every if block.text.strip()]
    inline = sum(1 for block, _ in answer.counted if _is_only_code(block))
    pairs = pairwise(answer.counted)
    adjacent = sum(1 for (a, _), (b, _) in pairs if a.kind is b.kind is BlockKind.CODE and b.text.strip())
    others = {
        "with empty code blocks": len(every),
        "without diagrams and formulas": sum(1 for block in filled if block.language.lower() not in _DIAGRAMS),
        "code blocks in succession as one": max(min(1, len(filled)), len(filled) - adjacent),
        "with lines of inline code": len(filled) + inline,
    }
    return Tally(len(filled), [block.text.strip().partition("\n")[0] for block in filled], others)


def _is_only_code(block: VisibleBlock) -> bool:
    return block.kind is BlockKind.PARAGRAPH and bool(block.stretches) and not block.without([Mark.CODE]).strip()


_COUNTERS: Mapping[Unit, Callable[[CountInput], Tally]] = {
    Unit.WORDS: _words,
    Unit.IMAGES: _images,
    Unit.CHARACTERS: _characters,
    Unit.SENTENCES: _sentences,
    Unit.PARAGRAPHS: _paragraphs,
    Unit.LINKS: count_links,
    Unit.TABLES: _tables,
    Unit.CODE_BLOCKS: _code_blocks,
}
