"""The course by question: every question that any template version asks, with each group's answer to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from mkdocs_report.model.course import Course, Judged
from mkdocs_report.model.finding import Verdict
from mkdocs_report.model.report import Answer
from mkdocs_report.model.template import Question
from mkdocs_report.pages.chain import Chain

ORDER = (Verdict.PASSED, Verdict.WARNING, Verdict.ERROR, Verdict.UNANSWERED)
"""Verdicts from the best to the worst: the order in which they are counted and drawn."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one group has to a question."""

    judged: Judged
    answer: Answer
    verdict: Verdict

    @property
    def group(self) -> str:
        """The group's id."""
        return self.judged.report.id


@dataclass(frozen=True)
class Column:
    """One question across all groups whose template asks it, in the order of the groups.

    `question` is as most groups were asked it: versions of a template may word the same question differently.
    `slug` names its page; it is the question's number where no other question of the course has that number.
    """

    question: Question
    slug: str
    entries: tuple[Entry, ...]

    @cached_property
    def by_group(self) -> Mapping[str, Entry]:
        """The entries by the group's id."""
        return {entry.group: entry for entry in self.entries}

    @property
    def tally(self) -> tuple[tuple[Verdict, int], ...]:
        """How many groups come to each verdict, those that none comes to included."""
        return tally(entry.verdict for entry in self.entries)

    @property
    def missed(self) -> int:
        """How many groups have not answered, or have something to mend."""
        return sum(entry.verdict in {Verdict.ERROR, Verdict.UNANSWERED} for entry in self.entries)


def tally(verdicts: Iterable[Verdict]) -> tuple[tuple[Verdict, int], ...]:
    """Return how often each verdict occurs, from the best to the worst."""
    counts = Counter(verdicts)
    return tuple((verdict, counts[verdict]) for verdict in ORDER)


def columns(course: Course) -> tuple[Column, ...]:
    """Return the questions of a course in their order, each with the answers of all groups.

    A question is known by its id; one that only some versions ask stands behind the question it follows there.
    """
    entries: dict[str, list[Entry]] = {}
    asked: dict[tuple[Question, ...], int] = {}
    for judged in course.reports:
        questions = tuple(answer.question for answer in judged.report.answers)
        asked[questions] = asked.get(questions, 0) + 1
        for answer in judged.report.answers:
            entry = Entry(judged, answer, judged.verdict_of(answer))
            entries.setdefault(answer.question.id, []).append(entry)
    order = Chain[str]()
    wordings: dict[str, Question] = {}
    for questions in sorted(asked, key=lambda each: -asked[each]):
        before = None
        for question in questions:
            if question.id not in wordings:
                wordings[question.id] = question
                order.add(question.id, before)
            before = question.id
    numbers = Counter(question.number for question in wordings.values())
    return tuple(
        Column(
            wordings[name],
            str(wordings[name].number) if numbers[wordings[name].number] == 1 else name,
            tuple(entries[name]),
        )
        for name in order
    )
