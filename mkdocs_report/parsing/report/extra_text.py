"""Find text outside the answers: above the first question, under section headings, after question headings.

The template's own lines, items of the checklist and comments are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mkdocs_report.model.template import ChecklistItem
from mkdocs_report.parsing.markdown.blocks import OpaqueBlock
from mkdocs_report.parsing.markdown.engine import is_plain
from mkdocs_report.parsing.markdown.lines import HeadingLine, front_matter_height, is_edge, normalise
from mkdocs_report.parsing.report.parts import ReportPart
from mkdocs_report.parsing.template.matcher import TemplateMatcher


@dataclass(frozen=True, slots=True)
class LooseText:
    """Lines that belong to no question: a title for them, and the index of each line, from 0.

    If `is_code` is set, they are shown as they were typed.
    """

    title: str
    lines: tuple[int, ...]
    is_code: bool = False

    def text_of(self, lines: Sequence[str]) -> tuple[list[str], list[int]]:
        """Return the text, with an empty line between lines that are not adjacent, and the number of each line."""
        if self.is_code:
            numbers = [index + 1 for index in self.lines]
            return ["````yaml", *(lines[index] for index in self.lines), "````"], [numbers[0], *numbers, numbers[-1]]
        text: list[str] = []
        numbers = []
        for before, index in zip((None, *self.lines), self.lines, strict=False):
            if before is not None and before != index - 1:
                text.append("")
                numbers.append(before + 1)
            text.append(lines[index])
            numbers.append(index + 1)
        return text, numbers


def find_loose_text(
    lines: Sequence[str],
    places: Sequence[tuple[int, int]],
    matcher: TemplateMatcher,
    headings: Sequence[HeadingLine],
    blocks: Iterable[OpaqueBlock],
    items: Iterable[ChecklistItem],
) -> Iterator[LooseText]:
    """Yield the text of a group outside its questions, one part for each heading of the template above it.

    Args:
        lines: the report's.
        places: where no question stands: first index and end.
        matcher: the report's template.
        headings: the report's, outside of code.
        blocks: fences, comments and raw HTML of the report.
        items: the report's checklist.
    """
    height = front_matter_height(lines)
    own = tuple(i for i in range(1, height - 1) if lines[i] not in matcher.outside_lines and not is_edge(lines[i]))
    if own:
        yield LooseText("", own, is_code=True)
    skipped = set(range(height))
    for item in items:
        skipped.add(item.line - 1)
        skipped.update(_more_of(item, lines))
    fenced: dict[int, OpaqueBlock] = {}
    for block in blocks:
        inside = range(block.first, block.last + 1)
        if block.kind == "comment":
            skipped.update(inside)
        elif not all(_is_templates(lines[i], matcher) for i in inside):
            fenced.update(dict.fromkeys(inside, block))
    by_line = {heading.at: heading for heading in headings}
    under = {h.at + 1 for h in headings if h.height > 1}
    templates, marked = matcher.outside_lines, by_line.keys() | fenced.keys()
    for start, stop in places:
        title = ""
        rows: list[int] = []
        for index in [i for i in range(start, stop) if lines[i] not in templates or i in marked]:
            heading = by_line.get(index)
            if heading and _is_templates_heading(heading, matcher):
                if rows:
                    yield LooseText(title, tuple(_with_tables(rows, lines)))
                title, rows = heading.text, []
            elif index in fenced or not (index in skipped or index in under or _is_templates(lines[index], matcher)):
                rows.append(index)
        if rows:
            yield LooseText(title, tuple(_with_tables(rows, lines)))


def _with_tables(indices: Sequence[int], lines: Sequence[str]) -> list[int]:
    """Return the indices of lines, with those of the template that make a table of the group's rows."""
    found = set(indices)
    for index in indices:
        if "|" in lines[index]:
            for step in (-1, 1):
                row = index + step
                while 0 <= row < len(lines) and "|" in lines[row] and row not in found:
                    found.add(row)
                    row += step
    return sorted(found)


def find_own_title(headings: Sequence[HeadingLine], stop: int, matcher: TemplateMatcher) -> HeadingLine | None:
    """Return the first heading of a report if it is the group's own title; None otherwise.

    Args:
        headings: the report's.
        stop: the index of the first question.
        matcher: the report's template.
    """
    first = headings[0] if headings else None
    if first is None or first.level != 1 or first.at >= stop or matcher.is_outside(first.text):
        return None
    return first if is_plain(first.text) else None  # an image or a link is shown with the other text


def words_after_heading(part: ReportPart, matcher: TemplateMatcher, lines: Sequence[str]) -> LooseText | None:
    """Return the heading of a question to which a group appended its own words, or that it wrote instead."""
    if not part.question:
        return None
    asked = matcher.questions[part.question].question.heading
    if not part.has_heading:
        is_own = part.at < part.body and normalise(lines[part.at]) != normalise(asked)
        return LooseText(asked, (part.at,)) if is_own and normalise(lines[part.at]) else None
    if part.title == asked:
        return None
    said, _, behind = normalise(part.title).partition(f"{normalise(asked)} ")
    return LooseText(asked, (part.at,)) if not said and any(map(str.isalpha, behind)) else None


def _more_of(item: ChecklistItem, lines: Sequence[str]) -> Iterator[int]:
    """Yield the indented lines below an item of the checklist that continue its text."""
    index = item.line
    while (
        index < len(lines)
        and lines[index][:2] == "  "
        and (said := normalise(lines[index]))
        and said in normalise(item.text)
    ):
        yield index
        index += 1


def _is_templates_heading(heading: HeadingLine, matcher: TemplateMatcher) -> bool:
    return bool(matcher.sections_of(heading)) or matcher.is_outside(heading.text)


def _is_templates(line: str, matcher: TemplateMatcher) -> bool:
    return line in matcher.outside_lines or is_edge(line) or matcher.is_outside(line)
