"""A report: its answers, the other text around them, and its checklist.

Every line number is 1-based and inclusive. Nothing in here reads a file, renders Markdown or judges.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mkdocs_report.model.base import Span, record
from mkdocs_report.model.evidence import Evidence
from mkdocs_report.model.image import Image
from mkdocs_report.model.limits import Limits
from mkdocs_report.model.line_kind import PieceKind
from mkdocs_report.model.origin import Origin
from mkdocs_report.model.template import ChecklistItem, Question, Template


@record
class Link:
    """A link in an answer: its address (`href`), the `text` that a reader sees, and its `line`."""

    href: str
    text: str
    line: int


@record
class Heading:
    """A heading that a reader of an answer sees: its `level` from 1 to 6, `text` and `line`."""

    level: int
    text: str
    line: int


@record
class Count:
    """The number of words of an answer, by several conventions.

    `rendered` is the policy: what a reader would count, the rendered text without code blocks, tables, comments and
    pictures. The others say how far conventions differ: the words in `code` blocks and in `tables`, and the raw
    Markdown (`source`) split at white space, which is counted when it is asked for.
    """

    rendered: int = 0
    code: int = 0
    tables: int = 0
    source: str | int = ""

    @property
    def raw(self) -> int:
        """The number of words in the raw Markdown, split at white space; `source` may already be that number."""
        return self.source if isinstance(self.source, int) else len(self.source.split())

    @property
    def range(self) -> tuple[int, int]:
        """The smallest and the largest number of all conventions."""
        every = (self.rendered, self.rendered + self.code + self.tables, self.raw)
        return min(every), max(every)


@record
class Answer:
    """A group's answer to a `question`, collected from all of the question's lines.

    `lines` is the whole place of the question in the report, `None` when the report does not have it, `heading_line`
    its heading's; `ranges` are the lines that the group wrote. `limits` are the prompt's; `Judged.limits` holds those
    that the course has changed.

    `text` is the group's own Markdown, cleaned of the template's label, marker and quote signs; `line_of` tells for
    each of its lines from which line of the file it was taken. `html` is what GitHub's engine makes of it, as unsafe as
    it was written, and empty for plain text: `parser.html_of` gives it. `seen_text` is what a reader sees, code blocks
    and tables left out, and `count` the words of it. `images`, `links`, `headings` and `code` (with its line) are what
    stands in it; `unsafe` names HTML that is never published, with its line; `beyond` the limit over which an answer
    is shown as it was typed.

    The rest is for the rules: `prompt` and `prompt_line`, the quoted lines as the group left them; `marker_line`, where
    the fill marker still stands; `label_found` and `in_prompt`, whether "Answer:" is there, and whether the answer
    stands in the quote; `unclosed`, a fence or comment left open, with its line; `conflict_line`, git's marker;
    `copies`, the lines of more headings of the same question.
    """

    question: Question
    limits: Limits
    lines: Span | None = None
    heading_line: int | None = None
    ranges: tuple[Span, ...] = ()
    text: str = ""
    line_of: tuple[int, ...] = ()
    html: str = ""
    seen_text: str = ""
    count: Count = Count()
    images: tuple[Image, ...] = ()
    links: tuple[Link, ...] = ()
    headings: tuple[Heading, ...] = ()
    code: tuple[tuple[str, int], ...] = ()
    unsafe: tuple[tuple[str, int], ...] = ()
    beyond: str = ""
    prompt: tuple[str, ...] = ()
    prompt_line: int | None = None
    marker_line: int | None = None
    label_found: bool = False
    in_prompt: bool = False
    unclosed: tuple[str, int] | None = None
    conflict_line: int | None = None
    copies: tuple[int, ...] = ()

    @property
    def plain(self) -> str:
        """The visible text of the answer on one line, without code blocks and tables."""
        return " ".join(self.seen_text.split())

    @property
    def pictures(self) -> int:
        """The number of the group's own images, including those whose files are missing."""
        return sum(1 for image in self.images if not image.is_placeholder)

    @property
    def answered(self) -> bool:
        """Whether the answer has any content; "we did not do this" is an answer."""
        return bool(self.ranges)

    @property
    def line(self) -> int:
        """The line to show first: that of the answer, else of its question, else the first line of the file."""
        if self.ranges:
            return self.ranges[0].first
        return self.lines.first if self.lines else 1

    @property
    def end_line(self) -> int:
        """The last line of the answer; without an answer, the same as `line`."""
        return self.ranges[-1].last if self.ranges else self.line


@dataclass(frozen=True, slots=True)
class Extra:
    """Text that is not an answer: a question that is not in the template, or repeated, or text between questions.

    `heading`, `text`, `html` and `images` are as in an answer, `span` all its lines; `duplicate_of` is the id of the
    question that it repeats. With `loose`, it is text outside of all questions, and `heading` tells where it stands.
    """

    heading: str
    span: Span
    text: str
    html: str
    images: tuple[Image, ...] = ()
    duplicate_of: str | None = None
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A group's report: a copy of a template with its answers.

    `id` is a short name, usually its folder's, and `title` what the group calls itself; `own_title` is the heading that
    the group wrote in the place of the template's title. `path` and `line_count` are the file's. `template` is the
    version that judges it, `None` where its own prompts do. `answers` has one for each of the template's questions, in
    its order, answered or not; `checklist` the items in the report, `extras` what the template does not have.

    For the rules: `sections_missing`; `unclosed`, a fence left open above the first question, and `conflict_line`,
    git's marker outside of answers. `origin` tells where a collected report came from, `evidence` what was looked up
    about its checklist.
    """

    id: str
    path: str
    title: str
    template: Template | None
    line_count: int
    answers: tuple[Answer, ...] = ()
    checklist: tuple[ChecklistItem, ...] = ()
    extras: tuple[Extra, ...] = ()
    kinds: tuple[tuple[PieceKind, str | None], ...] = ()
    """What each line is, and the question it belongs to."""
    sections_missing: tuple[str, ...] = ()
    unclosed: tuple[str, int] | None = None
    conflict_line: int | None = None
    faults: tuple[tuple[str, int, str], ...] = field(default=())
    """What kept the file from being read as text: rule, line, what was seen."""
    origin: Origin | None = None
    evidence: tuple[Evidence, ...] = ()
    own_title: str = ""

    def answer(self, question: str) -> Answer | None:
        """Return the answer to the question with this id."""
        return next((a for a in self.answers if a.question.id == question), None)
