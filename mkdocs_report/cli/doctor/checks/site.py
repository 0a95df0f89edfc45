"""Check the settings of the site: plugins, extensions and the theme."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs_report.cli.doctor.facts import Advice, Facts, Level
from mkdocs_report.config.plugin_names import EARLY, NAMES
from mkdocs_report.config.settings_file import SettingsFile, plugin_entries

_INCLUDES = "puts other files into a page"
_PLUGINS = {
    "macros": "runs templates (`{{ … }}`) in a page",
    "include-markdown": _INCLUDES,
    "table-reader": "includes data of other files in a page",
    "markdown-exec": "runs code in a page",
}
_EXTENSIONS = {
    "pymdownx.snippets": _INCLUDES,
    "markdown_include.include": _INCLUDES,
    "mdx_include": _INCLUDES,
}

_EXAMPLE = re.compile(r"https?://(?:[\w-]+\.)*example(?:\.(?:com|net|org))?(?:[:/]|$)", re.IGNORECASE)
"""Addresses that are reserved for examples (RFC 2606)."""


def check_plugins(facts: Facts) -> Iterator[Advice]:
    """Report problems with the plugin itself, with search, and with offline."""
    file = facts.file
    if file is None or not file.is_site:
        return
    entries = [name for name, _ in plugin_entries(file.data.get("plugins"))]
    path, line = file.where("plugins")
    if file.options is None:
        yield Advice(
            "plugin",
            Level.ERROR,
            "“plugins” does not name the plugin report. Reports in docs_dir are published as they are.",
            "Add “- report” to “plugins”.",
            path,
            line,
        )
        return
    if file.options.get("enabled") is False:
        path, line = file.where_option("enabled")
        message = (
            "The plugin is off. A single report is published as it is. Several reports, and reports of a site with a "
            "roster, are not published."
        )
        yield Advice("plugin", Level.WARNING, message, "Remove “enabled: false” before you publish.", path, line)
    if Counter(entries)["report"] > 1:
        message = "“plugins” names the plugin report twice."
        yield Advice("plugin", Level.ERROR, message, "Name it once, with all its options.", *file.where_option())
    if not any(name.split("/")[-1] == "search" for name in entries):
        message = "The site has no search. MkDocs adds it only if “plugins” is not set."
        yield Advice("search", Level.WARNING, message, "Add “- search” to “plugins”.", path, line)
    if any(name.split("/")[-1] == "offline" for name in entries):
        message = (
            "The plugin offline is for pages that are opened from a disk. Browsers load no script modules from a disk, "
            "so filters, shortcuts and marks do not work there."
        )
        help_ = "If readers need them, serve the folder: `python -m http.server -d site`."
        yield Advice("offline", Level.NOTE, message, help_, *file.where("plugins", "offline"))


def check_page_plugins(facts: Facts) -> Iterator[Advice]:
    """Report plugins and extensions that run the content of a page, or include other files in it.

    They do not see answers, which are inserted after Markdown has run, nor headings of reports, which are written as
    character references. But a report that no glob matches is a normal page.
    """
    if facts.file is None or not facts.file.is_site:
        return
    for option, known in (("plugins", _PLUGINS), ("markdown_extensions", _EXTENSIONS)):
        for name, options in plugin_entries(facts.file.data.get(option)):
            effect = known.get(name)
            if effect:
                yield _page_plugin(facts, facts.file, option, name, effect)
            if name == "pymdownx.snippets":
                yield from _snippets(facts.file, options)


def _page_plugin(facts: Facts, file: SettingsFile, option: str, name: str, effect: str) -> Advice:
    path, line = file.where(option, name)
    if facts.found.strays:
        return Advice(
            "page-plugin",
            Level.ERROR,
            f"{name} {effect}. It also does so in {facts.found.strays[0]}, which looks like a report, but which no "
            "glob matches.",
            "Add the report to “reports”, or move it out of docs_dir.",
            path,
            line,
        )
    return Advice(
        "page-plugin",
        Level.NOTE,
        f"{name} {effect}. It does not see answers, which are inserted after Markdown has run. It sees every page that "
        "is not a report.",
        "If only the course writes those pages, ignore this.",
        path,
        line,
    )


def _snippets(file: SettingsFile, options: Any) -> Iterator[Advice]:
    given = options if isinstance(options, Mapping) else {}
    for name, harmful in (("restrict_base_path", False), ("url_download", True)):
        if given.get(name) is harmful:
            source = "any file of this machine" if name == "restrict_base_path" else "content of other sites"
            yield Advice(
                "snippets",
                Level.WARNING,
                f"“{name}: {str(harmful).lower()}” lets every page that is not a report include {source}.",
                "Remove it unless a page of the course needs it.",
                *file.where("markdown_extensions", "pymdownx.snippets", name),
            )


def _theme(file: SettingsFile) -> Mapping[str, Any]:
    theme = file.data.get("theme")
    return theme if isinstance(theme, Mapping) else {"name": theme}


def check_site_address(facts: Facts) -> Iterator[Advice]:
    """Report an address of the site that is missing or an example."""
    file = facts.file
    if file is None or not file.is_site or file.options is None:
        return
    data = file.data
    features = _theme(file).get("features")
    if isinstance(features, list) and "navigation.instant" in features and not data.get("site_url"):
        yield Advice(
            "site-url",
            Level.WARNING,
            "navigation.instant needs “site_url”. Without it, sitemap.xml is empty, and no page is found.",
            "Add “site_url: https://…” with the address of the site.",
            *file.where("theme", "features", "navigation.instant"),
        )
    if _EXAMPLE.match(str(data.get("site_url") or "")):
        yield Advice(
            "site-url",
            Level.WARNING,
            f"site_url is an example address: {data['site_url']}",
            "Write the address of the site. Search engines, shared links and the page for a wrong address use it.",
            *file.where("site_url"),
        )


def check_material(facts: Facts) -> Iterator[Advice]:
    """Report settings of the theme Material that load something from other sites."""
    file = facts.file
    if file is None or not file.is_site or file.options is None or _theme(file).get("name") != "material":
        return
    publish = file.options.get("publish") or {}
    if publish.get("csp") is not False:
        extra = file.data.get("extra")
        if isinstance(extra, Mapping) and extra.get("analytics"):
            yield Advice(
                "analytics",
                Level.WARNING,
                "“analytics” has no effect: the Content-Security-Policy of the pages blocks scripts of other sites.",
                "Remove it, or set “publish: csp: false”, which allows scripts of other sites on all pages.",
                *file.where("extra", "analytics"),
            )
    if _theme(file).get("font") is not False:
        yield Advice(
            "font",
            Level.NOTE,
            "Every reader's browser loads fonts from Google.",
            "Set “font: false” under “theme” to use the fonts of the reader's system.",
            *file.where("theme", "font"),
        )


def check_strict(facts: Facts) -> Iterator[Advice]:
    """Report a strict build, which fails while any finding counts."""
    file = facts.file
    if file is None or not file.is_site or file.options is None:
        return
    if file.data.get("strict") is True and file.options.get("fail_on") != "never":
        yield Advice(
            "strict",
            Level.NOTE,
            "With “strict: true”, every build with an error in a report fails, also that of `mkdocs gh-deploy`.",
            "Set “fail_on: never” to publish the site with its findings.",
            *file.where("strict"),
        )


def check_masking_plugins(facts: Facts) -> Iterator[Advice]:
    """Report plugins that publish masked names, or whose own output lacks the answers."""
    if facts.file is None or not facts.file.is_site or facts.file.options is None:
        return
    for name, _ in plugin_entries(facts.file.data.get("plugins")):
        for check, level, known in (("names", Level.ERROR, NAMES), ("early", Level.WARNING, EARLY)):
            effect, _, help_ = known.get(name.split("/")[-1], "").partition(". ")
            if effect:
                yield Advice(check, level, f"{name} {effect}.", help_, *facts.file.where("plugins", name))


CHECKS = (check_plugins, check_page_plugins, check_masking_plugins, check_site_address, check_material, check_strict)
