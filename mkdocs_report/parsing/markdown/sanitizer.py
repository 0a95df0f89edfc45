"""Make HTML safe for a page: an allow-list, without anything that runs or loads something.

The HTML of students is untrusted. The elements that GitHub allows are kept, with the few attributes that carry their
meaning. Everything else is removed, and `active_parts` names the parts of it that were active.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from mkdocs_report.model.caps import MAX_SPAN
from mkdocs_report.parsing import display_text
from mkdocs_report.parsing.markdown.content import FORMULA_ELEMENT

if TYPE_CHECKING:
    import nh3

BLOCKS = frozenset(  # every other tag, `<project-id>` and the like included, is a part of its line
    "address article aside blockquote body br caption center col colgroup dd details dialog div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html img legend li main menu nav ol optgroup option"
    " p pre section select summary table tbody td tfoot th thead tr ul".split()
)
"""Elements that stand on lines of their own."""
_TAGS = frozenset(
    "a abbr b bdo blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5"
    " h6 hr i img ins kbd li mark ol p image pre q rp rt ruby s samp small span strike strong sub summary sup"
    " table tbody td tfoot th thead tr tt ul var wbr".split()
) | {FORMULA_ELEMENT}
_ATTRIBUTES = {
    "*": {"lang", "title"},
    "a": {"href"},
    "img": {"src", "alt"},
    "code": {"class"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan"},
    "ol": {"start", "reversed"},
    "details": {"open"},
}
_SCHEMES = {"http", "https", "mailto"}
_READINGS = 8
"""The most times that HTML is cleaned until it no longer changes; HTML that still changes is shown as text."""
_STEADY = re.compile(r"(?:<p>(?:[^<]++|<(em|strong|code|mr-formula)>[^<]*+</\1>)*+</p>\s*+)*+")
"""HTML that every reading leaves as it is: paragraphs with nothing nested in them, as most answers are."""
_INPUT = re.compile(r'<input type="checkbox"( checked="")? disabled="" />')
_ALT = re.compile(r'<img\b[^>]*?\salt="([^"]*)"[^>]*>')  # the sanitiser quotes every value, and escapes < and > in it
_TAG = re.compile(r"(</?[a-zA-Z0-9]+[^>]*>)")
_BLOCK_TAG = re.compile(rf"</?(?:{'|'.join(sorted(BLOCKS))})(?=[\s/>])[^>]*>", re.IGNORECASE)
_ANGLES = {ord("<"): "‹", ord(">"): "›"}
_FORMATTING = re.compile(r"</?(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?:[\s/][^>]*)?>", re.IGNORECASE)
_LADEN = re.compile(
    r"<([a-z][^\s/>]*+)(?:[\s/]++[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+){500,}+", re.IGNORECASE
)
"""A tag that has hundreds of attributes."""
_SHORT, _REOPENED = 4_000, 400_000
_BOXES = {False: "☐", True: "☑"}
_HEADING = re.compile(r"(</?h)([1-6])(?=[ >])")
"""The tag of a heading. The sanitiser escapes < in attributes and in text."""


def limit_reading_cost(html: str) -> str:
    """Return HTML whose cost of reading is at most linear in its length; usual HTML stays as it is.

    Formatting that is left open is opened again in every following block, and the attributes of a tag are compared with
    each other. With either, a page of text could take minutes and gigabytes.
    """
    if len(html) > _SHORT:
        html = _LADEN.sub(r"<\1", html)
        kinds = {match[0] for match in _FORMATTING.finditer(html)}
        if len(kinds) * html.count("<") > _REOPENED:
            html = _FORMATTING.sub("", html)
    return html


def sanitise(html: str, address: Callable[[str, str], str | None], top: int = 4, without: tuple[str, ...] = ()) -> str:
    """Return `html` without anything that could run, load something or disturb the page around it.

    `address(tag, url)` returns the new address of a link (`a`) or an image (`img`), or None to remove it. Headings
    become `<h{top}>` and deeper, to fit the outline of the page. Tags in `without` are removed.
    """
    sanitiser = _sanitiser(without)
    clean = sanitiser.first(_INPUT.sub(lambda match: _BOXES[match[1] is not None], html), address)
    for _ in range(_READINGS):
        if _STEADY.fullmatch(clean):
            break
        again = sanitiser.again(clean)
        if again == clean:
            break
        clean = again
    else:
        clean = sanitiser.text(clean)
    clean = _HEADING.sub(lambda match: f"{match[1]}{min(6, int(match[2]) + top - 1)}", clean)
    return display_text.limit_marks(clean)


class _Sanitiser:
    """Readers of HTML, made once, since creating one takes longer than reading an answer."""

    def __init__(self, tags: set[str]) -> None:
        self._address: Callable[[str, str], str | None] = lambda _tag, _url: None
        self._first = _cleaner(tags, self._attribute)
        self._again = _cleaner(tags, lambda _tag, _name, value: value)
        self._none = _cleaner(set(), self._attribute)

    def first(self, html: str, address: Callable[[str, str], str | None]) -> str:
        """Return HTML with new addresses, and without elements that are not allowed."""
        self._address = address
        return _whole(self._first.clean(html))

    def again(self, html: str) -> str:
        """Clean HTML once more that was cleaned before."""
        return _whole(self._again.clean(html))

    def text(self, html: str) -> str:
        """Return the text without any element."""
        return _whole(self._none.clean(html))

    def _attribute(self, tag: str, name: str, value: str) -> str | None:
        if (tag, name) in {("a", "href"), ("img", "src")}:
            return self._address(tag, value)
        if name in {"colspan", "rowspan"}:
            return value if re.fullmatch(r"[0-9]{1,3}", value) and int(value) <= MAX_SPAN else None
        if name == "start":
            return value if re.fullmatch(r"-?[0-9]{1,9}", value) else None
        if name == "class":
            return value if re.fullmatch(r"language-[\w+#.-]{1,30}", value) else None
        return tooltip(value) if name == "title" else value


@lru_cache(maxsize=8)
def _sanitiser(without: tuple[str, ...]) -> _Sanitiser:
    return _Sanitiser(set(_TAGS.difference(without)))


def _cleaner(tags: set[str], attribute: Callable[[str, str, str], str | None]) -> nh3.Cleaner:
    import nh3  # only a site needs it, `check` does not

    return nh3.Cleaner(
        tags=tags,
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        url_schemes=_SCHEMES,
        link_rel="nofollow noopener noreferrer",
        strip_comments=True,
    )


def _whole(clean: str) -> str:
    return re.sub(r"(<pre[^>]*>)\n", r"\1\n\n", clean)  # a parser takes the first line end off again


def tooltip(text: str) -> str:
    """Return a text for a `title` attribute, without a sign that opens a tag: Material's tooltips read it as HTML."""
    return text.translate(_ANGLES)


