"""Decide which pages are taken from the cache of an earlier build, and store those that are made anew.

A finished page is stored under a digest of everything that it depends on: the part of the course that it shows, the
site (`site_state.SiteState`) and all software. While a page is made, `dependencies.ReadTracker` records what its
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
"""How many pages are held until they are written."""
_EVENTS = ("page_context", "post_page", "pre_template", "template_context", "post_template")
"""The events that a reused page does not reach, and those that can change 404.html, whose scripts all pages allow."""


class PageCache:
    """The finished pages of one build.

    Args:
        cache: where they are kept.
        surroundings: a digest of what all pages hang on.
        watch: takes note of what templates read beyond it.
        environments: the theme's, and that of our fragments; what they read is recorded.
        aside: does what no page waits for.
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
        """Write those pages that are finished; with each comes a digest of what it hangs on itself.

        They are taken out of the build until `include_all`. Return how many they are, and of how many.
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
        """Take note that a page is made from here on, or a template without one, which sees all pages as they are."""
        self.tracker.begin(page)
        self._include()

    def exclude(self) -> None:
        """Have MkDocs not build the pages that stand in."""
        for file, _ in self._reused.values():
            file.inclusion = InclusionLevel.EXCLUDED
        self._hidden = True

    def _include(self) -> None:
        if self._hidden:
            for file, inclusion in self._reused.values():
                file.inclusion = inclusion
            self._hidden = False

    def _stored_page(self, key: str) -> bytes | None:
        """The page that is kept under a key, if all templates that it was made from are the same."""
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
        except Exception:  # whatever a loader raises, or what was kept by another version
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
        """Take note of what 404.html read, which tells the scripts that may run on all pages."""
        self._theme_reads = self.tracker.uncovered, self.tracker.tracked

    def store(self, page: Page, html: str) -> None:
        """Keep a page that was built, unless more was read for it than its digest covers."""
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
        """Yield why pages are made anew in each build."""
        for what, number in sorted(self.not_stored.items()):
            yield f"{plural(number, 'page')} of the course cannot be reused by the next build, because of {what}."

    @property
    def environment(self) -> Environment:
        """The theme's environment, watched."""
        return self._environments[0]

    def pages(self, files: Iterable[File], built: Iterable[File]) -> list[File]:
        """Return the files whose pages are built, those of standing pages in their places."""
        if self._pages[0] is not built:  # MkDocs gives the same to each page
            listed = {file.src_uri for file in built} | self._reused.keys()
            self._pages = built, [file for file in files if file.src_uri in listed]
        return self._pages[1]

    def include_all(self) -> None:
        """Put the pages that stand in back into the site's files, all of them written."""
        while self._writing:
            self._wait()
        self._include()


def _write_page(html: bytes, uri: str, path: str) -> str | None:
    """Write a page; return what is wrong where it can not be written."""
    try:
        write_file(html, path)
    except OSError as error:
        return write_error(uri, error)
    return None


def write_refusal(uri: str, path: str) -> str | None:
    """Return what is wrong where no page can be written at a path; MkDocs would end the build there."""
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - asked of a thousand pages
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o666))
    except OSError as error:
        return write_error(uri, error)
    return None


def write_error(uri: str, error: OSError) -> str:
    """Return the warning for a page that can not be written."""
    return (
        f"{uri}: the page can not be written, so the site lacks it: {error.strerror or error}. Rename the group's "
        "folder, or choose another site_dir."
    )


def can_reuse(config: MkDocsConfig, plugin: BasePlugin[Any], hidden: Collection[str] = ()) -> bool:
    """Whether no plugin and no hook wants to see each page that is built, or changes something behind us.

    Args:
        config: the site's settings.
        own: the plugin.
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
    """Return the finished pages of earlier builds; None where none may stand in for those of this one.

    Args:
        own: the plugin.
        config: the site's settings.
        nav: its navigation; the titles in it are known.
        environments: the theme's, and that of our fragments.
        surroundings: what else each page hangs on.
        cache: where pages are kept.
        aside: does what no page waits for.
    """
    if not can_reuse(config, plugin):
        return None
    theme, fragments = environments
    try:
        state = SiteState(config, nav, theme)
    except NoPlainFormError as error:
        log.info(f"Each build makes all pages of the course anew, because of {error}.")
        return None
    if not can_reuse(config, plugin, state.hidden_plugins):
        return None
    tracker = ReadTracker(state)
    files = [str(config.config_file_path or ""), *map(str, config.hooks)]
    generator = type(config).__module__  # pages name it: MkDocs, or ProperDocs, both of which may be installed
    site_digest = digest(software(), generator, [_bytes(file) for file in files if file], state.site(), site_key)
    return PageCache(cache, site_digest, tracker, (TrackedEnvironment.over(theme, tracker), fragments), executor)


def _bytes(file: str) -> tuple[str, bytes]:
    try:
        return Path(file).name, read_regular(file)
    except OSError:
        return file, b""
