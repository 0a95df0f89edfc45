"""Settings of the site around the plugin that do harm, or do nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs_report.cli.doctor.facts import Advice, Facts, Level
from mkdocs_report.config.plugin_names import EARLY, NAMES
from mkdocs_report.config.settings_file import SettingsFile, plugin_entries

_PLUGINS = {
    "macros": "runs templates (`{{ … }}`) that stand in a page",
    "include-markdown": "puts other files into a page",
    "table-reader": "puts the data of other files into a page",
    "markdown-exec": "runs code that stands in a page",
}
_EXTENSIONS = {
    "pymdownx.snippets": "puts other files into a page",
    "markdown_include.include": "puts other files into a page",
    "mdx_include": "puts other files into a page",
}

_EXAMPLE = re.compile(r"https?://(?:[\w-]+\.)*example(?:\.(?:com|net|org))?(?:[:/]|$)", re.IGNORECASE)
"""Addresses that are kept free for examples (RFC 2606)."""


def check_plugins(facts: Facts) -> Iterator[Advice]:
    """The plugin itself, and those it goes with."""
    file = facts.file
    if file is None or not file.is_site:
        return
    entries = [name for name, _ in plugin_entries(file.data.get("plugins"))]
    path, line = file.where("plugins")
    if file.options is None:
        yield Advice(
            "plugin",
            Level.ERROR,
            "The plugin report is not named, so there is no course, and reports in docs_dir are published as they are.",
            "Add “- report” to “plugins”.",
            path,
            line,
        )
        return
    if file.options.get("enabled") is False:
        path, line = file.where_option("enabled")
        message = (
            "The plugin is switched off, so there is no course. A single report is published as it is; several, and "
            "those of a site with a roster, are not published."
        )
        yield Advice("plugin", Level.WARNING, message, "Take “enabled: false” out before you publish.", path, line)
    if Counter(entries)["report"] > 1:
        message = "The plugin report is named twice, which MkDocs takes for a mistake."
        yield Advice("plugin", Level.ERROR, message, "Name it once, with all its options.", *file.where_option())
    if not any(name.split("/")[-1] == "search" for name in entries):
        message = "There is no search: MkDocs adds it only where “plugins” names no other."
        yield Advice("search", Level.WARNING, message, "Add “- search” to “plugins”.", path, line)
    if any(name.split("/")[-1] == "offline" for name in entries):
        message = (
            "The plugin offline is for pages that are opened from a disk. Browsers load no script modules from there, "
            "so filters, shortcuts and marks do not work then; all else does."
        )
        help_ = "Nothing, if that will do; otherwise serve the folder: `python -m http.server -d site`."
        yield Advice("offline", Level.NOTE, message, help_, *file.where("plugins", "offline"))


def check_page_plugins(facts: Facts) -> Iterator[Advice]:
    """Plugins and extensions that run, or fetch, what stands in a page.

    Answers are set in after Markdown has run, and headings of reports are written as numbers of signs, so none of these
    ever sees what students wrote; but a report that no glob takes is a page like any other.
    """
    if facts.file is None or not facts.file.is_site:
        return
    for option, known in (("plugins", _PLUGINS), ("markdown_extensions", _EXTENSIONS)):
        for name, options in plugin_entries(facts.file.data.get(option)):
            what = known.get(name)
            if what:
                yield _reach(facts, facts.file, option, name, what)
            if name == "pymdownx.snippets":
                yield from _snippets(facts.file, options)


def _reach(facts: Facts, file: SettingsFile, option: str, name: str, what: str) -> Advice:
    path, line = file.where(option, name)
    if facts.found.strays:
        named = facts.found.strays[0]
        return Advice(
            "reach",
            Level.ERROR,
            f"{name} {what}, and {named}, which looks like a report and is taken for none, is such a page.",
            "Let “reports” match it, or move it out of docs_dir.",
            path,
            line,
        )
    return Advice(
        "reach",
        Level.NOTE,
        f"{name} {what}. It can not reach what students wrote: answers are set in after Markdown has run. It reaches "
        "every page that is not a report.",
        "Nothing, as long as only the course writes those pages.",
        path,
        line,
    )


def _snippets(file: SettingsFile, options: Any) -> Iterator[Advice]:
    told = options if isinstance(options, Mapping) else {}
    for name, harmful in (("restrict_base_path", False), ("url_download", True)):
        if told.get(name) is harmful:
            what = "files of the whole machine" if name == "restrict_base_path" else "what other sites hold"
            yield Advice(
                "snippets",
                Level.WARNING,
                f"“{name}: {str(harmful).lower()}” lets any page put in {what}; reports are not among them.",
                "Take it out unless a page of the course needs it.",
                *file.where("markdown_extensions", "pymdownx.snippets", name),
            )


def check_site_settings(facts: Facts) -> Iterator[Advice]:
    """Settings of MkDocs and of its theme that need another one, or do nothing here."""
    file = facts.file
    if file is None or not file.is_site or file.options is None:
        return
    data = file.data
    theme = data.get("theme")
    theme = theme if isinstance(theme, Mapping) else {"name": theme}
    features = theme.get("features")
    if isinstance(features, list) and "navigation.instant" in features and not data.get("site_url"):
        yield Advice(
            "site-url",
            Level.WARNING,
            "navigation.instant needs “site_url”: without it, sitemap.xml, by which it knows the pages, is empty.",
            "Add “site_url: https://…”, the address at which the site will be.",
            *file.where("theme", "features", "navigation.instant"),
        )
    if _EXAMPLE.match(str(data.get("site_url") or "")):
        yield Advice(
            "site-url",
            Level.WARNING,
            f"site_url is still an example: {data['site_url']} is nobody's.",
            "Write the address at which the site will be: search engines, shared links and the page for a wrong "
            "address go by it.",
            *file.where("site_url"),
        )
    publish = file.options.get("publish") or {}
    material = theme.get("name") == "material"
    if material and publish.get("csp") is not False:
        extra = data.get("extra")
        if isinstance(extra, Mapping) and extra.get("analytics"):
            yield Advice(
                "analytics",
                Level.WARNING,
                "“analytics” counts nothing: the pages' Content-Security-Policy lets no scripts of other sites run.",
                "Take it out, or set “publish: csp: false” and let others' scripts run beside students' work.",
                *file.where("extra", "analytics"),
            )
    if material and theme.get("font") is not False:
        yield Advice(
            "font",
            Level.NOTE,
            "Every reader's browser fetches fonts from Google.",
            "Write “font: false” under “theme” for a site that asks nobody else.",
            *file.where("theme", "font"),
        )
    if data.get("strict") is True and file.options.get("fail_on") != "never":
        yield Advice(
            "strict",
            Level.NOTE,
            "“strict: true” fails every build as long as one finding weighs, `mkdocs gh-deploy` too.",
            "Set “fail_on: never” for a site that shall go online as it is.",
            *file.where("strict"),
        )


def check_masking_plugins(facts: Facts) -> Iterator[Advice]:
    """Plugins that publish what is masked, or whose own output lacks the answers."""
    if facts.file is None or not facts.file.is_site or facts.file.options is None:
        return
    for name, _ in plugin_entries(facts.file.data.get("plugins")):
        for check, level, known in (("names", Level.ERROR, NAMES), ("early", Level.WARNING, EARLY)):
            what, _, help_ = known.get(name.split("/")[-1], "").partition(". ")
            if what:
                yield Advice(check, level, f"{name} {what}.", help_, *facts.file.where("plugins", name))


CHECKS = (check_plugins, check_page_plugins, check_masking_plugins, check_site_settings)
