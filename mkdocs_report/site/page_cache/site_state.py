"""The parts of a site that a page may show, as text: its settings, its navigation, the Jinja environment."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TypeVar

from jinja2 import Environment
from jinja2.runtime import Context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import get_build_timestamp

from mkdocs_report.pages.fragments.pure_functions import identity
from mkdocs_report.runtime.digest import digest
from mkdocs_report.site.page_cache.canonical import NoPlainFormError, canonical_text, plugin_settings
from mkdocs_report.site.skeleton import OwnPage

_PLACES = frozenset({"site_dir", "docs_dir", "config_file_path", "hooks", "watch"})
"""Settings that contain paths of this machine."""
_NEEDED = frozenset({"theme", "extra_css", "extra_javascript", "repo_url"})
"""Settings that each page depends on, even if its templates do not read them."""
TRACKED_SETTINGS = frozenset({"site_dir", "docs_dir", "config_file_path"})
"""Settings with paths that a page depends on only if a template reads them."""
CONTENTS = "tables of contents"
"""The tables of contents of the pages in the navigation, which a page depends on only if a template reads one."""
_WITH_FUNCTIONS = frozenset({"mdx_configs"})
"""Settings that usually contain functions, which no template calls."""
PROPERTIES = frozenset(
    {
        *("title", "url", "canonical_url", "abs_url", "edit_url", "meta", "is_homepage", "is_index", "is_top_level"),
        *("is_section", "is_page", "is_link", "active", "parent", "ancestors", "children", "file"),
        *("previous_page", "next_page"),
    }
)
"""Attributes of a page, a section or a link that templates may read, besides attributes of other plugins."""
UNCOVERED = frozenset({"content", "state", "markdown", "toc", "update_date", "present_anchor_ids", "links_to_anchors"})
"""Attributes of a page that the state lacks; it has the text and the table of contents of the page that is built."""
_DERIVED = frozenset({"active", "ancestors", "children", "file", "is_top_level"})
FILE = frozenset({"src_uri", "src_path", "dest_uri", "dest_path", "url", "name"})
"""The attributes of a page's file that templates may read."""
_SHARED = frozenset(
    {
        *("filters", "tests", "globals", "loader", "cache", "bytecode_cache", "auto_reload", "extensions"),
        *("install_gettext_translations", "install_null_translations", "install_gettext_callables"),
        *("uninstall_gettext_translations", "extract_translations"),
    }
)
"""Attributes of an environment that are checked separately, or that templates do not see: those of extensions."""


Item = TypeVar("Item", StructureItem, AnchorLink)


