"""The cache of a site's builds: where it lies, and what keeps a build from using it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs_report.runtime.cache import Cache, linked
from mkdocs_report.runtime.cache_key import CacheKeyError, cache_key
from mkdocs_report.runtime.files import shown_path


def open_cache(base: Path, building: ExitStack) -> tuple[Cache, list[str]]:
    """Return the cache of the site in a folder, and warnings.

    Where the folder of the cache cannot be used, the build has one of its own, which goes with it.

    Args:
        base: the folder of `mkdocs.yml`.
        building: closed when the build has ended.
    """
    folder = base / ".cache" / "mkdocs-report" / "build"
    link = linked(folder, base)
    if link is not None:
        where = shown_path(link, base)
        return _own(building), [f"{where} is a symbolic link: this build uses no cache. Replace it by a folder."]
    cache, warnings = Cache(folder), []
    try:
        cache = Cache(folder, cache_key(base))
    except CacheKeyError as error:
        warnings.append(f"{error} Until then, no build uses what an earlier one made.")
    try:
        cache.begin()
    except OSError as error:
        why = f"{folder} can not be written ({error.strerror})"
        return _own(building), [f"{why}: the next build will be as slow as this one."]
    return cache, warnings


def _own(building: ExitStack) -> Cache:
    return Cache(Path(building.enter_context(TemporaryDirectory(prefix="mkdocs-report-"))))
