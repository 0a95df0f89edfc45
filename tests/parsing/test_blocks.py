"""Where fences, comments, quotes, items of lists and raw HTML end: for any mixture, where GitHub's engine ends them."""

from __future__ import annotations

import os
import re

from cmarkgfm import cmark
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mkdocs_report.parsing.markdown.blocks import Blocks
from mkdocs_report.parsing.markdown.lines import opaque_blocks

EXAMPLES = int(os.environ.get("MUTATIONS", "400"))
PREFIXES = (
    "",
    "",
    "",
    " ",
    "  ",
    "   ",
    "    ",
    "> ",
    ">",
    "* ",
    "- ",
    "1. ",
    "7) ",
    "  * ",
    "> * ",
    "* > ",
    "\t",
    "[^1]: ",
    "-   ",
    "*     ",
)
STARTS = (
    "", "", "```", "~~~", "````", "```sh", "``` `", "<!--", "<!-- -->", "-->", "<pre>", "</pre>", "<div>", "</div>",
    "<b>", "<?", "?>", "<!X", "<![CDATA[", "]]>", "---", "***", "===", "#", "<!x", "<textarea>", "</style>",
    "<details><!--", "text <!--", "<script>",
)  # fmt: skip
line = st.builds(
    lambda prefixes, start, word: ("".join(prefixes), start, word),
    st.lists(st.sampled_from(PREFIXES), max_size=2),
    st.sampled_from(STARTS),
    st.booleans(),
)


def engine(lines: list[str]) -> dict[str, str]:
    """Where GitHub shows each word: as code, as text; what is raw HTML is gone."""
    options = cmark.Options.CMARK_OPT_FOOTNOTES
    html = cmark.markdown_to_html_with_extensions("\n".join(lines), options, ["tagfilter"])
    found: dict[str, str] = {}
    for code, text in re.findall(r"<pre[ >](.*?)</pre>|([^<]+|<)", html, re.S):
        found |= dict.fromkeys(re.findall(r"w\d+w", code), "code")
        found |= dict.fromkeys(re.findall(r"w\d+w", text), "text")
    return found


def ours(lines: list[str]) -> dict[str, str]:
    """The same, by our reading; words on the lines that open or close a block are left out."""
    found = {word: "text" for text in lines for word in re.findall(r"w\d+w", text)}
    for block in Blocks(lines, 0, len(lines)).read(len(lines)):
        for index in range(block.first, block.last + 1):
            for word in re.findall(r"w\d+w", lines[index]):
                found[word] = "code" if block.kind == "code fence" else "gone"
    return found


def text_of(parts: list[tuple[str, str, bool]]) -> list[str]:
    lines = [" ".join(f"[^{number}]" for number in range(len(parts))), ""]
    for number, (prefix, start, word) in enumerate(parts):
        told = (
            f"w{number}w"
            if not start or (word and start not in {"```", "~~~", "````", "---", "***", "===", "</pre>", "<b>"})
            else ""
        )
        lines.append(f"{prefix.replace('^1', f'^{number}')}{start}{' ' if start and told else ''}{told}")
        lines.append("") if start == "" and not word else None
    return lines


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(line, max_size=14).map(text_of))
@example(["* ```", "w0w", "* w1w"])
@example(["> <!--", "w0w"])
def test_blocks_end_where_the_engine_ends_them(lines: list[str]) -> None:
    theirs, mine = engine(lines), ours(lines)
    indented = {
        w
        for text in lines
        if re.match(r"[ >*\-.)\d\[\]^:]* {4}", text.expandtabs(4))
        for w in re.findall(r"w\d+w", text)
    }
    openings = {w for text in lines if re.search(r"```|~~~", text) for w in re.findall(r"w\d+w", text)}
    for word in mine.keys() - openings:
        expected = theirs.get(word, "gone")
        if expected == "code" and mine[word] == "text" and word in indented:
            continue
        if expected == "gone" and mine[word] == "text" and "<" in "".join(t for t in lines if word in t):
            continue  # inline HTML
        assert mine[word] == expected, (word, lines)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(line, max_size=20).map(text_of))
def test_what_is_read_in_part_is_what_is_read_whole(lines: list[str]) -> None:
    whole = Blocks(lines, 0, len(lines)).read(len(lines))
    assert opaque_blocks(lines) == [block for block in whole if block.kind != "HTML"]
