"""What the scripts of the pages do, in a real browser: lists, the keyboard, the way to a group, side by side, images.

Marks have a file of their own, tests/browser/test_marks.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browser import (
    MARKS,
    ROOT,
    build_demo,
    groups_of_the_demo,
    own_page,
    quiet_page,
    ready,
    run_first,
    serve_quickly,
    wait_until,
)

pytestmark = MARKS
OVERVIEW, FIRST, GROUP = "course/", "groups/01-kingfisher/", "groups/03-mayfly/"
MATERIAL: dict[str, object] = {"name": "material", "font": False, "custom_dir": str(ROOT / "overrides")}
TEMPLATE: dict[str, object] = {"templates": [str(ROOT / "docs/groups/TEMPLATE.md")]}
OURS = {
    **TEMPLATE,
    "waivers": str(ROOT / "docs/groups/waivers.yml"),
    "evidence": str(ROOT / "docs/groups/evidence.yml"),
}
QUESTION, FINDINGS, IMAGES = "course/questions/4/", "course/findings/", "course/images/"


def shown(page: Page) -> list[str]:
    return page.locator("[data-item]:visible th, details.mr-entry:visible > summary > h3").all_inner_texts()


def focused(page: Page) -> Locator:
    return page.locator(":focus")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo's groups, for several sites: the first that is built leaves its images to the others."""
    folder = tmp_path_factory.mktemp("course")
    groups_of_the_demo(folder / "docs")
    return folder


def build_site(course: Path, name: str, theme: dict[str, object], report: dict[str, object], **config: object) -> Path:
    """Build the course's groups as a site of its own settings, without the manual, whose pages are heavier."""
    settings = {"site_name": "Stream Survey", "theme": theme, **config}
    settings["plugins"] = ["search", {"report": {**report, "fail_on": "never"}}]
    (course / f"{name}.yml").write_text(yaml.safe_dump(settings))
    build_demo(course / name, course / f"{name}.yml")
    return course / name


@pytest.fixture(scope="module")
def address(course: Path) -> Iterator[str]:
    with serve_quickly(build_site(course, "material", MATERIAL, OURS)) as url:
        yield url


@pytest.fixture
def loud(browser: Browser, address: str) -> Iterator[Page]:
    """A page on which something fails."""
    with own_page(browser, address) as opened:
        yield opened


@pytest.fixture(scope="module")
def instant(course: Path) -> Iterator[str]:
    with serve_quickly(course / "instant") as url:
        theme = {**MATERIAL, "features": ["navigation.instant"]}
        build_site(course, "instant", theme, TEMPLATE, site_url=url)
        yield url


@pytest.fixture(scope="module", params=["mkdocs", "readthedocs"])
def plain(request: pytest.FixtureRequest, course: Path) -> Iterator[str]:
    theme = {"name": request.param, "highlightjs": False}
    with serve_quickly(build_site(course, request.param, theme, TEMPLATE, use_directory_urls=False)) as url:
        yield url


