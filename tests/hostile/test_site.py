"""The hostile course as a site: nothing runs, nothing is fetched, every page is whole, nothing leaks."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from lxml import etree
from lxml import html as lxml_html
from playwright.sync_api import Browser

from mkdocs_report.site.destinations import safe_path
from tests.hostile.allowed import ZONES, leads_nowhere, shapes, strange_in, twice
from tests.hostile.case import Case, Place
from tests.hostile.cases import ON_PAGES, SECRET, folder
from tests.hostile.watching import Watched, watched
from tests.support.browser import MARKS, with_index
from tests.support.builds import Built

pytestmark = pytest.mark.slow

COURSE = ("", "matrix/", "questions/", *(f"questions/{n}/" for n in (1, 2, 4)), "checklist/", "images/", "findings/",
          "statistics/")  # fmt: skip
PLAIN = "course/questions/3/"
"""The page of a question to which all groups have the same answer: it is parsed, and not opened."""
TERMS = (
    "canary", "<img src=x onerror=canary=1>", '"><script>canary=1</script>', "__proto__ constructor",
    "{{ 7 * 191919 }}", "\u202e\u2028 script", "+title:* ~5^99 -",
)  # fmt: skip
ADDRESSES = ("__proto__", "constructor", " ".join(TERMS))
NAMELESS = {"folder-bytes"}
SHOWN = int(os.environ.get("HOSTILE_SHOWN", "1"))
"""How many cases of each kind are opened. Chromium parses the pages of all, and pages across groups show all texts."""
needs_chromium = MARKS


def test_there_are_enough_cases_and_each_has_a_name_of_its_own() -> None:
    assert len({case.name for case in ON_PAGES}) == len(ON_PAGES) >= 150
    assert {case.place for case in ON_PAGES} == set(Place)


@pytest.fixture(scope="module")
def trees(hostile: Built) -> dict[str, Any]:
    """Every page of the site, as lxml reads it."""
    files = sorted(hostile.site.rglob("*.html"))
    return {file.relative_to(hostile.site).as_posix(): _tree(file) for file in files}


def _tree(file: Path) -> Any:
    return lxml_html.fromstring(file.read_bytes(), parser=lxml_html.HTMLParser(huge_tree=True))


def steers(text: str) -> bool:
    return any(c in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068" or unicodedata.category(c) in "Cc Zl Zp" for c in text)


def zones(tree: Any) -> list[Any]:
    return [e for zone in ZONES for e in tree.xpath(f"//*[contains(concat(' ', @class, ' '), ' {zone} ')]")]


def page_of(case: Case) -> str:
    path = f"groups/{folder(case).decode('utf-8', 'surrogateescape')}/index.html"
    return path if case.name in NAMELESS else safe_path(path)


def test_every_group_has_its_page_but_those_without_a_name(hostile: Built, trees: dict[str, Any]) -> None:
    assert hostile.code == 0
    missing = {case.name for case in ON_PAGES if page_of(case) not in trees}
    assert missing == NAMELESS
    assert sum("not valid UTF-8" in line for line in hostile.warnings()) == len(NAMELESS)
    assert "Traceback" not in hostile.log


def test_the_log_holds_no_character_that_steers_a_terminal_and_no_order(hostile: Built) -> None:
    lines = hostile.log.splitlines()
    assert [line for line in lines if steers(line)] == []
    assert not [line for line in lines if line.lstrip().startswith("::") or "##[" in line or "##vso[" in line]


def test_nothing_strange_stands_where_students_wrote(trees: dict[str, Any]) -> None:
    found = {f"{page}: {what}" for page, tree in trees.items() for zone in zones(tree) for what in strange_in(zone)}
    assert found == set()


def test_nothing_strange_stands_around_it(trees: dict[str, Any], friendly: Built) -> None:
    known = set()
    for file in friendly.site.rglob("*.html"):
        tree = _tree(file)
        known |= shapes(tree, set(zones(tree)))
    found = {f"{page}: {what}" for page, tree in trees.items() for what in shapes(tree, set(zones(tree))) - known}
    assert found == set()


def test_no_id_stands_twice(trees: dict[str, Any]) -> None:
    assert [f"{page}: {twice(tree)}" for page, tree in trees.items() if twice(tree)] == []


def test_links_in_answers_stay_on_images_or_leave_the_site(hostile: Built, trees: dict[str, Any]) -> None:
    answers = ((page, zone) for page, tree in trees.items() for zone in zones(tree) if "mr-answer" in zone.get("class"))
    assert [what for page, zone in answers for what in leads_nowhere(hostile, page, zone)] == []


def test_every_groups_page_is_whole(trees: dict[str, Any]) -> None:
    wrong = {
        case.name: lost for case in ON_PAGES if case.name not in NAMELESS and (lost := is_lost(trees[page_of(case)]))
    }
    assert wrong == {}


def is_lost(tree: Any) -> list[str]:
    """Return which parts of a group's page are not as they are on any other."""
    questions = [f"question-{n}" for n in range(1, 5)]
    tabs = ["Overview", "Matrix", "Questions", "Checklist", "Images", "Findings", "Statistics"]
    article, inner = tree.xpath("//article")[0], zones(tree)
    whole = {
        "headings": tree.xpath("//h3[starts-with(@id, 'question-')]/@id") == questions,
        "questions": tree.xpath("//*[@data-question]/@data-question") == questions,
        "tabs": [e.text for e in tree.xpath("//ul[@class='mr-tabs']/li/a")] == tabs,
        "zones in the article": all(article in zone.iterancestors() for zone in inner),
        "zones apart": not any(zone in other.iterancestors() for zone in inner for other in inner),
        "footer": len(tree.xpath("//body/div[@class='md-container']/footer")) == 1,
        "title": len(tree.xpath("//title")) == len(tree.xpath("//h1")) == 1,
    }
    return [part for part, is_whole in whole.items() if not is_whole]


