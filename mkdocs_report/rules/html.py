"""A rule for HTML in an answer that is never published: `unsafe-html`."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_report.model.finding import Severity
from mkdocs_report.rules.rule import Case, Draft, Rule

MOST = 8
"""The most different things in one answer that get a finding each."""


def unsafe_html(case: Case) -> Iterator[Draft]:
    """Find HTML in an answer that could run, load or reach something."""
    told: dict[str, int] = {}
    for what, line in case.answer.unsafe:
        told.setdefault(what, line)
    for what, line in list(told.items())[:MOST]:
        yield case.draft(
            f"{case.name} holds {what}, which is not shown.",
            "Say it in Markdown; to show HTML as text, put it between back-ticks.",
            line=line,
            observed=what,
        )


RULES = (
    Rule(
        "unsafe-html",
        Severity.WARNING,
        "An answer holds HTML that is not shown.",
        """
Scripts, forms, frames, styles, event handlers (`onclick`) and addresses such as `javascript:` are taken off, here
as on GitHub: a report is shown, never run. The text around them stays. Say in Markdown what you want to show; if it
is the HTML itself, put it between back-ticks or ``` lines.
""",
        about="html",
        answer=unsafe_html,
    ),
)
