"""The search index: answers and the alt texts of their images, each once, and none of the prompts."""

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

WORKER = Path(__file__).with_name("search-worker.js")
MAX_INDEX_BYTES = 2_500_000
"""More bytes of answers than this, of some 120 groups, keep Material's readers waiting: `benchmarks.search`."""
PART_BYTES = 1_000_000
"""The files that they are then kept in have about so many bytes: each is searched as soon as it has come."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """What search finds of a page: its address and title, and of a group's page `html.search_parts` as JSON."""

    url: str
    title: str
    parts: bytes = b""

    @property
    def head(self) -> dict[str, str]:
        """What it finds of the page itself, as themes know it."""
        return {"location": self.url, "title": escape_title(self.title), "text": ""}

    def to_json(self) -> bytes:
        """Return the page with its answers as one entry, in JSON.

        Written out, the address of the page and the names of the fields would be a tenth of the index.
        """
        head = _json(self.head)
        return b'%s,"answers":%s}' % (head[:-1], self.parts) if self.parts else head


def split_entry(entry: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Yield the entries that one stands for, as themes know them; `search-worker.js` does the same."""
    yield {name: value for name, value in entry.items() if name != "answers"}
    for title, text, *anchor in entry.get("answers", ()):
        place = anchor[0] if anchor else anchor_of(title)
        yield {"location": f"{entry['location']}#{place}", "title": title, "text": text}


def extend_worker(files: Files, config: MkDocsConfig) -> bool:
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


def complete_index(
    config: MkDocsConfig, entries: Callable[[], Iterable[SearchEntry]], own_urls: set[str], is_combined: bool
) -> None:
    """Put our entries into the index that a search plugin has written, if the site has one.

    Args:
        config: the site's settings.
        entries: makes the entries.
        ours: as of `merge`.
        is_combined: as of `merge`.
    """
    plugin = _search_plugin(config)
    if plugin is not None:
        index = Path(config.site_dir, "search", "search_index.json")
        merge(index, list(entries()), own_urls, is_material(plugin), is_combined)


def offer_entries(config: MkDocsConfig, entries: Callable[[], Iterable[SearchEntry]], own_urls: set[str]) -> None:
    """Put our entries into the index before a search plugin writes it, for plugins that read the file it writes.

    `complete_index` replaces them in the file by what the browser loads faster.
    """
    plugin = _search_plugin(config)
    index = getattr(plugin, "search_index", None)
    docs = getattr(index, "entries", None) if is_material(plugin) else getattr(index, "_entries", None)
    if isinstance(docs, list):
        every = (each for entry in entries() for each in split_entry(json.loads(entry.to_json())))
        added = [each if is_material(plugin) else _unescaped(each) for each in every]
        docs[:] = [doc for doc in docs if doc["location"].partition("#")[0] not in own_urls] + added


def _search_plugin(config: MkDocsConfig) -> object:
    return next((each for each in config.plugins.values() if hasattr(each, "search_index")), None)


def merge(index: Path, entries: Sequence[SearchEntry], own_urls: set[str], as_html: bool, is_combined: bool) -> None:
    """Put the entries in the place of whatever the search plugin has made of our pages.

    Args:
        index: the search plugin's `search_index.json`; nothing happens where there is none.
        entries: the entries, titles and texts escaped for HTML.
        ours: the addresses of our pages.
        as_html: whether the theme reads HTML, as Material's does, or plain text.
        is_combined: whether the theme has been taught to read a group's answers from one entry.
    """
    if not index.is_file():
        return
    data: dict[str, Any] = json.loads(index.read_bytes())
    kept = [_json(doc) for doc in data.pop("docs") if doc["location"].partition("#")[0] not in own_urls]
    data.pop("index", None)  # built ahead for other entries; the browser builds it anew
    if is_combined:
        in_index, parts = _split_into_parts(entries)
        if parts:
            data["config"]["answers"] = [f"answers-{number}.json" for number in range(1, len(parts) + 1)]
        for number, part in enumerate(parts, 1):
            texts = b",".join(entry.to_json() for entry in part)
            index.with_name(f"answers-{number}.json").write_bytes(b"[%s]" % texts)
        rest = [entry.to_json() for entry in in_index]
    else:
        every = (each for entry in entries for each in split_entry(json.loads(entry.to_json())))
        rest = [_json(each if as_html else _unescaped(each)) for each in every]
    head = _json(data)
    comma = b"," if len(head) > len("{}") else b""
    index.write_bytes(b'%s%s"docs":[%s]}' % (head[:-1], comma, b",".join([*kept, *rest])))


def _unescaped(entry: dict[str, str]) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in entry.items()}


def _split_into_parts(entries: Sequence[SearchEntry]) -> tuple[list[SearchEntry], list[list[SearchEntry]]]:
    """The entries that stay in the index, and those of a large course's groups, in parts."""
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
