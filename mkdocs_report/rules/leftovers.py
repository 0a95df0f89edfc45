"""Rules for parts of the template that are left in an answer: `marker-left`, `example-copied`, `placeholder-left`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_report.model.finding import Severity
from mkdocs_report.model.report import Answer
from mkdocs_report.parsing.markdown.lines import normalise, normalised_words, overlap
from mkdocs_report.rules.rule import Case, Draft, Rule

COPIED = 0.8
"""The share of an answer's words that, in the same order, are in the prompt's example if it was copied."""
_PLACEHOLDERS: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (sign, hint, re.compile(pattern))
    for sign, hint, pattern in (
        ("X", "X", r"X(?<=\bX)(?:X+\b(?!\s?%)|X{0,2} ?%)|s(?<=\bs)X{2,}\b(?!\s?%)"),
        ("x", "xx", r"\bxxx+\b|\bx{2,3}%"),
        ("D", "TODO", r"\bTODO\b"),
        ("X", "FIXME", r"\bFIXME\b"),
        ("D", "TBD", r"\bTBD\b"),
        ("?", "??", r"\?\?\?+"),
        ("(", "issing)", r"\((?i:\s*missing\))"),
        ("(", "ISSING)", r"\(\s*MISSING\)"),
        ("[", "[", r"\[(?i:\s*(?:missing|to do|insert[^\]]{0,40})\])"),
        ("m", "orem ips", r"(?i:lorem ipsum)"),
        ("h", "n here", r"(?i:\bfill\s+(?:this\s+)?in\s+here\b)"),
        (".", "... ", r"(?<![\w.])\.\.\.\s[A-Z]{3}[A-Z ]{0,60}+(?<=\s)\.\.\."),
        ("<", "<", r"<(?i:(?:image|extension|weblink|weburl|url|name)>)"),
    )
)
"""The patterns of placeholders, each after one character and a short text that every match contains.

Most answers are skipped by the search for the character, which is twenty times as fast as one for two characters. For
the same reason a pattern starts with a plain character, before `(?i:`.
"""


def marker_left(case: Case) -> Iterator[Draft]:
    """Find the fill marker beside a finished answer."""
    line = case.answer.marker_line
    if line is not None:
        yield case.draft(
            f"{case.name}: the fill marker was not deleted.",
            f"Delete line {line}." if line not in _answer_lines(case) else f"Delete the marker from line {line}.",
            line=line,
            observed=case.question.marker,
        )


def _answer_lines(case: Case) -> set[int]:
    return {n for span in case.answer.ranges for n in range(span.first, span.last + 1)}


def example_copied(case: Case) -> Iterator[Draft]:
    """Find answers that are the example of the prompt."""
    said = normalise(case.question.example)
    length = said.count(" ") + 1
    if length < 8 or case.answer.count.rendered > length * 1.5:
        return
    example = said.split()
    mine = normalised_words(case.answer.plain)
    if not 5 <= len(mine) <= len(example) * 1.4 or len(set(mine) & set(example)) < COPIED * len(set(mine)):
        return
    if overlap(mine, example) >= COPIED:
        yield case.draft(
            f"{case.name}: the answer is the prompt's example.",
            "Describe your group's own work.",
            observed=len(mine),
        )


def placeholder_left(case: Case) -> Iterator[Draft]:
    """Find gaps of the template, and notes such as TODO, in the answer."""
    text = case.answer.text
    for pattern in [pattern for sign, hint, pattern in _PLACEHOLDERS if sign in text and hint in text]:
        for found, line in _places(case.answer, pattern):
            if case.too_few_images and found in {"<image>", "<extension>"}:
                continue  # `too-few-images` reports it
            yield case.draft(
                f"{case.name}: placeholder “{found}”.",
                "Replace or delete it.",
                line=line,
                observed=found,
            )


def _places(answer: Answer, pattern: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    """Yield the matches of a pattern outside code, each text once, with its line."""
    if not pattern.search(answer.text):
        return
    code = " ".join(code.text for code in answer.code)
    seen: set[str] = set()
    for text, line in zip(answer.text.split("\n"), answer.line_of, strict=False):
        for match in pattern.finditer(text):
            if match[0] not in seen and match[0] not in code:
                seen.add(match[0])
                yield match[0], line


RULES = (
    Rule(
        "marker-left",
        Severity.WARNING,
        "The fill marker was not deleted.",
        """
The answer replaces the line `--- question 3 fill here ---`. Delete the marker. The answer counts anyway, whether it is
above the marker, below it or on its line.
""",
        about="marker",
        answer=marker_left,
    ),
    Rule(
        "example-copied",
        Severity.WARNING,
        "The answer is the prompt's example.",
        "\nThe answer repeats the example of the prompt almost word for word. Describe your group's own work.\n",
        answer=example_copied,
    ),
    Rule(
        "placeholder-left",
        Severity.WARNING,
        "An answer has a placeholder.",
        """
The answer has a placeholder such as `XX%`, `TODO`, `xxx`, `... FINISH ...`, `(MISSING)` or the template's
`figures/<image>.<extension>`. Code is not searched.
""",
        answer=placeholder_left,
    ),
)
