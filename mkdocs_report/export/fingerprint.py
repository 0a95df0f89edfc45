"""What a finding is known by from one run to the next, however its lines move."""

from __future__ import annotations

import hashlib
import posixpath
from collections import Counter
from collections.abc import Iterator

from mkdocs_report.model.course import Course, Judged
from mkdocs_report.model.finding import Finding


def with_fingerprints(course: Course) -> Iterator[tuple[Judged, Finding, str]]:
    """Yield every finding with its fingerprint, which no other finding of the course has.

    It is made of the rule, the group, the question and the name of what was seen, an image's say. Lines and counts
    change while a group writes, so they are no part of it; findings that are alike are numbered.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for judged in course.reports:
        for finding in judged.findings:
            named = finding.observed if isinstance(finding.observed, str) else ""
            key = (finding.rule, posixpath.join(judged.cohort, judged.report.id), finding.question or "", named)
            seen[key] += 1
            text = "\0".join((*key, str(seen[key])))
            yield judged, finding, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
