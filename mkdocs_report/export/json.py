"""Write the course as JSON, as `check.schema.json` describes it. Keys may be added, but never changed."""

from __future__ import annotations

import json
from typing import Any

from mkdocs_report.model.course import Course, Judged
from mkdocs_report.model.evidence import Evidence
from mkdocs_report.model.finding import Finding, Verdict
from mkdocs_report.model.image import ImageState
from mkdocs_report.model.limits import Bounds, Limits, Unit
from mkdocs_report.model.report import Answer
from mkdocs_report.runtime.text import printable_json

SCHEMA_VERSION = 1
_ALWAYS = frozenset({Unit.WORDS, Unit.IMAGES})
"""The units that each question has keys for."""
_END = "]\n}"
"""The end of the list of reports and of the object."""


def to_json(course: Course) -> str:
    """Return the course as one JSON object, ending in a line feed; the same course gives the same bytes."""
    text = printable_json(_indented(_data(course, [])))
    if course.reports:  # written one by one, since the data of a thousand reports takes 200 MB
        reports = ",\n  ".join([printable_json(_indented(_report(judged), "\n  ")) for judged in course.reports])
        text = f"{text.removesuffix(_END)}\n  {reports}\n {_END}"
    return f"{text}\n"


def _indented(value: Any, end: str = "\n") -> str:
    """Return the same as `json.dumps` with an indent of one, in a tenth of the time; `end` is the line end to use."""
    from msgspec import json as msgspec_json  # most outputs are none in JSON

    try:
        text = msgspec_json.format(msgspec_json.encode(value), indent=1).decode()
    except (ValueError, OverflowError):  # a path that is not UTF-8, a number of more than 64 bits
        text = json.dumps(value, ensure_ascii=False, indent=1)
    return text.replace("\n", end)


def to_data(course: Course) -> dict[str, Any]:
    """Return the course as plain data."""
    return _data(course, [_report(judged) for judged in course.reports])


def _data(course: Course, reports: list[dict[str, Any]]) -> dict[str, Any]:
    totals = course.totals
    return {
        "schema_version": SCHEMA_VERSION,
        "summary": {
            "reports": len(course.reports),
            "passed": course.count(Verdict.PASSED),
            "warning": course.count(Verdict.WARNING),
            "error": course.count(Verdict.ERROR),
            "findings": {"errors": totals.errors, "warnings": totals.warnings, "waived": totals.waived},
        },
        "problems": [{"path": p.path, "line": p.line, "message": p.message} for p in course.problems],
        "reports": reports,
    }


def _report(judged: Judged) -> dict[str, Any]:
    report = judged.report
    return {
        **({"cohort": judged.cohort} if judged.cohort else {}),
        "id": report.id,
        "path": report.path,
        "template": report.template.path if report.template else None,
        "title": report.title,
        "verdict": judged.verdict.value,
        "checklist": _checklist(judged),
        "questions": [_question(judged, answer) for answer in report.answers],
        "findings": [_finding(judged, finding) for finding in judged.findings],
    }


def _checklist(judged: Judged) -> dict[str, Any]:
    data: dict[str, Any] = {"items": judged.totals.items, "checked": judged.totals.ticked}
    if judged.report.evidence:
        data["evidence"] = [_evidence(evidence) for evidence in judged.report.evidence]
    return data


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "item": evidence.item,
        "line": evidence.line,
        "claimed": evidence.claimed,
        "proof": evidence.proof.value,
        "wanted": evidence.wanted,
        "found": None if evidence.found is None else list(evidence.found),
    }


def _question(judged: Judged, answer: Answer) -> dict[str, Any]:
    question = answer.question
    states = [image.file.state for image in answer.images]
    return {
        "id": question.id,
        "number": question.number,
        "heading": question.heading,
        "section": question.section,
        "lines": [answer.lines.first, answer.lines.last] if answer.lines else None,
        "answer_lines": [[span.first, span.last] for span in answer.ranges],
        "answered": answer.answered,
        "marker_left": answer.marker_line is not None,
        "words": (words := answer.words).number,
        "words_range": [words.least, words.most],
        "images": {
            "shown": len(states),
            "ok": states.count(ImageState.OK),
            "remote": states.count(ImageState.REMOTE),
        },
        **({"counts": counts} if (counts := _counts(answer)) else {}),
        "limits": _limits(judged.limits[question.id]),
        "limits_from": "settings" if question.id in judged.overridden else "prompt",
        "verdict": judged.verdict_of(answer).value,
        "findings": list(judged.indices_of(answer)),
    }


def _counts(answer: Answer) -> dict[str, Any]:
    """Return the counts of further units, and those of the parts of the answer, as far as limits ask for them."""
    data: dict[str, Any] = {}
    for measure in answer.measures:
        count = {"number": measure.number, "range": [measure.least, measure.most]}
        if measure.part:
            data.setdefault(measure.unit, {}).setdefault("parts", []).append({"part": measure.part, **count})
        elif measure.unit not in _ALWAYS:
            data.setdefault(measure.unit, {}).update(count)
    return data


def _limits(limits: Limits) -> dict[str, Any]:
    return {
        "words": bounds_data(limits.words),
        "images": bounds_data(limits.images),
        "advisory": limits.advisory,
        **further_limits(limits),
    }


def further_limits(limits: Limits) -> dict[str, Any]:
    """Return for JSON the limits that the bounds of words and images do not describe.

    A unit's name has its bounds. `all` lists every limit with its details, if any of them has such.
    """
    data: dict[str, Any] = {
        each.unit: bounds_data(each.bounds) for each in limits.limits if not (each.part or each.unit in _ALWAYS)
    }
    if data or any(each.part or each.excluding for each in limits.limits):
        data["all"] = [
            {
                "unit": each.unit.value,
                "bounds": bounds_data(each.bounds),
                "advisory": each.advisory,
                "part": each.part,
                "excluding": list(each.excluding),
            }
            for each in limits.limits
        ]
    return data


def bounds_data(bounds: Bounds | None) -> list[int | None] | None:
    """Return the least and the most number for JSON; None if there is no limit."""
    return list(bounds.pair) if bounds else None


def _finding(judged: Judged, finding: Finding) -> dict[str, Any]:
    answer = judged.report.answer(finding.question) if finding.question else None
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "question": answer.question.number if answer else None,
        "line": finding.line,
        "end_line": finding.end_line,
        "message": finding.message,
        "help": finding.help,
        "observed": _plain(finding.observed),
        "expected": _plain(finding.expected),
        "waived": finding.waived,
    }


def _plain(value: object) -> object:
    return bounds_data(value) if isinstance(value, Bounds) else value
