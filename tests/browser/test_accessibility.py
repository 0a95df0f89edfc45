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
OPENED = [path for path in COURSE if path.startswith("course") or path == PAGES["error"]]
"""A page of each kind, with what scripts add to it."""
RULE = "docs/reference/rules/"
MANUAL = [
    address_of(page)
    for page in pages()
    if page != "README.md" and (not page.startswith(RULE) or page in {f"{RULE}index.md", f"{RULE}claimed-not-found.md"})
]
"""Every page of the manual; of the rules' pages, which are alike, the longest."""
OPENERS = {
    PAGES["error"]: {
        ".mr-shortcuts-button": "dialog.mr-shortcuts[open]",
        ".mr-switcher-input": ".mr-switcher-list",
    },
    PAGES["question"]: {".mr-filters [aria-haspopup=dialog]": "dialog.mr-compare[open]"},
    PAGES["images"]: {"[data-gallery] a:has(img)": "dialog.mr-lightbox[open]"},
}
"""What opens a dialog or a list on each page, and what is open then."""
_UNFOLD = "for (const each of document.querySelectorAll('article details')) each.open = true"
_MARK_NEW_KINDS = """known => {
  const seen = new Set(known), article = document.querySelector("article");
  const states = ["data-verdict", "data-severity", "open", "aria-current", "aria-selected", "role"];
  for (const each of article.querySelectorAll("[data-new-kind]")) delete each.dataset.newKind;
  for (const each of article.querySelectorAll("*")) {
    if (![...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue;
    const kind = [];
    for (let at = each; at !== article; at = at.parentElement) {
      kind.push(`${at.tagName}.${at.className} ${states.map((name) => at.getAttribute(name) ?? "")}`);
    }
    if (seen.has(kind.join(" ")) || !each.checkVisibility({ opacityProperty: true })) continue;
    seen.add(kind.join(" "));
    each.dataset.newKind = "";
  }
  return [...seen];
}"""
"""Marks the visible elements with text of a kind that no article before had: by names, classes and states."""


@pytest.fixture(scope="module")
def opened(browser: Browser, address: str) -> Iterator[Page]:
    """One page that opens all others, so that styles and scripts are read once."""
    with own_page(browser, address) as page:
        yield page


@pytest.fixture(scope="module")
def kinds() -> list[str]:
    """The kinds of elements whose colours have been looked at."""
    return []


@pytest.mark.parametrize("path", OPENED)
def test_no_violations_in_the_course(opened: Page, address: str, kinds: list[str], path: str) -> None:
    opened.goto(address + path)
    opened.locator(".mr-shortcuts-button").wait_for(state="attached")  # our scripts are through
    opened.evaluate(_UNFOLD)
    assert found_in(opened, WCAG, without=COLOURS["values"]) + wrong_colours(opened, kinds) == []


def test_no_violations_in_what_opens(opened: Page, address: str) -> None:
    found = []
    for path, openers in OPENERS.items():
        opened.goto(address + path)
        opened.locator(".mr-shortcuts-button").wait_for(state="attached")
        for opener, part in openers.items():
            opened.locator(opener).first.click()
            opened.locator(part).first.wait_for()
            for scheme in ("default", "slate"):
                turn(opened, scheme)
                rules = WCAG if scheme == "default" else COLOURS
                found += [f"{path} {part}: {each}" for each in violations(opened, rules, {"include": [[part]]})]
            turn(opened, "default")
            opened.keyboard.press("Escape")
            opened.locator(part).first.wait_for(state="hidden")
    assert found == []


def test_no_violations_in_other_pages_of_these_kinds(opened: Page, address: str, kinds: list[str]) -> None:
    others = [path for path in COURSE if path not in OPENED]
    assert len(others) > 10
    opened.goto(address + PAGES["error"])
    assert found_in_articles(opened, address, others, kinds) == []


def test_no_violations_in_the_manual(opened: Page, address: str) -> None:
    opened.goto(address + MANUAL[0])
    assert found_in_articles(opened, address, MANUAL, []) == []


def found_in_articles(opened: Page, address: str, paths: list[str], kinds: list[str]) -> list[str]:
    """Return what axe-core finds in the articles of pages, each shown in the page that is open."""
    found = []
    for path in paths:
        show_article(opened, address + path)
        opened.evaluate(_UNFOLD)
        turn(opened, "default")
        what = found_in(opened, WCAG, without=COLOURS["values"]) + wrong_colours(opened, kinds)
        found += [f"{path}: {each}" for each in what]
    return found


def wrong_colours(page: Page, kinds: list[str]) -> list[str]:
    """Return what axe-core finds, light and dark, in elements of kinds that are not in `kinds`, and add those to it."""
    before = len(kinds)
    kinds[:] = page.evaluate(_MARK_NEW_KINDS, kinds)
    if len(kinds) == before:  # the colours are those of pages before it
        return []
    found = []
    for scheme in ("default", "slate"):
        turn(page, scheme)
        found += violations(page, COLOURS, {"include": [["[data-new-kind]"]], "exclude": [NOT_OURS]})
    return found


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
