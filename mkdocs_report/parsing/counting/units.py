"""Count one unit in the blocks of an answer: what a reader of the page counts, and the numbers of other conventions."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from mkdocs_report.model.image import is_placeholder
from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.counting import characters
from mkdocs_report.parsing.counting.sentences import ends_with_stop, split_sentences
from mkdocs_report.parsing.counting.zones import ENTRY, Zone, ZonedBlock
from mkdocs_report.parsing.markdown.content import count_words, words
from mkdocs_report.parsing.markdown.visible_blocks import BlockKind, Mark, VisibleBlock


@dataclass(frozen=True, slots=True)
class Tally:
    """A count of a unit.

    - `number`: what decides
    - `items`: what was counted, each as a text
    - `others`: the numbers by other conventions, each with its description
    """

    number: int
    items: Sequence[str]
    others: Mapping[str, int] = field(default_factory=dict)

    @property
    def range(self) -> tuple[int, int]:
        """The smallest and the largest number of all conventions."""
        return min([self.number, *self.others.values()]), max([self.number, *self.others.values()])


Blocks = Sequence[ZonedBlock]
_OPTIONAL = (Zone.FOOTNOTES, Zone.REFERENCES, Zone.CAPTIONS)
_SIGNS = (Mark.FORMULA, Mark.EMOJI)
_HIDDEN_LINK = re.compile(
    r"(?<![\w@/.-])(?:https?://|www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,10}/[^\s<>\"]*|https?://[^\s<>\"]+"
    r"|\bdoi:\s*10\.\d{4,}\S*|\barxiv:\s*\d{4}\.\d+|\bISBN[ :]\s*[\d-]{10,17}",
    re.IGNORECASE,
)
"""An address that GitHub does not make a link of: `example.org/paper`, `doi:10.1000/1`, or any in code."""
_DIAGRAMS = frozenset({"mermaid", "math", "geojson", "topojson", "stl", "plantuml", "dot"})
"""Languages of code blocks that GitHub or another site shows as an image or a formula."""
_IMAGE_NAME = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?)$", re.IGNORECASE)


def count(unit: Unit, blocks: Blocks, source: str, excluding: Collection[str] = ()) -> Tally:
    """Count a unit.

    Args:
        unit: what is counted.
        blocks: the blocks of the answer, or of one of its parts.
        source: their Markdown.
        excluding: the zones that the prompt leaves out, as in `Limit.excluding`.
    """
    return _COUNTERS[unit](blocks, source, excluding)


def _is_running(each: ZonedBlock) -> bool:
    return each.zone not in {Zone.CODE, Zone.TABLES}


def _kept(blocks: Blocks, excluding: Collection[str]) -> list[ZonedBlock]:
    return [each for each in blocks if each.zone not in excluding]


def _words(blocks: Blocks, source: str, excluding: Collection[str]) -> Tally:
    kept = _kept(blocks, excluding)
    running = [each for each in kept if _is_running(each)]
    signs = _signs(excluding)
    left_out = _number_of_words(_texts([each for each in blocks if each.zone in excluding]))
    others = {
        "without footnotes, references and captions": _number_of_words(_texts(running, _OPTIONAL)),
        "without formulas and emoji codes": _number_of_words(_texts(running, marks=signs)),
        "without all of these": _number_of_words(_texts(running, _OPTIONAL, signs)),
        "with code blocks and tables": _number_of_words(_texts(kept)),
        "raw Markdown": max(0, len(source.split()) - left_out),
    }
    texts = _texts(running)
    return Tally(_number_of_words(texts), [word for text in texts for word in words(text)], others)


def _number_of_words(texts: Iterable[str]) -> int:
    return sum(map(count_words, texts))


def _signs(excluding: Collection[str]) -> tuple[Mark, ...]:
    return (*_SIGNS, Mark.CODE) if Zone.CODE in excluding else _SIGNS


def _texts(blocks: Iterable[ZonedBlock], without: Collection[str] = (), marks: Iterable[Mark] = ()) -> list[str]:
    """Return the texts of blocks, without those in some zones, and without marked pieces."""
    return [each.block.without(marks) for each in blocks if each.zone not in without]


def _characters(blocks: Blocks, source: str, excluding: Collection[str]) -> Tally:
    kept = _kept(blocks, excluding)
    running = [each for each in kept if _is_running(each)]
    text = _joined(_texts(running, marks=[Mark.NOTE]))
    bare = _joined(_texts(running, _OPTIONAL, [Mark.NOTE, *_signs(excluding)]))
    whole = _joined(_texts(kept))
    left_out = sum(len(each.block.text) for each in blocks if each.zone in excluding)
    others = {
        "without white space": characters.code_points(characters.without_space(text)),
        "emoji and letters with accents as one character each": characters.clusters(text),
        "UTF-16 units, as in JavaScript": characters.utf16_units(text),
        "without footnotes, references, captions, formulas and emoji codes": characters.code_points(bare),
        "without all of these and white space": characters.clusters(characters.without_space(bare)),
        "with code blocks and tables": characters.utf16_units(whole),
        "raw Markdown": max(0, characters.utf16_units(source) - left_out),
    }
    return Tally(characters.code_points(text), [text] if text else [], others)


def _joined(texts: list[str]) -> str:
    return "\n".join(filter(None, (" ".join(text.split()) for text in texts)))


def _sentences(blocks: Blocks, source: str, excluding: Collection[str]) -> Tally:
    kept = [each for each in _kept(blocks, excluding) if _is_running(each)]
    found: list[str] = []
    fewest = most = bare = headings = 0
    for block, zone in kept:
        text = block.without([Mark.NOTE])
        if zone is Zone.HEADINGS:
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
        "each doubtful full stop inside a sentence": fewest,
        "without footnotes, references, captions, and list items without a full stop": max(0, bare),
        "each full stop, question mark and exclamation mark as an end": most,
        "with headings": len(found) + headings,
    }
    return Tally(len(found), found, others)


def _paragraphs(blocks: Blocks, source: str, excluding: Collection[str]) -> Tally:
    kept = [each for each in _kept(blocks, excluding) if _is_running(each) and count_words(each.block.text)]
    plain = [b for b, zone in kept if zone is Zone.TEXT and not b.within and not b.goes_on]
    others = {
        "list items and quotes as paragraphs": sum(1 for b, zone in kept if zone is Zone.TEXT and not b.goes_on),
        "a list or quote as one paragraph": len(plain) + _groups(kept),
        "line breaks and labelled lines as ends": len(plain)
        + sum(b.breaks for b in plain)
        + sum(1 for b, zone in kept if zone is Zone.TEXT and b.goes_on),
        "with headings, captions, references and footnotes": sum(1 for each in kept if not each.block.goes_on),
        "without paragraphs that only introduce a list": sum(1 for b in plain if not b.text.rstrip().endswith(":")),
    }
    return Tally(len(plain), [" ".join(block.text.split()) for block in plain], others)


def _groups(blocks: Blocks) -> int:
    """Return the number of lists and quotes: runs of blocks inside one."""
    inside = [bool(block.within) for block, zone in blocks if zone is Zone.TEXT]
    return sum(1 for before, now in zip([False, *inside], inside, strict=False) if now and not before)


def _links(blocks: Blocks, source: str, excluding: Collection[str]) -> Tally:
    kept = _kept(blocks, excluding)
    links = [link for each in kept for link in each.block.links]
    shown = [href for href, text in links if text and _leads_elsewhere(href)]
    distinct = list(dict.fromkeys(map(_address, shown)))
    sites = {address for address in distinct if address.startswith("//")}
    entries = sum(_entries(each.block) for each in kept if each.zone in {Zone.REFERENCES, Zone.FOOTNOTES})
    linked = sum(
        1 for b, zone in kept if zone in {Zone.REFERENCES, Zone.FOOTNOTES} and any(_leads_elsewhere(h) for h, _ in b.links)
    )
    hidden = {found for each in kept for found in _hidden_links(each.block)}
    others = {
        "links to other sites only, each page once": len({address.partition("?")[0] for address in sites}),
        "every link, also repeated ones, to headings, mail addresses and images": len(links),
        "with addresses that are no links, such as those in code": len(distinct) + len(hidden - {*distinct}),
        "with entries of references and footnotes without a link": len(distinct) + max(0, entries - linked),
        "entries of references and footnotes": entries or len(distinct),
        "with remote images": len({*distinct, *(_address(s) for e in kept for s in e.block.images if "//" in s)}),
    }
    return Tally(len(distinct), list(dict.fromkeys(shown)), others)


def _leads_elsewhere(href: str) -> bool:
    """Whether a link leads to another page or file, not to a heading, a mail address or an image of the report."""
    scheme = href.partition(":")[0].lower() if ":" in href.partition("/")[0] else ""
    if href.startswith("#") or scheme not in {"", "http", "https", "ftp"}:
        return False
    path = unquote(href.partition("#")[0].partition("?")[0])
    return bool(scheme) or href.startswith("//") or not _IMAGE_NAME.search(path)


def _address(href: str) -> str:
    """Return an address in one form: without scheme, `www.`, case of the host, last slash and fragment."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return href
    if not parts.netloc:
        return href.partition("#")[0] or href
    host = parts.netloc.lower().removeprefix("www.")
    return f"//{host}{parts.path.rstrip('/')}{'?' + parts.query if parts.query else ''}"


