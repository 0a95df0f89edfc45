"""Parse a template: read the sections, questions, limits and checklist of an empty report form."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mkdocs_report.errors import Fault, TemplateError
from mkdocs_report.model import caps
from mkdocs_report.model.base import Span
from mkdocs_report.model.line_kind import LineKind, PieceKind
from mkdocs_report.model.template import Question, QuestionForm, Section, Template, TemplateForm
from mkdocs_report.parsing.checklist import read_checklist
from mkdocs_report.parsing.markdown.lines import opaque_blocks
from mkdocs_report.parsing.source import Source
from mkdocs_report.parsing.template.drafts import Document, QuestionDraft
from mkdocs_report.parsing.template.find_questions import find_questions
from mkdocs_report.parsing.template.general_limits import GeneralLimits
from mkdocs_report.parsing.template.numbering import number_questions
from mkdocs_report.parsing.template.question import QuestionReader
from mkdocs_report.parsing.template.template_warning import in_words
from mkdocs_report.parsing.template.versions import TemplateVersions

MAX_QUESTIONS = 500
"""The most questions of a template; the largest of 17 real templates has 31."""
_ANY_FORM = TemplateForm()
_OWN_PROMPTS = TemplateForm((QuestionForm.QUOTED,))


def parse_template(
    source: Source, form: TemplateForm = _ANY_FORM, *, lenient: bool = False, most: int = MAX_QUESTIONS
) -> Template:
    """Read a template.

    `find_questions` describes what a question is.

    Args:
        source: the decoded file.
        form: the form of its questions, if it is known.
        lenient: for prompts of a report: questions are quoted; contradictions and questions after the first `most` are
            ignored.
        most: the most questions.

    Raises:
        TemplateError: the file is not text, has no question, or contradicts itself; with the lines.
    """
    template, faults = _read(source, form, lenient, most)
    if faults:
        raise TemplateError(source.path, *faults)
    return template


def inspect_template(source: Source, form: TemplateForm = _ANY_FORM) -> tuple[Template, tuple[Fault, ...]]:
    """Read a template that may contradict itself, as far as possible, for a check of the template.

    Returns:
        The template, and its faults in the order of lines, which must be fixed before it can be used. A question whose
        prompt contradicts itself has no limits.

    Raises:
        TemplateError: the file is not text, or has no question.
    """
    return _read(source, form, lenient=False)


class OwnPrompts(TemplateVersions):
    """The quoted prompts of each report in place of a template, for a course that has none."""

    def __init__(self) -> None:
        super().__init__(())

    def own_template(self, source: Source) -> Template | None:
        """Return the prompts of a report as its template; None if it has none, or was too large to be read."""
        try:
            return parse_template(replace(source, faults=()), lenient=True, most=caps.MAX_QUESTIONS)
        except TemplateError:
            return None


def _read(
    source: Source, form: TemplateForm, lenient: bool, most: int = MAX_QUESTIONS
) -> tuple[Template, tuple[Fault, ...]]:
    for fault in source.faults:
        message = f"The template cannot be read: it contains {fault.found}. Save it as UTF-8."
        raise TemplateError(source.path, Fault(fault.line, message))
    document = Document(source.lines, _OWN_PROMPTS if lenient else form, is_report=lenient)
    drafts = find_questions(document)
    if not drafts:
        from mkdocs_report.parsing.template.misses import no_question_faults

        excluded = _found_without_settings(document)
        raise TemplateError(source.path, *([Fault(1, excluded)] if excluded else no_question_faults(document)))
    beyond = set[int]()
    if lenient:
        keys = list(dict.fromkeys(draft.key for draft in drafts))
        kept = set(keys[:most])
        beyond = {draft.start.at for draft in drafts if draft.key not in kept}  # they are not sections, either
        drafts = [draft for draft in drafts if draft.key in kept]
    elif len(drafts) > most:
        line = drafts[most].start.at + 1
        raise TemplateError(source.path, Fault(line, f"The template has more than {most} questions. Split it."))
    numbered, faults = number_questions(document, drafts, lenient)
    reader = QuestionReader(document, GeneralLimits(document, () if lenient else drafts), lenient)
    questions = [reader.read(each) for each in numbered]
    faults += reader.faults
    places = {draft.start.at for draft in drafts}
    title = next((p.heading for p in document.parts if p.heading and p.level == 1 and p.at not in places), None)
    template = Template(
        path=source.path,
        title=title.text if title else "",
        sections=tuple(each for each in _sections(document, drafts) if each.span.first - 1 not in beyond),
        questions=tuple(questions),
        checklist=read_checklist(source.lines, list(_outside(document, drafts)), opaque_blocks(source.lines)),
        lines=source.lines,
        kinds=tuple(_kinds(document, [each.draft for each in numbered], questions)),
        form=form,
    )
    return template, tuple(sorted(faults, key=lambda fault: fault.line))


def _found_without_settings(document: Document) -> str:
    """Return a message about questions that the settings exclude; empty if there are none."""
    form = document.form
    if form == TemplateForm():
        return ""
    asked = f"of the form {in_words([f'`{each}`' for each in form.questions])}" if form.questions else ""
    for without, setting in (
        (TemplateForm(form.questions), "`skip_headings`"),
        (TemplateForm((), form.skip_headings), "`questions`"),
        (TemplateForm(), "`questions` and `skip_headings`"),
    ):
        found = find_questions(Document(document.lines, without)) if without != form else []
        if found:
            forms = in_words(sorted({f"`{draft.start.form}`" for draft in found}))
            skipped = "that is not skipped" if form.skip_headings else ""
            none = " ".join(filter(None, ["The template has no question", asked, skipped]))
            count = f"there is 1 question, {forms}" if len(found) == 1 else f"there are {len(found)} questions, {forms}"
            return f"{none}. Without {setting} {count}. Change the setting."
    return ""


def _sections(document: Document, drafts: Sequence[QuestionDraft]) -> Iterator[Section]:
    """Yield the headings that are no questions and in none, except the title, with the lines below each."""
    places = [draft.start.at for draft in drafts]
    inside = [range(draft.start.at, draft.stop) for draft in drafts]
    opened = False
    for part in document.parts:
        heading = part.heading
        if heading is None:
            continue
        at = bisect_right(places, heading.at) - 1
        if at >= 0 and heading.at in inside[at]:
            opened = True
        elif heading.level > 1 or opened:
            opened = True
            stop = min([part.stop, *places[at + 1 : at + 2]])
            span = Span(heading.at + 1, max(heading.at + 1, stop))
            yield Section(heading.text, heading.level, span, document.is_skipped(part))


def _outside(document: Document, drafts: Sequence[QuestionDraft]) -> Iterator[tuple[int, int, str]]:
    """Yield the lines that belong to no question, by the heading above them: first index, end, heading."""
    places = [draft.start.at for draft in drafts]
    for part in document.parts:
        start, at = part.start, part.at
        nearest = drafts[max(0, bisect_right(places, at) - 1) : bisect_left(places, part.stop)]
        for draft in (each for each in nearest if each.stop > at):
            if start < draft.start.at:
                yield start, draft.start.at, part.heading.text if part.heading else ""
            start = max(start, draft.stop)
        if start < part.stop or (part.heading is None and not start):
            yield start, part.stop, part.heading.text if part.heading else ""


def _kinds(document: Document, drafts: Sequence[QuestionDraft], questions: Sequence[Question]) -> list[LineKind]:
    """Return the kind of each line of a template, and the question that it belongs to."""
    first = next((p.at for p in document.parts if p.heading and p.level > 1), len(document.lines))
    first = min([first, *(draft.start.at for draft in drafts[:1])])
    kinds = [LineKind(PieceKind.PREAMBLE)] * first + [LineKind(PieceKind.SECTION)] * (len(document.lines) - first)
    for draft, question in zip(drafts, questions, strict=True):
        of_question = {kind: LineKind(kind, question.id) for kind in set(draft.kinds)}
        kinds[draft.start.at : draft.stop] = [of_question[kind] for kind in draft.kinds]
    return kinds
