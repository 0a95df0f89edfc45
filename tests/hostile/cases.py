"""All hostile cases, and a course that is written from them: each case is a group of its own."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml

from tests.hostile import github, links, markup, pages, texts
from tests.hostile.case import Case, Place
from tests.support.reports import PNG, TEMPLATE, fill

CASES = (*markup.CASES, *github.CASES, *pages.CASES, *links.CASES, *texts.CASES)
ON_PAGES = tuple(case for case in CASES if case.kind not in texts.OFF_PAGES)
"""The cases whose groups get pages; the others have texts that pages show in the same way in these."""
SECRET = "quartz-sparrow-1746"
_ASKED = "**What would you tell somebody who bakes for the first time?**"
_SHOWN = "A loaf: ![The loaf](figures/loaf.png)\n\n"


def folder(case: Case) -> bytes:
    """Return the name of a case's group's folder."""
    return _bytes(case.text if case.place is Place.FOLDER else case.name)


def report(case: Case) -> bytes:
    """Return a report with the case's text in its place; everything else in it is as it should be."""
    text = case.text
    made: dict[Place, Callable[[], str]] = {
        Place.ANSWER: lambda: fill(q4=text),
        Place.TITLE: lambda: fill(q1=text),
        Place.HEADING: lambda: fill(q4=f"Well.\n\n#### {text}\n\nMore."),
        Place.ALT: lambda: fill(q4=_image(text, "figures/loaf.png")),
        Place.FILE: lambda: fill(q4=_image("Mine", quote(text.encode("utf-8", "surrogateescape")))),
        Place.CONTENT: lambda: fill(q4=_image("Mine", "figures/evil.png")),
        Place.SYMLINK: lambda: fill(q4=_image("Mine", "figures/evil.png")),
        Place.SRC: lambda: fill(q4=f"{_SHOWN}![Mine](<{text}>)\n\n{_img(text)}"),
        Place.LINK: lambda: fill(
            q4=f'[one](<{text}>) <a href="{text}">two</a>\n\n<{text}>\n\n[three]: {text}\n[three]'
        ),
        Place.ITEM: lambda: fill().replace("* [ ] Clean the table", f"* [ ] Clean the table\n* [x] {text}"),
        Place.PART: lambda: fill().replace("### After", f"### {text}"),
        Place.FRONT: lambda: f"---\n{text}\n---\n\n{fill()}",
        Place.PROMPT: lambda: fill().replace(_ASKED, f"**{text}**\n> {text}"),
        Place.WAIVER: lambda: fill(q2="Too short."),
        Place.EXTRA: lambda: f"{fill()}\n\n### {text}\n\n> Tell us more.\n>\n> Answer:\n\n{text}\n",
        Place.FOLDER: fill,
    }
    return _bytes(made[case.place]())


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _image(alt: str, src: str) -> str:
    return f'{_SHOWN}![{alt}]({src})\n\n[{alt}]({src})\n\n<img alt="{alt}" src="{src}">\n\n{_img(src, alt)}'


def _img(src: str, alt: str = "Mine") -> str:
    return f'<img src="{escape(src)}" alt="{escape(alt)}">\n\n<a href="{escape(src)}">Mine</a>'


def write_course(root: Path, cases: Iterable[Case], theme: str = "material", **report_options: Any) -> Path:
    """Write a project whose groups are the cases, and one honest group; put secrets beside it.

    Every extension that reads other people's Markdown is switched on, and text that gets to it would be run.
    """
    docs = root / "docs"
    honest = docs / "groups" / "honest"
    (honest / "figures").mkdir(parents=True)
    for file in (root / "secret.txt", honest / "private.txt"):
        file.write_text(f"{SECRET}\n")
    for file in (root / "secret.png", honest / "private.png"):
        file.write_bytes(_secret_image())
    (root / "template.md").write_text(TEMPLATE)
    (docs / "index.md").write_text("# Home\n")
    (honest / "README.md").write_text(fill())
    (honest / "figures" / "loaf.png").write_bytes(PNG)
    waivers = []
    for case in cases:
        _write_group(docs / "groups", case)
        if case.place is Place.WAIVER:
            waivers.append({"group": case.name, "rule": "too-few-words", "question": 2, "reason": case.text})
    (root / "waivers.yml").write_text(yaml.safe_dump(waivers))
    (root / "macros.py").write_text(_MACROS)
    options = {"templates": ["template.md"], "waivers": "waivers.yml", "title_question": 1, **report_options}
    config: dict[str, Any] = {
        "site_name": "Kitchen",
        "site_url": "https://course.example/kitchen/",
        "repo_url": "https://git.example/kitchen",
        "edit_uri": "edit/main/docs/",
        "theme": {"name": theme, **({"font": False, "features": _FEATURES} if theme == "material" else {})},
        "plugins": ["search", {"report": options}],
        "hooks": ["macros.py"],
        "markdown_extensions": _EXTENSIONS,
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config))
    return root


def _write_group(groups: Path, case: Case) -> None:
    place = bytes(groups) + b"/" + folder(case)
    figures = place + b"/figures"
    Path(figures.decode("utf-8", "surrogateescape")).mkdir(parents=True)

    def write(name: bytes, data: bytes) -> None:
        Path((place + b"/" + name).decode("utf-8", "surrogateescape")).write_bytes(data)

    write(b"README.md", report(case))
    write(b"figures/loaf.png", PNG)
    write(b"private.html", f"<p>{SECRET}</p><script>canary = 1</script>".encode())
    if case.place is Place.FILE:
        write(_bytes(case.text), PNG)
    elif case.place is Place.CONTENT:
        write(b"figures/evil.png", case.text.encode("latin-1"))
    elif case.place is Place.SYMLINK:
        Path(figures.decode(), "evil.png").symlink_to(case.text)


def _secret_image() -> bytes:
    """An image with the secret in it."""
    body = b"tEXt" + f"Comment\0{SECRET}".encode()
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return PNG[:33] + chunk + PNG[33:]


_FEATURES = ["navigation.tabs", "navigation.footer", "search.suggest", "search.highlight", "search.share",
             "content.code.copy", "content.code.annotate", "content.tabs.link", "content.tooltips", "toc.follow",
             "navigation.top", "navigation.path"]  # fmt: skip
_EXTENSIONS = [
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", {"toc": {"permalink": True}},
    "pymdownx.details", "pymdownx.superfences", "pymdownx.magiclink", "pymdownx.mark", "pymdownx.tilde",
    {"pymdownx.snippets": {"base_path": [".", ".."], "url_download": True, "restrict_base_path": False}},
    {"pymdownx.arithmatex": {"generic": True}}, {"pymdownx.tasklist": {"clickable_checkbox": True}},
]  # fmt: skip
_MACROS = '''\
"""Runs what it finds in a page as a template, as plugins for macros do."""

import jinja2


def on_page_markdown(markdown, **_):
    return jinja2.Environment().from_string(markdown).render(config="forged by a macro")
'''
