"""Find the headings of a template that are questions themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs_report.model.line_kind import PieceKind
from mkdocs_report.model.template import QuestionForm
from mkdocs_report.parsing.limits.parser import is_asking, limits_or_none, states_limits_for_all
from mkdocs_report.parsing.tasks import has_question_mark, is_question
from mkdocs_report.parsing.template.answer_places import without_place
from mkdocs_report.parsing.template.drafts import Document, QuestionStart, TemplatePart, is_answer_heading
from mkdocs_report.parsing.template.places import kinds_of_body
from mkdocs_report.parsing.template.tokens import TokenKind
from mkdocs_report.runtime.lazy_pattern import LazyPattern

_INSTRUCTIONS = LazyPattern(
    r"\b(?:instructions?|guidelines?|how\s+to|deadlines?|submission|submitting|hand(?:ing)?[\s-]*in|deliverables?|grading|rubric"
    r"|marking|policy|rules|licen[cs]e|contents|toc|about\s+this|readme|before\s+you|checklist|formatting|format|hinweise"
    r"|anleitung|abgabe|bewertung|inhalt\w*|vejledning|aflevering|veiledning|innlevering|instruktion\w*|inlämning"
    r"|instructies|inlever\w*|consignes|instrucciones|entrega|istruzioni|consegna|instruções|instrukcj\w+)\b",
    re.IGNORECASE,
)
_ITALIC = LazyPattern(r"\s*([*_])(?![*_\s]).*(?<![*_\s])\1\s*$")
_LIMIT = re.compile(r"\d")


def heading_questions(document: Document, others: Sequence[QuestionStart]) -> list[QuestionStart]:
    """Return the headings that are questions: those without questions, or headings of their own, below them."""
    taken = {start.part.at for start in others}
    quoted = any(start.form is QuestionForm.QUOTED for start in others)
    mixed = any(start.form is not QuestionForm.FIELDS for start in others)
    explicit = QuestionForm.HEADINGS in document.form.questions
    title = _title_part(document)
    starts = []
    kept = set[int]()  # headings below a question that are kept in its answer
    for index, part in enumerate(document.parts):
        if part.heading is None or part is title or part.at in taken or document.is_skipped(part) or index in kept:
            continue
        if is_answer_heading(part) or not part.heading.key:
            continue
        kinds = kinds_of_body(document, part.start, part.stop)
        below = [i for i in document.subtree(index) if not is_answer_heading(document.parts[i])]
        answered = any(is_answer_heading(document.parts[i]) for i in list(document.subtree(index))[:1])
        placed = answered or not {PieceKind.MARKER, PieceKind.LABEL}.isdisjoint(kinds)
        limited = _is_limited(document, part)
        if below and not explicit and not quoted and _has_empty_headings(document, part, below):
            wanted = True
            kept.update(below)
        elif below or (_is_instruction(part.heading.text) and not explicit):
            wanted = placed or limited
        elif quoted and not explicit:
            wanted = placed or is_question(part.heading.text)
        elif mixed and not explicit:
            wanted = (
                placed or limited or PieceKind.SKELETON in kinds or _asks(document, part) or _is_slanted(document, part)
            )
        else:
            wanted = not _only_quotes(document, part)
        if wanted:
            starts.append(heading_start(part))
    return starts


def _has_empty_headings(document: Document, part: TemplatePart, below: Sequence[int]) -> bool:
    """Whether a heading has a prompt, and headings below it that are kept in its answer: nothing is below them."""
    parts = [document.parts[index] for index in below]
    is_bare = all(document.first_line(each.start, each.stop) == each.stop for each in parts)
    asks = any(is_asking(each.heading.text) for each in parts if each.heading)
    return is_bare and not asks and document.asks(part.start, part.stop)


def _is_instruction(heading: str) -> bool:
    return _INSTRUCTIONS.search(heading) is not None and not has_question_mark(heading)


def _asks(document: Document, part: TemplatePart) -> bool:
    return document.asks(part.start, part.stop) or (part.heading is not None and is_asking(part.heading.text))


def _is_slanted(document: Document, part: TemplatePart) -> bool:
    """Whether all text below a heading is in italics or in a comment, as prompts are."""
    lines = [i for i in range(part.start, part.stop) if document.tokens[i].kind is not TokenKind.BLANK]
    comments = [document.tokens[i].kind is TokenKind.COMMENT for i in lines]
    return bool(lines) and all(
        is_comment or _ITALIC.match(document.lines[i]) for is_comment, i in zip(comments, lines, strict=True)
    )


def _only_quotes(document: Document, part: TemplatePart) -> bool:
    """Whether a part has quotes that ask nothing, and no other text: a note."""
    kinds = {token.kind for token in document.tokens[part.start : part.stop]} - {TokenKind.BLANK}
    return bool(kinds) and kinds <= {TokenKind.QUOTE, TokenKind.ALERT}


def _is_limited(document: Document, part: TemplatePart) -> bool:
    texts = [part.heading.text if part.heading else "", document.text(part.start, part.stop)]
    texts = [text for text in texts if _LIMIT.search(text) and limits_or_none((text,)).limits]
    return any(not states_limits_for_all((text,)) for text in texts)


def _title_part(document: Document) -> TemplatePart | None:
    """Return the part of the template's title: its first heading, if it is the only one of the first level."""
    headed = [part for part in document.parts if part.heading]
    if not headed or headed[0].level != 1:
        return None
    return headed[0] if all(part.level > 1 for part in headed[1:]) else None


def heading_start(part: TemplatePart) -> QuestionStart:
    """Return the question of a heading."""
    title = without_place(part.heading.text) if part.heading else ""
    return QuestionStart(QuestionForm.HEADINGS, part.at, part.start, title, part)
