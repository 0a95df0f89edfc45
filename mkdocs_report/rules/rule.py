"""What a rule is, and what it finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mkdocs_report.model.base import OneOf, record
from mkdocs_report.model.caps import cut_masked
from mkdocs_report.model.limits import Bounds, Limits
from mkdocs_report.model.report import Answer, Question, Report

_NUMBERED = re.compile(r"[^\W\d_]+ \d+")


class Severity(OneOf):
    """How much a finding weighs: a hard one fails a strict build, a soft one is only shown."""

    HARD = "hard"
    SOFT = "soft"


class Verdict(OneOf):
    """What an answer, or a whole report, comes to."""

    PASSED = "passed"
    SOFT = "soft"
    HARD = "hard"
    UNANSWERED = "unanswered"


Observed = int | str | tuple[int | None, int | None] | None
"""What was seen, or asked for: a number, the least and the most of it, or a short text."""


@record
class Draft:
    """A place where a rule does not hold, before settings and waivers have had their say.

    `softened` marks a case that is soft even where its rule is hard: a recommendation, or a count on which
    reasonable conventions disagree.
    """

    message: str
    help: str
    line: int
    end_line: int
    observed: Observed = None
    expected: Observed = None
    softened: bool = False
    question: str | None = None


@record
class Finding:
    """One place where a rule does not hold.

    `rule` is the rule's name, `message` says what is wrong, and `help` what to do; `severity` is what it weighs.
    `line` and `end_line` are 1-based and inclusive; `question` is the id of the question, None for the file;
    `observed` and `expected` are numbers, (least, most) pairs or short texts; `waived` is the reason why it is
    excused, None where it is not.
    """

    rule: str
    severity: Severity
    message: str
    help: str
    line: int
    end_line: int
    question: str | None = None
    observed: Observed = None
    expected: Observed = None
    waived: str | None = None

    @property
    def counts(self) -> bool:
        """Whether it weighs on a verdict: a waived one does not."""
        return self.waived is None


@record
class Case:
    """One answer before a rule."""

    report: Report
    answer: Answer
    limits: Limits
    mask: Callable[[str], str] = str
    """Takes people out of a text that a message quotes only in part; all else is masked later."""

    def quote(self, text: str, most: int) -> str:
        """Return a text, masked and then cut where it has more than `most` characters, for a message."""
        return cut_masked(text, most, self.mask)

    @property
    def question(self) -> Question:
        """The question that is answered."""
        return self.answer.question

    @property
    def topics(self) -> tuple[str | None, ...]:
        """What there is to say something about: rules about anything else have nothing to find."""
        answer, limits = self.answer, self.limits
        return (
            None,
            "words" if limits.words else None,
            "pictures" if limits.images or answer.images or answer.links or answer.code else None,
            "images" if answer.images else None,
            "quote" if answer.in_prompt else None,
            "marker" if answer.marker_line else None,
            "headings" if answer.headings else None,
            "html" if answer.unsafe else None,
        )

    @property
    def shown(self) -> int:
        """How many pictures of the group's own a reader sees; the template's `figures/<image>` is none."""
        return self.answer.pictures

    @property
    def short_of_pictures(self) -> bool:
        """Whether fewer pictures are shown than asked for."""
        images = self.limits.images
        return images is not None and images.least is not None and self.shown < images.least

    @property
    def name(self) -> str:
        """How to speak of the question in a sentence."""
        return question_name(self.question)

    def draft(
        self,
        message: str,
        help: str,  # noqa: A002 - the contract's word
        *,
        line: int | None = None,
        end_line: int | None = None,
        observed: Observed = None,
        expected: Observed = None,
        softened: bool = False,
    ) -> Draft:
        """Make a draft at the answer's lines, or at those given."""
        first = self.answer.line if line is None else line
        last = self.answer.end_line if line is None else end_line or line
        return Draft(message, help, first, last, observed, expected, softened, self.question.id)


Check = Callable[[Case], Iterator[Draft]]
"""What a rule about answers does."""


def question_name(question: Question) -> str:
    """How to speak of a question in a sentence: `Question 14`, or “What did you measure?”."""
    return question.heading if _NUMBERED.fullmatch(question.heading) else f"“{question.heading}”"


@dataclass(frozen=True, slots=True)
class Rule:
    """A named check.

    Exactly one of `answer` and `report` is set: a pure generator over one answer, or over a whole report.
    `help` is Markdown: why the rule is there and how to mend what it finds.
    """

    name: str
    severity: Severity
    summary: str
    help: str
    about: str | None = None
    """What the rule is about, where an answer without it can not break it: one of `Case.topics`."""
    answer: Check | None = None
    report: Callable[[Report], Iterator[Draft]] | None = None


def pair(bounds: Bounds) -> tuple[int | None, int | None]:
    """Bounds as the contract writes them: least and most."""
    return bounds.least, bounds.most


def plural(number: int, noun: str) -> str:
    """`1 word`, `2 words`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
