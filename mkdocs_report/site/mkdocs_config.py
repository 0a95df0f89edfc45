"""Look up facts in the configuration of MkDocs: its folder, the files that it names, the titles in its navigation."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_report.config.navigation import named_in


def project_folder(config: MkDocsConfig) -> Path:
    """Return the folder of `mkdocs.yml`, to which paths in settings and messages are relative."""
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def named_files(config: MkDocsConfig) -> set[str]:
    """Return the files that `mkdocs.yml` names: navigation, style sheets, scripts, logo."""
    named = {str(item) for item in (*config.extra_css, *config.extra_javascript)} | named_in(config.nav)
    for option in ("logo", "favicon"):
        if option in config.theme and isinstance(config.theme[option], str):
            named.add(config.theme[option])
    return named


def nav_titles(config: MkDocsConfig) -> dict[str, str]:
    """Return the titles that the navigation in `mkdocs.yml` gives to files."""
    titles: dict[str, str] = {}
    todo: list[object] = [config.nav or []]
    while todo:
        item = todo.pop()
        if isinstance(item, list):
            todo += item
        elif isinstance(item, dict):
            titles |= {path: str(title) for title, path in item.items() if isinstance(path, str)}
            todo += item.values()
    return titles
