"""`mkdocs serve`: watch templates, waivers and rosters outside of `docs_dir`, and poll files more often."""

from __future__ import annotations

import html
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers.api import ObservedWatch

from mkdocs_report.course.template_files import template_files
from mkdocs_report.errors import SettingsError

MIN_INTERVAL, MAX_INTERVAL = 0.1, 0.5
"""The shortest and the longest time between two polls of all files, in seconds. The latter is MkDocs' default."""

FILES_PER_SECOND = 8_000
"""The largest number of files polled in a second, which takes a tenth of a core's time."""

BUILD_DELAY = 0.03
"""Seconds without a change before the site is built, so that an editor can write several files."""


class Watcher(FileSystemEventHandler):
    """Triggers a build when one of the watched files is changed, added or removed.

    If a folder does not exist, its nearest existing parent is watched until it does.

    Args:
        server: the server.
        base: the folder to which globs are relative.
    """

    def __init__(self, server: LiveReloadServer, base: Path) -> None:
        self._server, self._base = server, base
        self._files: set[str] = set()
        self._patterns: Sequence[str] = ()
        self._watches: dict[tuple[str, bool], ObservedWatch] = {}

    def watch(self, files: Iterable[Path], patterns: Sequence[str]) -> None:
        """Watch these files, which may not exist, and those that globs match, instead of the earlier ones."""
        self._patterns = tuple(patterns)
        named = {os.path.abspath(file) for file in files}  # noqa: PTH100 - does not resolve links
        self._files = named | self._matching()
        self._schedule()

    def _schedule(self) -> bool:
        """Watch the folders that exist now; return whether they have changed."""
        wanted = self._folders()
        watched = set(self._watches)  # another thread may change them
        removed, added = watched - wanted, wanted - watched
        for key in removed:
            with suppress(KeyError):
                self._server.observer.remove_handler_for_watch(self, self._watches.pop(key))
        for folder, recursive in sorted(added):
            with suppress(OSError):
                self._watches[folder, recursive] = self._server.observer.schedule(self, folder, recursive=recursive)
        return bool(removed or added)

    def _folders(self) -> set[tuple[str, bool]]:
        """Return the folders to watch, and whether their subfolders are watched as well."""
        found = {(str(Path(file).parent), False) for file in self._files}
        for pattern in self._patterns:
            parts = (self._base / pattern).parts
            wild = next((i for i, part in enumerate(parts) if set(part) & set("*?[")), len(parts) - 1)
            found.add((os.path.abspath(Path(*parts[:wild])), wild < len(parts) - 1))  # noqa: PTH100 - as above
        return {_existing(folder, recursive) for folder, recursive in found}

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Request a build if the event is about one of the files, or a folder of theirs."""
        if event.event_type in ("opened", "closed_no_write"):
            return
        if event.is_directory:
            if event.event_type != "modified" and self._is_new(event):
                self._request_build()
            return
        paths = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
        if any(map(self._is_ours, paths)):
            self._request_build()

    def _is_new(self, event: FileSystemEvent) -> bool:
        """Whether a folder that was created or deleted changes the watched folders."""
        if event.event_type in ("deleted", "moved"):  # its watch has ended
            for key in [key for key in list(self._watches) if key[0] == os.fsdecode(event.src_path)]:
                with suppress(KeyError):
                    self._server.observer.unschedule(self._watches.pop(key))
        return self._schedule()

    def _request_build(self) -> None:
        with self._server._rebuild_cond:
            self._server._want_rebuild = True
            self._server._rebuild_cond.notify_all()

    def _matching(self) -> set[str]:
        """Return the files that the globs match now."""
        found: set[str] = set()
        for pattern in self._patterns:
            with suppress(SettingsError):
                found.update(map(os.path.abspath, template_files([pattern], self._base)))
        return found

    def _is_ours(self, path: str) -> bool:
        if path not in self._files:
            self._files |= self._matching()
        return path in self._files


def _existing(folder: str, recursive: bool) -> tuple[str, bool]:
    """Return a folder, or its nearest existing parent without its subfolders."""
    path = Path(folder)
    while not path.is_dir() and path != path.parent:
        path, recursive = path.parent, False
    return str(path), recursive


def show_only(files: Files, error: str, config: MkDocsConfig) -> Files:
    """Replace the site of a preview by an error: no page is safe if the settings cannot be used."""
    for file in list(files):
        if file.is_documentation_page() or file.src_dir == config.docs_dir:
            files.remove(file)
    text = f"# The site cannot be shown\n\n<pre>{html.escape(error)}</pre>\n\nFix the error. This page then reloads.\n"
    files.append(File.generated(config, "index.md", content=text))
    return files


def poll_faster(server: LiveReloadServer, files: int) -> None:
    """Poll for changes as often as the number of files allows."""
    seconds = min(MAX_INTERVAL, max(MIN_INTERVAL, files / FILES_PER_SECOND))
    server.build_delay = min(BUILD_DELAY, server.build_delay)
    observer: Any = server.observer
    for watcher in (observer, *observer.emitters):  # neither MkDocs nor watchdog has an option
        watcher._timeout = min(seconds, watcher.timeout)
