"""Records of a template that is being read: its parts, and drafts of its questions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from mkdocs_report.model.base import record
from mkdocs_report.model.line_kind import PieceKind
from mkdocs_report.model.template import QuestionForm, TemplateForm
from mkdocs_report.parsing.markdown.lines import HeadingLine, marker_text, normalise
from mkdocs_report.parsing.tasks import has_task
from mkdocs_report.parsing.template.answer_places import is_answer_label
from mkdocs_report.parsing.template.tokens import TokenKind, Tokens


@record
class TemplatePart:
    """A heading, None above the first one, and the lines below it, up to the next: `start` to `stop`, from 0."""

    heading: HeadingLine | None
    start: int
    stop: int

    @property
    def level(self) -> int:
        """The level of the heading; 0 without one."""
        return self.heading.level if self.heading else 0

    @property
    def at(self) -> int:
        """The index of the first line, that of the heading included."""
        return self.heading.at if self.heading else self.start


@record
class QuestionStart:
    """The start of a question in a template, before its end is known.

    - `form`: how it is written
    - `at`, `body`: its first line, and the first line below its title; equal if the title is part of the prompt
    - `title`: its heading, or the text that identifies it
    - `part`: the part in which it stands
    - `quote`: the lines of a quoted prompt, from 0, the end not included
    - `label`: the label that closes a quoted prompt
    - `enumerator`: the number or letter in front of it
    - `end`: where it ends at the latest; 0 for the end of its part
    """

    form: QuestionForm
    at: int
    body: int
    title: str
    part: TemplatePart
    quote: tuple[int, int] = (0, 0)
    label: str | None = None
    enumerator: str = ""
    end: int = 0


@record
class QuestionDraft:
    """A question of a template, before it has a number.

    - `start`, `stop`: its start, and its end
    - `kinds`: the kind of each of its lines
    - `marker`: the text of its fill marker
    """

    start: QuestionStart
    stop: int
    kinds: tuple[PieceKind, ...]
    marker: str | None = None

    @property
    def key(self) -> str:
        """The normalised title, with the number or letter in front of it."""
        return normalise(f"{self.start.enumerator} {self.start.title}")

    @property
    def has_heading(self) -> bool:
        """Whether the title is a heading, and not a line of text."""
        return self.start.part.heading is not None and self.start.part.at == self.start.at

    @property
    def is_placed(self) -> bool:
        """Whether it shows where the answer goes."""
        return self.start.label is not None or not PLACES.isdisjoint(self.kinds)


PLACES = frozenset({PieceKind.LABEL, PieceKind.MARKER, PieceKind.SKELETON})
"""The kinds of lines that show where an answer goes."""


class Document:
    """The lines of a template, a token for each, and its parts.

    Args:
        lines: the template's.
        form: the forms of questions that are looked for.
        is_report: whether it is a report that is read by its own prompts, so that lines below a prompt are an answer.
    """

    def __init__(self, lines: Sequence[str], form: TemplateForm, is_report: bool = False) -> None:
        self.lines, self.form, self.is_report = lines, form, is_report
        self.tokens = Tokens(lines)
        self.parts: tuple[TemplatePart, ...] = tuple(_parts(self.tokens))
        self._places = {(part.at, part.level): index for index, part in enumerate(self.parts)}
        self.skipped: frozenset[str] = frozenset(map(normalise, form.skip_headings))

    def index_of(self, part: TemplatePart) -> int:
        """Return the place of a part among all parts."""
        return self._places[part.at, part.level]

    def allows(self, form: QuestionForm) -> bool:
        """Whether questions of a form are looked for."""
        return not self.form.questions or form in self.form.questions

    def is_skipped(self, part: TemplatePart) -> bool:
        """Whether the settings say that a heading is no question."""
        return part.heading is not None and part.heading.key in self.skipped

    def subtree(self, index: int) -> Iterator[int]:
        """Yield the indices of the parts below the heading of a part, at any depth."""
        level = self.parts[index].level
        for below in range(index + 1, len(self.parts)):
            if self.parts[below].level <= level:
                return
            yield below

    def first_line(self, start: int, stop: int) -> int:
        """Return the index of the first line that is not blank, or `stop`."""
        return next((i for i in range(start, stop) if self.tokens[i].kind is not TokenKind.BLANK), stop)

    def first_marker(self, start: int, stop: int) -> int | None:
        """Return the index of the first fill marker."""
        place = bisect_left(self._markers, start)
        return next((i for i in self._markers[place : place + 1] if i < stop), None)

    @cached_property
    def _markers(self) -> list[int]:
        """The indices of all fill markers."""
        lines = [i for i, line in enumerate(self.lines) if line[:1] in _DASHES or line[:1] in _WHITE]
        lines = [i for i in lines if self.lines[i].lstrip(" \t>")[:1] in _DASHES and marker_text(self.lines[i])]
        return [i for i in lines if self.tokens[i].kind is TokenKind.MARKER]

    def text(self, start: int, stop: int) -> str:
        """Return the running text of lines, without signs, placeholders and code."""
        return " ".join(self.tokens[i].text for i in range(start, stop) if self.tokens[i].kind in _RUNNING)

    def asks(self, start: int, stop: int) -> bool:
        """Whether one of the lines asks for something."""
        return any(has_task(self.tokens[i].text) for i in range(start, stop) if self.tokens[i].kind in _RUNNING)


_DASHES = frozenset("-–—―−")
_WHITE = frozenset(" \t")
_RUNNING = frozenset(
    {TokenKind.TEXT, TokenKind.ITEM, TokenKind.BULLET, TokenKind.BOLD, TokenKind.COMMENT, TokenKind.FIELD}
)


def _parts(tokens: Tokens) -> Iterator[TemplatePart]:
    stops = [heading.at for heading in tokens.headings] + [len(tokens)]
    yield TemplatePart(None, 0, stops[0])
    for heading, stop in zip(tokens.headings, stops[1:], strict=True):
        yield TemplatePart(heading, heading.at + heading.height, stop)


def is_answer_heading(part: TemplatePart) -> bool:
    """Whether a heading is only the label of an answer: "### Answer"."""
    return part.heading is not None and is_answer_label(part.heading.text.rstrip(":："), is_heading=True)
