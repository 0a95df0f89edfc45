"""Colour fenced code with Pygments, in the classes that Material's colours are for.

The code is text of strangers. It is only split into tokens, by a lexer that its author names: none is guessed, and no
text is lost, or the code stays as it is.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import escape, unescape
from itertools import count
from typing import Any

from mkdocs_report.publish.github.languages import LANGUAGES

MAX_CODE = 5_000
"""The most characters of a coloured code block: some lexers take time that grows with the square of the length."""
MAX_REPORT_CODE = 60_000
"""The most characters of coloured code in a report."""
SLOW = {"csharp": 10, "gnuplot": 10}
"""Lexers that take long for hostile text, and how many times a character of theirs counts."""
_FENCE = re.compile(r'<pre><code class="language-([^"]*)">([^<]*)</code></pre>')
_SLOW_BLANKS = re.compile(r"[^\S\n]{200}|(?:[^\S\n]*\n){20}|\r")
"""White space in which some lexers take very long."""
CLASSES = frozenset(
    "k kc kd kn kp kr kt ow nd ni nl nt s s1 s2 sb sc se sh si sr ss sx l ld m mb mf mh mi il mo c c1 ch cm cp cs sd"
    " nc ne nf nn nb no bp na nv vc vg vi ge gh go gp gr gs gu gd gi".split()
)
"""The classes of tokens that have a colour of their own."""
_SAME_COLOUR = {"fm": "nf", "vm": "nv", "sa": "k", "dl": "s", "cpf": "s", "gt": "gr"}
_BLOCK = re.compile(r"<pre(?: [^>]*)?(?=>)")


def number_code(html: str) -> str:
    """Return HTML with an id for each code block, if there are several.

    Material gives a code block the id of the element around it, which would be the same for all blocks of an answer.
    """
    if html.count("<pre") < 2:
        return html
    numbers = count(1)
    return _BLOCK.sub(lambda block: f'{block[0]} id="mkdocs-report-code-{next(numbers)}"', html)


class CodeColours:
    """Colours the code of one report, up to a number of characters."""

    def __init__(self) -> None:
        self._left = MAX_REPORT_CODE

    def colour(self, html: str) -> str:
        """Return sanitised HTML with classes in its fenced code."""
        return _FENCE.sub(self._coloured, html) if '<code class="language-' in html else html

    def _coloured(self, fence: re.Match[str]) -> str:
        language, code = LANGUAGES.get(fence[1].lower()), unescape(fence[2])
        if language is None:
            return fence[0]
        cost = len(code) * SLOW.get(language, 1)
        if cost > min(MAX_CODE * 3 if language in SLOW else MAX_CODE, self._left) or _SLOW_BLANKS.search(code):
            return fence[0]
        self._left -= cost
        coloured = _colour(language, code)
        if coloured is None:
            return fence[0]
        return f'<div class="highlight"><pre><code class="language-{fence[1]}">{coloured}</code></pre></div>'


@lru_cache(maxsize=256)  # groups use the course's examples
def _colour(language: str, code: str) -> str | None:
    """Return code as HTML; None if its lexer fails, or changes the text."""
    pieces: list[tuple[str, list[str]]] = [("", [])]
    try:
        for kind, text in _lexer(language).get_tokens(code):
            name = _class_of(kind)
            if name != pieces[-1][0]:
                pieces.append((name, []))
            pieces[-1][1].append(text)
    except Exception:  # a lexer may raise anything on such text
        return None
    joined = [(name, "".join(texts)) for name, texts in pieces]
    if "".join(text for _, text in joined) != code:
        return None
    return "".join(f'<span class="{name}">{_escaped(text)}</span>' if name else _escaped(text) for name, text in joined)


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\u00a0", "&nbsp;")


@cache
def _lexer(language: str) -> Any:
    from pygments.lexers import get_lexer_by_name  # only a report with code needs it

    return get_lexer_by_name(language, stripnl=False, ensurenl=False)


@cache
def _class_of(kind: Any) -> str:
    """Return the class of a kind of token; empty if it has the colour of the text."""
    from pygments.token import STANDARD_TYPES

    while kind not in STANDARD_TYPES:
        kind = kind.parent
    name = STANDARD_TYPES[kind]
    name = _SAME_COLOUR.get(name, name)
    return name if name in CLASSES else ""
