"""Show Markdown as an answer of a page does."""

from __future__ import annotations

from mkdocs_report.parsing.markdown import engine, sanitizer
from mkdocs_report.publish.github.footnotes import address_of
from mkdocs_report.publish.github.links import heading_address
from mkdocs_report.publish.github.show import GitHubView

QUESTIONS = ("Question 1", "Question 2: the bread")


def _address(_tag: str, url: str) -> str | None:
    return (address_of(url) or heading_address(url)) if url.startswith("#") else url


def shown(text: str) -> str:
    """Return an answer as published HTML, with the addresses as they were written."""
    return GitHubView(QUESTIONS).show(sanitizer.sanitise(engine.render(text), _address))
