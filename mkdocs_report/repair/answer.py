"""Prepare an answer for a clean copy of the template: no headings, no open blocks, the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mkdocs_report.model.template import Question
from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.markdown.blocks import OpaqueBlock
from mkdocs_report.parsing.markdown.lines import end_of_html, is_edge, marker_text, normalise, opaque_blocks
from mkdocs_report.repair.answer_content import content_of_text

_DASHES = re.compile(r"-{2,}")
_HASHES = re.compile(r"([ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]+)*>?[ \t]*)#{1,6}(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r"[\s>]*(=+|-+)[ \t]*$")
_HTML_HEADING = re.compile(r"<(/?)h[1-6]\b", re.IGNORECASE)
_FENCE = re.compile(r"(.*?)(`{3,}|~{3,})")
_ONE_BY_ONE = 40
"""The most headings that are changed one by one, if changing all at once would change a word."""
_PASSES = 6
"""The most times that headings are looked for, since an underline may follow another."""


def normalise_answer(lines: Sequence[str]) -> list[str]:
    """Return the lines of an answer with headings in bold and open blocks closed.

    Lines stay unchanged if that would change a word, an image or a link.
    """
    return close_blocks(headings_to_bold(lines))


def close_blocks(lines: Sequence[str]) -> list[str]:
    """Close all fences, comments and raw HTML blocks that some lines leave open."""
    block = next((block for block in opaque_blocks(lines) if not block.closed), None)
    if block is None:
        return list(lines)
    before = content_of_text("\n".join(lines))
    for end in closers(lines[block.first], block):
        new = [*append_closer(lines[: block.last + 1], end), *lines[block.last + 1 :]]
        same = content_of_text("\n".join(new)) == before
        if same and not any(each.first == block.first and not each.closed for each in opaque_blocks(new)):
            return close_blocks(new)
    return list(lines)


def closers(opening_line: str, block: OpaqueBlock) -> Iterator[str]:
    """Yield the lines that may close a block: indented like its first line, and at the margin."""
    if block.kind == "comment":
        yield "-->"
    elif block.kind == "HTML block":
        end = end_of_html(opening_line)
        yield end
        yield f"<!-- {end} -->"  # GitHub shows `<script>` as text, so its end tag would be visible
    elif fence := _FENCE.match(opening_line):
        yield " " * len(fence[1].expandtabs(4)) + fence[2]
        yield fence[2]


def append_closer(lines: Sequence[str], end: str) -> list[str]:
    """Append the line that closes a block; `-->` goes on the last line, since alone it could be read as a rule."""
    return [*lines[:-1], f"{lines[-1]} {end}"] if end == "-->" else [*lines, end]


def headings_to_bold(lines: Sequence[str]) -> list[str]:
    """Write headings as bold text; a rule that turns the paragraph above into a heading gets a blank line above."""
    current = list(lines)
    before = content_of_text("\n".join(current))
    for _ in range(_PASSES):
        places = [number for _, _, number in engine.read(engine.render("\n".join(current))).headings]
        if not places:
            break
        new = current
        for number in reversed(places):  # from the last one, so that line numbers above stay valid
            new = next(_without_heading(new, min(number, len(new)) - 1))
        if content_of_text("\n".join(new)) == before:
            current = new
            continue
        for number in reversed(places[:_ONE_BY_ONE]):
            ways = _without_heading(current, min(number, len(current)) - 1)
            current = next((way for way in ways if content_of_text("\n".join(way)) == before), current)
    return current


def _without_heading(lines: list[str], at: int) -> Iterator[list[str]]:
    """Yield the ways to remove the heading that begins at a line, the best one first."""
    match = _HASHES.match(lines[at])
    if match:
        lead, text = match[1], (match[2] or "").strip()
        for plain in [text] if "*" in text or not text else [bold(text), text]:
            yield replace_with_gaps(lines, at, at + 1, [f"{lead}{plain}".rstrip()])
        return
    for under in range(at + 1, min(at + 200, len(lines))):
        found = _UNDERLINE.match(lines[under])
        if found:
            quote = ">" if lines[under].lstrip().startswith(">") else ""
            if found[1][0] == "=" and under == at + 1 and "*" not in lines[at]:
                text = lines[at].strip()
                lead = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
                yield replace_with_gaps(lines, at, under + 1, [lead + bold(text)])
            if found[1][0] == "=":
                yield replace_with_gaps(lines, at, under + 1, lines[at:under])
            yield [*lines[:under], quote, *lines[under:]]
            break
    yield [_HTML_HEADING.sub(r"<\1p", line) if "`" not in line else line for line in lines]


def bold(text: str) -> str:
    """Return a text in bold."""
    return f"**{text}**"


def replace_with_gaps(lines: Sequence[str], start: int, stop: int, new: Sequence[str]) -> list[str]:
    """Replace lines, with blank lines around the new ones, so that they join no paragraph."""
    quote = ">" if new and new[0].lstrip().startswith(">") else ""
    above = [quote] if start and lines[start - 1].strip(" \t>") else []
    below = [quote] if stop < len(lines) and lines[stop].strip(" \t>") else []
    return [*lines[:start], *above, *new, *below, *lines[stop:]]


def split_question(lines: Sequence[str], question: Question) -> tuple[list[str], list[str], list[str]]:
    """Split a question of a template into heading and prompt, the place of the answer, and the lines after it."""
    height = next((i for i, line in enumerate(lines[1:], 1) if line.strip()), len(lines))
    quote = len(question.quote)
    if quote and tuple(lines[height : height + quote]) == question.quote:
        height += quote
    else:
        height = 1 if lines[1:2] and not lines[1].strip() else min(2, len(lines))
    last = max((i for i in range(height, len(lines)) if marker_text(lines[i]) or not is_edge(lines[i])), default=None)
    place_of_answer = list(lines[height : last + 1]) if last is not None else []
    while place_of_answer and not place_of_answer[0].strip():
        place_of_answer.pop(0)
    head = list(lines[:height])
    while len(head) > 1 and not head[-1].strip():
        head.pop()
    return head, place_of_answer, list(lines[height if last is None else last + 1 :])


def punctuation_of(line: str) -> str:
    """Return the punctuation of a line that has no words, without quote signs; runs of dashes become two dashes."""
    if normalise(line) or is_edge(line):
        return ""
    return _DASHES.sub("--", "".join(line.split()).lstrip(">"))
