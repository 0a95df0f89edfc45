"""Escape values that themes print without escaping: addresses of sources, and titles made from file names."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from mkdocs_report.parsing.markdown import sanitizer

_SPECIAL = re.compile(r"""[<>"'&]""")
_STRANGE = re.compile(r"[^\w.~:/?#@!$&()*+,;=%-]", re.ASCII)
"""Characters that are not allowed in an address, and the apostrophe, which ends an attribute in some themes."""


def mark_source(file: File, uri: str, config: MkDocsConfig) -> None:
    """Set a file's edit link to `uri` in `docs_dir`, percent-encoded unless a template of such links encodes it."""
    file.edit_uri = uri if config.edit_uri_template else quote(uri)


def encode_edit_links(files: Files) -> None:
    """Percent-encode the edit link of every page, so that it is safe in HTML."""
    for file in files.documentation_pages(inclusion=lambda level: level.is_in_serve()):
        page = file.page
        if page is not None and page.edit_url and _STRANGE.search(page.edit_url):
            page.edit_url = encoded(page.edit_url)


def encoded(url: str) -> str:
    """Percent-encode the characters that are not allowed in an address."""
    return _STRANGE.sub(lambda match: quote(match[0].encode("utf-8", "surrogateescape"), safe=""), url)


def escape_made_titles(nav: Navigation, files: Files, config: MkDocsConfig) -> None:
    """Escape titles that MkDocs made from names of folders and files: themes print them as HTML."""
    if config.nav is None:
        _escape_sections(nav.items)
    for file in files.documentation_pages():
        if isinstance(file.page, Page) and _SPECIAL.search(file.name) and file.page.title == _made_title(file.name):
            file.page.title = _as_html(file.page.title)


def _escape_sections(items: Iterable[object]) -> None:
    for item in items:
        if isinstance(item, Section):
            if _SPECIAL.search(item.title or ""):
                item.title = _as_html(item.title)
            _escape_sections(item.children)


def _as_html(text: str) -> str:
    return html.escape(sanitizer.tooltip(text))


def _made_title(name: str) -> str:
    title = posixpath.basename(name).replace("-", " ").replace("_", " ")
    return title.capitalize() if title.lower() == title else title
