"""Find the student numbers of a report's own group, which the group may keep in a file for its hand-in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mkdocs_report.config.roster import candidate_groups
from mkdocs_report.masking.mask import Mask, Privacy
from mkdocs_report.masking.matching import Member, key_of
from mkdocs_report.model.report import Report
from mkdocs_report.model.template import Question

_ASKING = re.compile(
    r"\bs?x{5,}\b"  # a placeholder: sXXXXXX
    r"|\b(?:stud(?:ent|y)|matriculation|registration)[ -]*(?:numbers?|nos?\b|ids?\b)"
    r"|\bstud(?:ie|ent|erende)(?:n?nummer|nr)|\bmatrikelnummer"
    r"|\bnuméros?\W+(?:d.)?(?:étudiant|étudiante)|\bnúmeros?\W+de\W+(?:estudiante|alumno|aluno|matrícula)"
    r"|\bmatr[ií]col[ae]\b|\bmatrícula\b|\bnumer\w*\W+indeksu",
    re.IGNORECASE,
)


def own_numbers(
    report: Report, privacy: Privacy, roster: Mapping[str, tuple[Member, ...]], recorded: str = ""
) -> frozenset[str]:
    """Return the keys of the student numbers of a report's own group; empty if they are not known.

    With a roster, they are those of the group, if it is clear which one it is. Without one, they are the numbers in the
    answers to questions that ask for student numbers.
    """
    if roster:
        groups = candidate_groups(roster, report.id, report.title, recorded)
        members = roster[groups[0]] if len(groups) == 1 else ()
        return frozenset(key_of(member.number) for member in members if member.number)
    mask = Mask(privacy, report.id)
    asked = (answer.text for answer in report.answers if asks_for_numbers(answer.question))
    return frozenset(number for text in asked for number in mask.numbers(text))


def asks_for_numbers(question: Question) -> bool:
    """Whether a question asks for the student numbers of the group."""
    return _ASKING.search("\n".join((question.heading, *question.prompt))) is not None
