"""The page that shows a template with what was understood: its lines, and the questions and limits beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from mkdocs_report.errors import Fault
from mkdocs_report.model.line_kind import PieceKind
from mkdocs_report.model.template import Question, Template
from mkdocs_report.pages.template_lines import SourceLine, clauses_of, source_lines
from mkdocs_report.pages.words.words import ENGLISH, Words, limit_text
from mkdocs_report.parsing.template.template_warning import TemplateWarning


@dataclass(frozen=True, slots=True)
class Notice:
    """An error or a warning about a line: its `severity` and `kind`, the message, and advice."""

    severity: str
    kind: str
    line: int
    message: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class LimitNote:
    """A limit in words (`text`), whether it is required (`demand`), and the texts that state it, each with its line."""

    text: str
    demand: str
    quotes: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class QuestionNote:
    """A note about a question, for the margin.

    - `id`, `number`: its id and its number
    - `heading`: its heading
    - `shows_number`: whether the heading contains the number
    - `line`: its first line
    - `form`, `points`: its form, and its points or an empty text
    - `limits`: its limits
    - `answer`: the place of its answer; empty if it is not known
    - `kept`: the lines that are part of the answer; empty if there are none
    - `unclear`: whether its prompt contradicts itself, so that it has no limits
    - `continued`: whether the note is repeated, since other lines are between the lines of the question
    """

    id: str
    number: int
    heading: str
    shows_number: bool
    line: int
    form: str
    points: str
    limits: tuple[LimitNote, ...]
    answer: str
    kept: str
    unclear: bool
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, and the notes beside them.

    `question` is the question that they are part of, if any. `remarks` describe other lines.
    """

    lines: tuple[SourceLine, ...]
    question: QuestionNote | None
    remarks: tuple[str, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class TemplatePreview:
    """The data of the page.

    - `title`, `path`: the title and the path of the template
    - `facts`: names and values for the summary
    - `notices`: all errors and warnings
    - `questions`: a note about each question, in file order
    - `blocks`: all lines
    - `explained`: whether it is known what each line is
    """

    title: str
    path: str
    facts: tuple[tuple[str, str], ...]
    notices: tuple[Notice, ...]
    questions: tuple[QuestionNote, ...]
    blocks: tuple[Block, ...]
    explained: bool


def template_preview(
    template: Template, faults: Sequence[Fault], warnings: Sequence[TemplateWarning], words: Words = ENGLISH
) -> TemplatePreview:
    """Return the data of the page about a template with these errors and warnings."""
    errors = [Notice("error", fault.kind, fault.line, fault.message) for fault in faults]
    noted = [*errors, *(Notice("warning", each.kind, each.line, each.message, each.help) for each in warnings)]
    notices = tuple(sorted(noted, key=lambda notice: notice.line))
    severities = {notice.line: notice.severity for notice in (*noted[len(errors) :], *errors)}
    lines = source_lines(template, severities)
    notes = {each.id: each for each in _question_notes(template, faults, words)}
    return TemplatePreview(
        title=template.title or words.gettext("Template"),
        path=template.path,
        facts=tuple(_facts(template, notes, lines, words)),
        notices=notices,
        questions=tuple(notes.values()),
        blocks=tuple(_blocks(template, lines, notes, notices, words)),
        explained=bool(template.kinds),
    )


def _facts(
    template: Template, notes: Mapping[str, QuestionNote], lines: Sequence[SourceLine], words: Words
) -> Iterator[tuple[str, str]]:
    yield words.gettext("Questions"), str(len(notes))
    forms = Counter(note.form for note in notes.values())
    if forms:
        yield (
            words.gettext("Form"),
            ", ".join(f"{form} ({number})" if len(forms) > 1 else form for form, number in forms.items()),
        )
        yield words.gettext("With limits"), words.count(sum(bool(note.limits) for note in notes.values()), "question")
    points = [question.points for question in template.questions if question.points is not None]
    if points:
        total = words.number(sum(points), "g")
        in_questions = words.count(len(points), "question")
        yield (
            words.gettext("Points"),
            words.gettext("%(points)s in %(questions)s", points=total, questions=in_questions),
        )
    if template.checklist:
        yield words.gettext("Checklist"), words.count(len(template.checklist), "item")
    if template.kinds:
        yield words.gettext("Not used"), words.count(sum(not line.used for line in lines), "line")


def _question_notes(template: Template, faults: Sequence[Fault], words: Words) -> Iterator[QuestionNote]:
    lines: dict[tuple[str | None, PieceKind], list[int]] = {}
    for number, each in enumerate(template.kinds, 1):
        lines.setdefault((each.question, each.kind), []).append(number)
    unclear = {fault.question for fault in faults if fault.kind == "contradiction"}
    for question in template.questions:
        kept = lines.get((question.id, PieceKind.SKELETON), [])
        yield QuestionNote(
            id=question.id,
            number=question.number,
            heading=question.heading,
            shows_number=str(question.number) in re.findall(r"\d+", question.heading),
            line=question.span.first,
            form=words.raw(question.form.description),
            points=_points(question, words),
            limits=tuple(_limit_notes(question, words)),
            answer=_place_of_answer(question, lines, words),
            kept=_line_range(kept, words) if kept else "",
            unclear=question.id in unclear,
        )


def _points(question: Question, words: Words) -> str:
    if question.points is None:
        return ""
    number = words.number(question.points, "g")
    return words.ngettext("%(num)s point", "%(num)s points", 1 if question.points == 1 else 2, num=number)


def _place_of_answer(
    question: Question, lines: Mapping[tuple[str | None, PieceKind], Sequence[int]], words: Words
) -> str:
    """Return the place of an answer in words; empty if the kinds of lines are not known."""
    if not lines:
        return ""
    markers, labels = (lines.get((question.id, kind)) for kind in (PieceKind.MARKER, PieceKind.LABEL))
    if markers:
        return words.gettext("replaces %(lines)s", lines=_line_range(markers, words))
    prompt = labels or lines.get((question.id, PieceKind.PROMPT)) or [question.span.first]
    return words.gettext("after %(lines)s", lines=_line_range(prompt[-1:], words))


def _line_range(lines: Sequence[int], words: Words) -> str:
    """Return lines in words: `line 4`, `lines 4–6, 9`."""
    gaps = [(before, after) for before, after in pairwise(lines) if after > before + 1]
    firsts, lasts = [lines[0], *(after for _, after in gaps)], [*(before for before, _ in gaps), lines[-1]]
    spans = [str(first) if first == last else f"{first}–{last}" for first, last in zip(firsts, lasts, strict=True)]
    if len(lines) == 1:
        return words.gettext("line %(line)s", line=spans[0])
    return words.gettext("lines %(lines)s", lines=", ".join(spans))


def _limit_notes(question: Question, words: Words) -> Iterator[LimitNote]:
    clauses = list(clauses_of(question))
    for limit in question.limits.limits:
        quotes = dict.fromkeys((clause.quote, line) for clause, line, _ in clauses if clause.limit == limit.unit)
        text = limit_text(words, limit)
        if limit.excluding:
            parts = ", ".join(map(words.raw, limit.excluding))
            text = words.gettext("%(limit)s without %(parts)s", limit=text, parts=parts)
        yield LimitNote(text, words.raw(limit.demand), tuple(quotes))


def _blocks(
    template: Template,
    lines: Sequence[SourceLine],
    notes: Mapping[str, QuestionNote],
    notices: Sequence[Notice],
    words: Words,
) -> Iterator[Block]:
    shown: set[str] = set()
    for block in _runs(lines, bool(template.kinds)):
        question = next((line.question for line in block if not line.is_blank), None)
        note = notes.get(question or "")
        if note and note.id in shown:
            note = replace(note, continued=True)
        shown.add(question or "")
        first, last = block[0].number, block[-1].number
        yield Block(
            tuple(block),
            note,
            () if note or not template.kinds else tuple(_remarks(template, block, words)),
            tuple(notice for notice in notices if first <= notice.line <= last),
        )


def _runs(lines: Sequence[SourceLine], explained: bool) -> Iterator[list[SourceLine]]:
    """Yield runs of lines of one question, or of none. Other headings start a run, too; an empty line never does."""
    run: list[SourceLine] = []
    question: str | None = None
    for line in lines:
        starts = line.question != question or (line.level and line.question is None)
        if run and explained and starts and not line.is_blank:
            yield run
            run = []
        run.append(line)
        question = question if line.is_blank else line.question
    if run:
        yield run


def _remarks(template: Template, block: Sequence[SourceLine], words: Words) -> Iterator[str]:
    """Yield what the lines of no question are."""
    numbers = {line.number for line in block}
    sections = {section.span.first for section in template.sections}
    if block[0].number in sections:
        yield words.gettext("Section")
    elif block[0].level:
        yield words.gettext("Title")
    items = sum(item.line in numbers for item in template.checklist)
    if items:
        yield words.ngettext("%(num)s item of the checklist", "%(num)s items of the checklist", items)
    unused = sum(not line.used for line in block)
    if unused:
        yield words.ngettext("%(num)s line not used", "%(num)s lines not used", unused)
