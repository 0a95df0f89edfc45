"""The search index: answers and the alt texts of their pictures, each once, and none of the prompts."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mkdocs_report.site.answers import Answers
from mkdocs_report.views.report_page import ReportPage

Entry = dict[str, str]


def report_entries(page: ReportPage, url: str, answers: Answers) -> Iterator[Entry]:
    """Yield what search finds of a group's page: the page, each answer, and text that belongs to no question."""
    yield _entry(url, page.title, "")
    for section in page.sections:
        for question in section.questions:
            if question.answer.answered:
                text = answers.words(page.id, question.answer)
                yield _entry(f"{url}#{question.id}", question.heading, text)
    for number, extra in enumerate(page.extras, 1):
        yield _entry(f"{url}#mr-extra-{number}", extra.heading or "Untitled", answers.words(page.id, extra))


def page_entry(url: str, title: str) -> Entry:
    """Return what search finds of a page across groups: its title."""
    return _entry(url, title, "")


def _entry(location: str, title: str, text: str) -> Entry:
    return {"location": location, "title": html.escape(title, quote=False), "text": text}


def merge(index: Path, entries: Iterable[Entry], ours: set[str], escaped: bool) -> None:
    """Put the entries in the place of whatever the search plugin has made of our pages.

    Args:
        index: the search plugin's `search_index.json`; nothing happens where there is none.
        entries: the entries, titles and texts escaped for HTML.
        ours: the addresses of our pages.
        escaped: whether the theme reads HTML, as Material's does, or plain text.
    """
    if not index.is_file():
        return
    data: dict[str, Any] = json.loads(index.read_text(encoding="utf-8"))
    kept = [doc for doc in data["docs"] if doc["location"].partition("#")[0] not in ours]
    if not escaped:
        entries = [{name: html.unescape(value) for name, value in entry.items()} for entry in entries]
    data["docs"] = [*kept, *entries]
    data.pop("index", None)  # built ahead for other entries; the browser builds it anew
    index.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
