"""The demo in a real browser: every image is seen, everything is reached, nothing is fetched from elsewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Browser, Page

from mkdocs_report.site.search import WORKER, split_entry
from scripts.tutorials.blocks import address as address_of
from scripts.tutorials.blocks import pages
from tests.support.browser import MARKS, ROOT, WINDOW, own_page, show_article, wait_until, with_index

GROUPS, MYTHS = (
    tuple(f"{course}/{path.parent.name}/" for path in sorted((ROOT / "docs" / course).glob("*/README.md")))
    for course in ("groups", "myths")
)
WIDTH = "document.documentElement.scrollWidth"
_LOADED = """async () => {
  const loaded = [];
  for (const image of document.querySelectorAll(".mr-answer img")) {
    image.scrollIntoView();  // as far as a reader must go
    const ended = new Promise((done) => (image.onload = image.onerror = done));
    if (!image.complete) await Promise.race([ended, new Promise((done) => setTimeout(done, 10_000))]);
    loaded.push(image.complete && image.naturalWidth > 0);
  }
  return loaded;
}"""
"""Of each image in an answer, whether it is loaded when it is scrolled to."""
pytestmark = MARKS


def test_every_image_is_seen_and_nothing_scrolls_sideways_on_a_phone(page: Page, address: str) -> None:
    seen: list[bool] = []
    others = ["course/", "myths/", "courses/", ""]
    for path in [*others, GROUPS[0], *GROUPS[1:], *MYTHS]:
        page.set_viewport_size(WINDOW)
        if path in {*others, GROUPS[0]}:  # of the pages with lists, their scripts too
            page.goto(address + path)
        else:
            show_article(page, address + path)
        seen += page.evaluate(_LOADED)
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(WIDTH) <= width, path
    assert all(seen)
    assert len(seen) > 20


def test_from_the_list_to_an_answer(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Courses", exact=True).first.click()
    page.get_by_role("link", name="Group 4", exact=True).click()
    page.wait_for_url("**/groups/04-minnow/")
    links = page.locator(".md-nav--secondary a[href*='#question-']")
    said = re.compile(r"(passed|warning|error|unanswered) (\d+) · .+")
    assert [said.sub(r"\2", text) for text in links.all_inner_texts()] == [str(n) for n in range(1, 13)]
    assert page.locator("h3[id^='question-']").count() == 12
    page.locator(".mr-strip a.e").first.click()
    page.wait_for_url("**/#question-3")
    heading = page.locator("#question-3")
    assert heading.is_visible()
    answer = page.locator("[data-question='question-3']")
    assert answer.get_attribute("data-verdict") == "error"
    prompt = page.locator("details.mr-prompt").nth(2)
    assert not prompt.locator("em").first.is_visible()
    prompt.locator("summary").click()
    assert prompt.locator("em").first.is_visible()


def test_no_page_of_the_manual_scrolls_sideways(page: Page, address: str) -> None:
    paths = [address_of(each) for each in pages() if each != "README.md"]
    assert len(paths) > 60
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(address + paths[0])
    found = []
    for path in paths:
        show_article(page, address + path)
        if (wide := page.evaluate(WIDTH)) > 320:
            found.append(f"{path or 'home'}: {wide} of 320 pixels")
    assert found == []


def test_the_search_worker_spreads_answers_as_we_do(page: Page, address: str, demo: Path) -> None:
    page.goto(address)
    docs = json.loads((demo / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    assert any(doc.get("answers") for doc in docs)
    script = WORKER.read_text(encoding="utf-8")
    told = page.evaluate(
        "([script, docs]) => { const message = { type: 0, data: { config: {}, docs } };"
        " new Function('addEventListener', script)((_, listen) => listen({ data: message }));"
        " return message.data.docs }",
        [script, docs],
    )
    assert told == [entry for doc in docs for entry in split_entry(doc)]


def test_a_search_finds_no_prompts_and_leads_to_answers(page: Page, address: str, demo: Path) -> None:
    with_index(page, demo)
    page.goto(address)
    page.locator("input.md-search__input").click()
    page.keyboard.type("kingfisher")
    page.locator(".md-search-result__item").first.wait_for()
    texts = page.locator(".md-search-result__item").all_inner_texts()
    assert not any("Describe your stretch of the stream" in text for text in texts)
    links = page.locator(".md-search-result__link").evaluate_all("links => links.map(link => link.href)")
    answers = [link for link in links if "#question-" in link]
    assert answers
    for link in answers[:3]:
        page.goto(link)
        assert page.locator(f"[id='{link.rpartition('#')[2].partition('?')[0]}']").count() == 1


def test_the_row_of_links_shows_where_one_is_on_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address + "course/statistics/")
    tab = page.locator(".mr-tabs [aria-current]")
    wait_until(page, "document.querySelector('.mr-tabs').scrollLeft > 0")
    box = tab.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


def test_every_page_of_the_course_reads_without_scripts(browser: Browser, address: str) -> None:
    with own_page(browser, address, java_script_enabled=False) as opened:
        opened.goto(address + "course/")
        for name in ("Matrix", "Questions", "Checklist", "Images", "Findings", "Statistics", "Overview"):
            opened.get_by_role("link", name=name, exact=True).click()
            assert opened.locator("h1").inner_text().startswith(name)
            assert not opened.locator("form.mr-filters").first.is_visible()
        opened.get_by_role("link", name="Group 4", exact=True).click()
        opened.locator(".mr-pager a[rel=next]").first.click()
        opened.wait_for_url("**/groups/05-newt/")
        assert opened.locator(".mr-status").count() == 12
        assert opened.locator("[data-question]").count() == 12
        opened.goto(address + "course/questions/5/")
        assert opened.locator(".mr-entry .mr-answer").first.is_visible()


def test_an_examiners_way_through_the_course(page: Page, address: str) -> None:
    page.goto(address + "course/")
    page.locator(".mr-chip--error").click()
    page.wait_for_url("**/course/?verdict=error")
    page.get_by_role("link", name="Group 4", exact=True).click()
    page.wait_for_url("**/groups/04-minnow/")
    page.locator("nav.mr-course-nav button").first.wait_for()
    page.keyboard.press("e")
    page.wait_for_url("**/#question-3")
    page.keyboard.press("q")
    page.wait_for_url("**/course/questions/3/**")
    page.get_by_role("button", name="Side by side", exact=True).click()
    page.locator("dialog[open]").wait_for()
    assert page.locator("dialog[open] select").count() == 2
    page.keyboard.press("Escape")
    page.locator("dialog[open]").wait_for(state="hidden")
    page.go_back()
    page.wait_for_url("**/groups/04-minnow/#question-3")
    page.go_back()
    page.wait_for_url("**/course/?verdict=error")
    wait_until(page, "document.querySelectorAll('tr[data-item]:not([hidden])').length === 3")
