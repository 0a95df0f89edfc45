"""The cache of a build: in the project, or in a temporary folder where that one can not be used."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.plugins import get_plugin_logger

from mkdocs_report.cache import CACHE_TAG, Cache, linked
from mkdocs_report.cache_key import CacheKeyError, cache_key
from mkdocs_report.discovery import shown_path
from mkdocs_report.export.visible import visible
from mkdocs_report.whole import write_whole

log = get_plugin_logger(__name__)


def open_cache(base: Path, building: ExitStack) -> Cache:
    """Return the cache of the project in `base`; warn, and return one that ends with the build, if it can not be used.

    Args:
        base: the folder of `mkdocs.yml`.
        building: what ends with the build.
    """
    folder = base / ".cache" / "mkdocs-report" / "build"
    link = linked(folder, base)
    try:
        if link is None:
            write_whole(folder / "CACHEDIR.TAG", CACHE_TAG)
    except OSError as error:
        log.warning(f"{folder} can not be written ({error.strerror}): the next build will be as slow as this one.")
        link = folder
    else:
        if link is not None:
            where = shown_path(link, base)
            log.warning(visible(f"{where} is a symbolic link: this build uses no cache. Replace it by a folder."))
    if link is not None:
        return Cache(Path(building.enter_context(TemporaryDirectory(prefix="mkdocs-report-"))))
    try:
        return Cache(folder, cache_key(base))
    except CacheKeyError as error:
        log.warning(visible(f"{error} Until then, no build uses what an earlier one made."))
        return Cache(folder)
