"""Insert the answers into the pages of the course, immediately before the content of a page is read.

In: `SitePages`, which has the Markdown of each page and inserts the answers. Out: `page.content`, complete for each
plugin, hook and template that reads it from `on_page_content` on.

Inserting the answers takes more time than everything else that a reused page needs. So it is deferred until the content
is read (`OwnPage.defer`), unless another plugin has an `on_page_content`, which receives the content as an argument.
"""

from __future__ import annotations

from typing import Any, Protocol

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from mkdocs_report.site.log import plugin_error
from mkdocs_report.site.other_plugins import HARMLESS, SEARCH, has_listener, missing_slots_error
from mkdocs_report.site.skeleton import Content, OwnPage

_LATER = ("page_content", "env", "page_context", "post_page", "template_context", "post_template", "post_build")
"""The events in which a plugin can read `page.markdown` with the answers."""
_TITLES = ("material.plugins.typeset.",)
"""Modules of plugins whose `on_page_content` reads headings only."""
_REFERENCES = ("mkdocs_autorefs.", "mkdocstrings.")
"""Modules of plugins that use the headings and references of a page in `on_page_content` and `on_env`. Answers have no
references, so the skeleton is enough."""


class _Pages(Protocol):
    """The pages of a course, as `SitePages` has them."""

    def has(self, page: Page) -> bool: ...
    def skeleton(self, page: Page) -> str | None: ...
    def meta(self, page: Page) -> dict[str, Any]: ...
    def text(self, page: Page) -> str: ...
    def fill(self, page: Page, content: str) -> str: ...
    def mark_verdicts(self, page: Page) -> None: ...


class PageContent:
    """Inserts the answers into the pages of one build.

    Args:
        site: the pages of the course.
        plugin: this plugin.
        config: the site's settings.
    """

    def __init__(self, site: _Pages, plugin: BasePlugin[Any], config: MkDocsConfig) -> None:
        self._site, self._config = site, config
        self._is_handed_over = has_listener(config, plugin, "page_content", ignored=(*HARMLESS, *_TITLES, *_REFERENCES))
        self._is_used_in_env = has_listener(config, plugin, "env", ignored=(*HARMLESS, *_REFERENCES))
        self._is_text_read = has_listener(config, plugin, *_LATER)
        self._is_only_search = not has_listener(config, plugin, "page_context", ignored=SEARCH)
        self._before: tuple[Content, TableOfContents] = (None, None), TableOfContents([])

    def skeleton(self, page: Page) -> str | None:
        """Set the metadata of a page of the course, and return its Markdown; None for another page."""
        skeleton = self._site.skeleton(page)
        if skeleton is not None:
            page.meta = self._site.meta(page)
        return skeleton

    def rendered(self, page: Page, content: str) -> str | None:
        """Return the content of a rendered page of the course; None for another page.

        Raises:
            PluginError: there is no slot for an answer.
        """
        if not self._site.has(page):
            return None
        if self._is_text_read:
            page.markdown = self._site.text(page)
        if self._is_handed_over or not isinstance(page, OwnPage):
            page.content = self._fill(page, content)  # some plugins read this, not the argument
            return page.content
        return content

    def _fill(self, page: Page, content: str) -> str:
        error = missing_slots_error(page.file.src_uri, self._site.skeleton(page) or "", content, self._config)
        if error:
            raise plugin_error(error)
        return self._site.fill(page, content)

    def defer(self, files: Files, *, after_env: bool) -> None:
        """Defer inserting the answers until the content of a page is read; called before and after `on_env`."""
        if not self._is_handed_over and after_env is not self._is_used_in_env:
            for file in files.documentation_pages(inclusion=lambda level: level.is_in_serve()):
                if isinstance(file.page, OwnPage) and self._site.has(file.page):
                    file.page.defer(self._fill)

    def begin(self, page: Page) -> None:
        """Hide the content of a page from the search plugin: the answers are added to the index separately."""
        if isinstance(page, OwnPage) and self._site.has(page):
            self._before = page.state, page.toc
            if self._is_only_search:
                page.content = ""

    def complete(self, page: Page) -> None:
        """Restore the content of a page for the theme, and add the verdicts to its table of contents."""
        if isinstance(page, OwnPage) and self._site.has(page):
            if self._is_only_search:
                page.state = self._before[0]
            self._site.mark_verdicts(page)

    def release(self, page: Page) -> None:
        """Free the content of a written page: a thousand of them take more memory than the rest of the build."""
        if isinstance(page, OwnPage) and self._site.has(page):
            page.state, page.toc = self._before
