"""A template: its sections, questions, limits and checklist."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mkdocs_report.model.base import OneOf, Span, record
from mkdocs_report.model.limits import Limits
from mkdocs_report.model.line_kind import LineKind

_NUMBERED = re.compile(r"[^\W\d_]+ \d+")


class QuestionForm(OneOf):
    """A way in which templates write questions; a template may use several."""

    QUOTED = "quoted"
    HEADINGS = "headings"
    NUMBERED = "numbered"
    BOLD = "bold"
    TABLE = "table"
    FIELDS = "fields"
    PARAGRAPHS = "paragraphs"

    @property
    def description(self) -> str:
        """The form in words, such as "quoted prompt"."""
        return _DESCRIPTIONS[self]


_DESCRIPTIONS = {
    QuestionForm.QUOTED: "quoted prompt",
    QuestionForm.HEADINGS: "heading",
    QuestionForm.NUMBERED: "numbered or lettered",
    QuestionForm.BOLD: "bold",
    QuestionForm.TABLE: "table",
    QuestionForm.FIELDS: "field",
    QuestionForm.PARAGRAPHS: "paragraph",
}


@dataclass(frozen=True, slots=True)
class TemplateForm:
    """The form of a template: the `questions` that are looked for, and headings that are no questions.

    Without `questions`, the forms are found from the template itself. `skip_headings` are the headings that are never
    questions, compared without case and punctuation.
    """

    questions: tuple[QuestionForm, ...] = ()
    skip_headings: tuple[str, ...] = ()


@record
class ChecklistItem:
    """One bullet with a box: its `text`, the `mark` between the brackets, its `line`, and its `subsection`."""

    text: str
    mark: str
    line: int
    subsection: str

    @property
    def checked(self) -> bool:
        """Whether the group ticked the box: with any mark except a blank or a dash."""
        return self.mark.strip() not in {"", "-", "–", "—", "−"}

    @property
    def shown_checked(self) -> bool:
        """Whether GitHub shows the box as ticked: `[x]` and `[X]` only."""
        return self.mark in {"x", "X"}


@record
class Section:
    """A heading above questions: its `title`, its `level` from 1 to 6, and the `span` of it with the text below it.

    If `is_skipped` is true, the settings name it in `skip_headings`: groups write below it, but answer no question.
    """

    title: str
    level: int
    span: Span
    is_skipped: bool = False


@record
class Question:
    """One question of a template.

    - `id`: its `heading` in lower case with dashes ("question-14")
    - `number`: the number in the heading, or its place among the questions
    - `level`: the level of the heading, from 1 to 6; 0 if it is not a heading
    - `section`: the title of the section
    - `span`: its lines
    - `limits`: the limits that it states
    - `quote`, `prompt`: the quoted lines of the prompt, with and without their `>`
    - `prompt_line`: the first line of the prompt in the file
    - `task`, `example`: the bold part of the prompt as plain text, and the text after "Example:"
    - `label`: the text that closes the prompt ("Answer:")
    - `marker`: the fill marker
    - `form`: the way in which it is written
    - `points`: the points that its heading gives it
    """

    id: str
    number: int
    heading: str
    level: int
    section: str | None
    span: Span
    quote: tuple[str, ...]
    prompt: tuple[str, ...]
    task: str
    example: str
    label: str | None
    marker: str | None
    limits: Limits
    prompt_line: int = 0
    rest: tuple[str, ...] = ()
    """Lines that the answer replaces, except the marker."""
    form: QuestionForm = QuestionForm.QUOTED
    points: float | None = None

    @property
    def asked(self) -> tuple[str, ...]:
        """The prompt without the label that closes it; a label below the prompt is not part of it."""
        if not self.label or not self.prompt or self.prompt[-1].strip(" \t*_:：") != self.label:
            return self.prompt
        return self.prompt[:-1]


@dataclass(frozen=True, slots=True)
class Template:
    """An empty report form, read from `path`: its `title`, `sections`, `questions` and `checklist`, in file order.

    `lines` are the lines of the file, without line ends, and `kinds` the kind of each. `form` is the form that was
    looked for.
    """

    path: str
    title: str
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    checklist: tuple[ChecklistItem, ...]
    lines: tuple[str, ...]
    kinds: tuple[LineKind, ...] = ()
    form: TemplateForm = TemplateForm()

    @property
    def key(self) -> tuple[object, ...]:
        """The file and the places of the questions: the same file may be read in two forms."""
        return self.path, tuple((question.id, question.span) for question in self.questions)


def question_name(question: Question) -> str:
    """Return the name of a question for use in a sentence: `Question 14`, or “What did you measure?”."""
    return question.heading if _NUMBERED.fullmatch(question.heading) else f"“{question.heading}”"


def prompt_of(question: Question) -> str:
    """Return a question's prompt as Markdown, without the label that closes it."""
    return "\n".join(question.asked)
