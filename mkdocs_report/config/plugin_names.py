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

_EARLY = (
    "reads the Markdown of a page before the answers are inserted, so its own output has no answers. Remove it, or use "
    "the plugin llmstxt, which reads the finished content."
)
EARLY = {
    "llms-source": _EARLY,
    "llmstxt-md": _EARLY,
    "encryptcontent": (
        "encrypts pages, but not images, badges and groups.json, the list of groups. Remove it, and let the server "
        "ask for a password."
    ),
    "i18n": ("drops the pages across groups, which are not files in docs_dir, and a strict build fails. Remove it."),
}
"""Plugins that omit a part of the course: the problem with each, and the solution."""

FREE_OF_MARKDOWN = frozenset(
    ("toc", "tables", "fenced_code", "attr_list", "abbr", "admonition", "def_list", "footnotes", "md_in_html", "meta")
)
"""Extensions that remove no element of a page."""
