"""Data of the square of an answer, on the overview and at the top of a group's page."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_report.model.course import Judged
from mkdocs_report.model.finding import Severity, Verdict
from mkdocs_report.model.report import Answer
from mkdocs_report.pages.titles import message_beside_title, question_title
from mkdocs_report.pages.words.words import ENGLISH, Words, with_more


@dataclass(frozen=True, slots=True)
class AnswerCell:
    """An answer in a row of squares: its verdict, the id of its question, and the reason of the verdict in words."""

    verdict: Verdict
    question: str
    label: str


def answer_cell(judged: Judged, answer: Answer, words: Words = ENGLISH) -> AnswerCell:
    """Return the cell of an answer, whose label names the question, the verdict, and its first reason."""
    verdict = judged.verdict_of(answer)
    reason = _reason(judged, answer, verdict, words)
    return AnswerCell(verdict, answer.question.id, f"{question_title(answer.question)}: {reason}")


def _reason(judged: Judged, answer: Answer, verdict: Verdict, words: Words) -> str:
    if verdict in {Verdict.PASSED, Verdict.UNANSWERED}:
        return words.raw(verdict.value)
    counted = [finding for finding in judged.findings_of(answer) if finding.counts]
    first = min(counted, key=lambda finding: finding.severity is not Severity.ERROR)
    message = message_beside_title(first.message, answer.question)
    return f"{words.raw(verdict.value)}. {with_more(words, message, len(counted) - 1)}"