def text_of(clean: str) -> str:
    """Return all text of sanitised HTML on one line, still escaped; images by their alternative texts."""
    clean = _ALT.sub(lambda match: f" {match[1]} ", clean)
    parts = _TAG.split(clean)
    parts[1::2] = map(_gap, parts[1::2])
    return " ".join("".join(parts).split())


@lru_cache(maxsize=4096)  # most tags have no attribute
def _gap(tag: str) -> str:
    return " " if _BLOCK_TAG.match(tag) else ""


def sanitise_line(html: str) -> str:
    """Return `html` with only emphasis and code left, for use inside a line of our own."""
    return display_text.one_line_safe(_line_cleaner().clean(html).strip())


@lru_cache(maxsize=1)
def _line_cleaner() -> nh3.Cleaner:
    import nh3

    tags = {"code", "em", "strong", "del", "kbd", "sub", "sup", FORMULA_ELEMENT}
    return nh3.Cleaner(tags=tags, attributes={"*": set()})  # without `*`, titles and languages stay


_ACTIVE = frozenset(
    "applet audio base button canvas dialog embed fieldset form frame frameset iframe input marquee math meta noembed"
    " noframes noscript object optgroup plaintext portal script select slot style svg template textarea video"
    " xmp".split()
)
"""Elements that run, load, ask for input or affect the page around them."""
_ACTIVE_WITH = frozenset("area body html label link map option param source title track".split())
"""Elements that are active only with attributes; without, people use them as placeholders."""
_ACTIVE_ATTRIBUTES = frozenset({"style", "srcdoc", "srcset", "formaction", "background", "ping", "http-equiv"})
_ADDRESSES = frozenset({"href", "src", "action", "data", "poster", "cite", "longdesc", "xlink:href"})
FILTERED = re.compile(r"<(title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext)(?=[\s/>])", re.IGNORECASE)
"""Tags that the engine shows as text, as GitHub does."""
_SPACES = re.compile(r"[\x00-\x20\x7f-\xa0\u200b\ufeff]+")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


def active_parts(tag: str, attributes: Mapping[str, str]) -> Iterator[str]:
    """Name what is removed from an element because it is active: `<form>`, `onclick`, `a javascript: address`."""
    active = tag in _ACTIVE or (tag in _ACTIVE_WITH and attributes)
    if active and not (tag == "input" and attributes.get("type") == "checkbox" and "disabled" in attributes):
        yield f"<{tag}>"
        return
    for name, value in attributes.items():
        if name.startswith("on") or name in _ACTIVE_ATTRIBUTES:
            yield name
        elif name in _ADDRESSES and tag != "img" and (scheme := unsafe_scheme(value)):
            yield f"a {scheme}: address"


def is_outside(address: str) -> bool:
    """Whether an address leads to another site, or is a mail address."""
    return re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", address) is not None


def unsafe_scheme(address: str) -> str | None:
    """Return the scheme of an address that a page must not link to, such as `javascript`; None if it is safe."""
    match = _SCHEME.match(_SPACES.sub("", address))
    scheme = match[1].lower() if match else None
    return scheme if scheme and scheme not in _SCHEMES and len(scheme) > 1 else None
