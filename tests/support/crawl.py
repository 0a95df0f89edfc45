"""A walk over every page of a built site: which links, images and anchors lead nowhere."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html as lxml_html


def dead_links(site: Path, base: str) -> list[str]:
    """Return each address on a page of `site` that leads to nothing in it, with the page.

    Args:
        site: the folder of the built site.
        base: where it is published, such as `https://example.org/course/`; addresses elsewhere are not looked at.
    """
    pages = {file: lxml_html.fromstring(file.read_text(encoding="utf-8")) for file in sorted(site.rglob("*.html"))}
    ids = {file: {e.get("id") for e in tree.iter() if e.get("id")} for file, tree in pages.items()}
    dead = []
    for file, tree in pages.items():
        here = urljoin(base, file.relative_to(site).as_posix())
        for element, attribute, address, _ in tree.iterlinks():
            if attribute not in {"href", "src"} or element.tag == "base":
                continue
            target = urlsplit(urljoin(here, address))
            whole = target._replace(query="", fragment="").geturl()
            if not whole.startswith(base):
                continue
            found = site / unquote(whole.removeprefix(base))
            found = found / "index.html" if found.is_dir() else found
            if not found.is_file():
                dead.append(f"{file.relative_to(site)}: {address}")
            elif target.fragment and found in ids and unquote(target.fragment) not in {*ids[found], "__codelineno"}:
                dead.append(f"{file.relative_to(site)}: {address} has no such anchor")
    return dead
