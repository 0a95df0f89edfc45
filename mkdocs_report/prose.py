"""Limits from a prompt's prose: "Answer length: 100-200 words + 1 to 3 screenshots." and its many cousins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from mkdocs_report.limits import Bounds, Clause, Limits
from mkdocs_report.sentences import Sentence, sentences

APPROXIMATELY = 0.2
"""How far "approximately 200 words" lets an answer go, as a share to either side: 160 to 240 words."""

_SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER_WORDS = {word: number for number, word in enumerate(_SMALL, 1)} | {"a": 1, "an": 1, "single": 1}
NUMBER = rf"(\d{{1,3}}(?:[,.]\d{{3}})+(?!\d)|\d{{1,6}}|(?:{'|'.join(_SMALL)})(?!\s+(?:hundred|thousand)))"
FILLER = r"(?:(?!(?:links?|to|of|the|for|with|from|in|on|or|and|words?|lines?|pages?)\b)(?!\d)[\w'/&-]+\s+){0,3}?"
UNITS = {
    "words": r"(?:words?)\b",
    "images": r"(?:images?|figures?|screen[ -]?shots?|pictures?|plots?|photos?|photographs?|diagrams?"
    r"|graphs?|charts?|drawings?|illustrations?|sketch(?:es)?|maps?)\b",
}
_ASK = re.compile(
    r"\b(?:add|attach|draw|embed|hand\s+in|include|insert|make|paste|post|provide|show|sketch|submit|supply|take"
    r"|upload)\s+(?:us\s+)?(?=\S)",
    re.I,
)
_RANGE = re.compile(rf"(?:\bbetween\s+|\bfrom\s+)?\b{NUMBER}\s*(?:-|–|—|−|/|to|or|and)\s*{NUMBER}\b", re.I)
_GIVE_OR_TAKE = re.compile(rf"\b{NUMBER}\s*(?:±|\+/-|\+-)\s*{NUMBER}\b", re.I)
_LEAST_MOST = re.compile(
    rf"\b(?:min(?:imum|\.)?(?:\s+of)?|at\s+least|no\s+(?:fewer|less)\s+than):?\s*{NUMBER}\s*(?:words?|pictures?|images?|figures?)?[\s,;]*(?:and|but)?\s*"
    rf"(?:max(?:imum|\.)?(?:\s+of)?|at\s+most|no\s+more\s+than|up\s+to):?\s*{NUMBER}\b",
    re.I,
)
_LEAST = re.compile(
    rf"(?:\b(?:at\s+least|min(?:imum|\.)?(?:\s+of|(?:\s+answer)?\s+length)?:?|(?:no|not)\s+"
    rf"(?:fewer|less|shorter)\s+than|(?:more|longer)\s+than|over|above)|≥|>=?)\s*{NUMBER}\b"
    rf"|\b{NUMBER}\s+or\s+more\b|\b{NUMBER}\+(?=\s)",
    re.I,
)
_MOST = re.compile(
    rf"(?:\b(?:at\s+most|max(?:imum|\.)?(?:\s+of|(?:\s+answer)?\s+length)?:?|(?:no|not)\s+(?:more|longer)\s+than"
    rf"|up\s+to|under|below|(?:fewer|less|shorter)\s+than|not\s+exceed(?:ing)?)|≤|<=?)\s*{NUMBER}\b"
    rf"|\b{NUMBER}\s+or\s+(?:fewer|less)\b",
    re.I,
)
_ABOUT = re.compile(rf"(?:\b(?:approximately|approx\.?|about|around|roughly|circa|ca\.?)|[~≈])\s*{NUMBER}\b", re.I)
_EXACTLY = re.compile(rf"\bexactly\s+{NUMBER}\b", re.I)
_PLAIN = re.compile(rf"\b{NUMBER}\b", re.I)
_OR_MORE = re.compile(r"\W*(?:or\s+more|at\s+least|min(?:imum)?)\b", re.I)
_OR_FEWER = re.compile(r"\W*(?:or\s+(?:fewer|less)|at\s+most|max(?:imum)?)\b", re.I)
_BESIDE = re.compile(r"[\s,;+&()]*(?:and|plus|with|including|incl\.?|as\s+well\s+as)?[\s,;(]*$", re.I)
_ONE = re.compile(r"\b(a(?!\s+(?:couple|dozen|few|handful|lot|number)\b)|an|one|single)\b", re.I)
_OPTIONAL = re.compile(
    r"\b(?:may|can|could|optional(?:ly)?|if\s+you\s+(?:like|want|wish)|feel\s+free|welcome\s+to"
    r"|(?:if|where)\s+possible)\b",
    re.I,
)
_NOT = re.compile(r"\b(?:do\s+not|don['’]t|never|need\s+not|not\s+necessary\s+to|without)\b", re.I)
_NEGATED = re.compile(
    r"\b(?:(?:do|does|must|should|may|shall|can|need|is|are)\s+not|\w+n['’]t|cannot|never|not)\s+(?:\w+\s+){0,2}$", re.I
)
_COMPARED = re.compile(r"(?:more|longer|over|above|fewer|less|shorter|under|below)\b", re.I)
_NUMBER_LAST = re.compile(rf"\bwords?(\s+limit|\s+count)?\s*:\s*((?:{NUMBER}|\D{{0,20}}?{NUMBER})[^.;]*)\.?$", re.I)
_NEEDED = re.compile(r"\b(?:required|needed|expected|must|please)\b", re.I)
_ADVISORY = re.compile(r"\b(?:recommend\w*|suggest\w*|advi[sc]\w*|ideally|preferabl[ey]|guideline)\b", re.I)
_LENGTH_LINE = re.compile(r"\blength\b|\bwords?\b", re.I)


class ContradictionError(ValueError):
    """A prompt asks for two things that no answer can meet both; the message quotes them."""


_PHRASES = (
    (_GIVE_OR_TAKE, "around"),
    (_LEAST_MOST, "range"),
    (_RANGE, "range"),
    (_LEAST, "least"),
    (_MOST, "most"),
    (_ABOUT, "about"),
    (_EXACTLY, "exact"),
    (_PLAIN, "exact"),
    (_ONE, "exact"),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A number of words or of pictures that a sentence asks for, and where in its text."""

    bounds: Bounds
    advisory: bool
    quote: str
    start: int = 0
    end: int = 0


