"""The search index: answers and the alt texts of their pictures, each once, and none of the prompts."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_report.site.answers import Answers
from mkdocs_report.views.report_page import ReportPage

WORKER = Path(__file__).with_name("search-worker.js")
LARGE = 2_500_000
"""More bytes of answers than this, of some 120 groups, keep Material's readers waiting: `benchmarks.search`."""
PART = 1_000_000
"""The files that they are then kept in have about so many bytes: each is searched as soon as it has come."""
Entry = dict[str, Any]


def report_entry(page: ReportPage, url: str, answers: Answers) -> Entry:
    """Return what search finds of a group's page: the page, each answer, and text that belongs to no question.

    They stand in one entry, `answers` a list of title, text and anchor: written out, the address of the page and the
    names of the fields would be a tenth of the index. An anchor that is the title in small letters is left out.
    """
    parts = [
        _part(question.id, question.heading, answers.words(page.id, question.answer))
        for section in page.sections
        for question in section.questions
        if question.answer.answered
    ]
    for number, extra in enumerate(page.extras, 1):
        parts.append(_part(f"mr-extra-{number}", extra.heading or "Untitled", answers.words(page.id, extra)))
    return {**page_entry(url, page.title), "answers": parts}


def page_entry(url: str, title: str) -> Entry:
    """Return what search finds of a page across groups: its title."""
    return {"location": url, "title": _escaped(title), "text": ""}


def _escaped(title: str) -> str:
    return html.escape(title, quote=False)


def _part(anchor: str, title: str, text: str) -> list[str]:
    title = _escaped(title)
    return [title, text] if title.isascii() and _anchor(title) == anchor else [title, text, anchor]


def _anchor(title: str) -> str:
    return title.lower().replace(" ", "-")


def spread(entry: Entry) -> Iterator[Entry]:
    """Yield the entries that one stands for, as themes know them; `search-worker.js` does the same."""
    yield {name: value for name, value in entry.items() if name != "answers"}
    for title, text, *anchor in entry.get("answers", ()):
        place = anchor[0] if anchor else _anchor(title)
        yield {"location": f"{entry['location']}#{place}", "title": title, "text": text}


def teach(files: Files, config: MkDocsConfig) -> bool:
    """Put our lines in front of Material's search worker; return whether there is one."""
    worker = next((file for file in files if fnmatch(file.src_uri, "assets/javascripts/workers/search.*.js")), None)
    if worker is None or not any(map(is_material, config.plugins.values())):
        return False
    code = f"{WORKER.read_text(encoding='utf-8')}{worker.content_string}"
    files.remove(worker)
    files.append(File.generated(config, worker.src_uri, content=code))
    return True


def is_material(plugin: object) -> bool:
    """Whether a plugin is Material's own search, whose theme reads titles and texts as HTML."""
    return hasattr(plugin, "search_index") and type(plugin).__module__.startswith("material.")


def merge(index: Path, entries: Iterable[Entry], ours: set[str], escaped: bool, together: bool) -> None:
    """Put the entries in the place of whatever the search plugin has made of our pages.

    Args:
        index: the search plugin's `search_index.json`; nothing happens where there is none.
        entries: the entries, titles and texts escaped for HTML.
        ours: the addresses of our pages.
        escaped: whether the theme reads HTML, as Material's does, or plain text.
        together: whether the theme has been taught to read a group's answers from one entry.
    """
    if not index.is_file():
        return
    data: dict[str, Any] = json.loads(index.read_text(encoding="utf-8"))
    kept = [doc for doc in data["docs"] if doc["location"].partition("#")[0] not in ours]
    if not together:
        entries = [each for entry in entries for each in spread(entry)]
    if not escaped:
        entries = [{name: html.unescape(value) for name, value in entry.items()} for entry in entries]
    parts: list[list[Entry]] = []
    if together:
        rest, parts = _parted(list(entries))
        entries = rest
    data["docs"] = [*kept, *entries]
    data.pop("index", None)  # built ahead for other entries; the browser builds it anew
    if parts:
        data["config"]["answers"] = [f"answers-{number}.json" for number in range(1, len(parts) + 1)]
    for number, part in enumerate(parts, 1):
        index.with_name(f"answers-{number}.json").write_text(_json(part), encoding="utf-8")
    index.write_text(_json(data), encoding="utf-8")


def _parted(entries: list[Entry]) -> tuple[list[Entry], list[list[Entry]]]:
    """The entries that stay in the index, and those of a large course's groups, in parts."""
    sizes = [len(_json(entry).encode()) if "answers" in entry else 0 for entry in entries]
    if sum(sizes) <= LARGE:
        return entries, []
    parts: list[list[Entry]] = []
    room = 0
    for entry, size in zip(entries, sizes, strict=True):
        if size and size > room:
            parts.append([])
            room = PART
        if size:
            parts[-1].append(entry)
            room -= size
    return [entry for entry in entries if "answers" not in entry], parts


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
