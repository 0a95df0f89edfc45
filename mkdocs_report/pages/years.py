"""Data of the page across cohorts: totals of each, and what changed between two years."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from mkdocs_report.model.course import Course, Totals
from mkdocs_report.model.finding import Verdict
from mkdocs_report.pages.by_question import CourseQuestion, report_tally
from mkdocs_report.pages.percent import percent_of
from mkdocs_report.pages.words.words import ENGLISH, Words
from mkdocs_report.parsing.markdown.lines import normalise
from mkdocs_report.rules.judge import RULES

MAX_MISSED = 3
"""The number of most missed questions that are shown per year."""
MAX_MOVES = 5
"""The number of questions, and of rules, that are shown as changed between two years."""
LEAST_POINTS = 5
"""The smallest change that is shown, in percentage points."""


@dataclass(frozen=True, slots=True)
class Share:
    """A count and its total."""

    count: int
    total: int

    @property
    def percent(self) -> int | None:
        """The percentage, None for a total of 0."""
        return percent_of(self.count, self.total)


@dataclass(frozen=True, slots=True)
class MissedQuestion:
    """A question that groups did not answer, or answered with an error; `tally` counts its verdicts."""

    id: str
    heading: str
    task: str
    tally: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A share that changed between two years: of answers without errors, or of groups with a finding of a rule.

    `id` is the question's or the rule's. `reworded` is true if the task of a question has other words than before.
    """

    id: str
    name: str
    task: str
    before: Share
    after: Share
    reworded: bool = False

    @property
    def points(self) -> int:
        """The change in percentage points."""
        return points(self.before, self.after) or 0


@dataclass(frozen=True, slots=True)
class YearChange:
    """The questions and rules that changed most between two years, the largest change first."""

    before: str
    after: str
    questions: tuple[Move, ...]
    rules: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A cohort. Its `groups`, `tally` and `good_groups` include the groups without a report.

    `good_groups` are the groups without errors, of all groups; `good_answers` the answers without errors, of all
    questions. `change` is the change of `good_answers` since the year before, in percentage points; None for the first
    year. `median_words` is the median of the words per group, None without groups.
    """

    name: str
    groups: int
    tally: tuple[tuple[str, int], ...]
    totals: Totals
    median_words: int | None
    good_groups: Share
    good_answers: Share
    most_missed: tuple[MissedQuestion, ...]
    change: int | None = None

    @property
    def ticked(self) -> Share:
        """The number of ticked boxes, of all boxes."""
        return Share(self.totals.ticked, self.totals.items)


@dataclass(frozen=True, slots=True)
class YearsPage:
    """The years of a course, or several courses, in the order of the settings; `word` is what a reader calls one."""

    years: tuple[Year, ...]
    word: str = "year"
    changes: tuple[YearChange, ...] = ()

    @property
    def groups(self) -> int:
        """The number of groups in all years."""
        return sum(year.groups for year in self.years)

    @property
    def totals(self) -> Totals:
        """The totals of all years."""
        return sum((year.totals for year in self.years), Totals())


def word_for(names: Iterable[str]) -> str:
    """Return what a reader calls each of these cohorts: “year” if all have a year in their names, or else “course”."""
    return "year" if all(re.search(r"(?<!\d)\d{4}(?!\d)", name) for name in names) else "course"


def title_for(names: Iterable[str], words: Words = ENGLISH) -> str:
    """Return the title of the page across these cohorts: “All years” or “All courses”."""
    return words.gettext("All years") if word_for(names) == "year" else words.gettext("All courses")


def points(before: Share | None, after: Share) -> int | None:
    """Return the difference of two shares in percentage points; None if one of them is unknown."""
    if before is None or before.percent is None or after.percent is None:
        return None
    return after.percent - before.percent


def years(cohorts: Mapping[str, tuple[Course, Sequence[CourseQuestion]]]) -> YearsPage:
    """Return the data of the page across cohorts.

    Args:
        cohorts: each cohort with its questions, by its name.
    """
    found: list[Year] = []
    changes: list[YearChange] = []
    word, before = word_for(cohorts), ""
    for name, (course, questions) in cohorts.items():
        year = _year(name, course, questions)
        if course.reports:
            if before:
                earlier = next(each for each in found if each.name == before)
                year = replace(year, change=points(earlier.good_answers, year.good_answers))
                changes.append(_change(before, name, cohorts))
            before = name
        found.append(year)
    moved = (change for change in reversed(changes) if change.questions or change.rules)
    return YearsPage(tuple(found), word, tuple(moved) if word == "year" else ())


def _year(name: str, course: Course, questions: Sequence[CourseQuestion]) -> Year:
    words = [judged.totals.words for judged in course.reports]
    groups = len(course.reports) + len(course.absent)
    missed = sorted(
        (course_question for course_question in questions if course_question.missed_count),
        key=lambda course_question: -course_question.missed_count,
    )
    shares = [_without_errors(each) for each in questions]
    return Year(
        name=name,
        groups=groups,
        tally=report_tally(course),
        totals=course.totals,
        median_words=round(median(words)) if words else None,
        good_groups=Share(sum(judged.verdict is not Verdict.ERROR for judged in course.reports), groups),
        good_answers=Share(sum(share.count for share in shares), sum(share.total for share in shares)),
        most_missed=tuple(
            MissedQuestion(each.question.id, each.question.heading, each.question.task, each.tally_of_all)
            for each in missed[:MAX_MISSED]
        ),
    )


def _without_errors(course_question: CourseQuestion) -> Share:
    """Return the answers without errors, of the groups with a report."""
    groups = len(course_question.group_answers)
    return Share(groups - course_question.missed_count, groups)


def _change(before: str, after: str, cohorts: Mapping[str, tuple[Course, Sequence[CourseQuestion]]]) -> YearChange:
    """Return what changed most between two years. Only questions that both years have are compared."""
    (old_course, old_questions), (new_course, new_questions) = cohorts[before], cohorts[after]
    old = {each.question.id: each for each in old_questions}
    questions = [
        Move(
            each.question.id,
            each.question.heading,
            each.question.task,
            _without_errors(old[each.question.id]),
            _without_errors(each),
            normalise(old[each.question.id].question.task) != normalise(each.question.task),
        )
        for each in new_questions
        if each.question.id in old
    ]
    rules_before, rules_after = _groups_by_rule(old_course), _groups_by_rule(new_course)
    rules = [
        Move(
            rule,
            rule,
            RULES[rule].summary,
            Share(rules_before[rule], len(old_course.reports)),
            Share(rules_after[rule], len(new_course.reports)),
        )
        for rule in sorted(rules_before.keys() | rules_after.keys())
    ]
    return YearChange(before, after, _largest(questions), _largest(rules))


def _groups_by_rule(course: Course) -> Counter[str]:
    """Return the number of groups with a finding of each rule."""
    return Counter(rule for each in course.reports for rule in {f.rule for f in each.findings if f.counts})


def _largest(moves: Iterable[Move]) -> tuple[Move, ...]:
    large = (move for move in moves if abs(move.points) >= LEAST_POINTS)
    return tuple(sorted(large, key=lambda move: -abs(move.points))[:MAX_MOVES])