def test_titles_are_shown_as_they_were_written(hostile: Built, trees: dict[str, Any]) -> None:
    groups = json.loads((hostile.site / "course" / "groups.json").read_text(encoding="utf-8"))
    assert len(groups) == len(ON_PAGES) + 1 - len(NAMELESS)
    for group in groups:
        path = unquote(group["url"].removeprefix("../"))
        assert group["url"].startswith("../groups/")
        heading = trees[f"{path}index.html"].xpath("//h1")[0]
        shown = "".join(heading.xpath("text()"))
        assert _bare(shown) == _bare(group["title"])
        said = trees[f"{path}index.html"].xpath("string(//title)").removesuffix(" - Kitchen")
        assert _bare(said) == _bare(group["title"]).replace("<", "‹").replace(">", "›")


def _bare(text: str) -> str:
    """A text without the white space and the control characters that no page can show."""
    return "".join(c for c in text if c.isprintable() and not c.isspace())


def test_the_search_index_holds_text_alone(hostile: Built) -> None:
    docs = hostile.search()
    assert len(docs) > len(ON_PAGES)
    for doc in docs:
        assert set(doc) <= {"location", "title", "text"}
        for text in (doc["title"], doc["text"]):
            assert "<" not in text  # the theme reads it as HTML
        page = unquote(doc["location"].partition("#")[0])
        assert (hostile.site / page / "index.html").is_file()


def test_the_site_map_stays_on_the_site(hostile: Built) -> None:
    tree = etree.parse(hostile.site / "sitemap.xml")
    assert all(
        text.startswith("https://course.example/kitchen/") for text in tree.xpath("//*[local-name()='loc']/text()")
    )


@pytest.mark.parametrize("needle", [SECRET, "forged by a macro", "1343433", "docs/groups/../"])
def test_nothing_of_other_files_and_nothing_run_is_in_any_byte(hostile: Built, needle: str) -> None:
    assert [file for file in _files(hostile.site) if needle.encode() in file.read_bytes()] == []


def test_only_pages_and_images_are_published(hostile: Built) -> None:
    assert {file.suffix for file in _files(hostile.site / "groups")} == {".html", ".webp"}
    assert not [file for file in hostile.site.rglob("*") if file.is_symlink()]


def _files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


def address_of(case: Case) -> str:
    return quote(page_of(case).removesuffix("index.html"))