class TestLists:
    def test_filters_live_in_the_address_and_come_back(self, page: Page, address: str) -> None:
        ready(page, address + OVERVIEW + "?other=1#groups")
        expect(page.locator("output.mr-result-count")).to_have_text("8 groups")
        page.locator("input[name=verdict][value=error]").check(force=True)
        page.locator("input[name=verdict][value=warning]").check(force=True)
        number = page.locator("[data-item]:is([data-verdict=error], [data-verdict=warning])").count()
        expect(page.locator("output.mr-result-count")).to_have_text(f"{number} of 8 groups")
        assert page.url.endswith("?other=1&verdict=warning,error#groups")
        page.get_by_role("link", name="Group 4", exact=True).click()
        page.wait_for_url("**/04-minnow/")
        page.go_back()
        expect(page.locator("output.mr-result-count")).to_have_text(f"{number} of 8 groups")
        expect(page.locator("input[name=verdict][value=error]")).to_be_checked()

    def test_typing_finds_all_words_whatever_their_case_and_accents(self, page: Page, address: str) -> None:
        ready(page, address + QUESTION)
        page.locator("input[name=q]").fill("RÏVER  bend")
        expect(page.locator("output.mr-result-count")).not_to_have_text("8 answers")
        for entry in page.locator("details.mr-entry:visible").all():
            said = entry.evaluate("e => e.textContent + [...e.querySelectorAll('img')].map(i => i.alt)").lower()
            assert "river" in said
            assert "bend" in said
        # not `q`: with that, Material and the theme `mkdocs` open their own search
        page.wait_for_url("**find=R*")
        assert "q=" not in page.url
        page.reload()
        expect(page.locator("input[name=q]")).to_have_value(re.compile("bend"))
        expect(page.locator(".md-search__input")).to_have_value("")

    def test_when_nothing_fits_all_can_be_shown_again(self, page: Page, address: str) -> None:
        ready(page, address + OVERVIEW + "?find=zzz&verdict=error")
        expect(page.locator(".mr-no-matches")).to_be_visible()
        assert shown(page) == []
        page.locator("button.mr-reset").click()
        expect(page.locator(".mr-no-matches")).to_be_hidden()
        assert len(shown(page)) == 8
        assert page.url.endswith(OVERVIEW)
        assert focused(page).get_attribute("name") == "q"

    def test_a_link_opens_findings_filtered_and_empty_sections_are_gone(self, page: Page, address: str) -> None:
        ready(page, address + FINDINGS + "?rule=marker-left&severity=nonsense")
        assert page.locator("select[name=rule]").input_value() == "marker-left"
        assert page.locator("select[name=severity]").input_value() == ""
        assert page.locator("[data-section]:visible").count() == 1
        page.locator("select[name=rule]").select_option("")
        assert "rule=" not in page.url
        assert page.locator("[data-section]:visible").count() > 5

    def test_a_link_to_what_a_filter_hides_shows_it(self, page: Page, address: str) -> None:
        ready(page, address + QUESTION + "?verdict=error")
        hidden = page.locator("details.mr-entry[data-verdict=passed]").first
        expect(hidden).to_be_hidden()
        page.evaluate("id => { location.hash = id }", hidden.get_attribute("id"))
        expect(hidden).to_be_visible()
        assert "verdict" not in page.url

    def test_of_a_thousand_items_the_first_are_shown_at_once(self, page: Page, address: str) -> None:
        run_first(
            page,
            """addEventListener("DOMContentLoaded", () => {
                const body = document.querySelector("[data-list] tbody"), row = body.rows[body.rows.length - 1];
                for (let n = 0; n < 1000; n++) body.append(row.cloneNode(true));
            }, { once: true, capture: true });""",
        )
        ready(page, address + OVERVIEW + "?verdict=error")
        expect(page.locator("output.mr-result-count")).to_have_text("3 of 1,008 groups")
        shown = "document.querySelectorAll('tr[data-item]:not([hidden])').length"
        box = "document.querySelector('[name=verdict][value=error]')"
        count, at_once = page.evaluate(f"{box}.click(), [document.querySelector('output').value, {shown}]")
        assert count == "1,008 groups"
        assert 40 <= at_once < 60
        wait_until(page, f"{shown} === 1008")


def test_groups_that_are_late_or_older_copies_can_be_chosen(page: Page, address: str) -> None:
    ready(page, address + OVERVIEW)
    shown = page.locator("tr[data-item]:not([hidden]) > th")
    page.locator("label.mr-chip", has_text="late").click()
    assert shown.all_inner_texts() == ["Group 3 late"]
    assert page.url.endswith("?late=yes")
    page.locator("label.mr-chip", has_text="late").click()
    page.locator("label.mr-chip", has_text="outdated").click()
    assert shown.all_inner_texts() == ["Group 8 outdated"]


