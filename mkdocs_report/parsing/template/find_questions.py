"""Find the questions of a template, in all forms: quoted, headings, numbered, bold, fields, and tables.

A template with labels or fill markers at its quoted prompts has quoted questions. In any other, each part is
read in the form that fits it; a heading is a question if nothing below it is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import zip_longest

from mkdocs_report.model.line_kind import PieceKind
from mkdocs_report.model.template import QuestionForm
from mkdocs_report.parsing.markdown.lines import pattern_of_key
from mkdocs_report.parsing.tasks import has_question_mark
from mkdocs_report.parsing.template.drafts import (
    PLACES,
    Document,
    QuestionDraft,
    QuestionStart,
    TemplatePart,
    is_answer_heading,
)
from mkdocs_report.parsing.template.heading_questions import heading_questions, heading_start
from mkdocs_report.parsing.template.list_questions import (
    bold_questions,
    field_questions,
    numbered_questions,
    paragraph_questions,
    table_questions,
)
from mkdocs_report.parsing.template.places import is_skeleton_part, kinds_of_body
from mkdocs_report.parsing.template.quoted_questions import Quote, quotes_of
from mkdocs_report.parsing.template.tokens import TokenKind

_LISTS: tuple[tuple[QuestionForm, Callable[[Document, TemplatePart], list[QuestionStart]]], ...] = (
    (QuestionForm.TABLE, table_questions),
    (QuestionForm.NUMBERED, numbered_questions),
    (QuestionForm.BOLD, bold_questions),
)
_TITLE_LENGTH = 200


def find_questions(document: Document) -> list[QuestionDraft]:
    """Return the questions of a template in the order of its lines."""
    quotes = _quotes(document)
    strict = _labelled_questions(document, quotes)
    starts = strict or _questions_by_part(document, quotes)
    return _drafts(document, starts)


def _quotes(document: Document) -> list[Quote]:
    quotes = quotes_of(document) if document.allows(QuestionForm.QUOTED) else []
    return [quote for quote in quotes if not document.is_skipped(quote.part)]


def _labelled_questions(document: Document, quotes: Sequence[Quote]) -> list[QuestionStart]:
    """Return the questions of a template whose quoted prompts have labels or fill markers; empty if none has."""
    in_part: dict[tuple[int, int], list[Quote]] = {}
    for quote in quotes:
        in_part.setdefault((quote.part.at, quote.part.level), []).append(quote)
    markers = {part.at: at for part in document.parts if (at := _marker_in(document, part)) is not None}
    placed = {q.part.at for q in quotes if q.label or (not q.is_alert and q.part.at in markers and q.part.heading)}
    placed |= {part.at for part in document.parts if part.at in markers and _is_first(document, part, markers[part.at])}
    if not any(quote.part.at in placed for quote in quotes):
        return []
    patterns = {pattern_of(part) for part in document.parts if part.at in placed and part.heading}
    patterns = {pattern for pattern in patterns if "#" in pattern}
    starts = []
    for part in document.parts:
        if part.heading is None or document.is_skipped(part):
            continue
        mine = [q for q in in_part.get((part.at, part.level), ()) if q.label or not q.is_alert]
        asked = [q for q in mine if q.label] or mine[:1]
        if asked and (part.at in placed or pattern_of(part) in patterns):
            starts += _quoted_starts(document, asked)
        elif _is_unquoted(document, part, patterns) or (part.at in markers and part.at in placed):
            starts.append(heading_start(part))
    return starts


def has_labelled_quotes(document: Document) -> bool:
    """Whether only quoted prompts with a label or a fill marker are questions, as most are quoted so."""
    return document.allows(QuestionForm.QUOTED) and bool(_labelled_questions(document, _quotes(document)))


def pattern_of(part: TemplatePart) -> str:
    """Return the key of a heading with `#` for its numbers: those of "Question 1" and "Question 2" are equal."""
    return pattern_of_key(part.heading.key) if part.heading else ""


def _marker_in(document: Document, part: TemplatePart) -> int | None:
    """Return the index of the first fill marker of a part."""
    if part.heading is None:
        return None
    return document.first_marker(part.start, part.stop)


def _is_first(document: Document, part: TemplatePart, marker: int) -> bool:
    """Whether a fill marker stands directly below its heading."""
    return document.first_line(part.start, part.stop) == marker


def _is_unquoted(document: Document, part: TemplatePart, patterns: set[str]) -> bool:
    """Whether a part without a quote has a prompt whose quote signs were forgotten, and not an example of a marker.

    It has a fill marker with a label or with a heading like those of questions, or such a heading with another place.
    """
    is_alike = pattern_of(part) in patterns
    if not is_alike and document.first_marker(part.start, part.stop) is None:
        return False
    kinds = {token.kind for token in document.tokens[part.start : part.stop]}
    wanted = {TokenKind.MARKER, TokenKind.LABEL, TokenKind.PLACEHOLDER} if is_alike else {TokenKind.LABEL}
    return not kinds.isdisjoint(wanted)


def _quoted_starts(document: Document, quotes: Sequence[Quote]) -> list[QuestionStart]:
    """Return the questions of the quotes of one part: one is named by the heading, several each by its first line."""
    starts = []
    if document.is_report:  # without a template, a question begins at a heading
        quotes = [quote for quote in quotes[:1] if quote.part.heading]
    for quote in quotes:
        part, lines = quote.part, (quote.first, quote.stop)
        if len(quotes) == 1 and part.heading:
            start = QuestionStart(QuestionForm.QUOTED, part.at, part.start, part.heading.text, part, lines, quote.label)
        else:
            title = next((t.text for t in document.tokens[quote.first : quote.stop] if t.text.strip("*_ ")), "")
            title = re.sub(r"[*_`]{1,3}", "", title)[:_TITLE_LENGTH]
            start = QuestionStart(QuestionForm.QUOTED, quote.first, quote.first, title, part, lines, quote.label)
        starts.append(start)
    return starts


def _questions_by_part(document: Document, quotes: Sequence[Quote]) -> list[QuestionStart]:
    """Return the questions of a template, each part read in the form that fits it."""
    starts: list[QuestionStart] = []
    asking = _asking_quotes(document, quotes)
    for part in document.parts:
        if not document.is_skipped(part):
            starts += _quoted_starts(document, [q for q in asking if q.part is part]) or _list_questions(document, part)
    if document.allows(QuestionForm.HEADINGS):
        starts += heading_questions(document, starts)
    fields_only = all(start.form is QuestionForm.FIELDS for start in starts)
    if QuestionForm.PARAGRAPHS in document.form.questions or (fields_only and not document.form.questions):
        starts += _paragraph_questions(document, starts)
    return sorted(starts, key=lambda start: start.at)


def _paragraph_questions(document: Document, others: Sequence[QuestionStart]) -> list[QuestionStart]:
    taken = {start.at for start in others}
    parts = [part for part in document.parts if not document.is_skipped(part)]
    starts = [start for part in parts for start in paragraph_questions(document, part) if start.at not in taken]
    explicit = QuestionForm.PARAGRAPHS in document.form.questions
    is_instruction = len(starts) == 1 and not others and not has_question_mark(starts[0].title)
    return [] if is_instruction and not explicit else starts


def _asking_quotes(document: Document, quotes: Sequence[Quote]) -> list[Quote]:
    """Return the quotes that ask for something, or stand below a heading like those that do."""
    asking = [q for q in quotes if q.asks(document) and not (q.is_alert and not _is_alone(document, q))]
    if not asking:
        return list(quotes) if document.form.questions else []
    explicit = QuestionForm.QUOTED in document.form.questions
    patterns = {pattern for quote in asking if "#" in (pattern := pattern_of(quote.part))}
    known = {quote.part.at for quote in asking}
    others = [quote for quote in quotes if not quote.is_alert and quote.part.at not in known]
    asking += [q for q in others if explicit or pattern_of(q.part) in patterns or _has_place(document, q)]
    known = {quote.part.at for quote in asking}
    about = {  # quotes about a section
        document.parts[i].at
        for i in range(len(document.parts))
        if document.parts[i].heading and any(document.parts[below].at in known for below in document.subtree(i))
    }
    asking = [quote for quote in asking if quote.part.at not in about or _has_place(document, quote)]
    return sorted(asking, key=lambda quote: quote.first)


def _list_questions(document: Document, part: TemplatePart) -> list[QuestionStart]:
    """Return the questions of a part that are rows of a table, items, or bold lines, or else its fields."""
    starts: list[QuestionStart] = []
    for form, find in _LISTS:
        if document.allows(form):
            taken = {start.at for start in starts}
            starts += [start for start in find(document, part) if start.at not in taken]
    fields = field_questions(document, part) if document.allows(QuestionForm.FIELDS) else []
    first = min((start.at for start in starts), default=part.stop)
    return sorted([*[field for field in fields if field.at < first], *starts], key=lambda start: start.at)


def _is_alone(document: Document, quote: Quote) -> bool:
    """Whether an alert is all that stands below its heading, and has a question mark."""
    text = " ".join(token.text for token in document.tokens[quote.first : quote.stop])
    others = [
        t for t in document.tokens[quote.part.start : quote.part.stop] if t.kind in {TokenKind.TEXT, TokenKind.QUOTE}
    ]
    return "?" in text and not others


def _has_place(document: Document, quote: Quote) -> bool:
    return quote.label is not None or not PLACES.isdisjoint(
        kinds_of_body(document, quote.stop, quote.part.stop, placed=True)
    )


def _drafts(document: Document, starts: Sequence[QuestionStart]) -> list[QuestionDraft]:
    """Return the questions with their ends, and the kind of each of their lines."""
    drafts = []
    places = {start.part.at for start in starts}
    for start, following in zip_longest(starts, starts[1:]):
        stop = start.end or _end(document, start, places)
        stop = min(stop, following.at) if following else stop
        marker = document.first_marker(start.at, stop)
        text = None if marker is None else document.tokens[marker].text
        drafts.append(QuestionDraft(start, stop, tuple(_kinds(document, start, stop)), text))
    return drafts


def _end(document: Document, start: QuestionStart, others: set[int]) -> int:
    """Return the end of a question: that of its part, with the parts below it that are places for its answer.

    `others` are the places of parts that have questions.
    """
    if document.is_report:
        return start.part.stop
    index = document.index_of(start.part)
    if start.at != start.part.at and start.form is not QuestionForm.QUOTED:
        return start.part.stop
    end = start.part.stop
    below = list(document.subtree(index))
    for position in range(index + 1, len(document.parts)):
        part = document.parts[position]
        if not is_answer_heading(part) and (
            position not in below
            or any(document.parts[i].at in others for i in document.subtree(position))
            or not is_skeleton_part(document, part)
        ):
            break
        end = part.stop
    return end


def _kinds(document: Document, start: QuestionStart, stop: int) -> list[PieceKind]:
    kinds = [PieceKind.HEADING] * (start.body - start.at)
    if start.form in {QuestionForm.FIELDS, QuestionForm.TABLE}:
        return [PieceKind.HEADING, *kinds_of_body(document, start.at + 1, stop, placed=True)]
    first, last = start.quote
    if first == last:
        return kinds + kinds_of_body(document, start.body, stop)
    kinds += kinds_of_body(document, start.body, first)
    kinds += _kinds_of_quote(document, start)
    if document.is_report:
        return kinds + [PieceKind.ANSWER] * (stop - last)
    return kinds + kinds_of_body(document, last, stop, placed=True)


def _kinds_of_quote(document: Document, start: QuestionStart) -> list[PieceKind]:
    """Return the kinds of the lines of a quoted prompt: boxes in it are ticked as the answer."""
    first, last = start.quote
    kinds = []
    for token, line in zip(document.tokens[first:last], document.lines[first:last], strict=True):
        boxed, prompt = token.kind is TokenKind.BOX, line.strip("> \t")
        kinds.append(PieceKind.SKELETON if boxed else PieceKind.PROMPT if prompt else PieceKind.BLANK)
    if start.label:
        label = max(i for i, kind in enumerate(kinds) if kind is not PieceKind.BLANK)
        kinds[label] = PieceKind.LABEL
    return kinds
