"""The way between the years of a course, in Chromium: by mouse, without scripts, and as axe-core sees it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_accessibility import found_in
from tests.support.browser import MARKS, quiet_page, serve_quickly
from tests.support.builds import build
from tests.support.two_years import course_of_years

pytestmark = MARKS
PALETTE = [
    {"media": "(prefers-color-scheme: light)", "scheme": "default"},
    {"media": "(prefers-color-scheme: dark)", "scheme": "slate"},
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    theme = {"name": "material", "font": False, "palette": PALETTE, "features": ["navigation.instant"]}
    root = course_of_years(tmp_path_factory.mktemp("years"), {"marks": True}, theme=theme)
    built = build(root)
    assert built.code == 0, built.log
    with serve_quickly(built.site) as url:
        yield url


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    with quiet_page(browser, site) as opened:
        yield opened


def years(page: Page) -> Any:
    return page.get_by_role("list", name="Years")


def test_from_all_years_into_one_and_over_to_the_other(page: Page, site: str) -> None:
    page.goto(f"{site}course/")
    page.get_by_role("table").get_by_role("link", name="2025").click()
    expect(page).to_have_url(f"{site}course/2025/")
    page.get_by_role("navigation", name="Course").get_by_role("link", name="Matrix").click()
    expect(page).to_have_url(f"{site}course/2025/matrix/")
    years(page).get_by_role("link", name="2026").click()
    expect(page).to_have_url(f"{site}course/2026/matrix/")
    expect(years(page).locator("[aria-current]")).to_have_text("2026")
    years(page).get_by_role("link", name="All years").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("All years")


def test_the_switcher_and_the_next_group_stay_in_the_year(page: Page, site: str) -> None:
    page.goto(f"{site}groups/2026/1/")
    page.get_by_role("combobox", name="Go to a group").click()
    options = page.get_by_role("listbox", name="Groups").get_by_role("option")
    expect(options.filter(has_text="Group")).to_have_count(3)
    options.filter(has_text="Group 3").click()
    expect(page).to_have_url(f"{site}groups/2026/3/")
    assert page.locator(".mr-pager a[rel=next]").count() == 0
    page.locator(".mr-pager a[rel=prev]").first.click()
    expect(page).to_have_url(f"{site}groups/2026/2/")


def test_marks_of_two_years_are_kept_apart(page: Page, site: str) -> None:
    page.goto(f"{site}groups/2025/1/")
    page.get_by_role("checkbox", name="Reviewed").first.check()
    page.goto(f"{site}groups/2026/1/")
    expect(page.get_by_role("checkbox", name="Reviewed").first).not_to_be_checked()
    page.goto(f"{site}groups/2025/1/")
    expect(page.get_by_role("checkbox", name="Reviewed").first).to_be_checked()


def test_all_of_it_is_there_without_scripts(browser: Browser, site: str) -> None:
    with quiet_page(browser, site, java_script_enabled=False) as page:
        page.goto(f"{site}course/")
        expect(page.get_by_role("table", name="each year")).to_be_visible()
        years(page).get_by_role("link", name="2026").click()
        expect(page).to_have_url(f"{site}course/2026/")


def test_paper_says_which_year_it_is(page: Page, site: str) -> None:
    page.goto(f"{site}course/2026/")
    page.emulate_media(media="print")
    expect(years(page).get_by_text("2026")).to_be_visible()
    expect(years(page).get_by_text("2025")).to_be_hidden()
    expect(page.get_by_role("link", name="Matrix", exact=True)).to_be_hidden()


def test_nothing_is_wider_than_the_screen(page: Page, site: str) -> None:
    for path in ("course/", "course/2026/", "groups/2026/1/"):
        page.goto(site + path)
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_no_violations(page: Page, site: str) -> None:
    found = []
    for path in ("course/", "course/2026/", "groups/2026/3/"):
        page.goto(site + path)
        page.locator(".mr-shortcuts-button").wait_for(state="attached")  # our scripts are through
        found += found_in(page, path)
    assert found == []
