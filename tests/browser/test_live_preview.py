"""A page that `mkdocs serve` reloads: what was opened stays open, and the answer in view stays where it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from playwright.sync_api import Browser, Page

from scripts.screenshots import serve
from tests.support.browser import MARKS, groups_of_the_demo, own_page, run_first, wait_until

pytestmark = MARKS
GROUP = "groups/04-minnow"
_TOP = "id => document.getElementById(id).getBoundingClientRect().top"
_OBSERVE = """window.painted = [];
new PerformanceObserver((list) => painted.push(...list.getEntries().map((each) => each.value)))
  .observe({ type: "layout-shift", buffered: true });"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("live")
    groups_of_the_demo(folder / "docs")
    (folder / "mkdocs.yml").write_text("site_name: Live\ntheme: {name: material, font: false}\nplugins: [report]\n")
    save(folder)
    return folder


def save(folder: Path) -> None:
    """Build the site as the server does after each save."""
    config = load_config(str(folder / "mkdocs.yml"), site_url="http://127.0.0.1/")
    config.plugins.run_event("startup", command="serve", dirty=False)
    build(config)


def is_open(page: Page, selector: str) -> list[bool]:
    return [bool(each) for each in page.locator(selector).evaluate_all("all => all.map((each) => each.open)")]


def test_a_save_keeps_what_was_opened_and_the_answer_in_view(browser: Browser, site: Path) -> None:
    with serve(site / "site") as address, own_page(browser, address) as page:
        run_first(page, _OBSERVE)
        page.goto(f"{address}{GROUP}/#question-3")
        page.locator(".mr-shortcuts-button").wait_for()
        folded = "article details"
        page.locator(folded).evaluate_all("all => all.forEach((each, n) => each.open = n % 2 === 0)")
        before = is_open(page, folded)
        page.evaluate("document.getElementById('question-6').scrollIntoView(); scrollBy(0, -150)")
        place = page.evaluate(_TOP, "question-6")
        report = site / "docs" / GROUP / "README.md"
        text = report.read_text()
        assert "\n### Question 3" in text
        report.write_text(text.replace("\n### Question 3", "\nNew.\n" * 9 + "\n### Question 3", 1))
        save(site)
        page.reload()
        page.locator(".mr-shortcuts-button").wait_for()
        page.wait_for_timeout(300)
        assert page.evaluate(_TOP, "question-6") == pytest.approx(place, abs=1.5)
        assert is_open(page, folded) == before
        assert sum(page.evaluate("painted")) < 0.02
        page.mouse.wheel(0, 200)  # the reader goes on
        wait_until(page, f"({_TOP})('question-6') < {place - 100}")


def test_a_save_keeps_folded_answers_and_the_filter(browser: Browser, site: Path) -> None:
    with serve(site / "site") as address, own_page(browser, address) as page:
        page.goto(f"{address}course/questions/5/")
        page.locator("[name=verdict][value=passed]").check()
        page.wait_for_url("**/?verdict=passed")
        page.locator("details.mr-entry:not([hidden]) > summary").nth(1).click()
        before = is_open(page, "details.mr-entry")
        assert before.count(False) == 1
        page.evaluate("scrollTo(0, 900)")
        page.reload()
        page.locator(".mr-shortcuts-button").wait_for()
        assert is_open(page, "details.mr-entry") == before
        assert page.locator("[name=verdict][value=passed]").is_checked()
        wait_until(page, "Math.abs(scrollY - 900) < 60")


def test_a_browser_without_storage_and_a_built_site_are_as_before(browser: Browser, site: Path, demo: Path) -> None:
    assert "preview.js" not in (demo / GROUP / "index.html").read_text()
    with serve(site / "site") as address, own_page(browser, address) as page:
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        run_first(page, "Object.defineProperty(window, 'sessionStorage', {get() { throw new DOMException('no') }})")
        page.goto(f"{address}{GROUP}/")
        page.reload()
        assert page.locator("h1").is_visible()
        assert errors == []
