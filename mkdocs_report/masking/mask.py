"""Mask people in published texts: student numbers, e-mail addresses, and names of a roster.

People are numbered in the order in which they are found. "Student 2" is the same person throughout the group, whether
the report has the number, the address made from it, or a name that the roster lists with it. The group's own members
come first, in the order of the roster.
"""

from __future__ import annotations

import dataclasses
import enum
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import is_
from types import NoneType
from typing import Any, TypeVar

from mkdocs_report.masking.confusables import may_look_latin, resembles_latin_name
from mkdocs_report.masking.folding import Folded, cased, cased_words, decoded, fold, fold_without, is_encoded
from mkdocs_report.masking.matching import Member, PersonMatch, PersonMatcher, key_of, without_overlaps
from mkdocs_report.masking.number_patterns import NUMBER, number_pattern
from mkdocs_report.model.base import Span
from mkdocs_report.model.limits import Bounds
from mkdocs_report.model.template import Question, Template

T = TypeVar("T")
_DIGIT = r"(?:\x1f?\d)"
_TOLERANT = rf"s(?<![^\W_]s)(?<!'s)[ _\-\x1f]{{0,2}}{_DIGIT}{{3}}[ _.\-]?{_DIGIT}{{3}}(?![^\W_])"
"""The same as people write it: with a gap behind the letter, or between the digits."""
_WITHIN = re.compile(r"s\d{6}(?!\d)")
_SHORT = 200
_GAP = "\u00a0"
"""Stands between "Student" and the number: no white space to Markdown, so that a link stays one, and can be found."""
_ADDRESS = re.compile(
    r"[a-z0-9][\w.+-]{0,63}+@(?!self\.)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}(?![^\W_]|[(\[])",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"\.(?:weights?|bias|shape|dtype|grad|data|values?|matrix|inverse|transpose)$")
"""The end of an expression such as `x@layer.weight`, which is no address."""
_NOBODY = re.compile(r"(?:git|noreply|no-reply|hg|svn)@", re.IGNORECASE)
_MARKUP = re.compile(
    r"(?=[*`~<\\\[\]])(?<=[^\W_])(?:(?:[*`~]++|<[^<>]*+>|\\|\[|\]\([^()\s]*+\))++(?=[^\W_])|\]\([^()\s]*+\))"
)
"""Markdown and tags within a word, of which a reader sees nothing."""
_MAY_BE = re.compile(r"[sS](?:<[^<>]*+>|\]\([^()\s]*+\)|[^A-Za-z0-9<]){0,12}+[0-9]")
_MAY_FOLD = re.compile(
    r"[^\x00-\xb1\xb4-\xb8\xba-\xff\u0391-\u03c9\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u2190-\u22ff\u20ac]"
)
"""Found in each text that has a character which folds to a part of the usual number or of an address."""
_TEXTLESS = frozenset({"None", "bool", "int", "tuple", "Span", "Bounds"})
"""The names in the annotation of a field that holds no text."""
_KEPT = frozenset({"kinds", "line_of"})
"""Fields without any text of the group's, and long."""
_ANCHORS = frozenset({"id", "question", "duplicate_of"})
"""Fields that hold a question's id, which is a part of an address."""
MASK = re.compile(rf"(?:Student|Address)(?:{_GAP}|%C2%A0|&nbsp;)\d+", re.IGNORECASE)
"""The replacement for a person, in text and in the address of a link."""


@dataclass(frozen=True)
class Privacy:
    """The settings of masking.

    - `number`: a regular expression for student numbers; None to keep them
    - `emails`: whether addresses are masked
    - `roster`: the members of each group, by its id
    - `keeps_own_numbers`: whether a report shows the student numbers of its own group; never in a site
    """

    number: str | None = NUMBER
    emails: bool = True
    roster: Mapping[str, Sequence[Member]] = field(default_factory=dict)
    keeps_own_numbers: bool = False

    @property
    def pattern(self) -> re.Pattern[str] | None:
        """Return the pattern of student numbers; None if they are kept."""
        if self.number == NUMBER:
            return re.compile(_TOLERANT, re.IGNORECASE)
        return None if self.number is None else number_pattern(self.number)


