"""Combine all that a prompt states of one unit to the one limit that it means."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_report.model.limits import Bounds, Clause, Limit, Unit
from mkdocs_report.parsing.limits.reading import Quantity
from mkdocs_report.parsing.limits.vocabulary import TEXT

Stated = Sequence[tuple[Quantity, Clause]]


_GENERIC = frozenset({"", "image", "picture", "figure"})
"""Nouns of images of any kind, without the plural's "s"."""


def is_plain(read: Stated) -> bool:
    """Whether a contradiction between limits of a unit is plain: nothing that they state can mean anything else."""
    nouns = {quantity.noun.removesuffix("s") for quantity, _ in read}
    backward = [quantity for quantity, _ in read if quantity.backward]
    return all(each.certain for each in backward or (quantity for quantity, _ in read)) and (
        bool(backward) or read[0][0].unit in TEXT or len(nouns - _GENERIC) < 2
    )


def contradictions(read: Stated, unit: Unit) -> list[tuple[int, str]]:
    """Return the contradictions between limits of a unit, each with its line of the prompt; repetition is allowed."""
    backward = [(c.span.first, f"“{each.quote}” ends before it begins") for each, c in read if each.backward]
    if backward or not read:
        return backward
    what = unit.replace("_", " ")
    least: int | None = None
    most: int | None = None
    for quantities, line in _demands(read):
        if all(each.consequence for each in quantities):
            continue
        for bounds in _hard(quantities, read):
            for mine, agreed in ((bounds.least, least), (bounds.most, most)):
                if mine is not None and agreed is not None and mine != agreed:
                    quotes = " and ".join(f"“{each.quote}”" for each, _ in read)
                    return [(line, f"it states two different numbers of {what}: {quotes}")]
            least = bounds.least if least is None else least
            most = bounds.most if most is None else most
    total = _total(read)
    for quantity, clause in read:  # "200 to 250 words; more than 300 will be cut"
        low, high = quantity.bounds.least, quantity.bounds.most
        tight = (low is not None and least is not None and low > least) or (
            high is not None and most is not None and high < most
        )
        if quantity.consequence and tight:
            return [(clause.span.first, f"“{quantity.quote}” is narrower than the limit")]
    if total.least is not None and total.most is not None and total.least > total.most:
        return [(read[-1][1].span.first, f"the least number of {what}, {total.least}, is above the most, {total.most}")]
    return []


def combined(read: Stated, excluding: tuple[str, ...]) -> Limit:
    """Combine all that a prompt states of one unit, without contradiction, to one limit."""
    first = read[0][0]
    text = first.unit in TEXT
    advisory = (any if text else all)(quantity.advisory for quantity, _ in read)
    return Limit(first.unit, _total(read), advisory, first.part, excluding if text else ())


def _demands(read: Stated) -> list[tuple[list[Quantity], int]]:
    """Return what is demanded, with its line; things asked for beside each other are one demand."""
    found: list[tuple[list[Quantity], int]] = []
    for quantity, clause in read:
        if quantity.optional:
            continue
        if quantity.added and found:
            found[-1][0].append(quantity)
        else:
            found.append(([quantity], clause.span.first))
    return found


def _hard(quantities: Sequence[Quantity], read: Stated) -> list[Bounds]:
    """Return the bounds of a demand, none for a mere tolerance if other bounds are stated."""
    stated = any(not quantity.soft and not quantity.optional for quantity, _ in read)
    if stated and all(quantity.soft for quantity in quantities):
        return []
    return [_sum(quantities)]


def _weakness(quantities: Sequence[Quantity]) -> int:
    """Return the rank of a demand: what is stated is stronger than a consequence, and that than a tolerance."""
    if all(each.soft for each in quantities):
        return 2
    return int(any(each.consequence for each in quantities))


def _sum(quantities: Sequence[Quantity]) -> Bounds:
    leasts = [each.bounds.least for each in quantities if each.bounds.least is not None]
    mosts = [each.bounds.most for each in quantities]
    return Bounds(
        sum(leasts) if leasts else None,
        None if None in mosts else sum(most for most in mosts if most is not None),
    )


def _total(read: Stated) -> Bounds:
    """Return the bounds that all together state: a bound that is stated is stronger than a tolerance."""
    ranked = sorted(_demands(read), key=lambda demand: _weakness(demand[0]))
    every = [_sum(quantities) for quantities, _ in ranked]
    least = next((bounds.least for bounds in every if bounds.least is not None), None)
    most = next((bounds.most for bounds in every if bounds.most is not None), None)
    allowed = [quantity.bounds for quantity, _ in read if quantity.optional]
    if not every:
        mosts = [bounds.most for bounds in allowed]
        leasts = [bounds.least for bounds in allowed if bounds.least is not None]
        return Bounds(
            min(leasts, default=None), None if None in mosts else max(most for most in mosts if most is not None)
        )
    if read[0][0].unit not in TEXT and most is not None:
        nouns = {quantity.noun.removesuffix("s") for quantity, _ in read if not quantity.optional}
        if least == most == 1 and len(nouns) > 1 and all(bounds == Bounds(1, 1) for bounds in every):
            most = len(nouns)  # "a figure of the front. ... a photo of the back." are two, or one said twice
        for bounds in allowed:
            most = None if most is None or bounds.most is None else most + bounds.most
    return Bounds(least, most)
