"""Warn of a template whose form is not clear: a forgotten quote sign, two prompts in one, a list of questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from mkdocs_report.model.line_kind import PieceKind
from mkdocs_report.model.template import Question, QuestionForm, Template, TemplateForm
from mkdocs_report.parsing.limits.parser import is_asking
from mkdocs_report.parsing.tasks import has_question_mark, has_task
from mkdocs_report.parsing.template.answer_places import without_place
from mkdocs_report.parsing.template.drafts import PLACES, Document, QuestionDraft
from mkdocs_report.parsing.template.find_questions import find_questions, has_labelled_quotes, pattern_of
from mkdocs_report.parsing.template.points import read_points
from mkdocs_report.parsing.template.template_warning import TemplateWarning, in_words, lines_text, short
from mkdocs_report.parsing.template.tokens import TokenKind
from mkdocs_report.runtime.text import plural

_FEWEST = 2
_MOST_NAMED = 6


class FormWarnings:
    """The warnings about the form of a template.

    Args:
        template: the template.
        document: its lines and tokens.
    """

    def __init__(self, template: Template, document: Document) -> None:
        self.template, self.document = template, document
        self.has_labels = has_labelled_quotes(document)
        self.by_form = Counter(question.form for question in template.questions)
        self.kinds: dict[str, list[tuple[int, PieceKind]]] = {question.id: [] for question in template.questions}
        for index, each in enumerate(template.kinds):
            if each.question in self.kinds:
                self.kinds[each.question].append((index, each.kind))

    def warnings(self) -> Iterator[TemplateWarning]:
        """Yield the warnings."""
        yield from self._not_quoted()
        yield from self._joined()
        yield from self._alone()
        yield from self._unclear()

    def lines_of(self, question: Question, kind: PieceKind) -> list[int]:
        """Return the indices of the lines of a question that are of a kind."""
        return [index for index, each in self.kinds[question.id] if each is kind]

    def is_placed(self, question: Question) -> bool:
        """Whether a question shows where its answer goes."""
        return any(kind in PLACES for _, kind in self.kinds[question.id])

    def _not_quoted(self) -> Iterator[TemplateWarning]:
        """Yield warnings about prompts without quote signs, in a template whose prompts are quoted."""
        quoted = [q for q in self.template.questions if q.form is QuestionForm.QUOTED]
        patterns = {self._pattern(q) for q in quoted if q.level} - {""}
        plain = [
            (question, lines)
            for question in self.template.questions
            if question.form is QuestionForm.HEADINGS and (lines := self.lines_of(question, PieceKind.PROMPT))
        ]
        for question, lines in plain:
            is_quote = self.document.tokens[lines[0]].kind in {TokenKind.QUOTE, TokenKind.ALERT}
            if is_quote or not (self._pattern(question) in patterns or len(quoted) > len(plain)):
                continue
            where = lines_text(lines)
            yield TemplateWarning(
                "not-quoted",
                lines[0] + 1,
                question.id,
                f"The prompt of “{short(question.heading)}” is not quoted, as {plural(len(quoted), 'other')} "
                f"{'is' if len(quoted) == 1 else 'are'}: “{short(self.document.lines[lines[0]])}”.",
                f"If it is a prompt, put “> ” before {where}.",
            )

    def _pattern(self, question: Question) -> str:
        at = question.span.first - 1
        part = next((part for part in self.document.parts if part.heading and part.at == at), None)
        pattern = pattern_of(part) if part else ""
        return pattern if "#" in pattern else ""

    def _joined(self) -> Iterator[TemplateWarning]:
        """Yield warnings about two quotes that are read as one prompt, and both ask for something."""
        tokens = self.document.tokens
        for question in self.template.questions:
            start = question.prompt_line - 1
            runs = [(a, b) for a, b in tokens.quotes if start <= a and b <= start + len(question.quote)]
            asking = [a for a, b in runs if has_task(" ".join(token.text for token in tokens[a:b] if token.text))]
            if len(asking) >= _FEWEST:
                label = question.label or "Answer"
                yield TemplateWarning(
                    "quotes-joined",
                    asking[1] + 1,
                    question.id,
                    f"“{short(question.heading)}” has {len(asking)} quotes that ask for something, in "
                    f"{lines_text(asking)}, which are read as one prompt.",
                    f"If each is a question, end each quote with “> {label}:”. If they are one, put “>” on the empty "
                    "line between them.",
                )

    def _alone(self) -> Iterator[TemplateWarning]:
        """Yield one warning about the headings that are questions, though nothing below them or in them asks."""
        headings = [q for q in self.template.questions if q.form is QuestionForm.HEADINGS]
        if QuestionForm.HEADINGS in self.template.form.questions:
            return
        alone = [q for q in headings if self._is_alone(q)]
        if not alone or 2 * len(alone) > len(headings):
            return
        named = [f"“{short(q.heading)}” (line {q.span.first})" for q in alone[:_MOST_NAMED]]
        named += [f"{len(alone) - _MOST_NAMED} more"] if len(alone) > _MOST_NAMED else []
        verb = "is a question" if len(alone) == 1 else "are questions"
        yield TemplateWarning(
            "heading-alone",
            alone[0].span.first,
            alone[0].id if len(alone) == 1 else None,
            f"{in_words(named)} {verb} by position only: nothing below asks for an answer.",
            "If a group need not answer there, set `skip_headings: "
            f"[{', '.join(_yaml(q.heading) for q in alone[:_MOST_NAMED])}]`. Otherwise, write a prompt below it.",
        )

    def _is_alone(self, question: Question) -> bool:
        if (
            without_place(title := self.template.lines[question.span.first - 1]) != title
            or is_asking(question.heading)
            or read_points(question.heading) is not None
            or self._pattern(question)
        ):
            return False
        return all(kind in {PieceKind.HEADING, PieceKind.BLANK} for _, kind in self.kinds[question.id])

    def _unclear(self) -> Iterator[TemplateWarning]:
        """Yield one warning if the template has more questions in another form."""
        if self.template.form.questions or not self.by_form[QuestionForm.HEADINGS]:
            return
        unplaced = [q for q in self.template.questions if q.form is QuestionForm.HEADINGS and not self.is_placed(q)]
        inside = {index for question in unplaced for index, _ in self.kinds[question.id]}
        for form in (QuestionForm.NUMBERED, QuestionForm.PARAGRAPHS):
            drafts = self._drafts(form)
            asked = [d for d in drafts if d.start.form is form and d.start.at in inside and self._asks(d)]
            parts = Counter(draft.start.part.at for draft in asked)
            several = [d for d in asked if parts[d.start.part.at] >= _FEWEST]
            enough = several if form is QuestionForm.NUMBERED else len(drafts) >= 2 * len(self.template.questions)
            if several and enough:
                yield self._unclear_form(form, several, len(drafts))
                return

    def _asks(self, draft: QuestionDraft) -> bool:
        return has_question_mark(draft.start.title)

    def _forms(self, form: QuestionForm) -> tuple[QuestionForm, ...]:
        """Return the forms of the template with another one; paragraphs replace the headings above them."""
        with_headings = form is not QuestionForm.PARAGRAPHS
        return (*(each for each in self.by_form if with_headings or each is not QuestionForm.HEADINGS), form)

    def _drafts(self, form: QuestionForm) -> list[QuestionDraft]:
        asked = TemplateForm(self._forms(form), self.template.form.skip_headings)
        return find_questions(Document(self.document.lines, asked))

    def _unclear_form(self, form: QuestionForm, drafts: Sequence[QuestionDraft], total: int) -> TemplateWarning:
        first = drafts[0].start.at
        what = "numbered lines" if form is QuestionForm.NUMBERED else "paragraphs and bullets"
        count = len(self.template.questions)
        where = lines_text([draft.start.at for draft in drafts])
        now, other = self._setting(tuple(self.by_form)), self._setting(self._forms(form))
        return TemplateWarning(
            "form-unclear",
            first + 1,
            None,
            f"{where.capitalize()}: below a heading, with a question mark each, and read as parts of its prompt. "
            f"{plural(count, 'question')} {'is' if count == 1 else 'are'} found. With {what} as questions there are "
            f"{total}.",
            f"Set `questions: {other}` if each is a question, or `questions: {now}` to keep the headings.",
        )

    def _setting(self, forms: Sequence[QuestionForm]) -> str:
        return forms[0].value if len(forms) == 1 else f"[{', '.join(forms)}]"


def _yaml(heading: str) -> str:
    """Return a heading as YAML shows it in a list."""
    plain = heading.replace(" ", "").isalnum()
    return heading if plain else '"' + heading.replace("\\", "\\\\").replace('"', '\\"') + '"'
