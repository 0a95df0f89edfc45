"""Write GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""

from __future__ import annotations

import json

from mkdocs_report.export.fingerprint import with_fingerprints
from mkdocs_report.export.paths import Checkout
from mkdocs_report.model.course import Course
from mkdocs_report.model.finding import Severity
from mkdocs_report.runtime.text import printable_json, visible

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def to_gitlab(course: Course, checkout: Checkout) -> str:
    """Return all findings but the waived ones, which the format does not support."""
    found = [
        {
            "description": visible(f"{finding.message} {finding.help}"),
            "check_name": finding.rule,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[finding.severity],
            "location": {"path": visible(checkout.path(judged.report.path)), "lines": {"begin": max(1, finding.line)}},
        }
        for judged, finding, fingerprint in with_fingerprints(course)
        if finding.counts
    ]
    return printable_json(json.dumps(found, ensure_ascii=False, indent=1)) + "\n"
