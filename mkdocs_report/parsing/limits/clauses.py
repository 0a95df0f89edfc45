"""Find the words in the clause of a number that make it unclear whether it is a limit.

"300 words" is read as about 300 words only if nothing else in its clause speaks of a bound or a negation: "our text may
have 300 words and not one more" states a bound that the grammar does not read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from mkdocs_report.model.limits import Unit
from mkdocs_report.parsing.limits.amount import Amount
from mkdocs_report.parsing.limits.clause_ends import ends_clause, is_strong
from mkdocs_report.parsing.limits.clause_words import SUBORDINATE, VERBS
from mkdocs_report.parsing.limits.nouns import Nouns
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.vocabulary import TEXT

_LINKS = (Role.ASK, Role.WRITTEN, Role.NEED, Role.ARTICLE, Role.THESE, Role.IS, Role.LENGTH, Role.ABOUT)
_TEXTS = frozenset(
    """
        anything answers answer everything essays essay texts text entries entry responses response submissions
        submission reports report summaries reflections whatever those
    """.split()
)


_UNLESS = frozenset({"unless", "without", "außer"})
_OTHERWISE = frozenset(
    "whichever otherwise else sonst andernfalls sinon annars ellers anders altrimenti senão inaczej".split()
)
_JOINS = frozenset({"with", "of", "that", "which", "who"})
_COMPARED = frozenset("more fewer less mehr weniger meer minder mere mer más mais più więcej".split())
_FOR = frozenset("for für pour para per voor för for dla".split())
_FINE = frozenset({"fine", "okay", "ok", "nobody", "none", "happy", "free", "unlikely", "rarely", "seldom"})
_TO_US = frozenset({"us", "me", "here", "below", "just", "only", "then", "another", "good"})
_SMALL = frozenset({"captions", "headings", "footnotes"})
_DETERMINERS = (Role.THESE, Role.ARTICLE, Role.EACH, Role.KEEP)


_REACH = 60
"""The most words to either side of a number that are looked at."""


class Clauses:
    """The clauses of a sentence, and what makes a number unclear."""

    def __init__(self, nouns: Nouns, amounts: Sequence[Amount]) -> None:
        self.nouns, self.tokens, self.isa = nouns, nouns.tokens, nouns.isa
        self._amounts = amounts
        self._used = {k for amount in amounts for k in range(amount.start, amount.stop)}
        for amount in amounts:  # the bound of "2 pages at most" belongs to the pages
            if amount.unit is None and (noun := nouns.uncounted_after(amount.stop)) is not None:
                self._used.update(range(amount.stop, noun + 3))
        self._ends = [k for k in range(len(self.tokens)) if ends_clause(self.tokens, k)]
        self._rates = sorted(each.core for each in amounts if each.unit and self._is_many(each))

    def around(self, amount: Amount) -> range:
        """Return the tokens of the clause of an amount, of a very long one those that are near."""
        before, after = bisect_left(self._ends, amount.start), bisect_left(self._ends, amount.stop)
        start = self._ends[before - 1] + 1 if before else 0
        stop = self._ends[after] if after < len(self._ends) else len(self.tokens)
        return range(max(start, amount.start - _REACH), min(stop, amount.stop + _REACH))

    def is_unclear(self, amount: Amount) -> bool:
        """Whether a number without a bound is beside words of a bound or a negation that belong to none."""
        if (
            self._is_of_captions(amount)
            or self._is_of_sentences(amount)
            or self._is_rate(amount)
            or self._is_condition(amount)
        ):
            return True
        if amount.bounded:
            compared = amount.compared and (
                self._is_of_others(amount) or self._is_permitted(amount) or self._is_negated_behind(amount)
            )
            return compared or (amount.unit in TEXT and self._is_of_facts(amount))
        if not amount.article and (self._is_statement(amount) or self._has_alternative(amount)):
            return True
        if amount.unit in TEXT and amount.soft and self._is_negated(amount):
            return True
        return any(self._is_bound(k) for k in self._near(amount))

    def _is_rate(self, amount: Amount) -> bool:
        """Whether a rate is stated beside it: "a source per 100 words", "a point for every 100 words"."""
        clause = self.around(amount)
        first = bisect_left(self._rates, clause.start)
        return first < len(self._rates) and self._rates[first] < clause.stop

    def _is_many(self, amount: Amount) -> bool:
        before = self.nouns.at(amount.core - 1)
        if before is None or not before.isa(Role.EACH, Role.PER) or before.text.endswith(" of"):
            return False
        return 1 < amount.least == amount.most

    def _is_condition(self, amount: Amount) -> bool:
        """Whether it is in a condition: "if you need more than 100 words, …", "100 words if you work alone"."""
        for k in range(amount.start - 1, self.around(amount).start - 1, -1):
            if self.isa(k, Role.COMMA):
                break
            opens = (
                not self.tokens[k].text.startswith(("should", "soll"))
                or k == 0
                or self.isa(k - 1, Role.STOP, Role.COMMA, Role.AND, Role.OR, Role.OPEN)
            )
            if opens and (self.isa(k, Role.IF) or self.tokens[k].text in _UNLESS) and not self.isa(k, Role.OPTIONAL):
                return True
        return self.isa(amount.stop, Role.IF) and not self.isa(amount.stop, Role.OPTIONAL) and amount.unit in TEXT

    def _is_permitted(self, amount: Amount) -> bool:
        """Whether a comparison is only permitted: "it is fine to write more than 100 words"."""
        clause = range(self.around(amount).start, amount.start)
        return any(self.isa(k, Role.MAY) or self.tokens[k].text in _FINE for k in clause)

    def _is_statement(self, amount: Amount) -> bool:
        """Whether a verb follows it, "100 words will not be enough", that does not ask: "100 words are expected"."""
        k = amount.stop
        if amount.least != amount.most or amount.tolerance:
            return False
        if self._is_subject(k) and not self._is_in(amount.start - 1):
            return True  # "with 100 words you can say much"
        if not self.isa(k, Role.IS, Role.MAY, Role.NOT, Role.PAST) and not self._is_verb(k):
            return False
        if self.isa(k, Role.NEED, Role.EXCLUDING, Role.OPTIONAL, Role.COLON) and not self.isa(k, Role.NOT, Role.IS):
            return False
        return not any(self.isa(m, Role.NEED, Role.ADVICE, Role.OPTIONAL, Role.LIMIT) for m in range(k + 1, k + 4))

    def _is_subject(self, k: int) -> bool:
        token = self.nouns.at(k)
        return token is not None and token.text in ("you", "we", "they")

    def _is_verb(self, k: int) -> bool:
        token = self.nouns.at(k)
        return token is not None and token.text in VERBS

    def _has_alternative(self, amount: Amount) -> bool:
        """Whether another number follows on other terms: "80 words (100 with a table)", "two figures, better three"."""
        k = amount.stop
        while k < amount.stop + 3 and (self.isa(k, Role.COMMA, Role.OPEN, Role.OR, Role.ADVICE) or self._is_better(k)):
            k += 1
        if k == amount.stop or self.nouns.number(k) is None:
            return False
        other = next((each for each in self._amounts if each.core == k), None)
        return other is not None and other.unit in (None, amount.unit) and not other.bounded and self._is_open(k + 1)

    def _is_better(self, k: int) -> bool:
        token = self.nouns.at(k)
        return token is not None and token.text in ("better", "besser")

    def _is_open(self, k: int) -> bool:
        token = self.nouns.at(k)
        ends = token is None or token.isa(Role.STOP, Role.CLOSE, Role.IF, Role.WITH, Role.COMMA)
        return ends or (token is not None and token.text in _FOR)

    def _near(self, amount: Amount) -> Iterator[int]:
        clause = self.around(amount)
        yield from (k for k in range(clause.start, amount.start) if k not in self._used)
        for k in range(amount.stop, clause.stop):
            if self.tokens[k].text in SUBORDINATE:
                return
            if k not in self._used:
                yield k

    def _is_bound(self, k: int) -> bool:
        return is_strong(self.tokens[k]) and not self._of_other_number(k)

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
        for k in range(amount.stop, min(amount.stop + 4, self.around(amount).stop)):
            if self.tokens[k].text in SUBORDINATE or self.nouns.number(k) is not None:
                return False
            negated = self.isa(k, Role.NOT) and not self.isa(k, Role.EXCLUDING, Role.OPTIONAL)
            if (negated or self.tokens[k].text in _COMPARED) and k not in self._used:
                return True
        return False

    def _is_negated_behind(self, amount: Amount) -> bool:
        """Whether a negation follows a comparison: German "mehr als 50 Wörter dürfen es nicht sein"."""
        for k in range(amount.stop, self.around(amount).stop):
            if self.tokens[k].text in SUBORDINATE or self.isa(k, Role.COMMA) or self.nouns.number(k) is not None:
                return False
            if self.isa(k, Role.NOT) and not self.isa(k, Role.EXCLUDING, Role.OPTIONAL):
                return True
        return False

    def _is_of_captions(self, amount: Amount) -> bool:
        """Whether it is the length of captions or titles: "keep the captions to 20 words", "a title of 60 letters"."""
        if amount.unit not in TEXT or (self.isa(amount.start - 1, Role.WRITTEN) and self._is_in(amount.start - 1)):
            return False  # "explain the headings in 20 words"
        clause = range(self.around(amount).start, amount.core)
        return any(self.tokens[k].thing in _SMALL and self._is_named(k, amount) for k in clause)

    def _is_named(self, k: int, amount: Amount) -> bool:
        determined = k == 0 or any(self.isa(m, *_DETERMINERS) for m in (k - 1, k - 2))
        return determined or self.tokens[k].text.startswith("the ") or k == amount.start - 1

    def _is_in(self, k: int) -> bool:
        return self.isa(k, Role.OF) and self.tokens[k].text != "of"

    def _is_of_sentences(self, amount: Amount) -> bool:
        """Whether it is the length of each sentence: "sentences should have 10 words at most"."""
        if amount.unit not in (Unit.WORDS, Unit.CHARACTERS):
            return False
        for k in range(self.around(amount).start, amount.core):
            token = self.tokens[k]
            none = self.isa(k - 1, Role.NO, Role.NOT)  # "no sentence should be longer than 20 words"
            many = token.plural and k < amount.start and k not in self._used
            if token.unit in (Unit.SENTENCES, Unit.PARAGRAPHS) and (none or many):
                return not any(self._is_in(m) for m in range(max(0, k - 2), k))
        return False

    def _is_of_others(self, amount: Amount) -> bool:
        """Whether it states which answers are meant, and not what is wanted: "texts longer than 300 words: ask us"."""
        k = amount.start - 1
        while k >= 0 and self.tokens[k].text in _JOINS:
            k -= 1
        if k < 0:
            ends = self.nouns.at(amount.stop) is None or self.isa(amount.stop, Role.STOP)
            return self.tokens[amount.start].text in ("exceeding", "going over") and not ends
        if self.tokens[k].text not in _TEXTS:
            return False
        before = range(self.around(amount).start, k)
        asked = any(self.isa(m, Role.NEED, Role.ASK, Role.ADVICE) for m in before)
        written = any(self.isa(m, Role.WRITTEN) and not self.isa(m, Role.IS, Role.OF, Role.WITH) for m in before)
        return not asked and not written

    def _is_of_facts(self, amount: Amount) -> bool:
        """Whether a bound is one that a question is about: "why do tweets have at most 280 characters?"."""
        if self.isa(amount.stop, Role.PAST):
            return True
        clause, before = self.around(amount), amount.start - 1
        if self.tokens[clause.start].text not in SUBORDINATE or not self.isa(clause.stop, Role.STOP):
            return False
        placed = self.isa(before, Role.OPEN, Role.COMMA, Role.COLON, Role.DASH, Role.AND) or self._is_in(before)
        return self.tokens[clause.stop].text == "?" and before > clause.start and not placed
