"""Read the text, images, links and headings of an answer from plain HTML, and count its words.

The HTML comes from GitHub's engine, for Markdown without raw HTML: tags are balanced, attributes are quoted, text is
escaped. About 19 of 20 answers are like that. The others are parsed by `engine.read`, in the way of a browser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from itertools import filterfalse

FORMULA_ELEMENT = "mr-formula"
"""The element that holds the source of a formula, with its signs, in the HTML of the engine; see `formulas`."""
_PRE = re.compile(r"<pre[^>]*>(.*?)</pre>", re.S)
_TABLE = re.compile(r"<table[^>]*>(.*?)</table>", re.S)
_IMAGE = re.compile(r'<img src="([^"]*)" alt="([^"]*)"[^>]*>')
_LINK = re.compile(r'<a href="([^"]+)"[^>]*>(.*?)</a>', re.S)
_CODE = re.compile(r"<code>(.*?)</code>", re.S)
_HEADING = re.compile(r"<h([1-6])[^>]*>(.*?)</h\1>", re.S)
_TAG = re.compile(r"<[^>]*>")
_POSITION = re.compile(r'data-sourcepos="(\d{1,9}):')
_COUNTED = re.compile(r"[^\W_]")
_ALIKE = bytes(ord("a") if chr(code).isalnum() else ord(" ") for code in range(256))
"""A table that maps each letter and digit of ASCII to `a`, and white space to a space."""
_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum() and not chr(code).isspace())
"""All other ASCII characters."""


@dataclass(slots=True)
class VisibleContent:
    """The content that a reader sees in some HTML. Line numbers are 1-based lines of its Markdown.

    - `text`: the visible text, without code blocks (`code_text`) and tables (`table_text`), with white space between
      blocks
    - `images`: (src, alt, line) of each image
    - `links`: (href, text, line) of each link
    - `headings`: (level, text, line) of each heading
    - `code`: (text, line) of code blocks and inline code
    - `unsafe`: (what, line) of HTML that is never published
    - `unreadable`: (why, line) of formulas that cannot be shown as such
    - `beyond`: the limit that the content exceeds, if it is not rendered; else empty
    """

    text: str = ""
    code_text: str = ""
    table_text: str = ""
    images: list[tuple[str, str, int]] = field(default_factory=list)
    links: list[tuple[str, str, int]] = field(default_factory=list)
    headings: list[tuple[int, str, int]] = field(default_factory=list)
    code: list[tuple[str, int]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    unsafe: list[tuple[str, int]] = field(default_factory=list)
    unreadable: tuple[tuple[str, int], ...] = ()
    beyond: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether a reader sees nothing, or only the end of a removed comment."""
        text = self.text.replace("-->", "")
        return not (self.images or text.strip() or self.code_text.strip() or self.table_text.strip())


def words(text: str) -> list[str]:
    """Return the words of a text: pieces between white space that hold a letter or digit."""
    return [token for token in text.split() if token.isalnum() or _COUNTED.search(token)]


def count_words(text: str) -> int:
    """Return the number of words in a text."""
    if text.isascii():  # as nearly all: without signs, and all letters alike, words begin at blanks
        return (b" " + text.encode().translate(_ALIKE, _SIGNS)).count(b" a")
    tokens = text.split()
    signs = [t for t in filterfalse(str.isalnum, tokens) if not t[0].isalnum() and not _COUNTED.search(t)]
    return len(tokens) - len(signs)


_OPTIONAL_TEXT = (
    r"\$|\[\^|\[!|\[\d|:[a-z0-9_+-]+:|<(?:fig)?caption|^ {0,3}[*_](?![*_ ])|^\W*(?:\d+\.?\s+)?(?:fig|tab|image|photo"
    r"|plot|chart|listing|code|abb|bild|afbeelding|rys|list of|ref|bibl|works|data s|our s|source|citation|lit|quell"
    r"|käll|kild|bronn|font|riferim|fuent|réf|źród)"
)


def may_hold_optional_text(text: str) -> bool:
    """Whether Markdown may hold what some conventions do not count: footnotes, references, captions, formulas, emoji.

    It is a quick look for their signs, before the blocks of an answer are read.
    """
    return re.search(_OPTIONAL_TEXT, text, re.IGNORECASE | re.MULTILINE) is not None


_ASKS_FOR_DIAGRAM = (
    r"diagram|mermaid|flow[ -]?chart|schem|schém|esquem|schaubild|drawing|sketch|skizze|zeichnung|tegning|rysun|dessin"
    r"|disegno|dibujo|desenho|ritning"
)


def may_hold_diagram(text: str, prompt: str) -> bool:
    """Return whether Markdown may hold a Mermaid diagram, and its prompt asks for a diagram."""
    return "mermaid" in text.lower() and re.search(_ASKS_FOR_DIAGRAM, prompt, re.IGNORECASE) is not None


def read_regular(html: str) -> VisibleContent:
    """Read the content of the engine's own HTML; the Markdown must hold no HTML of its author's."""
    content = VisibleContent()
    rest = bare = html
    if "<pre" in html:
        lines = HtmlLines(html)
        for match in _PRE.finditer(html):
            content.code.append((unescape(_TAG.sub("", match[1])), lines.at(match.start(1))))
        content.code_text = " ".join(text for text, _ in content.code)
        rest = _PRE.sub(" ", html)
        bare = _PRE.sub(lambda match: " " * len(match[0]), html)  # every place as it was
    if "<code>" in rest:
        lines = HtmlLines(html)
        content.code += [(unescape(match[1]), lines.at(match.start())) for match in _CODE.finditer(bare)]
    if "<img" in rest:
        lines = HtmlLines(html)
        content.images = [(unescape(m[1]), unescape(m[2]), lines.at(m.start())) for m in _IMAGE.finditer(bare)]
    if "<a href" in rest:
        lines = HtmlLines(html)
        content.links = [
            (unescape(m[1]), unescape(_TAG.sub("", m[2])), lines.at(m.start())) for m in _LINK.finditer(bare)
        ]
    if "<h" in rest:
        lines = HtmlLines(html)
        content.headings = [
            (int(m[1]), unescape(_TAG.sub("", m[2])).strip(), lines.at(m.start(2))) for m in _HEADING.finditer(bare)
        ]
    if "<table" in rest:
        content.table_text = "".join(_text(match[1]) for match in _TABLE.finditer(rest))
        rest = _TABLE.sub(" ", rest)
    content.text = _text(rest)
    return content


def _text(html: str) -> str:
    return unescape(_TAG.sub("", html))  # the engine sets a line end between any two blocks


class HtmlLines:
    """The lines of the Markdown for places in its HTML, which must be asked for in order."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._blocks = _POSITION.finditer(html)
        self._next = next(self._blocks, None)
        self._place, self._line = 0, 1

    def at(self, place: int) -> int:
        """Return the line of a place: that of the last block before it, plus the line ends since."""
        while self._next and self._next.start() < place:
            self._place, self._line = self._next.start(), int(self._next[1])
            self._next = next(self._blocks, None)
        self._line += self._html.count("\n", self._place, place)
        self._place = place
        return max(1, self._line)
