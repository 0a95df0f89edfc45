"""Write SARIF 2.1.0, for GitHub's code scanning and editors: https://docs.oasis-open.org/sarif/sarif/v2.1.0/."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from mkdocs_report.export.fingerprint import with_fingerprints
from mkdocs_report.export.paths import Checkout
from mkdocs_report.model.course import Course, Problem
from mkdocs_report.model.finding import Finding, Severity
from mkdocs_report.rules.judge import FAMILIES
from mkdocs_report.rules.rule import Rule
from mkdocs_report.runtime.text import printable_json, visible
from mkdocs_report.version import __version__

_ROOT = "%SRCROOT%"
_LEVELS: Mapping[Severity, str] = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_KEY = "mkdocsReport/v1"
"""Not `primaryLocationLineHash`: GitHub's action computes that one, and warns about findings that contain it."""
_MEANT = str.maketrans({"{": "{{", "}": "}}", "[": r"\[", "]": r"\]", "\\": r"\\"})
"""Characters that would start a placeholder or a link in a message (sections 3.11.5 and 3.11.6)."""


def to_sarif(course: Course, checkout: Checkout) -> str:
    """Return all findings as one run; waived findings are suppressed, with the reason."""
    rules = [(family, rule) for family, of_family in FAMILIES.items() for rule in of_family]
    index = {rule.name: number for number, (_, rule) in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "mkdocs-report",
                "semanticVersion": __version__,
                "rules": [_rule(rule, family) for family, rule in rules],
            }
        },
        "invocations": [
            {
                "executionSuccessful": True,
                "toolConfigurationNotifications": [_notification(problem, checkout) for problem in course.problems],
            }
        ],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, index[finding.rule], fingerprint, judged.report.path, checkout)
            for judged, finding, fingerprint in with_fingerprints(course)
        ],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return printable_json(json.dumps(log, ensure_ascii=False, indent=1)) + "\n"


def _rule(rule: Rule, family: str) -> dict[str, Any]:
    text = rule.help.strip()
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": " ".join(text.split("\n\n")[0].split())},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [family.lower()]},
    }


def _result(finding: Finding, index: int, fingerprint: str, path: str, checkout: Checkout) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": _message(f"{finding.message} {finding.help}"),
        "locations": [_location(path, finding.line, finding.end_line, checkout)],
        "partialFingerprints": {_KEY: fingerprint},
    }
    if finding.waived is not None:
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": visible(finding.waived)},
        ]
    return result


def _notification(problem: Problem, checkout: Checkout) -> dict[str, Any]:
    return {
        "level": "warning",
        "message": _message(problem.message),
        "locations": [_location(problem.path, problem.line, problem.line, checkout)],
    }


def _message(text: str) -> dict[str, str]:
    return {"text": visible(text).translate(_MEANT)}


def _location(path: str, first: int, last: int, checkout: Checkout) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": checkout.uri(path), "uriBaseId": _ROOT},
            "region": {"startLine": max(1, first), "endLine": max(1, first, last)},
        }
    }
