"""Write the second course of the demo, Myth Check, whose questions are headings with a prompt in italics below.

Its template and its groups are in `scripts/demo/sources/myths/`. A group's file has parts as those of the first course:

    @@ preamble              text below the introduction of the template
    @@ section <heading>     text below this heading, which has no question
    @@ answer <n>            the text below the prompt of question n
"""

from __future__ import annotations

import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parent / "sources" / "myths"
FOLDER = "myths"
"""The folder of the course in docs/."""

_PART = re.compile(r"^@@ (preamble|section|answer) ?(.*)\n", re.MULTILINE)
_HEADING = re.compile(r"^#{1,3} (.*)\n(?:(?!#{1,3} ).*\n?)*", re.MULTILINE)
_QUESTION = "### "


def myths() -> dict[str, bytes]:
    """Return the files of the course by their paths below `docs/`."""
    template = (SOURCE / "template.md").read_text(encoding="utf-8")
    reports = {
        f"{FOLDER}/{source.stem}/README.md": fill_headings(template, source.read_text(encoding="utf-8")).encode()
        for source in sorted(SOURCE.glob("[0-9][0-9]-*.md"))
    }
    return {f"{FOLDER}/TEMPLATE.md": template.encode(), **reports}


def fill_headings(template: str, source: str) -> str:
    """Return the report of a group: the template with the parts of the group's source below its headings."""
    parts = _PART.split(source)
    if parts[0].strip():
        raise ValueError(f"text before the first part: {parts[0].strip()[:40]}")
    blocks = {match[1]: match[0] for match in _HEADING.finditer(template)}
    title = next(iter(blocks))
    questions = [heading for heading, block in blocks.items() if block.startswith(_QUESTION)]
    for kind, words, text in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        heading = {"preamble": title, "section": words}.get(kind) or questions[int(words) - 1]
        blocks[heading] = f"{blocks[heading].rstrip()}\n\n{text.strip()}\n\n"
    return "".join(blocks.values()).rstrip("\n") + "\n"
