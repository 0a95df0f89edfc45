"""Data of a group's page: its answers with their numbers of words and images, its findings and its checklist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from mkdocs_report.model.commit import Commit
from mkdocs_report.model.course import Judged, Totals
from mkdocs_report.model.evidence import Evidence, Proof
from mkdocs_report.model.finding import Finding, Severity, Verdict
from mkdocs_report.model.origin import Origin
from mkdocs_report.model.report import Answer, Extra, Report
from mkdocs_report.model.template import ChecklistItem, Question, prompt_of
from mkdocs_report.pages.answer_cell import AnswerCell, answer_cell
from mkdocs_report.pages.by_question import tally
from mkdocs_report.pages.meters import Meter, PartsMeter, meters_of
from mkdocs_report.pages.titles import message_beside_title, question_title
from mkdocs_report.pages.words.words import ENGLISH, Words
from mkdocs_report.parsing.markdown.lines import normalise


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question of a report: prompt, answer and findings; `cell` is its square among those of all answers."""

    id: str
    heading: str
    title: str
    cell: AnswerCell
    verdict: Verdict
    status: str
    admonition: str
    prompt: str
    answer: Answer
    meters: tuple[Meter | PartsMeter, ...]
    findings: tuple[Finding, ...]
    limits_note: str
    line: int

    @property
    def has_template_prompt(self) -> bool:
        """Whether the prompt has the wording of the template and states the limit."""
        return not self.limits_note and normalise(self.prompt) == normalise(prompt_of(self.answer.question))


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A finding in the list at the top. Its `question` and `title` are empty if it is about the whole report."""

    finding: Finding
    message: str
    question: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section with its questions. The title is empty for questions without a section."""

    title: str
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True)
class ChecklistView:
    """A subsection of the checklist; `evidence` is by the line of the item."""

    title: str
    items: tuple[ChecklistItem, ...]
    evidence: Mapping[int, Evidence]

    @property
    def checked(self) -> int:
        """The number of ticked boxes."""
        return sum(item.checked for item in self.items)

    @property
    def missing(self) -> int:
        """The number of ticked boxes without evidence."""
        return sum(self.evidence[item.line].proof is Proof.MISSING for item in self.items if item.line in self.evidence)


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A group's page: title, summary, questions, checklist, and text outside the questions.

    `origin` is the commit of a collected report; other reports have `commit`, their last commit in this repository.
    `commit_url` is the address of `origin`, and `changes_url` that of the changes after it, if they are published.
    `previous` and `next` are the ids and titles of the groups before and after. Without images, and a question that
    asks for one (`has_images`), their number is not shown.
    """

    id: str
    title: str
    path: str
    template: str | None
    verdict: Verdict
    totals: Totals
    sections: tuple[SectionView, ...]
    tally: tuple[tuple[Verdict, int], ...]
    checklist: tuple[ChecklistView, ...]
    extras: tuple[Extra, ...]
    problems: tuple[ProblemRow, ...]
    """All findings that count, errors first, those about the whole report before those about answers."""
    waived: tuple[Finding, ...]
    """Waived findings about the whole report; those about an answer are shown with it."""
    own_title: str = ""
    origin: Origin | None = None
    commit: Commit | None = None
    commit_url: str | None = None
    changes_url: str | None = None
    previous: tuple[str, str] | None = None
    next: tuple[str, str] | None = None
    has_images: bool = True

    @property
    def reading_minutes(self) -> int:
        """The time to read the answers in minutes, rounded up."""
        return -(-self.totals.words // WORDS_PER_MINUTE)


WORDS_PER_MINUTE = 238
"""The silent reading speed of adults: the mean of 190 studies (Brysbaert 2019, J. Mem. Lang. 109)."""
ADMONITIONS = {
    Verdict.PASSED: "success",
    Verdict.WARNING: "warning",
    Verdict.ERROR: "failure",
    Verdict.UNANSWERED: "failure",
}
"""The type of admonition for each verdict."""


def report_page(
    judged: Judged,
    commit: Commit | None = None,
    previous: Judged | None = None,
    following: Judged | None = None,
    link_commit: bool = False,
    words: Words = ENGLISH,
) -> ReportPage:
    """Return the data of a report's page.

    Args:
        judged: the report.
        commit: its last commit; ignored if the report was collected.
        previous: the report before it.
        following: the report after it.
        link_commit: whether the commit of a collected report is a link to its repository.
        words: the words of the page.
    """
    report, origin = judged.report, judged.report.origin
    questions = {answer.question.id: question_view(judged, answer, words) for answer in report.answers}
    sections = [
        SectionView(title, tuple(questions[question.id] for question in section_questions))
        for title, section_questions in sections_of(report)
    ]
    shown = {finding for question in questions.values() for finding in question.findings}
    return ReportPage(
        id=report.id,
        title=report.title,
        path=report.path,
        template=report.template.path if report.template else None,
        verdict=judged.verdict,
        totals=judged.totals,
        sections=tuple(sections),
        tally=tally(question.verdict for question in questions.values()),
        checklist=_checklist(report.checklist, {evidence.line: evidence for evidence in report.evidence}),
        extras=report.extras,
        problems=_problems(judged, questions),
        waived=tuple(finding for finding in judged.findings if finding not in shown and not finding.counts),
        own_title=report.own_title,
        origin=origin,
        commit=None if origin else commit,
        commit_url=origin.url if origin and link_commit else None,
        changes_url=origin.changes_url if origin and link_commit else None,
        previous=(previous.report.id, previous.report.title) if previous else None,
        next=(following.report.id, following.report.title) if following else None,
        has_images=judged.has_images,
    )


def sections_of(report: Report) -> Iterator[tuple[str, Iterator[Question]]]:
    """Yield the sections of a report with their questions; the title is empty for questions without a section."""
    return groupby((answer.question for answer in report.answers), key=lambda question: question.section or "")


def _problems(judged: Judged, questions: Mapping[str, QuestionView]) -> tuple[ProblemRow, ...]:
    views = {finding: view for view in questions.values() for finding in view.findings}
    places = {name: place for place, name in enumerate(questions, 1)}

    def order(finding: Finding) -> tuple[bool, int]:
        view = views.get(finding)
        return finding.severity is not Severity.ERROR, places[view.id] if view else 0

    counted = sorted((finding for finding in judged.findings if finding.counts), key=order)
    return tuple(_problem(finding, views.get(finding)) for finding in counted)


def _problem(finding: Finding, view: QuestionView | None) -> ProblemRow:
    if view is None:
        return ProblemRow(finding, finding.message)
    return ProblemRow(finding, message_beside_title(finding.message, view.answer.question), view.id, view.title)


def _checklist(items: Sequence[ChecklistItem], evidence: Mapping[int, Evidence]) -> tuple[ChecklistView, ...]:
    parts = groupby(items, key=lambda item: item.subsection)
    return tuple(ChecklistView(title, tuple(group), evidence) for title, group in parts)


def question_view(judged: Judged, answer: Answer, words: Words = ENGLISH) -> QuestionView:
    """Return the data of a question with its answer."""
    question = answer.question
    limits = judged.limits[question.id]
    verdict = judged.verdict_of(answer)
    findings = judged.findings_of(answer)
    is_overridden = question.id in judged.overridden
    return QuestionView(
        id=question.id,
        heading=question.heading,
        title=question_title(question),
        cell=answer_cell(judged, answer, words),
        verdict=verdict,
        status=_status(verdict, findings, answer, words),
        admonition=ADMONITIONS[verdict],
        prompt="\n".join(answer.prompt) or prompt_of(question),
        answer=answer,
        meters=tuple(meters_of(answer, limits, findings, words)),
        findings=findings,
        limits_note=words.gettext("The limit is set by the course, not by the prompt.") if is_overridden else "",
        line=answer.line,
    )


def _status(verdict: Verdict, findings: tuple[Finding, ...], answer: Answer, words: Words) -> str:
    counted = Counter(finding.severity for finding in findings if finding.counts)
    number = len(findings) - counted.total()
    waived = f", {words.count(number, 'waived')}" if number else ""
    if verdict is Verdict.UNANSWERED or not (counted or findings or answer.answered):
        return words.gettext("Unanswered") if answer.lines else words.gettext("Missing from the report")
    numbers = ((counted[Severity.ERROR], "error"), (counted[Severity.WARNING], "warning"))
    return (", ".join(words.count(each, noun) for each, noun in numbers if each) or words.gettext("Passed")) + waived
