"""A report without what only its page shows, which costs too much to be sent from process to process for nothing.

Every format says the same of it as of the whole.
"""

from __future__ import annotations

from dataclasses import replace

from mkdocs_report.model.report import Answer, Report


def brief(report: Report) -> Report:
    """Return a report without texts and HTML: what was asked, what is there of it, where it stands."""
    answers = tuple(
        [
            Answer(
                question=answer.question,
                limits=answer.limits,
                lines=answer.lines,
                ranges=answer.ranges,
                count=answer.count,
                images=answer.images,
                marker_line=answer.marker_line,
            )
            for answer in report.answers
        ]
    )
    return replace(report, answers=answers, extras=(), kinds=())
