"""Add our style sheets and scripts to the theme, and leave hidden files out of its list of files.

The addresses of our files contain a version, which changes with any of them: a new page never meets an old style sheet
or script that a browser or a proxy has kept.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.structure.files import File, Files

from mkdocs_report.pages.fragments.environment import ASSETS
from mkdocs_report.pages.words.scripts import NAME, with_words
from mkdocs_report.pages.words.words import ENGLISH, Words
from mkdocs_report.runtime.digest import digest
from mkdocs_report.runtime.files import read_regular
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


def add_assets(config: MkDocsConfig, words: Words = ENGLISH) -> str:
    """Add our style sheets before those of the site, and our script after its own; return the version of our files.

    The version changes with the `words` of the scripts, too.
    """
    config.theme.dirs.append(str(ASSETS))
    version = _version(config.theme, words)
    own = {style: f"{style}?v={version}" for style in STYLES}
    added = [address for style, address in own.items() if style not in config.extra_css]
    config.extra_css[:] = [*added, *(own.get(style, style) for style in config.extra_css)]
    script = ExtraScriptValue(f"{SCRIPT}?v={version}")
    script.type = "module"
    config.extra_javascript.append(script)
    return version


def _version(theme: Theme, words: Words) -> str:
    """Return a digest of our style sheets and scripts, or of the files by which a site replaces them."""
    names = sorted(file.relative_to(ASSETS) for file in ASSETS.rglob("*.*"))
    used = [next(file for folder in theme.dirs if (file := Path(folder, name)).is_file()) for name in names]
    return digest([read_regular(file) for file in used], *([words.digest] if words.digest else ()))[:8]


def complete_scripts(files: Files, version: str, words: Words, config: MkDocsConfig) -> None:
    """Add the version to the addresses by which our scripts import each other, and their words to `words.mjs`."""
    modules = {file: file.content_string for file in files if _MODULE.fullmatch(file.src_uri)}
    for file, content in modules.items():
        code = _IMPORT.sub(rf"\g<0>?v={version}", content)
        if file.src_uri == NAME:
            code = with_words(code, words, "\n".join(modules.values()))
        files.remove(file)
        files.append(File.generated(config, file.src_uri, content=code))


_MODULE = re.compile(r"mkdocs-report/\w+\.mjs")
_IMPORT = re.compile(r"""\bfrom "\./\w+\.mjs(?=";)""")


def list_visible_files(theme: Theme) -> None:
    """Leave hidden files out of the list of a theme's files: Material has ten thousand hidden icons."""
    get_env = theme.get_env

    def with_visible_files() -> Environment:
        env = get_env()
        if type(env.loader) is FileSystemLoader:
            env.loader = VisibleFiles(env.loader.searchpath, env.loader.encoding, env.loader.followlinks)
        return env

    theme.get_env = with_visible_files  # type: ignore[method-assign]
