"""The search of a large course, whose answers lie in files of their own, in a real browser."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from mkdocs_report.site import search
from scripts.screenshots import serve
from tests.support.browser import EMPTY_INDEX, MARKS, quiet_page, with_index

HOSTILE = "&lt;img src=x onerror=canary()&gt; canary"
"""What the index holds of an answer that says so: escaped, as the theme reads HTML."""

_CONFIG = {"config": json.loads(EMPTY_INDEX)["config"]}
"""The settings of the theme's index."""


def entry(number: int, size: int = 100) -> search.SearchEntry:
    """Return a group with two answers, of so many bytes each."""
    text = f"word{number} ".ljust(size, "x")
    answers = [["Question 1", text], ["The <b>end</b>", text, "question-2"]]
    return search.SearchEntry(f"groups/{number}/", f"Group {number}", json.dumps(answers).encode())


def merged(folder: Path, entries: list[search.SearchEntry]) -> tuple[dict[str, Any], list[list[Any]]]:
    """Return the index that entries come to, and its parts."""
    index = folder / "search_index.json"
    index.write_text(json.dumps({"config": {"lang": ["en"]}, "docs": [{"location": "", "title": "Home", "text": "x"}]}))
    search.merge(index, entries, set(), as_html=True, is_combined=True)
    data = json.loads(index.read_text())
    return data, [json.loads((folder / name).read_text()) for name in data["config"].get("answers", [])]


def test_a_small_course_is_one_file(tmp_path: Path) -> None:
    data, parts = merged(tmp_path, [entry(1), entry(2)])
    assert [doc["location"] for doc in data["docs"]] == ["", "groups/1/", "groups/2/"]
    assert parts == []
    assert len(list(tmp_path.iterdir())) == 1


def test_a_large_course_is_kept_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MAX_INDEX_BYTES", 10_000)
    monkeypatch.setattr(search, "PART_BYTES", 5_000)
    entries = [entry(number, 900) for number in range(20)]
    page = search.SearchEntry("course/", "Overview")
    data, parts = merged(tmp_path, [page, *entries])
    assert [doc["location"] for doc in data["docs"]] == ["", "course/"]
    assert [each for part in parts for each in part] == [json.loads(each.to_json()) for each in entries]
    assert all(len(json.dumps(part)) < 6_000 for part in parts)


