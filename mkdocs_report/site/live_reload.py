"""`mkdocs serve` that answers at once: MkDocs looks for changes twice a second, and then waits for more."""

from __future__ import annotations

from typing import Any

from mkdocs.livereload import LiveReloadServer

SOONEST, LATEST = 0.1, 0.5
"""Seconds between two looks at all files; the latter is MkDocs' own."""
FILES_A_SECOND = 8_000
"""So many are looked at in each second at the most: a tenth of a core's time."""
DELAY = 0.03
"""Seconds without a change before the site is built: an editor that writes several files has done so by then."""


def hurry(server: LiveReloadServer, files: int) -> None:
    """Have a server look for changes as often as the number of files allows."""
    seconds = min(LATEST, max(SOONEST, files / FILES_A_SECOND))
    server.build_delay = min(DELAY, server.build_delay)
    observer: Any = server.observer
    for watcher in (observer, *observer.emitters):  # neither MkDocs nor watchdog has an option
        watcher._timeout = min(seconds, watcher.timeout)
