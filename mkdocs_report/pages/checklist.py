"""What the checklist's page shows: its items in rows, groups in columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mkdocs_report.model.course import Course
from mkdocs_report.model.evidence import Evidence, Proof
from mkdocs_report.model.report import Report
from mkdocs_report.model.template import ChecklistItem
from mkdocs_report.pages.chain import Chain
from mkdocs_report.pages.percent import percent_of
from mkdocs_report.parsing.markdown.lines import normalise

Boxes = Sequence[tuple[str, str]]
"""The boxes of a checklist in their order: subsection and text."""
Place = tuple[str, int]
"""What an item says, and how many items before it in the same checklist say the same."""


@dataclass(frozen=True, slots=True)
class Ticks:
    """How many boxes are ticked, of how many there are."""

    ticked: int
    boxes: int

    @property
    def percent(self) -> int:
        """The share that is ticked, in whole percents; 0 of none."""
        return percent_of(self.ticked, self.boxes) or 0


@dataclass(frozen=True, slots=True)
class GroupHead:
    """A group over its column."""

    id: str
    title: str
    ticks: Ticks
    has_checklist: bool


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item, with each group's mark in the order of the groups: None where the group's report does not have it.

    `evidence` is what each group's files say about it, and None where nothing is asked of them.
    """

    text: str
    marks: tuple[bool | None, ...]
    evidence: tuple[Evidence | None, ...] = ()

    @property
    def ticks(self) -> Ticks:
        """How many groups ticked it, of those whose report has it."""
        return count_ticks(self.marks)

    @property
    def cells(self) -> tuple[tuple[bool | None, Evidence | None], ...]:
        """Each group's mark, with what its files say."""
        return tuple(zip(self.marks, self.evidence or (None,) * len(self.marks), strict=True))

    @property
    def found(self) -> Ticks:
        """For how many of the ticks something was found, of those whose groups' files are known."""
        proofs = Counter(each.proof for each in self.evidence if each)
        return Ticks(proofs[Proof.FOUND], proofs[Proof.FOUND] + proofs[Proof.MISSING])


@dataclass(frozen=True, slots=True)
class Part:
    """A subsection of the checklist."""

    title: str
    items: tuple[ItemRow, ...]

    @property
    def ticks(self) -> Ticks:
        """How many boxes of all its items are ticked."""
        return count_ticks(mark for item in self.items for mark in item.marks)

    @property
    def found(self) -> Ticks:
        """For how many of all its ticks something was found."""
        return _sum(item.found for item in self.items)


@dataclass(frozen=True, slots=True)
class ChecklistPage:
    """Items by groups."""

    groups: tuple[GroupHead, ...]
    parts: tuple[Part, ...]

    @property
    def ticks(self) -> Ticks:
        """How many of all boxes are ticked."""
        return count_ticks(mark for part in self.parts for item in part.items for mark in item.marks)

    @property
    def found(self) -> Ticks:
        """For how many of all ticks something was found."""
        return _sum(part.found for part in self.parts)

    @property
    def proofs(self) -> tuple[Proof, ...]:
        """How boxes and files fit together, each kind that occurs once; none where the course asks for no evidence."""
        known = {each.proof for part in self.parts for item in part.items for each in item.evidence if each}
        return tuple(proof for proof in Proof if proof in known)


def _sum(ticks: Iterable[Ticks]) -> Ticks:
    every = tuple(ticks)
    return Ticks(sum(each.ticked for each in every), sum(each.boxes for each in every))


def count_ticks(marks: Iterable[bool | None]) -> Ticks:
    """Count marks; None is no box."""
    boxes = [mark for mark in marks if mark is not None]
    return Ticks(sum(boxes), len(boxes))


def has_checklist(course: Course) -> bool:
    """Whether any group was given a checklist."""
    return any(_asked(judged.report) for judged in course.reports)


def checklist_page(course: Course) -> ChecklistPage:
    """Return what the checklist's page shows.

    Items are those of the templates that reports were made from; a report without a template brings its own. Items
    of different versions are one where they say the same (`lines.normalise`). They stand in the order of the version
    that most reports have; an item that only others have follows the item that it follows there.
    """
    of_groups = [_by_place(judged.report.checklist) for judged in course.reports]
    by_line = [{each.line: each for each in judged.report.evidence} for judged in course.reports]

    def row(place: Place, text: str) -> ItemRow:
        boxes = [boxes.get(place) for boxes in of_groups]
        marks = tuple(box.checked if box else None for box in boxes)
        evidence = tuple(known.get(box.line) if box else None for box, known in zip(boxes, by_line, strict=True))
        return ItemRow(text, marks, evidence if any(evidence) else ())

    parts = tuple(Part(title, tuple(row(place, text) for place, text in items)) for title, items in _parts(course))
    heads = []
    for index, judged in enumerate(course.reports):
        ticks = count_ticks(item.marks[index] for part in parts for item in part.items)
        heads.append(GroupHead(judged.report.id, judged.report.title, ticks, bool(judged.report.checklist)))
    return ChecklistPage(tuple(heads), parts)


def _asked(report: Report) -> tuple[tuple[str, str], ...]:
    items = report.template.checklist if report.template else report.checklist
    return tuple((item.subsection, item.text) for item in items)


def _places(texts: Iterable[str]) -> list[Place]:
    seen: Counter[str] = Counter()
    places = []
    for text in texts:
        said = normalise(text)
        places.append((said, seen[said]))
        seen[said] += 1
    return places


def _by_place(items: Sequence[ChecklistItem]) -> dict[Place, ChecklistItem]:
    return dict(zip(_places(item.text for item in items), items, strict=True))


def _parts(course: Course) -> list[tuple[str, list[tuple[Place, str]]]]:
    """The subsections with their items, all versions laid over one another, the most usual first."""
    versions: Counter[Boxes] = Counter(_asked(judged.report) for judged in course.reports)
    titles = Chain[str]()
    parts: dict[str, Chain[Place]] = {}
    texts: dict[Place, str] = {}
    home: dict[Place, str] = {}
    for version, _ in versions.most_common():
        before: tuple[str, Place | None] = ("", None)
        for (title, text), place in zip(version, _places(text for _, text in version), strict=True):
            if place not in home:
                if title not in parts:
                    titles.add(title, before[0] if before[1] else None)
                    parts[title] = Chain()
                parts[title].add(place, before[1])
                texts[place] = text
                home[place] = title
            before = home[place], place
    return [(title, [(place, texts[place]) for place in parts[title]]) for title in titles]
