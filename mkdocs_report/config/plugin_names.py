"""Names of MkDocs plugins and Markdown extensions that need a check when they are used with this plugin."""

from __future__ import annotations

_AUTHORS = (
    "writes the names and addresses of committers into pages, and they are not masked. Remove it from “plugins”, or "
    "exclude the pages of groups in its options."
)
NAMES = {
    "git-authors": _AUTHORS,
    "git-committers": _AUTHORS,
    "git-latest-changes": _AUTHORS,
    "document-dates": _AUTHORS,
    "monorepo": (
        "builds the site from another folder than docs_dir, in which reports and rosters may not be recognised. Put "
        "the course into docs_dir, and remove the plugin."
    ),
    "multirepo": (
        "adds files of other repositories to the site, in which reports and rosters may not be recognised. Put the "
        "course into docs_dir, and remove the plugin."
    ),
}
"""Plugins that can publish masked names: the problem with each, and the solution."""

_EARLY = "reads the content of a page before the answers are inserted, so its own output has no answers. "
EARLY = {
    "print-site": f"{_EARLY}Remove it, or print the pages from a browser.",
    "llmstxt": f"{_EARLY}Remove it, or leave the pages of groups out of its sections.",
    "encryptcontent": (
        "encrypts the content of a page before the answers are inserted, so the build fails at the first page with a "
        "password. Remove it, and protect the site with a password on the server."
    ),
    "i18n": ("drops the pages across groups, which are not files in docs_dir, and a strict build fails. Remove it."),
}
"""Plugins that read a page before it is complete: the problem with each, and the solution."""

FREE_OF_MARKDOWN = frozenset(
    ("toc", "tables", "fenced_code", "attr_list", "abbr", "admonition", "def_list", "footnotes", "md_in_html", "meta")
)
"""Extensions that remove no element of a page."""
