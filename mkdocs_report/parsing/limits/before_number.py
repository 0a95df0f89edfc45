"""Read what stands before a number: "at least", "not more than", "Word limit:"."""

from __future__ import annotations

from mkdocs_report.parsing.limits.amount import BOUNDS, Amount
from mkdocs_report.parsing.limits.clause_ends import ends_clause
from mkdocs_report.parsing.limits.nouns import Nouns
from mkdocs_report.parsing.limits.roles import Role

_GLUE = (
    *BOUNDS, Role.COLON, Role.OPEN, Role.IS, Role.LENGTH, Role.LIMIT, Role.OF, Role.ARTICLE, Role.BETWEEN, Role.FROM,
    Role.DASH, Role.COMMA, Role.ADVICE, Role.NEED,
)  # fmt: skip


class BeforeNumber:
    """Reads to the left of a number, down to the token `taken` that belongs to the number before."""

    def __init__(self, nouns: Nouns) -> None:
        self.nouns, self.tokens = nouns, nouns.tokens
        self.at, self.isa, self.number = nouns.at, nouns.isa, nouns.number

    def bounds(self, amount: Amount, taken: int) -> None:
        """Read the bounds before a number."""
        i = amount.core - 1
        start = amount.core
        while i >= taken and self._is_glue(i):
            token = self.tokens[i]
            if token.isa(Role.COMMA) and not (start < amount.core) and not self._is_inserted(i):
                break
            if token.isa(Role.OVER, Role.UNDER) and not self._is_near(i, amount.core):
                break  # "the diagrams above in 50 words"
            if token.isa(*BOUNDS) and not (token.isa(Role.FROM, Role.BETWEEN) and amount.least != amount.most):
                amount.mark(token)
                start = i
            elif token.isa(Role.LIMIT) and not amount.marks & {Role.LEAST}:
                if amount.least == amount.most:
                    amount.marks.add(Role.MOST)
                start = i
            elif token.isa(Role.BETWEEN, Role.FROM) and not self.isa(i + 1, Role.THESE):
                start = i
            i -= 1
        for k in range(max(taken, i - 5), i + 1):
            leads = self.isa(amount.core - 1, Role.TO, Role.MOST, Role.UNDER) or self.isa(i, Role.TO)
            single = amount.least == amount.most and not amount.marks & {Role.LEAST, Role.OVER}
            if self.isa(k, Role.KEEP) and leads and single:  # "keep your answer to 50 words"
                amount.marks.add(Role.MOST)
                start = k
        amount.start = start

    def _is_inserted(self, comma: int) -> bool:
        """Whether commas part a bound from its number: "with, at the least, 100 words"."""
        if not self.isa(comma - 1, Role.LEAST, Role.MOST):
            return False
        opens = (Role.COMMA, Role.AND, Role.WITH, Role.WRITTEN, Role.STOP, Role.COLON)
        return comma < 2 or self.isa(comma - 2, *opens)

    def _is_glue(self, i: int) -> bool:
        token = self.tokens[i]
        if token.number is not None or token.unit is not None:
            return False
        if token.isa(*_GLUE):
            return True
        return (token.isa(Role.NOT) and self.isa(i - 1, Role.OVER, Role.UNDER)) or (
            token.isa(Role.THESE) and self.isa(i - 1, *BOUNDS)
        )

    def _is_near(self, i: int, core: int) -> bool:
        near = (Role.ARTICLE, Role.THESE, Role.ABOUT, Role.NOT, Role.LENGTH, Role.IN_ALL, Role.COLON)
        return all(self.isa(k, *near) and not self.isa(k, Role.WRITTEN) for k in range(i + 1, core))

    def negate(self, amount: Amount) -> None:
        """Turn "more than" and "fewer than" into a bound, the other one after "not" or before "is not accepted"."""
        over, under = Role.OVER in amount.marks, Role.UNDER in amount.marks
        amount.marks -= {Role.OVER, Role.UNDER}
        if not over and not under:
            return
        negated = False
        opened = self.tokens[amount.start].text.startswith(("or ", "nor "))
        again = opened or self.isa(amount.start - 1, Role.OR)  # "no longer than 90 words or shorter than 60"
        for k in range(amount.start - 1, max(-1, amount.start - (12 if again else 6)), -1):
            token = self.tokens[k]
            if token.isa(Role.STOP, Role.COMMA, Role.CLOSE) or (token.number is not None and not again):
                break
            if token.isa(Role.NOT):
                negated, amount.start = True, k
                break
        if any(self.isa(k, Role.NOT) for k in range(amount.start, amount.core)):
            negated = True
        amount.compared = not negated
        if not negated and self._is_refused(amount):
            negated, amount.consequence, amount.compared = True, True, False
        amount.marks.add(Role.LEAST if over != negated else Role.MOST)

    def _is_refused(self, amount: Amount) -> bool:
        """Whether the clause refuses what it compares: "texts over 300 words will be cut", "we return texts under"."""
        for k in range(amount.stop, min(amount.stop + 12, len(self.tokens))):
            if ends_clause(self.tokens, k) or self.number(k) is not None:
                break
            if self.isa(k, Role.REFUSED):
                amount.stop = k + 1
                return True
        for k in range(amount.start - 1, max(-1, amount.start - 8), -1):
            if ends_clause(self.tokens, k) or self.number(k) is not None:
                break
            if self.isa(k, Role.REFUSED):
                amount.start = k
                return True
        return False

    def unit(self, amount: Amount, taken: int) -> None:
        """Read "Words: 100", "Number of figures: 1-2", "Word limit is 50", "images (3)"."""
        i, evidence = amount.core - 1, False
        while i >= taken and (self.tokens[i].unit is None or self.isa(i - 1, Role.PER)):
            if self.isa(i - 1, Role.PER):  # "words per sentence: 20"
                i -= 2
                continue
            token = self.tokens[i]
            if not token.isa(*_GLUE, Role.CLOSE) or token.number is not None:
                return
            evidence = evidence or token.isa(Role.COLON, Role.IS, Role.LIMIT, Role.LENGTH)
            evidence = evidence or (token.isa(Role.OPEN) and self.isa(i - 1, Role.UNIT) and self.tokens[i - 1].plural)
            evidence = evidence or (token.isa(Role.MOST, Role.LEAST) and token.number is None)
            evidence = evidence or (token.isa(Role.DASH) and token.start > self.tokens[i - 1].end)
            i -= 1
        ends = self.at(amount.stop) is None or self.isa(amount.stop, Role.STOP)
        alone = amount.core == 1 and self.tokens[0].plural and ends  # "Words 100-150"
        if i < taken or not (evidence or (alone and i == 0)) or not self.nouns.may_head(i):
            return
        unit = self.tokens[i]
        amount.unit, amount.noun, amount.unit_first, start = unit.unit, unit.text, True, i
        for k in range(i + 1, amount.core):
            if self._mark_limit(amount, k):
                continue
            if self.isa(k, Role.LEAST, Role.MOST):
                amount.mark(self.tokens[k])
        i -= 1
        while i >= taken and self.tokens[i].isa(*_GLUE) and self.tokens[i].unit is None and self.number(i) is None:
            if self.tokens[i].isa(Role.LEAST, Role.MOST, Role.ABOUT, Role.LENGTH, Role.LIMIT):
                amount.mark(self.tokens[i])
                self._mark_limit(amount, i)
                start = i
            i -= 1
        amount.start = min(amount.start, start)
        if self.isa(amount.stop, Role.CLOSE) and any(self.isa(k, Role.OPEN) for k in range(start, amount.core)):
            amount.stop += 1

    def _mark_limit(self, amount: Amount, k: int) -> bool:
        """Read "limit" beside a unit: "word limit: 50", "limit of words: 50"."""
        if not self.isa(k, Role.LIMIT) or amount.least != amount.most or Role.LEAST in amount.marks:
            return False
        amount.marks.add(Role.MOST)
        return True
