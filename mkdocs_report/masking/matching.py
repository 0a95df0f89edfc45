"""Find the people of a roster in a folded text, with a table of all spellings of each name.

The time is linear in the length of the text, for any number of names, since no regular expression is made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mkdocs_report.masking.confusables import LATIN, may_look_latin
from mkdocs_report.masking.folding import BLOCK, WORD, Folded, cased, fold, parts_of, words_of

_Word = tuple[int, int, str]
"""A word of a folded text: its start, its end, and the word as it is compared."""
_LONGEST = 400
"""The characters of a name that are read."""
_MOST = 8
"""The words of a name that are read."""
_JOINED = 6
"""The shortest name that is found without a sign between its words, as in `adalovelace`, or within a longer word."""
_LAST = 5
"""The shortest last name that is found behind an initial within a longer word, as in `ALovelaceReport`."""
_MOST_DULL = 50_000
"""The words that are known to be in no name."""
_TWO_LETTERS = {"ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "Ø": "oe", "Å": "aa", "Ä": "ae", "Ö": "oe"}
_GAP = re.compile(r"[^\w\x1e]{0,4}|_")
"""Characters between two words of a name."""
ORDINARY = frozenset(
    """
    a an and april art august autumn bar bay bean bell best big bill bird black blue bob book born bright brook brown
    bush can carol case chase christian china christmas chance charity clay code cook cross daisy dale data dawn day
    dean do drew duke earl east em eve faith field fine fish ford forest fox france frank gene glen gold good grace
    grant gray green grey guy he heath her hill him his hope hunter i in is it ivy jack jade jasmine jay jean jersey
    jewel joy june just justice king lake lane lee li lily long love man march mark marks may me mercy miles mill
    model my nice no norm north of old olive on or page park pat pearl peace penny pepper pick pierce pine pink prince
    queen rain ray red reed rich river rob robin rock rod rose ruby rusty sage sandy savannah scarlet self she silver
    sky so son south star stone storm sue summer sun sunny target test the they to tom train trust us van victor
    victoria vi violet violin wade walker ward warren water we west white wild will winter wise wood woods yes you
    young dan ada-boost adam lo la de le en et al der die das von og er var vi min din sin
    """.split()
)
"""Names that are also words. Alone they are not masked, and together only with capital letters."""


@dataclass(frozen=True, slots=True)
class Member:
    """A person on the roster: the name, and the student number and e-mail address where the roster has them."""

    name: str
    number: str = ""
    address: str = ""

    @property
    def key(self) -> str:
        """Return the key of the person within a report."""
        return key_of(self.number or self.name or self.address)


def key_of(text: str) -> str:
    """Return a name, number or address without the parts that may differ from place to place."""
    if "@" in text:
        return fold(text).text.strip()
    return "".join(sorted(words)) if len(words := words_of(text)) > 1 and not _has_digit(words) else "".join(words)


def _has_digit(words: Iterable[str]) -> bool:
    return any(sign.isdecimal() for word in words for sign in word)


def is_common_word(name: str) -> bool:
    """Whether a name on a roster is, or is as short as, an ordinary word; it is not masked alone."""
    words = words_of(name)
    return bool(name) and (not words or (len(words) == 1 and (words[0] in ORDINARY or len(words[0]) < 2)))


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """A person in a text, from `start` to `end` of the original; `key` identifies the person."""

    start: int
    end: int
    key: str


def without_overlaps(matches: list[PersonMatch]) -> list[PersonMatch]:
    """Return found people without overlaps, in order; of two that overlap, the longer one is kept."""
    kept: list[PersonMatch] = []
    for each in sorted(matches, key=lambda match: (match.start, -match.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
        elif each.end > kept[-1].end:
            kept[-1] = PersonMatch(kept[-1].start, each.end, kept[-1].key)
    return kept


class PersonMatcher:
    """A search for people by their names and numbers of the roster; with `by_first_name` also by first names only."""

    def __init__(self, members: Iterable[Member], by_first_name: bool = False) -> None:
        self._forms: dict[str, tuple[str, bool]] = {}
        self._within: dict[str, tuple[str, bool]] = {}
        self._firsts: dict[str, str] = {}
        for member in members:
            self._add(member, by_first_name)
        self._lengths, self._lengths_within = _lengths(self._forms), _lengths(self._within)
        self._known = self._lengths.keys() | self._firsts.keys()
        longest = (max(form.split(" "), key=len) for form in (*self._forms, *self._within))
        self._telling = frozenset([*longest, *self._firsts])
        self._parts = frozenset(word for form in self._within for word in form.split(" ") if len(word) > 1)
        self._dull: set[str] = set()

    def _add(self, member: Member, by_first_name: bool) -> None:
        key = member.key
        if member.number:
            words = words_of(member.number)[:_MOST]
            self._forms.setdefault(" ".join(words), (key, False))
            self._within.setdefault(" ".join(part for word in words for part in _parts(word)), (key, False))
        parts = {"".join(each): " ".join(each) for each in map(_parts, member.name[:_LONGEST].split())}
        for name in _spellings(member.name):
            words = words_of(name)[:_MOST]
            if not any(sign.isalpha() for word in words for sign in word):
                continue
            if len(words) == 1:
                if len(words[0]) > 1 and words[0] not in ORDINARY:
                    self._forms.setdefault(words[0], (key, True))
                    if len(words[0]) >= _JOINED:
                        self._within.setdefault(words[0], (key, True))
                continue
            plain = all(word in ORDINARY or len(word) < 3 for word in words)
            for form, caps in _forms(words):
                self._forms.setdefault(form, (key, caps or plain))
                if _may_be_within(form, caps):
                    within = " ".join([parts.get(word, word) for word in form.split(" ")])  # "mc donald"
                    self._within.setdefault(within, (key, caps or plain))
            if by_first_name and len(words[0]) > 2 and words[0] not in ORDINARY:
                self._firsts.setdefault(words[0], key)

    def lookup(self, text: str) -> str | None:
        """Return the key of the person with exactly this name or number; None if there is none."""
        form = self._forms.get(" ".join(words_of(text)))
        return form[0] if form else None

    def __bool__(self) -> bool:
        return bool(self._forms)

    def may_find(self, words: set[str]) -> bool:
        """Whether the longest word of any person's name is among some words; cheap, and true for few texts.

        Args:
            words: the words of a text, as it is written.
        """
        dull = self._dull
        if len(dull) > _MOST_DULL:
            dull.clear()
        for word in words - dull:
            plain = fold(word).text.replace("'", "")
            if plain in self._telling or not self._telling.isdisjoint(_parts(word)):
                return True
            dull.add(word)
        return False

    def find(self, text: str, folded: Folded, words: set[str]) -> Iterator[PersonMatch]:
        """Yield the people in a text: first those whose names are whole words, then those within longer words.

        Args:
            text: the text.
            folded: the same, folded.
            words: its words, as it is written.
        """
        spans = [(m.start(), m.end(), m[0].replace("'", "")) for m in WORD.finditer(folded.text)]
        yield from self._find(text, folded, spans, self._forms, self._lengths)
        if all(self._parts.isdisjoint(_parts(word)) for word in words if parts_of(word)):
            return
        written = cased(text, folded)
        parts: list[_Word] = []
        for start, end, word in spans:
            places = [(start + first, start + last) for first, last in parts_of(written[start:end])]
            parts += [(*each, folded.text[slice(*each)].replace("'", "")) for each in places] or [(start, end, word)]
        yield from self._find(text, folded, parts, self._within, self._lengths_within)

    def _find(
        self,
        text: str,
        folded: Folded,
        spans: Sequence[_Word],
        forms: Mapping[str, tuple[str, bool]],
        lengths: Mapping[str, tuple[int, ...]],
    ) -> Iterator[PersonMatch]:
        known = self._known if forms is self._forms else lengths.keys()
        position = 0
        for index, (start, _, word) in enumerate(spans):
            if index < position or word not in known:
                continue
            for length in lengths.get(word, ()):
                part = spans[index : index + length]
                form = forms.get(" ".join([each[2] for each in part]))
                if len(part) < length or form is None or not _close(folded.text, part):
                    continue
                if form[1] and not _capital(text, folded, part):
                    continue
                yield PersonMatch(*folded.original(start, part[-1][1]), form[0])
                position = index + length
                break
            else:
                first = self._firsts.get(word) if forms is self._forms else None
                if first and _capital(text, folded, [spans[index]]) and _inside(folded.text, start):
                    yield PersonMatch(*folded.original(*spans[index][:2]), first)


def _lengths(forms: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return the numbers of words of the forms that begin with a word, the largest first."""
    lengths: dict[str, set[int]] = {}
    for form in forms:
        lengths.setdefault(form.partition(" ")[0], set()).add(form.count(" ") + 1)
    return {word: tuple(sorted(each, reverse=True)) for word, each in lengths.items()}


