"""`mkdocs serve` that answers at once: MkDocs looks for changes twice a second, and then waits for more."""

from __future__ import annotations

from typing import Any

from jinja2.bccache import Bucket, BytecodeCache
from mkdocs.livereload import LiveReloadServer

SOONEST, LATEST = 0.1, 0.5
"""Seconds between two looks at all files; the latter is MkDocs' own."""
FILES_A_SECOND = 8_000
"""So many are looked at in each second at the most: a tenth of a core's time."""
DELAY = 0.03
"""Seconds without a change before the site is built: an editor that writes several files has done so by then."""


class Compiled(BytecodeCache):
    """The theme's templates, compiled: MkDocs would compile them for each build anew. Kept in memory, in no file."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is known of a template; Jinja knows by a checksum whether it is still the same."""
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        self._known[bucket.key] = bucket.bytecode_to_string()


def hurry(server: LiveReloadServer, files: int) -> None:
    """Have a server look for changes as often as the number of files allows."""
    seconds = min(LATEST, max(SOONEST, files / FILES_A_SECOND))
    server.build_delay = min(DELAY, server.build_delay)
    observer: Any = server.observer
    for watcher in (observer, *observer.emitters):  # neither MkDocs nor watchdog has an option
        watcher._timeout = min(seconds, watcher.timeout)