@pytest.fixture(scope="module")
def large(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo as if it were a large course."""
    site = tmp_path_factory.mktemp("large") / "site"
    shutil.copytree(demo, site)
    index = site / "search" / "search_index.json"
    docs = [doc for doc in json.loads(index.read_text())["docs"] if "answers" in doc]
    docs[0]["answers"].append([HOSTILE, f"{HOSTILE} &amp;lt;b&amp;gt; " * 30, "question-99"])
    docs += [
        {"location": f"copies/{n}/", "title": f"Copy {n}", "answers": [["Q", "logged with W&amp;B"], ["R", "W&amp;B"]]}
        for n in range(205)
    ]
    entries = [
        search.SearchEntry(doc["location"], unescape(doc["title"]), json.dumps(doc["answers"]).encode()) for doc in docs
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "MAX_INDEX_BYTES", 0)
        patch.setattr(search, "PART_BYTES", 20_000)
        search.merge(index, entries, {each.url for each in entries}, as_html=True, is_combined=True)
    assert len(list(index.parent.glob("answers-*.json"))) > 1
    with serve(site) as address:
        yield address
    shutil.rmtree(site)


def ask(page: Page, asked: str) -> None:
    """Type into the search field; the theme listens to keys."""
    field = page.locator("input.md-search__input")
    field.click()
    field.fill(asked[:-1])
    field.press_sequentially(asked[-1])


def results(page: Page, asked: str) -> list[str]:
    """Ask, and return the addresses of what is found, best first."""
    ask(page, asked)
    page.locator(".md-search-result__meta", has_text="matching").wait_for()
    page.wait_for_timeout(700)  # every part has come
    links = page.locator(".md-search-result__link").evaluate_all("links => links.map(link => link.href)")
    return [str(link).partition("?")[0] for link in links]


@pytest.fixture(scope="module")
def home(browser: Browser, large: str) -> Iterator[Page]:
    with quiet_page(browser, large) as opened:
        yield opened


@MARKS[0]
@MARKS[1]
class TestInABrowser:
    @pytest.fixture
    def page(self, home: Page, large: str) -> Page:
        """The first page: one for all tests, since the theme builds its index anew for each that is opened."""
        if home.url != large:
            home.goto(large)
        return home

    def test_it_finds_all_that_the_themes_own_search_finds(
        self, page: Page, large: str, browser: Browser, address: str, demo: Path
    ) -> None:
        with quiet_page(browser, address, locale="en") as other:  # a context of its own: `page` keeps its listeners
            with_index(other, demo)
            other.goto(address)
            for word in ("kingfisher", "thermometer"):
                mine, theirs = results(page, word), results(other, word)
                assert theirs  # and a word behind a slash, which the theme takes for a part of the one before it
                assert {link.removeprefix(large) for link in mine} >= {link.removeprefix(address) for link in theirs}

    def test_a_result_shows_the_words_and_leads_to_the_answer(self, page: Page) -> None:
        first = next(link for link in results(page, "kingfisher") if "#question-" in link)
        result = page.locator(".md-search-result__link", has_text="Question").first
        assert "kingfisher" in result.locator("mark").first.inner_text().lower()
        page.goto(first)
        anchor = first.rpartition("#")[2]
        assert "kingfisher" in page.locator(f"[data-question='{anchor}']").inner_text().lower()

    def test_signs_of_html_are_found_by_both_searches(self, page: Page, browser: Browser, address: str) -> None:
        results(page, "W&B")
        assert page.locator(".md-search-result__meta").inner_text() == "205 matching documents"
        assert page.locator(".md-search-result mark").first.inner_text() == "W&B"
        results(page, "amp")
        assert "Copy" not in page.locator(".md-search-result__list").inner_text()
        with quiet_page(browser, address, locale="en") as other:
            texts = ("W&amp;B", "W, B", "WB")
            docs = [{"location": f"{n}/", "title": "Page", "text": text} for n, text in enumerate(texts)]
            other.route("**/search_index.json", lambda route: route.fulfill(json={**_CONFIG, "docs": docs}))
            other.goto(address)
            assert results(other, "W&B") == [f"{address}0/"]

    def test_answers_are_loaded_by_the_first_query(self, page: Page, large: str) -> None:
        loaded: list[str] = []
        page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
        page.goto(f"{large}course/")
        page.locator(".mr-shortcuts-button").wait_for()
        page.locator("input.md-search__input").click()
        page.locator(".md-search-result__meta", has_text="Type to").wait_for()
        assert not [name for name in loaded if name.startswith("answers-")]
        results(page, "stone")
        parts = [name for name in loaded if name.startswith("answers-")]
        assert parts == [f"answers-{number}.json" for number in range(1, len(parts) + 1)]
        assert parts

    def test_signs(self, page: Page) -> None:
        stone = set(results(page, "stone"))
        water = set(results(page, "+stone +water"))
        dry = set(results(page, "stone -water"))
        assert water
        assert dry
        only = {link for link in water if "#" in link}
        assert only < stone
        assert not only & {link for link in dry if "#" in link}
        row = results(page, '"kick samples"')
        assert all("kick samples" in text.lower() for text in page.locator("a:has(mark)").all_inner_texts())
        assert row != results(page, "samples kick")

    def test_whatever_is_asked(self, page: Page) -> None:
        for asked in ("<img src=x onerror=alert(1)>", "&amp;", "((", "\\", "-", '"', "a" * 500):
            page.locator("input.md-search__input").fill("")
            page.locator(".md-search-result__meta", has_text="Type to").wait_for()
            ask(page, asked)
            page.locator(".md-search-result__meta:not(:has-text('Type to')):not(:has-text('Initializing'))").wait_for()
            assert page.locator(".md-search-result :is(img, script)").count() == 0, asked

    def test_text_stays_text(self, page: Page) -> None:
        assert any("#question-99" in link for link in results(page, "canary"))
        shown = page.locator(".md-search-result__link", has_text="onerror").first
        assert "<img src=x onerror=canary()> canary" in shown.inner_text()
        assert "&lt;b&gt;" in shown.inner_text()
        assert page.locator(".md-search-result :is(img, b)").count() == 0

    def test_pages_of_the_site_are_found_too(self, page: Page) -> None:
        assert any("/guide/" in link for link in results(page, "waivers"))
