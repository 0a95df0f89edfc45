"""The tables in the text of a course: a line for each report, for each question of one report, and for each rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment, Segments
from rich.style import Style
from rich.table import Table
from rich.text import Text

from mkdocs_report.model.course import Course, Judged
from mkdocs_report.model.finding import Finding, Severity
from mkdocs_report.model.limits import Limit, Limits, Unit
from mkdocs_report.model.report import Answer
from mkdocs_report.runtime.text import plural, shortened, visible, visible_wrapped

STYLES: Mapping[str, str] = {
    "error": "bold red",
    "warning": "yellow",
    "unanswered": "bold red",
    "passed": "green",
    "waived": "dim",
}
"""The styles of verdicts, severities and waived findings."""
_SIGN = {"error": "✗", "warning": "!", "unanswered": "✗", "passed": "✓"}
_STYLE = {kind: Style.parse(style) for kind, style in STYLES.items()}
_PLAIN, _HEAD, _ASIDE = Style.parse("none"), Style.parse("bold"), Style.parse("dim")
_WIDEST_TITLE, _NARROW_TITLE, _NARROW = 48, 24, 100
"""The most columns of a title, also at a terminal with fewer than so many columns."""
_NARROWER: Sequence[frozenset[str]] = (
    frozenset(),
    frozenset({"Checklist"}),
    frozenset({"Checklist", "Images"}),
    frozenset({"Checklist", "Images", "Words"}),
    frozenset({"Checklist", "Images", "Words", "Answered"}),
    frozenset({"Checklist", "Images", "Words", "Report"}),
    frozenset({"Checklist", "Images", "Words", "Answered", "Report"}),
)
"""The columns to leave out until no line is too wide. Paths are never shortened."""
_RULES = 5
"""The most lines of the table of rules."""


class _Cell(NamedTuple):
    text: str
    style: Style = _PLAIN


def print_report_table(course: Course, reports: Sequence[Judged], console: Console) -> None:
    """Print a line for each report, with as many columns as the console is wide. Lines are never wrapped."""
    if not reports:
        return
    most = _WIDEST_TITLE if console.width >= _NARROW else _NARROW_TITLE
    rows = [_row(judged, most) for judged in reports]
    columns = {name: [_Cell(name, _HEAD), *(row[name] for row in rows)] for name in rows[0]}
    for name, is_needed in (("Images", course.has_images), ("Checklist", bool(course.totals.items))):
        if not is_needed:
            del columns[name]
    columns[""][0] = _Cell("")
    widths = {name: max(cell_len(cell.text) for cell in cells) for name, cells in columns.items()}
    left_out = next((each for each in _NARROWER if _width(widths, each) <= console.width), _NARROWER[-1])
    _print_columns({name: cells for name, cells in columns.items() if name not in left_out}, widths, console)


def _width(widths: Mapping[str, int], left_out: frozenset[str]) -> int:
    kept = [width for name, width in widths.items() if name not in left_out]
    return sum(kept) + 2 * (len(kept) - 1)


def _row(judged: Judged, widest_title: int) -> dict[str, _Cell]:
    """Return the cells of a report by the names of their columns."""
    totals, verdict = judged.totals, judged.verdict.value
    return {
        "": _Cell(_SIGN[verdict], _STYLE[verdict]),
        "Errors": _number(totals.errors, "error"),
        "Warnings": _number(totals.warnings, "warning"),
        "Answered": _Cell(f"{totals.answered}/{totals.asked}"),
        "Words": _Cell(f"{totals.words:,}"),
        "Images": _Cell(str(totals.images)),
        "Checklist": _Cell(f"{totals.ticked}/{totals.items}" if totals.items else ""),
        "Report": _Cell(shortened(visible(judged.report.title), widest_title)),
        "File": _Cell(visible(judged.report.path), _ASIDE),
    }


def _number(number: int, kind: str) -> _Cell:
    return _Cell(f"{number:,}", _STYLE[kind] if number else _ASIDE)


def _print_columns(columns: Mapping[str, Sequence[_Cell]], widths: Mapping[str, int], console: Console) -> None:
    """Print columns as segments, which is ten times as fast as a table of `rich` with a thousand lines."""

    def segments() -> Iterator[Segment]:
        last = list(columns)[-1]
        for row in zip(*columns.values(), strict=True):
            for name, (text, style) in zip(columns, row, strict=True):
                gap = " " * (widths[name] - cell_len(text))
                if name in {"", "Report", "File", "Rule"}:
                    yield Segment(text, style)
                    yield Segment("" if name == last else gap)
                else:
                    yield Segment(gap)
                    yield Segment(text, style)
                yield Segment("\n" if name == last else "  ")

    console.print(Segments(segments()), soft_wrap=True)


def print_rule_table(reports: Sequence[Judged], console: Console, errors_only: bool) -> None:
    """Print the rules with most findings, and in how many reports each has some."""
    found: dict[str, list[tuple[int, Finding]]] = {}
    for number, judged in enumerate(reports):
        for finding in judged.findings:
            if finding.counts and (finding.severity is Severity.ERROR or not errors_only):
                found.setdefault(finding.rule, []).append((number, finding))
    counts = [
        (
            sum(finding.severity is Severity.ERROR for _, finding in each),
            sum(finding.severity is Severity.WARNING for _, finding in each),
            len({number for number, _ in each}),
            rule,
        )
        for rule, each in found.items()
    ]
    if not counts:
        return
    counts.sort(key=lambda each: (-each[0], -each[1], each[3]))
    columns = {name: [_Cell(name, _HEAD)] for name in ("", "Errors", "Warnings", "Reports", "Rule")}
    columns[""][0] = _Cell("")
    for errors, warnings, concerned, rule in counts[:_RULES]:
        row = (_Cell(" "), _number(errors, "error"), _number(warnings, "warning"), _Cell(str(concerned)), _Cell(rule))
        for cells, cell in zip(columns.values(), row, strict=True):
            cells.append(cell)
    console.print()
    _print_columns(
        columns, {name: max(1, *(cell_len(cell.text) for cell in cells)) for name, cells in columns.items()}, console
    )
    if len(counts) > _RULES:
        console.print(Text(f"   {plural(len(counts) - _RULES, 'more rule')}", style="dim"))


def print_question_table(judged: Judged, console: Console) -> None:
    """Print a line for each question of a report: its verdict, its counts and its limits."""
    console.print(_question_table(judged))


def _question_table(judged: Judged) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    counted = ["Words", "Images"] if judged.has_images else ["Words"]
    for name in ("Question", ""):
        table.add_column(name)
    for name in counted:
        table.add_column(name, justify="right")
        table.add_column("Limit")
    others = [_other_counts(answer, judged.limits[answer.question.id]) for answer in judged.report.answers]
    if any(others):
        table.add_column("Other counts")
    for answer, other in zip(judged.report.answers, others, strict=True):
        limits = judged.limits[answer.question.id]
        verdict = judged.verdict_of(answer).value
        table.add_row(
            visible_wrapped(answer.question.heading[:48]),
            Text(f"{_SIGN[verdict]} {verdict}", style=STYLES[verdict]),
            str(answer.number(Unit.WORDS)) if answer.answered else "–",
            words_limit(limits),
            *(_image_cells(answer, limits) if judged.has_images else ()),
            *([other] if any(others) else []),
        )
    return table


def _image_cells(answer: Answer, limits: Limits) -> tuple[str, str]:
    """Return the number of images, and its limit; empty where there is none."""
    return str(answer.image_count) if answer.images or limits.images else "", str(limits.images or "")


def _other_counts(answer: Answer, limits: Limits) -> str:
    """Return the counts of other units and of parts, a line for each limit: `12 characters (at most 10)`."""
    lines = []
    for limit in limits.limits:
        measures = answer.measures_of_parts(limit.unit) if limit.part else (answer.measure(limit.unit),)
        if limit.part:
            numbers = ", ".join(str(each.number) for each in measures if each)
            lines.append(f"{numbers or '–'} {limit.unit.many} per part ({_bounds_text(limit)})")
        elif limit.unit not in {Unit.WORDS, Unit.IMAGES}:
            counted = plural(measures[0].number, limit.unit.noun) if measures[0] else f"– {limit.unit.many}"
            lines.append(f"{counted} ({_bounds_text(limit)})")
    return "\n".join(lines)


def _bounds_text(limit: Limit) -> str:
    return f"{'recommended ' if limit.advisory else ''}{limit.bounds}"


def words_limit(limits: Limits) -> str:
    """Return the limit of words: `10–20`, `recommended 10–20`; empty without one."""
    if limits.words is None:
        return ""
    return f"{'recommended ' if limits.advisory else ''}{limits.words}"