class TestSorting:
    def column(self, page: Page, index: int) -> list[str]:
        return page.locator(f"tr[data-item] > :nth-child({index})").all_inner_texts()

    def groups(self, page: Page) -> list[str]:
        return page.locator("tr[data-item] > th > a").all_inner_texts()

    def test_numbers_from_the_largest_text_from_a_and_then_as_they_came(self, page: Page, address: str) -> None:
        ready(page, address + OVERVIEW)
        came = self.groups(page)
        head = page.locator("th[data-name=words]")
        head.get_by_role("button").click()
        numbers = [int(text.replace(",", "")) for text in self.column(page, 6)]
        assert numbers == sorted(numbers, reverse=True)
        assert head.get_attribute("aria-sort") == "descending"
        assert page.url.endswith("?sort=words&dir=desc")
        head.get_by_role("button").click()
        assert [int(text.replace(",", "")) for text in self.column(page, 6)] == sorted(numbers)
        assert page.url.endswith("?sort=words&dir=asc")
        head.get_by_role("button").click()
        assert self.groups(page) == came
        assert head.get_attribute("aria-sort") is None
        assert page.locator("th[data-name=errors]").get_attribute("aria-sort") == "descending"  # as it came
        assert page.url.endswith(OVERVIEW)
        head.get_by_role("button").click()
        page.locator("th[data-name=group]").get_by_role("button").click()  # another column takes over
        assert page.locator("[aria-sort]").count() == 1
        assert self.groups(page) == [f"Group {n}" for n in range(1, 9)]
        assert page.url.endswith("?sort=group&dir=asc")

    def test_bodies_of_a_table_stay_apart(self, page: Page, address: str) -> None:
        run_first(
            page,
            """addEventListener("DOMContentLoaded", () => {
                const table = document.querySelector("[data-list] table"), body = table.createTBody();
                body.append(...[...table.tBodies[0].rows].slice(4));
            }, { once: true, capture: true });""",
        )
        ready(page, address + OVERVIEW + "?sort=group&dir=desc")
        assert self.groups(page) == [f"Group {n}" for n in (7, 6, 5, 4, 8, 3, 2, 1)]


class TestSquares:
    def test_tab_stops_once_in_each_row_and_arrows_go_from_square_to_square(self, page: Page, address: str) -> None:
        ready(page, address + OVERVIEW)
        rows = page.locator("tr[data-item] .mr-strip")
        assert rows.locator("a:not([tabindex='-1'])").count() == rows.count() == 8
        squares = rows.first.locator("a")
        squares.first.focus()
        for key, place in (("ArrowRight", 1), ("End", 11), ("ArrowRight", 11), ("ArrowLeft", 10), ("Home", 0)):
            page.keyboard.press(key)
            expect(squares.nth(place)).to_be_focused()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        expect(squares.nth(1)).to_be_focused()
        self.says_its_reason(page, rows.locator(".e").first)

    def says_its_reason(self, page: Page, square: Locator) -> None:
        """Assert that the reason is shown where the keyboard is, and is the name."""
        square.focus()
        shown = square.evaluate("square => getComputedStyle(square, '::after').content")
        assert "error. " in shown
        assert square.get_attribute("title") in shown
        expect(square).to_have_accessible_name(square.get_attribute("title") or "")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/groups/[^/]+/#question-"))


class TestEntries:
    def test_all_are_folded_and_unfolded_and_one_by_a_link_to_it(self, page: Page, address: str) -> None:
        ready(page, address + QUESTION)
        page.get_by_role("button", name="Collapse all", exact=True).click()
        assert page.locator("details.mr-entry[open]").count() == 0
        page.get_by_role("button", name="Expand all", exact=True).click()
        assert page.locator("details.mr-entry:not([open])").count() == 0
        page.get_by_role("button", name="Collapse all", exact=True).click()
        dot = page.locator(".mr-plot a").nth(2)
        target = page.locator(f"details{dot.get_attribute('xlink:href')}")
        dot.click()
        expect(target).to_have_attribute("open", "")
        expect(target).to_be_in_viewport()

    def test_on_paper_all_is_unfolded_and_afterwards_as_it_was(self, page: Page, address: str) -> None:
        ready(page, address + QUESTION)
        page.locator("details.mr-entry > summary").nth(1).click()
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator("details.mr-entry:not([open])").count() == 0
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator("details.mr-entry:not([open])").count() == 1
        page.emulate_media(media="print")
        for made in page.locator(".mr-js, dialog").all():
            assert not made.is_visible()


