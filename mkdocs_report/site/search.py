"""The search index: answers and the alternative texts of their images, without the prompts."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_report.publish.html import anchor_of, escape_title
from mkdocs_report.runtime.digest import digest

WORKER = Path(__file__).with_name("search-worker.js")
MAX_INDEX_BYTES = 2_500_000
"""The largest size of all answers in the index, in bytes: some 120 groups. Material's search takes seconds to load a
larger index, see `benchmarks.search`."""
PART_BYTES = 1_000_000
"""The size of a file of answers outside of the index, in bytes. Each file is searched as soon as it is loaded."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """The search entry of a page.

    Attributes:
        url: its address.
        title: its title.
        parts: the answers on a group's page, as JSON of `html.search_parts`.
    """

    url: str
    title: str
    parts: bytes = b""

    @property
    def head(self) -> dict[str, str]:
        """The entry of the page without its answers, in the format of themes."""
        return {"location": self.url, "title": escape_title(self.title), "text": ""}

    def to_json(self) -> bytes:
        """Return the page with its answers as one entry, in JSON.

        In one entry for each answer, page addresses and field names would take a tenth of the index.
        """
        head = _json(self.head)
        return b'%s,"answers":%s}' % (head[:-1], self.parts) if self.parts else head


def split_entry(entry: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Split a combined entry into entries in the format of themes, as `search-worker.js` does."""
    yield {name: value for name, value in entry.items() if name != "answers"}
    for title, text, *anchor in entry.get("answers", ()):
        place = anchor[0] if anchor else anchor_of(title)
        yield {"location": f"{entry['location']}#{place}", "title": title, "text": text}


def extend_worker(files: Files, config: MkDocsConfig) -> tuple[str, str] | None:
    """Prepend our code to Material's search worker.

    Returns:
        The address of the worker in the theme's pages and its new one, whose name changes with the code: a new page
        never meets an old worker. None if there is no such worker.
    """
    worker = next((file for file in files if fnmatch(file.src_uri, "assets/javascripts/workers/search.*.js")), None)
    if worker is None or not any(map(is_material, config.plugins.values())):
        return None
    code = f"{WORKER.read_text(encoding='utf-8')}{worker.content_string}"
    address = f"{worker.src_uri.partition('.')[0]}.{digest(code)[:8]}.min.js"
    files.remove(worker)
    files.append(File.generated(config, address, content=code))
    return worker.src_uri, address


def use_worker(html: str, worker: tuple[str, str] | None) -> str:
    """Replace the address of the theme's search worker in the settings of a page by that of ours."""
    before, start, settings = html.rpartition('<script id="__config"')
    return f"{before}{start}{settings.replace(*worker, 1)}" if start and worker is not None else html


def is_material(plugin: object) -> bool:
    """Whether a plugin is Material's own search. Its theme reads titles and texts as HTML."""
    return hasattr(plugin, "search_index") and type(plugin).__module__.startswith("material.")


def complete_index(
    config: MkDocsConfig, entries: Callable[[], Iterable[SearchEntry]], own_urls: set[str], is_combined: bool
) -> None:
    """Add our entries to the index that a search plugin has written, if the site has one.

    Args:
        config: the site's settings.
        entries: makes the entries.
        own_urls: the addresses of our pages.
        is_combined: whether the theme reads a group's answers from one entry.
    """
    plugin = _search_plugin(config)
    if plugin is not None:
        index = Path(config.site_dir, "search", "search_index.json")
        merge(index, list(entries()), own_urls, is_material(plugin), is_combined)


def offer_entries(config: MkDocsConfig, entries: Callable[[], Iterable[SearchEntry]], own_urls: set[str]) -> None:
    """Add our entries to the index before a search plugin writes it, for plugins that read the written file.

    `complete_index` replaces them by combined entries, which load faster.
    """
    plugin = _search_plugin(config)
    index = getattr(plugin, "search_index", None)
    docs = getattr(index, "entries", None) if is_material(plugin) else getattr(index, "_entries", None)
    if isinstance(docs, list):
        split = (each for entry in entries() for each in split_entry(json.loads(entry.to_json())))
        added = [each if is_material(plugin) else _unescaped(each) for each in split]
        docs[:] = [doc for doc in docs if doc["location"].partition("#")[0] not in own_urls] + added


def _search_plugin(config: MkDocsConfig) -> object:
    return next((each for each in config.plugins.values() if hasattr(each, "search_index")), None)


def merge(index: Path, entries: Sequence[SearchEntry], own_urls: set[str], as_html: bool, is_combined: bool) -> None:
    """Replace the entries that the search plugin made of our pages.

    Args:
        index: the search plugin's `search_index.json`; if there is none, nothing happens.
        entries: the entries, titles and texts escaped for HTML.
        own_urls: the addresses of our pages.
        as_html: whether the theme reads HTML, as Material's does, or plain text.
        is_combined: whether the theme reads a group's answers from one entry.
    """
    if not index.is_file():
        return
    data: dict[str, Any] = json.loads(index.read_bytes())
    others = [_json(doc) for doc in data.pop("docs") if doc["location"].partition("#")[0] not in own_urls]
    data.pop("index", None)  # a prebuilt index of other entries; the browser builds its own
    if is_combined:
        in_index, parts = _split_into_parts(entries)
        if parts:
            data["config"]["answers"] = [f"answers-{number}.json" for number in range(1, len(parts) + 1)]
        for number, part in enumerate(parts, 1):
            texts = b",".join(entry.to_json() for entry in part)
            index.with_name(f"answers-{number}.json").write_bytes(b"[%s]" % texts)
        rest = [entry.to_json() for entry in in_index]
    else:
        split = (each for entry in entries for each in split_entry(json.loads(entry.to_json())))
        rest = [_json(each if as_html else _unescaped(each)) for each in split]
    head = _json(data)
    comma = b"," if len(head) > len("{}") else b""
    index.write_bytes(b'%s%s"docs":[%s]}' % (head[:-1], comma, b",".join([*others, *rest])))


def _unescaped(entry: dict[str, str]) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in entry.items()}


def _split_into_parts(entries: Sequence[SearchEntry]) -> tuple[list[SearchEntry], list[list[SearchEntry]]]:
    """Split the entries into those in the index and, for a large course, files with the groups' answers."""
    if sum(len(entry.parts) for entry in entries) <= MAX_INDEX_BYTES:
        return list(entries), []
    parts: list[list[SearchEntry]] = []
    room = 0
    for entry in entries:
        if not entry.parts:
            continue
        if len(entry.parts) > room:
            parts.append([])
            room = PART_BYTES
        parts[-1].append(entry)
        room -= len(entry.parts)
    return [entry for entry in entries if not entry.parts], parts


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
