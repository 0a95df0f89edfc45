"""Whole reports as Hypothesis makes them: everything that may be in a group's folder, in any mixture."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from hypothesis import strategies as st
from PIL import Image

from tests.parsing.test_properties import GARBAGE, MARKS
from tests.support.reports import GOOD, PNG, TEMPLATE

_BLOCKS = TEMPLATE.split("\n### ")
"""The template, cut before each heading of a question or of a part of the checklist."""
_ACCENT = unicodedata.normalize("NFD", "é.png")


@cache
def _jpeg() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((90, 60), 90).save(out, "JPEG")
    return out.getvalue()


@cache
def _bomb() -> bytes:
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()


_CONTENTS: Mapping[str, Callable[[], bytes]] = {
    "image": lambda: PNG,
    "photograph": _jpeg,
    "cut off": lambda: _jpeg()[:-900],
    "cut in the header": lambda: PNG[:30],
    "bomb": _bomb,
    "nothing": lambda: b"",
    "text": lambda: b"<!doctype html><p>no image",
    "pointer": lambda: b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n",
    "drawing": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
    "photograph of a telephone": lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "page": lambda: b"# Notes\n",
}
_NAMES = (
    "figures/loaf.png", "a.png", "A.PNG", "b.jpg", "figures/deep/c.png", ".hidden/d.png", ".e.png", "f.pdf", "g.svg",
    "h.heic", "a b.png", "a%20b.png", "s123456.png", _ACCENT, unicodedata.normalize("NFC", _ACCENT), "notes.md",
    "reports/a.png", "i.webp", "x" * 120 + ".png", "j.gif",
)  # fmt: skip
_WAYS = (
    "{}",
    "./{}",
    "/{}",
    "/docs/groups/one/{}",
    "../one/{}",
    "../../{}",
    "{}?raw=true",
    "{}#part",
    "a/../{}",
    "//{}",
)
_ADDRESSES = st.one_of(
    st.builds(str.format, st.sampled_from(_WAYS), st.sampled_from(_NAMES)),
    st.sampled_from(
        ["https://example.org/a.png", "data:image/png;base64,AAAA", "file:///etc/passwd", "C:\\a.png", "figures\\a.png",
         "%2e%2e/a.png", "figures/<image>.<extension>", "figures", "/", "", ".", "a%00.png", "javascript:1"]
    ),
)  # fmt: skip
_IMAGES = st.builds("![{}]({})".format, st.sampled_from(["", "The loaf", "<b>", "s123456"]), _ADDRESSES)
_WORDS = (
    "We mixed flour, water and salt in the evening and let it stand over night.",
    "By s123456 and ada@example.org.",
    "Ada Lovelace kneaded.",
    "<img src=a.png> <img src='figures/loaf.png' onerror=1>",
    "[![The loaf](a.png)](b.md) [gone](gone.md) [x](javascript:1)",
    "* [x] Wash your hands",
    "* [ ] A thing of our own",
    "## A section of our own",
    "### Question 77\n\n> **Another course's question**\n\nAn answer.",
    "> **Explain how you made the dough, and what you would do in another way next time.**",
    "--- question 2 fill here ---",
    "```\ncode without an end",
    "<!-- a comment without an end",
    "<div><table><tr><td colspan=9999>",
    "\u202eidden \u200b \u2028",
    "<<<<<<< HEAD",
)
_LINES = st.one_of(
    _IMAGES, st.sampled_from(_WORDS), st.sampled_from(GARBAGE), MARKS, st.text(max_size=20),
    st.sampled_from([*GOOD.values()]),
)  # fmt: skip
_MANY = st.sampled_from([1, 1, 1, 1, 1, 2, 3, 60, 210, 1100])


@st.composite
def _answer(draw: st.DrawFn) -> str:
    lines = []
    for line in draw(st.lists(_LINES, max_size=4)):
        lines += [line.replace(".png", f"{number}.png") if number % 3 == 2 else line for number in range(draw(_MANY))]
    return draw(st.sampled_from(["\n", "\n\n"])).join(lines)


@st.composite
def _block(draw: st.DrawFn, block: str) -> list[str]:
    """A part of the template, as a group may leave it."""
    change = draw(
        st.sampled_from(["answered"] * 6 + ["good", "good", "left", "twice", "gone", "prompt", "heading", "line"])
    )
    number = block[9:10] if block.startswith("Question") else ""
    good = GOOD.get(int(number or 0), "")
    marker = f"--- question {number} fill here ---"
    filled = block.replace(marker, good if change == "good" else draw(_answer()))
    filled = filled.replace("[ ]", draw(st.sampled_from(["[x]", "[ ]", "[X]", "[]", "x"])))
    if change == "left":
        return [block]
    if change == "twice":
        return [block.replace(marker, good), filled]
    if change == "gone":
        return []
    if change == "prompt":
        kept = [line for line in filled.split("\n") if not line.startswith(">") or draw(st.booleans())]
        return ["\n".join(kept).replace("made", draw(st.sampled_from(["made", "baked", ""])))]
    if change == "heading":
        return [filled.replace("Question", draw(st.sampled_from(["Task", "**Question", "question", "Question 1"])), 1)]
    if change == "line":
        lines = filled.split("\n")
        lines.insert(draw(st.integers(0, len(lines))), draw(_LINES))
        return ["\n".join(lines)]
    return [filled]


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


_ENCODINGS: Mapping[str, Callable[[str], bytes]] = {
    "utf-8": _utf8,
    "mark": lambda text: b"\xef\xbb\xbf" + _utf8(text),
    "utf-16": lambda text: text.encode("utf-16", "replace"),
    "utf-16-le": lambda text: text.encode("utf-16-le", "replace"),
    "latin": lambda text: text.encode("latin-1", "replace"),
    "crlf": lambda text: _utf8(text.replace("\n", "\r\n")),
    "cr": lambda text: _utf8(text.replace("\n", "\r")),
    "mixed": lambda text: _utf8(text.replace("\n\n", "\r\n\n")),
    "odd": lambda text: _utf8(text).replace(b"We", b"W\xe9\xff\0", 1),
    "large": lambda text: _utf8(text) + b"word " * 900_000,
    "nothing": lambda _: b"",
}
_USUAL = ["utf-8"] * 12


class Content:
    """What stands in a report's file; of a failure, as much is shown as can be read."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def __repr__(self) -> str:
        return f"Content({self.data[:5000]!r})"


