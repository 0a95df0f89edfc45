"""The pages of the course in MkDocs. Equal skeletons are rendered once, and answers are inserted when they are read."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from mkdocs_report.site.slots import plain

_SHARED = "Report"
"""The first heading while a skeleton is rendered, so that pages that differ only in it share the result."""
_H1 = re.compile(rf"(<h1\b[^>]*>){_SHARED}")


def first_heading(title: str) -> str:
    """Return the first line of a report's Markdown."""
    return f"# {plain(title)} {{: #mr-top }}"


@dataclass(frozen=True)
class RenderedSkeleton:
    """A rendered skeleton: its HTML, its table of contents, and the anchors in it."""

    html: str
    toc: TableOfContents
    anchors: set[str] | None


Content = tuple[str | None, Callable[[Page, str], str] | None]
"""The HTML of a page, and the function that will insert the answers; None if they are inserted."""


class OwnPage(Page):
    """A page of the course.

    Args:
        title: its title in the navigation of `mkdocs.yml`.
        file: its file, to which it is added.
        config: the site's settings.
        rendered: the skeletons that were rendered in this build, by their Markdown.
        report: the title of the report, as text and as HTML; None for a page across groups.
    """

    def __init__(
        self,
        title: str | None,
        file: File,
        config: MkDocsConfig,
        rendered: dict[str, RenderedSkeleton],
        report: tuple[str, str] | None = None,
    ) -> None:
        self._content: str | None = None
        self._fill: Callable[[Page, str], str] | None = None
        super().__init__(title, file, config)
        self._rendered = rendered
        self._line, self._heading = (first_heading(report[0]), report[1]) if report else ("", "")

    @property
    def content(self) -> str | None:
        """The HTML of the page. After `defer`, the first access inserts the answers."""
        if self._fill is not None:
            fill, self._fill = self._fill, None
            self._content = fill(self, self._content or "")
        return self._content

    @content.setter
    def content(self, content: str | None) -> None:
        self.state = content, None

    @property
    def state(self) -> Content:
        """The current HTML, and the function that will insert the answers. Access inserts nothing."""
        return self._content, self._fill

    @state.setter
    def state(self, state: Content) -> None:
        self._content, self._fill = state

    def defer(self, fill: Callable[[Page, str], str]) -> None:
        """Insert the answers when the HTML is read."""
        self.state = self._content, fill

    def read_source(self, config: MkDocsConfig) -> None:
        """Read nothing: the first lines of a report are not metadata. `on_page_markdown` sets the Markdown."""
        self.markdown, self.meta = "", {}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the Markdown, unless it was rendered for another page with the same skeleton."""
        markdown = self.markdown or ""
        shared = markdown.replace(self._line, first_heading(_SHARED), 1) if self._line else markdown
        skeleton = self._rendered.get(shared)
        if skeleton is None:
            self.markdown = shared
            super().render(config, files)
            self.markdown = markdown
            skeleton = RenderedSkeleton(self.content or "", self.toc, self.present_anchor_ids)
            self._rendered[shared] = skeleton
        self.content, self.toc, self.present_anchor_ids = skeleton.html, copy_toc(skeleton.toc), skeleton.anchors
        if self._line and self._line in markdown:
            self.content = _H1.sub(lambda match: match[1] + self._heading, skeleton.html, count=1)
            for item in items_of(self.toc):
                if item.title == _SHARED:
                    item.title = html.escape(html.unescape(self._heading))  # a theme may print it in an attribute
                    break


def copy_toc(toc: Iterable[AnchorLink]) -> TableOfContents:
    """Return a deep copy of a table of contents."""
    return TableOfContents([_copy(item) for item in toc])


def _copy(item: AnchorLink) -> AnchorLink:
    new: AnchorLink = object.__new__(type(item))
    vars(new).update(vars(item))  # with attributes of other plugins
    new.children = [_copy(child) for child in item.children]
    return new


def items_of(toc: Iterable[AnchorLink]) -> Iterable[AnchorLink]:
    """Yield each item of a table of contents at any depth."""
    for item in toc:
        yield item
        yield from items_of(item.children)
