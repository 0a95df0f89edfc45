"""Names in `mkdocs.yml` of MkDocs plugins and Markdown extensions that are often used together with this one."""

from __future__ import annotations

_AUTHORS = (
    "writes the names and addresses of committers into pages, and they are not masked. Take it out of “plugins”, or "
    "exclude the pages of groups in its options."
)
NAMES = {
    "git-authors": _AUTHORS,
    "git-committers": _AUTHORS,
    "git-latest-changes": _AUTHORS,
    "document-dates": _AUTHORS,
    "monorepo": (
        "builds the site from another folder than docs_dir, in which reports and rosters may not be recognised. Put "
        "the course into docs_dir, and take the plugin out."
    ),
    "multirepo": (
        "adds files of other repositories to the site, in which reports and rosters may not be recognised. Put the "
        "course into docs_dir, and take the plugin out."
    ),
}
"""Plugins that can publish what is masked: what each does, and what to do."""

_EARLY = (
    "takes the Markdown of a page before the answers are in it: its own output has no answers. Take it out, or use the "
    "plugin llmstxt, which takes the finished content."
)
EARLY = {
    "llms-source": _EARLY,
    "llmstxt-md": _EARLY,
    "encryptcontent": (
        "encrypts pages, but not images, badges and groups.json, the list of groups. Take it out, and let the server "
        "ask for a password."
    ),
    "i18n": (
        "leaves out the pages across groups, which are no files of docs_dir, and a strict build fails. Take it out."
    ),
}
"""Plugins that leave a part of the course out: what each does, and what to do."""

FREE_OF_MARKDOWN = frozenset(
    ("toc", "tables", "fenced_code", "attr_list", "abbr", "admonition", "def_list", "footnotes", "md_in_html", "meta")
)
"""Extensions that remove no element of a page."""
