"""Write the course as Markdown for the summary of a GitHub job: a table of the groups, then all findings."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from mkdocs_report.export.paths import Checkout
from mkdocs_report.model.course import Course, Judged, Totals
from mkdocs_report.model.finding import REPORT_VERDICTS, Finding
from mkdocs_report.model.report import Report
from mkdocs_report.runtime.text import plural, visible

MAX_BYTES = 900_000
"""GitHub accepts 1 MiB from a step, and does not show a longer summary."""
_ROOM = 300
"""Bytes reserved for the sentences about omitted groups and findings."""
_SIGNS = {"passed": "✅", "warning": "🟡", "error": "❌"}
"""The signs of verdicts and severities."""
_HEAD = "| Group | | Answered | Errors | Warnings | Words | Images | Checklist |\n"
_ALIGNED = "|---|---|--:|--:|--:|--:|--:|--:|\n"
_SPECIAL = re.compile(r"[\\`*_{}\[\]()#+\-.!|<>&~$:/@=^]")
_CALL = re.compile(r"([@#])(?=\w)")
_JOINER = "\u2060"


def to_summary(course: Course, checkout: Checkout, most: int = MAX_BYTES) -> str:
    """Return at most `most` bytes of Markdown, with the number of omitted findings; empty if `most` is too small."""
    parts = [_heading(course), _HEAD, _ALIGNED]
    room = most - _ROOM - _size("".join(parts))
    if room < 0:
        return ""
    rows = _fitting((_row(judged, checkout) for judged in course.reports), room)
    parts += rows
    room -= _size("".join(rows))
    if len(rows) < len(course.reports):
        parts.append(f"\n{plural(len(course.reports) - len(rows), 'more group')} omitted.\n")
    left_out = 0
    for judged in course.reports:
        lines = [_line(finding, judged.report, checkout) for finding in judged.findings]
        opening, closing = _fold(judged, alone=len(course.reports) == 1), "\n</details>\n"
        shown = _fitting(lines, room - _size(opening + closing))
        left_out += len(lines) - len(shown)
        if shown:
            fold = "".join([opening, *shown, closing])
            parts.append(fold)
            room -= _size(fold)
    for problem in course.problems:
        parts += _fitting([f"\n🟡 `{_code(problem.path)}:{problem.line}`: {_text(problem.message)}\n"], room)
        room -= _size(parts[-1])
    if left_out:
        more = plural(left_out, "more finding")
        parts.append(f"\n{more} omitted. See the log of this step.\n")
    return "".join(parts)


def _fitting(texts: Iterable[str], room: int) -> list[str]:
    """Return the texts up to the first that does not fit."""
    taken = []
    for text in texts:
        room -= _size(text)
        if room < 0:
            break
        taken.append(text)
    return taken


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _heading(course: Course) -> str:
    number = len(course.reports)
    if number == 1:
        judged = course.reports[0]
        return f"## {_text(judged.report.title)}: {_counts(judged.totals)}\n\n"
    numbers = (f"{course.count(verdict)} {name}" for verdict, name in REPORT_VERDICTS.items() if course.count(verdict))
    return f"## {plural(number, 'report')}\n\n{', '.join(numbers)}\n\n"


def _counts(totals: Totals) -> str:
    return f"{plural(totals.errors, 'error')}, {plural(totals.warnings, 'warning')}"


def _row(judged: Judged, checkout: Checkout) -> str:
    report, totals = judged.report, judged.totals
    cells = (
        _linked(_text(report.title), checkout.link(report.path, 1)),
        f"{_SIGNS[judged.verdict.value]} {judged.verdict.value}",
        f"{totals.answered}/{totals.asked}",
        totals.errors,
        totals.warnings,
        f"{totals.words:,}",
        totals.images,
        f"{totals.ticked}/{totals.items}" if totals.items else "",
    )
    return f"| {' | '.join(map(str, cells))} |\n"


def _fold(judged: Judged, *, alone: bool) -> str:
    """Return the head of a collapsible section. It is HTML, so Markdown in the title has no effect."""
    title = _CALL.sub(rf"\1{_JOINER}", html.escape(_one_line(judged.report.title)))
    totals = judged.totals
    counts = _counts(totals) + (f", {totals.waived} waived" if totals.waived else "")
    return f"\n<details{' open' if alone else ''}><summary><b>{title}</b>: {counts}</summary>\n\n"


def _line(finding: Finding, report: Report, checkout: Checkout) -> str:
    line = _linked(f"Line {finding.line}", checkout.link(report.path, finding.line))
    if finding.waived is not None:
        return f"- ⚪ {line}: {_text(finding.message)} *Waived: {_text(finding.waived)}* `{finding.rule}`\n"
    sign = _SIGNS[finding.severity.value]
    return f"- {sign} {line}: **{_text(finding.message)}** {_text(finding.help)} `{finding.rule}`\n"


def _linked(text: str, address: str | None) -> str:
    return f"[{text}]({address})" if address else text


def _code(text: str) -> str:
    return _one_line(text).replace("`", "'")


def _text(text: str) -> str:
    """Return a text escaped, so that nothing in it is Markdown, HTML, an address or a mention."""
    escaped = _SPECIAL.sub(r"\\\g<0>", _one_line(text))
    return _CALL.sub(rf"\1{_JOINER}", escaped)


def _one_line(text: str) -> str:
    return visible(" ".join(text.split()))
