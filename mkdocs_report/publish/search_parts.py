"""What search finds of a report: its answers, and the text that belongs to no question, each once."""

from __future__ import annotations

import html
from collections.abc import Mapping

from mkdocs_report.model.report import Report
from mkdocs_report.publish.html import Body, key_of


def search_parts(report: Report, bodies: Mapping[str, Body]) -> list[list[str]]:
    """Return title, text and anchor of each part of a report's page, escaped for HTML.

    An anchor that is the title in small letters is left out; `anchor_of` gives it.
    """
    parts = [
        _part(answer.question.id, answer.question.heading, bodies[key_of(answer)].words)
        for answer in report.answers
        if answer.answered
    ]
    for number, extra in enumerate(report.extras, 1):
        parts.append(_part(f"mr-extra-{number}", extra.heading or "Untitled", bodies[key_of(extra)].words))
    return parts


def escaped(title: str) -> str:
    """Return a title as search indexes hold it."""
    return html.escape(title, quote=False)


def anchor_of(title: str) -> str:
    """Return the anchor that goes without saying."""
    return title.lower().replace(" ", "-")


def _part(anchor: str, title: str, text: str) -> list[str]:
    title = escaped(title)
    return [title, text] if title.isascii() and anchor_of(title) == anchor else [title, text, anchor]
