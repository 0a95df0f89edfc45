"""Recognise the place for an answer in a line of a template: a label, a placeholder, or a line to be filled in."""

from __future__ import annotations

import re
from functools import lru_cache

from mkdocs_report.parsing.markdown.lines import normalise
from mkdocs_report.parsing.template.labels import ANSWER_LABELS
from mkdocs_report.runtime.lazy_pattern import LazyPattern

_EMPHASIS = re.compile(r"^[\s>*_`~]+|[\s*_`~]+$")
_SYMBOLS = LazyPattern(r"^[\u2190-\u21ff\u25a0-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff\s]+(?=\S)")
"""Arrows and emoji in front of a text: "👉 Write here"."""
_SIGNS = LazyPattern(r"(?:_[\s_]*){3,}|(?:\.\s?){3,}|…+|\?+|[xX]{3,}|(?:[-–—]\s?){3,}|\W{0,3}", re.ASCII)
_BRACKETS = LazyPattern(
    r"(?:\[(?![ xX]?\])[^\[\]]{1,200}\](?![(\[:])|<[^<>/!][^<>]{0,200}>|\{\{?[^{}]{1,200}\}\}?)[.:]?$"
)
_HERE = (
    r"here|below|hier|her|här|hér|tutaj|tu|ici|ci-dessous|aquí|aqui|abajo|qui|hieronder|hierunder|nedenfor|nedan|unten"
)
_VERB = (
    r"(?:please\s+)?(?:type|write|enter|insert|fill(?:\s+in)?|put|add|place|paste|click|start|upload|provide|complete"
    r"|schreib\w*|trag\w*|füg\w*|text|skriv\w*|indsæt|udfyld|sett\s+inn|fyll\w*|schrijf|vul|typ|écri\w*|saisi\w*|insér\w*"
    r"|complét\w*|escrib\w*|rellen\w*|inserta\w*|scriv\w*|inseri\w*|compil\w*|escrev\w*|insir\w*|preench\w*|wpisz|napisz"
    r"|wstaw|uzupełnij)"
)
_YOUR = (
    r"(?:your|my|our|the|deine?|eure?|ihre?|din|dit|jeres|ditt|ert|deres|jouw?|jullie|uw|votre|vos|ta|tu|su|vuestra"
    r"|(?:la\s+)?(?:tua|vostra)|(?:a\s+)?(?:sua|vossa|tua)|twoja|wasza)"
)
_THING = (
    r"(?:answers?|responses?|text|solution|reply|code|reflection|description|comments?|notes?|antwort\w*|lösung\w*|svar"
    r"|besvarelse|antwoord\w*|réponse\w*|respuesta\w*|risposta|risposte|resposta\w*|odpowiedź|odpowiedzi)"
)
_WORDS = LazyPattern(
    rf"(?:{_VERB}(?:\b.{{0,60}}?\b(?:{_HERE})\b.{{0,20}}|\s+(?:in\s+)?(?:{_YOUR}\s+)?{_THING})"
    rf"|{_YOUR}\s+{_THING}(?:\s+(?:goes\s+)?(?:{_HERE}))?|{_THING}\s+(?:goes\s+)?(?:{_HERE})"
    r"|to\s+be\s+(?:done|determined|filled(?:\s+in)?|completed|written|added)"
    r"|lorem ipsum.*"
    r"|à\s+(?:compléter|remplir)|por\s+(?:completar|hacer)|pendiente|da\s+completare|a\s+preencher|do\s+uzupełnienia)",
    re.IGNORECASE,
)
_TODO = LazyPattern(r"(?:to\s*-?do|tbd|tba|fixme)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d")
_LABEL = LazyPattern(r"[\s>*_#]*([^\W\d_][^:：.!?\n]{0,40}?)[*_]*\s*[:：]?[*_\s]*$")
_LABEL_TEXT = LazyPattern(r"[\s>*_#]*(?P<label>[^\W\d_][^:：.!?*_]{0,40}?)[*_]*\s*[:：][*_]*[ \t]*(?P<rest>\S.*)$")
_SIGN_LABEL = LazyPattern(r"[\s>*_]*(?:A|Ans|R|S)(?:nswer)?\s*\d{0,3}[*_]*\s*[:：.)]?[*_]*\s*[:：][*_\s]*$")


