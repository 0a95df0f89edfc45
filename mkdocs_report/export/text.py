"""Print findings as text: by report and question, with file and line, then a table."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from rich.console import Console
from rich.measure import Measurement
from rich.segment import Segment, Segments
from rich.style import Style
from rich.table import Table
from rich.text import Text

from mkdocs_report.model.course import Course, Judged
from mkdocs_report.model.finding import REPORT_VERDICTS, Finding
from mkdocs_report.model.limits import Limit, Limits, Unit
from mkdocs_report.model.report import Answer, Report
from mkdocs_report.model.template import question_name
from mkdocs_report.runtime.text import WIDTH, plural, visible, visible_wrapped

_STYLE = {"error": "bold red", "warning": "yellow", "unanswered": "bold red", "passed": "green", "waived": "dim"}
_KIND = {kind: Style.parse(style) for kind, style in _STYLE.items()}
_TITLE, _FILE, _ASIDE, _HELP = Style(bold=True), Style(bold=True, dim=True), Style(dim=True), Style(italic=True)
_END = Segment("\n")
_NUMBERS = ("Answered", "Errors", "Warnings", "Words", "Images", "Checklist")
_COLUMNS = ("Report", "", *_NUMBERS, "File")
_SIGN = {"error": "✗", "warning": "!", "unanswered": "✗", "passed": "✓"}
_ANY_WIDTH = 1_000_000


def to_text(course: Course) -> str:
    """Return the output of `print_course`, for a file."""
    out = io.StringIO()
    console = Console(file=out, width=WIDTH, highlight=False, markup=False, emoji=False, force_terminal=False)
    print_course(course, console)
    return out.getvalue()


def print_course(course: Course, console: Console) -> None:
    """Print the template and the findings of every report, then a table and the totals."""
    for has_findings, reports in groupby(course.reports, key=lambda judged: bool(judged.findings)):
        for judged in reports:
            console.print(Segments(_segments(judged)), soft_wrap=True)
        if not has_findings:
            console.print()
    for problem in course.problems:
        console.print(
            Text(visible(f"{problem.path}:{problem.line}: {problem.message}"), style="yellow"), soft_wrap=True
        )
    if len(course.reports) == 1 and course.reports[0].report.answers:
        console.print(_question_table(course.reports[0]))
    elif course.reports:
        console.print(_report_table(course, console))
    console.print(_totals(course))


def _segments(judged: Judged) -> Iterator[Segment]:
    """Yield a report as segments for the console, which is ten times as fast as a text for each line."""
    report, path = judged.report, visible(judged.report.path)
    yield Segment(visible(report.title), _TITLE)
    yield Segment(f"  {path}", _FILE)
    if used := judged_by(report):
        yield Segment(f"  {used}", _FILE)
    yield _END
    for question, findings in groupby(_by_question(judged), key=attrgetter("question")):
        answer = report.answer(question) if question else None
        yield Segment(f"  {visible(question_name(answer.question)) if answer else 'The file'}\n")
        for finding in findings:
            kind = "waived" if finding.waived is not None else finding.severity.value
            more = f"Waived: {finding.waived}" if finding.waived is not None else finding.help
            yield Segment(f"    {path}:{finding.line}: ")
            yield Segment(kind, _KIND[kind])
            yield Segment(f" {visible(finding.message)}")
            yield Segment(f" [{finding.rule}]", _ASIDE)
            yield _END
            yield Segment(f"      {visible(more)}", _HELP if finding.waived is None else _ASIDE)
            yield _END
    if judged.findings:
        yield _END


def judged_by(report: Report) -> str:
    """Return the template that a report was judged by; empty if the report could not be read."""
    if report.template:
        return visible(f"judged by {report.template.path}")
    return "judged by its own prompts" if report.answers else ""


def _by_question(judged: Judged) -> Iterator[Finding]:
    """Yield the findings of the file, then those of each question in the order of the template."""
    order = {answer.question.id: index for index, answer in enumerate(judged.report.answers)}
    yield from sorted(judged.findings, key=lambda f: (order.get(f.question or "", -1), f.line))


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
            Text(f"{_SIGN[verdict]} {verdict}", style=_STYLE[verdict]),
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


def _report_table(course: Course, console: Console) -> Table:
    """Return a table with a line for each report. If no line is too wide, a column is one text, which is faster."""
    names, *rows = _without_empty([_COLUMNS, *map(_row, course.reports)], course)
    heads, texts = [], []
    for column in zip(names, *rows, strict=True):
        cells = [cell if isinstance(cell, Text) else Text(cell) for cell in column]
        width = max(cell.cell_len for cell in cells)
        for cell in cells:
            cell.align("right" if column[0] in _NUMBERS else "left", width)
        heads.append(cells[0])
        texts.append(Text("\n").join(cells[1:]))
    single_row = _table(heads, no_wrap=True, overflow="ignore")
    single_row.add_row(*texts)
    if _fits(single_row, console):
        return single_row
    table = _table(names)
    for row in rows:
        table.add_row(*row)
    return table


def _without_empty(rows: list[tuple[Any, ...]], course: Course) -> list[tuple[Any, ...]]:
    """Return the rows without the columns of images and of the checklist, if no report has or is asked for any."""
    left_out = [] if course.has_images else ["Images"]
    left_out += [] if course.totals.items else ["Checklist"]
    kept = [index for index, name in enumerate(_COLUMNS) if name not in left_out]
    return [tuple(row[index] for index in kept) for row in rows] if left_out else rows


def _fits(table: Table, console: Console) -> bool:
    return Measurement.get(console, console.options.update_width(_ANY_WIDTH), table).maximum <= console.width


def _table(heads: Sequence[str | Text], **options: Any) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    first, *others, last = heads
    table.add_column(first, **{"no_wrap": True, **options})  # a title is never wrapped
    for head in others:
        table.add_column(head, justify="right" if head in _NUMBERS else "left", **options)
    table.add_column(last, style="dim", **options)
    return table


def _row(judged: Judged) -> tuple[str | Text, ...]:
    report, verdict, totals = judged.report, judged.verdict.value, judged.totals
    return (
        visible(report.title),
        Text(f"{_SIGN[verdict]} {verdict}", style=_STYLE[verdict]),
        f"{totals.answered}/{totals.asked}",
        str(totals.errors),
        str(totals.warnings),
        f"{totals.words:,}",
        str(totals.images),
        f"{totals.ticked}/{totals.items}" if totals.items else "",
        visible_wrapped(report.path),
    )


def _totals(course: Course) -> Text:
    totals = course.totals
    text = Text("\n")
    text.append(plural(len(course.reports), "report"), style="bold")
    for verdict, name in REPORT_VERDICTS.items():
        number = course.count(verdict)
        if number and len(course.reports) > 1:
            text.append(f", {number} {name}", style=_STYLE[verdict.value])
    text.append(f": {plural(totals.errors, 'error')}, {plural(totals.warnings, 'warning')}.")
    if totals.errors or totals.warnings:
        text.append(" `mkdocs-report explain RULE` explains a rule.", style="dim")
    return text
