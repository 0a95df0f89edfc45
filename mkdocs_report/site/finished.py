"""Pages that were finished in an earlier build stand in for those that would be built the same.

A finished page is kept under a digest of all that it hangs on: what it shows of the course, the settings, the
navigation, the theme and its overrides, all software. It is written, and taken out of what MkDocs builds, once the
titles of all pages are known.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from mkdocs.utils import write_file

from mkdocs_report.cache import Cache, digest, files_in, software
from mkdocs_report.files import read_regular

_KIND = "page"
_AHEAD = 50
"""How many pages are held until they are written."""
_EVENTS = ("page_context", "post_page")
"""What a page that stands in is kept from."""
_HARMLESS = (
    *("mkdocs.contrib.search.", "properdocs.contrib.search."),
    *("material.plugins.search.", "material.plugins.offline.", "mkdocs_minify_plugin."),
)
"""Plugins that take note of nothing when a page of ours is built: what they do is in the finished page."""
_PLACES = frozenset({"site_dir", "docs_dir", "config_file_path"})
"""Settings that say where on this machine things are; the site does not tell."""


class Finished:
    """The finished pages of one build.

    Args:
        cache: where they are kept.
        surroundings: a digest of what all pages hang on.
        aside: does what no page waits for.
    """

    def __init__(self, cache: Cache, surroundings: str, aside: Executor) -> None:
        self._cache, self._surroundings, self._aside = cache, surroundings, aside
        self._keys: dict[str, str] = {}
        self._standing: dict[str, tuple[File, InclusionLevel]] = {}
        self._writing: deque[Future[str | None]] = deque()
        self.unwritten: list[str] = []

    def take_out(self, pages: Iterable[tuple[Page, str]]) -> tuple[int, int]:
        """Write those pages that are finished; with each comes a digest of what it hangs on itself.

        They are taken out of the build until `put_back`. Return how many they are, and of how many.
        """
        for page, basis in pages:
            file = page.file
            told = page.url, page.title, page.canonical_url, page.edit_url, _plain(page.meta), page.content
            key = digest(self._surroundings, told, basis)
            known = self._cache.get(_KIND, key)
            if known is None:
                self._keys[file.src_uri] = key
            else:
                self._standing[file.src_uri] = file, file.inclusion
                file.inclusion = InclusionLevel.EXCLUDED
                self._write(known, file.src_uri, file.abs_dest_path)
        return len(self._standing), len(self._standing) + len(self._keys)

    def _write(self, html: bytes, uri: str, path: str) -> None:
        self._writing.append(self._aside.submit(_written, html, uri, path))
        if len(self._writing) > _AHEAD:
            self._wait()

    def _wait(self) -> None:
        failed = self._writing.popleft().result()
        if failed:
            self.unwritten.append(failed)

    def keep(self, page: Page, html: str) -> None:
        """Keep a page that was built."""
        key = self._keys.get(page.file.src_uri)
        if key and html.strip():
            self._aside.submit(self._cache.put, _KIND, key, html.encode("utf-8", errors="xmlcharrefreplace"))

    def pages(self, files: Iterable[File], built: Iterable[File]) -> list[File]:
        """Return the files whose pages are built, those of standing pages in their places."""
        every = {file.src_uri for file in built} | self._standing.keys()
        return [file for file in files if file.src_uri in every]

    def put_back(self) -> None:
        """Put the pages that stand in back into the site's files, all of them written."""
        while self._writing:
            self._wait()
        for file, inclusion in self._standing.values():
            file.inclusion = inclusion


def _written(html: bytes, uri: str, path: str) -> str | None:
    """Write a page; return what is wrong where it can not be written."""
    try:
        write_file(html, path)
    except OSError as error:
        return unwritten(uri, error)
    return None


def refusal(uri: str, path: str) -> str | None:
    """Return what is wrong where no page can be written at a path; MkDocs would end the build there."""
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - asked of a thousand pages
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o666))
    except OSError as error:
        return unwritten(uri, error)
    return None


def unwritten(uri: str, error: OSError) -> str:
    """Return the warning for a page that can not be written."""
    return (
        f"{uri}: the page can not be written, so the site lacks it: {error.strerror or error}. Rename the group's "
        "folder, or choose another site_dir."
    )


def may_stand_in(config: MkDocsConfig, own: BasePlugin[Any]) -> bool:
    """Whether no plugin and no hook wants to see each page that is built."""
    for event in _EVENTS:
        for method in config.plugins.events[event]:
            owner = getattr(method, "__self__", None)
            if owner is not own and not f"{type(owner).__module__}.".startswith(_HARMLESS):
                return False
    return True


def surroundings(config: MkDocsConfig, nav: Navigation, shell: str) -> str:
    """Return a digest of what every page hangs on.

    Args:
        config: the site's settings.
        nav: its navigation; the titles in it are known.
        shell: what else goes into each page.
    """
    files = [str(config.config_file_path or ""), *map(str, config.hooks), *_overrides(config.theme)]
    settings = {name: value for name, value in config.items() if name not in _PLACES}
    generator = type(config).__module__  # pages name it: MkDocs, or ProperDocs, both of which may be installed
    return digest(
        software(), generator, [_bytes(file) for file in files if file], _plain(settings), list(_items(nav)), shell
    )


def _bytes(file: str) -> tuple[str, bytes]:
    try:
        return Path(file).name, read_regular(file)
    except OSError:
        return file, b""


def _overrides(theme: Theme) -> list[str]:
    """The templates that a site has of its own."""
    found = (path for _, _, path in files_in(Path(theme.custom_dir or ""))) if theme.custom_dir else ()
    return sorted(path for path in found if path.endswith(".html"))


def _plain(value: object) -> object:
    """A setting as `digest` takes it: of objects, what kind they are and what they were told."""
    if value is None or isinstance(value, str | int | float | bytes | Path):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(each) for each in value]
    if isinstance(value, BasePlugin):
        return type(value).__qualname__, _plain(dict(value.config))
    return getattr(value, "__module__", ""), getattr(value, "__qualname__", type(value).__qualname__)


def _items(nav: Navigation) -> Iterator[object]:
    todo: list[tuple[int, StructureItem]] = [(0, item) for item in reversed(nav.items)]
    while todo:
        depth, item = todo.pop()
        url = getattr(item, "url", None)
        yield depth, type(item).__name__, item.title, url, _plain(dict(getattr(item, "meta", {})))
        todo += [(depth + 1, child) for child in reversed(getattr(item, "children", None) or [])]
