"""Warn of text of a template that looks like a question, or a place for an answer, and belongs to no question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mkdocs_report.model.template import Question, QuestionForm, Template
from mkdocs_report.parsing.tasks import has_question_mark, has_task
from mkdocs_report.parsing.template.answer_places import cells_of, is_gap
from mkdocs_report.parsing.template.drafts import Document, TemplatePart
from mkdocs_report.parsing.template.find_questions import has_labelled_quotes, pattern_of
from mkdocs_report.parsing.template.places import has_gaps, rows_of
from mkdocs_report.parsing.template.template_warning import TemplateWarning, lines_text, short
from mkdocs_report.parsing.template.tokens import TokenKind
from mkdocs_report.runtime.text import plural

_PLACES = {
    TokenKind.MARKER: "a fill marker",
    TokenKind.PLACEHOLDER: "a placeholder",
    TokenKind.LABEL: "a label of an answer",
}
_TEXTS = {TokenKind.TEXT, TokenKind.ITEM, TokenKind.BULLET, TokenKind.BOLD, TokenKind.COMMENT, TokenKind.FIELD}
_BESIDE_FIELDS = {TokenKind.FIELD, TokenKind.HEADING, TokenKind.PLACEHOLDER, TokenKind.MARKER}
_MOST = 3
"""The most warnings of one kind that are shown one by one."""


class UnusedText:
    """The lines of a template that belong to no question.

    Args:
        template: the template.
        document: its lines and tokens.
    """

    def __init__(self, template: Template, document: Document) -> None:
        self.template, self.document = template, document
        self.is_labelled = has_labelled_quotes(document)
        label = next((q.label for q in template.questions if q.label and q.form is QuestionForm.QUOTED), None)
        self.end = f"“> {label or 'Answer'}:”"
        """The last line of a quoted prompt."""
        self.parts = [part for part in document.parts if not document.is_skipped(part)]

    def warnings(self) -> Iterator[TemplateWarning]:
        """Yield the warnings about these lines."""
        yield from self._quotes()
        yield from self._places()
        yield from self._gaps()
        yield from self._headings()
        yield from self._texts()

    def _is_unused(self, index: int) -> bool:
        return self.template.kinds[index].question is None

    def _unused(self, part: TemplatePart) -> list[int]:
        return [i for i in range(part.start, part.stop) if self._is_unused(i)]

    def _quotes(self) -> Iterator[TemplateWarning]:
        """Yield warnings about quotes that are notes, or are in a question beside its prompt."""
        notes = []
        for part in self.parts:
            for first, stop in self.document.tokens.quotes:
                if not part.start <= first < part.stop or not self._text(first, stop):
                    continue
                text = self._text(first, stop)
                is_alert = self.document.tokens[first].kind is TokenKind.ALERT
                if is_alert and not has_question_mark(text):
                    continue
                if not self._is_unused(first):
                    question = self._question_at(first)
                    if question and not is_alert and not self._is_prompt(first) and has_task(text):
                        yield self._second_quote(question, first, stop)
                elif not self._is_introduction(part, first, stop):
                    notes.append((first, stop, part, is_alert))
        titled = [note for note in notes if note[2].heading]
        if len(titled) > _MOST:
            yield self._many_quotes([range(first, stop) for first, stop, *_ in titled])
            notes = [note for note in notes if not note[2].heading]
        for first, stop, part, is_alert in notes:
            yield self._quote(first, stop, part, is_alert)

    def _is_introduction(self, part: TemplatePart, first: int, stop: int) -> bool:
        """Whether a quote introduces a section, or the template: it has questions below it, and asks none."""
        text = self._text(first, stop)
        if part.heading is None or self._is_title(part):
            return not has_task(text)
        opens = any(not self._is_unused(self.document.parts[i].at) for i in self._below(part))
        return opens and not has_question_mark(text)

    def _below(self, part: TemplatePart) -> Iterator[int]:
        return self.document.subtree(self.document.parts.index(part))

    def _text(self, first: int, stop: int) -> str:
        return " ".join(token.text for token in self.document.tokens[first:stop] if token.text)

    def _is_prompt(self, index: int) -> bool:
        question = self._question_at(index)
        if question is None:
            return True
        first = question.prompt_line - 1
        return first <= index < first + max(len(question.quote), 1) or question.form is not QuestionForm.QUOTED

    def _question_at(self, index: int) -> Question | None:
        name = self.template.kinds[index].question
        return next((question for question in self.template.questions if question.id == name), None)

    def _second_quote(self, question: Question, first: int, stop: int) -> TemplateWarning:
        return TemplateWarning(
            "quote-not-read",
            first + 1,
            question.id,
            f"“{short(self._text(first, stop))}” is another quote in “{short(question.heading)}”, and no question of "
            "its own.",
            f"If it is a question, end each quote with {self.end}, or give it a heading.",
        )

    def _quote(self, first: int, stop: int, part: TemplatePart, is_alert: bool) -> TemplateWarning:
        said = short(self._text(first, stop))
        title = short(part.heading.text) if part.heading else ""
        kind, where = "quote-not-read", f" below “{title}”" if title else ""
        if is_alert:
            message = f"“{said}”{where} is an alert, which is read as a note."
            help_ = f"If it is a question, remove line {first + 1}."
        elif self.is_labelled and title:
            kind = "no-place"
            message = f"“{title}” has a quoted prompt but no place for an answer, so it is read as a section."
            help_ = f"If it is a question, end the prompt with {self.end}."
        elif self.is_labelled:
            message = f"“{said}” is a quote without a place for an answer, and is read as a note."
            help_ = f"If it is a question, put a heading above it, and end it with {self.end}."
        else:
            message = f"“{said}”{where} is read as a note: no question mark and no verb of a task is found in it."
            help_ = "If it is a question, write “[your answer]” below it."
            if not part.heading or self._is_title(part):
                help_ = "If it is a question, put a heading above it, and write “[your answer]” below it."
        return TemplateWarning(kind, first + 1, None, message, help_)

    def _many_quotes(self, places: Sequence[range]) -> TemplateWarning:
        where = lines_text([i for place in places for i in place])
        kind, reason = "quote-not-read", "without a question mark and a verb of a task"
        help_ = "If they are questions, set `questions: quoted`, or write “[your answer]” below each."
        if self.is_labelled:
            kind, reason = "no-place", "without a place for an answer"
            help_ = f"If one of them is a question, end it with {self.end}."
        message = f"{len(places)} quotes {reason} are read as notes: {where}."
        return TemplateWarning(kind, places[0].start + 1, None, message, help_)

    def _places(self) -> Iterator[TemplateWarning]:
        """Yield warnings about markers, placeholders and labels."""
        for part in self.parts:
            places = [i for i in self._unused(part) if self.document.tokens[i].kind in _PLACES]
            if not places:
                continue
            token = self.document.tokens[places[0]]
            others = _same_for(places[1:])
            title = f" below “{short(part.heading.text)}”" if part.heading else " above the first heading"
            yield TemplateWarning(
                "marker-not-read",
                places[0] + 1,
                None,
                f"“{short(token.text or self.document.lines[places[0]])}” is {_PLACES[token.kind]}{title}, and belongs "
                f"to no question.{others}",
                self._help_for_place(),
            )

    def _help_for_place(self) -> str:
        if self.is_labelled:
            return f"If it is a question, quote the prompt above it, and end the quote with {self.end}."
        return "If it is a question, write its prompt directly above it, as a heading."

    def _gaps(self) -> Iterator[TemplateWarning]:
        """Yield a warning about the fields, empty items and tables to be filled in that belong to no question."""
        found = []
        for part in self.parts:
            for index in self._unused(part):
                token = self.document.tokens[index]
                is_table = token.kind is TokenKind.TABLE and self._is_open_table(token.block)
                if is_table or token.kind is TokenKind.EMPTY_ITEM or self._is_open_field(index):
                    found.append(index)
        if found:
            prompted = " and a quoted prompt" if self.is_labelled else ""
            yield TemplateWarning(
                "field-not-read",
                found[0] + 1,
                None,
                f"{lines_text(found).capitalize()}: to be filled in, but in no question. What groups write there is "
                "shown, but not checked.",
                f"To have it checked, put a heading{prompted} above it.",
            )

    def _is_open_table(self, block: int) -> bool:
        return has_gaps(self.document, block) and all(map(self._is_unused, rows_of(self.document, block)))

    def _is_open_field(self, index: int) -> bool:
        """Whether a line is a field, and not the end of a paragraph, or the title of text below it: "Like this:"."""
        tokens, lines = self.document.tokens, self.document.lines
        if tokens[index].kind is not TokenKind.FIELD:
            return False
        if not lines[index].rstrip(" \t*_").endswith((":", "：")):
            return True
        above = tokens[index - 1].kind if index else TokenKind.BLANK
        below = self.document.first_line(index + 1, len(lines))
        is_last = below == len(lines) or tokens[below].kind in _BESIDE_FIELDS
        return is_last and (above in _BESIDE_FIELDS or above is TokenKind.BLANK)

    def _headings(self) -> Iterator[TemplateWarning]:
        """Yield warnings about headings that ask, or look like those of questions, and are sections."""
        document = self.document
        patterns = {pattern_of(p) for p in self.parts if p.heading and not self._is_unused(p.at)} - {""}
        for part in self.parts:
            if part.heading is None or not self._is_unused(part.at) or self._is_title(part):
                continue
            title = short(part.heading.text)
            if has_question_mark(part.heading.text):
                yield self._asking_section(part, title)
            elif self.is_labelled and pattern_of(part) in patterns and document.asks(part.start, part.stop):
                yield TemplateWarning(
                    "question-not-read",
                    part.at + 1,
                    None,
                    f"“{title}” is read as a section, but the headings of questions look like it.",
                    f"If it is a question, quote its prompt, and end the quote with {self.end}.",
                )

    def _is_title(self, part: TemplatePart) -> bool:
        return part.heading is not None and part.level == 1 and part.heading.text == self.template.title

    def _asking_section(self, part: TemplatePart, title: str) -> TemplateWarning:
        document = self.document
        inside = [i for i in range(part.start, part.stop) if not self._is_unused(i)]
        stop = max([part.stop, *(document.parts[i].stop for i in self._below(part))])
        below = [q for q in self.template.questions if part.at < q.span.first - 1 < stop]
        message = f"“{title}” has a question mark, but is read as a section."
        help_ = f"If it is a question, quote its prompt below it, and end the quote with {self.end}."
        if below:
            first = below[0]
            message = (
                f"“{title}” has a question mark, but is read as a section: {plural(len(below), 'question')} below it, "
                f"from line {first.span.first}, {'is' if len(below) == 1 else 'are'} judged instead."
            )
        if inside and not self.is_labelled:
            help_ = (
                "If the heading is the question, and the lines below it are hints, set `questions: headings`. If they "
                f"are the questions, set `questions: {below[0].form if below else 'numbered'}`."
            )
        elif not self.is_labelled:
            help_ = "If it is a question, write “[your answer]” directly below it."
        return TemplateWarning("question-not-read", part.at + 1, None, message, help_)

    def _texts(self) -> Iterator[TemplateWarning]:
        """Yield a warning for each section whose text has question marks."""
        for part in self.parts:
            lines = [i for i in self._unused(part) if self._asks(i)]
            if not lines:
                continue
            where = f"below “{short(part.heading.text)}”" if part.heading else "above the first heading"
            help_ = "If it is a question, make it a heading, or name the form of the questions with `questions`."
            if self.is_labelled:
                help_ = f"If it is a question, quote it below a heading, and end the quote with {self.end}."
            yield TemplateWarning(
                "question-not-read",
                lines[0] + 1,
                None,
                f"“{short(self.document.tokens[lines[0]].text)}”, {where}, has a question mark, but is in no "
                f"question.{_same_for(lines[1:])}",
                help_,
            )

    def _asks(self, index: int) -> bool:
        token = self.document.tokens[index]
        if token.kind is TokenKind.TABLE:
            return any(has_question_mark(cell) for cell in cells_of(token.text) if not is_gap(cell))
        return token.kind in _TEXTS and has_question_mark(token.text)


def _same_for(indices: Sequence[int]) -> str:
    return f" The same is true of {lines_text(indices)}." if indices else ""
