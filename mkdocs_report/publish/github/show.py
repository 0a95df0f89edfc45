"""Show what GitHub adds to Markdown in one answer."""

from __future__ import annotations

from mkdocs_report.publish.github.alerts import show_alerts


def show_as_github(html: str) -> str:
    """Return the sanitised and masked HTML of an answer as GitHub would show it."""
    return show_alerts(html)