class SiteState:
    """The parts of a site that a page may show, apart from the course.

    Attributes:
        settings: each setting that has a plain form.
        hidden_plugins: the plugins whose settings have no plain form.
        hidden_globals: the names of the environment's globals without a plain form.
        items: the ids of the pages, sections and links in the navigation.
        hidden: attributes of other plugins without a plain form: the page's id, and the name.
        date: the time of the build in seconds, if it is set from outside.

    Raises:
        NoPlainFormError: something that each page depends on has no plain form.
    """

    def __init__(self, config: MkDocsConfig, nav: Navigation, env: Environment) -> None:
        self.config = config
        self.settings: dict[str, str] = {}
        self.hidden: set[tuple[int, str]] = set()
        for name, value in config.items():
            if name == "plugins":
                self.settings[name], self.hidden_plugins = plugin_settings(config.plugins)
            elif name not in _PLACES:
                try:
                    self.settings[name] = canonical_text(value, functions=name in _WITH_FUNCTIONS)
                except NoPlainFormError:
                    if name in _NEEDED:
                        raise
        self.environment, self.hidden_globals = _environment(env)
        walked = list(_walk(nav.items))
        self.items = {id(item): number for number, (_, item) in enumerate(walked)}
        self.nav = [
            *(f"{depth} {self.item(item)}" for depth, item in walked),
            *(self._reference(item) for item in (*nav.pages, nav.homepage)),
        ]
        self._pages = [item for _, item in walked if isinstance(item, Page)]
        self._contents: str | None = None
        self.date = get_build_timestamp() if "SOURCE_DATE_EPOCH" in os.environ else None

    def site(self) -> tuple[object, ...]:
        """Return everything that all pages depend on."""
        names = sorted(map(str, self.config))
        return names, self.settings, self.config.theme.name, self.environment, self.nav, self.date

    def page(self, page: Page) -> tuple[object, ...]:
        """Return everything that one page depends on.

        Raises:
            NoPlainFormError: its table of contents has no plain form.
        """
        content = (
            page.state[0] if isinstance(page, OwnPage) else page.content
        )  # the digest of the course covers its answers
        return self.item(page), content, _contents(page), page.file.inclusion

    def tracked_digest(self, name: str) -> str:
        """Return a digest of `CONTENTS`, or of a setting in `TRACKED_SETTINGS`."""
        if name != CONTENTS:
            return digest(str(self.config[name]))
        if self._contents is None:
            self._contents = digest(list(map(_contents, self._pages)))
        return self._contents

    def item(self, item: StructureItem) -> str:
        """Return everything that templates may read of a page, a section or a link, as text."""
        names = {name for name in vars(item) if not name.startswith("_")}
        names |= {name for name in PROPERTIES if hasattr(item, name)}
        parts = [type(item).__name__]
        for name in sorted(names - UNCOVERED - _DERIVED):
            value = getattr(item, name)
            if isinstance(value, StructureItem):
                parts.append(f"{name}:{self._reference(value)}")
                continue
            try:
                parts.append(f"{name}:{canonical_text(value)}")
            except NoPlainFormError:
                parts.append(f"{name}:hidden")
                self.hidden.add((id(item), name))
        if isinstance(item, Page):
            parts += [str(getattr(item.file, name)) for name in sorted(FILE)]
        return "\n".join(parts)

    def _reference(self, item: StructureItem | None) -> str:
        """Return the number of a page, section or link in the navigation; reads of others are recorded."""
        return "none" if item is None else str(self.items.get(id(item), "beyond"))


def _contents(page: Page) -> str:
    """Return a page's table of contents as text: the depth and all attributes of each item."""
    return canonical_text([(depth, vars(item) | {"children": None}) for depth, item in _walk(page.toc)])


def _walk(items: Iterable[Item]) -> Iterator[tuple[int, Item]]:
    todo = [(0, item) for item in reversed(list(items))]
    while todo:
        depth, item = todo.pop()
        yield depth, item
        todo += [(depth + 1, child) for child in reversed(getattr(item, "children", None) or [])]


def _environment(env: Environment) -> tuple[list[object], frozenset[str]]:
    """Return the values of an environment as text, and the names of those that have no plain form.

    Raises:
        NoPlainFormError: the environment or one of its options was replaced.
    """
    if (
        type(env) is not Environment
        or env.context_class is not Context
        or not getattr(env.loader, "has_source_access", False)
    ):
        raise NoPlainFormError("a Jinja environment of another kind")
    parts: list[object] = []
    for name, value in sorted(vars(env).items()):
        if name not in _SHARED:
            parts.append((name, identity(value) or canonical_text(value)))
    for extension in env.extensions.values():
        if identity(type(extension)) is None:
            raise NoPlainFormError(f"the Jinja extension {type(extension).__name__}")
        parts.append(identity(type(extension)))
    parts += [
        sorted((name, identity(each) or "hidden") for name, each in functions.items())
        for functions in (env.filters, env.tests)
    ]
    hidden = set()
    for name, value in sorted(env.globals.items()):
        try:
            parts.append((name, identity(value) or canonical_text(value)))
        except NoPlainFormError:
            hidden.add(name)
    return parts, frozenset(hidden)