class TestSideBySide:
    def titles(self, page: Page) -> list[str]:
        return page.locator("dialog.mr-compare option:checked").all_text_contents()

    def test_two_answers_and_back(self, page: Page, address: str) -> None:
        ready(page, address + QUESTION)
        opener = page.get_by_role("button", name="Side by side", exact=True)
        opener.click()
        assert self.titles(page) == ["✓ Group 1", "✓ Group 2"]
        assert page.url.endswith("?left=01-kingfisher&right=02-dipper")
        right = page.get_by_role("region", name="Answer on the right")
        page.get_by_label("Group on the right", exact=True).select_option("03-mayfly")
        said = page.locator("details.mr-entry[data-group='03-mayfly'] .mr-answer").text_content()
        assert said
        assert said.split()[:20] == (right.locator(".mr-answer").text_content() or "").split()[:20]
        page.get_by_role("button", name="Next group on the right").click()
        page.get_by_role("button", name="Previous group on the left").click()
        assert page.url.endswith("?left=08-lamprey&right=04-minnow")
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
        assert len(ids) == len(set(ids))
        page.keyboard.press("Escape")
        expect(page.locator("dialog.mr-compare")).to_be_hidden()
        expect(opener).to_be_focused()
        expect(page).to_have_url(address + QUESTION)

    def test_from_an_answer_beside_the_next_that_is_shown(self, page: Page, address: str) -> None:
        ready(page, address + QUESTION + "?verdict=passed")
        entries = page.locator("details.mr-entry:visible")
        compare = entries.nth(1).get_by_role("button", name=re.compile("^Compare"))
        compare.click()
        left, right = (entries.nth(n).get_attribute("data-group") for n in (1, 2))
        assert page.url.endswith(f"?verdict=passed&left={left}&right={right}")
        page.get_by_role("button", name="Close", exact=True).locator("visible=true").click()
        expect(compare).to_be_focused()
        expect(page).to_have_url(re.compile(r"\?verdict=passed$"))

    def test_on_a_phone_the_columns_stack(self, browser: Browser, address: str) -> None:
        with quiet_page(browser, address, viewport={"width": 390, "height": 800}) as page:
            page.goto(address + QUESTION + "?left=01-kingfisher&right=02-dipper")
            columns = page.locator(".mr-compare-column")
            columns.first.wait_for()
            boxes = [column.bounding_box() for column in columns.all()]
            assert boxes[0]
            assert boxes[1]
            assert boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"] - 1
            assert page.evaluate("document.documentElement.scrollWidth") <= 390


class TestImages:
    def test_large_with_its_neighbours_and_back(self, page: Page, address: str) -> None:
        ready(page, address + FIRST)
        shots = page.locator("button.mr-zoom")
        number = shots.count()
        shots.first.focus()
        page.keyboard.press("Enter")
        box = page.locator("dialog.mr-lightbox")
        expect(box).to_contain_text(f"1 of {number}")
        expect(box).to_contain_text("Question 4")
        alt = shots.first.locator("img").get_attribute("alt") or "nothing"
        expect(box.locator("img")).to_have_attribute("alt", alt)
        expect(box).to_contain_text(alt)
        page.keyboard.press("ArrowLeft")
        expect(box).to_contain_text(f"{number} of {number}")
        page.keyboard.press("ArrowRight")
        box.get_by_role("button", name="Next image").click()
        expect(box).to_contain_text(f"2 of {number}")
        page.keyboard.press("Escape")
        expect(box).to_be_hidden()
        expect(shots.nth(1)).to_be_focused()
        shots.first.click()
        for kind, x in (("pointerdown", 300), ("pointerup", 200)):  # a finger turns to the next
            touch = {"pointerType": "touch", "isPrimary": True, "pointerId": 5, "clientX": x, "clientY": 300}
            box.dispatch_event(kind, touch)
        expect(box).to_contain_text("2 of")

    def test_the_wall_leads_to_answers_and_a_click_with_control_to_the_file(self, page: Page, address: str) -> None:
        ready(page, address + IMAGES)
        box = page.locator("dialog.mr-lightbox")
        with page.context.expect_page() as opened:
            page.locator("a.mr-thumbnail").first.click(modifiers=["ControlOrMeta"])
        assert re.search(r"\.(png|jpg|webp)$", opened.value.url)
        opened.value.close()
        assert not box.is_visible()
        page.locator("a.mr-thumbnail").first.click()
        assert box.locator("img").count() == 1
        expect(box).to_contain_text(re.compile(r"1 of \d\d"))
        expect(box).to_contain_text("Group 1")
        assert page.url.endswith(IMAGES)
        box.get_by_role("link", name="Go to the answer").click()
        page.wait_for_url("**/01-kingfisher/#question-4")

    def test_an_image_in_the_columns_opens_over_them(self, page: Page, address: str) -> None:
        ready(page, address + QUESTION)
        page.get_by_role("button", name="Side by side", exact=True).click()
        shot = page.locator("dialog.mr-compare button.mr-zoom").first
        shot.click()
        expect(page.locator("dialog.mr-lightbox")).to_contain_text("1 of 3")
        page.keyboard.press("Escape")
        expect(shot).to_be_focused()
        expect(page.locator("dialog.mr-compare")).to_be_visible()


