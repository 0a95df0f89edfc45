"""Decide which pages are reused from the cache of an earlier build, and store those that are built.

A finished page is stored under a digest of everything that it depends on: the part of the course that it shows, the
site (`site_state.SiteState`) and all software. While a page is built, `dependencies.ReadTracker` records what its
templates read. A page whose templates read more than the digest covers is not stored. The templates that were read are
stored with the page, and each must be unchanged when it is reused.

A reused page is written, and excluded from what MkDocs builds, once the titles of all pages are known.
"""

from __future__ import annotations

import json
import os
from collections import Counter, deque
from collections.abc import Collection, Iterable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from mkdocs_report.runtime.cache import Cache
from mkdocs_report.runtime.digest import digest, software
from mkdocs_report.runtime.files import read_regular
from mkdocs_report.runtime.text import plural
from mkdocs_report.site.log import plugin_logger
from mkdocs_report.site.other_plugins import has_listener, owner_of
from mkdocs_report.site.page_cache.canonical import NoPlainFormError
from mkdocs_report.site.page_cache.dependencies import ReadTracker, TrackedEnvironment
from mkdocs_report.site.page_cache.site_state import SiteState
from mkdocs_report.site.page_cache.template_sources import RecordingLoader

log = plugin_logger(__name__)

_KIND = "page"
_MAX_PENDING_WRITES = 50
"""The largest number of pages that wait to be written."""
_EVENTS = ("page_context", "post_page", "pre_template", "template_context", "post_template")
"""Events that MkDocs skips for a reused page, and events that can change 404.html, whose scripts all pages allow."""


class PageCache:
    """The finished pages of one build.

    Args:
        cache: the cache of the site.
        site_key: a digest of everything that all pages depend on.
        tracker: records the reads of templates that no digest covers.
        environments: the theme's and that of our fragments; the templates that they load are recorded.
        executor: writes pages and cache entries in the background.
    """

    def __init__(
        self,
        cache: Cache,
        site_key: str,
        tracker: ReadTracker,
        environments: tuple[Environment, ...],
        executor: Executor,
    ) -> None:
        self._cache, self._site_key, self.tracker, self._executor = cache, site_key, tracker, executor
        self._environments = environments
        self._keys: dict[str, str] = {}
        self._reused: dict[str, tuple[File, InclusionLevel]] = {}
        self._hidden = False
        self._writing: deque[Future[str | None]] = deque()
        self._pages: tuple[Iterable[File], list[File]] = (), []
        self._loaders = [RecordingLoader.of(each) for each in environments]
        self._unchanged: dict[bytes, bool] = {}
        self._theme_reads: tuple[set[str], set[str]] = set(), set()
        self.write_errors: list[str] = []
        self.not_stored: Counter[str] = Counter()

    def restore(self, pages: Iterable[tuple[Page, str]]) -> tuple[int, int]:
        """Write the pages that can be reused, and exclude them from the build until `include_all`.

        Args:
            pages: the pages, each with a digest of its part of the course.

        Returns:
            The number of reused pages, and of all pages.
        """
        total = 0
        for page, content_digest in pages:
            total += 1
            file = page.file
            try:
                key = digest(self._site_key, self.tracker.state.page(page), content_digest)
            except NoPlainFormError as error:
                self.not_stored[str(error)] += 1
                continue
            stored = self._stored_page(key)
            if stored is None:
                self._keys[file.src_uri] = key
            else:
                self._reused[file.src_uri] = file, file.inclusion
                self._write(stored, file.src_uri, file.abs_dest_path)
        self.exclude()
        return len(self._reused), total

    def begin(self, page: Page | None) -> None:
        """Start a page, or a template without one, and include the reused pages, which it may list."""
        self.tracker.begin(page)
        self._include()

    def exclude(self) -> None:
        """Exclude the reused pages from what MkDocs builds."""
        for file, _ in self._reused.values():
            file.inclusion = InclusionLevel.EXCLUDED
        self._hidden = True

    def _include(self) -> None:
        if self._hidden:
            for file, inclusion in self._reused.values():
                file.inclusion = inclusion
            self._hidden = False

    def _stored_page(self, key: str) -> bytes | None:
        """Return the page that is stored under a key, if all its templates are unchanged."""
        head, _, html = (self._cache.get(_KIND, key) or b"").partition(b"\n")
        if head not in self._unchanged:
            self._unchanged[head] = self._are_templates_unchanged(head)
        return html if self._unchanged[head] else None

    def _are_templates_unchanged(self, head: bytes) -> bool:
        try:
            *stored, tracked = json.loads(head)
            loaders = zip(self._loaders, self._environments, stored, strict=True)
            return all(
                loader.current_digest(env, name) == source
                for loader, env, names in loaders
                for name, source in names.items()
            ) and all(
                self.tracker.state.tracked_digest(name) == stored_digest for name, stored_digest in tracked.items()
            )
        except Exception:  # any error of a loader, or a damaged entry
            return False

    def _write(self, html: bytes, uri: str, path: str) -> None:
        self._writing.append(self._executor.submit(_write_page, html, uri, path))
        if len(self._writing) > _MAX_PENDING_WRITES:
            self._wait()

    def _wait(self) -> None:
        failed = self._writing.popleft().result()
        if failed:
            self.write_errors.append(failed)

    def store_theme_reads(self) -> None:
        """Record the reads of 404.html, whose scripts may run on all pages."""
        self._theme_reads = self.tracker.uncovered, self.tracker.tracked

    def store(self, page: Page, html: str) -> None:
        """Store a page that was built, unless it read more than its digest covers."""
        key = self._keys.get(page.file.src_uri)
        uncovered, tracked = self.tracker.uncovered | self._theme_reads[0], self.tracker.tracked | self._theme_reads[1]
        self.not_stored.update(uncovered)
        if key and html.strip() and not uncovered:
            read = [
                *(loader.sources for loader in self._loaders),
                {each: self.tracker.state.tracked_digest(each) for each in tracked},
            ]
            head = json.dumps(read).encode()
            self._executor.submit(
                self._cache.put, _KIND, key, b"%s\n%s" % (head, html.encode("utf-8", errors="xmlcharrefreplace"))
            )

    def reasons(self) -> Iterable[str]:
        """Yield the reasons why pages cannot be reused."""
        for reason, number in sorted(self.not_stored.items()):
            yield f"{plural(number, 'page')} of the course cannot be reused by the next build, because of {reason}."

    @property
    def environment(self) -> Environment:
        """The theme's environment with recorded reads."""
        return self._environments[0]

    def pages(self, files: Iterable[File], built: Iterable[File]) -> list[File]:
        """Return the files of built and reused pages in their order."""
        if self._pages[0] is not built:  # MkDocs passes the same list for each page
            listed = {file.src_uri for file in built} | self._reused.keys()
            self._pages = built, [file for file in files if file.src_uri in listed]
        return self._pages[1]

    def include_all(self) -> None:
        """Wait until all reused pages are written, and include them in the site's files again."""
        while self._writing:
            self._wait()
        self._include()


