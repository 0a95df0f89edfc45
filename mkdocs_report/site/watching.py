"""Changes of files outside of `docs_dir` under `mkdocs serve`: templates, also new ones, waivers, roster, evidence."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from mkdocs_report.discovery import template_files
from mkdocs_report.settings import SettingsError


class Watcher(FileSystemEventHandler):
    """Has a server build again when one of some files is changed, added or removed, and for no other file.

    Args:
        server: the server.
        files: the files, whether they exist or not.
        patterns: globs of further files.
        base: the folder to which the globs are relative.
    """

    def __init__(self, server: LiveReloadServer, files: Iterable[Path], patterns: Sequence[str], base: Path) -> None:
        self._server, self._patterns, self._base = server, patterns, base
        self._files = {os.path.abspath(file) for file in files}  # noqa: PTH100 - links stay what they are
        self._files.update(os.path.abspath(file) for file in self._matching())  # noqa: PTH100
        for folder, recursive in sorted(self._folders()):
            server.observer.schedule(self, folder, recursive=recursive)

    def _folders(self) -> set[tuple[str, bool]]:
        """The folders that exist of those that hold the files, each with whether its subfolders are watched as well."""
        found = {(str(Path(file).parent), False) for file in self._files}
        for pattern in self._patterns:
            parts = (self._base / pattern).parts
            wild = next((i for i, part in enumerate(parts) if set(part) & set("*?[")), len(parts) - 1)
            found.add((os.path.abspath(Path(*parts[:wild])), wild < len(parts) - 1))  # noqa: PTH100
        return {(folder, recursive) for folder, recursive in found if Path(folder).is_dir()}

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Ask for a build if the event is about one of the files."""
        if event.is_directory or event.event_type in ("opened", "closed_no_write"):
            return
        paths = [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]
        if any(map(self._is_ours, paths)):
            with self._server._rebuild_cond:
                self._server._want_rebuild = True
                self._server._rebuild_cond.notify_all()

    def _matching(self) -> list[Path]:
        """The files that the globs match now."""
        found: list[Path] = []
        for pattern in self._patterns:
            with suppress(SettingsError):
                found += template_files([pattern], self._base)
        return found

    def _is_ours(self, path: str) -> bool:
        if path not in self._files:
            self._files.update(os.path.abspath(file) for file in self._matching())  # noqa: PTH100
        return path in self._files
