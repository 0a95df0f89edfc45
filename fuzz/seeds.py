"""Build the inputs of all targets: bytes select pieces of templates, reports and HTML."""

from __future__ import annotations

import sys

from mkdocs_report.parsing.source import Source, decode

PIECES = (
    "# Report", "## Checklist", "* [ ] Wash", "* [x] `a`", "## The bread", "### Question 1", "### Question 2",
    "> **Explain how you made the dough.**", ">", "> Answer length: 10-20 words + 1 to 3 images.", "> Answer:",
    "--- question 1 fill here ---", "---", "```", "~~~", "<!--", "-->", "<details><summary>", "</div>", "<table><td>",
    "<svg><style>", "<math><mtext>", "<img src=x onerror=a>", "![a](b.png)", "[a](javascript:b 'c<d')", "[a]: b",
    "[^1]", "[^1]: c", "| a | b |", "|---|---|", "> > >", "  - a", "1. b", "&lt;&#0;", "<script>", "<p title='", "\x00",
    "\ufeff", "\u2028", "<noscript>", "<select><a href=//b>", "</p><pre>\n\n", "<h1><a><h2><a>", "`", "**", "\t",
)  # fmt: skip
"""The pieces. A byte of 128 or more at the beginning of a line selects one."""


def text_of(data: bytes) -> str:
    """Return the text that bytes encode."""
    lines = []
    for line in data.split(b"\n"):
        head = PIECES[line[0] % len(PIECES)] if line and line[0] >= 0x80 else ""
        lines.append(head + line[1 if head else 0 :].decode("utf-8", "replace"))
    return "\n".join(lines)


def source_of(data: bytes) -> Source:
    """Return a file with these bytes; if they begin with a space, with the text that they encode."""
    if data[:1] == b" ":
        data = text_of(data[1:]).encode("utf-8", "replace")
    return decode(data, "a.md")


def arguments() -> list[str]:
    """Return the arguments of the command; by default, those for one minute of fuzzing."""
    return sys.argv if len(sys.argv) > 1 else [*sys.argv, "-max_total_time=60"]
