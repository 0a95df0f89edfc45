"""Split a prompt into sentences, each with its place, from which limits are read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from mkdocs_report.model.base import Span, record
from mkdocs_report.model.limits import Clause
from mkdocs_report.parsing.limits.table_rows import cells, is_row, sentence_of_row

MAX_LINES, MAX_SENTENCE = 200, 2000
"""The most lines of a prompt, and characters of a sentence, that are read; a real prompt has a dozen lines."""
_LABELS = (
    r"(?:for\s+)?examples?(?:\s+answers?)?|(?:zum\s+)?beispiele?(?:antwort)?|(?:for\s+)?eksempel|eksempler"
    r"|(?:till\s+)?exempel|(?:bij)?voorbeeld(?:en)?|(?:par\s+)?exemples?|(?:por\s+)?ejemplos?|(?:per\s+)?esemp(?:io|i)"
    r"|(?:por\s+)?exemplos?|przykład(?:y|owa\s+odpowiedź)?|na\s+przykład|eksempelsvar|exempelsvar|voorbeeldantwoord"
)
"""The labels of an example."""
_EXAMPLE = re.compile(rf"[\s*_>]*(?:{_LABELS})\s*[*_]*:[*_]*\s*(.*)$", re.I)
_INLINE_EXAMPLE = re.compile(rf"(?<=[.!?])\s+[*_]*(?:{_LABELS})\s*[*_]*:", re.I)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W_a-zà-öø-ÿ]|[*_¿¡(\[])")
_SHORT = re.compile(
    r"(?:^|[\s(])(?:min|max|approx|ca|incl|excl|fig|figs|nr|st|mind|max|maks|mín|máx|aprox|env|ung|inkl|exkl|bzw|abb"
    r"|höchst|pkt|min|maxi?|mini|c|ok|pt|np|t|evt|o|u|e|i|z|b|d|h|p|s|q|g|vs|etc|resp|usw|osv|bl|lgst|zn|sł|wyr|Abb|sek"
    r"|tab|eq|sec|cf|art|pág|p[aá]g|kap|ex)\.$",
    re.I,
)
"""The end of a text with an abbreviation, whose full stop ends no sentence."""
_EMPHASIS = re.compile(r"[*_`]+|^(?:>\s?)+(?![=\s]*\d)", re.M)
_ITEM = re.compile(r"(?:[-*+•]|\d{1,2}[.)]|\(?([a-h])[.)]|\(\d{1,2}\))\s+(?=\S)", re.I)
"""The beginning of an item of a list; group 1 is its letter."""
_LABELLED = re.compile(
    r"[*_]*[^\W\d_][^\W\d_ ]{1,20}(?: [^\W\d_]{1,20}){0,3}(?:\s?[:=][^:\d]{0,20}\d| \d[\d–-]*[*_.;,]*$)"
)
"""A line of a list without signs: a label, and a number behind a colon or at the end."""
_LINK = re.compile(r"!?\[[^\]]*\]\([^)]*\)")


@record
class Sentence:
    """A sentence of a prompt, and its place.

    `line` is the line of the prompt, from 1, where the sentence begins; a new line begins at each index in `breaks`.
    `letter` is that of the part of a question, "a", of which it is an item.
    """

    text: str
    line: int
    breaks: tuple[int, ...] = ()
    letter: str = ""

    def clause(self, limit: str, start: int, end: int) -> Clause:
        """Return the words at a place of the text."""
        first, last = bisect_right(self.breaks, start), bisect_right(self.breaks, max(start, end - 1))
        return Clause(limit, self.text[start:end], Span(self.line + first, self.line + last))


def is_example(line: str) -> re.Match[str] | None:
    """Return a match if a prompt's line begins its example; group 1 is the rest of the line."""
    return _EXAMPLE.match(line)


def sentences(prompt: Iterable[str]) -> list[Sentence]:
    """Return the sentences of a prompt up to its example, without emphasis and links."""
    paragraphs: list[tuple[int, list[str], str]] = []
    open_paragraph = False
    header: list[str] | None = None
    for number, line in enumerate(islice(prompt, MAX_LINES), 1):
        text, *example = _INLINE_EXAMPLE.split(line.strip(), maxsplit=1)
        if is_example(line):
            break
        if not text:
            open_paragraph, header = False, None
            continue
        if is_row(text):
            paragraphs.append((number, [sentence_of_row(text, header or ())], ""))
            open_paragraph, header = False, cells(text) if header is None else header
            continue
        item = _ITEM.match(text)
        if open_paragraph and not item and not begins_length_limit(text) and not is_labelled_number(text):
            paragraphs[-1][1].append(text)
        else:
            letter = (item[1] or "").lower() if item else ""
            paragraphs.append((number, [text[item.end() :] if item else text], letter))
        open_paragraph = True
        if example:
            break
    return [each for line, rows, letter in paragraphs for each in _sentences(line, "\n".join(rows), letter)]


def after_example(prompt: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines after the one that begins the example of a prompt, with their numbers, from 1."""
    opened = False
    for number, line in enumerate(prompt[:MAX_LINES], 1):
        if opened:
            yield number, line
        opened = opened or bool(is_example(line) or _INLINE_EXAMPLE.search(line.strip()))


def begins_length_limit(text: str) -> bool:
    """Whether a line is only about the length: "Recommended answer length: ..."."""
    return re.match(r"[\w\s*_]*\blength\b[^.]*:", text, re.I) is not None


def is_labelled_number(text: str) -> bool:
    """Whether a line states a number of one thing, as a line of a list: "Words: 100", "Images 2-3"."""
    return _LABELLED.match(text) is not None


def _sentences(line: int, paragraph: str, letter: str) -> Iterator[Sentence]:
    plain = _LINK.sub(lambda link: " " + "\n" * link[0].count("\n"), _EMPHASIS.sub("", paragraph))
    start = 0
    gaps = [
        gap.span()
        for gap in _SENTENCE.finditer(plain)
        if not _SHORT.search(plain, max(0, gap.start() - 8), gap.start())
    ]
    for end, next_start in [*gaps, (len(plain), len(plain))]:
        said, *more = (" ".join(row.split()) for row in plain[start:end].split("\n"))
        breaks = []
        for row in more:
            said, at = (f"{said} {row}", len(said) + 1) if said and row else (said or row, len(said))
            breaks.append(at)
        yield Sentence(said[:MAX_SENTENCE], line, tuple(breaks), letter)
        line += plain.count("\n", start, next_start)
        start = next_start
