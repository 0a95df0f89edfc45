"""The pages of the manual, and the examples in them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TUTORIALS = "docs/tutorials/"

_FENCE = re.compile(
    r"^(?P<indent> *)(?P<fence>`{3,}|~{3,})(?P<info>[^`\n]*)\n(?P<text>.*?)^(?P=indent)(?P=fence) *$", re.M | re.S
)
_TITLE = re.compile(r'title="(?P<title>[^"]+)"')
_CODE = re.compile(r"(?<!`)(`+)(?!`)(?P<code>.+?)(?<!`)\1(?!`)", re.S)


@dataclass(frozen=True)
class Block:
    """A fenced code block of a page.

    Attributes:
        page: the path of the page in the repository.
        line: the first line of its text.
        language: the first word after the opening fence.
        title: the file that the block writes, or changes if it is a `diff`; empty for none.
        text: the text in the fence.
    """

    page: str
    line: int
    language: str
    title: str
    text: str

    @property
    def place(self) -> str:
        """File and line, for messages."""
        return f"{self.page}:{self.line}"


def pages(root: Path = ROOT) -> list[str]:
    """Return README.md and the pages of the manual, without the reports of the demo."""
    every = (path.relative_to(root).as_posix() for path in sorted((root / "docs").rglob("*.md")))
    return ["README.md", *(path for path in every if not path.startswith(("docs/groups/", "docs/myths/")))]


def address(page: str) -> str:
    """Return the address of a page of docs/ on the site."""
    path = page.removeprefix("docs/").removesuffix(".md")
    return path.removesuffix("index") if path.rpartition("/")[2] == "index" else f"{path}/"


def blocks(text: str, page: str) -> Iterator[Block]:
    """Yield the examples of a page."""
    for match in _FENCE.finditer(text):
        info = match["info"].strip()
        title = _TITLE.search(info)
        line = text.count("\n", 0, match.start()) + 2
        language = "" if not info or info.startswith("title=") else info.split()[0]
        yield Block(page, line, language, title["title"] if title else "", _dedented(match["text"], match["indent"]))


def read(page: str, root: Path = ROOT) -> list[Block]:
    """Return the examples of a page of the repository."""
    return list(blocks((root / page).read_text(encoding="utf-8"), page))


def spans(text: str) -> Iterator[str]:
    """Yield the code spans in the text of a page."""
    for match in _CODE.finditer(_FENCE.sub("", text)):
        yield " ".join(match["code"].split())


def _dedented(text: str, indent: str) -> str:
    return textwrap.dedent(text) if indent else text
