"""Show what GitHub adds to Markdown in the answers of one report."""

from __future__ import annotations

from mkdocs_report.publish.github.alerts import show_alerts
from mkdocs_report.publish.github.code import CodeColours
from mkdocs_report.publish.github.emoji import show_emoji
from mkdocs_report.publish.github.footnotes import link_footnotes


class GitHubView:
    """Shows the answers of one report as GitHub would."""

    def __init__(self) -> None:
        self._code = CodeColours()

    def show(self, html: str) -> str:
        """Return the sanitised and masked HTML of an answer as GitHub would show it."""
        return self._code.colour(show_emoji(link_footnotes(show_alerts(html))))