@st.composite
def _content(draw: st.DrawFn) -> Content:
    first, *blocks = _BLOCKS
    parts = [first, *(part for block in blocks for part in draw(_block(block)))]
    text = "\n### ".join(draw(st.permutations(parts)) if draw(st.integers(0, 9)) == 0 else parts)
    return Content(_ENCODINGS[draw(st.sampled_from([*_USUAL, *_ENCODINGS]))](text))


@dataclass(frozen=True)
class Group:
    """A group's folder: its report's path in it and content, what else is there, and the parts that are links."""

    report: str
    content: Content
    files: Mapping[str, str] = field(default_factory=dict)
    links: frozenset[str] = frozenset()
    is_repository: bool = False

    def write(self, folder: Path, elsewhere: Path) -> None:
        """Write it; what is a link leads to `elsewhere`."""
        for name, content in {**self.files, self.report: "report"}.items():
            file = folder / name
            data = self.content.data if content == "report" else _CONTENTS[content]()
            target = elsewhere / str(len([*elsewhere.iterdir()])) if name in self.links else file
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.is_dir():
                target.write_bytes(data)
            if target is not file and not file.exists():
                file.parent.mkdir(parents=True, exist_ok=True)
                file.symlink_to(target)
        if self.is_repository:
            (folder / ".git").mkdir(exist_ok=True)


PLACES = ("README.md", "README.md", "README.md", "reports/README.md")
groups = st.builds(
    Group,
    st.sampled_from(PLACES),
    _content(),
    st.dictionaries(st.sampled_from(_NAMES), st.sampled_from([*["image"] * 6, *_CONTENTS]), max_size=8),
    st.frozensets(st.sampled_from([*_NAMES, *PLACES]), max_size=1),
    st.booleans(),
)
"""A group's folder with anything in it."""
names = st.one_of(
    st.sampled_from(
        ["one", "two", "07-heron", "s123456", "Ada Lovelace", "a.b", unicodedata.normalize("NFD", "é"), "x'y"]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="/\0", exclude_categories=["C"]), min_size=1, max_size=20),
).filter(lambda name: name not in {".", ".."} and not name.startswith("."))
"""What a group's folder is called."""
courses = st.dictionaries(names, groups, min_size=1, max_size=3)