def _entries(block: VisibleBlock) -> int:
    """Return the number of sources that a block of references names: its lines with `[1]`, or the block itself."""
    if block.kind is not BlockKind.PARAGRAPH:
        return 0
    numbered = sum(1 for line in block.text.split("\n") if ENTRY.match(line))
    text = block.text.strip().rstrip(":").strip()
    return numbered or int(bool(block.links) or (" " in text and (len(text) > 20 or "item" in block.within)))


def _hidden_links(block: VisibleBlock) -> Iterator[str]:
    for match in _HIDDEN_LINK.finditer(block.text):
        text = match[0].rstrip(".,;:)")
        yield _address(text if "//" in text else f"//{text}")


def _images(blocks: Blocks, source: str, excluding: Collection[str]) -> Tally:
    found = [src for each in _kept(blocks, excluding) for src in each.block.images if not is_placeholder(src)]
    return Tally(len(found), found)


def _tables(blocks: Blocks, source: str, excluding: Collection[str]) -> Tally:
    tables = [block for block, _ in blocks if block.kind is BlockKind.TABLE]
    unread = sum(1 for block, _ in blocks if block.kind is not BlockKind.TABLE and _looks_like_table(block))
    pictured = sum(1 for b, _ in blocks if b.images and b.text.lstrip().lower().startswith(("table", "tabel", "tabl")))
    others = {
        "without tables that only arrange images": sum(1 for block in tables if count_words(block.text)),
        "with tables that are not shown as tables, such as those in code": len(tables) + unread,
        "with images of tables": len(tables) + pictured,
        "with both": len(tables) + unread + pictured,
    }
    return Tally(len(tables), [_first_line(block) for block in tables], others)