class Mask:
    """A mask for the texts of one group. A person gets the same number in all of them.

    Args:
        privacy: what is masked.
        group: the group, whose members are numbered first.
        everybody: finds all people of the roster; made of `privacy` where it is None.
        kept: the keys of student numbers that are not masked where they stand alone.
    """

    def __init__(
        self,
        privacy: Privacy,
        group: str,
        everybody: PersonMatcher | None = None,
        kept: frozenset[str] = frozenset(),
    ) -> None:
        self._kept_numbers = kept
        self._pattern, self._emails = privacy.pattern, privacy.emails
        self._usual = privacy.number == NUMBER
        self._labels: dict[str, str] = {}
        self._without_people: set[str] = set()  # short texts without people, since many are repeated
        self._people = self._addresses = 0
        own = privacy.roster.get(group, ())
        for member in own:
            label = self._person(member.key)
            for each in (member.number, member.address):
                if each:
                    self._labels.setdefault(key_of(each), label)
        self._own = PersonMatcher(own, by_first_name=True)
        if everybody is None:
            everybody = PersonMatcher(member for members in privacy.roster.values() for member in members)
        self._everybody = everybody
        self._matchers = tuple(each for each in (self._own, everybody) if each)

    def find(self, text: str) -> list[PersonMatch]:
        """Return the people in a text, without overlaps, in order.

        They are found in the text as it is written and, if it is Markdown, as a reader sees it: `s12**34**56`.
        """
        if not self._matchers and self._usual and _has_no_person(text):
            return []
        folded = fold(text)
        found = self._find_as_seen(text, folded)
        if may_look_latin(folded.text):
            latin = self._find_as_seen(text, fold(text, latin=True))
            found += [each for each in latin if resembles_latin_name(decoded(text[each.start : each.end]))]
        found = without_overlaps(found) if found else found
        return [each for each in found if not self._is_kept(text, each)] if self._kept_numbers else found

    def numbers(self, text: str) -> Iterator[str]:
        """Yield the keys of the student numbers in a text, without those that are parts of addresses."""
        for each in self.find(text):
            if self._pattern is not None and self._pattern.fullmatch(text[each.start : each.end]):
                yield each.key

    def _is_kept(self, text: str, person: PersonMatch) -> bool:
        """Whether what was found is a kept number, and not an address with it or the name of its owner."""
        return person.key in self._kept_numbers and key_of(text[person.start : person.end]) == person.key

    def _find_as_seen(self, text: str, folded: Folded) -> list[PersonMatch]:
        found = self._find(text, folded)
        if _MARKUP.search(text):
            found += self._find(text, fold_without(text, _MARKUP, folded.latin))
        return found

    def _find(self, text: str, folded: Folded) -> list[PersonMatch]:
        found: list[PersonMatch] = []
        if self._emails and "@" in folded.text:
            found += [
                PersonMatch(*folded.original(*match.span()), self._key_of_address(match[0]))
                for match in _ADDRESS.finditer(folded.text)
                if not _NOBODY.match(match[0]) and not _ATTRIBUTE.search(match[0])
            ]
        if self._pattern is not None:
            found += [
                PersonMatch(*folded.original(*match.span()), key_of(match[0]))
                for match in self._pattern.finditer(folded.text)
                if match[0] and not (self._usual and self._is_count(folded.text, match))
            ]
            if self._usual:
                found += self._find_within(text, folded)
            else:
                found += [PersonMatch(*m.span(), key_of(m[0])) for m in self._pattern.finditer(text) if m[0]]
        if self._matchers:
            words = cased_words(text, folded)
            for matcher in self._matchers:
                if matcher.may_find(words):
                    found += matcher.find(text, folded, words)
        return found

    def _find_within(self, text: str, folded: Folded) -> Iterator[PersonMatch]:
        """Find usual numbers within longer words, divided at capital letters and digits."""
        written = ""
        for match in _WITHIN.finditer(folded.text):
            start, end = match.span()
            written = written or cased(text, folded)
            if start and written[start - 1].isalnum():
                if not (written[start - 1].islower() and written[start].isupper()):
                    continue
            elif not written[end : end + 1].isalpha():
                continue  # it is a word of its own
            if not (match[0].endswith("000") and self._everybody.lookup(match[0]) is None):
                yield PersonMatch(*folded.original(start, end), key_of(match[0]))

    def text(self, text: str) -> str:
        """Return a text without the people in it."""
        if text in self._without_people:
            return text
        found = self.find(text)
        if not found:
            if len(text) < _SHORT:
                self._without_people.add(text)
            return text
        pieces, last = [], 0
        for each in found:
            pieces += [text[last : each.start], self.label(each, text[each.end : each.end + 1])]
            last = each.end
        return "".join([*pieces, text[last:]])

    def label(self, person: PersonMatch, after: str = "") -> str:
        """Return the replacement for a person; `after` is the next character, which may be a digit."""
        border = "-" if after.isdecimal() else ""
        if "@" not in person.key:
            return self._person(person.key) + border
        if person.key not in self._labels:
            self._addresses += 1
            self._labels[person.key] = f"Address{_GAP}{self._addresses}"
        return self._labels[person.key] + border

    def path(self, path: str) -> str:
        """Return a path or file name without people; the replacement has no character that browsers write as %C2%A0."""
        masked = self.text(path)
        return path if masked == path else MASK.sub(lambda mask: mask[0].replace(_GAP, "-"), masked)

    def value(self, value: T, ids: Mapping[str, str] | None = None) -> T:
        """Return a value of the model with people masked in each text in it, at any depth.

        Text of the instructor, the template and its questions, is not changed. Without a template, the questions come
        from the report and are masked as well: `ids` then maps the id of each question to its new id.
        """
        self._kept = (NoneType, int, enum.Enum, Span, Bounds, Template, *(() if ids is not None else (Question,)))
        self._stays: dict[type, bool] = {}
        self._ids = ids or {}
        return self._value(value)  # type: ignore[no-any-return]

    def _value(self, value: Any) -> Any:
        kind = value.__class__  # a report has eight hundred values
        if kind is str:
            return self.text(value) if value else value
        if kind is tuple:
            new = tuple([self._value(each) for each in value])
            return value if all(map(is_, new, value)) else new
        stays = self._stays.get(kind)
        if stays is None:
            stays = self._stays[kind] = issubclass(kind, self._kept)
        if stays:
            return value
        changed = {}
        for name in _fields(kind):
            old = getattr(value, name)
            is_anchor = name in _ANCHORS and isinstance(old, str)
            masked = self._ids.get(old, old) if is_anchor else self._value(old)
            if masked is not old:
                changed[name] = masked
        return dataclasses.replace(value, **changed) if changed else value

    def _is_count(self, text: str, match: re.Match[str]) -> bool:
        """Whether a number is a count of steps in a longer name, as in `ckpt_s200000`, and not on the roster."""
        before = text[max(0, match.start() - 2) : match.start()]
        is_part = len(before) == 2 and before[1] == "_" and before[0].isalpha()
        return is_part and match[0].endswith("000") and self._everybody.lookup(match[0]) is None

    def _key_of_address(self, address: str) -> str:
        key = key_of(address)
        if key in self._labels and "@" in key:
            return key
        local = address.partition("@")[0]
        if self._pattern is not None and self._pattern.fullmatch(local):
            return key_of(local)
        return self._own.lookup(local) or self._everybody.lookup(local) or key

    def _person(self, key: str) -> str:
        if key not in self._labels:
            self._people += 1
            self._labels[key] = f"Student{_GAP}{self._people}"
        return self._labels[key]


def _has_no_person(text: str) -> bool:
    """Whether a text has neither a usual number nor an address; the cheap checks come first."""
    return (
        "@" not in text
        and (text.isascii() or _MAY_FOLD.search(text) is None)
        and _MAY_BE.search(text) is None
        and not is_encoded(text)
    )


@lru_cache(maxsize=64)
def _fields(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a type that may hold text; none unless it is a dataclass."""
    fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    return tuple(each.name for each in fields if each.name not in _KEPT and not _TEXTLESS.issuperset(_words(each)))


def _words(field: dataclasses.Field[Any]) -> list[str]:
    """Return the names in a field's annotation, without evaluating it, which would be slow."""
    return re.findall(r"\w+", str(field.type))