class TestSwitcher:
    def test_typing_narrows_and_enter_goes_there_at_the_same_question(self, page: Page, address: str) -> None:
        ready(page, address + GROUP + "#question-5")
        field = page.get_by_role("combobox", name="Go to a group")
        requests: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        field.focus()
        options = page.get_by_role("option")
        expect(options).to_have_count(8)
        assert [url.rsplit("/", 1)[1] for url in requests] == ["groups.json"]
        current = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
        expect(current).to_contain_text("Group 3")
        expect(options.nth(3)).to_have_text("Group 4, error")
        field.press_sequentially("GROUP 7")
        expect(options).to_have_count(1)
        assert field.get_attribute("aria-expanded") == "true"
        field.press("Enter")
        page.wait_for_url("**/07-heron/#question-5")

    def test_the_exact_match_comes_first_in_natural_order(self, page: Page, address: str) -> None:
        titles = [f"Group {n}" for n in (15, 128, 51, 5, 12, 112)] + ["Team 5 of Group 40"]
        rows = [{"title": title, "verdict": "passed", "url": "../groups/04-minnow/"} for title in titles]
        rows.append({"title": "Group 9", "verdict": "no report", "url": "../course/?find=Group+9&verdict=no-report"})
        page.route("**/groups.json", lambda route: route.fulfill(json=rows))
        ready(page, address + GROUP)
        field = page.get_by_role("combobox", name="Go to a group")
        shown = page.locator(".mr-switcher [role=option]:not([hidden]) .mr-switcher-title")
        for typed, first in (
            ("", [f"Group {n}" for n in (5, 9, 12, 15, 51, 112, 128)]),
            ("group 5", ["Group 5", "Team 5 of Group 40", "Group 51", "Group 15"]),
            ("12", ["Group 12", "Group 128", "Group 112"]),
            ("GROUP 1", ["Group 12", "Group 15", "Group 112", "Group 128", "Group 51"][:4]),
        ):
            field.fill(typed)
            expect(shown.first).to_have_text(first[0])
            assert shown.all_text_contents()[: len(first)] == first, typed
        field.fill("9")
        expect(page.get_by_role("option")).to_have_text("Group 9, no report")
        field.press("Enter")
        page.wait_for_url("**/course/?find=Group+9&verdict=no-report")

    def test_escape_returns_to_the_place_and_tab_goes_on(self, page: Page, address: str) -> None:
        ready(page, address + GROUP)
        field = page.get_by_role("combobox", name="Go to a group")
        list_ = page.get_by_role("listbox")
        page.keyboard.press("j")
        page.keyboard.press("j")
        at = page.evaluate("scrollY")
        assert at > 400
        for _ in range(2):
            page.keyboard.press("g")
            expect(list_).to_be_in_viewport()
            expect(field).to_be_in_viewport()
            page.keyboard.type("zz")
            page.keyboard.press("Escape")
            expect(list_).to_be_hidden()
            assert page.evaluate("scrollY") == at
            expect(page.locator("#question-2")).to_be_focused()
        page.evaluate("document.activeElement.blur()")
        page.evaluate("document.getElementById('question-9').scrollIntoView()")
        at = page.evaluate("scrollY")
        page.keyboard.press("g")
        page.keyboard.press("Escape")
        assert page.evaluate("[scrollY, document.activeElement.tagName]") == [at, "BODY"]
        page.keyboard.press("g")
        expect(page.get_by_role("option")).to_have_count(8)
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Keyboard shortcuts")).to_be_focused()
        expect(list_).to_be_hidden()

    def test_arrows_escape_and_nothing_that_fits(self, page: Page, address: str) -> None:
        ready(page, address + OVERVIEW)
        page.keyboard.press("?")
        assert page.locator(".mr-shortcuts kbd").all_inner_texts() == ["g", "/", "?"]  # what works there
        page.keyboard.press("Escape")
        field = page.get_by_role("combobox", name="Go to a group")
        field.focus()
        expect(page.get_by_role("option")).to_have_count(8)
        field.press("ArrowUp")
        expect(page.locator("[aria-selected=true]")).to_contain_text("Group 8")
        field.press("ArrowDown")
        expect(page.locator("[aria-selected=true]")).to_contain_text("Group 1")
        field.press("Escape")
        expect(page.get_by_role("listbox")).to_be_hidden()
        assert field.get_attribute("aria-expanded") == "false"
        assert field.get_attribute("aria-activedescendant") is None
        field.fill("zzz")
        expect(page.get_by_role("option")).to_have_text(["No matching groups."])
        field.press("Enter")
        field.fill("")
        page.get_by_role("option").filter(has_text="Group 6").click()
        page.wait_for_url("**/06-otter/")

    def test_when_the_list_does_not_come_the_overview_is_offered(self, loud: Page, address: str) -> None:
        loud.route("**/groups.json", lambda route: route.abort())
        ready(loud, address + GROUP)
        loud.keyboard.press("g")
        expect(loud.get_by_role("option")).to_have_text("The list could not be loaded. Open the overview.")
        loud.keyboard.press("Enter")
        loud.wait_for_url("**/course/")

    def test_a_hostile_title_is_text(self, page: Page, address: str) -> None:
        evil = "<img src=x onerror=alert(1)>"
        rows = f'[{{"title":"{evil}","verdict":"error\\" onclick","url":"../groups/04-minnow/"}}]'
        page.route("**/groups.json", lambda route: route.fulfill(body=rows, content_type="application/json"))
        ready(page, address + GROUP)
        page.keyboard.press("g")
        expect(page.locator(".mr-switcher-title")).to_have_text(evil)
        assert page.locator(".mr-switcher img").count() == 0


