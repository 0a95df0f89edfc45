"""axe-core over our pages in Chromium: no violation of WCAG 2.2 AA inside our own markup, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from scripts.screenshots import PAGES
from scripts.tutorials.blocks import address as address_of
from scripts.tutorials.blocks import pages
from tests.support.browser import MARKS, without_index

pytestmark = MARKS
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
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


BY_COLOUR = ["color-contrast", "link-in-text-block"]
"""The rules that a dark page may break where a light one keeps them."""


@pytest.fixture(scope="module")
def opened(browser: Browser, address: str) -> Iterator[Page]:
    """One page that opens all others, so that styles and scripts are read once."""
    assert address
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    page = context.new_page()
    without_index(page)
    yield page
    context.close()


@pytest.mark.parametrize("path", [*COURSE, *MANUAL])
def test_no_violations(opened: Page, address: str, path: str) -> None:
    opened.goto(address + path)
    if path in COURSE:
        opened.locator(".mr-shortcuts-button").wait_for(state="attached")  # our scripts are through
    opened.add_style_tag(content="* { transition: none !important }")
    assert violations(opened, {"type": "tag", "values": TAGS}) == []
    dark = opened.evaluate("document.body.dataset.mdColorScheme = 'slate', getComputedStyle(document.body).colorScheme")
    assert dark == "dark"
    assert violations(opened, {"type": "rule", "values": BY_COLOUR}) == []


def violations(page: Page, only: dict[str, Any]) -> list[str]:
    """Return what axe-core finds in our part of a page."""
    options: dict[str, Any] = {"runOnly": only, "resultTypes": ["violations"]}
    results = Axe().run(page, context={"include": [[OURS]], "exclude": [NOT_OURS]}, options=options)
    return [
        f"{violation['id']}: {node['target']}: {node.get('failureSummary', '')[:300]}"
        for violation in results.response["violations"]
        for node in violation["nodes"][:3]
    ]
