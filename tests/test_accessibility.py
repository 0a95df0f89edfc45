"""axe-core over our pages in Chromium: no violation of WCAG 2.2 AA inside our own markup, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from manual import address as address_of
from manual import pages
from playwright.sync_api import Browser, Page
from screenshots import PAGES

from tests.browser import MARKS

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


@pytest.fixture(params=["light", "dark"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=request.param)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", [*COURSE, *MANUAL])
def test_no_violations(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    options: dict[str, Any] = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    results = Axe().run(page, context={"include": [[OURS]], "exclude": [NOT_OURS]}, options=options)
    found = [
        f"{violation['id']}: {node['target']}: {node.get('failureSummary', '')[:300]}"
        for violation in results.response["violations"]
        for node in violation["nodes"][:3]
    ]
    assert found == [], "\n".join(found)
