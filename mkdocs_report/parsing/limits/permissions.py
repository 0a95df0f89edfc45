"""Find the amounts that a sentence only allows, or asks for in place of something else: none is demanded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from mkdocs_report.parsing.limits.amount import Amount
from mkdocs_report.parsing.limits.nouns import Nouns
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import TEXT

_MORE = frozenset(
    "second third another more further additional extra others weitere zweites zweite weiteres autre autres otra otro"
    " altra altro outra outro andre annan till tweede extra drugi druga".split()
)
"""Words for one more of the things that are asked for."""


class Permissions:
    """The amounts of a sentence that demand nothing. `alternatives` are the tokens of "one figure or table".

    `repeated` are amounts that say the same again: "a photo or a drawing".
    """

    def __init__(self, nouns: Nouns, amounts: Sequence[Amount], counted: Sequence[Amount]) -> None:
        self.nouns, self.tokens, self.isa, self.amounts = nouns, nouns.tokens, nouns.isa, amounts
        self.alternatives: list[tuple[int, int]] = []
        self.repeated: set[int] = set()
        self._optional = self._alternatives(counted) | self._allowed()
        self._add_repeated(counted)

    def __contains__(self, amount: Amount) -> bool:
        """Whether an amount is only allowed."""
        return id(amount) in self._optional or self._is_conditional(amount)

    def _add_repeated(self, counted: Sequence[Amount]) -> None:
        """Know a thing that is spoken of again: "take a photo and upload the photo"."""
        for n, amount in enumerate(counted):
            again = any(each.noun == amount.noun for each in counted[:n])
            if again and amount.article and self.tokens[amount.core].text == "the":
                self.repeated.add(id(amount))

    def _allowed(self) -> set[int]:
        """Return the amounts that are only allowed: "you may", "optionally", "if possible"."""
        real = [each for each in self.amounts if each.unit and not each.vague]
        cores = [each.core for each in real]
        found: set[int] = set()
        for k, token in enumerate(self.tokens):
            if not token.isa(Role.MAY, Role.OPTIONAL):
                continue
            at = bisect_right(cores, k)
            before, after = (real[at - 1] if at else None), (real[at] if at < len(real) else None)
            if token.isa(Role.OPTIONAL):
                if before is not None and self._is_of_more(before, k):
                    before.marks.add(Role.LEAST)
                    continue
                nearest = self._nearest(k, before, after)
                if nearest is not None:
                    found.add(id(nearest))
                if before is None:
                    found |= {id(each) for each in real if each.unit not in TEXT}
            elif after is not None and after.unit not in TEXT:
                verbs = range(k + 1, min(k + 4, after.start))
                found |= {id(after)} if any(self.isa(m, Role.ASK, Role.WRITTEN) for m in verbs) else set()
        return found

    def _is_conditional(self, amount: Amount) -> bool:
        """Whether it is asked for on a condition at the start: "If you had a camera, include a photo"."""
        if not self.isa(0, Role.IF):
            return False
        before = self.tokens[: amount.core]
        return any(token.isa(Role.COMMA) for token in before) and not any(token.isa(Role.STOP) for token in before)

    def _nearest(self, k: int, before: Amount | None, after: Amount | None) -> Amount | None:
        """Return the amount that a word such as "optional" or "if possible" belongs to."""
        if after and (not before or after.start - k <= 5):
            ends = any(self.isa(m, Role.STOP, Role.CLOSE) for m in range(k + 1, after.start))
            if not before or not (ends or self.isa(k - 1, Role.OPEN) or not self._leads(k)):
                return after
        opens = self.isa(k - 1, Role.AND) or (self.isa(k - 1, Role.COMMA) and self.isa(k - 2, Role.AND))
        if opens and not self.isa(k + 1, Role.STOP, Role.CLOSE):
            return None  # "1-2 images and, if you like, a profile"
        if before and any(token.unit for token in self.tokens[before.stop : k]):
            return None  # "60 words; a link is welcome but not required"
        return before

    def _is_of_more(self, before: Amount, k: int) -> bool:
        """Whether more of a thing is allowed: "one diagram is required, a second one is welcome"."""
        if before.unit in TEXT or before.marks or before.least != before.most:
            return False
        more = [m for m in range(before.stop, k) if self.tokens[m].text in _MORE]
        return bool(more) and any(self.isa(m, Role.COMMA, Role.STOP, Role.AND) for m in range(before.stop, more[0]))

    def _leads(self, k: int) -> bool:
        """Whether a word such as "optionally" begins something new, and is no end of what is before it."""
        return self.isa(k - 1, Role.AND, Role.COMMA, Role.STOP) and not self.isa(k + 1, Role.AND)

    def _alternatives(self, counted: Sequence[Amount]) -> set[int]:
        """Return the amounts of which an answer needs one only: "one figure or table", "a photo or describe it"."""
        found: set[int] = set()
        for n, amount in enumerate(counted):
            k = amount.stop + self.isa(amount.stop, Role.COMMA)
            if not self.isa(k, Role.OR):
                continue
            k += 1
            while self.isa(k, Role.ARTICLE, Role.OR):
                k += 1
            following = counted[n + 1] if n + 1 < len(counted) else None
            token = self.nouns.at(k)
            if token is None:
                continue
            end = amount.stop + 1
            if following is not None and following.core <= k + 1 and following.start <= k:
                if following.unit is amount.unit:
                    if following.least == amount.least:
                        self.repeated.add(id(following))  # "a photo or a drawing"
                    continue
                found.add(id(following))
                if amount.unit in TEXT and following.unit in TEXT:
                    self.repeated.add(id(following))  # "4 sentences or 70 words"
                end = following.stop
            elif token.unit is amount.unit and not token.isa(Role.ASK):
                amount.stop = k + 1
                continue
            elif token.number is not None and self.nouns.uncounted_after(k + 1) is not None:
                end = k + 1
            elif token.unit is None and amount.unit in TEXT:
                continue
            elif token.unit is None:
                for other in counted[n + 1 :]:
                    found.add(id(other))
                end = k + 1
            else:
                end = k + 1
            found.add(id(amount))
            self.alternatives.append((amount.start, min(end, len(self.tokens))))
        return found
