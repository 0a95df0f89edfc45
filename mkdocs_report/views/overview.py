"""What the list of all groups shows."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_report.course import Course
from mkdocs_report.rules import Severity, Verdict


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group in the list; `strip` holds the verdict of each of its answers, with the question's heading."""

    id: str
    title: str
    verdict: Verdict
    hard: int
    soft: int
    answered: int
    asked: int
    words: int
    checked: int
    items: int
    strip: tuple[tuple[Verdict, str], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole course in a few numbers, and its groups."""

    groups: tuple[GroupRow, ...]
    tally: tuple[tuple[Verdict, int], ...]
    words: int
    answered: int
    problems: tuple[str, ...]


def overview(course: Course) -> Overview:
    """Return what the list of all groups shows."""
    rows = []
    for judged in course.reports:
        report = judged.report
        rows.append(
            GroupRow(
                id=report.id,
                title=report.title,
                verdict=judged.verdict,
                hard=judged.count(Severity.HARD),
                soft=judged.count(Severity.SOFT),
                answered=sum(answer.answered for answer in report.answers),
                asked=len(report.answers),
                words=sum(answer.count.rendered for answer in report.answers),
                checked=sum(item.checked for item in report.checklist),
                items=len(report.checklist),
                strip=tuple((judged.verdict_of(answer), answer.question.heading) for answer in report.answers),
            )
        )
    verdicts = [row.verdict for row in rows]
    order = (Verdict.PASSED, Verdict.SOFT, Verdict.HARD)
    return Overview(
        groups=tuple(rows),
        tally=tuple((verdict, verdicts.count(verdict)) for verdict in order if verdict in verdicts),
        words=sum(row.words for row in rows),
        answered=sum(row.answered for row in rows),
        problems=tuple(problem.message for problem in course.problems),
    )
