"""axe-core over our pages in Chromium: no violation of WCAG 2.2 AA inside our own markup, light and dark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from scripts.screenshots import PAGES
from scripts.tutorials.blocks import address as address_of
from scripts.tutorials.blocks import pages
from tests.support.accessibility import COLOURS, WCAG, violations
from tests.support.browser import MARKS, own_page, show_article

pytestmark = MARKS
OURS = ".md-content__inner"
"""The theme's frame around our pages is not ours: what stands in it is."""
NOT_OURS = [".md-code__nav"]
"""The theme's button that copies code: a landmark beside each block, all of the same name."""
COURSE = [path for name, path in PAGES.items() if name not in {"home", "rules"}]
RULE = "docs/reference/rules/"
MANUAL = [
    address_of(page)
    for page in pages()
    if page != "README.md" and (not page.startswith(RULE) or page in {f"{RULE}index.md", f"{RULE}claimed-not-found.md"})
]
"""Every page of the manual; of the rules' pages, which are alike, the longest."""
_HAS_NEW_KINDS = """() => {
  const seen = (window.__kinds ??= new Set()), before = seen.size, article = document.querySelector("article");
  for (const each of article.querySelectorAll("*")) {
    if (![...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue;
    const kind = [];
    for (let at = each; at !== article; at = at.parentElement) kind.push(`${at.tagName}.${at.className}`);
    seen.add(kind.join(" "));
  }
  return seen.size > before;
}"""
"""Whether the article has text in an element of a kind, by names and classes, that no article before it had."""


@pytest.fixture(scope="module")
def opened(browser: Browser, address: str) -> Iterator[Page]:
    """One page that opens all others, so that styles and scripts are read once."""
    with own_page(browser, address) as page:
        yield page


@pytest.mark.parametrize("path", COURSE)
def test_no_violations_in_the_course(opened: Page, address: str, path: str) -> None:
    opened.goto(address + path)
    opened.locator(".mr-shortcuts-button").wait_for(state="attached")  # our scripts are through
    assert found_in(opened, WCAG) == []
    turn(opened, "slate")
    assert found_in(opened, COLOURS) == []


def test_no_violations_in_the_manual(opened: Page, address: str) -> None:
    opened.goto(address + MANUAL[0])
    found = []
    for path in MANUAL:
        show_article(opened, address + path)
        turn(opened, "default")
        what = found_in(opened, WCAG, without=COLOURS["values"])
        if opened.evaluate(_HAS_NEW_KINDS):  # else its colours are those of pages before it
            what += found_in(opened, COLOURS)
            turn(opened, "slate")
            what += found_in(opened, COLOURS)
        found += [f"{path}: {each}" for each in what]
    assert found == []


def turn(page: Page, scheme: str) -> None:
    """Turn a page light or dark."""
    page.add_style_tag(content="* { transition: none !important }")
    turned = page.evaluate(
        "to => (document.body.dataset.mdColorScheme = to, getComputedStyle(document.body).colorScheme)", scheme
    )
    assert turned == ("dark" if scheme == "slate" else "light")


def found_in(page: Page, only: dict[str, Any], without: Sequence[str] = ()) -> list[str]:
    """Return what axe-core finds in our part of a page."""
    return violations(page, only, {"include": [[OURS]], "exclude": [NOT_OURS]}, without)
