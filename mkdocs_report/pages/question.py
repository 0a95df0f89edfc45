"""Data of a question page: the prompt, and the answer of each group."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mkdocs_report.model.finding import Verdict
from mkdocs_report.model.image import ImageState
from mkdocs_report.model.limits import Limit, Limits
from mkdocs_report.model.template import prompt_of
from mkdocs_report.pages.by_question import CourseQuestion
from mkdocs_report.pages.report import QuestionView, question_view
from mkdocs_report.pages.strip_plot import StripPlot, strip_plot
from mkdocs_report.parsing.markdown.lines import normalise


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording of the prompt, and the number of groups with this wording."""

    prompt: str
    groups: int


@dataclass(frozen=True, slots=True)
class AnswerView:
    """A group's answer on a question page; `anchor` is its id on the page."""

    anchor: str
    group: str
    title: str
    view: QuestionView

    @property
    def image_count(self) -> int:
        """The number of images shown."""
        return sum(1 for image in self.view.answer.images if image.file.state is ImageState.OK)


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """A question with the answers of all groups.

    `wordings` are the prompts of the groups, the most frequent first. `limits` are the most frequent
    limits. `tally_of_all` counts the groups without a report, too. `anchors` has the anchor of each answer by the
    group's id.
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


def question_page(course_question: CourseQuestion) -> QuestionPage:
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
        answers=tuple(
            AnswerView(
                anchors[group_answer.group],
                group_answer.group,
                group_answer.judged.report.title,
                question_view(group_answer.judged, group_answer.answer),
            )
            for group_answer in course_question.group_answers
        ),
        anchors=anchors,
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
