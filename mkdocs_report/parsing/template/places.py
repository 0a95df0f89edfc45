"""Tell the lines of a question apart: its prompt, its label, placeholders, and lines that are kept or filled in."""

from __future__ import annotations

import re

from mkdocs_report.model.line_kind import PieceKind
from mkdocs_report.parsing.tasks import has_task
from mkdocs_report.parsing.template.answer_places import cells_of, is_answer_label, is_gap, is_placeholder, label_of
from mkdocs_report.parsing.template.drafts import Document, TemplatePart
from mkdocs_report.parsing.template.tokens import TokenKind
from mkdocs_report.runtime.lazy_pattern import LazyPattern

_REPLACED = LazyPattern(
    r"\b(?:replac\w+|swap|your\s+(?:own\s+)?(?:image|picture|photo\w*|diagram|screenshot|plot|figure|logo)|ersetz\w*"
    r"|austausch\w*|erstat\w*|udskift\w*|byt\w*|remplac\w*|reemplaz\w*|sustitu\w*|sostitu\w*|substitu\w*|vervang\w*"
    r"|zastąp\w*)\b",
    re.IGNORECASE,
)
_CODE_TO_WRITE = LazyPattern(
    r"\b(?:your|todo|fixme|here|code goes|hier|her|ici|aquí|qui|aqui)\b|\.\.\.|…|\bpass\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_CODE_COMMENT = LazyPattern(r"\s*(?:#|//|--|/\*|%|;|<!--|```|~~~|$)")


def kinds_of_body(document: Document, start: int, stop: int, placed: bool = False) -> list[PieceKind]:
    """Return the kind of each line below the title of a question.

    Args:
        document: the template.
        start: the first line below the title, from 0.
        stop: the end of the question.
        placed: whether the place for the answer begins at `start`; otherwise it begins at the first sign of it.
    """
    kinds = []
    for index in range(start, stop):
        kind = _kind(document, index, start, placed)
        placed = placed or kind in {PieceKind.LABEL, PieceKind.MARKER}
        kinds.append(kind)
    return kinds


def _kind(document: Document, index: int, start: int, placed: bool) -> PieceKind:
    token = document.tokens[index]
    match token.kind:
        case TokenKind.BLANK | TokenKind.FRONT:
            return PieceKind.BLANK
        case TokenKind.MARKER | TokenKind.PLACEHOLDER:
            return PieceKind.MARKER
        case TokenKind.LABEL:
            return PieceKind.LABEL
        case TokenKind.HEADING:
            is_label = is_answer_label(token.text.rstrip(":："), is_heading=True)
            return PieceKind.LABEL if is_label else PieceKind.SKELETON
        case TokenKind.COMMENT:
            is_place = is_placeholder(token.text) or (not token.text and _is_marker_comment(document, token.block))
            return PieceKind.MARKER if is_place else PieceKind.PROMPT
        case TokenKind.BOX | TokenKind.FIELD | TokenKind.EMPTY_ITEM:
            return PieceKind.SKELETON
        case TokenKind.IMAGE:
            return PieceKind.SKELETON if placed or _REPLACED.search(document.text(start, index)) else PieceKind.PROMPT
        case TokenKind.TABLE:
            return PieceKind.SKELETON if placed or has_gaps(document, token.block) else PieceKind.PROMPT
        case TokenKind.CODE:
            return PieceKind.SKELETON if placed or _is_code_to_write(document, token.block) else PieceKind.PROMPT
        case TokenKind.BOLD:
            return (
                PieceKind.SKELETON
                if placed or _is_sub_label(document, index, stop_of(document, index))
                else PieceKind.PROMPT
            )
        case TokenKind.ITEM | TokenKind.BULLET:
            return PieceKind.SKELETON if placed and not has_task(token.text) else PieceKind.PROMPT
        case _:
            return PieceKind.PROMPT


def stop_of(document: Document, index: int) -> int:
    """Return the end of the part that a line is in."""
    return next(part.stop for part in document.parts if part.stop > index)


def _is_sub_label(document: Document, index: int, stop: int) -> bool:
    """Whether a bold line is a label with nothing below it: "**Chapter 1:**"."""
    text = document.tokens[index].text
    below = document.first_line(index + 1, stop)
    is_last = below == stop or document.tokens[below].kind in {TokenKind.BOLD, TokenKind.PLACEHOLDER, TokenKind.MARKER}
    return is_last and "?" not in text and not has_task(text)


def _is_marker_comment(document: Document, block: int) -> bool:
    """Whether a comment of several lines has no text but a placeholder."""
    texts = [token.text for token in document.tokens[block : block + 50] if token.block == block and token.text]
    return bool(texts) and all(map(is_placeholder, texts))


def _is_code_to_write(document: Document, block: int) -> bool:
    """Whether a fence is to be filled in: it is empty, or has comments and gaps only."""
    text = [document.lines[i] for i in range(block, len(document.lines)) if document.tokens[i].block == block][1:]
    inner = [line for line in text if not re.match(r"\s*(?:`{3,}|~{3,})\s*$", line)]
    if any(label_of(line) or is_placeholder(line) for line in inner):
        return True
    return all(map(_CODE_COMMENT.match, inner)) or (len(inner) <= 10 and any(map(_CODE_TO_WRITE.search, inner)))


def rows_of(document: Document, block: int) -> list[int]:
    """Return the indices of the rows of a table below its header and delimiter."""
    return [i for i in range(block + 2, len(document.lines)) if document.tokens[i].block == block]


def has_gaps(document: Document, block: int) -> bool:
    """Whether a table has cells to be filled in, or no rows at all."""
    rows = rows_of(document, block)
    return not rows or any(is_gap(cell) for row in rows for cell in cells_of(document.lines[row]))


def is_skeleton_part(document: Document, part: TemplatePart) -> bool:
    """Whether a heading below a question is to be kept in the answer: nothing below it but a place."""
    kinds = set(kinds_of_body(document, part.start, part.stop, placed=True))
    return kinds <= {PieceKind.BLANK, PieceKind.SKELETON, PieceKind.MARKER, PieceKind.LABEL}
