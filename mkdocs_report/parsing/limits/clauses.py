"""Divide a sentence into clauses, and find the words beside a number that make its plain reading doubtful.

"300 words" is read as about 300 words only if nothing else in its clause speaks of a bound or a negation: "our text may
have 300 words and not one more" states a bound that the grammar does not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mkdocs_report.parsing.limits.amount import Amount
from mkdocs_report.parsing.limits.nouns import Nouns
from mkdocs_report.parsing.limits.vocabulary import TEXT, Role

_SUBJECTS = frozenset(
    """
        anything everything i it nobody they we you ich ihr sie wir wer alles je nous on vous tout ik jullie wij jij
        alles vi jag de dere dere nosotros todo noi tutto nós tudo my wszystko
    """.split()
)
"""Words after a comma with which another clause begins: "…, and we deduct points"."""
SUBORDINATE = frozenset(
    """
        because how if since so that until what when where whether which while who whose why dass ob warum weil wenn wer
        wie wo que qui quand quoi comment pourquoi si cuando cómo come dove perché quando porque hvad hvor hvordan
        hvorfor hvis hva hur vad varför om hoe waarom wat wie omdat jak co dlaczego czemu kiedy że
    """.split()
)
"""Words behind a number after which its own clause has ended: "in 100 words why it took longer than planned"."""
PLACES = frozenset(
    """
        above and below beneath beyond over short of under within minimal minimally maximal maximally maximum minimum
        ab über unter boven onder beneden binnen over de under inom innen sopra sotto oltre entro sobre bajo hasta sous
        sous les acima abaixo até nad pod powyżej poniżej do min max exact
    """.split()
)
"""Bounds that are as often something else: "the diagram above", "a minimal example"."""
_BOUNDS = (Role.LEAST, Role.MOST, Role.OVER, Role.UNDER, Role.OR_MORE, Role.OR_FEWER, Role.LIMIT)
_LINKS = (Role.ASK, Role.WRITTEN, Role.NEED, Role.ARTICLE, Role.THESE, Role.IS, Role.LENGTH, Role.ABOUT)
_EVERYDAY = (Role.AND, Role.WITH, Role.FROM, Role.TO, Role.OF, Role.KEEP, Role.ASK, Role.THING, Role.COLON)
_TEXTS = frozenset(
    """
        anything answers answer everything essays essay texts text entries entry responses response submissions
        submission reports report summaries reflections whatever those
    """.split()
)


_SMALL = frozenset({"captions", "headings", "footnotes"})
_DETERMINERS = (Role.THESE, Role.ARTICLE, Role.EACH, Role.KEEP)


class Clauses:
    """The clauses of a sentence, and the doubts that its words raise."""

    def __init__(self, nouns: Nouns, amounts: Sequence[Amount]) -> None:
        self.nouns, self.tokens, self.isa = nouns, nouns.tokens, nouns.isa
        self._used = {k for amount in amounts for k in range(amount.start, amount.stop)}

    def around(self, amount: Amount) -> range:
        """Return the tokens of the clause of an amount."""
        start, stop = amount.start, amount.stop
        while start > 0 and not ends_clause(self.nouns, start - 1):
            start -= 1
        while stop < len(self.tokens) and not ends_clause(self.nouns, stop):
            stop += 1
        return range(start, stop)

    def is_doubtful(self, amount: Amount) -> bool:
        """Whether a number without a bound stands beside words of a bound or a negation that belong to none."""
        if self._is_of_captions(amount):
            return True
        if amount.bounded:
            return self._is_of_others(amount)
        if amount.unit in TEXT and (self._is_negated(amount) or self.isa(amount.stop, Role.PAST)):
            return True
        return any(self._is_bound(k) for k in self._near(amount))

    def _near(self, amount: Amount) -> Iterator[int]:
        clause = self.around(amount)
        yield from (k for k in range(clause.start, amount.start) if k not in self._used)
        for k in range(amount.stop, clause.stop):
            if self.tokens[k].text in SUBORDINATE:
                return
            if k not in self._used:
                yield k

    def _is_bound(self, k: int) -> bool:
        token = self.tokens[k]
        return (
            token.number is None
            and token.isa(*_BOUNDS)
            and not token.isa(*_EVERYDAY)
            and token.text not in PLACES
            and not self._of_other_number(k)
        )

    def _of_other_number(self, k: int) -> bool:
        """Whether a bound stands at a number that is no amount: "more than 5 %"."""
        return any(self.nouns.number(m) is not None and m not in self._used for m in (k + 1, k + 2))

    def _is_negated(self, amount: Amount) -> bool:
        """Whether the number itself is negated: "do not write 300 words", "300 words are not needed"."""
        k = amount.start - 1
        while k >= max(0, amount.start - 4) and self.isa(k, *_LINKS) and not self.isa(k, Role.NOT):
            k -= 1
        if self.isa(k, Role.NOT) and k not in self._used:
            return True
        k = amount.stop
        while k < amount.stop + 2 and self.isa(k, Role.IS, Role.COMMA, Role.AND, Role.MAY, Role.NEED):
            k += 1
        return self.isa(k, Role.NOT) and not self.isa(k, Role.EXCLUDING, Role.OPTIONAL) and k not in self._used

    def _is_of_captions(self, amount: Amount) -> bool:
        """Whether it is the length of captions or titles: "keep the captions to 20 words"."""
        if amount.unit not in TEXT:
            return False
        if self.isa(amount.start - 1, Role.WRITTEN) and self.isa(amount.start - 1, Role.OF):
            return False  # "explain the headings in 20 words"
        clause = range(self.around(amount).start, amount.core)
        return any(self.tokens[k].thing in _SMALL and self.isa(k - 1, *_DETERMINERS) for k in clause)

    def _is_of_others(self, amount: Amount) -> bool:
        """Whether it tells which answers are meant, and not what is wanted: "texts longer than 300 words: ask us"."""
        before = self.nouns.at(amount.start - 1)
        if not amount.compared or before is None or before.text not in _TEXTS:
            return False
        wanted = (Role.NEED, Role.ASK, Role.ADVICE, Role.WRITTEN)
        return not any(self.isa(k, *wanted) for k in self.around(amount) if k < amount.start)


def ends_clause(nouns: Nouns, k: int) -> bool:
    """Whether a clause ends at a token: at ";", and at a comma before a new subject."""
    if nouns.isa(k, Role.STOP):
        return True
    if not nouns.isa(k, Role.COMMA):
        return False
    following = nouns.at(k + 1 + nouns.isa(k + 1, Role.AND))
    return following is not None and following.text in _SUBJECTS
