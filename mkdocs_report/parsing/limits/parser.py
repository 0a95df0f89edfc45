"""Read the limits of a whole prompt from its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mkdocs_report.model.limits import Bounds, Clause, Limit, Limits, Unit
from mkdocs_report.parsing.limits.grammar import Quantity, read_quantities, with_unit_last
from mkdocs_report.parsing.limits.sentences import sentences


class ContradictionError(ValueError):
    """A prompt asks for two things that no answer can fulfil together.

    `found` has the line of the prompt, from 1, and a message for each contradiction.
    """

    def __init__(self, contradictions: Sequence[tuple[int, str]]) -> None:
        super().__init__("; ".join(words for _, words in contradictions))
        self.contradictions = tuple(contradictions)


def read_limits(prompt: Iterable[str]) -> Limits:
    """Read the limits that a prompt states, from its lines without quote signs; the example does not count.

    Raises:
        ContradictionError: a least number above the most, or two different limits of the same thing.
    """
    read: list[tuple[Quantity, Clause]] = []
    for sentence in map(with_unit_last, sentences(prompt)):
        of_words, of_images = read_quantities(sentence.text)
        for limit, quantities in (("words", of_words), ("images", of_images)):
            read += [(each, sentence.clause(limit, each.start, each.end)) for each in quantities if not each.part]
    words, images = ([each for each in read if each[1].limit == limit] for limit in ("words", "images"))
    wrong = [*_contradictions(words, "words"), *_contradictions(images, "images")]
    if wrong:
        raise ContradictionError(sorted(wrong))
    word, image = (_combined([each for each, _ in found]) for found in (words, images))
    limits = []
    if word:
        limits.append(Limit(Unit.WORDS, word.bounds, word.advisory))
    if image:
        limits.append(Limit(Unit.IMAGES, image.bounds, all(quantity.advisory for quantity, _ in images)))
    return Limits(tuple(limits), tuple(clause for _, clause in read))


def _contradictions(read: Sequence[tuple[Quantity, Clause]], what: str) -> list[tuple[int, str]]:
    """Return the contradictions between limits, each with its line of the prompt; repetition is allowed."""
    lines = [clause.span.first for _, clause in read]
    quantities = [quantity for quantity, _ in read]
    backward = [
        (line, f"“{each.quote}” ends before it begins")
        for line, each in zip(lines, quantities, strict=True)
        if each.backward
    ]
    if backward or not quantities:
        return backward
    least, most = _first(quantities)
    for line, quantity in zip(lines, quantities, strict=True):
        for mine, agreed in ((quantity.bounds.least, least), (quantity.bounds.most, most)):
            if mine is not None and mine != agreed:
                quotes = " and ".join(f"“{r.quote}”" for r in quantities)
                return [(line, f"it states two different numbers of {what}: {quotes}")]
    if least is not None and most is not None and least > most:
        return [(lines[-1], f"the least number of {what}, {least}, is above the most, {most}")]
    return []


def _first(quantities: Sequence[Quantity]) -> tuple[int | None, int | None]:
    """Return the first least and the first most number."""
    least = next((r.bounds.least for r in quantities if r.bounds.least is not None), None)
    most = next((r.bounds.most for r in quantities if r.bounds.most is not None), None)
    return least, most


def _combined(quantities: Sequence[Quantity]) -> Quantity | None:
    """Combine readings to the one limit that all of them state."""
    if not quantities:
        return None
    return Quantity(Bounds(*_first(quantities)), any(r.advisory for r in quantities), quantities[0].quote)


def limits_or_none(prompt: Sequence[str]) -> Limits:
    """Read the limits of a prompt that a group may have edited; if they contradict each other there are none."""
    try:
        return read_limits(prompt)
    except ContradictionError:
        return Limits()
