"""Read the limits that one English sentence states, such as "Answer length: 100-200 words + 1 to 3 screenshots.".

`other_languages.py` recognises limits in other languages; they are not read, only reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from mkdocs_report.model.limits import Bounds
from mkdocs_report.parsing.limits.sentences import Sentence

APPROXIMATELY = 0.2
"""The tolerance of "approximately 200 words", as a share to either side: 160 to 240 words."""

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
_WHOLE = r"(?:(?:single|one|such)\s+)?(?:answers?|questions?|prompts?|responses?|groups?|teams?)\b(?!\s+members?\b)"
_EACH = (
    rf"(?:(?:in|for|on|about|to|of|from|at)\s+(?:each|every)|every)\b(?!\s+{_WHOLE})(?:\s+[\w'’-]+)?"
    rf"|each\b(?!\s+{_WHOLE})"
)
_PER = rf"(?:(?<=max)\.|(?<=min)\.)?\s*\(?\s*\b(?:per\s+(?!(?:the|your|our)\b|{_WHOLE})[\w'’-]+|apiece\b|{_EACH})"
_PART = {
    "words": re.compile(rf"{_PER}\)?", re.I),
    "images": re.compile(rf"{_PER}(?!\s+(?:\w+ing|with|has|have|must|should|is|are)\b)\)?", re.I),
}
"""Words that make a number one for each of several things: "50 words per image". It is not a limit of the whole
answer. An answer, a question and a group are the whole, and "3 images each showing a wheel" are 3."""
FOR_EACH = re.compile(
    r"\W*(?:[\w\s]{0,40}\b(?:length|words?|limit|count)\s*\(?)?"
    rf"(?:(?:for|of)\s+(?:each|every)|per)\s+(?!(?:the|your|our)\b|{_WHOLE})[^\d,:;.]{{1,60}}[,:]",
    re.I,
)
"""The start of a sentence that asks of each: "For each sensor, insert one image", "Length per sensor: 20 words"."""
_IN_ALL = re.compile(r"\s*\(?\s*(?:in\s+(?:all|total)|altogether|overall)\b", re.I)

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
class Quantity:
    """A number of words or images that a sentence asks for, and its place in the text.

    A number for each `part` of an answer, such as "50 words per image", is not a limit of the whole answer.
    """

    bounds: Bounds
    advisory: bool
    quote: str
    start: int = 0
    end: int = 0
    part: bool = False

    @property
    def backward(self) -> bool:
        """Whether its end is less than its start: "80-30 words"."""
        least, most = self.bounds.least, self.bounds.most
        return least is not None and most is not None and least > most


def read_quantities(sentence: str) -> tuple[list[Quantity], list[Quantity]]:
    """Return the words and the images that a sentence asks for, of the answer or of each of its parts."""
    advisory = _ADVISORY.search(sentence) is not None
    words = _find_quantities(sentence, "words", advisory) if _LENGTH_LINE.search(sentence) else []
    images = _find_quantities(sentence, "images", advisory)
    return words, [_as_permission(each, sentence) for each in images if _is_asked_for(each, sentence, words)]


def with_unit_last(sentence: Sentence) -> Sentence:
    """Turn "Word count: 250-300" into "250-300 words", and a word limit into what it is at most."""
    match = _NUMBER_LAST.search(sentence.original)
    if not match or re.search(r"\bwords?\b", match[2], re.I):
        return sentence
    most = "at most " if match[1] and "limit" in match[1].lower() and not _RANGE.search(match[2]) else ""
    part = _PART["words"].search(match[2])
    number, each = (match[2][: part.start()], match[2][part.start() :]) if part else (match[2], "")
    text = f"{sentence.original[: match.start()]}{most}{number} words{each}"
    return replace(sentence, text=text, rewritten=match.start())


def _is_asked_for(image: Quantity, sentence: str, words: list[Quantity]) -> bool:
    """Whether a number of images is a request: it comes first, follows a verb of asking, or is next to the words.

    "Upload 1-2 images", "2 figures", "100 words + 2 figures" are; "describe the 2 plots" is not.
    """
    if _NOT.search(sentence[: image.start]):
        return False
    if None in (image.bounds.least, image.bounds.most):
        return True  # "use at most 2 figures" is a limit with any verb
    if image.start == 0 and (not _ONE.match(sentence) or _NEEDED.search(sentence)):
        return True
    if any(verb.end() == image.start for verb in _ASK.finditer(sentence)):
        return True
    return any(
        _BESIDE.match(sentence[word.end : image.start]) is not None
        if word.end <= image.start
        else _BESIDE.match(sentence[image.end : word.start]) is not None
        for word in words
    )


def _as_permission(image: Quantity, sentence: str) -> Quantity:
    """Turn permission into a limit: “You may include 1-2 images” asks for none, and allows two."""
    if image.backward or not _OPTIONAL.search(sentence[: image.start]):
        return image
    return replace(image, bounds=Bounds(0, image.bounds.most))


def _find_quantities(sentence: str, unit: str, advisory: bool) -> list[Quantity]:
    """Return every "number, unit" in the sentence."""
    tail = re.compile(rf"\s*{FILLER}{UNITS[unit]}", re.I)
    of_each = FOR_EACH.match(sentence) is not None
    found: list[Quantity] = []
    start = 0
    coming: dict[re.Pattern[str], re.Match[str] | None] = {}
    while hit := _next_number(sentence, start, coming, one=unit == "images"):
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
        if part := _PART[unit].match(sentence, end):
            end = part.end()
        each = part is not None or (of_each and not _IN_ALL.match(sentence, end))
        found.append(Quantity(bounds, advisory, sentence[first:end], first, end, each))
        start = end
    return [_with_tolerance(r) if unit == "words" else r for r in found]


def _with_tolerance(quantity: Quantity) -> Quantity:
    """Read a bare number of words, "200 words", as about that many; only "exactly 200 words" is exact."""
    bounds = quantity.bounds
    if bounds.least is None or bounds.least != bounds.most or "exactly" in quantity.quote.lower():
        return quantity
    return replace(quantity, bounds=_bounds("about", [bounds.least]))


def _next_number(
    sentence: str, start: int, coming: dict[re.Pattern[str], re.Match[str] | None], one: bool
) -> tuple[re.Match[str], Bounds] | None:
    """Return the first number-like phrase from `start`; the longest of those that begin together.

    `coming` stores the next match of each pattern, so that a sentence of a thousand numbers is not searched a thousand
    times.
    """
    best: tuple[int, int, re.Match[str], Bounds] | None = None
    for pattern, kind in _PHRASES if one else _PHRASES[:-1]:
        match = coming.get(pattern)
        if pattern not in coming or (match is not None and match.start() < start):
            match = coming[pattern] = pattern.search(sentence, start)
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
