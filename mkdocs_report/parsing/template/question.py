"""Read a question of a template from its draft: its prompt, limits, label, marker, and points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from mkdocs_report.errors import Fault
from mkdocs_report.model.base import Span
from mkdocs_report.model.limits import Limits
from mkdocs_report.model.line_kind import PieceKind
from mkdocs_report.model.template import Question, QuestionForm
from mkdocs_report.parsing.limits.parser import ContradictionError, limits_or_none, read_limits
from mkdocs_report.parsing.limits.sentences import is_example
from mkdocs_report.parsing.markdown.lines import is_edge, marker_text, unquote
from mkdocs_report.parsing.template.drafts import Document
from mkdocs_report.parsing.template.general_limits import GeneralLimits
from mkdocs_report.parsing.template.numbering import NumberedDraft
from mkdocs_report.parsing.template.points import read_points, without_points
from mkdocs_report.parsing.template.tokens import TokenKind, without_alert
from mkdocs_report.runtime.lazy_pattern import LazyPattern

_MAY_LIMIT = LazyPattern(r"\d.*[^\W\d_]{3}|[^\W\d_]{3}.*[(:].*\d|\b(?:one|two|three|four|five|an?)\b")


class QuestionReader:
    """A reader of the questions of one template.

    Args:
        document: the template.
        general: the limits that it states for several questions.
        lenient: whether contradictions are ignored; otherwise they are added to `faults`.
    """

    def __init__(self, document: Document, general: GeneralLimits, lenient: bool) -> None:
        self.document, self.general, self.lenient = document, general, lenient
        self.faults: list[Fault] = []

    def read(self, numbered: NumberedDraft) -> Question:
        """Return the question of a draft."""
        draft, start, lines = numbered.draft, numbered.draft.start, self.document.lines
        first, stop = self._place_of_prompt(numbered)
        quote = tuple(lines[first:stop])
        prompt = tuple(self._prompt(numbered, first, stop))
        asked = prompt
        if start.label:
            last = max(i for i, line in enumerate(prompt) if line.strip())
            asked = prompt[:last]
        task, example = split_prompt(asked)
        rest = lines[stop : draft.stop] if start.form is QuestionForm.QUOTED and not self.lenient else ()
        return Question(
            id=numbered.id,
            number=numbered.number,
            heading=start.title,
            level=start.part.level if draft.has_heading else 0,
            section=numbered.section.heading.text if numbered.section and numbered.section.heading else None,
            span=Span(start.at + 1, max(draft.stop, start.at + 1)),
            quote=quote,
            prompt=prompt,
            task=task,
            example=example,
            label=start.label or self._label(numbered),
            marker=draft.marker,
            limits=self._with_general_limits(numbered, self._limits(numbered, asked, first), first),
            prompt_line=first + 1,
            rest=tuple(_rest(rest)),
            form=start.form,
            points=read_points(lines[start.at]),
        )

    def _with_general_limits(self, numbered: NumberedDraft, limits: Limits, first: int) -> Limits:
        if numbered.draft.start.form is QuestionForm.FIELDS:
            return limits
        return self.general.complete(limits, numbered.section, first)

    def _place_of_prompt(self, numbered: NumberedDraft) -> tuple[int, int]:
        """Return the first line of the prompt and its end; equal if there is none."""
        draft, start = numbered.draft, numbered.draft.start
        if start.quote[0] < start.quote[1]:
            return start.quote
        lines = [start.at + i for i, kind in enumerate(draft.kinds) if kind is PieceKind.PROMPT]
        return (lines[0], lines[-1] + 1) if lines else (start.body, start.body)

    def _prompt(self, numbered: NumberedDraft, first: int, stop: int) -> Iterator[str]:
        """Yield the lines of a prompt without quote signs and signs of comments; other lines are empty."""
        start, document = numbered.draft.start, self.document
        if start.quote[0] < start.quote[1]:
            lines = [unquote(line).rstrip() for line in document.lines[first:stop]]
            yield from without_alert(lines)
            return
        for index in range(first, stop):
            if numbered.draft.kinds[index - start.at] is not PieceKind.PROMPT:
                yield ""
            else:
                token = document.tokens[index]
                signs = {TokenKind.COMMENT, TokenKind.QUOTE, TokenKind.ALERT}
                yield token.text if token.kind in signs else document.lines[index].rstrip()

    def _label(self, numbered: NumberedDraft) -> str | None:
        start = numbered.draft.start
        labels = (i for i, kind in enumerate(numbered.draft.kinds, start.at) if kind is PieceKind.LABEL)
        return next((self.document.tokens[i].text.rstrip(":： ") for i in labels), None)

    def _limits(self, numbered: NumberedDraft, asked: Sequence[str], first: int) -> Limits:
        """Return the limits of a question: of its title, of text around the quote, and of the prompt."""
        texts, places = self._outside_prompt(numbered, first)
        if not texts:
            return limits_or_none(asked) if self.lenient else self._read(numbered, tuple(asked), None, first)
        texts.append("")
        places.append(places[-1])
        texts += asked
        places += range(first, first + len(asked))
        limits = self._read(numbered, tuple(texts), places, first)
        clauses = [
            replace(c, span=Span(places[c.span.first - 1] - first + 1, places[c.span.last - 1] - first + 1))
            for c in limits.clauses
        ]
        return replace(limits, clauses=tuple(clauses))

    def _outside_prompt(self, numbered: NumberedDraft, first: int) -> tuple[list[str], list[int]]:
        """Return texts of a question outside its quoted prompt that state limits, each with its line."""
        draft, start = numbered.draft, numbered.draft.start
        texts: list[str] = []
        places: list[int] = []
        title = without_points(start.title)
        if start.body > start.at and _states_limits(title):
            texts, places = [title], [start.at]
        if start.quote[0] < start.quote[1] and not self.lenient:
            for index in (*range(start.at, first), *range(start.quote[1], start.at + len(draft.kinds))):
                if draft.kinds[index - start.at] is PieceKind.PROMPT:
                    text = self.document.tokens[index].text
                    if limits_or_none((text,)).limits:
                        texts += ["", text]
                        places += [index, index]
        return texts, places

    def _read(
        self, numbered: NumberedDraft, texts: tuple[str, ...], places: Sequence[int] | None, first: int
    ) -> Limits:
        try:
            return _read_limits(texts)
        except ContradictionError as error:
            if not self.lenient:
                said = f"The prompt of “{numbered.draft.start.title}” contradicts itself"
                self.faults += [
                    Fault(
                        (places[line - 1] if places else first + line - 1) + 1,
                        f"{said}: {words}.",
                        "contradiction",
                        numbered.id,
                    )
                    for line, words in error.contradictions
                ]
            return Limits()


@lru_cache(maxsize=1024)
def _read_limits(prompt: tuple[str, ...]) -> Limits:
    """Return the limits of a prompt, cached, since versions of a template share most prompts."""
    return read_limits(prompt)


@lru_cache(maxsize=1024)
def _states_limits(title: str) -> bool:
    """Whether a title states limits; cached as above."""
    return _MAY_LIMIT.search(title) is not None and bool(limits_or_none((title,)).limits)


def _rest(lines: Sequence[str]) -> Iterator[str]:
    return (line for line in lines if not is_edge(line) and marker_text(line) is None)


@lru_cache(maxsize=1024)
def split_prompt(prompt: tuple[str, ...]) -> tuple[str, str]:
    """Return a prompt's task (its first paragraph) and its example, both as plain text."""
    task: list[str] = []
    example: list[str] = []
    in_task, in_example = True, False
    for line in prompt:
        match = is_example(line)
        if match and not in_example:
            in_task, in_example = False, True
            rest = match[1]  # what follows "Example:" on its line is the example's first line
        else:
            rest = line
        text = re.sub(r"[*_]{1,3}", "", rest).strip()
        if not text:
            in_task = in_task and not task
        elif in_example:
            example.append(text)
        elif in_task:
            task.append(text)
    return " ".join(task), " ".join(example)
