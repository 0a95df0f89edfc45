"""Move the text of a group outside of its answers into a clean copy of the template.

A template has questions and, before and between them, *zones*: title, blurbs, section headings, the checklist. The
lines of a report outside of its questions are compared with the zones, unit by unit. Units of the template are
replaced by the template's own; all others are the group's, and stay in their zone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches

from mkdocs_report.model.template import ChecklistItem, Template
from mkdocs_report.parsing.markdown.lines import HeadingLine, front_matter_height, normalised_words
from mkdocs_report.parsing.template.matcher import TemplateMatcher
from mkdocs_report.repair.answer import append_closer, bold
from mkdocs_report.repair.units import BOX, LineUnit, split_into_units

_SIGNS = {True: "\u2611", False: "\u2610"}
"""Characters for a box of the group's own, so that it is not read as an item of the template's checklist."""
_LIKE = 0.6
"""The similarity from which an item counts as another one, reworded; as in the rule `checklist-changed`."""


@dataclass(slots=True)
class Zone:
    """Lines of the template outside its questions; `before` is the index of the question that follows."""

    before: int
    first: int
    last: int
    units: list[LineUnit]
    tail: int
    """The number of blank lines at its end."""
    from_report: list[LineUnit] = field(default_factory=list)
    """The units of the report in this zone, with those of the template."""
    from_questions: list[LineUnit] = field(default_factory=list)
    """Units from questions that are not answers; they are put at the end."""


def split_into_zones(template: Template) -> list[Zone]:
    """Split a template into zones, without front matter; there is always one before the first question."""
    lines = template.lines
    found: list[Zone] = []
    start = front_matter_height(lines)
    for number, question in enumerate(template.questions):
        if question.span.first - 1 > start or not number:
            found.append(
                Zone(number, start, question.span.first - 1, *split_into_units(lines, start, question.span.first - 1))
            )
        start = question.span.last
    if any(line.strip() for line in lines[start:]):
        found.append(Zone(len(template.questions), start, len(lines), *split_into_units(lines, start, len(lines))))
    return found


def zone_at(zones: Sequence[Zone], question: int) -> Zone:
    """Return the zone above a question, given its index."""
    return [zone for zone in zones if zone.before <= question][-1] if question > 0 else zones[0]


@dataclass(slots=True)
class FilledZones:
    """The filled zones of a clean copy.

    - `lines`: by the `before` of a zone, its lines, and the template's lines alone
    - `dropped`: words of lines of the report that come from the template
    - `placed`: words of the template's lines
    """

    lines: dict[int, tuple[list[str], list[str]]] = field(default_factory=dict)
    dropped: Counter[str] = field(default_factory=Counter)
    placed: Counter[str] = field(default_factory=Counter)


def fill_zones(zones: Sequence[Zone], matcher: TemplateMatcher) -> FilledZones:
    """Fill the zones of a clean copy with the template's lines and the group's."""
    plans = [
        (zone, SequenceMatcher(None, [u.key for u in zone.units], [u.key for u in zone.from_report], autojunk=False))
        for zone in zones
    ]
    result = FilledZones()
    template = result.dropped
    removed: dict[str, int] = defaultdict(int)
    inserted: list[LineUnit] = []
    marks: dict[str, str] = {}
    for zone, diff in plans:
        for unit in zone.from_report:
            if unit.item and (unit.key not in marks or not _is_ticked(marks[unit.key])):
                marks[unit.key] = unit.item.mark
        for kind, first, last, start, stop in diff.get_opcodes():
            if kind == "equal":
                for unit in zone.from_report[start:stop]:
                    template.update(unit.words())
                continue
            for unit in zone.units[first:last]:
                removed[unit.key] += 1
            inserted += zone.from_report[start:stop]
    dropped = _template_elsewhere(inserted, removed, template)
    _tick_reworded([u for u in inserted if id(u) not in dropped], zones, removed, marks)
    for zone, diff in plans:
        writer = _ZoneWriter(matcher, marks)
        title, own_title = _titles(zone, removed, dropped) if not zone.before else (None, None)
        late: list[LineUnit] = []  # above the heading of a section, it would belong to the question before
        for kind, first, last, start, stop in diff.get_opcodes():
            same = kind == "equal"
            for index, unit in enumerate(zone.units[first:last]):
                if own_title and unit is title:
                    writer.put(own_title, is_own=True)
                else:
                    writer.put(unit, blanks=zone.from_report[start + index].blanks if same else 0)
            own = [u for u in zone.from_report[start:stop] if not same and id(u) not in dropped and u is not own_title]
            if zone.before and not last:
                late += own
                continue
            for unit in own:
                writer.put(unit, is_own=True)
        for unit in [*late, *zone.from_questions]:
            writer.put(unit, is_own=True)
        template.update(writer.signs)
        result.placed.update(writer.placed)
        tail = [""] * max(zone.tail, 1 if writer.lines else 0)
        result.lines[zone.before] = ([*writer.lines, *tail], [*writer.templates, *tail])
    return result


def _titles(zone: Zone, removed: dict[str, int], dropped: set[int]) -> tuple[LineUnit | None, LineUnit | None]:
    """Return the template's title and the group's own that replaces it; None and None if it is unchanged."""
    first = [next((u for u in units if u.heading), None) for units in (zone.units, zone.from_report)]
    title, own = (unit if unit and unit.heading and unit.heading.level == 1 else None for unit in first)
    if title and own and removed.get(title.key) and id(own) not in dropped and own.key != title.key:
        return title, own
    return None, None


def _template_elsewhere(inserted: Iterable[LineUnit], removed: dict[str, int], template: Counter[str]) -> set[int]:
    """Return the ids of inserted units that come from the template: moved, shortened or wrapped again."""
    dropped: set[int] = set()
    uncertain = []
    for unit in inserted:
        if removed.get(unit.key, 0):
            removed[unit.key] -= 1
            dropped.add(id(unit))
            template.update(unit.words())
        else:
            uncertain.append(unit)
    left = Counter[str]()
    stream = " "
    for key, number in removed.items():
        if number:
            left.update(key.split())
            stream += f"{' '.join(key.split())} "
    for unit in uncertain:
        mine = unit.words()
        if unit.is_code or unit.item or not mine or "](" in unit.lines[0]:
            continue
        if f" {' '.join(mine)} " in stream and not Counter(mine) - left:
            left -= Counter(mine)
            dropped.add(id(unit))
            template.update(mine)
    return dropped


def _tick_reworded(
    inserted: Iterable[LineUnit], zones: Sequence[Zone], removed: dict[str, int], marks: dict[str, str]
) -> None:
    """Tick an item of the template if the group ticked a reworded one."""
    missing = {u.item.text: u.key for z in zones for u in z.units if u.item and removed.get(u.key)}
    for unit in inserted:
        if unit.item and unit.item.checked and missing:
            close = get_close_matches(unit.item.text, missing, n=1, cutoff=_LIKE)
            if close:
                marks.setdefault(missing.pop(close[0]), "x")


def _is_ticked(mark: str) -> bool:
    return ChecklistItem("", mark, 1, "").checked


class _ZoneWriter:
    """A writer of the lines of a zone."""

    def __init__(self, matcher: TemplateMatcher, marks: dict[str, str]) -> None:
        self.matcher, self.marks = matcher, marks
        self.lines: list[str] = []
        self.templates: list[str] = []  # the lines without those of the group
        self.signs: list[str] = []  # marks of boxes that became characters
        self.placed: list[str] = []  # words of the template
        self._apart = False  # whether the last unit needs a blank line below
        self._item = self._own_last = False

    def put(self, unit: LineUnit, is_own: bool = False, blanks: int = 0) -> None:
        """Add a unit; after a unit of the group, with at least `blanks` blank lines above."""
        blanks, needs_gap = max(unit.blanks, blanks if self._own_last else 0), False
        lines = unit.lines
        if is_own:
            lines, needs_gap = self._own(unit)
            blanks = 0 if unit.item and self._item else blanks  # it continues the list
            blanks = max(blanks, needs_gap, self._item and lines[0][:1] in " \t" and not unit.item)
        elif unit.item and unit.key in self.marks:
            lines = [BOX.sub(f"[{_mark(self.marks[unit.key])}]", lines[0], count=1), *lines[1:]]
        blanks = max(blanks, self._apart) if self.lines or self._apart else blanks if not is_own else 0
        self.lines += [""] * blanks
        self.lines += lines
        if not is_own:
            self.templates += [*[""] * blanks, *lines]
            self.placed += [word for line in lines for word in normalised_words(line)]
        self._apart = needs_gap
        self._item = unit.item is not None and not is_own
        self._own_last = is_own

    def _own(self, unit: LineUnit) -> tuple[list[str], bool]:
        """Return the lines for a unit of the group, and whether they need blank lines around them."""
        heading = unit.heading
        if heading and self._opens_something(heading, unit):
            text = heading.text
            return [bold(text) if text and "*" not in text else text or unit.lines[0].strip("# ")], True
        if unit.item:
            self.signs += normalised_words(unit.item.mark)
            line = BOX.sub(_SIGNS[unit.item.checked], unit.lines[0], count=1)
            return [line, *unit.lines[1:]], False
        if unit.open_end is not None:
            return (append_closer(unit.lines, unit.open_end), True) if unit.words() else ([""], False)
        return unit.lines, False

    def _opens_something(self, heading: HeadingLine, unit: LineUnit) -> bool:
        matcher = self.matcher
        return bool(
            unit.foreign
            or matcher.question_of(heading)
            or matcher.sections_of(heading)
            or matcher.looks_like_question(heading)
        )


def _mark(mark: str) -> str:
    """Return the mark of a box for GitHub: `x` for every mark that means ticked."""
    return "x" if _is_ticked(mark) and mark not in {"x", "X"} else mark if mark.strip() else " "
