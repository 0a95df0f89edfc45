"""Add our style sheets and script to the theme, and leave hidden files out of its list of files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.config_options import ExtraScriptValue

from mkdocs_report.pages.fragments.environment import ASSETS
from mkdocs_report.site.head import SCRIPT, STYLES

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.theme import Theme


class VisibleFiles(FileSystemLoader):
    """Finds templates as its base class does, but does not list hidden ones: MkDocs does not copy them to the site.

    See `Files.add_files_from_theme` of MkDocs 1.6.
    """

    def list_templates(self) -> list[str]:
        """Return the names of all templates, without paths in which a name begins with a dot."""
        found = set[str]()
        for root in map(os.fspath, self.searchpath):
            for folder, inner, names in os.walk(root, followlinks=self.followlinks):
                inner[:] = [name for name in inner if not name.startswith(".")]
                place = os.path.relpath(folder, root).replace(os.sep, "/")
                prefix = "" if place == "." else f"{place}/"
                found.update(f"{prefix}{name}" for name in names if not name.startswith("."))
        return sorted(found)


def add_assets(config: MkDocsConfig) -> None:
    """Add our style sheets before those of the site, and our script after its own."""
    config.theme.dirs.append(str(ASSETS))
    config.extra_css[:0] = [style for style in STYLES if style not in config.extra_css]
    script = ExtraScriptValue(SCRIPT)
    script.type = "module"
    config.extra_javascript.append(script)


def list_visible_files(theme: Theme) -> None:
    """Leave hidden files out of the list of a theme's files: Material has ten thousand hidden icons."""
    get_env = theme.get_env

    def with_visible_files() -> Environment:
        env = get_env()
        if type(env.loader) is FileSystemLoader:
            env.loader = VisibleFiles(env.loader.searchpath, env.loader.encoding, env.loader.followlinks)
        return env

    theme.get_env = with_visible_files  # type: ignore[method-assign]
