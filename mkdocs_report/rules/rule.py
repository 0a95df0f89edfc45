"""The record of a rule, its input (`Case`) and output (`Draft`), and the check that all limits share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from mkdocs_report.model.base import record
from mkdocs_report.model.caps import cut_masked
from mkdocs_report.model.finding import Observed, Severity
from mkdocs_report.model.limits import Limit, Limits, Measure, Unit
from mkdocs_report.model.report import Answer, Report
from mkdocs_report.model.template import Question, question_name
from mkdocs_report.runtime.text import plural


@record
class Draft:
    """A place at which a rule is broken, before settings and waivers are applied.

    `downgraded` marks a warning of a rule that finds errors: a recommendation, or a count on which conventions
    disagree.
    """

    message: str
    help: str
    line: int
    end_line: int
    observed: Observed = None
    expected: Observed = None
    downgraded: bool = False
    question: str | None = None


LIMIT_TOPIC = {unit: f"limit of {unit}" for unit in Unit}
"""The topic of the rules about each unit."""
_LONGEST_LABEL = 60
"""The most characters of the label of a part in a message."""


@record
class Case:
    """One answer, as a rule sees it."""

    report: Report
    answer: Answer
    limits: Limits
    mask: Callable[[str], str] = str
    """A function that masks people in a text that a message quotes only in part; all other text is masked later."""

    def quote(self, text: str, most: int) -> str:
        """Return a text, masked and then cut where it has more than `most` characters, for a message."""
        return cut_masked(text, most, self.mask)

    @property
    def question(self) -> Question:
        """The question that is answered."""
        return self.answer.question

    @property
    def topics(self) -> tuple[str | None, ...]:
        """The features of the answer; a rule about any other feature has nothing to find."""
        answer = self.answer
        return (
            None,
            *[LIMIT_TOPIC[limit.unit] for limit in self.limits.limits],
            "image-number" if answer.images or answer.links or answer.code else None,
            "images" if answer.images else None,
            "quote" if answer.in_prompt else None,
            "marker" if answer.marker_line else None,
            "headings" if answer.headings else None,
            "html" if answer.unsafe else None,
            "formulas" if answer.unreadable else None,
        )

    @property
    def shown(self) -> int:
        """The number of the group's own images; the template's placeholder `figures/<image>` does not count."""
        return self.answer.image_count

    @property
    def too_few_images(self) -> bool:
        """Whether fewer images are shown than asked for."""
        images = self.limits.images
        return images is not None and images.least is not None and self.shown < images.least

    @property
    def name(self) -> str:
        """The name of the question for use in a sentence."""
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
        downgraded: bool = False,
    ) -> Draft:
        """Make a draft at the answer's lines, or at those given."""
        first = self.answer.line if line is None else line
        last = self.answer.end_line if line is None else end_line or line
        return Draft(message, help, first, last, observed, expected, downgraded, self.question.id)


Check = Callable[[Case], Iterator[Draft]]
"""The function of a rule about answers."""


def limit_check(unit: Unit, *, few: bool) -> Check:
    """Return the check for answers with too few, or with too many, of a unit."""

    def check(case: Case) -> Iterator[Draft]:
        for limit in case.limits.limits:
            bound = limit.bounds.least if few else limit.bounds.most
            if limit.unit is unit and bound is not None:
                for measure in _broken(case.answer, limit, bound, few):
                    yield _draft(case, limit, measure, bound, few)

    return check


def _broken(answer: Answer, limit: Limit, bound: int, few: bool) -> Sequence[Measure]:
    """Return each number below a limit, or above it: that of the answer, or of its parts."""
    if limit.part:
        parts = answer.measures_of_parts(limit.unit)
        return [each for each in parts if (each.number < bound if few else each.number > bound)]
    number = answer.number(limit.unit)
    if number is None or (number >= bound if few else number <= bound):
        return ()
    measure = answer.measure(limit.unit)
    return (measure,) if measure else ()


def _draft(case: Case, limit: Limit, measure: Measure, bound: int, few: bool) -> Draft:
    other = measure.most if few else measure.least
    disputed = other >= bound if few else other <= bound
    noun = limit.unit.noun
    note = f" ({other:,} by another count)" if disputed else ""
    place = f"{case.name}, part “{case.quote(measure.part, _LONGEST_LABEL)}”" if measure.part else case.name
    return case.draft(
        f"{place}: {plural(measure.number, noun)}{note}, {limit.demand} {limit.bounds}.",
        f"{'Add' if few else 'Remove'} at least {plural(abs(bound - measure.number), noun)}.",
        line=measure.line or None,
        observed=measure.number,
        expected=limit.bounds,
        downgraded=limit.advisory or disputed,
    )


@dataclass(frozen=True, slots=True)
class Rule:
    """A named check.

    Exactly one of `answer` and `report` is set: a pure generator over one answer, or over a whole report. `help` is
    Markdown: the reason for the rule, and how to fix its findings.
    """

    name: str
    severity: Severity
    summary: str
    help: str
    about: str | None = None
    """The feature that an answer needs to break the rule: one of `Case.topics`."""
    answer: Check | None = None
    report: Callable[[Report], Iterator[Draft]] | None = None