class TestKeyboard:
    def current(self, page: Page) -> str:
        return page.locator(".mr-current").get_attribute("id") or ""

    def test_from_answer_to_answer(self, page: Page, address: str) -> None:
        ready(page, address + GROUP)
        for key, stop in [("j", 1), ("j", 2), ("j", 3), ("k", 2), ("e", 4), ("e", 5), ("e", 7)]:
            page.keyboard.press(key)
            assert self.current(page) == f"question-{stop}"
            assert focused(page).get_attribute("id") == f"question-{stop}"
            assert page.url.endswith(f"#question-{stop}")
            expect(page.locator(f"#question-{stop}")).to_be_in_viewport()
        page.evaluate("document.getElementById('question-9').scrollIntoView()")
        page.keyboard.press("j")
        assert self.current(page) == "question-10"
        page.keyboard.press("l")
        page.wait_for_url("**/04-minnow/#question-10")
        page.locator(".mr-shortcuts-button").wait_for()
        page.keyboard.press("h")
        page.wait_for_url("**/03-mayfly/#question-10")
        page.locator(".mr-shortcuts-button").wait_for()
        for _ in (11, 12, "none"):
            page.keyboard.press("j")
        expect(page.locator(".mr-toast")).to_have_text("No more answers on this page.")

    def test_groups_change_at_the_question_that_is_read(self, page: Page, address: str) -> None:
        ready(page, address + GROUP + "#question-2")
        page.evaluate("document.getElementById('question-9').scrollIntoView()")
        page.keyboard.press("l")
        page.wait_for_url("**/04-minnow/#question-9")
        page.locator(".mr-shortcuts-button").wait_for()
        page.evaluate("document.getElementById('question-5').scrollIntoView()")
        page.keyboard.press("g")
        page.keyboard.type("group 7")
        page.keyboard.press("Enter")  # before the list has been loaded
        page.wait_for_url("**/07-heron/#question-5")
        page.locator(".mr-shortcuts-button").wait_for()
        page.evaluate("scrollTo(0, 0)")
        page.keyboard.press("l")
        page.wait_for_url("**/08-lamprey/")
        page.locator(".mr-shortcuts-button").wait_for()
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.keyboard.press("h")
        page.wait_for_url("**/07-heron/#question-12")
        ready(page, address + "groups/07-heron/#question-12")
        page.add_style_tag(content=":root { scroll-behavior: smooth }")  # as Bootstrap has it, and the theme mkdocs
        page.evaluate("new Promise((done) => { addEventListener('hashchange', done); location.hash = 'question-1'; })")
        page.keyboard.press("l")  # before the page has arrived there
        page.wait_for_url("**/08-lamprey/#question-1")

    @pytest.mark.parametrize("path", [GROUP, QUESTION, OVERVIEW])
    def test_nothing_with_the_focus_is_behind_the_header(self, page: Page, address: str, path: str) -> None:
        ready(page, address + path)
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.locator(".md-content a:visible").last.focus()
        behind = """() => {
          const top = document.activeElement.getBoundingClientRect().top;
          const inside = document.activeElement.closest(".md-content");
          return Boolean(inside) && top < document.querySelector(".md-header").getBoundingClientRect().bottom;
        }"""
        page.keyboard.down("Shift")
        for _ in range(60):
            page.keyboard.press("Tab")
            assert not page.evaluate(behind), page.evaluate("document.activeElement.outerHTML")
        page.keyboard.up("Shift")

    def test_between_a_group_and_a_question(self, page: Page, address: str) -> None:
        ready(page, address + GROUP + "#question-4")
        page.keyboard.press("q")
        page.wait_for_url("**/questions/4/#group-03-mayfly")
        page.locator(".mr-shortcuts-button").wait_for()
        page.keyboard.press("j")
        assert self.current(page) == "group-04-minnow"
        page.keyboard.press("q")
        page.wait_for_url("**/04-minnow/#question-4")

    def test_from_question_to_question_past_what_is_filtered_out(self, page: Page, address: str) -> None:
        ready(page, address + QUESTION + "?verdict=error,warning")
        page.keyboard.press("j")
        entry = page.locator("details.mr-entry:visible").first
        assert self.current(page) == entry.get_attribute("id")
        expect(entry.locator("summary")).to_be_focused()
        page.keyboard.press("l")
        page.wait_for_url("**/questions/5/?verdict=error,warning")
        expect(page.locator("output.mr-result-count")).to_contain_text(" of 8 answers")

    def test_the_list_of_keys_and_the_switch(self, page: Page, address: str) -> None:
        ready(page, address + GROUP)
        page.keyboard.press("?")
        help_ = page.get_by_role("dialog", name="Keyboard shortcuts")
        keys = help_.locator("kbd").all_inner_texts()
        assert keys == ["j", "k", "e", "l", "h", "q", "g", "/", "?"]
        page.keyboard.press("l")  # nothing works behind it
        page.keyboard.press("s")  # of Material either
        assert page.url.endswith(GROUP)
        expect(help_).to_be_visible()
        page.keyboard.press("?")
        expect(help_).to_be_hidden()
        opener = page.get_by_role("button", name="Keyboard shortcuts")
        opener.click()
        help_.get_by_role("switch", name="Keyboard shortcuts").click()
        page.keyboard.press("Escape")
        expect(opener).to_be_focused()
        page.keyboard.press("j")
        page.keyboard.press("?")
        assert page.locator(".mr-current").count() == 0
        expect(help_).to_be_hidden()
        page.reload()
        opener.click()
        expect(help_.get_by_role("switch")).not_to_be_checked()
        help_.get_by_role("switch").check()
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        assert page.locator(".mr-current").count() == 1

    def test_it_is_silent_while_one_types(self, page: Page, address: str) -> None:
        ready(page, address + QUESTION)
        for selector in ("input[name=q]", ".mr-switcher-input", "input.md-search__input"):
            page.locator(selector).focus()
            page.keyboard.type("jklhe?/q")
            assert page.locator(selector).input_value() == "jklhe?/q"
            assert page.locator(".mr-current, dialog[open]").count() == 0

    def test_it_is_silent_with_other_keys_and_lets_tab_and_slash_be(self, page: Page, address: str) -> None:
        ready(page, address + GROUP)
        assert page.locator(".mr-mark, .mr-marks").count() == 0  # unless the site asks for marks
        for key in ("Control+j", "Alt+j", "Meta+j", "J"):
            page.keyboard.press(key)
        assert page.locator(".mr-current").count() == 0
        page.keyboard.press("j")
        page.keyboard.press("Tab")
        assert focused(page).evaluate("e => e.tagName") in {"A", "SUMMARY"}
        page.keyboard.press("/")
        expect(page.locator("input.md-search__input")).to_be_focused()
        assert page.locator("input.md-search__input").input_value() == ""


