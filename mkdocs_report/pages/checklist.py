"""Data of the checklist page: items in rows, groups in columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mkdocs_report.model.course import Course
from mkdocs_report.model.evidence import Evidence, Proof
from mkdocs_report.model.report import Report
from mkdocs_report.model.template import ChecklistItem
from mkdocs_report.pages.linked_list import LinkedList
from mkdocs_report.pages.percent import percent_of
from mkdocs_report.parsing.markdown.lines import normalise

ItemTexts = Sequence[tuple[str, str]]
"""The items of a checklist in order, as (subsection, text)."""
ItemKey = tuple[str, int]
"""The normalized text of an item, and the number of earlier items with the same text in the checklist."""


@dataclass(frozen=True, slots=True)
class TickCount:
    """The number of ticked boxes, and of all boxes."""

    ticked: int
    boxes: int

    @property
    def percent(self) -> int:
        """The percentage of ticked boxes; 0 without boxes."""
        return percent_of(self.ticked, self.boxes) or 0


@dataclass(frozen=True, slots=True)
class GroupColumn:
    """The head of a group's column."""

    id: str
    title: str
    ticks: TickCount
    has_checklist: bool


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with its box in each report, in the order of the groups: None if the report does not have the item.

    `evidence` has the evidence of each group; it is empty if the course asks for no evidence about the item.
    """

    text: str
    checked: tuple[bool | None, ...]
    evidence: tuple[Evidence | None, ...] = ()

    @property
    def ticks(self) -> TickCount:
        """The number of groups that ticked it, of the groups whose report has it."""
        return count_ticks(self.checked)

    @property
    def cells(self) -> tuple[tuple[bool | None, Evidence | None], ...]:
        """Each group's box with its evidence."""
        return tuple(zip(self.checked, self.evidence or (None,) * len(self.checked), strict=True))

    @property
    def found_ticks(self) -> TickCount:
        """The number of ticks with evidence, of the ticks of groups whose files are known."""
        proofs = Counter(each.proof for each in self.evidence if each)
        return TickCount(proofs[Proof.FOUND], proofs[Proof.FOUND] + proofs[Proof.MISSING])


@dataclass(frozen=True, slots=True)
class Subsection:
    """A subsection of the checklist."""

    title: str
    items: tuple[ItemRow, ...]

    @property
    def ticks(self) -> TickCount:
        """The ticked boxes of all its items."""
        return count_ticks(mark for item in self.items for mark in item.checked)

    @property
    def found_ticks(self) -> TickCount:
        """The ticks with evidence of all its items."""
        return _sum(item.found_ticks for item in self.items)


@dataclass(frozen=True, slots=True)
class ChecklistPage:
    """The checklist of a course: items by groups. `absent` is the number of groups without a report."""

    groups: tuple[GroupColumn, ...]
    subsections: tuple[Subsection, ...]
    absent: int = 0

    @property
    def ticks(self) -> TickCount:
        """All ticked boxes."""
        return count_ticks(
            mark for subsection in self.subsections for item in subsection.items for mark in item.checked
        )

    @property
    def found_ticks(self) -> TickCount:
        """All ticks with evidence."""
        return _sum(subsection.found_ticks for subsection in self.subsections)

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """The kinds of evidence that occur; empty if the course asks for no evidence."""
        known = {
            each.proof for subsection in self.subsections for item in subsection.items for each in item.evidence if each
        }
        return tuple(proof for proof in Proof if proof in known)


def _sum(ticks: Iterable[TickCount]) -> TickCount:
    all_ticks = tuple(ticks)
    return TickCount(sum(each.ticked for each in all_ticks), sum(each.boxes for each in all_ticks))


def count_ticks(checked: Iterable[bool | None]) -> TickCount:
    """Count boxes; None is not a box."""
    boxes = [mark for mark in checked if mark is not None]
    return TickCount(sum(boxes), len(boxes))


def has_checklist(course: Course) -> bool:
    """Whether any report or its template has a checklist."""
    return any(_template_items(judged.report) for judged in course.reports)


def checklist_page(course: Course) -> ChecklistPage:
    """Return the data of the checklist page.

    Items come from the template of each report, or from the report if it has no template. Items of different versions
    with the same normalized text are the same item. They have the order of the most frequent version; an item of only
    other versions follows the item that it follows there.
    """
    of_groups = [_by_key(judged.report.checklist) for judged in course.reports]
    by_line = [{each.line: each for each in judged.report.evidence} for judged in course.reports]

    def row(item_key: ItemKey, text: str) -> ItemRow:
        boxes = [boxes.get(item_key) for boxes in of_groups]
        checked = tuple(box.checked if box else None for box in boxes)
        evidence = tuple(known.get(box.line) if box else None for box, known in zip(boxes, by_line, strict=True))
        return ItemRow(text, checked, evidence if any(evidence) else ())

    subsections = tuple(
        Subsection(title, tuple(row(item_key, text) for item_key, text in items))
        for title, items in _subsections(course)
    )
    group_columns = []
    for index, judged in enumerate(course.reports):
        ticks = count_ticks(item.checked[index] for subsection in subsections for item in subsection.items)
        group_columns.append(GroupColumn(judged.report.id, judged.report.title, ticks, bool(judged.report.checklist)))
    return ChecklistPage(tuple(group_columns), subsections, len(course.absent))


def _template_items(report: Report) -> tuple[tuple[str, str], ...]:
    items = report.template.checklist if report.template else report.checklist
    return tuple((item.subsection, item.text) for item in items)


def _item_keys(texts: Iterable[str]) -> list[ItemKey]:
    seen: Counter[str] = Counter()
    item_keys = []
    for text in texts:
        normalized = normalise(text)
        item_keys.append((normalized, seen[normalized]))
        seen[normalized] += 1
    return item_keys


def _by_key(items: Sequence[ChecklistItem]) -> dict[ItemKey, ChecklistItem]:
    return dict(zip(_item_keys(item.text for item in items), items, strict=True))


def _subsections(course: Course) -> list[tuple[str, list[tuple[ItemKey, str]]]]:
    """Merge the checklists of all versions, starting with the most frequent: subsections with their items."""
    versions: Counter[ItemTexts] = Counter(_template_items(judged.report) for judged in course.reports)
    titles = LinkedList[str]()
    subsections: dict[str, LinkedList[ItemKey]] = {}
    texts: dict[ItemKey, str] = {}
    subsection_of: dict[ItemKey, str] = {}
    for version, _ in versions.most_common():
        before: tuple[str, ItemKey | None] = ("", None)
        for (title, text), item_key in zip(version, _item_keys(text for _, text in version), strict=True):
            if item_key not in subsection_of:
                if title not in subsections:
                    titles.add(title, before[0] if before[1] else None)
                    subsections[title] = LinkedList()
                subsections[title].add(item_key, before[1])
                texts[item_key] = text
                subsection_of[item_key] = title
            before = subsection_of[item_key], item_key
    return [(title, [(item_key, texts[item_key]) for item_key in subsections[title]]) for title in titles]