def _parts(word: str) -> list[str]:
    """Return the parts of a word in the form for comparison."""
    return [fold(word[start:end]).text.replace("'", "") for start, end in parts_of(word)] or [fold(word).text]


def _may_be_within(form: str, caps: bool) -> bool:
    """Whether to look for a form within longer words; short names and initials are parts of ordinary words."""
    words = form.split(" ")
    if caps:
        return len(words) == 2 and len(words[0]) == 1 and len(words[1]) >= _LAST and words[1] not in ORDINARY
    long = [word for word in words if len(word) > 1]
    return sum(map(len, long)) >= _JOINED and (len(words) == 1 or len(long) > 1)


def _spellings(name: str) -> Iterator[str]:
    """Yield the spellings of a name: as written, with two letters for one, with or without apostrophe and hyphen."""
    name = name[:_LONGEST]
    yield name
    folded = fold(name).text
    if may_look_latin(name):
        yield name.translate(LATIN)
    if not name.isascii():
        yield "".join(_TWO_LETTERS.get(sign, sign) for sign in name)
    if "'" in folded:
        yield folded.replace("'", " ")
    if "-" in folded:
        yield folded.replace("-", "")


def _forms(words: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Yield the spellings of a name of several words; with each, whether its words need capital letters."""
    first, last, *_ = words[0], words[-1]
    start, middle = " ".join(words[:-1]), [word[0] for word in words[1:-1]]
    orders = {" ".join(words), f"{last} {start}", f"{first} {last}", f"{last} {first}"}
    orders |= {f"{words[0]} {words[1]}", f"{' '.join(words[1:])} {first}"}
    if len(words) > 2:
        orders.add(f"{first} {' '.join(middle)} {last}")
    for form in sorted(orders):
        yield form, False
        if len(form.rpartition(" ")[2]) > 2 and not form.endswith("s"):
            yield f"{form}s", False
        joined = form.replace(" ", "")
        if len(joined) >= _JOINED and joined not in ORDINARY:
            yield joined, False
    if len(last) > 1:
        for initials in {first[0], " ".join([first[0], *middle])}:
            yield f"{initials} {last}", True
            yield f"{last} {initials}", True


def _close(text: str, part: Sequence[tuple[int, int, str]]) -> bool:
    """Whether only characters that may be part of a name are between some words."""
    return all(_GAP.fullmatch(text, before[1], after[0]) is not None for before, after in pairwise(part))


def _capital(text: str, folded: Folded, part: Sequence[tuple[int, int, str]]) -> bool:
    return all(not text[folded.original(start, end)[0]].islower() for start, end, _ in part)


def _inside(text: str, start: int) -> bool:
    """Whether a word is inside a sentence, not at its start."""
    before = text[max(0, start - 4) : start].rstrip(" ")
    return bool(before) and before[-1] not in f".!?:#>*-|/\\_@=([{{\"'{BLOCK}"
