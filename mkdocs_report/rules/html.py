"""A rule for HTML in an answer that is never published: `unsafe-html`."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_report.model.finding import Severity
from mkdocs_report.rules.rule import Case, Draft, Rule

MOST = 8
"""The most findings of this rule for one answer."""


def unsafe_html(case: Case) -> Iterator[Draft]:
    """Find HTML in an answer that could run, load or reach something."""
    first_lines: dict[str, int] = {}
    for html in case.answer.unsafe:
        first_lines.setdefault(html.what, html.line)
    for what, line in list(first_lines.items())[:MOST]:
        yield case.draft(
            f"{case.name}: {what} is not shown.",
            "Use Markdown. To show HTML as text, put it between backticks.",
            line=line,
            observed=what,
        )


RULES = (
    Rule(
        "unsafe-html",
        Severity.WARNING,
        "An answer has HTML that is not shown.",
        """
Scripts, forms, frames, styles, event handlers (`onclick`) and addresses such as `javascript:` are removed, as on
GitHub: a report is shown, never run. The text around them is kept. Use Markdown. To show the HTML itself, put it
between backticks or ``` lines.
""",
        about="html",
        answer=unsafe_html,
    ),
)
