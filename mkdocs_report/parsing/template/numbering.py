"""Give the questions of a template their numbers and ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count

from mkdocs_report.errors import Fault
from mkdocs_report.model.base import record
from mkdocs_report.model.template import QuestionForm
from mkdocs_report.parsing.markdown.lines import normalise, pattern_of_key
from mkdocs_report.parsing.template.drafts import Document, QuestionDraft, TemplatePart
from mkdocs_report.parsing.template.points import without_points

_MOST_DIGITS = 6
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")


@record
class NumberedDraft:
    """A draft with its `id`, its `number`, and the part of its `section`."""

    draft: QuestionDraft
    id: str
    number: int
    section: TemplatePart | None


def number_questions(
    document: Document, drafts: Sequence[QuestionDraft], lenient: bool
) -> tuple[list[NumberedDraft], list[Fault]]:
    """Return the questions with their numbers and ids, and the faults of headings.

    If each question has a number of its own, it is used; otherwise they are counted. If `lenient` is set, a question
    that repeats the heading of another is left out, and there are no faults.
    """
    if lenient:
        drafts = list({draft.key: draft for draft in reversed(drafts)}.values())[::-1]
    numbers, is_own = _numbers(drafts)
    sections = _sections(document, drafts)
    names = _names(drafts, numbers, sections)
    seen: dict[tuple[str, str], int] = {}
    ids: Counter[str] = Counter()
    numbered: list[NumberedDraft] = []
    faults: list[Fault] = []
    for draft, name, number, section in zip(drafts, names, numbers, sections, strict=True):
        ids[name] += 1
        unique = name if ids[name] == 1 else f"{name}-{ids[name]}"
        line = draft.start.at + 1
        first = seen.setdefault((draft.key, section.heading.key if section and section.heading else ""), line)
        if not lenient:
            faults += _faults(draft, unique, first, number if is_own else None)
        numbered.append(NumberedDraft(draft, unique, number, section))
    return numbered, faults


def _numbers(drafts: Sequence[QuestionDraft]) -> tuple[list[int], bool]:
    """Return the number of each question, and whether they are those of the template; fields may have none."""
    own = {i: _own_number(draft) for i, draft in enumerate(drafts) if draft.start.form is not QuestionForm.FIELDS}
    patterns = {_pattern(drafts[i]) for i in own}
    if not own or not all(own.values()) or (len(set(own.values())) < len(own) and len(patterns) > 1):
        return list(range(1, len(drafts) + 1)), False
    free = count(max(own.values()) + 1)
    return [own.get(i) or next(free) for i in range(len(drafts))], True


def _own_number(draft: QuestionDraft) -> int:
    """Return the number that a question has in its title; 0 if it has none."""
    start = draft.start
    if start.enumerator:
        digits = re.findall(r"\d+", start.enumerator)
        return int(digits[0]) if len(digits) == 1 and start.enumerator[-1:].isdigit() else 0
    digits = re.findall(r"\d+", _BRACKETED.sub("", without_points(start.title)))
    return int(digits[0]) if len(digits) == 1 and len(digits[0]) < _MOST_DIGITS else 0


def _pattern(draft: QuestionDraft) -> str:
    return pattern_of_key(draft.key)


def _sections(document: Document, drafts: Sequence[QuestionDraft]) -> list[TemplatePart | None]:
    """Return for each question the part whose heading it stands below: the last one above it of a higher level."""
    headed = {draft.start.at for draft in drafts}
    above: dict[int, TemplatePart | None] = {}
    stack: list[TemplatePart] = []
    for part in document.parts:
        if part.heading is None or _is_title(document, part):
            continue
        while stack and stack[-1].level >= part.level:
            stack.pop()
        above[part.at] = stack[-1] if stack else None
        if part.at not in headed:
            stack.append(part)
    return [
        draft.start.part if not draft.has_heading and draft.start.part.at in above else above.get(draft.start.part.at)
        for draft in drafts
    ]


def _is_title(document: Document, part: TemplatePart) -> bool:
    return part.level == 1 and part is next(each for each in document.parts if each.heading)


def _names(
    drafts: Sequence[QuestionDraft], numbers: Sequence[int], sections: Sequence[TemplatePart | None]
) -> list[str]:
    """Return an id for each question; the section is a part of it where two have the same title."""
    own = [_name(draft, number) for draft, number in zip(drafts, numbers, strict=True)]
    keys = [normalise(without_points(s.heading.text)) if s and s.heading else "" for s in sections]
    several = Counter(name for name, _ in set(zip(own, keys, strict=True)))
    return [
        f"{id_of(key)}-{name.removeprefix('question-')}"[:80] if key and several[name] > 1 else name
        for name, key in zip(own, keys, strict=True)
    ]


def _name(draft: QuestionDraft, number: int) -> str:
    start = draft.start
    if draft.has_heading or not start.enumerator:
        return id_of(normalise(without_points(start.title))) or f"question-{number}"
    if start.enumerator.isdecimal():
        return f"question-{int(start.enumerator)}"
    return id_of(normalise(start.enumerator)) if len(start.enumerator) > 1 else f"question-{start.enumerator.lower()}"


def id_of(key: str) -> str:
    """Return the id of a question from the key of its heading (`lines.normalise`); empty if it has no word."""
    return "-".join(key.split())[:60].strip("-")


def _faults(draft: QuestionDraft, question: str, first: int, number: int | None) -> Iterator[Fault]:
    """Yield faults of a title: it repeats that in line `first`, or its fill marker has another number."""
    line, heading = draft.start.at + 1, draft.start.title
    if first != line and draft.has_heading:
        message = f"“{heading}” is already the heading of line {first}. Give each question its own."
        yield Fault(line, message, "heading-twice", question)
        return
    inside = re.findall(r"\d+", draft.marker or "")
    if number is not None and len(inside) == 1 and int(inside[0][:9]) != number:
        message = (
            f"“{heading}” has the fill marker of question {inside[0]}: “{draft.marker}”. "
            "Give heading and marker the same number."
        )
        yield Fault(line, message, "marker-of-another", question)
