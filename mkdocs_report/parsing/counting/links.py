"""Count the links and sources in an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from mkdocs_report.parsing.counting.tally import CountInput, Tally
from mkdocs_report.parsing.counting.zones import ENTRY, BlockZone
from mkdocs_report.parsing.markdown.visible_blocks import BlockKind, VisibleBlock

_HIDDEN_LINK = re.compile(
    r"(?<![\w@/.-])(?:https?://|www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,10}/[^\s<>\"]*|https?://[^\s<>\"]+"
    r"|\bdoi:\s*10\.\d{4,}\S*|\barxiv:\s*\d{4}\.\d+|\bISBN[ :]\s*[\d-]{10,17}",
    re.IGNORECASE,
)
"""An address that GitHub does not make a link of: `example.org/paper`, `doi:10.1000/1`, or any in code."""
_IMAGE_NAME = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?)$", re.IGNORECASE)


def count_links(answer: CountInput) -> Tally:
    """Count the different pages and files that an answer leads to."""
    kept = answer.kept
    links = [link for each in kept for link in each.block.links]
    shown = [href for href, text in links if text and _leads_elsewhere(href)]
    distinct = list(dict.fromkeys(map(_address, shown)))
    sites = {address for address in distinct if address.startswith("//")}
    named = [block for block, zone in kept if zone in {BlockZone.REFERENCES, BlockZone.FOOTNOTES}]
    entries = sum(map(_entries, named))
    linked = sum(
        1
        for b, zone in kept
        if zone in {BlockZone.REFERENCES, BlockZone.FOOTNOTES} and any(_leads_elsewhere(h) for h, _ in b.links)
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
