"""What a reader of an answer sees; read, quickly, from the HTML that GitHub's engine makes of text without raw HTML.

That HTML is regular: tags are balanced, attributes quoted, text escaped. Nineteen answers of twenty are such; the
others, with HTML of their authors' own, are read by `markdown.read` as a browser would mend them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from itertools import filterfalse

_PRE = re.compile(r"<pre[^>]*>(.*?)</pre>", re.S)
_TABLE = re.compile(r"<table[^>]*>(.*?)</table>", re.S)
_IMAGE = re.compile(r'<img src="([^"]*)" alt="([^"]*)"[^>]*>')
_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.S)
_CODE = re.compile(r"<code>(.*?)</code>", re.S)
_HEADING = re.compile(r"<h([1-6])[^>]*>(.*?)</h\1>", re.S)
_INLINE = re.compile(r"</?(?:a|code|del|em|strong|sup|input)\b[^>]*>|<img[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_POSITION = 'data-sourcepos="'
_COUNTED = re.compile(r"[^\W_]")


@dataclass(slots=True)
class Seen:
    """What a reader of some HTML sees. Line numbers are 1-based lines of the Markdown that it was made from.

    `text` is the visible text, without what stands in code blocks (`code_text`) and tables (`table_text`), blocks
    apart by white space. `images` are (src, alt, line), `links` (href, text, line), `headings` (level, text, line),
    `code` (text, line) of code blocks and of inline code.
    """

    text: str = ""
    code_text: str = ""
    table_text: str = ""
    images: list[tuple[str, str, int]] = field(default_factory=list)
    links: list[tuple[str, str, int]] = field(default_factory=list)
    headings: list[tuple[int, str, int]] = field(default_factory=list)
    code: list[tuple[str, int]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether a reader sees nothing at all."""
        return not (self.images or self.text.strip() or self.code_text.strip() or self.table_text.strip())


def words(text: str) -> list[str]:
    """Return the words of a text as a reader would count them: pieces between blanks that hold a letter or digit."""
    return [token for token in text.split() if token.isalnum() or _COUNTED.search(token)]


def count_words(text: str) -> int:
    """Return how many words a text has."""
    tokens = text.split()
    doubtful = [token for token in filterfalse(str.isalnum, tokens) if not token[0].isalnum()]
    return len(tokens) - sum(1 for token in doubtful if not _COUNTED.search(token))


def read_regular(html: str) -> Seen:
    """Tell what a reader of the engine's own HTML sees; the Markdown must hold no HTML of its author's."""
    seen = Seen()
    rest = html
    if "<pre" in rest:
        for match in _PRE.finditer(html):
            inner = unescape(_TAG.sub("", match[1]))
            seen.code.append((inner, _line(html, match.end(0) - 1, match.start())))
            seen.code_text += f"{inner} "
        rest = _PRE.sub(" ", rest)
    if "<code" in rest:
        hidden = _spans(_PRE, html)
        for match in _CODE.finditer(html):
            if not any(first <= match.start() < last for first, last in hidden):
                seen.code.append((unescape(match[1]), _line(html, match.start())))
    if "<img" in rest:
        seen.images = [
            (unescape(match[1]), unescape(match[2]), _line(html, match.start())) for match in _IMAGE.finditer(html)
        ]
    if "<a " in rest:
        seen.links = [
            (unescape(match[1]), unescape(_TAG.sub("", match[2])), _line(html, match.start()))
            for match in _LINK.finditer(html)
        ]
    if "<h" in rest:
        seen.headings = [
            (int(match[1]), unescape(_TAG.sub("", match[2])).strip(), _line(html, match.end(), match.start()))
            for match in _HEADING.finditer(html)
        ]
    if "<table" in rest:
        seen.table_text = "".join(_text(match[1]) for match in _TABLE.finditer(rest))
        rest = _TABLE.sub(" ", rest)
    seen.text = _text(rest)
    return seen


def _text(html: str) -> str:
    return unescape(_TAG.sub(" ", _INLINE.sub("", html)))


def _spans(pattern: re.Pattern[str], html: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(html)]


def _line(html: str, place: int, start: int | None = None) -> int:
    """The line of what stands at `place`: that of the block around it, and the line ends since.

    A block that carries its own position starts at `start`, and its position is the last one before `place`.
    """
    found = html.rfind(_POSITION, start or 0, place)
    if found < 0:
        return 1
    digits = found + len(_POSITION)
    base = int(html[digits : html.index(":", digits)])
    return max(1, base if start is not None else base + html.count("\n", found, place))
