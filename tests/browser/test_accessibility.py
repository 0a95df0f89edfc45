"""axe-core over our pages in Chromium: no violation of WCAG 2.2 AA inside our own markup, light and dark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from scripts.screenshots import PAGES
from scripts.tutorials.blocks import address as address_of
from scripts.tutorials.blocks import pages
from tests.support.accessibility import COLOURS, WCAG, violations, violations_light_and_dark
from tests.support.browser import MARKS, own_page, show_article

pytestmark = MARKS
OURS = ".md-content__inner"
"""The theme's frame around our pages is not ours: what stands in it is."""
NOT_OURS = ".md-code__nav"
"""The theme's button that copies code: a landmark beside each block, all of the same name."""
COURSE = [path for name, path in PAGES.items() if name not in {"home", "rules"}]
OPENED = [path for path in COURSE if path.startswith("course") or path == PAGES["error"]] + [
    "course/matrix/?colours=limits"
]
"""A page of each kind, with what scripts add to it."""
RULE = "docs/reference/rules/"
MANUAL = [
    address_of(page)
    for page in pages()
    if page != "README.md" and (not page.startswith(RULE) or page in {f"{RULE}index.md", f"{RULE}claimed-not-found.md"})
]
"""Every page of the manual; of the rules' pages, which are alike, the longest."""
OPENERS = {
    ".mr-shortcuts-button": "dialog.mr-shortcuts[open]",
    ".mr-switcher-input": ".mr-switcher-list",
    ".mr-filters [aria-haspopup=dialog]": "dialog.mr-compare[open]",
    "article details[open] button.mr-zoom": "dialog.mr-lightbox[open]",
}
"""What opens a dialog or a list on the page of a question, and what is open then."""
_WITHOUT_FRAME = "document.querySelectorAll('header, footer, nav, .md-sidebar').forEach((each) => each.remove())"
"""The frame costs axe-core a quarter of its time, though it looks at our part alone."""


@pytest.fixture
def opened(browser: Browser, courses: str) -> Iterator[Page]:
    """One page that opens all others, so that styles and scripts are read once."""
    with own_page(browser, courses) as page:
        page.emulate_media(reduced_motion="reduce")
        yield page


def test_no_violations_in_the_course(opened: Page, courses: str) -> None:
    made_by_scripts = {}
    for path in OPENED:
        opened.goto(courses + path)
        opened.locator(".mr-shortcuts-button").wait_for(state="attached")  # our scripts are through
        made_by_scripts[path] = opened.evaluate("document.querySelector('article').innerHTML")
    found = found_in(opened, OPENED[-1])
    for path in OPENED[:-1]:  # all in one page: axe-core is slow where it runs for the first time
        opened.evaluate("html => { document.querySelector('article').innerHTML = html }", made_by_scripts[path])
        found += found_in(opened, path)
    others = [path for path in COURSE if path not in OPENED]
    assert len(others) > 10
    assert found + found_in_articles(opened, courses, others) == []


def test_no_violations_in_what_opens(opened: Page, courses: str) -> None:
    opened.goto(courses + "course/questions/4/")
    opened.locator(".mr-shortcuts-button").wait_for(state="attached")
    found = []
    for opener, part in OPENERS.items():
        opened.locator(opener).first.click()
        opened.locator(part).first.wait_for()
        for scheme, rules in (("default", WCAG), ("slate", COLOURS)):
            turn(opened, scheme)
            found += [f"{part}: {each}" for each in violations(opened, rules, {"include": [[part]]})]
        turn(opened, "default")
        opened.keyboard.press("Escape")
        opened.locator(part).first.wait_for(state="hidden")
    assert found == []


def test_no_violations_in_the_manual(browser: Browser, address: str) -> None:
    with own_page(browser, address) as page:
        page.goto(address + MANUAL[0])
        assert found_in_articles(page, address, MANUAL) == []


def found_in_articles(opened: Page, address: str, paths: list[str]) -> list[str]:
    """Return what axe-core finds in the articles of pages, each shown in the page that is open."""
    opened.evaluate(_WITHOUT_FRAME)
    found = []
    for path in paths:
        show_article(opened, address + path)
        found += found_in(opened, path)
    return found


def turn(page: Page, scheme: str) -> None:
    """Turn a page light or dark."""
    page.add_style_tag(content="* { transition: none !important }")
    turned = page.evaluate(
        "to => (document.body.dataset.mdColorScheme = to, getComputedStyle(document.body).colorScheme)", scheme
    )
    assert turned == ("dark" if scheme == "slate" else "light")


def found_in(page: Page, path: str) -> list[str]:
    """Return what axe-core finds in our part of a page, unfolded, light and dark."""
    return [f"{path}: {each}" for each in violations_light_and_dark(page, OURS, NOT_OURS)]