def read_limits(prompt: Iterable[str]) -> Limits:
    """Read the limits that a prompt states, from its lines without quote signs; the example does not count.

    Raises:
        ContradictionError: a least number above the most, or two different limits of the same thing.
    """
    words: list[Reading] = []
    images: list[Reading] = []
    clauses: list[Clause] = []
    for sentence in map(unit_last, sentences(prompt)):
        asked, pictures = asked_in(sentence.text)
        words += asked
        images += pictures
        clauses += [sentence.clause("words", each.start, each.end) for each in asked]
        clauses += [sentence.clause("images", each.start, each.end) for each in pictures]
    word = _agree(words, "words")
    image = _agree(images, "pictures")
    return Limits(
        words=word.bounds if word else None,
        images=image.bounds if image else None,
        advisory=(word or image).advisory if (word or image) else False,  # type: ignore[union-attr]
        images_advisory=bool(image) and all(reading.advisory for reading in images),
        clauses=tuple(clauses),
    )


def asked_in(sentence: str) -> tuple[list[Reading], list[Reading]]:
    """Return what a sentence asks for: words, and pictures."""
    advisory = _ADVISORY.search(sentence) is not None
    words = _readings(sentence, "words", advisory) if _LENGTH_LINE.search(sentence) else []
    pictures = _readings(sentence, "images", advisory)
    return words, [_at_will(each, sentence) for each in pictures if _is_asked_for(each, sentence, words)]


def unit_last(sentence: Sentence) -> Sentence:
    """Turn "Word count: 250-300" into "250-300 words", and a word limit into what it is at most."""
    match = _NUMBER_LAST.search(sentence.said)
    if not match or re.search(r"\bwords?\b", match[2], re.I):
        return sentence
    most = "at most " if match[1] and "limit" in match[1].lower() and not _RANGE.search(match[2]) else ""
    text = f"{sentence.said[: match.start()]}{most}{match[2]} words"
    return replace(sentence, text=text, rewritten=match.start())


def _is_asked_for(picture: Reading, sentence: str, words: list[Reading]) -> bool:
    """Whether a number of pictures is a wish: first in its sentence, after a verb of asking, or beside the words.

    "Upload 1-2 images", "2 figures", "100 words + 2 figures" are; "describe the 2 plots" is not.
    """
    if _NOT.search(sentence[: picture.start]):
        return False
    if None in (picture.bounds.least, picture.bounds.most):
        return True  # "use at most 2 figures" is a limit whatever the verb
    if picture.start == 0 and (not _ONE.match(sentence) or _NEEDED.search(sentence)):
        return True
    if any(verb.end() == picture.start for verb in _ASK.finditer(sentence)):
        return True
    return any(
        _BESIDE.match(sentence[word.end : picture.start]) is not None
        if word.end <= picture.start
        else _BESIDE.match(sentence[picture.end : word.start]) is not None
        for word in words
    )


