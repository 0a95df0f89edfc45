"""The hostile course as files of their own: nothing runs, nothing is asked for, every file is whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser

from mkdocs_report.cli.main import main
from mkdocs_report.export.html.chromium import find_chromium
from mkdocs_report.export.html.pdf import to_pdf
from tests.hostile.allowed import OUR_ID, strange_in, twice
from tests.hostile.cases import ON_PAGES, SECRET, write_course
from tests.hostile.watching import WATCH
from tests.support.browser import FOUND, MARKS

pytestmark = pytest.mark.slow

_LOOK = """
async () => {
  const named = "iframe, frame, object, embed, base, portal, audio, video, applet, script, link:not([href='data:,'])";
  const found = [...document.querySelectorAll(named)].map((each) => each.outerHTML.slice(0, 120));
  for (const each of document.querySelectorAll("*")) {
    for (const { name } of each.attributes) if (name.startsWith("on")) found.push(`${each.tagName} ${name}`);
  }
  for (const each of document.querySelectorAll("article a, article [title], article summary")) {
    each.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
    each.dispatchEvent(new FocusEvent("focus")); // `focus()` lays all of a long page out anew
    if (each.href && !/^(https?|mailto|file):$/.test(each.protocol)) found.push(`an address: ${each.href}`);
  }
  await new Promise((resolve) => setTimeout(resolve));
  return [...found, ...window.__seen];
}
"""
_IMAGE = "data:image/webp;base64,"
_SHOWN = 30
"""How many files Chromium opens, of all kinds."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_course(tmp_path_factory.mktemp("standalone"), ON_PAGES)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert main(["html", "--all", "docs/groups", "--settings", "mkdocs.yml", "-o", "out"]) == 0
    return root / "out"


@pytest.fixture(scope="module")
def trees(folder: Path) -> dict[str, Any]:
    parser = lxml_html.HTMLParser(huge_tree=True, encoding="utf-8")
    return {file.name: lxml_html.fromstring(file.read_bytes(), parser=parser) for file in folder.iterdir()}


def test_each_group_has_a_file_whatever_its_folder_is_called(trees: dict[str, Any], folder: Path) -> None:
    assert len(trees) == len(ON_PAGES) + 2  # the honest one, and the list
    assert all(name.endswith(".html") and not name.startswith(".") for name in trees)
    assert [file for file in folder.parent.iterdir() if file.name.endswith(".html")] == []
    links = trees["index.html"].xpath("//table[contains(@class, 'mr-groups')]//th/a/@href")
    assert len(links) == len(ON_PAGES) + 1


def test_answers_hold_what_is_allowed(trees: dict[str, Any]) -> None:
    for name, tree in trees.items():
        zones = tree.xpath("//*[contains(@class, 'mr-answer') or contains(@class, 'mr-prompt')][not(self::summary)]")
        for zone in zones:
            for element in zone.iterdescendants("img", "a"):
                if element.tag == "img":
                    assert element.attrib.pop("src", _IMAGE).startswith(_IMAGE), name
                    assert element.attrib.pop("id", "mr-image-").startswith("mr-image-"), name
                elif element.get("class") == "mr-bare-link":
                    del element.attrib["class"]
                if (element.get("href") or "").startswith("#"):
                    address = element.attrib.pop("href")[1:]
                    if not address.startswith("mr-image-"):
                        assert address.startswith("question-") or OUR_ID.fullmatch(address), name
                        assert len(tree.xpath("//*[@id=$name]", name=address)) == 1, name
            assert list(strange_in(zone)) == [], name


def test_files_are_whole(trees: dict[str, Any]) -> None:
    for name, tree in trees.items():
        assert len(tree.xpath("/html/head/title")) == len(tree.xpath("//title")) == 1, name
        assert len(tree.xpath("/html/head/style")) == len(tree.xpath("//style")) == 1, name
        assert len(tree.xpath("/html/body/main/article/h1")) == len(tree.xpath("//h1")) == 1, name
        assert tree.xpath("//script | //iframe | //object | //base | //embed | //svg//image | //@srcset") == [], name
        assert twice(tree) == [], name
        if name != "index.html":
            assert tree.xpath("/html/body/main/article/h3/@id")[:4] == [f"question-{n}" for n in range(1, 5)], name


@pytest.mark.parametrize("needle", [SECRET, "forged by a macro", "1343433", "docs/groups/../"])
def test_nothing_of_other_files_and_nothing_run_is_in_any_byte(folder: Path, needle: str) -> None:
    assert [file for file in folder.iterdir() if needle.encode() in file.read_bytes()] == []


@pytest.fixture
def asked(browser: Browser) -> Iterator[tuple[Any, list[str]]]:
    """A page that is watched, and what it has done that no page may do."""
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    wrong: list[str] = []
    page.on("request", lambda r: None if r.url.startswith(("data:image/", "file:")) else wrong.append(r.url[:200]))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.on("popup", lambda popup: wrong.append(f"opened {popup.url}"))
    page.on("console", lambda message: wrong.append(message.text[:200]))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page, wrong
    context.close()


class TestInChromium:
    pytestmark = MARKS

    def test_nothing_runs_and_nothing_is_asked_for(self, folder: Path, asked: tuple[Any, list[str]]) -> None:
        page, wrong = asked
        files = sorted(folder.iterdir())
        chosen = files[:: max(1, len(files) // _SHOWN)]
        for file in [*chosen, folder / "index.html"]:
            files_asked: list[str] = []
            page.on("request", lambda r, seen=files_asked: seen.append(r.url) if r.url.startswith("file:") else None)
            page.goto(file.as_uri(), wait_until="load")
            assert page.evaluate(_LOOK) == [], file.name
            assert page.url == file.as_uri()
            assert set(files_asked) == {file.as_uri()}, file.name
        assert wrong == []

    def test_on_paper(self, folder: Path, tmp_path: Path) -> None:
        for kind in ("unclosed", "foreign"):
            file = sorted(folder.glob(f"{kind}-*.html"))[0]
            assert to_pdf(file.read_bytes(), find_chromium(FOUND), tmp_path).startswith(b"%PDF-")
        assert list(tmp_path.iterdir()) == []