def _write_page(html: bytes, uri: str, path: str) -> str | None:
    """Write a page; return a warning if it cannot be written."""
    try:
        write_file(html, path)
    except OSError as error:
        return write_error(uri, error)
    return None


def write_refusal(uri: str, path: str) -> str | None:
    """Return a warning if no page can be written to a path, where MkDocs would end the build; None otherwise."""
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - faster, for a thousand pages
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o666))
    except OSError as error:
        return write_error(uri, error)
    return None


def write_error(uri: str, error: OSError) -> str:
    """Return the warning for a page that cannot be written."""
    return (
        f"{uri}: The page cannot be written, so the site lacks it: {error.strerror or error}. Rename the group's "
        "folder, or choose another site_dir."
    )


def can_reuse(config: MkDocsConfig, plugin: BasePlugin[Any], hidden: Collection[str] = ()) -> bool:
    """Whether pages can be reused: no other plugin or hook handles each page, or has an `on_env` that runs later.

    Args:
        config: the site's settings.
        plugin: this plugin.
        hidden: the plugins whose settings have no plain form.
    """
    unknown = [config.plugins[name] for name in hidden]
    events = config.plugins.events
    return (
        owner_of(events["env"][-1]) is plugin
        and not has_listener(config, plugin, *_EVENTS)
        and not any(owner_of(method) is each for each in unknown for event in _EVENTS for method in events[event])
    )


def build_page_cache(
    plugin: BasePlugin[Any],
    config: MkDocsConfig,
    nav: Navigation,
    environments: tuple[Environment, Environment],
    site_key: tuple[str, ...],
    cache: Cache,
    executor: Executor,
) -> PageCache | None:
    """Return the cache of finished pages; None if no page can be reused.

    Args:
        plugin: this plugin.
        config: the site's settings.
        nav: its navigation, with all titles.
        environments: the theme's and that of our fragments.
        site_key: values that all pages depend on.
        cache: the cache of the site.
        executor: writes pages and cache entries in the background.
    """
    if not can_reuse(config, plugin):
        return None
    theme, fragments = environments
    try:
        state = SiteState(config, nav, theme)
    except NoPlainFormError as error:
        log.info(f"No page of the course can be reused from the cache, because of {error}.")
        return None
    if not can_reuse(config, plugin, state.hidden_plugins):
        return None
    tracker = ReadTracker(state)
    files = [str(config.config_file_path or ""), *map(str, config.hooks)]
    generator = type(config).__module__  # in each page: MkDocs or ProperDocs, and both may be installed
    site_digest = digest(software(), generator, [_bytes(file) for file in files if file], state.site(), site_key)
    return PageCache(cache, site_digest, tracker, (TrackedEnvironment.over(theme, tracker), fragments), executor)


def _bytes(file: str) -> tuple[str, bytes]:
    try:
        return Path(file).name, read_regular(file)
    except OSError:
        return file, b""
