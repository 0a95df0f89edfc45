"""Answers by question: each question of any template version, with the answer of each group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from mkdocs_report.model.course import Course, Judged
from mkdocs_report.model.finding import Verdict
from mkdocs_report.model.limits import Limits
from mkdocs_report.model.report import Answer
from mkdocs_report.model.template import Question
from mkdocs_report.pages.linked_list import LinkedList

VERDICT_ORDER = (Verdict.PASSED, Verdict.WARNING, Verdict.ERROR, Verdict.UNANSWERED)
"""The order of verdicts in counts and plots, from best to worst."""
NO_REPORT = "no report"
"""The verdict that is shown for a group without a report."""


@dataclass(frozen=True, slots=True)
class GroupAnswer:
    """A group's answer to a question, with its verdict."""

    judged: Judged
    answer: Answer
    verdict: Verdict

    @property
    def group(self) -> str:
        """The group's id."""
        return self.judged.report.id


@dataclass(frozen=True)
class CourseQuestion:
    """A question of the course, with the answers of all groups whose template has it, in the order of the groups.

    `question` has the wording of most groups: versions of a template may word a question differently. `slug` names its
    page: the question's number, or its id if several questions of the course have that number. `absent` is the number
    of groups without a report: they count as groups that were asked.
    """

    question: Question
    slug: str
    group_answers: tuple[GroupAnswer, ...]
    absent: int = 0

    @cached_property
    def by_group(self) -> Mapping[str, GroupAnswer]:
        """The answers by the group's id."""
        return {group_answer.group: group_answer for group_answer in self.group_answers}

    @cached_property
    def usual_limits(self) -> Limits:
        """The limits of most groups: versions of a template may ask for different numbers."""
        limits = Counter(each.judged.limits[self.question.id] for each in self.group_answers)
        return limits.most_common(1)[0][0]

    @property
    def tally(self) -> tuple[tuple[Verdict, int], ...]:
        """The number of groups with each verdict, zeros included."""
        return tally(group_answer.verdict for group_answer in self.group_answers)

    @property
    def tally_of_all(self) -> tuple[tuple[str, int], ...]:
        """The number of groups with each verdict, and of those without a report, zeros included."""
        return *self.tally, (NO_REPORT, self.absent)

    @property
    def asked_count(self) -> int:
        """The number of groups that were asked, with and without a report."""
        return len(self.group_answers) + self.absent

    @property
    def missed_count(self) -> int:
        """The number of groups without an answer or with an error."""
        return sum(group_answer.verdict in {Verdict.ERROR, Verdict.UNANSWERED} for group_answer in self.group_answers)


def tally(verdicts: Iterable[Verdict]) -> tuple[tuple[Verdict, int], ...]:
    """Count verdicts, from best to worst."""
    counts = Counter(verdicts)
    return tuple((verdict, counts[verdict]) for verdict in VERDICT_ORDER)


def report_tally(course: Course) -> tuple[tuple[str, int], ...]:
    """Count the verdicts of a course's reports, from best to worst, and the groups without a report."""
    return *tally(judged.verdict for judged in course.reports)[:3], (NO_REPORT, len(course.absent))


def course_questions(course: Course) -> tuple[CourseQuestion, ...]:
    """Return the questions of a course in order, each with the answers of all groups.

    Questions with the same id are the same question. A question of only some versions follows the question that it
    follows in these versions.
    """
    group_answers: dict[str, list[GroupAnswer]] = {}
    asked: dict[tuple[Question, ...], int] = {}
    for judged in course.reports:
        questions = tuple(answer.question for answer in judged.report.answers)
        asked[questions] = asked.get(questions, 0) + 1
        for answer in judged.report.answers:
            group_answer = GroupAnswer(judged, answer, judged.verdict_of(answer))
            group_answers.setdefault(answer.question.id, []).append(group_answer)
    order = LinkedList[str]()
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
        CourseQuestion(
            wordings[name],
            str(wordings[name].number) if numbers[wordings[name].number] == 1 else name,
            tuple(group_answers[name]),
            len(course.absent),
        )
        for name in order
    )
