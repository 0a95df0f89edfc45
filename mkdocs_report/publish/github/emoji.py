"""Show the codes of emoji, such as `:rocket:`, as GitHub does: by its own table, and not in code."""

from __future__ import annotations

import re
from functools import lru_cache

from mkdocs_report.publish.github.elements import name_of, split_tags

_CODE = re.compile(r":[a-z0-9_+-]{1,50}:")
_CODES = re.compile(rf"(?<![\w:])(?:{_CODE.pattern})+(?![\w:])")
"""One code or more; `std::b::x` has none."""
_AS_TYPED = frozenset({"code", "pre", "tt", "samp"})


def show_emoji(html: str) -> str:
    """Return HTML with emoji in place of their codes; a code that is not in the table stays."""
    if _CODES.search(html) is None:
        return html
    parts = split_tags(html)
    code = 0
    for index, part in enumerate(parts):
        if index % 2:
            if name_of(part) in _AS_TYPED:
                code += -1 if part.startswith("</") else 1
        elif not code and ":" in part:
            parts[index] = _CODES.sub(lambda match: _CODE.sub(_emoji, match[0]), part)
    return "".join(parts)


def _emoji(code: re.Match[str]) -> str:
    return _table().get(code[0], code[0])


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    from pymdownx import gemoji_db  # only a report with a code needs it

    codes = {code: each.get("unicode_alt") or each.get("unicode") for code, each in gemoji_db.emoji.items()}
    shown = {code: "".join(chr(int(each, 16)) for each in codes.split("-")) for code, codes in codes.items() if codes}
    return shown | {alias: shown[code] for alias, code in gemoji_db.aliases.items() if code in shown}
