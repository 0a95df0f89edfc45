"""Read regular expressions for student numbers from settings, and limit the time that each may take.

A regular expression may take a time that is exponential in the length of the text. So each is parsed before it is used:
a repetition without an upper limit gets one, and the steps of a match at one place are counted and limited.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

NUMBER = r"s\d{6}"
"""The usual student number: the letter s and six digits, in any case."""
MOST_REPEATED = 20
"""The upper limit of `*`, `+` and `{2,}`."""
MOST_STEPS = 2_000
"""The most steps that a match at one place may take; `s\\d{6}` takes 7, `[a-z]+\\d+` some 800."""
_FLAGS = re.compile(r"\(\?([aimsux]+)\)")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_OPENING = re.compile(r"\((?:\?(?:P<\w+>|[:>=!]|<[=!]|[aiLmsux-]+:|\(\w+\)))?")
_ATOM = re.compile(r"\(\?P=\w+\)|\\.|.", re.DOTALL)
_COMMENTS = re.compile(r"(?:\(\?#[^)]*\))*")
_COMMENTS_AND_SPACE = re.compile(r"(?:\(\?#[^)]*\)|\s|#[^\n]*)*")
_REPEATED = re.compile(r"([*+?]|\{(\d*)(,?)(\d*)\})([?+]?)")


def number_pattern(number: str) -> re.Pattern[str]:
    """Return a pattern for student numbers: an expression of the settings, in any case, not beside a letter or digit.

    A repetition without an upper limit ends after 20 times.

    Raises:
        re.error: it cannot be used, matches an empty text, or could take too long.
    """
    return _pattern(number)


@lru_cache(maxsize=16)
def _pattern(number: str) -> re.Pattern[str]:
    flags = _FLAGS.match(number)
    names, text = (flags[1], number[flags.end() :]) if flags else ("", number)
    verbose = "x" in names
    re.compile(f"(?{names}:{text}\n)" if verbose else f"(?{names}:{text})" if names else text)
    bounded = _PatternReader(text, verbose).read()
    inner = f"(?{names}:{bounded}\n)" if verbose else f"(?{names}:{bounded})" if names else bounded
    if re.compile(inner, re.IGNORECASE).match("") is not None:
        raise re.error("it matches an empty text")
    return re.compile(rf"(?<![^\W_])(?:{inner})(?![^\W_])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Cost:
    """The cost of a part of an expression at one place: the number of ways to match, and of steps to try them all."""

    ways: int = 1
    steps: int = 0

    def then(self, other: _Cost) -> _Cost:
        """Return the cost of both in a row."""
        return _checked(self.ways * other.ways, self.steps + self.ways * other.steps)

    def repeated(self, least: int, most: int) -> _Cost:
        """Return the cost of a part that is repeated from `least` to `most` times."""
        ways, steps, row = int(least == 0), 0, 1
        for number in range(1, most + 1):
            steps += row * self.steps
            row *= self.ways
            ways += row if number >= least else 0
            _checked(ways, steps)
        return _Cost(ways, steps)


def _checked(ways: int, steps: int) -> _Cost:
    if ways + steps > MOST_STEPS:
        raise re.error("it could take too long: a repetition within a repetition, or too many in a row")
    return _Cost(ways, steps)


class _PatternReader:
    """A reader of a valid expression, which counts its steps and adds an upper limit to each repetition."""

    def __init__(self, text: str, verbose: bool) -> None:
        self.text, self.place = text, 0
        self.nothing = _COMMENTS_AND_SPACE if verbose else _COMMENTS
        self.written: list[str] = []

    def read(self) -> str:
        """Return the expression.

        Raises:
            re.error: it could take too long.
        """
        self._alternatives()
        return "".join(self.written)

    def _alternatives(self) -> _Cost:
        cost = self._row()
        while self.text.startswith("|", self.place):
            self._take("|")
            other = self._row()
            cost = _checked(cost.ways + other.ways, cost.steps + other.steps)
        return cost

    def _row(self) -> _Cost:
        cost = _Cost()
        self._pass_over()
        while self.place < len(self.text) and self.text[self.place] not in "|)":
            cost = cost.then(self._repetition(self._part()))
            self._pass_over()
        return cost

    def _part(self) -> _Cost:
        found = _CLASS.match(self.text, self.place)
        opening = None if found else _OPENING.match(self.text, self.place)
        if opening and not self.text.startswith("(?P=", self.place):
            if opening[0].endswith(":") and "x" in opening[0]:
                raise re.error("the flag x stands within it. Write it at the start")
            self._take(opening[0])
            cost = self._alternatives()
            self._take(")")
            return cost
        found = found or _ATOM.match(self.text, self.place)
        self._take(found[0] if found else "")
        return _Cost(1, 1)

    def _repetition(self, cost: _Cost) -> _Cost:
        self._pass_over()
        found = _REPEATED.match(self.text, self.place)
        if not found or found[0].startswith("{}"):
            return cost
        least = int(found[2] or 0) if found[2] is not None else int(found[1] == "+")
        most = 1 if found[1] == "?" else int(found[4] or (0 if found[3] else least)) if found[2] is not None else 0
        unbounded = found[1] in ("*", "+") or (found[3] == "," and not found[4])
        if unbounded:
            most = max(least, MOST_REPEATED)
        self.place += len(found[0])
        self.written.append(f"{{{least},{most}}}{found[5]}")
        return cost.repeated(least, most)

    def _pass_over(self) -> None:
        found = self.nothing.match(self.text, self.place)
        self._take(found[0] if found else "")

    def _take(self, text: str) -> None:
        self.written.append(text)
        self.place += len(text)
