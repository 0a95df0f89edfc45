"""Names of people kept out of what is published: student numbers, e-mail addresses, names of a roster.

A group's people are numbered as they come: whoever is "Student 2" once is so throughout the group, whether the
report tells the number, the address made from it, or a name that the roster puts beside it.
"""

from __future__ import annotations

import dataclasses
import enum
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import is_
from types import NoneType
from typing import Any, TypeVar

from mkdocs_report.limits import Bounds
from mkdocs_report.model import Question, Template
from mkdocs_report.span import Span

T = TypeVar("T")
NUMBER = r"s\d{6}"
"""A student number where the settings do not say: the letter s and six digits, in any case."""
_DIGITS = re.compile(r"\d{6}")
"""What every such number has in it, and few texts have."""
_GAP = "\u00a0"
"""Stands between "Student" and the number: no white space to Markdown, so that a link stays one, and can be found."""
_ADDRESS = r"[A-Za-z0-9][\w.+-]{0,63}+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}"
_NOBODY = re.compile(r"(?:git|noreply|no-reply|hg|svn)@", re.IGNORECASE)
_KEPT = frozenset({"kinds", "line_of"})
_ANCHORS = frozenset({"id", "question"})
"""Fields that hold a question's id, which is a part of an address."""
"""Fields without any text of the group's, and long."""
MASK = re.compile(rf"(?:Student|Address)(?:{_GAP}|%C2%A0|&nbsp;)\d+", re.IGNORECASE)
"""What stands in the place of a person, in text and in the address of a link."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on the roster: their name, and their student number where it is known."""

    name: str
    number: str = ""


@dataclass(frozen=True)
class Privacy:
    """What is masked.

    `number` is a regular expression for student numbers, None to keep them; `emails` whether addresses are masked;
    `roster` the members of each group, by its id.
    """

    number: str | None = NUMBER
    emails: bool = True
    roster: Mapping[str, Sequence[Member]] = field(default_factory=dict)

    @property
    def pattern(self) -> re.Pattern[str] | None:
        """What finds a number or an address; None where both are kept."""
        parts = []
        if self.emails:
            parts.append(_ADDRESS)
        if self.number is not None:
            parts.append(rf"(?<![^\W_])(?:{self.number})(?![^\W_])")
        return re.compile("|".join(f"(?:{part})" for part in parts), re.IGNORECASE) if parts else None


class Mask:
    """Takes the people of one group out of texts. The same person gets the same number in each text."""

    def __init__(self, privacy: Privacy, group: str) -> None:
        self._pattern = privacy.pattern
        self._numbers = dataclasses.replace(privacy, emails=False).pattern
        self._digits = _DIGITS if privacy.number == NUMBER else None
        self._known: dict[str, str] = {}
        self._people = self._addresses = 0
        members = privacy.roster.get(group, ())
        for member in members:
            self._person(member.number or member.name)
        names = {" ".join(m.name.split()).casefold(): self._known[_key(m.number or m.name)] for m in members if m.name}
        self._names = names
        words = sorted(names, key=len, reverse=True)
        every = "|".join(r"\s+".join(map(re.escape, name.split())) for name in words)
        self._named = re.compile(rf"(?<![^\W_])(?:{every})(?![^\W_])", re.IGNORECASE) if words else None

    def text(self, text: str) -> str:
        """Return a text without the people in it."""
        if "@" in text:  # an address is looked for at each letter
            text = self._pattern.sub(self._replace, text) if self._pattern else text
        elif self._numbers and (self._digits is None or self._digits.search(text)):
            text = self._numbers.sub(self._replace, text)
        if self._named:
            text = self._named.sub(lambda m: self._names[" ".join(m[0].split()).casefold()], text)
        return text

    def path(self, path: str) -> str:
        """Return a path or file name without the people in it, and without what browsers would write as %C2%A0."""
        return self.text(path).replace(_GAP, "-")

    def every(self, value: T, own: bool = False) -> T:
        """Return a value of the model with the people taken out of each text in it, however deep.

        What the instructor wrote, the template and its questions, stays as it is; `own` says that there is no template
        and the questions are the report's, too.
        """
        self._kept = (NoneType, int, enum.Enum, Span, Bounds, Template, *(() if own else (Question,)))
        self._stays: dict[type, bool] = {}
        return self._every(value)  # type: ignore[no-any-return]

    def _every(self, value: Any) -> Any:
        kind = value.__class__  # a report has eight hundred values
        if kind is str:
            return self.text(value) if value else value
        if kind is tuple:
            new = tuple([self._every(each) for each in value])
            return value if all(map(is_, new, value)) else new
        stays = self._stays.get(kind)
        if stays is None:
            stays = self._stays[kind] = issubclass(kind, self._kept)
        if stays:
            return value
        changed = {}
        for name in _fields(kind):
            old = getattr(value, name)
            masked = self.path(old) if name in _ANCHORS and isinstance(old, str) else self._every(old)
            if masked is not old:
                changed[name] = masked
        return dataclasses.replace(value, **changed) if changed else value

    def _replace(self, match: re.Match[str]) -> str:
        found = match[0]
        if "@" not in found:
            return self._person(found)
        if _NOBODY.match(found):
            return found
        local = found.partition("@")[0]
        if _key(local) in self._known or (self._pattern and self._pattern.fullmatch(local)):
            return self._person(local)
        if _key(found) not in self._known:
            self._addresses += 1
            self._known[_key(found)] = f"Address{_GAP}{self._addresses}"
        return self._known[_key(found)]

    def _person(self, name: str) -> str:
        if _key(name) not in self._known:
            self._people += 1
            self._known[_key(name)] = f"Student{_GAP}{self._people}"
        return self._known[_key(name)]


@lru_cache(maxsize=64)
def _fields(kind: type) -> tuple[str, ...]:
    """The fields of a kind of value that may hold text; there are none in what is no dataclass."""
    fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    return tuple(each.name for each in fields if each.name not in _KEPT)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
