"""Show what GitHub adds to Markdown in the answers of one report."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mkdocs_report.publish.github.alerts import show_alerts
from mkdocs_report.publish.github.code import CodeColours, number_code
from mkdocs_report.publish.github.diagrams import fold_diagrams
from mkdocs_report.publish.github.emoji import show_emoji
from mkdocs_report.publish.github.footnotes import link_footnotes
from mkdocs_report.publish.github.links import link_headings, slugs

_TASK = re.compile(r"<li>(?=(?:\n<p>)?[☐☑] )")
"""An item of a task list, as the sanitiser writes it."""


class GitHubView:
    """Shows the answers of one report as GitHub would.

    Args:
        questions: the heading of each question.
    """

    def __init__(self, questions: Iterable[str] = ()) -> None:
        self._code = CodeColours()
        self._questions = {slug: number for number, slug in enumerate(slugs(questions))}

    def show(self, html: str) -> str:
        """Return the sanitised and masked HTML of an answer as GitHub would show it."""
        html = link_headings(link_footnotes(show_alerts(html)), self._questions)
        if "☐" in html or "☑" in html:
            html = _TASK.sub('<li class="mr-task">', html)
        return number_code(self._code.colour(fold_diagrams(show_emoji(html))))