_PLACE_BEHIND = LazyPattern(r"[\s:：]*(?:_{2,}|\.{3,}|…+|\[[^\[\]()]*\])[\s.#]*$")


def without_place(heading: str) -> str:
    """Return a heading without the place for an answer behind it: "Name: ____"."""
    return _PLACE_BEHIND.sub("", heading) or heading


def bare(line: str) -> str:
    """Return a line without emphasis, quote signs and white space at its ends."""
    return _EMPHASIS.sub("", line)


@lru_cache(maxsize=2048)
def is_placeholder(line: str) -> bool:
    """Whether a line only shows where an answer goes: `[your answer]`, `TODO`, `____`, "Type here", `...`.

    A blank line is none, and neither is a link or an empty box.
    """
    text = _SYMBOLS.sub("", bare(line).strip()) if not line.isascii() else bare(line).strip()
    if not text:
        return "__" in line or "*_" in line
    if text[0] in "[<{" and _BRACKETS.match(text):
        return True
    inner = text.strip("()[]<>{}.:!…_-–—* \t") if len(text) <= 120 else text
    if _TODO.match(inner):
        return "?" not in text and not _NUMBER.search(text)  # "TODO: who was affected? 50 words or more" is a prompt
    return (
        not inner or _WORDS.fullmatch(inner) is not None or (text[0] in "_.…?xX" and _SIGNS.fullmatch(text) is not None)
    )


@lru_cache(maxsize=2048)
def label_of(line: str) -> str | None:
    """Return the words of a line that is only a label of the answer ("**Answer:**", "Svar", "A:"), else None.

    The words are those of `labels.ANSWER_LABELS`. Without a colon the label has to be in bold or a heading.
    """
    closed = ":" in line or "：" in line
    if len(line) > 80 or not (closed or line.lstrip()[:1] in {"#", "*", "_"}):
        return None
    if closed and _SIGN_LABEL.match(line):
        return bare(line).rstrip(":： ")
    match = _LABEL.match(line)
    return match[1].strip() if match and is_answer_label(match[1], is_heading=not closed) else None


def is_answer_label(text: str, is_heading: bool = False) -> bool:
    """Whether words are a label of an answer, with a number or not: "Answer", "Answer 2", "Svar".

    "Solution" as a heading is the title of a section.
    """
    said = " ".join(word for word in normalise(text).split() if not word.isdecimal())
    return said in (_HEADINGS if is_heading else _LABELS)


_SOLUTION = ("solu", "lösung", "løsning", "lösning", "oplossing", "uitwerking", "svolgimento", "resolu", "rozwiązani")
_LABELS = frozenset(map(normalise, ANSWER_LABELS))
_HEADINGS = frozenset(label for label in _LABELS if not any(word in label for word in _SOLUTION))


def text_behind_label(line: str) -> str | None:
    """Return the text behind a label of the answer on its line ("Answer: warm"), None if there is no such label."""
    match = _LABEL_TEXT.match(line) if len(line) < 100_000 and (":" in line or "：" in line) else None
    return match["rest"] if match and is_answer_label(match["label"]) else None


_CELL = re.compile(r"(?<!\\)\|")


def cells_of(row: str) -> list[str]:
    """Return the cells of a row of a table."""
    text = row.strip()
    text = text.removeprefix("|")
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return [cell.strip() for cell in _CELL.split(text)]


def is_gap(cell: str) -> bool:
    """Whether a cell of a table is to be filled in."""
    return not normalise(cell) or is_placeholder(cell)
