"""Read what stands after a number: a tolerance, the second number of a range, "or more", "maximum"."""

from __future__ import annotations

from mkdocs_report.parsing.limits.amount import ABOUT, BOUNDS, Amount
from mkdocs_report.parsing.limits.clause_ends import ends_clause
from mkdocs_report.parsing.limits.clause_words import PLACES
from mkdocs_report.parsing.limits.nouns import Nouns
from mkdocs_report.parsing.limits.roles import Role
from mkdocs_report.parsing.limits.word_token import WordToken


class AfterNumber:
    """Reads to the right of a number. A method takes the token from which to read, and returns that to go on with."""

    def __init__(self, nouns: Nouns) -> None:
        self.nouns, self.tokens = nouns, nouns.tokens
        self.at, self.isa, self.number = nouns.at, nouns.isa, nouns.number

    def same_in_brackets(self, j: int, number: int) -> int:
        """Read the same number again: "three (3)"."""
        if self.isa(j, Role.OPEN) and self.number(j + 1) == number and self.isa(j + 2, Role.CLOSE):
            return j + 3
        return j

    def bracketed_mark(self, j: int, amount: Amount) -> int:
        """Read a bound in brackets: "100 (min)"."""
        if self.isa(j, Role.OPEN) and self.isa(j + 1, *BOUNDS) and self.isa(j + 2, Role.CLOSE):
            amount.mark(self.tokens[j + 1])
            return j + 3
        return j

    def tolerance(self, j: int, amount: Amount) -> int:
        """Read "± 10 %" after a number, with brackets or a comma before it, or not."""
        k = j
        while self.isa(k, Role.OPEN, Role.COMMA, Role.WITH, Role.ARTICLE, Role.OF, Role.WRITTEN) and k < j + 3:
            k += 1
        if not self.isa(k, Role.PLUS_MINUS):
            return self._percent_over(k, amount) or j
        k += 1
        while self.isa(k, Role.OF, Role.COLON) and k < j + 6:
            k += 1
        width = self.number(k)
        if width is None:
            return j
        k += 1
        if self.isa(k, Role.PERCENT):
            k += 1
            amount.least, amount.most = (
                round(amount.least * (100 - width) / 100),
                round(amount.most * (100 + width) / 100),
            )
        else:
            amount.least, amount.most = amount.least - width, amount.most + width
        amount.least = max(0, amount.least)
        amount.tolerance = True
        return k + 1 if self.isa(k, Role.CLOSE) else k

    def _percent_over(self, k: int, amount: Amount) -> int | None:
        """Read "up to 10 % over" after a number of words."""
        while self.isa(k, Role.STOP, Role.COMMA, Role.MOST) and self.number(k) is None and k < amount.stop + 4:
            k += 1
        width = self.number(k)
        if amount.unit is None or width is None or not self.isa(k + 1, Role.PERCENT) or amount.tolerance:
            return None
        if not self.isa(k + 2, Role.OVER, Role.OR_MORE):
            return None
        if amount.soft:
            amount.least = round(amount.least * (1 - ABOUT))
        amount.most = round(amount.most * (100 + width) / 100)
        amount.tolerance = True
        return k + 3

    def second_number(self, j: int, amount: Amount, taken: int) -> int:
        """Read the second number of a range: "100-200", "100 to 200", "between 100 and 200", "20 up to 50"."""
        between = any(self.isa(k, Role.BETWEEN) for k in range(max(taken, amount.core - 3), amount.core))
        k, marks = j, []
        joined = False
        while self.isa(k, Role.DASH, Role.STOP) and k < j + 3 and self.tokens[k].text in "-–—−‐‑….":
            joined, k = True, k + 1
        if joined and self.tokens[j].text == "." and k - j < 2:
            return j
        if not joined and (self.isa(k, Role.TO, Role.SLASH) or (between and self.isa(k, Role.AND))):
            joined, k = True, k + 1
        elif not joined and self.isa(k, Role.OR) and self.number(k + 1) is not None:
            joined, k = (self.number(k + 1) or 0) > amount.most and not self.isa(k + 1, Role.ARTICLE), k + 1
        while self.isa(k, Role.MOST, Role.ABOUT, Role.EXACTLY, Role.ARTICLE) and self.number(k) is None and k < j + 5:
            if self.isa(k, Role.MOST):
                marks.append(k)
            k += 1
        second = self.number(k)
        if second is None or not (joined or (marks and marks[0] == j)):
            return j
        scale = 1000 if second % 1000 == 0 else 100
        if not self.tokens[k].digits and second % 100 == 0 and 1 < amount.least < second // scale and second >= 100:
            amount.least *= scale  # "two to three hundred"
        amount.most = second
        amount.marks -= {Role.MOST, Role.LEAST}
        if marks:  # "min. 20 / max. 50": both are stated
            amount.marks |= {Role.MOST, Role.LEAST}
        after = self.same_in_brackets(k + 1, second)
        if self.isa(after, Role.OPEN) and self.isa(after + 1, *BOUNDS) and self.isa(after + 2, Role.CLOSE):
            after += 3
        return self.tolerance(after, amount)

    def unit_range(self, j: int, amount: Amount) -> int:
        """Read "50 words to 100 words"."""
        between = any(self.isa(k, Role.BETWEEN) for k in range(max(0, amount.core - 3), amount.core))
        if not (self.isa(j, Role.TO, Role.DASH) or (between and self.isa(j, Role.AND))) or amount.least != amount.most:
            return j
        second = self.number(j + 1)
        if second is None:
            return j
        k = self.nouns.unit_after(j + 2, article=False)
        if k is None or self.tokens[k].unit is not amount.unit:
            return j
        amount.most = second
        return k + 1

    def bound(self, j: int, amount: Amount, unit_seen: bool) -> int:
        """Read bounds after a number or its unit: "or more", "(max.)", "minimum", "limit"."""
        if self.isa(j, Role.AND) and self._is_plus(j) and not unit_seen:
            amount.marks.add(Role.LEAST)
            return j + 1
        k = self._skip_to_bound(j) if unit_seen else j
        if unit_seen and self.isa(k, Role.AND) and self.isa(k + 1, Role.OR_MORE, Role.OR_FEWER):
            k += 1  # "200 words, and no more"
        if unit_seen and self.isa(j, Role.OF) and self._ends_with_bound(j):
            k = self._ends_with_bound(j)
        elif not unit_seen and self.isa(j, Role.ARTICLE, Role.THESE, Role.IS) and self._is_limit(j):
            amount.marks.add(Role.MOST)  # "140 the upper limit"
            return self._is_limit(j)
        token = self.at(k)
        if k < j or token is None or self.number(k + 1) is not None:
            return j
        if self._opens_other(k + 1) and not token.isa(Role.OR_MORE, Role.OR_FEWER):
            return j
        kind = self._kind_of(token, unit_seen)
        if kind is None or (kind is Role.ABOUT and unit_seen and not self._ends(k + 1)):
            return j  # "200 words about the war"
        stated = kind is Role.MOST and token.isa(Role.LIMIT) and Role.LEAST in amount.marks
        if kind is Role.ABOUT or (amount.least == amount.most and not stated):
            amount.marks.add(kind)
        end = k + 1
        opened = any(self.isa(m, Role.OPEN) for m in range(j, k))
        return end + (opened and self.isa(end, Role.CLOSE))

    def _is_limit(self, j: int) -> int:
        """Return the token after "is the upper limit", 0 if that is not what follows."""
        k = j
        passed = (Role.IS, Role.ARTICLE, Role.THESE, Role.WORD)  # "is the absolute limit"
        while k < j + 4 and self.isa(k, *passed) and not self.isa(k, Role.LIMIT, Role.MOST):
            k += 1
        return k + 1 if self.isa(k, Role.LIMIT, Role.MOST) and not self._opens_other(k + 1) else 0

    def _ends_with_bound(self, j: int) -> int:
        """Return the place of a bound behind "of explanation" that ends the clause, 0 if there is none."""
        k = j + 1
        while k < j + 4 and self.isa(k, Role.WORD, Role.THESE, Role.ARTICLE):
            k += 1
        plain = self.isa(k, Role.LEAST, Role.MOST, Role.OR_MORE, Role.OR_FEWER) and self.number(k) is None
        return k if k > j + 1 and plain and self._ends(k + 1) else 0

    def _ends(self, k: int) -> bool:
        return self.at(k) is None or self.isa(k, Role.STOP, Role.COMMA, Role.CLOSE, Role.AND, Role.OR)

    def exceeded(self, amount: Amount) -> None:
        """Read the negated verb at the end of a clause: "300 words must not be exceeded"."""
        if amount.marks or amount.least != amount.most or amount.unit is None:
            return
        negated = False
        for k in range(amount.stop, min(amount.stop + 6, len(self.tokens))):
            if ends_clause(self.tokens, k) or self.number(k) is not None:
                return
            negated = negated or self.isa(k, Role.NOT)
            if self.isa(k, Role.OVER, Role.UNDER) and self.tokens[k].text not in PLACES:
                if negated and not any(self.number(m) is not None for m in (k + 1, k + 2)):
                    amount.marks.add(Role.MOST if self.isa(k, Role.OVER) else Role.LEAST)
                    amount.stop = k + 1
                return

    def _is_plus(self, k: int) -> bool:
        """Whether a plus sign belongs to the number before it: "40+ words"."""
        sign = self.tokens[k]
        return sign.text == "+" and sign.start == self.tokens[k - 1].end and self.number(k + 1) is None

    def _skip_to_bound(self, j: int) -> int:
        """Return the place of a bound after a unit, "200 words is the limit"; -1 if there is none."""
        skipped = (Role.OPEN, Role.COMMA, Role.IS, Role.ARTICLE, Role.DASH, Role.LENGTH, Role.OF)
        k = j
        while k < j + 3 and self.isa(k, *skipped) and not self.isa(k, *BOUNDS, Role.LIMIT):
            k += 1
        return -1 if k > j and self.isa(k - 1, Role.OF) and not self.isa(k - 2, Role.IS) else k

    def _kind_of(self, token: WordToken, unit_seen: bool) -> Role | None:
        """Return the bound that a token after a number states: LEAST, MOST, ABOUT or none."""
        if token.isa(Role.OR_MORE) and not (token.isa(Role.AND, Role.WITH) and unit_seen):
            return Role.LEAST
        if token.isa(Role.OR_FEWER):
            return Role.MOST
        if token.number is None and token.isa(Role.LEAST, Role.MOST):
            turned = token.text[0] in "<>≤≥⩽⩾="  # "100 <= words"
            return Role.LEAST if token.isa(Role.LEAST) != turned else Role.MOST
        if token.isa(Role.LIMIT) and unit_seen:
            return Role.MOST
        if token.isa(Role.EXACTLY):
            return Role.EXACTLY
        return Role.ABOUT if token.isa(Role.ABOUT) else None

    def _opens_other(self, k: int) -> bool:
        """Whether a number with a unit follows, to which a bound belongs."""
        for m in range(k, k + 4):
            if self.number(m) is not None:
                return True
            if not self.isa(m, Role.OF, Role.ARTICLE, Role.VAGUE, Role.COLON, Role.IS, Role.LENGTH, Role.UNIT):
                return False
        return False
