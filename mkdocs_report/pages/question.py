"""Data of a question page: the prompt, and the answer of each group."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mkdocs_report.model.finding import Verdict
from mkdocs_report.model.image import ImageState
from mkdocs_report.model.limits import Limit, Limits, Unit
from mkdocs_report.model.template import prompt_of
from mkdocs_report.pages.by_question import CourseQuestion
from mkdocs_report.pages.meters import Meter, PartsMeter
from mkdocs_report.pages.report import QuestionView, question_view
from mkdocs_report.pages.strip_plot import StripPlot, strip_plot
from mkdocs_report.pages.words.words import ENGLISH, Words
from mkdocs_report.parsing.markdown.lines import normalise

MeterKey = tuple[Unit, bool, int]
"""The unit of a number, whether it counts in parts of the answer, and its place among such numbers of the answer."""
MAX_TITLE = 26
"""The most characters of a group's title in a line."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording of the prompt, and the number of groups with this wording."""

    prompt: str
    groups: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column of numbers beside the answers. Its `key` is that of `AnswerView.meters`.

    `text` and `limit` are the most characters of a number with its unit, and of its limit: the width of the column.
    """

    key: MeterKey
    has_bar: bool
    text: int
    limit: int

    @property
    def name(self) -> str:
        """Its name in an address and an attribute: `words`, `code-blocks`; empty if answers are not sorted by it."""
        unit, of_parts, place = self.key
        return "" if of_parts or place else unit.many.replace(" ", "-")


@dataclass(frozen=True, slots=True)
class AnswerView:
    """A group's answer on a question page; `anchor` is its id on the page."""

    anchor: str
    group: str
    title: str
    view: QuestionView

    @property
    def meters(self) -> Mapping[MeterKey, Meter | PartsMeter]:
        """Its numbers, by kind."""
        found: dict[MeterKey, Meter | PartsMeter] = {}
        places: Counter[tuple[Unit, bool]] = Counter()
        for meter in self.view.meters:
            of_parts = isinstance(meter, PartsMeter)
            unit = meter.limit.unit if isinstance(meter, PartsMeter) else meter.unit
            found[unit, of_parts, places[unit, of_parts]] = meter
            places[unit, of_parts] += 1
        return found

    @property
    def rules(self) -> str:
        """The rules of the findings that count, with spaces between them."""
        return " ".join(dict.fromkeys(finding.rule for finding in self.view.findings if finding.counts))

    @property
    def image_count(self) -> int:
        """The number of images shown."""
        return sum(1 for image in self.view.answer.images if image.file.state is ImageState.OK)


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """A question with the answers of all groups.

    `wordings` are the prompts of the groups, the most frequent first. `limits` are the most frequent limits.
    `tally_of_all` counts the groups without a report, too. `anchors` has the anchor of each answer by the group's id.
    `columns` are the numbers that answers have. `rules` are the rules with findings, and the number of answers that
    have them.
    """

    id: str
    slug: str
    heading: str
    task: str
    section: str
    wordings: tuple[Wording, ...]
    limits: tuple[Limit, ...]
    tally: tuple[tuple[Verdict, int], ...]
    tally_of_all: tuple[tuple[str, int], ...]
    plot: StripPlot | None
    answers: tuple[AnswerView, ...]
    anchors: Mapping[str, str]
    columns: tuple[Column, ...]
    rules: tuple[tuple[str, int], ...]

    @property
    def title_width(self) -> int:
        """The characters of the longest title of a group, within limits."""
        return min(max(len(answer.title) for answer in self.answers), MAX_TITLE)


def question_page(course_question: CourseQuestion, words: Words = ENGLISH) -> QuestionPage:
    """Return the data of a question page."""
    prompts: dict[str, list[str]] = {}
    limits: Counter[Limits] = Counter()
    for group_answer in course_question.group_answers:
        question = group_answer.answer.question
        prompt = prompt_of(question).strip()
        prompts.setdefault(normalise(prompt), []).append(prompt)
        limits[group_answer.judged.limits[question.id]] += 1
    anchors = _anchors([group_answer.group for group_answer in course_question.group_answers])
    usual = limits.most_common(1)[0][0]
    wordings = sorted(prompts.values(), key=len, reverse=True)
    question = course_question.question
    answers = tuple(
        AnswerView(
            anchors[group_answer.group],
            group_answer.group,
            group_answer.judged.report.title,
            question_view(group_answer.judged, group_answer.answer, words),
        )
        for group_answer in course_question.group_answers
    )
    rules = Counter(rule for answer in answers for rule in answer.rules.split())
    return QuestionPage(
        id=question.id,
        slug=course_question.slug,
        heading=question.heading,
        task=question.task,
        section=question.section or "",
        wordings=tuple(Wording(each[0], len(each)) for each in wordings),
        limits=usual.limits,
        tally=course_question.tally,
        tally_of_all=course_question.tally_of_all,
        plot=strip_plot(course_question.group_answers, usual),
        answers=answers,
        anchors=anchors,
        columns=_columns(answers),
        rules=tuple(sorted(rules.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


def _columns(answers: Sequence[AnswerView]) -> tuple[Column, ...]:
    """Return the columns of all numbers, in the order in which answers have them."""
    found: dict[MeterKey, list[Meter | PartsMeter]] = {}
    for answer in answers:
        for key, meter in answer.meters.items():
            found.setdefault(key, []).append(meter)
    return tuple(
        Column(
            key,
            any(meter.has_bar for meter in meters),
            max(len(meter.text) for meter in meters),
            max(len(meter.limit_text) for meter in meters),
        )
        for key, meters in found.items()
    )


def _anchors(groups: Sequence[str]) -> dict[str, str]:
    """Return an anchor for each group, made from its id: it stays the same if other groups join or leave."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for group in groups:
        name = "group-" + re.sub(r"[^\w-]+", "-", group)
        found[group] = name if name not in taken else f"{name}-{len(found)}"
        taken.add(found[group])
    return found


@dataclass(frozen=True, slots=True)
class QuestionSection:
    """A section of the template with its questions."""

    title: str
    questions: tuple[CourseQuestion, ...]


def question_list(questions: Sequence[CourseQuestion]) -> tuple[QuestionSection, ...]:
    """Return the data of the questions page: all questions by section, in the order of the template."""
    sections: dict[str, list[CourseQuestion]] = {}
    for course_question in questions:
        sections.setdefault(course_question.question.section or "", []).append(course_question)
    return tuple(QuestionSection(title, tuple(each)) for title, each in sections.items())
