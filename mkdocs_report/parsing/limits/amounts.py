"""Find the amounts in a sentence: a number or a range with its bounds, and the unit that it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mkdocs_report.model.limits import Bounds, Unit
from mkdocs_report.parsing.limits.tokens import Token
from mkdocs_report.parsing.limits.vocabulary import Kind, Vocabulary

ABOUT = 0.2
"""The tolerance of "approximately 200 words", as a share to either side: 160 to 240 words."""
ABOUT_RANGE = 0.1
"""The tolerance of "about 200-300 words": 180 to 330 words."""
TEXT = frozenset({Unit.WORDS, Unit.CHARACTERS, Unit.SENTENCES, Unit.PARAGRAPHS})
"""The units of the text itself. The others are things that a text shows."""
MAX_TOKENS = 400
"""The most tokens of a sentence that are read."""

_BOUNDS = (Kind.LEAST, Kind.MOST, Kind.OVER, Kind.UNDER, Kind.ABOUT, Kind.EXACTLY)
_GLUE = (
    *_BOUNDS, Kind.COLON, Kind.OPEN, Kind.IS, Kind.LENGTH, Kind.LIMIT, Kind.OF, Kind.ARTICLE, Kind.BETWEEN, Kind.FROM,
    Kind.DASH, Kind.COMMA, Kind.ADVICE, Kind.NEED,
)  # fmt: skip
_SHARED = (
    *_BOUNDS,
    Kind.AND,
    Kind.OR,
    Kind.COMMA,
    Kind.SLASH,
    Kind.DASH,
    Kind.ARTICLE,
    Kind.OF,
    Kind.NOT,
    Kind.BETWEEN,
)
_FILLERS = 3
_NO_COMPOUND = frozenset(
    "taken shown drawn made below above here next near inside beside along via during before after while because since"
    " too also everywhere please only well instead thereof yourself yourselves maximum minimum required optional".split()
)


@dataclass(slots=True)
class Amount:
    """A number in a sentence that may be a limit. `start` and `stop` are the tokens that state it.

    `core` is the place of the number itself. `marks` are its bounds; `soft` is true if its bounds are only a tolerance,
    which a stated bound may narrow. `free` is true if no other noun follows the number.
    """

    core: int
    start: int
    stop: int
    least: int
    most: int
    unit: Unit | None = None
    noun: str = ""
    marks: set[Kind] = field(default_factory=set)
    article: bool = False
    unit_first: bool = False
    tolerance: bool = False
    free: bool = False
    vague: bool = False

    @property
    def bounded(self) -> bool:
        """Whether a side is left open, or the number is exact: such a number is a limit with any verb."""
        return bool(self.marks & {Kind.LEAST, Kind.MOST, Kind.EXACTLY})

    @property
    def soft(self) -> bool:
        """Whether the bounds are a tolerance around one number."""
        plain = self.least == self.most and not self.tolerance and not self.marks - {Kind.ABOUT}
        return plain and (Kind.ABOUT in self.marks or self.unit in (Unit.WORDS, Unit.CHARACTERS))

    @property
    def bounds(self) -> Bounds:
        """The numbers that it allows."""
        least, most = self.least, self.most
        if Kind.EXACTLY in self.marks:
            return Bounds(least, most)
        if self.soft:
            return Bounds(round(least * (1 - ABOUT)), round(most * (1 + ABOUT)))
        about = Kind.ABOUT in self.marks
        share = 0.0 if not about or self.tolerance else ABOUT_RANGE if least != most else ABOUT
        low, high = round(least * (1 - share)), round(most * (1 + share))
        if Kind.LEAST in self.marks and Kind.MOST not in self.marks:
            return Bounds(low, None)
        if Kind.MOST in self.marks and Kind.LEAST not in self.marks:
            return Bounds(None, high)
        return Bounds(low, high)


class AmountFinder:
    """Finds the amounts in the tokens of a sentence. `context` is the unit that the sentence before speaks of."""

    def __init__(self, tokens: Sequence[Token], vocabulary: Vocabulary, context: Unit | None = None) -> None:
        self.tokens, self.vocabulary, self.context = tokens, vocabulary, context

    def find(self) -> list[Amount]:
        """Return the amounts in their order; one whose unit is not known has none."""
        found: list[Amount] = []
        i = 0
        while i < len(self.tokens):
            token = self.tokens[i]
            taken = found[-1].stop if found else 0
            amount = None
            if token.number is not None and not (token.isa(Kind.ARTICLE) and self._is_no_number(i)):
                amount = self._amount(i, taken)
            elif token.isa(Kind.ARTICLE):
                amount = self._article(i, taken)
            elif token.isa(Kind.VAGUE):
                amount = self._vague(i)
            elif token.text in _OWN and self.isa(i - 1, Kind.HAND_IN):
                amount = self._article(i, taken, own=True)
            elif self._is_bare(i):
                amount = Amount(i, i, i + 1, 1, 1, token.unit, token.text, article=True)
            if amount:
                found.append(amount)
                i = max(amount.stop, i + 1)
            else:
                i += 1
        self._share(found)
        return found

    def at(self, i: int) -> Token | None:
        """Return a token, `None` beyond the ends."""
        return self.tokens[i] if 0 <= i < len(self.tokens) else None

    def isa(self, i: int, *kinds: Kind) -> bool:
        """Whether there is a token of one of these kinds."""
        return 0 <= i < len(self.tokens) and self.tokens[i].isa(*kinds)

    def number(self, i: int) -> int | None:
        """Return the number of a token, `None` if it has none."""
        return self.tokens[i].number if 0 <= i < len(self.tokens) else None

    # The number and what is right of it

    def _is_no_number(self, i: int) -> bool:
        """Whether a word for one is an article here: it is a number before a thing, and in "in einem Satz"."""
        counted = self.isa(i - 1, Kind.WRITTEN, Kind.MOST, Kind.LEAST)
        k = self.unit_after(i + 1, article=not counted)
        return k is None or (not counted and self._is_link(k))

    def _amount(self, i: int, taken: int) -> Amount | None:
        number = self.tokens[i].number
        assert number is not None
        j = i + 1
        if self.tokens[i].digits and self.number(j) in (100, 1000) and not self.tokens[j].digits:  # "3 hundred"
            number, j = number * (self.number(j) or 1), j + 1
        amount = Amount(i, i, j, number, number, article=self.tokens[i].isa(Kind.ARTICLE))
        if self.tokens[i].isa(Kind.ABOUT):
            amount.marks.add(Kind.ABOUT)
        j = self._same_in_brackets(j, number)
        j = self._bracketed_mark(j, amount)
        j = self._tolerance(j, amount)
        j = self._range(j, amount, taken)
        if self.isa(j, Kind.PERCENT):
            return None
        j = self._after(j, amount, unit_seen=False)
        amount.stop = j
        self._left(amount, taken)
        k = self.unit_after(j, article=False)
        if k is not None:
            self._with_unit(amount, k)
        elif self._ends(j):
            amount.free = True
            self._unit_before(amount, taken)
        if amount.unit is None and self.isa(j, Kind.UNIT):
            return None  # "3 significant figures"
        self._negate(amount)
        return amount

    def _with_unit(self, amount: Amount, k: int) -> None:
        unit = self.tokens[k]
        amount.unit, amount.noun, amount.stop = unit.unit, unit.text, k + 1
        j = self._tolerance(k + 1, amount)
        j = self._unit_range(j, amount)
        amount.stop = self._tolerance(self._after(j, amount, unit_seen=True), amount)

    def _same_in_brackets(self, j: int, number: int) -> int:
        if self.isa(j, Kind.OPEN) and self.number(j + 1) == number and self.isa(j + 2, Kind.CLOSE):
            return j + 3
        return j

    def _bracketed_mark(self, j: int, amount: Amount) -> int:
        if self.isa(j, Kind.OPEN) and self.isa(j + 1, *_BOUNDS) and self.isa(j + 2, Kind.CLOSE):
            self._mark(amount, self.tokens[j + 1])
            return j + 3
        return j

    def _tolerance(self, j: int, amount: Amount) -> int:
        """Read "± 10 %" after a number, with brackets or a comma before it, or not."""
        k = j
        while self.isa(k, Kind.OPEN, Kind.COMMA, Kind.WITH, Kind.ARTICLE, Kind.OF, Kind.WRITTEN) and k < j + 3:
            k += 1
        if not self.isa(k, Kind.PLUS_MINUS):
            return self._percent_over(k, amount) or j
        k += 1
        while self.isa(k, Kind.OF) and k < j + 6:
            k += 1
        width = self.number(k)
        if width is None:
            return j
        k += 1
        if self.isa(k, Kind.PERCENT):
            k += 1
            amount.least, amount.most = (
                round(amount.least * (100 - width) / 100),
                round(amount.most * (100 + width) / 100),
            )
        else:
            amount.least, amount.most = amount.least - width, amount.most + width
        amount.least = max(0, amount.least)
        amount.tolerance = True
        return k + 1 if self.isa(k, Kind.CLOSE) else k

    def _percent_over(self, k: int, amount: Amount) -> int | None:
        """Read "up to 10 % over" after a number of words."""
        while self.isa(k, Kind.STOP, Kind.COMMA, Kind.MOST) and self.number(k) is None and k < amount.stop + 4:
            k += 1
        width = self.number(k)
        if amount.unit is None or width is None or not self.isa(k + 1, Kind.PERCENT) or amount.tolerance:
            return None
        if not self.isa(k + 2, Kind.OVER, Kind.OR_MORE):
            return None
        if amount.soft:
            amount.least = round(amount.least * (1 - ABOUT))
        amount.most = round(amount.most * (100 + width) / 100)
        amount.tolerance = True
        return k + 3

    def _range(self, j: int, amount: Amount, taken: int) -> int:
        """Read the second number of a range: "100-200", "100 to 200", "between 100 and 200", "20 up to 50"."""
        between = any(self.isa(k, Kind.BETWEEN) for k in range(max(taken, amount.core - 3), amount.core))
        k, marks = j, []
        joined = False
        while self.isa(k, Kind.DASH, Kind.STOP) and k < j + 3 and self.tokens[k].text in "-–—−‐‑….":
            joined, k = True, k + 1
        if joined and self.tokens[j].text == "." and k - j < 2:
            return j
        if not joined and (self.isa(k, Kind.TO, Kind.SLASH) or (between and self.isa(k, Kind.AND))):
            joined, k = True, k + 1
        elif not joined and self.isa(k, Kind.OR) and self.number(k + 1) is not None:
            joined, k = (self.number(k + 1) or 0) > amount.most and not self.isa(k + 1, Kind.ARTICLE), k + 1
        while self.isa(k, Kind.MOST, Kind.ABOUT, Kind.EXACTLY, Kind.ARTICLE) and self.number(k) is None and k < j + 5:
            if self.isa(k, Kind.MOST):
                marks.append(k)
            k += 1
        second = self.number(k)
        if second is None or not (joined or (marks and marks[0] == j)):
            return j
        scale = 1000 if second % 1000 == 0 else 100
        if not self.tokens[k].digits and second % 100 == 0 and 1 < amount.least < second // scale and second >= 100:
            amount.least *= scale  # "two to three hundred"
        amount.most = second
        amount.marks -= {Kind.MOST, Kind.LEAST}
        if marks:  # "min. 20 / max. 50": both are stated
            amount.marks |= {Kind.MOST, Kind.LEAST}
        after = self._same_in_brackets(k + 1, second)
        if self.isa(after, Kind.OPEN) and self.isa(after + 1, *_BOUNDS) and self.isa(after + 2, Kind.CLOSE):
            after += 3
        return self._tolerance(after, amount)

    def _unit_range(self, j: int, amount: Amount) -> int:
        """Read "50 words to 100 words"."""
        between = any(self.isa(k, Kind.BETWEEN) for k in range(max(0, amount.core - 3), amount.core))
        if not (self.isa(j, Kind.TO, Kind.DASH) or (between and self.isa(j, Kind.AND))) or amount.least != amount.most:
            return j
        second = self.number(j + 1)
        if second is None:
            return j
        k = self.unit_after(j + 2, article=False)
        if k is None or self.tokens[k].unit is not amount.unit:
            return j
        amount.most = second
        return k + 1

    def _after(self, j: int, amount: Amount, unit_seen: bool) -> int:
        """Read bounds after a number or its unit: "or more", "(max.)", "minimum", "limit"."""
        k = j
        if unit_seen:
            while (
                self.isa(k, Kind.OPEN, Kind.COMMA, Kind.IS, Kind.ARTICLE, Kind.DASH, Kind.LENGTH, Kind.OF) and k < j + 3
            ):
                if self.isa(k, *_BOUNDS, Kind.LIMIT):
                    break
                k += 1
            if self.isa(k - 1, Kind.OF) and k > j and not self.isa(k - 2, Kind.IS):
                return j
        if self.isa(k, Kind.AND) and self.tokens[k].text == "+" and k == j:
            beside = self.tokens[k].start == self.tokens[k - 1].end
            if beside and self.number(k + 1) is None and not unit_seen:
                amount.marks.add(Kind.LEAST)
                return k + 1
        token = self.at(k)
        if token is None or self.number(k + 1) is not None:
            return j
        if self._opens_other(k + 1) and not token.isa(Kind.OR_MORE, Kind.OR_FEWER):
            return j
        if self.isa(k + 1, *_BOUNDS) and self.number(k + 2) is not None and not token.isa(Kind.OR_MORE, Kind.OR_FEWER):
            return j
        single = amount.least == amount.most
        if token.isa(Kind.OR_MORE) and not (token.isa(Kind.AND, Kind.WITH) and unit_seen):
            if single:
                amount.marks.add(Kind.LEAST)
        elif token.isa(Kind.OR_FEWER):
            if single:
                amount.marks.add(Kind.MOST)
        elif token.isa(Kind.LEAST, Kind.MOST) and token.number is None and not self._opens_other(k + 1):
            if single:
                self._mark(amount, token)
        elif token.isa(Kind.LIMIT) and unit_seen:
            if single and Kind.LEAST not in amount.marks:
                amount.marks.add(Kind.MOST)
        elif token.isa(Kind.ABOUT) and not self._opens_other(k + 1):
            amount.marks.add(Kind.ABOUT)
        else:
            return j
        end = k + 1
        if any(self.isa(m, Kind.OPEN) for m in range(j, k)) and self.isa(end, Kind.CLOSE):
            end += 1
        return end

    def _opens_other(self, k: int) -> bool:
        """Whether a number with a unit follows, to which a bound belongs."""
        for m in range(k, k + 4):
            if self.number(m) is not None:
                return True
            if not self.isa(m, Kind.OF, Kind.ARTICLE, Kind.VAGUE, Kind.COLON, Kind.IS, Kind.LENGTH, Kind.UNIT):
                return False
        return False

    # The unit

    def is_unit(self, k: int) -> bool:
        """Whether a token is the noun of a unit, and not a part of another name: "map function", "Figure 3"."""
        token = self.at(k)
        if token is None or token.unit is None:
            return False
        before, after = self.at(k - 1), self.at(k + 1)
        if before and before.text in self.vocabulary.not_units:
            return False
        if after is None:
            return True
        if after.number is not None and after.digits and token.unit not in (Unit.WORDS, Unit.CHARACTERS):
            return False
        if token.unit is Unit.LINKS and after.isa(Kind.OF) and after.text in _GENITIVE and token.text in _SOURCES:
            return False
        if token.plural or token.unit in TEXT or not self.vocabulary.compounds:
            return True
        return not self._is_compound(k + 1)

    def _is_compound(self, k: int) -> bool:
        token = self.tokens[k]
        if token.isa(Kind.UNIT, Kind.UNCOUNTED) and not token.isa(Kind.OF, Kind.WITH):
            return True
        word = token.text
        return (
            token.kinds <= {Kind.WORD, Kind.THING, Kind.PLACE}
            and word not in self.vocabulary.common
            and word not in _NO_COMPOUND
            and not word.endswith(("ing", "ed", "ly"))
        )

    def unit_after(self, j: int, article: bool) -> int | None:
        """Return the place of the unit of a number, with up to three other words before it."""
        number = self.number(j - 1)
        if self.isa(j, Kind.DASH) and self.number(j + 1) is None:
            j += 1
        for k in range(j, min(j + _FILLERS + 1, len(self.tokens))):
            token = self.tokens[k]
            if token.unit is not None:
                if not self.is_unit(k) or (article and (not token.singular or token.unit in TEXT)):
                    return None
                return k if token.plural or k <= j or number in (1, None) else None  # "a 32-bit word"
            if token.isa(Kind.UNCOUNTED) or not (
                token.kinds <= _FILLER or (token.isa(Kind.DASH) and token.start == self.tokens[k - 1].end)
            ):
                return None
        return None

    def _ends(self, j: int) -> bool:
        """Whether no noun follows a number that it could count."""
        token = self.at(j)
        return token is None or not token.isa(
            Kind.WORD,
            Kind.UNCOUNTED,
            Kind.UNIT,
            Kind.PERCENT,
            Kind.THING,
            Kind.WHOLE,
            Kind.PLACE,
            Kind.NUMBER,
            Kind.SIGN,
        )

    def _is_bare(self, i: int) -> bool:
        """Whether a thing is asked for without an article: "insert picture", and in Polish as a rule."""
        token = self.tokens[i]
        if not token.singular or token.plural or token.unit in TEXT or not self.is_unit(i):
            return False
        if self.vocabulary.kinds.get(Kind.ARTICLE):
            return self.isa(i - 1, Kind.HAND_IN)
        return self.isa(i - 1, Kind.ASK)

    def _article(self, i: int, taken: int, own: bool = False) -> Amount | None:
        """Read "a figure" as one, and "upload your figure" too."""
        k = self.unit_after(i + 1, article=True)
        if k is None or (own and self.tokens[k].unit is not Unit.IMAGES) or self._is_link(k):
            return None
        unit = self.tokens[k]
        amount = Amount(i, i, k + 1, 1, 1, unit.unit, unit.text, article=True)
        self._left(amount, taken)
        amount.stop = self._after(k + 1, amount, unit_seen=True)
        return amount

    def _is_link(self, k: int) -> bool:
        """Whether it is a link to something, "include a link to your repository": a task, and no number of sources."""
        token = self.tokens[k]
        return token.unit is Unit.LINKS and token.text.startswith(_LINK)

    def _vague(self, i: int) -> Amount | None:
        """Return "a few screenshots", from which no number is read."""
        for k in range(i + 1, min(i + 4, len(self.tokens))):
            if self.isa(k, Kind.UNIT, Kind.UNCOUNTED):
                unit = self.tokens[k]
                return Amount(i, i, k + 1, 0, 0, unit.unit, unit.text, vague=True)
            if not self.tokens[k].kinds <= _FILLER | {Kind.OF, Kind.ARTICLE}:
                return None
        return None

    # What is left of it

    def _left(self, amount: Amount, taken: int) -> None:
        """Read the bounds before a number."""
        i = amount.core - 1
        start = amount.core
        while i >= taken and self._is_glue(i):
            token = self.tokens[i]
            if token.isa(Kind.COMMA) and not (start < amount.core):
                break
            if token.isa(Kind.OVER, Kind.UNDER) and not self._is_near(i, amount.core):
                break  # "the diagrams above in 50 words"
            if token.isa(*_BOUNDS) and not (token.isa(Kind.FROM, Kind.BETWEEN) and amount.least != amount.most):
                self._mark(amount, token)
                start = i
            elif token.isa(Kind.LIMIT) and not amount.marks & {Kind.LEAST}:
                if amount.least == amount.most:
                    amount.marks.add(Kind.MOST)
                start = i
            elif token.isa(Kind.BETWEEN, Kind.FROM):
                start = i
            i -= 1
        for k in range(max(taken, i - 5), i + 1):
            if self.isa(k, Kind.KEEP) and amount.least == amount.most and not amount.marks & {Kind.LEAST, Kind.OVER}:
                if self.isa(amount.core - 1, Kind.TO, Kind.MOST, Kind.UNDER) or self.isa(i, Kind.TO):
                    amount.marks.add(Kind.MOST)
                    start = k
        if i >= taken and self.isa(i, Kind.KEEP) and self.tokens[i].isa(Kind.LIMIT):
            pass
        amount.start = start

    def _is_glue(self, i: int) -> bool:
        token = self.tokens[i]
        if token.number is not None or token.unit is not None:
            return False
        if token.isa(*_GLUE):
            return True
        return (token.isa(Kind.NOT) and self.isa(i - 1, Kind.OVER, Kind.UNDER)) or (
            token.isa(Kind.THESE) and self.isa(i - 1, *_BOUNDS)
        )

    def _is_near(self, i: int, core: int) -> bool:
        near = (Kind.ARTICLE, Kind.THESE, Kind.ABOUT, Kind.NOT, Kind.LENGTH, Kind.IN_ALL, Kind.COLON)
        return all(self.isa(k, *near) and not self.isa(k, Kind.WRITTEN) for k in range(i + 1, core))

    def _mark(self, amount: Amount, token: Token) -> None:
        for kind in (Kind.LEAST, Kind.MOST, Kind.OVER, Kind.UNDER, Kind.EXACTLY, Kind.ABOUT):
            if token.isa(kind):
                amount.marks.add(kind)
                break

    def _negate(self, amount: Amount) -> None:
        """Turn "more than" and "fewer than" into a bound, the other one after "not" or before "is not accepted"."""
        over, under = Kind.OVER in amount.marks, Kind.UNDER in amount.marks
        amount.marks -= {Kind.OVER, Kind.UNDER}
        if not over and not under:
            return
        negated = False
        for k in range(amount.start - 1, max(-1, amount.start - 6), -1):
            token = self.tokens[k]
            if token.isa(Kind.STOP, Kind.COMMA, Kind.CLOSE) or token.number is not None:
                break
            if token.isa(Kind.NOT):
                negated, amount.start = True, k
                break
        if any(self.isa(k, Kind.NOT) for k in range(amount.start, amount.core)):
            negated = True
        for k in range(amount.stop, min(amount.stop + 12, len(self.tokens))):
            if self.isa(k, Kind.REFUSED):
                negated = not negated
                amount.stop = k + 1
                break
            if self.number(k) is not None:
                break
        amount.marks.add(Kind.LEAST if over != negated else Kind.MOST)

    def _unit_before(self, amount: Amount, taken: int) -> None:
        """Read "Words: 100", "Number of figures: 1-2", "Word limit is 50", "images (3)"."""
        i, evidence = amount.core - 1, False
        while i >= taken and self.tokens[i].unit is None:
            token = self.tokens[i]
            if not token.isa(*_GLUE, Kind.CLOSE) or token.number is not None:
                return
            evidence = evidence or token.isa(Kind.COLON, Kind.IS, Kind.LIMIT, Kind.LENGTH)
            evidence = evidence or (token.isa(Kind.OPEN) and self.isa(i - 1, Kind.UNIT) and self.tokens[i - 1].plural)
            evidence = evidence or (token.isa(Kind.MOST, Kind.LEAST) and token.number is None)
            evidence = evidence or (token.isa(Kind.DASH) and token.start > self.tokens[i - 1].end)
            i -= 1
        if i < taken or not evidence or not self._may_head(i):
            return
        unit = self.tokens[i]
        amount.unit, amount.noun, amount.unit_first, start = unit.unit, unit.text, True, i
        for k in range(i + 1, amount.core):
            if self.isa(k, Kind.LIMIT) and amount.least == amount.most and Kind.LEAST not in amount.marks:
                amount.marks.add(Kind.MOST)
            elif self.isa(k, Kind.LEAST, Kind.MOST):
                self._mark(amount, self.tokens[k])
        i -= 1
        while i >= taken and self.tokens[i].isa(*_GLUE) and self.tokens[i].unit is None and self.number(i) is None:
            if self.tokens[i].isa(Kind.LEAST, Kind.MOST, Kind.ABOUT, Kind.LENGTH, Kind.LIMIT):
                self._mark(amount, self.tokens[i])
                start = i
            i -= 1
        amount.start = min(amount.start, start)
        if self.isa(amount.stop, Kind.CLOSE) and any(self.isa(k, Kind.OPEN) for k in range(start, amount.core)):
            amount.stop += 1

    def _may_head(self, i: int) -> bool:
        before = self.at(i - 1)
        return not (before and before.text in self.vocabulary.not_units)

    # Units of other numbers

    def _share(self, found: list[Amount]) -> None:
        """Give numbers without a unit that of their neighbours: "at least 50 and at most 100 words"."""
        for here, after in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
            if here.unit is None and here.free and after.unit is not None and not after.vague and not after.unit_first:
                if all(self.isa(k, *_SHARED) for k in range(here.stop, after.core)):
                    here.unit, here.noun = after.unit, after.noun
        last: Amount | None = None
        for amount in found:
            if amount.unit is None and amount.free and amount.bounded:
                named = [token for token in self.tokens[: amount.core] if token.unit and token.plural]
                if last is not None:
                    amount.unit, amount.noun = last.unit, last.noun
                elif named:
                    amount.unit, amount.noun = named[-1].unit, named[-1].text
                elif self.context is not None:
                    amount.unit = self.context
            if amount.unit is not None and not amount.vague:
                last = amount


_FILLER = frozenset({Kind.WORD, Kind.OPTIONAL, Kind.ADVICE, Kind.IN_ALL, Kind.EXACTLY, Kind.KEEP})
_LINK = tuple("link hyper hiper web url lien länk lenke enlace liga odno colleg verw vínc external".split())
_OWN = frozenset({"your", "the"})
_GENITIVE = frozenset({"of", "di", "de", "af", "av", "van", "von"})
_SOURCES = frozenset({"source", "sources", "fonti", "fonte", "fuentes", "fuente", "fontes"})