class TestInstant:
    """Material's navigation.instant: a page is replaced, the scripts live on."""

    def arrived(self, page: Page, title: str) -> None:
        """Wait for the new page, and then for its scripts: the old page's stand until it comes."""
        expect(page.locator("h1")).to_contain_text(title)
        page.locator(".mr-shortcuts-button").wait_for()

    def test_every_page_gets_its_scripts_and_keeps_no_old_ones(self, browser: Browser, instant: str) -> None:
        with quiet_page(browser, instant) as page:
            ready(page, instant + GROUP)
            page.evaluate("window.before = true")
            for url, title in (("04-minnow", "Group 4"), ("05-newt", "Group 5")):
                page.keyboard.press("l")
                page.wait_for_url(f"**/{url}/")
                self.arrived(page, title)
            page.keyboard.press("j")
            page.wait_for_url("**/05-newt/#question-1")
            assert page.locator(".mr-nav-actions").count() == 1
            assert page.locator("dialog.mr-shortcuts").count() == 1
            page.keyboard.press("q")
            page.wait_for_url("**/questions/1/#group-05-newt")
            self.arrived(page, "Question 1")
            page.get_by_role("button", name="Side by side", exact=True).click()
            page.keyboard.press("Escape")
            page.locator("input[name=verdict]").first.check(force=True)
            expect(page.locator("output.mr-result-count")).to_contain_text(" of ")
            page.keyboard.press("l")
            page.wait_for_url("**/questions/2/*")
            self.arrived(page, "Question 2")
            expect(page.locator("output.mr-result-count")).to_have_text("8 answers")
            page.go_back()
            page.wait_for_url("**/questions/1/?verdict=*")
            self.arrived(page, "Question 1")
            expect(page.locator("output.mr-result-count")).to_contain_text(" of ")
            page.keyboard.press("g")
            page.get_by_role("option").filter(has_text="Group 2").click()
            page.wait_for_url("**/02-dipper/")
            assert page.evaluate("window.before"), "the pages have been loaded as a whole"


