"""Find the title of a group, such as "Group 69", in its answer to the question that asks for it."""

from __future__ import annotations

import re
from functools import lru_cache

from mkdocs_report.model.report import Answer, Report
from mkdocs_report.parsing.display_text import one_line_safe

_ASKS = re.compile(
    r"\b(?:group|team)(?:'s|s)?\s+(?:number|name|id)\b|\b(?:number|name|id)\s+of\s+(?:your|the)\s+(?:group|team)\b",
    re.I,
)
_NAMED = re.compile(r"\b(group|team)\W{0,3}(?:[^\W\d]+\s+)?(\d{1,5})\b", re.I)
_NUMBER = re.compile(r"\d{1,5}")
_LONGEST = 60


def group_title(report: Report, question: str | None = None) -> str | None:
    """Return the title of a group from its answer, or None if the answer gives none.

    Args:
        report: the report.
        question: the id or number of the question that asks for it; otherwise the first short question whose task
            asks for the group's or team's number or name.
    """
    answer = _answer(report, question)
    text = answer.plain if answer else ""
    if answer is None or not text:
        return None
    named = _NAMED.search(text)
    if named:
        return f"{named[1].capitalize()} {named[2]}"
    number = _NUMBER.search(text)
    if number and (number[0] == text.strip("#.: ") or ("number" in _wording(answer) and len(text) <= 30)):
        return f"Group {int(number[0])}"
    asks_name = question is not None or "name" in _wording(answer)
    return one_line_safe(text) if asks_name and len(text) <= _LONGEST else None


def _wording(answer: Answer) -> str:
    return f"{answer.question.heading} {answer.question.task}".lower()


@lru_cache(maxsize=1024)
def _asks(task: str) -> bool:
    return _ASKS.search(task) is not None


def _answer(report: Report, asked: str | None) -> Answer | None:
    for answer in report.answers:
        question = answer.question
        if asked is not None:
            if asked in {question.id, str(question.number)}:
                return answer
        elif (
            question.limits.words is None
            and question.limits.images is None
            and _asks(f"{question.heading} {question.task}")
        ):
            return answer
    return None
