"""Long pages in a real browser: what is out of sight is laid out late, and yet found, reached and printed."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from benchmarks.courses import DEMO, make_course
from tests.support.browser import MARKS, quiet_page, ready, serve_quickly, wait_until
from tests.support.builds import build

pytestmark = MARKS
QUESTION, FINDINGS, IMAGES = "course/questions/4/", "course/findings/", "course/images/"
GROUPS, WORD = 64, "zymurgy"
LAID_OUT = "e => e.checkVisibility({ contentVisibilityAuto: true })"
ANSWERS = "details.mr-entry > .mr-answer"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo's groups again and again, many just begun; an answer of one of the last has a word that no other has."""
    root = tmp_path_factory.mktemp("large") / "course"
    make_course(root, GROUPS, DEMO, [str(DEMO / "TEMPLATE.md")])
    groups = root / "docs" / "groups"
    for folder in (*groups.glob("02-*"), *groups.glob("03-*")):
        shutil.copy(groups / "05-newt" / "README.md", folder)
    report = groups / "06-otter-7" / "README.md"
    text = report.read_text(encoding="utf-8")
    parts = re.split(r"(?m)^(### Question 5.*)$", text)
    assert len(parts) == 3
    report.write_text(f"{parts[0].rstrip()}\n\n{WORD.capitalize()} is done here.\n\n{parts[1]}{parts[2]}", "utf-8")
    assert build(root, "-q").code == 0
    with serve_quickly(root / "site") as url:
        yield url


def test_find_in_page_finds_what_is_out_of_sight(page: Page, address: str) -> None:
    ready(page, address + QUESTION)
    answer = page.locator(ANSWERS, has_text=WORD)
    expect(answer).to_have_count(1)
    assert not answer.evaluate(LAID_OUT)
    assert page.evaluate("word => window.find(word)", WORD)
    expect(answer).to_be_in_viewport()
    assert answer.evaluate(LAID_OUT)


@pytest.mark.parametrize("path", [QUESTION, "groups/01-kingfisher/"])
def test_a_change_in_an_answer_has_little_of_the_page_styled_anew(browser: Browser, address: str, path: str) -> None:
    """Material adds a button to each code block, and reads a width: 40 ms if all of the page is styled anew."""
    with quiet_page(browser, address) as page:
        ready(page, address + path)
        browser.start_tracing(page=page, categories=["devtools.timeline"])
        page.evaluate(
            """() => {
              const answer = document.querySelector(".mr-answer p");
              answer.id = "changed";
              answer.append(document.createElement("button"));
              return answer.clientWidth;
            }"""
        )
        events = json.loads(browser.stop_tracing())["traceEvents"]
        styled = [event["args"]["elementCount"] for event in events if event["name"] == "UpdateLayoutTree"]
        assert 0 < sum(styled) < 40


@pytest.mark.parametrize(
    ("width", "groups"), [(390, ("06-otter-4", "01-kingfisher")), (1440, ("04-minnow-3", "08-lamprey-5"))]
)
def test_links_to_answers_lead_to_their_heads(
    browser: Browser, address: str, width: int, groups: tuple[str, str]
) -> None:
    with quiet_page(browser, address, viewport={"width": width, "height": 800}) as page:
        at = "e => Math.abs(e.getBoundingClientRect().top - parseFloat(getComputedStyle(e).scrollMarginTop)) < 2"
        ready(page, f"{address}{QUESTION}#group-{groups[0]}")
        for group in (*groups, groups[0]):
            page.evaluate("hash => { location.hash = hash }", f"group-{group}")
            entry = page.locator(f"#group-{group}")
            wait_until(page, at, entry.element_handle())
            page.evaluate("new Promise(done => setTimeout(done, 300))")  # and it stays there
            assert entry.evaluate(at), group


def test_a_reader_who_moves_on_is_let_go(page: Page, address: str) -> None:
    ready(page, f"{address}{QUESTION}#group-06-otter-4")
    page.mouse.move(700, 400)
    page.mouse.wheel(0, 3000)
    wait_until(page, "document.querySelector('#group-06-otter-4').getBoundingClientRect().top < -1000")


def test_what_else_scrolls_the_page_is_not_held_up(page: Page, address: str) -> None:
    ready(page, address + QUESTION)
    page.keyboard.press("j")
    page.evaluate("document.getElementById('group-04-minnow').scrollIntoView()")  # at once, as by the scrollbar
    page.evaluate("new Promise(done => setTimeout(done, 300))")
    expect(page.locator("#group-04-minnow")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        (QUESTION, ANSWERS),
        (FINDINGS, ".mr-findings-chunk table"),
        (IMAGES, ".mr-gallery-item"),
        ("course/", ".mr-strip a"),
    ],
)
def test_on_paper_everything_is_laid_out(page: Page, address: str, path: str, parts: str) -> None:
    ready(page, address + path)
    every = f"parts => [...document.querySelectorAll(parts)].every({LAID_OUT})"
    assert not page.evaluate(every, parts)
    page.emulate_media(media="print")
    wait_until(page, every, parts)


