"""Reports in which somebody has made a mess: lines put in, taken out, repeated, indented, quoted, moved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from hypothesis import strategies as st

GROUPS = Path(__file__).parent.parent.parent / "docs" / "groups"
SIGNS = (
    "-->", "> -->", "<!--", "> <!--", "<!-- a note", "<!-- a note -->", "* <!--", "  -->", "***", "---", "> ---", "===",
    "<details>", "</details>", "<summary>More</summary>", "<div>", "</div>", "<br>", "$$", "> $$", "```", "> ```",
    "* ```", "  ```", "    ```", "~~~", "````text", ":::", "::: note", "|---|", "| a | b |", "[^1]:", "[^1]: a note",
    "see[^1]", "[r]: figures/plot.png", "[r]", "<pre>", "</pre>", "<script>", "</script>", "<?php", "?>", "<![CDATA[",
    "]]>", "<!DOCTYPE", "", "", ">", "> Answer:", "Answer:", "**Answer:**", "#", "## Ours", "#### Question 2 again",
    "* [ ] A box of ours", "* [done] Another box", "1. one", "1986. a year", "    indented", "\ttab", "&nbsp;", "\\",
    "`", "``", "**", "__", "<a", "<span title='", "[", "](", "![](", "<https://example.org>", "text\\", "text  ",
)  # fmt: skip
"""Lines that look like nothing, and open or end something."""
_PLAIN = re.compile(r"[A-Za-z][^`<>\[\]|$]{15,}[a-z.]$")

Change = tuple[str, float, float, str]


def changes(most: int = 6) -> st.SearchStrategy[list[Change]]:
    """Return a strategy of changes: a kind, two places as shares of the file, a line."""
    kinds = st.sampled_from(
        ["put", "put", "put", "below", "out", "again", "indent", "quote", "unquote", "glue", "move"]
    )
    share = st.integers(0, 999).map(lambda number: number / 1000)
    return st.lists(st.tuples(kinds, share, share, st.sampled_from(SIGNS)), min_size=1, max_size=most)


def marked(lines: Sequence[str]) -> list[str]:
    """Return a report with a word of its own at the end of each line of prose, to be followed through changes."""
    return [f"{line} zq{number}q" if _PLAIN.match(line) else line for number, line in enumerate(lines)]


def changed(lines: Sequence[str], mess: Sequence[Change]) -> list[str]:
    """Return a report with some changes made."""
    result = list(lines)
    for kind, first, second, line in mess:
        at, other = int(first * len(result)), int(second * len(result))
        if kind == "put":
            result.insert(at, line)
        elif kind == "below":
            result[at:at] = ["", line, ""]
        elif not result:
            continue
        elif kind == "out":
            del result[at]
        elif kind == "again":
            result.insert(other, result[at])
        elif kind == "indent":
            result[at] = f"  {result[at]}"
        elif kind == "quote":
            result[at] = f"> {result[at]}"
        elif kind == "unquote":
            result[at] = result[at].lstrip("> ")
        elif kind == "glue" and not result[at].strip():
            del result[at]
        elif kind == "move":
            result.insert(other, result.pop(at))
    return result


def marks_in(text: str) -> list[str]:
    """Return the words that were put into a report, in the order of a text."""
    return re.findall(r"zq\d+q", text)