def opened() -> list[Case]:
    """Return the cases whose own pages are opened."""
    kinds: dict[str, list[Case]] = {}
    for case in ON_PAGES:
        if case.name not in NAMELESS:
            kinds.setdefault(case.kind, []).append(case)
    few = (each if each[0].kind == "together" else each[:: -(-len(each) // SHOWN)] for each in kinds.values())
    return [case for each in few for case in each]


@pytest.fixture(scope="module")
def watch(browser: Browser, address: str) -> Iterator[Watched]:
    with watched(browser, address) as page:
        yield page


class TestInChromium:
    pytestmark = needs_chromium

    def test_groups(self, watch: Watched) -> None:
        for case in opened():
            watch.visit(address_of(case))
        assert watch.told() == []

    def test_every_group_as_chromium_parses_it(self, watch: Watched) -> None:
        watch.visit("course/")
        watch.parse([PLAIN, *(address_of(case) for case in ON_PAGES if case.name not in NAMELESS)])
        assert watch.told() == []

    @pytest.mark.parametrize("path", COURSE)
    def test_pages_across_groups(self, watch: Watched, path: str) -> None:
        watch.visit(f"course/{path}")
        assert watch.told() == []

    @pytest.mark.parametrize("name", ["handler-title-break", "script-in-title", "placeholder-link-title"])
    def test_a_tooltip_is_text(self, watch: Watched, name: str) -> None:
        watch.visit(f"groups/{name}/")
        for link in watch.page.locator(".mr-answer a").all():
            link.hover()
            watch.page.wait_for_timeout(400)  # the theme waits before it shows one
            assert watch.page.locator(".md-tooltip2 :is(img, script, form), .md-tooltip :is(img, script)").count() == 0
        assert watch.told() == []

    def test_addresses_that_ask(self, watch: Watched) -> None:
        for term in ADDRESSES:
            watch.visit(f"course/findings/?q={quote(term)}&h={quote(term)}&rule={quote(term)}")
        assert watch.told() == []

    def test_searching(self, browser: Browser, address: str, hostile: Built) -> None:
        strange = ".md-search-result :is(img, script, svg:not(.md-icon *, .md-icon svg) a)"
        with watched(browser, address) as watch:
            with_index(watch.page, hostile.site)
            watch.visit("course/statistics/")
            for term in TERMS:
                watch.page.locator("input.md-search__input").fill(term)
                watch.page.locator(".md-search-result__meta:not(:has-text('Initializing'))").wait_for(timeout=60_000)
                watch.page.wait_for_timeout(500)
                watch.look()
                assert watch.page.locator(strange).count() == 0, term
            assert watch.told() == []

    def test_every_tool_of_the_pages(self, watch: Watched) -> None:
        """The list of groups, an image made large, answers side by side, the list of keys."""
        watch.visit("groups/alt-element/")
        page = watch.page
        page.get_by_role("combobox", name="Go to a group").click()
        page.locator(".mr-switcher-list [role=option]").nth(len(ON_PAGES) // 2).wait_for()
        watch.look()
        page.keyboard.press("Escape")
        page.locator(".mr-zoom").first.click()
        page.locator("dialog.mr-lightbox[open]").wait_for()
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        watch.look()
        watch.visit("course/images/")
        page.locator("a.mr-thumbnail").first.click()
        page.locator("dialog.mr-lightbox[open]").wait_for()
        watch.look()
        fragment = quote('question-1"><img src=x onerror=canary=1>')
        watch.visit(f"course/matrix/#{fragment}")
        assert watch.told() == []

    def test_links_that_stay_on_the_site_lead_to_images(self, watch: Watched) -> None:
        files = [case for case in ON_PAGES if case.place is Place.FILE and case.name not in {"file-surrogate"}]
        followed = 0
        for case in files[::3]:
            watch.visit(address_of(case))
            for link in watch.page.locator(".mr-answer a[href$='.webp']").all()[:1]:
                link.click()
                watch.page.wait_for_url("**/*.webp")
                assert watch.page.evaluate("document.contentType") == "image/webp"
                watch.page.go_back()
                followed += 1
        assert followed > 2
        assert watch.told() == []
