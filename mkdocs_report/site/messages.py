"""Log lines of a build about files that are not published, or are published unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from logging import INFO, WARNING

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_report.site.loaded_site import LoadedSite
from mkdocs_report.site.other_plugins import warnings
from mkdocs_report.site.site_pages import SitePages


def messages(config: MkDocsConfig, loaded: LoadedSite, pages: SitePages) -> Iterator[tuple[int, str]]:
    """Yield each line with its level of `logging`. A warning fails a strict build."""
    for line in (*warnings(config), *loaded.warnings(), *pages.warnings()):
        yield WARNING, line
    for line, of_a_group in loaded.unjudged():
        yield WARNING if of_a_group else INFO, line
    for line in dict.fromkeys(note for each in loaded.cohorts.values() for note in each.publication.notes):
        yield INFO, line
