"""What a question's page shows: the prompt, and every group's answer to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mkdocs_report.model.finding import Verdict
from mkdocs_report.model.image import ImageState
from mkdocs_report.model.limits import Bounds, Limits
from mkdocs_report.model.template import prompt_of
from mkdocs_report.pages.by_question import Column
from mkdocs_report.pages.report import QuestionView, question_view
from mkdocs_report.pages.strip_plot import StripPlot, strip_plot
from mkdocs_report.parsing.markdown.lines import normalise


@dataclass(frozen=True, slots=True)
class Wording:
    """A prompt as one or more versions of the template have it, and how many groups were asked so."""

    prompt: str
    groups: int


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One group's answer on a question's page; `anchor` is its id there."""

    anchor: str
    group: str
    title: str
    view: QuestionView

    @property
    def shown(self) -> int:
        """How many images of it are shown."""
        return sum(1 for image in self.view.answer.images if image.file.state is ImageState.OK)


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question across all groups.

    `wordings` are the prompts that groups were asked, the most usual first; `words` and `images` what most were
    asked for. `anchors` tells by a group's id where on the page its answer is.
    """

    id: str
    slug: str
    heading: str
    task: str
    section: str
    wordings: tuple[Wording, ...]
    words: Bounds | None
    images: Bounds | None
    advisory: bool
    tally: tuple[tuple[Verdict, int], ...]
    plot: StripPlot | None
    answers: tuple[AnswerView, ...]
    anchors: Mapping[str, str]


def question_page(column: Column) -> QuestionPage:
    """Return what the page of a question shows."""
    prompts: dict[str, list[str]] = {}
    limits: Counter[Limits] = Counter()
    for entry in column.entries:
        question = entry.answer.question
        prompt = prompt_of(question).strip()
        prompts.setdefault(normalise(prompt), []).append(prompt)
        limits[entry.judged.limits[question.id]] += 1
    anchors = _anchors([entry.group for entry in column.entries])
    usual = limits.most_common(1)[0][0]
    wordings = sorted(prompts.values(), key=len, reverse=True)
    question = column.question
    return QuestionPage(
        id=question.id,
        slug=column.slug,
        heading=question.heading,
        task=question.task,
        section=question.section or "",
        wordings=tuple(Wording(each[0], len(each)) for each in wordings),
        words=usual.words,
        images=usual.images,
        advisory=usual.advisory,
        tally=column.tally,
        plot=strip_plot(column.entries, usual.words),
        answers=tuple(
            AnswerView(
                anchors[entry.group], entry.group, entry.judged.report.title, question_view(entry.judged, entry.answer)
            )
            for entry in column.entries
        ),
        anchors=anchors,
    )


def _anchors(groups: Sequence[str]) -> dict[str, str]:
    """Give each group an id for the page, made from its own: it stays when other groups come and go."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for group in groups:
        name = "group-" + re.sub(r"[^\w-]+", "-", group)
        found[group] = name if name not in taken else f"{name}-{len(found)}"
        taken.add(found[group])
    return found


@dataclass(frozen=True, slots=True)
class QuestionSection:
    """A section of the template with its questions, for the list of all questions."""

    title: str
    columns: tuple[Column, ...]


def question_list(questions: Sequence[Column]) -> tuple[QuestionSection, ...]:
    """Return all questions by section, in the order of the template."""
    sections: dict[str, list[Column]] = {}
    for column in questions:
        sections.setdefault(column.question.section or "", []).append(column)
    return tuple(QuestionSection(title, tuple(each)) for title, each in sections.items())
