"""Find questions that are lines of text: numbered and lettered items, bold lines, fields, and rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mkdocs_report.model.template import QuestionForm
from mkdocs_report.parsing.limits.parser import is_asking, limits_or_none
from mkdocs_report.parsing.markdown.lines import normalise
from mkdocs_report.parsing.tasks import announces_hints, has_task, is_question
from mkdocs_report.parsing.template.answer_places import cells_of, is_gap
from mkdocs_report.parsing.template.drafts import PLACES, Document, QuestionStart, TemplatePart
from mkdocs_report.parsing.template.places import kinds_of_body, rows_of
from mkdocs_report.parsing.template.tokens import TokenKind
from mkdocs_report.runtime.lazy_pattern import LazyPattern

_ASKED = LazyPattern(
    r"\b(?:questions?|prompts?|answers?|items?|fields?|tasks?|topics?|frage\w*|antwort\w*|spørgsmål\w*|svar|fråg\w+|vra[ag]\w*"
    r"|antwoord\w*|réponses?|preguntas?|respuestas?|domand\w+|rispost\w+|perguntas?|respostas?|pytani\w+|odpowied\w+)\b",
    re.IGNORECASE,
)
_FEWEST = 2
_FEWEST_WORDS = 3
_REMARKS = frozenset({TokenKind.TEXT, TokenKind.FIELD})
_TEXT_BELOW = {TokenKind.QUOTE, TokenKind.CODE, TokenKind.BULLET}


def numbered_questions(document: Document, part: TemplatePart) -> list[QuestionStart]:
    """Return the numbered and lettered items of a part that are questions; an item with sub-questions is none."""
    items = [i for i in range(part.start, part.stop) if document.tokens[i].kind is TokenKind.ITEM]
    items = _without_parents(document, items, part.stop) if items else []
    explicit = QuestionForm.NUMBERED in document.form.questions
    if not items or not (explicit or _are_questions(document, part, items, of_items=True)):
        return []
    return [_start(document, QuestionForm.NUMBERED, part, at, items) for at in items]


def bold_questions(document: Document, part: TemplatePart) -> list[QuestionStart]:
    """Return the bold lines of a part that are questions."""
    labels = _long_labels(document, part)
    lines = [i for i in range(part.start, part.stop) if document.tokens[i].kind is TokenKind.BOLD and i not in labels]
    explicit = QuestionForm.BOLD in document.form.questions
    if not lines or not (explicit or _are_questions(document, part, lines, of_items=False)):
        return []
    return [_start(document, QuestionForm.BOLD, part, at, lines) for at in lines]


def _start(document: Document, form: QuestionForm, part: TemplatePart, at: int, others: Sequence[int]) -> QuestionStart:
    token = document.tokens[at]
    end = 0 if at != others[-1] else _end_of_last(document, at, part.stop)
    title = f"{token.enumerator}) {token.text}" if token.enumerator.isalpha() else token.text
    return QuestionStart(form, at, at + 1, title, part, enumerator=token.enumerator, end=end)


def _without_parents(document: Document, items: Sequence[int], stop: int) -> list[int]:
    """Return the items without those that only introduce others: "1. About the pump:", "a) …", "b) …"."""
    kept = []
    for at, below in zip(items, [*items[1:], None], strict=True):
        mine = document.tokens[at]
        other = document.tokens[below] if below is not None else None
        deeper = other is not None and (
            other.indent > mine.indent or (mine.enumerator[-1:].isdigit() and other.enumerator == "a")
        )
        asks = is_question(mine.text) or _is_placed(document, at, below or stop)
        if not (deeper and not asks and other and is_asking(other.text)):
            kept.append(at)
    return kept


def _is_placed(document: Document, at: int, stop: int) -> bool:
    return not PLACES.isdisjoint(kinds_of_body(document, at + 1, stop))


def _are_questions(document: Document, part: TemplatePart, lines: Sequence[int], of_items: bool) -> bool:
    """Whether numbered items or bold lines are questions, and not hints or steps."""
    stops = [*lines[1:], part.stop]
    placed = [_is_placed(document, at, stop) for at, stop in zip(lines, stops, strict=True)]
    asks = sum(is_asking(document.tokens[at].text) for at in lines)
    titled = part.heading is not None and part.level > 1
    if sum(placed) >= (len(lines) + 1) // 2 and (asks or not of_items or len(lines) > 1):
        return len(lines) > 1 or not titled or asks > 0
    if asks < _FEWEST or 2 * asks < len(lines):
        return False
    if titled and (placed[-1] or is_asking(part.heading.text)):  # type: ignore[union-attr]
        return False  # one place, or one question, for all
    if announces_hints(document.text(part.start, lines[0])):
        return False
    apart = all(_has_blank(document, at, stop) for at, stop in zip(lines[:-1], stops, strict=False))
    limited = any(limits_or_none((document.tokens[at].text,)).limits for at in lines)
    return apart or limited or not titled or not of_items or _ASKED.search(part.heading.text) is not None  # type: ignore[union-attr]


def _has_blank(document: Document, at: int, stop: int) -> bool:
    return any(document.tokens[i].kind is TokenKind.BLANK for i in range(at + 1, stop))


def _end_of_last(document: Document, at: int, stop: int) -> int:
    """Return the end of the last question of a list: a paragraph at the margin below it belongs to no question."""
    blank = False
    for index in range(at + 1, stop):
        token = document.tokens[index]
        if token.kind is TokenKind.BLANK:
            blank = True
        elif blank and token.kind in _REMARKS and not token.indent and not is_asking(token.text):
            placed_below = not PLACES.isdisjoint(kinds_of_body(document, index, stop))
            return stop if placed_below else index
        else:
            blank = False
    return stop


def field_questions(document: Document, part: TemplatePart) -> list[QuestionStart]:
    """Return the fields of a part ("Name: ____"), unless they are to be filled in as the answer to its heading."""
    fields = sorted([*_fields(document, part), *_long_labels(document, part)])
    if QuestionForm.FIELDS not in document.form.questions:
        titled = part.heading is not None and part.level > 1
        above = fields[0] if fields else part.start
        prompted = titled and (document.asks(part.start, above) or is_asking(part.heading.text))  # type: ignore[union-attr]
        single = len(fields) == 1 and not titled and document.lines[fields[0]].rstrip().endswith(("_", "*", ".", "…"))
        if prompted or (len(fields) < _FEWEST and not single):
            return []
    return [
        QuestionStart(
            QuestionForm.FIELDS, at, at, document.tokens[at].text, part, end=_end_of_field(document, at, part.stop)
        )
        for at in fields
    ]


def _fields(document: Document, part: TemplatePart) -> list[int]:
    """Return the fields of a part, without titles of what is below them: "Do this:", and a quote, code or a list."""
    fields = [i for i in range(part.start, part.stop) if document.tokens[i].kind is TokenKind.FIELD]
    if QuestionForm.FIELDS in document.form.questions:
        return fields
    return [i for i in fields if not _is_title_of_text(document, i, part.stop)]


def _is_title_of_text(document: Document, at: int, stop: int) -> bool:
    below = document.first_line(at + 1, stop)
    is_open = document.lines[at].rstrip(" \t*_").endswith((":", "："))
    return is_open and below < stop and document.tokens[below].kind in _TEXT_BELOW


def _long_labels(document: Document, part: TemplatePart) -> set[int]:
    """Return the bold lines with a colon at their end that are fields with long labels, as most lines are fields."""
    bold = {i for i in range(part.start, part.stop) if document.tokens[i].kind is TokenKind.BOLD}
    labels = {i for i in bold if document.lines[i].rstrip(" \t*_").endswith((":", "："))}
    labels = {i for i in labels if not _is_title_of_text(document, i, part.stop)}
    return labels if labels == bold and len(_fields(document, part)) > len(labels) else set()


def _end_of_field(document: Document, at: int, stop: int) -> int:
    """Return the end of a field: its blank lines and placeholders below it belong to it."""
    index = at + 1
    while index < stop and document.tokens[index].kind in {TokenKind.BLANK, TokenKind.PLACEHOLDER, TokenKind.MARKER}:
        index += 1
    return index


def paragraph_questions(document: Document, part: TemplatePart) -> list[QuestionStart]:
    """Return the paragraphs and bullets of a part that ask for something."""
    starts: list[QuestionStart] = []
    for at in range(part.start, part.stop):
        kind = document.tokens[at].kind
        is_first = kind is TokenKind.BULLET or at == part.start or not document.lines[at - 1].strip()
        if kind not in {TokenKind.TEXT, TokenKind.BULLET} or not is_first:
            continue
        stop = at + 1
        while stop < part.stop and document.tokens[stop].kind is TokenKind.TEXT:
            stop += 1
        text = document.text(at, stop)
        if has_task(text) and len(text.split()) >= _FEWEST_WORDS:
            starts.append(QuestionStart(QuestionForm.PARAGRAPHS, at, at + 1, document.tokens[at].text, part))
    return starts


def table_questions(document: Document, part: TemplatePart) -> list[QuestionStart]:
    """Return the rows of tables in a part with questions in one column and gaps in another."""
    blocks = {t.block for t in document.tokens[part.start : part.stop] if t.kind is TokenKind.TABLE}
    return [start for block in sorted(blocks) for start in _rows(document, part, block)]


def _rows(document: Document, part: TemplatePart, block: int) -> Iterator[QuestionStart]:
    rows = rows_of(document, block)
    cells = {row: cells_of(document.lines[row]) for row in rows}
    width = max(map(len, cells.values()), default=0)
    gaps = [all(len(c) <= column or is_gap(c[column]) for c in cells.values()) for column in range(width)]
    texts = [
        column for column in range(width) if not any(len(c) <= column or is_gap(c[column]) for c in cells.values())
    ]
    asked = max(texts, key=lambda column: sum(len(c[column]) for c in cells.values()), default=None)
    if asked is None or sum(gaps) != 1 or len({normalise(c[asked]) for c in cells.values()}) < len(rows):
        return
    explicit = QuestionForm.TABLE in document.form.questions
    header = _ASKED.search(document.lines[block]) is not None
    asks = 2 * sum(is_asking(c[asked]) for c in cells.values()) >= len(rows)
    titled = part.heading is not None and part.level > 1
    prompted = document.asks(part.start, part.stop) or (titled and is_asking(part.heading.text))  # type: ignore[union-attr]
    if not (explicit or header or asks or (width == _FEWEST and len(rows) >= _FEWEST and not prompted)):
        return
    for row in rows:
        number = next((c for c in cells[row][:asked] if normalise(c)), "")
        yield QuestionStart(
            QuestionForm.TABLE, row, row, cells[row][asked], part, enumerator=number.strip(".) "), end=row + 1
        )
