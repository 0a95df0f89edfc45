"""Read the limits of a whole prompt from its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from mkdocs_report.model.base import record
from mkdocs_report.model.limits import Clause, Limit, Limits, Unit
from mkdocs_report.parsing.limits.combine import combined, contradictions, is_plain
from mkdocs_report.parsing.limits.earlier_subject import speaks_of_text
from mkdocs_report.parsing.limits.frame import Frame
from mkdocs_report.parsing.limits.grammar import read_sentence
from mkdocs_report.parsing.limits.reading import Quantity
from mkdocs_report.parsing.limits.sentences import Sentence, sentences
from mkdocs_report.parsing.tasks import has_task


class ContradictionError(ValueError):
    """A prompt asks for two things that no answer can fulfil together.

    `contradictions` has the line of the prompt, from 1, and a message for each.
    """

    def __init__(self, contradictions: Sequence[tuple[int, str]]) -> None:
        super().__init__("; ".join(words for _, words in contradictions))
        self.contradictions = tuple(contradictions)


@record
class Statement:
    """One place of a prompt that states a `quantity`, or something `unread` with the kind of its warning."""

    sentence: Sentence
    start: int
    end: int
    quantity: Quantity | None = None
    unread: str = ""

    @property
    def clause(self) -> Clause:
        """The words that state it, and their lines."""
        return self.sentence.clause(self.quantity.unit if self.quantity else "", self.start, self.end)


@record
class PromptReading:
    """All that a text states: in the order of its sentences, and what it leaves out of the count."""

    statements: tuple[Statement, ...]
    excluding: tuple[str, ...] = ()

    @property
    def stated(self) -> list[tuple[Quantity, Clause]]:
        """The quantities with their places."""
        return [(each.quantity, each.clause) for each in self.statements if each.quantity]


def read_prompt(prompt: Iterable[str]) -> PromptReading:
    """Read all that a prompt states; never fails."""
    found: list[Statement] = []
    excluding: list[str] = []
    context: Unit | None = None
    language = before = ""
    letters: set[str] = set()
    for sentence in sentences(prompt):
        letters.add(sentence.letter)
        reading = read_sentence(sentence.text, context, language)
        context, language = reading.unit, reading.code
        excluding += [name for name in reading.excluding if name not in excluding]
        here = [_statement(sentence, each, before, language) for each in reading.quantities]
        before = sentence.text
        here += [Statement(sentence, each.start, each.end, None, each.kind) for each in reading.unread]
        found += sorted(here, key=lambda each: (each.start, each.end))
    return PromptReading(_without_unclear(_of_letters(_without_uncertain(found), letters - {""})), tuple(excluding))


def _statement(sentence: Sentence, quantity: Quantity, before: str, language: str) -> Statement:
    """Return the statement of a quantity: with a warning if it is not sure that it is asked for."""
    warning = ""
    if quantity.frame is Frame.UNSURE:
        warning = "limit-uncertain"
    elif quantity.frame is Frame.OF_SUBJECT and before and not speaks_of_text(before, quantity.unit, language):
        warning = "number-not-read" if quantity.unit is Unit.CHARACTERS else "limit-uncertain"
    read = None if warning == "number-not-read" else quantity
    return Statement(sentence, quantity.start, quantity.end, read, warning)


def read_limits(prompt: Iterable[str]) -> Limits:
    """Read the limits that a prompt states, from its lines without quote signs; the example does not count.

    Raises:
        ContradictionError: a least number above the most, or two different limits of the same thing.
    """
    reading = read_prompt(prompt)
    return _limits(reading.stated, reading.excluding)


def read_limits_for_all(text: Iterable[str]) -> Limits:
    """Read the limits that a text outside of prompts states for every question: "Each answer: at most 200 words".

    A sentence is for every question if it speaks of each answer, question or section, or of "answers". Other numbers
    of the text are no limits.

    Raises:
        ContradictionError: as by `read_limits`.
    """
    reading = read_prompt(text)
    every = [(replace(quantity, part=False), clause) for quantity, clause in reading.stated if quantity.for_all]
    return _limits(every, reading.excluding if every else ())


def states_limits_for_all(text: Iterable[str]) -> bool:
    """Whether a text outside of prompts states limits for every question."""
    return any(quantity.for_all for quantity, _ in read_prompt(text).stated)


def limits_or_none(prompt: Sequence[str]) -> Limits:
    """Read the limits of a prompt that a group may have edited; if they contradict each other there are none."""
    try:
        return read_limits(prompt)
    except ContradictionError:
        return Limits()


@lru_cache(maxsize=2048)
def is_asking(text: str) -> bool:
    """Whether a text asks for an answer: it has a question mark, begins with a verb of a task, or states a limit."""
    return has_task(text) or bool(limits_or_none((text,)).limits)


def _limits(stated: Sequence[tuple[Quantity, Clause]], excluding: tuple[str, ...]) -> Limits:
    limits: list[Limit] = []
    wrong: list[tuple[int, str]] = []
    present = {quantity.unit for quantity, _ in stated}
    for unit in (each for each in Unit if each in present):
        whole = [each for each in stated if each[0].unit is unit and not each[0].part]
        parts = [each for each in stated if each[0].unit is unit and each[0].part]
        wrong += contradictions(whole, unit)
        if whole and not wrong:
            limits.append(combined(whole, excluding))
        if parts and not contradictions(parts, unit):
            limits.append(combined(parts, excluding))
    if wrong:
        raise ContradictionError(sorted(wrong))
    return Limits(tuple(limits), tuple(clause for quantity, clause in stated if not quantity.part))


def _without_uncertain(found: Sequence[Statement]) -> Sequence[Statement]:
    """Make uncertain limits unread where a limit of the same unit is stated that is certain."""
    sure = {(each.quantity.unit, each.quantity.part) for each in found if each.quantity and not each.unread}
    return [
        replace(each, quantity=None, unread="number-not-read")
        if each.quantity and each.unread and (each.quantity.unit, each.quantity.part) in sure
        else each
        for each in found
    ]


def _without_unclear(found: Sequence[Statement]) -> tuple[Statement, ...]:
    """Make limits unread that do not agree, and that may be meant of different things."""
    unclear: list[Statement] = []
    present = {each.quantity.unit for each in found if each.quantity}
    for unit in (each for each in Unit if each in present):
        here = [each for each in found if each.quantity and each.quantity.unit is unit and not each.quantity.part]
        stated = [(each.quantity, each.clause) for each in here if each.quantity]
        if here and contradictions(stated, unit) and not is_plain(stated):
            unclear += here
        labelled = [each for each in here if each.sentence.text[: each.start].endswith(("(", "["))]
        if len({id(each.sentence) for each in labelled}) > 1 and labelled == here:
            unclear += labelled  # "Front (1 photo). Back (1 photo)."
    if not unclear:
        return tuple(found)
    return tuple(
        replace(each, quantity=None, unread="number-not-read") if any(each is other for other in unclear) else each
        for each in found
    )


def _of_letters(found: Sequence[Statement], letters: set[str]) -> tuple[Statement, ...]:
    """Make what is asked for in "a)" and "b)" a limit of these parts, not of the whole answer.

    If all letters ask for the same, it is a limit of each part. If not, it is unread.
    """
    if len(letters) < 2:
        return tuple(found)
    for unit in Unit:
        stated = {
            (each.sentence.letter, each.quantity.bounds)
            for each in found
            if each.quantity and each.sentence.letter and each.quantity.unit is unit
        }
        alike = {letter for letter, _ in stated} == letters and len({bounds for _, bounds in stated}) == 1
        found = [_of_letter(each, alike) if _is_of_letter(each, unit) else each for each in found]
    return tuple(found)


def _is_of_letter(statement: Statement, unit: Unit) -> bool:
    return bool(statement.quantity and statement.sentence.letter and statement.quantity.unit is unit)


def _of_letter(statement: Statement, alike: bool) -> Statement:
    assert statement.quantity
    if alike:
        return replace(statement, quantity=replace(statement.quantity, part=True))
    return replace(statement, quantity=None, unread="limit-per-part")