def test_all_folded_and_unfolded_again(page: Page, address: str) -> None:
    ready(page, address + QUESTION)
    page.get_by_role("button", name="Collapse all", exact=True).click()
    heights = page.locator("details.mr-entry").evaluate_all("all => all.map(e => e.offsetHeight)")
    assert max(heights) < 80  # no room is kept for what is folded
    page.get_by_role("button", name="Expand all", exact=True).click()
    heights = page.locator("details.mr-entry").evaluate_all("all => all.map(e => e.offsetHeight)")
    assert min(heights) > 80


class TestFindings:
    """A row for each rule, which opens; long lists of findings come in tables of fifty rows."""

    def test_one_head_over_all_tables_of_a_rule(self, page: Page, address: str) -> None:
        ready(page, address + FINDINGS)
        section = page.locator("[data-section]:has([data-chunk] ~ [data-chunk])").first
        section.locator("summary").click()
        parts = section.locator("[data-chunk]")
        heads = "all => all.map(e => e.tHead.offsetHeight > 10)"
        tables = section.locator("table")
        for table in tables.all():
            table.scroll_into_view_if_needed()
            widths = table.locator("tbody tr").first.locator("th, td").evaluate_all("a => a.map(e => e.offsetWidth)")
            first = tables.first.locator("tbody tr").first.locator("th, td")
            assert widths == first.evaluate_all("a => a.map(e => e.offsetWidth)")
        assert tables.evaluate_all(heads) == [True] + [False] * (tables.count() - 1)
        parts.first.evaluate("e => { e.hidden = true }")  # as a filter does
        parts.nth(1).scroll_into_view_if_needed()
        assert tables.evaluate_all(heads)[:2] == [False, True]

    def test_a_filter_shows_what_it_tells(self, page: Page, address: str) -> None:
        ready(page, address + FINDINGS)
        told = page.locator("output.mr-result-count")
        every = page.locator("tr[data-item]").count()
        assert every > 300
        expect(told).to_have_text(f"{every:,} findings")
        fits = "(all, word) => all.filter(e => e.textContent.toLowerCase().includes(word)).length"
        number = page.locator("tr[data-item]").evaluate_all(fits, "words")
        assert 0 < number < every
        page.locator("input[name=q]").press_sequentially("words")  # each key before the one before it is done with
        expect(told).to_have_text(f"{number:,} of {every:,} findings")
        shown = page.locator("tr[data-item]:not([hidden])")
        expect(shown).to_have_count(number)
        empty = ":is([data-section], [data-chunk]):not([hidden]):not(:has([data-item]:not([hidden])))"
        expect(page.locator(empty)).to_have_count(0)
        page.locator("input[name=q]").fill("no finding has this")
        expect(shown).to_have_count(0)
        expect(page.locator(".mr-no-matches")).to_be_visible()
        page.locator(".mr-no-matches button").click()
        expect(shown).to_have_count(every)
        expect(page.locator(":is([data-section], [data-chunk])[hidden]")).to_have_count(0)

    def test_a_filter_opens_what_it_finds_as_long_as_it_holds(self, page: Page, address: str) -> None:
        ready(page, address + FINDINGS)
        rules, opened = page.locator("details[data-section]"), page.locator("details[data-section][open]")
        expect(opened).to_have_count(0)
        expect(rules.nth(7)).to_be_in_viewport()  # a row for each
        rules.nth(1).locator("summary").click()
        page.locator("select[name=severity]").select_option("error")
        errors = page.locator("details[data-section]:has([data-severity=error])")
        expect(page.locator("details[data-section][open]:not([hidden])")).to_have_count(errors.count())
        page.locator("select[name=severity]").select_option("")
        expect(opened).to_have_count(1)
        expect(rules.nth(1)).to_have_attribute("open", "")

    @pytest.mark.parametrize("viewport", [{"width": 1280, "height": 720}, {"width": 390, "height": 844}])
    def test_an_address_shows_its_result_on_the_first_screen(
        self, browser: Browser, address: str, viewport: ViewportSize
    ) -> None:
        with quiet_page(browser, address, viewport=viewport) as page:
            ready(page, address + FINDINGS + "?rule=too-few-images&severity=error")
            shown = page.locator("tr[data-item]:not([hidden])")
            assert shown.count() == page.locator("[data-rule=too-few-images] tr[data-severity=error]").count() > 0
            expect(shown.first).to_be_in_viewport()
            page.goto("about:blank")
            ready(page, address + FINDINGS + "#rule-unanswered")
            expect(page.locator("#rule-unanswered tr[data-item]").first).to_be_in_viewport()
