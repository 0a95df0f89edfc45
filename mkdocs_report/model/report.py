"""A report: its answers, the other text around them, and its checklist.

Every line number is 1-based and inclusive.
"""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_report.model.base import Span, record
from mkdocs_report.model.evidence import Evidence
from mkdocs_report.model.image import Image
from mkdocs_report.model.limits import Limit, Limits, Measure, Unit
from mkdocs_report.model.line_kind import LineKind
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
class CodeText:
    """A code block or inline code in an answer: its `text`, and its `line`."""

    text: str
    line: int


@record
class UnsafeHtml:
    """HTML in an answer that is never published: a description (`what`), and its `line`."""

    what: str
    line: int


@record
class UnreadableFormula:
    """A formula in an answer that is shown as it was typed: `why`, and its `line`."""

    why: str
    line: int


@record
class Unclosed:
    """A block that is left open: its `kind` ("code fence", "comment"), and the `line` that opens it."""

    kind: str
    line: int


@record
class FileFault:
    """A fault that kept a file from being read in full: the `rule` that reports it, its `line`, and what was `found`.

    `found` is empty if there is nothing more to say than the rule does.
    """

    rule: str
    line: int
    found: str


@record
class Count:
    """The number of words of an answer, by several conventions.

    `rendered` decides: the words that a reader sees, without code blocks, tables, comments and images. The others show
    how far conventions differ: the words in `code` blocks and in `tables`, and the raw Markdown (`source`), whose words
    are counted when they are asked for.
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


# The fields are in three groups, but in one record: each rule, page and export reads single fields of several groups.
# Records in it would cost two more objects for each answer, and a longer path to each field.
@record
class Answer:
    """A group's answer to a `question`, collected from all of the question's lines.

    The place of the answer:

    - `lines`: all lines of the question in the report; None if the report does not have it
    - `heading_line`: the line of its heading
    - `ranges`: the lines that the group wrote
    - `limits`: the limits that the prompt states; `Judged.limits` has those that the course changed

    The content of the answer:

    - `text`: the group's Markdown, without the template's label, marker and quote signs
    - `line_of`, `kept`: for each line of `text`, its line in the file; those that are the template's, and do not count
    - `html`: the HTML from GitHub's engine, not sanitised, with formulas in `<mr-formula>`; empty for plain text
    - `seen_text`: the text that a reader sees, without code blocks and tables
    - `count`: the number of words
    - `measures`: the numbers of other units, and of the units of its parts, for which there is a limit
    - `images`, `links`, `headings`, `code`: those in the answer; inline code is code, too
    - `unsafe`, `unreadable`: HTML that is never published, and formulas that are shown as they were typed
    - `beyond`: the limit because of which the answer is shown as it was typed; empty if there is none

    For the rules:

    - `prompt`, `prompt_line`: the quoted lines as they are in the report, and the first of their lines
    - `marker_line`, `conflict_line`: the line of a left-over fill marker, and of a git conflict marker
    - `label_found`: whether the label ("Answer:") is there
    - `in_prompt`: whether the answer is inside the quoted prompt
    - `unclosed`: a fence or comment that is left open
    - `copies`: the lines of further headings of the same question
    """

    question: Question
    limits: Limits
    lines: Span | None = None
    heading_line: int | None = None
    ranges: tuple[Span, ...] = ()
    text: str = ""
    line_of: tuple[int, ...] = ()
    kept: tuple[int, ...] = ()
    html: str = ""
    seen_text: str = ""
    count: Count = Count()
    measures: tuple[Measure, ...] = ()
    images: tuple[Image, ...] = ()
    links: tuple[Link, ...] = ()
    headings: tuple[Heading, ...] = ()
    code: tuple[CodeText, ...] = ()
    unsafe: tuple[UnsafeHtml, ...] = ()
    unreadable: tuple[UnreadableFormula, ...] = ()
    beyond: str = ""
    prompt: tuple[str, ...] = ()
    prompt_line: int | None = None
    marker_line: int | None = None
    label_found: bool = False
    in_prompt: bool = False
    unclosed: Unclosed | None = None
    conflict_line: int | None = None
    copies: tuple[int, ...] = ()

    @property
    def plain(self) -> str:
        """The visible text of the answer on one line, without code blocks and tables."""
        return " ".join(self.seen_text.split())

    @property
    def image_count(self) -> int:
        """The number of the group's own images, including those whose files are missing."""
        return sum(1 for image in self.images if not image.is_placeholder)

    def to_measure(self, limits: Limits) -> list[Limit]:
        """Return the limits for which something is to be counted that `count` and `images` do not have.

        Too many words are counted again, by conventions that leave more words out.
        """
        return [limit for limit in limits.limits if not self._has_counted(limit)]

    def _has_counted(self, limit: Limit) -> bool:
        if limit.part or limit.excluding:
            return False
        if limit.unit is not Unit.WORDS:
            return limit.unit is Unit.IMAGES
        most = limit.bounds.most
        if most is None or self.count.rendered <= most:
            return True
        return self.count.range[0] <= most

    def measure(self, unit: Unit) -> Measure | None:
        """Return the count of a unit in the whole answer; None if no limit asks for it, except for words and images."""
        for measure in self.measures:
            if measure.unit is unit and not measure.part:
                return measure
        if unit is Unit.IMAGES:
            images = self.image_count
            return Measure(unit, images, images, images)
        return Measure(unit, self.count.rendered, *self.count.range) if unit is Unit.WORDS else None

    @property
    def words(self) -> Measure:
        """The number of words that is compared with the limit."""
        return self.measure(Unit.WORDS) or Measure(Unit.WORDS, 0, 0, 0)

    def number(self, unit: Unit) -> int | None:
        """Return the number of a unit in the whole answer, as `measure` does, without other conventions."""
        if unit is Unit.WORDS and not self.measures:
            return self.count.rendered
        measure = self.measure(unit)
        return measure.number if measure else None

    def measures_of_parts(self, unit: Unit) -> tuple[Measure, ...]:
        """Return the counts of a unit in each part of the answer; none if no limit asks, or if no part was found."""
        return tuple(measure for measure in self.measures if measure.unit is unit and measure.part)

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

    `heading`, `text`, `html` and `images` are as in an answer, and `span` holds all its lines. `duplicate_of` is the id
    of the question that it repeats. If `loose` is true, it is text outside all questions, and `heading` describes its
    place. If `is_expected` is true as well, it is below a heading that the settings name in `skip_headings`.
    """

    heading: str
    span: Span
    text: str
    html: str
    images: tuple[Image, ...] = ()
    duplicate_of: str | None = None
    loose: bool = False
    is_expected: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A group's report: a copy of a template with its answers.

    - `id`: a short name, usually that of its folder
    - `path`, `line_count`: the path and the number of lines of the file
    - `title`: the name that the group gives itself
    - `own_title`: the heading that the group wrote instead of the template's title
    - `template`: the version that judges the report; None if it is judged by its own prompts
    - `answers`: one for each question of the template, in its order, answered or not
    - `checklist`: the items of the checklist in the report
    - `extras`: text that has no place in the template
    - `origin`: the origin of a collected report
    - `evidence`: the evidence for the items of its checklist
    - `kinds`: the kind of each line
    - `faults`: what kept the file from being read in full

    For the rules: `sections_missing` are sections of the template that are missing, `unclosed` is a fence left open
    above the first question, and `conflict_line` the line of a git conflict marker outside answers.
    """

    id: str
    path: str
    title: str
    template: Template | None
    line_count: int
    answers: tuple[Answer, ...] = ()
    checklist: tuple[ChecklistItem, ...] = ()
    extras: tuple[Extra, ...] = ()
    kinds: tuple[LineKind, ...] = ()
    sections_missing: tuple[str, ...] = ()
    unclosed: Unclosed | None = None
    conflict_line: int | None = None
    faults: tuple[FileFault, ...] = ()
    origin: Origin | None = None
    evidence: tuple[Evidence, ...] = ()
    own_title: str = ""

    def answer(self, question: str) -> Answer | None:
        """Return the answer to the question with this id."""
        return next((a for a in self.answers if a.question.id == question), None)
