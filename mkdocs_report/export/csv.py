"""Write the answers as CSV for a spreadsheet, one line for each. No cell is read as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from mkdocs_report.model.course import Course, Judged
from mkdocs_report.model.finding import Severity
from mkdocs_report.model.limits import Bounds, Limits, Unit
from mkdocs_report.model.report import Answer
from mkdocs_report.runtime.text import visible

_FURTHER = tuple(unit for unit in Unit if unit not in {Unit.WORDS, Unit.IMAGES})
COLUMNS = (
    *("group", "title", "file", "report_verdict", "number", "question", "section", "line", "end_line", "verdict"),
    *("answered", "words", "words_least", "words_most", "images", "images_least", "images_most", "advisory"),
    *("errors", "warnings", "waived", "rules"),
    *(f"{unit}{side}" for unit in _FURTHER for side in ("", "_least", "_most")),
)
"""The columns. Those of a unit other than words and images have a number only where a limit asks for it."""
_SIGNS = "=+\\-@\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20"
_UNSEEN = "\\s\"'\u200b-\u200d\u2060\ufeff"
_FORMULA = re.compile(f"(^|[,;|])([{_UNSEEN}]*)(?=[{_SIGNS}])")
"""The beginning of a cell that a spreadsheet reads as a formula, also with full-width signs of East Asian keyboards.
Commas, semicolons and bars count as the end of the cell before, since spreadsheets use different separators."""


def to_csv(course: Course) -> str:
    """Return the answers of all reports, in the order of the template; a report without questions has one line.

    In a course with cohorts, the last column is the cohort of the report.
    """
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    several = any(judged.cohort for judged in course.reports)
    writer.writerow((*COLUMNS, "cohort") if several else COLUMNS)
    for judged in course.reports:
        for row in _rows(judged):
            writer.writerow([_cell(value) for value in ((*row, judged.cohort) if several else row)])
    return out.getvalue()


def _rows(judged: Judged) -> Iterator[tuple[object, ...]]:
    report = judged.report
    head = (report.id, report.title, report.path, judged.verdict.value)
    for answer in report.answers:
        yield (*head, *_answer(judged, answer))
    if not report.answers:
        further = ("",) * (3 * len(_FURTHER))
        yield (*head, *("",) * (len(COLUMNS) - len(head) - 4 - len(further)), *_findings(judged, None), *further)


def _answer(judged: Judged, answer: Answer) -> tuple[object, ...]:
    question, limits = answer.question, judged.limits[answer.question.id]
    first, last = (answer.line, answer.end_line) if answer.lines else ("", "")
    return (
        *(question.number, question.heading, question.section or "", first, last),
        *(judged.verdict_of(answer).value, _yes(answer.answered)),
        *(
            answer.number(Unit.WORDS),
            *_pair(limits.words),
            answer.image_count,
            *_pair(limits.images),
            _yes(limits.advisory),
        ),
        *_findings(judged, answer),
        *_further(answer, limits),
    )


def _further(answer: Answer, limits: Limits) -> Iterator[object]:
    """Yield number, minimum and maximum of each further unit; empty without a limit of the whole answer."""
    for unit in _FURTHER:
        limit, measure = limits.of(unit), answer.measure(unit)
        yield measure.number if measure else ""
        yield from _pair(limit.bounds if limit else None)


def _findings(judged: Judged, answer: Answer | None) -> tuple[object, ...]:
    """Return the numbers of errors, warnings and waived findings, and the names of their rules."""
    found = judged.findings_of(answer) if answer else judged.findings
    weighing = [finding.severity for finding in found if finding.counts]
    rules = " ".join(dict.fromkeys(finding.rule for finding in found))
    return weighing.count(Severity.ERROR), weighing.count(Severity.WARNING), len(found) - len(weighing), rules


def _pair(bounds: Bounds | None) -> tuple[int | str, int | str]:
    least, most = bounds.pair if bounds else (None, None)
    return "" if least is None else least, "" if most is None else most


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _cell(value: object) -> str:
    """Return a value as text; an apostrophe before a formula makes every spreadsheet read it as text."""
    return _FORMULA.sub(r"\1\2'", visible(" ".join(str(value).split())))
