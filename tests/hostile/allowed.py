"""What may stand in a page: in what students wrote, and around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from mkdocs_report.publish.github import code
from tests.support.builds import Built

TAGS = frozenset(
    "a abbr b bdo blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h4 h5 h6 hr i img"
    " ins kbd li mark ol p image pre q rp rt ruby s samp small span strike strong sub summary sup table tbody td"
    " tfoot th thead tr tt ul var wbr"
    " math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow mspace msqrt msub"
    " msubsup msup mtable mtd mtext mtr munder munderover".split()
)
MATHML = frozenset(tag for tag in TAGS if tag.startswith("m") and tag != "mark")
ATTRIBUTES = {
    ("a", "href"), ("a", "title"), ("a", "rel"), ("code", "class"), ("td", "align"), ("td", "colspan"),
    ("td", "rowspan"), ("th", "align"), ("th", "colspan"), ("th", "rowspan"), ("ol", "start"), ("ol", "reversed"),
    ("details", "open"), ("img", "class"), ("img", "src"), ("img", "alt"), ("img", "loading"), ("img", "width"),
    ("img", "height"), ("a", "class"), ("span", "class"), ("p", "class"), ("div", "class"),
    ("ol", "class"), ("a", "id"), ("a", "aria-label"), ("li", "id"), ("li", "class"), ("pre", "id"), ("pre", "class"),
    ("details", "class"), ("h4", "id"), ("h5", "id"), ("h6", "id"),
    *((tag, name) for tag in TAGS - MATHML for name in ("lang", "title")),
    *(("span", name) for name in ("tabindex", "role", "aria-label")),
    *(("math", name) for name in ("alttext", "display")), ("menclose", "notation"), ("mspace", "width"),
    ("mfrac", "linethickness"), ("mi", "mathvariant"), ("mover", "accent"), ("munder", "accentunder"),
    *(("mo", name) for name in ("form", "lspace", "maxsize", "minsize", "rspace", "stretchy", "symmetric")),
    *((tag, name) for tag in ("mfrac", "mrow", "mtable") for name in ("displaystyle", "scriptlevel")),
    ("mtd", "class"), ("mtext", "class"),
}  # fmt: skip
_FORMULAS = {
    "mr-formula mr-formula--block",
    "mr-formula mr-formula--wide",
    "mr-formula mr-formula--block mr-formula--wide",
}
CLASSES = {
    "img": {"mr-image"},
    "a": {"mr-image-placeholder"},
    "span": {"mr-image-placeholder", *_FORMULAS, *code.CLASSES},
    "p": {"mr-muted", "mr-alert-title"},
    "div": {f"mr-alert mr-alert--{kind}" for kind in ("note", "tip", "important", "warning", "caution")}
    | {"highlight"},
    "ol": {"mr-footnotes"},
    "li": {"mr-task"},
    "pre": {"mr-mermaid"},
    "details": {"mr-diagram"},
    "mtd": {"mr-math-right", "mr-math-left", "mr-math-case", "mr-math-border-right"},
    "mtext": {"mr-math-bold"},
}
OUR_ID = re.compile(r"(?:mr-[0-9a-f]{10}|mkdocs-report)-(?:fn|fnref|heading|code)-\d+(?:-\d+)?")
"""An id in an answer. Those of `mkdocs-report` are published, and get the prefix of their answer on each page."""
ZONES = ("mr-answer", "mr-prompt", "mr-wording")
"""The parts of a page that hold what students wrote as Markdown."""


def strange_in(zone: Any) -> Iterator[str]:
    """Name each element and attribute in a zone that the list does not have."""
    for element in zone.iterdescendants():
        tag = element.tag
        if not isinstance(tag, str):
            yield f"a comment: {element.text}"
        elif tag not in TAGS:
            yield f"<{tag}>"
        else:
            for name, value in element.attrib.items():
                if (tag, name) not in ATTRIBUTES:
                    yield f"<{tag} {name}>"
                elif name == "class" and not (value in CLASSES.get(tag, ()) or value.startswith("language-")):
                    yield f"<{tag} class={value}>"
                elif name == "id" and not OUR_ID.fullmatch(value):
                    yield f"<{tag} id={value}>"
                elif name == "title" and "<" in value:
                    yield f"<{tag} title> that a theme may read as HTML: {value}"
                elif name in {"href", "src"} and urlsplit(value).scheme not in {"", "http", "https", "mailto"}:
                    yield f"<{tag} {name}={value}>"


def shapes(tree: Any, zones: set[Any]) -> set[tuple[str, str]]:
    """Return each element with each attribute that stands outside the zones; `data-*` and `aria-*` by full name."""
    found = set()
    todo = [tree]
    while todo:
        element = todo.pop()
        tag = element.tag if isinstance(element.tag, str) else "comment"
        found |= {(tag, ""), *((tag, name) for name in element.attrib)}
        if element not in zones:
            todo += element
    return found


def twice(tree: Any) -> list[str]:
    """Return the ids that stand more than once in a page."""
    return [name for name, number in Counter(tree.xpath("//@id")).items() if number > 1]


def leads_nowhere(built: Built, page: str, zone: Any) -> Iterator[str]:
    """Name each address in a zone that stays on the site and is no published image."""
    base = "https://course.example/"
    for element in zone.iter("a", "img"):
        for name in ("href", "src"):
            address = element.get(name)
            if address is None:
                continue
            if address.startswith("#"):
                if not OUR_ID.fullmatch(address[1:]) or len(zone.xpath("//*[@id=$name]", name=address[1:])) != 1:
                    yield f"{page}: {address}"
                continue
            target = urlsplit(urljoin(base + quote(page), address))
            if target.netloc != "course.example" or address.startswith(("//", "http:", "https:")):
                if element.tag == "img":
                    yield f"{page}: {element.get(name)}"
                continue
            file = built.site / unquote(target.path).lstrip("/")
            if target.fragment and f'id="{unquote(target.fragment)}"' in (file / "index.html").read_text():
                continue
            if file.suffix not in {".webp", ".png", ".jpg", ".gif"} or not file.is_file():
                yield f"{page}: {element.get(name)}"
