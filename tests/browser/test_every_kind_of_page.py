"""What holds on every kind of page, on a desktop, on a phone, and at 200 %: nothing moves, and nothing is cut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from scripts.screenshots import PAGES
from tests.support.browser import MARKS, late_modules, quiet_page, run_first

pytestmark = MARKS
KINDS = "overview matrix questions question findings checklist images statistics error courses".split()
ADDRESSES = [
    *(PAGES[name] for name in KINDS),
    f"{PAGES['error']}#question-9",
    f"{PAGES['question']}#group-07-heron",
    f"{PAGES['findings']}?rule=too-few-words",
    f"{PAGES['matrix']}?verdict=error",
    f"{PAGES['question']}?verdict=error&find=water",
]
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
DOUBLE: ViewportSize = {"width": 720, "height": 450}
"""The desktop at 200 %."""
_OBSERVE = """window.moved = [];
new PerformanceObserver((list) => moved.push(...list.getEntries().filter((each) => !each.hadRecentInput)))
  .observe({ type: "layout-shift", buffered: true });"""
_MOVED = "moved.reduce((sum, each) => sum + each.value, 0)"
_CUT = """() => {
  const scrolls = (each) => each.closest("article") && /auto|scroll/.test(getComputedStyle(each).overflowX);
  const cut = document.documentElement.scrollWidth > innerWidth ? ["the page scrolls sideways"] : [];
  for (const each of document.querySelectorAll("article *")) {
    if (![...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue;
    const { left, right, width, height } = each.getBoundingClientRect();
    if (width < 2 || height < 2 || !each.checkVisibility({ visibilityProperty: true })) continue;
    if (left >= -1 && right <= innerWidth + 1) continue;
    if (each.closest("summary")) continue; // one line of a prompt, which opens
    let at = each;
    while (at && !scrolls(at)) at = at.parentElement;
    if (!at) cut.push(`${each.tagName}.${each.className}: ${each.textContent.slice(0, 40)}`);
  }
  return cut;
}"""
"""Text outside of the window, and in nothing that scrolls."""


@pytest.fixture(scope="module")
def page(browser: Browser, courses: str) -> Iterator[Page]:
    """A page that fails on any message in its console."""
    with quiet_page(browser, courses, reduced_motion="reduce") as opened:
        run_first(opened, _OBSERVE)
        yield opened


def test_links_in_text_differ_by_more_than_colour(page: Page, courses: str) -> None:
    page.goto(courses + PAGES["error"])
    links = page.locator(":is(.mr-problem, .mr-answer p, .mr-answer li, .mr-provenance) a[href]:not(:has(img))")
    lines = links.evaluate_all("all => all.map((each) => getComputedStyle(each).textDecorationLine)")
    assert set(lines) == {"underline"}
    assert len(lines) >= 5


@pytest.mark.parametrize("size", SIZES)
def test_nothing_moves_and_nothing_is_cut(page: Page, courses: str, size: str) -> None:
    width, height = SIZES[size]
    moved, wrong = {}, []
    for path in ADDRESSES:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(courses + path)
        page.locator(".mr-shortcuts-button").wait_for(state="attached")
        page.wait_for_timeout(50)
        moved[path] = page.evaluate(_MOVED)
        wrong += [f"{path}: {url} is loaded late" for url in late_modules(page)]
        if size == "desktop":
            page.set_viewport_size(DOUBLE)
        wrong += [f"{path}: {each}" for each in page.evaluate(_CUT)]
        if page.evaluate("document.getAnimations().length"):
            wrong.append(f"{path}: something is animated in spite of the reader's wish")
    page.locator(".mr-shortcuts-button").click()
    if page.locator(".mr-shortcuts").evaluate("dialog => dialog.getAnimations({ subtree: true }).length"):
        wrong.append("a dialog is animated in spite of the reader's wish")
    assert {path: value for path, value in moved.items() if value >= 0.05} == {}
    assert wrong == []


def test_a_list_with_a_filter_in_its_address_is_shown_without_the_scripts_that_filter(
    browser: Browser, address: str
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/report.mjs*", lambda route: route.abort())
        page.clock.install()
        page.goto(f"{address}{PAGES['findings']}?rule=too-few-words")
        expect(page.locator("[data-list]")).to_be_hidden()
        page.clock.run_for(3000)
        expect(page.locator("[data-list]")).to_be_visible()