def _looks_like_table(block: VisibleBlock) -> bool:
    """Whether two lines of a text or a code block are drawn as rows of a table."""
    rows = 0
    for line in map(str.strip, block.text.split("\n")):
        is_drawn = line.startswith(("+-", "+=")) or (line.startswith("|") and line.endswith("|") and len(line) > 2)
        rows += is_drawn or (block.kind is BlockKind.PARAGRAPH and "|" in line.strip("|"))
    return rows > 1


def _first_line(block: VisibleBlock) -> str:
    return " ".join(block.text.split())


def _code_blocks(blocks: Blocks, source: str, excluding: Collection[str]) -> Tally:
    every = [block for block, _ in blocks if block.kind is BlockKind.CODE]
    filled = [block for block in every if block.text.strip()]
    inline = sum(1 for block, _ in blocks if _is_only_code(block))
    pairs = zip(blocks, blocks[1:], strict=False)
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


_COUNTERS: Mapping[Unit, Callable[[Blocks, str, Collection[str]], Tally]] = {
    Unit.WORDS: _words,
    Unit.IMAGES: _images,
    Unit.CHARACTERS: _characters,
    Unit.SENTENCES: _sentences,
    Unit.PARAGRAPHS: _paragraphs,
    Unit.LINKS: _links,
    Unit.TABLES: _tables,
    Unit.CODE_BLOCKS: _code_blocks,
}
