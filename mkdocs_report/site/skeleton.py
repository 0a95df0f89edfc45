"""A page that is ours from its first line: nothing of it is read, and its skeleton is rendered once for all alike."""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

HEADING = "Report"
"""The first heading of a skeleton that many pages share."""
_H1 = re.compile(rf"(<h1\b[^>]*>){HEADING}")


@dataclass(frozen=True)
class Bones:
    """A skeleton, rendered: HTML, table of contents, the anchors in it."""

    html: str
    toc: TableOfContents
    anchors: set[str] | None


class OwnPage(Page):
    """A page whose Markdown is a skeleton, `skeleton`, the same for many pages.

    Args:
        title: what the navigation in `mkdocs.yml` calls it.
        file: its file, to which it is added.
        config: the site's settings.
        meta: its metadata, the title among it.
        skeleton: its Markdown.
        known: skeletons that were rendered before in this build, by their Markdown.
        heading: its first heading as HTML, in the place of `HEADING` in the skeleton; empty for a skeleton of its own.
    """

    def __init__(
        self,
        title: str | None,
        file: File,
        config: MkDocsConfig,
        meta: MutableMapping[str, Any],
        skeleton: str,
        known: dict[str, Bones],
        heading: str = "",
    ) -> None:
        super().__init__(title, file, config)
        self._own_meta, self.skeleton, self._known, self._heading = meta, sys.intern(skeleton), known, heading

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the skeleton for what the page's file holds: a report's first lines are no metadata."""
        self.meta, self.markdown = self._own_meta, self.skeleton

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the skeleton, unless another page had the same one."""
        markdown = self.markdown or ""
        bones = self._known.get(markdown)
        if bones is None:
            super().render(config, files)
            bones = Bones(self.content or "", self.toc, self.present_anchor_ids)
            self._known[markdown] = bones
        self.content, self.toc, self.present_anchor_ids = bones.html, copied(bones.toc), bones.anchors
        if self._heading:
            self.content = _H1.sub(lambda match: match[1] + self._heading, bones.html, count=1)
            for item in items_of(self.toc):
                if item.title == HEADING:
                    item.title = html.escape(html.unescape(self._heading))  # a theme may print it in an attribute
                    break


def copied(toc: Iterable[AnchorLink]) -> TableOfContents:
    """Return a table of contents that shares no item with another."""
    return TableOfContents([_copy(item) for item in toc])


def _copy(item: AnchorLink) -> AnchorLink:
    new: AnchorLink = object.__new__(type(item))
    vars(new).update(vars(item))  # with all that other plugins added to it
    new.children = [_copy(child) for child in item.children]
    return new


def items_of(toc: Iterable[AnchorLink]) -> Iterable[AnchorLink]:
    """Yield each item of a table of contents, however deep."""
    for item in toc:
        yield item
        yield from items_of(item.children)
