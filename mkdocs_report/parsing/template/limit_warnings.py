"""Warn of limits in a template that were not read, or not as its author may think."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mkdocs_report.model.limits import Clause, Unit
from mkdocs_report.model.template import Question
from mkdocs_report.parsing.limits.other_languages import foreign_limits
from mkdocs_report.parsing.limits.parser import PromptReading, Statement, read_prompt
from mkdocs_report.parsing.limits.sentences import Sentence, after_example, sentences
from mkdocs_report.parsing.template.template_warning import TemplateWarning
from mkdocs_report.runtime.text import shortened

_LENGTH = re.compile(r"\W*(?:\w+\s+){0,3}?(?:length|words?\s+(?:limit|count))\b(?!\s+of\b)[^.:]{0,20}:", re.I)
_SHOWN = 80
"""The most characters of a sentence that are quoted."""
_WHAT = {
    "number-not-read": "no limit is read from “{}”",
    "limit-uncertain": "“{}” is read as a limit, but its sentence may be about something else than the answer",
    "unit-not-counted": "“{}” is not checked: its unit is not counted",
    "limit-per-part": "“{}” is a limit for a part: it is checked only if parts of an answer have labels or headings",
    "length-not-read": "no number of words is read from “{}”",
    "other-language": "no limit is read from “{}”: its language is not known",
    "limit-outside-prompt": "“{}” is outside of the questions, and no limit for each of them",
}
_HELP = {
    "number-not-read": "If it is a limit, write “Answer length: 100-200 words.” or “Insert 1-2 images.”",
    "limit-uncertain": "If it is a limit, write “Answer length: 100-200 words.” or “Insert 1-2 images.”",
    "unit-not-counted": "If it is a limit, state it in words or images: “Answer length: 100-200 words.”",
    "length-not-read": "Write “Answer length: 100-200 words.”",
    "limit-outside-prompt": "If it is meant for each question, write “Each answer: at most 200 words.”",
}


def limit_warnings(question: Question) -> Iterator[TemplateWarning]:
    """Yield the warnings about the limits in the prompt of a question."""
    asked = list(question.asked)
    reading = read_prompt(asked)
    for kind, clause, help_ in _found(asked, reading):
        yield _warning(kind, clause, question.prompt_line, question.id, f"{question.heading}: ", help_)
    for number, line in after_example(asked):
        if _LENGTH.match(line):
            yield TemplateWarning(
                "limit-after-example",
                question.prompt_line + number - 1,
                question.id,
                f"{question.heading}: “{_short(line)}” is below the example, where no limits are read.",
                "Move it above the example.",
            )


def warnings_outside_prompts(lines: Sequence[str], first: int) -> Iterator[TemplateWarning]:
    """Yield the warnings about limits in text outside of the questions, whose first line is `first`.

    What such a text states for each question is read by `read_limits_for_all`. Other limits in it hold for no answer.
    One thing, "create a diagram", is a task.
    """
    for each in read_prompt(lines).statements:
        one_thing = each.quantity and each.quantity.bounds.most == 1  # "create a diagram", as in a checklist
        if each.quantity and not each.quantity.for_all and not one_thing:
            yield _warning("limit-outside-prompt", each.clause, first, None, "", "")


def _found(asked: Sequence[str], reading: PromptReading) -> Iterator[tuple[str, Clause, str]]:
    """Yield the kind of each warning with its place and advice, in the order of the prompt."""
    by_line: dict[Sentence, list[Statement]] = {}
    for statement in reading.statements:
        by_line.setdefault(statement.sentence, []).append(statement)
    for sentence in sentences(asked):
        here = by_line.get(sentence, [])
        foreign = list(foreign_limits(sentence.text))
        for said in foreign:
            if not any(each.start < said.end and said.start < each.end for each in here):
                clause = sentence.clause("", said.start, said.end)
                yield "other-language", clause, f"If it is a limit, write “{said.english}”"
        for each in here:
            if each.unread:
                yield each.unread, each.clause, _in_total(None) if each.unread == "limit-per-part" else ""
            elif each.quantity and each.quantity.part:
                yield "limit-per-part", each.clause, _in_total(each.quantity.unit)
        if not here and not foreign and _LENGTH.match(sentence.text):
            yield "length-not-read", sentence.clause("", 0, len(sentence.text)), ""


def _in_total(unit: Unit | None) -> str:
    if unit is None or unit is Unit.WORDS:
        return "State the number of words in total: “Answer length: 100-200 words.”"
    noun = unit.replace("_", " ")
    return f"State the number of {noun} in total: “Insert 1-2 {noun}.”"


def _warning(kind: str, clause: Clause, first: int, question: str | None, name: str, help_: str) -> TemplateWarning:
    return TemplateWarning(
        kind,
        first + clause.span.first - 1,
        question,
        f"{name}{_WHAT[kind].format(_short(clause.quote))}.",
        help_ or _HELP[kind],
    )


def _short(text: str) -> str:
    return shortened(" ".join(text.split()).strip("*_ ").removesuffix("."), _SHOWN)
