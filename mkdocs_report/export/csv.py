"""One line an answer, for a spreadsheet, in which no cell is a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from mkdocs_report.model.course import Course, Judged
from mkdocs_report.model.finding import Severity
from mkdocs_report.model.limits import Bounds
from mkdocs_report.model.report import Answer
from mkdocs_report.runtime.text import visible

COLUMNS = (
    *("group", "title", "file", "report_verdict", "number", "question", "section", "line", "end_line", "verdict"),
    *("answered", "words", "words_least", "words_most", "images", "images_least", "images_most", "advisory"),
    *("error", "warning", "waived", "rules"),
)
_SIGNS = "=+\\-@\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20"
_UNSEEN = "\\s\"'\u200b-\u200d\u2060\ufeff"
_FORMULA = re.compile(f"(^|[,;|])([{_UNSEEN}]*)(?=[{_SIGNS}])")
"""Where a cell begins with a sign that makes it a formula, be it one of those that East Asian keyboards write, and
whatever a spreadsheet takes for the end of the cell before it: in half of Europe, that is a semicolon."""


def to_csv(course: Course) -> str:
    """Return the answers of all reports, in the template's order; a report without questions has one line.

    In a course of several cohorts, the last column names each report's.
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
        yield (*head, *("",) * (len(COLUMNS) - len(head) - 4), *_findings(judged, None))


def _answer(judged: Judged, answer: Answer) -> tuple[object, ...]:
    question, limits = answer.question, judged.limits[answer.question.id]
    first, last = (answer.line, answer.end_line) if answer.lines else ("", "")
    return (
        *(question.number, question.heading, question.section or "", first, last),
        *(judged.verdict_of(answer).value, _yes(answer.answered)),
        *(
            answer.count.rendered,
            *_pair(limits.words),
            answer.image_count,
            *_pair(limits.images),
            _yes(limits.advisory),
        ),
        *_findings(judged, answer),
    )


def _findings(judged: Judged, answer: Answer | None) -> tuple[object, ...]:
    """How many hard, soft and waived findings there are, and of which rules."""
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
    """A value as text in which nothing is a formula: an apostrophe before it says so to every spreadsheet."""
    return _FORMULA.sub(r"\1\2'", visible(" ".join(str(value).split())))
