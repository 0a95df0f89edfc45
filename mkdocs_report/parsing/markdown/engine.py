"""Render and read GitHub-flavoured Markdown. Only this module imports cmarkgfm and lxml.

`render` returns the HTML that GitHub's engine makes. `read` returns the content that a reader of that HTML sees: words,
images, links and headings, and the parts that are never published.
"""

from __future__ import annotations

import ctypes
import re
import threading
from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from typing import Any

from cmarkgfm import _cmark, cmark
from lxml import etree

from mkdocs_report.model.caps import MAX_NESTING, MAX_TAGS
from mkdocs_report.parsing.markdown.content import VisibleContent
from mkdocs_report.parsing.markdown.sanitizer import BLOCKS, FILTERED, active_parts, limit_reading_cost

_OPTIONS = (
    cmark.Options.CMARK_OPT_UNSAFE  # raw HTML stays in, and `sanitise` decides about it
    | cmark.Options.CMARK_OPT_SOURCEPOS
    | cmark.Options.CMARK_OPT_FOOTNOTES
)
_EXTENSIONS = ("table", "autolink", "tagfilter", "strikethrough", "tasklist")
_CODE_BLOCKS = frozenset({"pre", "script", "style", "textarea", "template"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PLAIN_TEXT = re.compile(r"(?:[^\W\d_][^\n\0<>`*_~\[\]\\&|#$]*+(?:\n|\Z)|\n)*+\Z")
_NESTED = re.compile(r"<(/?)(?!br\b|hr\b|img\b|input\b|wbr\b|p\b|li\b|t[dhr]\b|!)([a-zA-Z][^\s/>]{0,40})")
MAX_TEXT = 100_000
"""A prompt of more characters is shown as it was typed."""


def _memory() -> Callable[[Any, Any], None]:
    """Return a function that frees a document and its HTML.

    The wrapper of cmarkgfm never frees them, and loses ten times the size of a text at each call: half a gigabyte in a
    course of a thousand reports. If the library hides the needed symbols, nothing is freed.
    """
    try:
        symbols = (ctypes.CDLL(_cmark.__file__).cmark_node_free, ctypes.CDLL(None).free)
    except (AttributeError, OSError, TypeError):
        return lambda *_: None
    free_node, free_text = (
        _cmark.ffi.cast("void (*)(void *)", ctypes.cast(symbol, ctypes.c_void_p).value) for symbol in symbols
    )

    def free(node: Any, text: Any) -> None:
        free_node(node)
        free_text(text)

    return free


class _Engine(threading.local):
    """GitHub's engine, with one parser per thread; it resets itself after each document."""

    def __init__(self) -> None:
        cmark.core_extensions_ensure_registered()
        self.parser = cmark.parser_new(options=_OPTIONS)
        for name in _EXTENSIONS:
            cmark.parser_attach_syntax_extension(self.parser, cmark.find_syntax_extension(name))
        self.extensions = cmark.parser_get_syntax_extensions(self.parser)
        self.free = _memory()


_engine = _Engine()


def render(text: str) -> str:
    """Return the HTML that GitHub's engine makes of `text`, raw HTML included, blocks with `data-sourcepos`.

    Formulas are elements that hold their source; see `formulas`.
    """
    if "$" not in text:
        return limit_reading_cost(_render(text))
    from mkdocs_report.parsing.markdown import formulas  # most reports have none

    return limit_reading_cost(formulas.render(text, _render))


def may_hold_formula(text: str) -> bool:
    """Whether Markdown may hold a formula: a quick look."""
    return "$" in text or "math" in text


def read_formulas(html: str) -> tuple[int, tuple[tuple[str, int], ...]]:
    """Return what `mathml.read_formulas` does for the result of `render`."""
    from mkdocs_report.parsing.markdown import mathml

    return mathml.read_formulas(html)


def _render(text: str) -> str:
    engine, library = _engine, _cmark.lib
    data = text.encode("utf-8", "replace").replace(b"\0", b"\xef\xbf\xbd")  # U+FFFD
    library.cmark_parser_feed(engine.parser, data, len(data))
    root = library.cmark_parser_finish(engine.parser)
    output = library.cmark_render_html(root, _OPTIONS, engine.extensions)
    html = _cmark.ffi.string(output).decode("utf-8", "replace")
    engine.free(root, output)
    return str(html)


def render_bounded(text: str) -> str:
    """Return the result of `render`, or the text as it was typed if it is too long, too deep or has too many tags."""
    if len(text) > MAX_TEXT:
        return as_typed(text)
    html = render(text)
    tags = html.count("<") + (read_formulas(html)[0] if may_hold_formula(text) else 0)
    return as_typed(text) if tags > MAX_TAGS or nesting(html) > MAX_NESTING else html


def as_typed(text: str) -> str:
    """Return HTML that shows a text as it was typed."""
    return f"<pre><code>{escape(text, quote=False)}</code></pre>"


def nesting(html: str) -> int:
    """Return the depth of nested elements in HTML; unclosed tags count."""
    if html.count("<") <= 2 * MAX_NESTING:
        return 0
    depth = deepest = 0
    opened: dict[str, int] = {}
    for match in _NESTED.finditer(html):
        name = match[2].lower()
        if not match[1]:
            opened[name] = opened.get(name, 0) + 1
            depth += 1
            deepest = max(deepest, depth)
        elif opened.get(name):  # any other closing tag closes nothing
            opened[name] -= 1
            depth -= 1
    return deepest


def is_plain(text: str) -> bool:
    """Whether GitHub shows a text as it is: paragraphs without any Markdown sign."""
    return _PLAIN_TEXT.match(text) is not None


def read(html: str) -> VisibleContent:
    """Read the content that a reader of the HTML sees; any HTML is parsed as a browser would."""
    content = VisibleContent()
    if not html.strip():
        return content
    root = etree.fromstring(f"<div>{html}</div>".encode("utf-8", "replace"), _parser())
    if root is not None:
        _ContentReader(content).walk(root)
    return content


def walk(html: str) -> Iterator[tuple[str, Any]]:
    """Yield the elements of any HTML as a browser would parse it: ("start", element), and "end", "comment" or "pi"."""
    root = etree.fromstring(f"<div>{html}</div>".encode("utf-8", "replace"), _parser()) if html.strip() else None
    return iter(()) if root is None else iter(etree.iterwalk(root, events=("start", "end", "comment", "pi")))


def reader_text(html: str, footnotes: bool = True) -> str:
    """Return all text that a reader of some HTML sees, in order, with code and tables.

    Images are replaced by their alternative texts and addresses. Marks of footnotes are left out, since their numbers
    depend on their order. Without `footnotes`, so are the texts of footnotes at the end of the document.
    """
    found: list[str] = []
    hidden = 0
    for event, element in walk(html):
        if event == "start":
            hidden += _is_unread(element, footnotes)
            if element.tag in BLOCKS:
                found.append(" ")
            if not hidden and element.tag == "img":
                found.append(f" {element.get('alt') or ''} {element.get('src') or ''} ")
            elif not hidden:
                found.append(element.text or "")
            continue
        if event == "end":
            hidden -= _is_unread(element, footnotes)
            if element.tag in BLOCKS:
                found.append(" ")
        if not hidden:
            found.append(element.tail or "")
    return "".join(found)


def _is_unread(element: Any, footnotes: bool) -> bool:
    if element.tag == "section":
        return not footnotes and element.get("data-footnotes") is not None
    mark = element.tag == "sup" and element.get("class") == "footnote-ref"
    return mark or (element.tag == "a" and element.get("data-footnote-backref") is not None)


@cache
def _parser() -> Any:
    return etree.HTMLParser(huge_tree=True, encoding="utf-8")


class _ContentReader:
    """One walk over a tree, without recursion, since HTML may be nested to any depth."""

    def __init__(self, content: VisibleContent) -> None:
        self.content = content
        self.text: list[str] = []
        self.code: list[str] = []
        self.table: list[str] = []
        self.base = (1, 1)  # a line of the Markdown, and the line of the HTML it became

    def line(self, element: Any) -> int:
        source, html = self.base
        return max(1, source + (element.sourceline or html) - html)

    def walk(self, root: Any) -> None:  # noqa: PLR0912 - one loop over all elements, without a call for each
        content = self.content
        todo: list[tuple[Any, list[str], bool]] = [(root, self.text, False)]
        while todo:
            element, sink, leaving = todo.pop()
            if leaving:
                if element.tag in BLOCKS:
                    sink.append(" ")
                if element.tail:
                    sink.append(element.tail)
                continue
            tag = element.tag
            if not isinstance(tag, str):
                content.comments.append(element.text or "")
                if element.tail:
                    sink.append(element.tail)
                continue
            todo.append((element, sink, True))
            inside = sink
            position = element.get("data-sourcepos")
            if position:
                self.base = (_first_number(position), element.sourceline or 1)
            for what in active_parts(tag, element.attrib):
                content.unsafe.append((what, self.line(element)))
            if tag in BLOCKS:
                sink.append(" ")
            if tag == "img":
                content.images.append((element.get("src") or "", element.get("alt") or "", self.line(element)))
                continue
            if tag in _CODE_BLOCKS:
                inside = self.code
                content.code.append(("".join(element.itertext()), self.line(element)))
            elif tag == "code":
                if sink is not self.code:
                    content.code.append(("".join(element.itertext()), self.line(element)))
            elif tag == "table":
                inside = self.table
            elif tag == "a" and (href := element.get("href")):
                content.links.append((href, "".join(element.itertext()), self.line(element)))
            elif tag in _HEADINGS:
                content.headings.append((int(tag[1]), "".join(element.itertext()).strip(), self.line(element)))
            if element.text:
                inside.append(element.text)
                if inside is self.text and tag != "code" and "<" in element.text:
                    content.unsafe += _filtered_tags(element.text, self.line(element))
            if len(element):
                todo += [(child, inside, False) for child in reversed(element)]
        content.text, content.code_text = "".join(self.text), "".join(self.code)
        content.table_text = "".join(self.table)


def _filtered_tags(text: str, line: int) -> list[tuple[str, int]]:
    return [(f"<{match[1].lower()}>", line) for match in FILTERED.finditer(text)]


def _first_number(position: str) -> int:
    number = position.partition(":")[0]
    return int(number) if number.isdecimal() and len(number) < 9 else 1
