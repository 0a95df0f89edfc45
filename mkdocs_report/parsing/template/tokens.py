"""Classify each line of a template: heading, quote, list item, table, field, placeholder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import overload

from mkdocs_report.model.base import OneOf, record
from mkdocs_report.parsing.markdown.blocks import OpaqueBlock
from mkdocs_report.parsing.markdown.lines import (
    BOX_MARK,
    HeadingLine,
    front_matter_height,
    headings,
    is_edge,
    is_quoted,
    marker_text,
    normalise,
    opaque_blocks,
    unquote,
)
from mkdocs_report.parsing.template.answer_places import bare, is_placeholder, label_of
from mkdocs_report.runtime.lazy_pattern import LazyPattern

ALERT = LazyPattern(r"[ \t]*>[ \t]*\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*$", re.IGNORECASE)
"""The first line of an alert of GitHub (https://docs.github.com/get-started/writing-on-github)."""
_BULLET = LazyPattern(r"([ \t]*)[-*+](?:[ \t]+|$)(.*)$")
_BOX = LazyPattern(rf"[ \t>]*(?:[-*+]|\d{{1,9}}[.)])[ \t]*\[({BOX_MARK})\](?![(\[:])[ \t]*(.*)$", re.IGNORECASE)
_NUMBERED = LazyPattern(
    r"([ \t]*)[*_]{0,3}(?:\(?(\d{1,3}|[A-Za-z]|[ivxIVX]{2,5})[.)]|\(?([A-Z]?\d{1,2}(?:\.\d{1,2}){0,2}[a-z]?)[.):]"
    r"|(\d{1,2}(?:\.\d{1,2}){1,2})(?=\s)"
    r"|((?:Question|Exercise|Problem|Task|Part|Aufgabe|Frage|Teil|Spørgsmål|Opgave|Oppgave|Spørsmål|Fråga|Uppgift|Vraag"
    r"|Opdracht|Exercice|Pregunta|Ejercicio|Domanda|Esercizio|Pergunta|Exercício|Pytanie|Zadanie|Q)"
    r"\s?\d{1,3}(?:\.\d{1,2}){0,2}[a-z]?))"
    r"(?:[*_]{0,3}[ \t]{0,3}[.):：]?[*_]{0,3}[ \t]+(.*)|[*_]{0,3}[.):：]?[*_]{0,3}$)",
    re.IGNORECASE,
)
_FIELD = LazyPattern(
    r"[ \t]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?(?P<label>[*_]{0,3}[^\W\d_][^:：*|\n]{0,58}?[*_]{0,3})[ \t]*[:：]"
    r"[*_]{0,3}[ \t]*(?P<value>.*)$"
)
_BOLD = LazyPattern(
    r"[ \t]*(?:[-*+][ \t]+)?(\*\*|__)(?=\S)(.+?)(?<=\S)\1([^\w\n]{0,3}(?:\([^()]{0,40}\))?[^\w\n]{0,3})$"
)
_IMAGE = LazyPattern(r"[ \t]*(?:!\[[^\]]*\]\([^)]*\)|!\[[^\]]*\]\[[^\]]*\]|<img\b[^>]*>)[ \t]*$")
_DELIMITER = LazyPattern(r"[ \t]*\|?[ \t]*:?-{1,}:?[ \t]*(?:\|[ \t]*:?-{1,}:?[ \t]*)*\|?[ \t]*$")
_COMMENT = re.compile(r"<!--|-->")
_FIELD_WORDS = 6


_ALERT_TAG = LazyPattern(r"[ \t]*\[!\w+\][ \t]*$")


def without_alert(prompt: Sequence[str]) -> Sequence[str]:
    """Return the lines of a prompt without the tag of an alert, `[!NOTE]`, in its first line."""
    return ["", *prompt[1:]] if prompt and _ALERT_TAG.match(prompt[0]) else prompt


class TokenKind(OneOf):
    """The kind of a line of a template."""

    BLANK = "blank"
    FRONT = "front matter"
    HEADING = "heading"
    QUOTE = "quote"
    ALERT = "alert"
    MARKER = "marker"
    PLACEHOLDER = "placeholder"
    LABEL = "label"
    COMMENT = "comment"
    CODE = "code"
    TABLE = "table"
    ITEM = "numbered item"
    EMPTY_ITEM = "empty item"
    BULLET = "bullet"
    BOX = "box"
    FIELD = "field"
    BOLD = "bold line"
    IMAGE = "image"
    TEXT = "text"


_NO_PROSE = frozenset({TokenKind.FRONT, TokenKind.HEADING, TokenKind.CODE, TokenKind.TABLE})


@record
class Token:
    """The `kind` of a line, its `text` without signs, and the number or letter of a numbered item.

    The text of a field is its label. `indent` is the number of columns before a list item, and `block` the index of the
    first line of the fence, comment, table or quote that the line belongs to.
    """

    kind: TokenKind
    text: str = ""
    enumerator: str = ""
    indent: int = 0
    block: int = -1
    heading: HeadingLine | None = None


_BLANK = Token(TokenKind.BLANK)


class Tokens(Sequence[Token]):
    """A token for each line of a template; most are found when they are asked for.

    `headings` are the template's, and `quotes` the first line of each quote and its end.

    Args:
        lines: the template's.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self._found: list[Token | None] = [None] * len(lines)
        start = front_matter_height(lines)
        self._found[:start] = [Token(TokenKind.FRONT)] * start
        blocks = opaque_blocks(lines, start)
        self.headings = headings(lines, blocks)
        self._blocks(blocks)
        for heading in self.headings:
            for index in range(heading.at, heading.at + heading.height):
                self._found[index] = Token(TokenKind.HEADING, heading.text, heading=heading)
        self._quotes()
        self._tables()

    def __len__(self) -> int:
        return len(self.lines)

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Token]: ...
    def __getitem__(self, index: int | slice) -> Token | Sequence[Token]:
        """Return the token of a line, or those of several lines."""
        if isinstance(index, slice):
            places = range(len(self.lines))[index]
            return [self._found[i] or self[i] for i in places]
        token = self._found[index]
        if token is None:
            token = self._found[index] = _token(self.lines, index)
        return token

    def running_text(self, index: int) -> str:
        """Return the text of a line of prose, a quote or a comment; empty for headings, boxes, code and tables."""
        token = self._found[index]
        if token is None:
            line = self.lines[index]
            return "" if "[" in line[:8] and _BOX.match(line) else line.strip(" \t-*+")
        return "" if token.kind in _NO_PROSE else token.text

    def _blocks(self, blocks: Sequence[OpaqueBlock]) -> None:
        for block in blocks:
            is_comment = block.kind == "comment"
            for index in range(block.first, block.last + 1):
                text = _COMMENT.sub("", self.lines[index]).strip() if is_comment else self.lines[index]
                kind = TokenKind.COMMENT if is_comment else TokenKind.CODE
                self._found[index] = Token(kind, text, block=block.first)

    def _quotes(self) -> None:
        first, before, kind = -1, -2, TokenKind.QUOTE
        self.quotes: list[tuple[int, int]] = []
        for index in [i for i, line in enumerate(self.lines) if ">" in line[:4]]:
            line, token = self.lines[index], self._found[index]
            if not is_quoted(line) or (token and token.kind is not TokenKind.COMMENT):
                continue
            if index != before + 1:
                first, kind = index, TokenKind.ALERT if ALERT.match(line) else TokenKind.QUOTE
                self.quotes.append((index, index))
            before = index
            self.quotes[-1] = (first, index + 1)
            text = "" if kind is TokenKind.ALERT and index == first else unquote(line).strip()
            box = _BOX.match(line) if "[" in line and kind is TokenKind.QUOTE else None
            self._found[index] = Token(TokenKind.BOX if box else kind, box[2] if box else text, block=first)

    def _tables(self) -> None:
        found, lines = self._found, self.lines
        for index in [i for i, line in enumerate(lines) if i and "|" in line and "-" in line]:
            if found[index] or found[index - 1] or "|" not in lines[index - 1] or not _DELIMITER.match(lines[index]):
                continue
            for row in range(index - 1, len(lines)):
                if found[row] or "|" not in lines[row]:
                    break
                found[row] = Token(TokenKind.TABLE, lines[row], block=index - 1)


def _token(lines: Sequence[str], index: int) -> Token:
    """Return the token of a line outside of blocks; see also the lines below it."""
    line = lines[index]
    if not line.strip():
        return _BLANK
    if (marker := marker_text(line)) and normalise(marker):
        return Token(TokenKind.MARKER, marker)
    if "[" in line and (box := _BOX.match(line)):
        return Token(TokenKind.BOX, box[2].strip(), indent=_indent(line))
    if is_edge(line) and "_" not in line:
        bullet = _BULLET.match(line)
        return Token(
            TokenKind.EMPTY_ITEM
            if bullet and not bullet[2].strip() and "-" in line[:4] and len(line.strip()) == 1
            else TokenKind.BLANK
        )
    if label := label_of(line):
        return Token(TokenKind.LABEL, label)
    if is_placeholder(line):
        return Token(TokenKind.PLACEHOLDER, bare(line))
    if line.lstrip()[:1] in {"!", "<"} and _IMAGE.match(line):
        return Token(TokenKind.IMAGE, line.strip())
    if item := _item(line):
        return item
    if (":" in line or "：" in line) and (field := _FIELD.match(line)) and _is_field(lines, index, field):
        return Token(TokenKind.FIELD, bare(field["label"]).strip(), indent=_indent(line))
    if ("**" in line or "__" in line) and (bold := _BOLD.match(line)) and bold[1] not in bold[2]:
        return Token(TokenKind.BOLD, bold[2] + bold[3].rstrip(" :*_"), indent=_indent(line))
    bullet = _BULLET.match(line)
    if bullet:
        empty = not bullet[2].strip() or is_placeholder(bullet[2])
        kind = TokenKind.EMPTY_ITEM if empty else TokenKind.BULLET
        return Token(kind, bullet[2].strip(), indent=_indent(line))
    return Token(TokenKind.TEXT, line.strip(), indent=_indent(line))


def _indent(line: str) -> int:
    wide = line.expandtabs(4)
    return len(wide) - len(wide.lstrip(" "))


def _item(line: str) -> Token | None:
    match = _NUMBERED.match(line)
    if not match:
        return None
    enumerator = next(group for group in match.groups()[1:5] if group)
    text = re.sub(r"[*_]{2,3}", "", match[6] or "").strip()
    if (
        match[2]
        and match[2].isalpha()
        and line.lstrip()[:1] not in "*_("
        and len(match[2]) == 1
        and line.lstrip()[1:2] == "."
        and match[2].isupper()
        and re.match(r"[A-Z][a-z]+\b", text)
        and not text.endswith("?")
    ):
        return None  # the initial of a name: "A. Heron"
    empty = not text or is_placeholder(text)
    kind = TokenKind.EMPTY_ITEM if empty else TokenKind.ITEM
    return Token(kind, text, enumerator, _indent(line))


def _is_field(lines: Sequence[str], index: int, match: re.Match[str]) -> bool:
    """Whether a line is a label with an empty place behind it: "Name: ____", and no list follows."""
    label, value = bare(match["label"]), match["value"]
    if "?" in label or len(label.split()) > _FIELD_WORDS or label.endswith(("http", "https")):
        return False
    if value.strip(" *_") or "__" in value:
        return is_placeholder(value)
    indent = _indent(lines[index])
    following = next((line for line in lines[index + 1 :] if line.strip()), "")
    if _indent(following) > indent + 1 and lines[index + 1 : index + 2] != [""]:
        return False  # it continues on the next line
    listed = re.match(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]", following)
    return not listed or (
        bool(_BULLET.match(lines[index]) or _NUMBERED.match(lines[index])) and _indent(following) <= indent
    )
