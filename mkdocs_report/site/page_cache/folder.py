"""The folder of a site's build cache, and the reasons why a build cannot use it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs_report.runtime.cache import Cache, linked
from mkdocs_report.runtime.cache_key import CacheKeyError, cache_key
from mkdocs_report.runtime.files import shown_path


def open_cache(base: Path, building: ExitStack) -> tuple[Cache, list[str]]:
    """Open the cache of a site, and return it with warnings.

    If its folder cannot be used, the cache is a temporary folder.

    Args:
        base: the folder of `mkdocs.yml`.
        building: removes a temporary folder when the build ends.
    """
    folder = base / ".cache" / "mkdocs-report" / "build"
    link = linked(folder, base)
    if link is not None:
        where = shown_path(link, base)
        return _own(building), [f"{where} is a symbolic link, so this build uses no cache. Replace it by a folder."]
    cache, warnings = Cache(folder), []
    try:
        cache = Cache(folder, cache_key(base))
    except CacheKeyError as error:
        warnings.append(f"{error} Until then, builds do not reuse results.")
    try:
        cache.begin()
    except OSError as error:
        why = f"{folder} cannot be written: {error.strerror}"
        return _own(building), [f"{why}. The next build cannot reuse results of this one. Make the folder writable."]
    return cache, warnings


def _own(building: ExitStack) -> Cache:
    return Cache(Path(building.enter_context(TemporaryDirectory(prefix="mkdocs-report-"))))
