"""The style sheets of a standalone file: those of the site, and the styles that a theme provides there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from mkdocs_report.pages.fragments.environment import ASSETS, TEMPLATES

_REPORT, _ANSWERS, _COURSE = (ASSETS / "mkdocs-report" / f"{name}.css" for name in ("report", "answers", "course"))
_FILE, _TEMPLATE = (TEMPLATES / "standalone" / f"{name}.css" for name in ("standalone", "template"))
_DARK = re.compile(r'\[data-bs-theme="dark"\]\s*\{([^{}]*)\}')
"""The colours of a theme's dark scheme; in a file, the reader's system selects the scheme."""
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def style_sheet() -> str:
    """Return the styles of a report and of a list of groups, as the content of a `<style>` element."""
    return _content((_REPORT, _ANSWERS, _COURSE, _FILE))


def template_style_sheet() -> str:
    """Return the styles of a template's preview, as the content of a `<style>` element."""
    return _content((_REPORT, _FILE, _TEMPLATE))


@lru_cache(maxsize=2)
def _content(files: Sequence[Path]) -> str:
    sheets = "\n".join(file.read_text(encoding="utf-8") for file in files)
    text = _DARK.sub(lambda m: f"{m[0]}\n@media screen and (prefers-color-scheme: dark) {{ :root {{{m[1]}}} }}", sheets)
    return _COMMENT.sub("", text).replace("</", r"<\/")
