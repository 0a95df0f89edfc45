"""Show Markdown as an answer of a page does."""

from __future__ import annotations

from mkdocs_report.parsing.markdown import engine, sanitizer
from mkdocs_report.publish.github.footnotes import address_of
from mkdocs_report.publish.github.show import GitHubView


def shown(text: str) -> str:
    """Return an answer as published HTML, with the addresses as they were written."""
    return GitHubView().show(sanitizer.sanitise(engine.render(text), lambda _tag, url: address_of(url) or url))