class TestOtherThemes:
    def test_it_all_works(self, browser: Browser, plain: str) -> None:
        with quiet_page(browser, plain) as page:
            ready(page, plain + "course/index.html?find=group+4")
            expect(page.locator("output.mr-result-count")).to_have_text("1 of 8 groups")
            page.keyboard.press("?")
            expect(page.locator("dialog.mr-shortcuts")).to_be_visible()
            page.keyboard.press("Escape")
            page.keyboard.press("/")
            search = page.locator("#mkdocs-search-query, #rtd-search-form input")
            expect(search).to_be_focused()
            ready(page, plain + "groups/03-mayfly/index.html")
            page.keyboard.press("j")
            page.keyboard.press("j")
            page.keyboard.press("l")
            page.wait_for_url("**/04-minnow/index.html#question-2")
            page.locator(".mr-shortcuts-button").wait_for()
            page.keyboard.press("g")
            page.get_by_role("option").filter(has_text="Group 6").click()
            page.wait_for_url("**/06-otter/index.html#question-2")
            ready(page, plain + "course/questions/4.html")
            page.get_by_role("button", name="Collapse all", exact=True).click()
            for _ in range(2):  # the second time the address leads there already
                page.locator(".mr-plot a").first.click()
                expect(page.locator("details.mr-entry[open]")).to_have_count(1)
                page.locator("details.mr-entry[open] > summary").click()
            page.get_by_role("button", name="Side by side", exact=True).click()
            page.locator("dialog.mr-compare button.mr-zoom").first.click()
            expect(page.locator("dialog.mr-lightbox")).to_be_visible()


def test_pages_are_whole_when_the_scripts_do_not_come(loud: Page, address: str) -> None:
    loud.route("**/*.mjs*", lambda route: route.abort())
    loud.goto(address + QUESTION)
    assert loud.locator("details.mr-entry[open]").count() == 8
    expect(loud.locator("form.mr-filters")).to_be_hidden()


def test_one_feature_that_fails_takes_no_other_with_it(loud: Page, address: str) -> None:
    loud.route("**/lists.mjs*", lambda route: route.abort())
    ready(loud, address + QUESTION)
    loud.keyboard.press("j")
    assert loud.locator(".mr-current").count() == 1


def test_modules_are_small_and_say_what_they_do() -> None:
    modules = sorted((ROOT / "mkdocs_report/pages/assets/mkdocs-report").glob("*.mjs"))
    assert len(modules) > 10
    for module in modules:
        text = Path(module).read_text(encoding="utf-8")
        assert text.startswith("// "), module.name
        assert text.count("\n") <= 250, module.name
        assert "innerHTML" not in text, module.name
