"""Short titles of questions for lists: the number, and what the question asks."""

from __future__ import annotations

import re
from functools import lru_cache

from mkdocs_report.model.template import Question, question_name

LONGEST = 40
"""The most characters of what a question asks; a title is cut between words."""
_NUMBERED = re.compile(r"(?:[^\W\d_]+ (?P<word>\d+)(?:[.:)]|\s[-–—·]|$)|(?P<bare>\d+)[.:)](?=\s))\s*(?P<text>.*)", re.S)
"""A heading that begins with its number: `Question 14`, `Question 14: Experiments`, `14. Experiments`."""


def question_title(question: Question) -> str:
    """Return the short title of a question: `14 · Experiments tracked`.

    It has the words of the heading or, if the heading is only a number, the first words of the task.
    """
    return _title(question.heading, question.task)


def message_beside_title(message: str, question: Question) -> str:
    """Return a finding's message without the name of the question that it begins with, for a place beside its title."""
    name = f"{question_name(question)}: "
    rest = message.removeprefix(name)
    return rest if rest == message else f"{rest[:1].upper()}{rest[1:]}"


@lru_cache(maxsize=4096)
def _title(heading: str, task: str) -> str:
    match = _NUMBERED.fullmatch(heading)
    if match is None:
        return cut(heading)
    text = cut(match["text"] or task)
    return f"{match['word'] or match['bare']} · {text}" if text else heading


def cut(text: str, longest: int = LONGEST) -> str:
    """Return the first words of a text, with an ellipsis if words are left out.

    Args:
        text: the text; white space and a closing full stop or colon do not count.
        longest: the most characters, including the ellipsis.
    """
    text = " ".join(text.split())
    text = text if text.endswith("..") else text.rstrip(".:")
    if len(text) <= longest:
        return text
    start = text[:longest]
    words = start.rpartition(" ")[0] if " " in start else start[: longest - 1]
    return f"{words.rstrip(' ,;:.–—-(')}…"
