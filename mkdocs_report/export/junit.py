"""Write JUnit XML for GitLab, Jenkins and GitHub: a group is a test suite, a question is a test case."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from mkdocs_report.export.paths import Checkout
from mkdocs_report.model.course import Course, Judged
from mkdocs_report.model.finding import Finding, Severity
from mkdocs_report.runtime.text import visible

_FORBIDDEN = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""Characters that XML 1.0 forbids, even as character references."""


def to_junit(course: Course, checkout: Checkout) -> str:
    """Return the course as test suites.

    A case with errors is a failure. Warnings are in the output of a case, which every reader of the format shows. A
    case is skipped if its findings are waived, or if there is no answer and none is required.
    """
    root = ET.Element("testsuites", name="mkdocs-report")
    for judged in course.reports:
        report = judged.report
        suite = ET.SubElement(root, "testsuite", name=_xml(report.title))
        for answer in report.answers:
            gap = not answer.answered
            _case(suite, answer.question.heading, judged, judged.findings_of(answer), checkout, gap=gap)
        _case(suite, "The file", judged, [f for f in judged.findings if f.question is None], checkout)
        _count(suite, suite)
    _count(root, root)
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _case(
    suite: ET.Element, name: str, judged: Judged, found: Sequence[Finding], checkout: Checkout, *, gap: bool = False
) -> None:
    path = checkout.path(judged.report.path)
    group = posixpath.join(judged.cohort, judged.report.id)
    case = ET.SubElement(suite, "testcase", classname=_xml(group), name=_xml(name), file=_xml(path))
    errors = [f for f in found if f.counts and f.severity is Severity.ERROR]
    waived = [f for f in found if not f.counts]
    rest = [f for f in found if f not in errors]
    if errors:
        more = f" And {len(errors) - 1} more." if len(errors) > 1 else ""
        failure = ET.SubElement(case, "failure", type=errors[0].rule, message=_xml(errors[0].message + more))
        failure.text = _lines(errors, path)
    elif waived:
        ET.SubElement(case, "skipped", message=_xml(f"Waived: {waived[0].waived}"))
    elif gap and not found:
        ET.SubElement(case, "skipped", message="No answer, and none is required.")
    if rest:
        ET.SubElement(case, "system-out").text = _lines(rest, path)


def _lines(found: Sequence[Finding], path: str) -> str:
    """Return findings as lines of a build log."""
    lines = []
    for each in found:
        kind = each.severity.value if each.waived is None else f"waived ({each.waived})"
        lines.append(_xml(f"{path}:{each.line}: {kind}: {each.message} {each.help} [{each.rule}]"))
    return "\n".join(lines)


def _count(element: ET.Element, of: ET.Element) -> None:
    element.set("tests", str(len(of.findall(".//testcase"))))
    element.set("failures", str(len(of.findall(".//failure"))))
    element.set("errors", "0")
    element.set("skipped", str(len(of.findall(".//skipped"))))


def _xml(text: str) -> str:
    return _FORBIDDEN.sub("", visible(text))
