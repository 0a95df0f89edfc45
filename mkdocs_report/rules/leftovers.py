"""Rules for parts of the template that are left in an answer: `marker-left`, `example-copied`, `placeholder-left`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_report.model.finding import Severity
from mkdocs_report.model.report import Answer
from mkdocs_report.parsing.markdown.lines import key, overlap, words
from mkdocs_report.rules.rule import Case, Draft, Rule

COPIED = 0.8
"""An answer of whose words this share stands, in order, in the prompt's example is that example."""
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
"""What a placeholder looks like, and a part of it without which there is none: one sign, and more of it.

A sign alone is found twenty times as fast as two. A pattern that begins with a plain sign is quick, too: `(?i:`
stands behind it.
"""


def marker_left(case: Case) -> Iterator[Draft]:
    """Find the fill marker beside a finished answer."""
    line = case.answer.marker_line
    if line is not None:
        yield case.draft(
            f"{case.name} is answered, and its fill marker still stands.",
            f"Delete line {line}." if line not in _answer_lines(case) else f"Delete the marker from line {line}.",
            line=line,
            observed=case.question.marker,
        )


def _answer_lines(case: Case) -> set[int]:
    return {n for span in case.answer.ranges for n in range(span.first, span.last + 1)}


def example_copied(case: Case) -> Iterator[Draft]:
    """Find answers that are the example of the prompt."""
    said = key(case.question.example)
    length = said.count(" ") + 1
    if length < 8 or case.answer.count.rendered > length * 1.5:
        return
    example = said.split()
    mine = words(case.answer.plain)
    if not 5 <= len(mine) <= len(example) * 1.4 or len(set(mine) & set(example)) < COPIED * len(set(mine)):
        return
    if overlap(mine, example) >= COPIED:
        yield case.draft(
            f"{case.name} is answered with the example of its prompt.",
            "Write in your own words what your group did.",
            observed=len(mine),
        )


def placeholder_left(case: Case) -> Iterator[Draft]:
    """Find gaps of the template, and notes such as TODO, in the answer."""
    text = case.answer.text
    for pattern in [pattern for sign, hint, pattern in _PLACEHOLDERS if sign in text and hint in text]:
        for found, line in _places(case.answer, pattern):
            if case.too_few_images and found in {"<image>", "<extension>"}:
                continue  # `too-few-images` says it
            yield case.draft(
                f"{case.name} still holds “{found}”.",
                "Write what belongs there, or take it out.",
                line=line,
                observed=found,
            )


def _places(answer: Answer, pattern: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    """Yield the matches of a pattern outside code, each text once, with its line."""
    if not pattern.search(answer.text):
        return
    code = " ".join(text for text, _ in answer.code)
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
        "The fill marker still stands beside an answer.",
        """
The line `--- question 3 fill here ---` is the place of the answer and is to be replaced by it. The answer counts
all the same, wherever it stands: above the marker, under it, or on its line.
""",
        about="marker",
        answer=marker_left,
    ),
    Rule(
        "example-copied",
        Severity.WARNING,
        "The answer is the prompt's example.",
        "\nThe answer repeats the example of the prompt almost word by word. Write what your own group did.\n",
        answer=example_copied,
    ),
    Rule(
        "placeholder-left",
        Severity.WARNING,
        "A gap or a note to oneself still stands in the answer.",
        """
Something like `XX%`, `TODO`, `xxx`, `... FINISH ...`, `(MISSING)` or the template's own
`figures/<image>.<extension>` stands in the answer. Text in code is not looked at.
""",
        answer=placeholder_left,
    ),
)