def _at_will(picture: Reading, sentence: str) -> Reading:
    """Turn a leave into what it asks for: “You may include 1-2 images” asks for none, and allows two."""
    if not _OPTIONAL.search(sentence[: picture.start]):
        return picture
    return replace(picture, bounds=Bounds(0, picture.bounds.most))


def _readings(sentence: str, unit: str, advisory: bool) -> list[Reading]:
    """Every "number, unit" in the sentence."""
    tail = re.compile(rf"\s*{FILLER}{UNITS[unit]}", re.I)
    found: list[Reading] = []
    start = 0
    while hit := _next_number(sentence, start, one=unit == "images"):
        match, bounds = hit
        first, start = match.start(), match.end()
        after = tail.match(sentence, match.end())
        if not after:
            continue
        end = after.end()
        if bounds.least == bounds.most and (more := _OR_MORE.match(sentence, end)):
            bounds, end = Bounds(_number(match[match.lastindex or 0]), None), more.end()
        elif bounds.least == bounds.most and (fewer := _OR_FEWER.match(sentence, end)):
            bounds, end = Bounds(None, _number(match[match.lastindex or 0])), fewer.end()
        elif _COMPARED.match(match[0]) and (negated := _NEGATED.search(sentence[:first])):
            bounds, first = Bounds(bounds.most, bounds.least), negated.start()  # "do not write more than"
        if bounds.least is not None and bounds.most is not None and bounds.least > bounds.most:
            raise ContradictionError(f"“{sentence[first:end]}” ends before it begins")
        found.append(Reading(bounds, advisory, sentence[first:end], first, end))
        start = end
    return [_roughly(r) if unit == "words" else r for r in found]


def _roughly(reading: Reading) -> Reading:
    """A bare number of words, "200 words", is about as many; only "exactly 200 words" means it."""
    bounds = reading.bounds
    if bounds.least is None or bounds.least != bounds.most or "exactly" in reading.quote.lower():
        return reading
    return replace(reading, bounds=_bounds("about", [bounds.least]))


def _next_number(sentence: str, start: int, one: bool) -> tuple[re.Match[str], Bounds] | None:
    """The first number-like phrase from `start`; where several begin together, the longest phrase wins."""
    best: tuple[int, int, re.Match[str], Bounds] | None = None
    for pattern, kind in _PHRASES if one else _PHRASES[:-1]:
        match = pattern.search(sentence, start)
        if match is None:
            continue
        numbers = [_number(group) for group in match.groups() if group]
        candidate = (match.start(), -match.end(), match, _bounds(kind, numbers))
        if best is None or candidate[:2] < best[:2]:
            best = candidate
    return (best[2], best[3]) if best else None


def _bounds(kind: str, numbers: list[int]) -> Bounds:
    first = numbers[0]
    match kind:
        case "range":
            return Bounds(first, numbers[1])
        case "around":
            return Bounds(max(0, first - numbers[1]), first + numbers[1])
        case "least":
            return Bounds(first, None)
        case "most":
            return Bounds(None, first)
        case "about":
            return Bounds(round(first * (1 - APPROXIMATELY)), round(first * (1 + APPROXIMATELY)))
        case _:
            return Bounds(first, first)


def _number(text: str) -> int:
    digits = text.replace(",", "").replace(".", "")
    return int(digits) if digits.isdigit() else _NUMBER_WORDS[text.lower()]


def _agree(readings: list[Reading], what: str) -> Reading | None:
    """The one limit that all readings state; the same said twice is said once."""
    if not readings:
        return None
    least = next((r.bounds.least for r in readings if r.bounds.least is not None), None)
    most = next((r.bounds.most for r in readings if r.bounds.most is not None), None)
    for reading in readings:
        for mine, agreed in ((reading.bounds.least, least), (reading.bounds.most, most)):
            if mine is not None and mine != agreed:
                quotes = " and ".join(f"“{r.quote}”" for r in readings)
                raise ContradictionError(f"it asks for two different numbers of {what}: {quotes}")
    if least is not None and most is not None and least > most:
        raise ContradictionError(f"the least number of {what}, {least}, is above the most, {most}")
    return Reading(Bounds(least, most), any(r.advisory for r in readings), readings[0].quote)
