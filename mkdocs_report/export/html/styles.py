"""The style sheets of a standalone file: those of the site, and the styles that a theme provides there."""

from __future__ import annotations

import re
from functools import lru_cache

from mkdocs_report.pages.fragments.environment import ASSETS, TEMPLATES

_SHEETS = (
    *(ASSETS / "mkdocs-report" / f"{name}.css" for name in ("report", "course")),
    TEMPLATES / "standalone" / "standalone.css",
)
_DARK = re.compile(r'\[data-bs-theme="dark"\]\s*\{([^{}]*)\}')
"""The colours of a theme's dark scheme; in a file, the reader's system selects the scheme."""
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


@lru_cache(maxsize=1)
def style_sheet() -> str:
    """Return all styles as the content of a `<style>` element."""
    sheets = "\n".join(sheet.read_text(encoding="utf-8") for sheet in _SHEETS)
    text = _DARK.sub(lambda m: f"{m[0]}\n@media screen and (prefers-color-scheme: dark) {{ :root {{{m[1]}}} }}", sheets)
    return _COMMENT.sub("", text).replace("</", r"<\/")
