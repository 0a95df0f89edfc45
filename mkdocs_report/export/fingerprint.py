"""Fingerprints of findings, which stay the same from run to run when lines move."""

from __future__ import annotations

import hashlib
import posixpath
from collections import Counter
from collections.abc import Iterator

from mkdocs_report.model.course import Course, Judged
from mkdocs_report.model.finding import Finding


def with_fingerprints(course: Course) -> Iterator[tuple[Judged, Finding, str]]:
    """Yield every finding with its fingerprint, which is unique in the course.

    A fingerprint depends on the rule, the group, the question, and the observed name, for example that of an image. It
    does not depend on lines and counts, which change while a group writes. Equal findings are numbered.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for judged in course.reports:
        for finding in judged.findings:
            named = finding.observed if isinstance(finding.observed, str) else ""
            key = (finding.rule, posixpath.join(judged.cohort, judged.report.id), finding.question or "", named)
            seen[key] += 1
            text = "\0".join((*key, str(seen[key])))
            yield judged, finding, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
