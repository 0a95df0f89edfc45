"""The page of a question in a real browser: its first screen, order, search, filters, and the comparison."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.accessibility import WCAG, violations
from tests.support.browser import MARKS, ready

pytestmark = MARKS
QUESTION = "course/questions/3/"
TITLES = "details.mr-entry:not([hidden]) > summary bdi"
FOUND = """() => [...(CSS.highlights.get("mr-match") ?? [])].map((found) => {
  const range = new Range();
  range.setStart(found.startContainer, found.startOffset);
  range.setEnd(found.endContainer, found.endOffset);
  return range.toString();
})"""


@pytest.fixture(scope="module")
def address(courses: str) -> str:
    return courses


def test_the_first_answer_is_on_the_first_screen(page: Page, address: str) -> None:
    for question in ("course/questions/3/", "course/questions/4/", "myths/questions/2/"):
        page.set_viewport_size({"width": 1280, "height": 800})
        ready(page, address + question)
        prompt = page.locator("article > details.mr-task")
        for width, height in ((1280, 800), (390, 844)):
            page.set_viewport_size({"width": width, "height": height})
            title = page.locator("details.mr-entry h3").first.bounding_box()
            assert title
            assert title["y"] + title["height"] < height - 40
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert prompt.locator("summary").inner_text()
            prompt.locator("summary").click()
            assert prompt.locator(":scope > :not(summary)").first.is_visible()
            prompt.locator("summary").click()


def test_answers_are_sorted_by_their_columns(page: Page, address: str) -> None:
    ready(page, address + QUESTION)
    titles = page.locator(TITLES)
    given = titles.all_text_contents()
    order = page.get_by_role("group", name="Sort by")
    words = order.get_by_role("button", name=re.compile("Words"))
    numbers = "all => all.map(entry => Number(entry.dataset.words))"
    entries = page.locator("details.mr-entry[data-words]")
    words.click()
    most = entries.evaluate_all(numbers)
    assert most == sorted(most, reverse=True)
    expect(words).to_have_accessible_name("Words, descending")
    assert page.url.endswith("?sort=words&dir=desc")
    page.reload()
    expect(words).to_have_accessible_name("Words, descending")
    assert entries.evaluate_all(numbers) == most
    words.click()
    assert entries.evaluate_all(numbers) == sorted(most)
    order.get_by_role("button", name="Verdict").click()
    ranks = [
        ["unanswered", "error", "warning", "passed"].index(each.get_attribute("data-verdict") or "")
        for each in page.locator("details.mr-entry").all()
    ]
    assert ranks == sorted(ranks)
    group = order.get_by_role("button", name="Group")
    group.click()
    group.click()
    assert titles.all_text_contents() == sorted(given, reverse=True)
    group.click()
    assert titles.all_text_contents() == given
    assert page.url.endswith(QUESTION)


def test_columns_are_aligned(page: Page, address: str) -> None:
    ready(page, address + "course/questions/4/")
    page.get_by_role("button", name="Collapse all", exact=True).click()
    rows = page.locator("details.mr-entry > summary").evaluate_all(
        "all => all.map(row => [...row.children].map(each => Math.round(each.getBoundingClientRect().left)))"
    )
    heads = page.locator(".mr-order > span").evaluate_all(
        "all => all.map(each => Math.round(each.getBoundingClientRect().left))"
    )
    assert len(rows) == 8
    assert all(row == rows[0] for row in rows)
    assert all(abs(head - column) <= 1 for head, column in zip(heads, rows[0], strict=True))


def test_a_search_marks_what_it_finds_and_shows_it_in_context(page: Page, address: str) -> None:
    ready(page, address + QUESTION)
    page.locator("details.mr-entry > summary").nth(1).click()  # closed by the reader
    field = page.get_by_role("searchbox", name="Find in the answers")
    field.fill("RÍVER the")
    expect(page.locator("output.mr-result-count")).to_contain_text(" of 8")
    shown = page.locator("details.mr-entry:not([hidden])")
    assert page.locator("details.mr-entry[open]").count() == 0
    expect(shown.locator(".mr-context").first).to_contain_text(re.compile("river", re.I))
    marked = shown.locator(".mr-context mark").all_text_contents()
    assert {each.lower() for each in marked} == {"river", "the"}
    found = page.evaluate(FOUND)
    assert {each.lower() for each in found} == {"river", "the"}
    assert violations(page, WCAG, {"include": [[".mr-entries"]]}) == []
    field.press("Enter")
    expect(shown.first.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(shown.first).to_have_attribute("open", "")
    field.fill("")
    expect(page.locator(".mr-context")).to_have_count(0)
    assert page.evaluate(FOUND) == []
    assert page.locator("details.mr-entry:not([open])").count() == 1  # as before the search


def test_answers_with_one_problem(page: Page, address: str) -> None:
    ready(page, address + QUESTION)
    problems = page.get_by_role("combobox", name="Problem")
    name = problems.locator("option").nth(1).inner_text()
    problems.select_option(index=1)
    rule = page.url.rpartition("=")[2]
    assert name.startswith(rule.replace("-", " "))
    shown = page.locator("details.mr-entry:not([hidden])")
    expect(shown).to_have_count(int(name.rpartition("(")[2].rstrip(")")))
    for entry in shown.all():
        expect(entry.locator(".mr-entry-findings code", has_text=rule)).to_have_count(1)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("course/findings/?group=99-gone", "Group “99-gone” is not on this page. The list is not filtered by it."),
        (f"{QUESTION}?rule=gone", "Rule “gone” is not on this page. The list is not filtered by it."),
        (f"{QUESTION}?left=06-otter&right=gone", "“gone”: no answer of this group on this page."),
        (f"{QUESTION}?left=99-gone&right=04-minnow", "“99-gone”: no answer of this group on this page."),
    ],
)
def test_an_address_with_something_that_is_gone_says_so(page: Page, address: str, path: str, text: str) -> None:
    ready(page, address + path)
    expect(page.get_by_text(text)).to_be_visible()
    if "left=06-otter" in path:
        assert [each[-1] for each in page.locator("dialog.mr-compare option:checked").all_text_contents()] == ["6", "7"]


class TestSideBySide:
    def groups(self, page: Page) -> list[str]:
        return [
            each.rpartition(" ")[2] for each in page.locator("dialog.mr-compare option:checked").all_text_contents()
        ]

    def test_no_group_is_shown_twice(self, page: Page, address: str) -> None:
        ready(page, address + QUESTION + "?left=01-kingfisher&right=01-kingfisher")
        assert self.groups(page) == ["1", "2"]
        seen = []
        for _ in range(7):
            page.get_by_role("button", name="Next group on the left").click()
            seen.append(self.groups(page)[0])
        assert seen == ["3", "4", "5", "6", "7", "8", "1"]
        page.get_by_label("Group on the left", exact=True).select_option("02-dipper")
        assert self.groups(page) == ["2", "1"]
        page.get_by_role("region", name="Answer on the left").focus()
        page.keyboard.press("k")
        assert self.groups(page) == ["8", "1"]
        page.get_by_role("button", name="Next group on the right").focus()
        page.keyboard.press("j")
        assert self.groups(page) == ["8", "2"]

    def test_it_follows_the_filter_and_the_order_below_the_prompt(self, page: Page, address: str) -> None:
        ready(page, address + QUESTION + "?verdict=warning,error&sort=words")
        order = page.locator(TITLES).all_text_contents()
        assert 2 < len(order) < 8
        page.get_by_role("button", name="Side by side", exact=True).click()
        seen = [self.groups(page)[1]]
        for _ in order[2:]:
            page.get_by_role("button", name="Next group on the right").click()
            seen.append(self.groups(page)[1])
        assert [f"Group {number}" for number in (self.groups(page)[0], *seen)] == order
        prompt = page.locator("dialog.mr-compare details.mr-task")
        expect(prompt).to_be_visible()
        prompt.locator("summary").click()
        assert prompt.bounding_box()["y"] < page.locator(".mr-compare-columns").bounding_box()["y"]  # type: ignore[index]
        assert violations(page, WCAG, {"include": [["dialog.mr-compare"]]}) == []


def test_next_and_previous_keep_the_filter_and_the_order(page: Page, address: str) -> None:
    ready(page, address + QUESTION + "?verdict=error&sort=words&dir=asc&find=the")
    page.locator(".mr-pager a[rel=next]").first.click()
    page.wait_for_url("**/questions/4/?verdict=error&sort=words&dir=asc")
    page.locator(".mr-shortcuts-button").wait_for(state="attached")
    expect(page.locator("output.mr-result-count")).to_contain_text(" of ")
    page.go_back()
    page.wait_for_url("**/questions/3/?*")
    page.locator(".mr-shortcuts-button").wait_for(state="attached")
    page.keyboard.press("h")
    page.wait_for_url("**/questions/2/?verdict=error&sort=words&dir=asc")


def test_from_a_list_to_its_next_group(page: Page, address: str) -> None:
    ready(page, address + "course/?sort=words")
    order = page.locator("tr[data-item] > th > a").all_text_contents()
    page.get_by_role("link", name=order[1], exact=True).click()
    page.wait_for_url("**/groups/*/")
    pager = page.get_by_role("navigation", name="Neighbouring groups")
    expect(pager).to_contain_text("2 of 8 in your list")
    expect(pager.locator("a[rel=prev]")).to_have_text(order[0])
    expect(pager.locator("a[rel=next]")).to_have_text(order[2])
    page.locator(".mr-shortcuts-button").wait_for(state="attached")
    page.keyboard.press("l")
    expect(page.locator("h1")).to_contain_text(order[2])
    expect(pager).to_contain_text("3 of 8 in your list")
    pager.get_by_role("button", name="All groups").click()
    number = int(order[2].rpartition(" ")[2])
    expect(pager.get_by_role("link").first).to_have_text(f"Group {number - 1 or 2}")
    page.go_back()
    page.go_back()
    page.wait_for_url("**/course/?sort=words")


def test_on_paper_the_whole_prompt(page: Page, address: str) -> None:
    ready(page, address + QUESTION)
    page.emulate_media(media="print")
    assert page.locator("article > details.mr-task > :not(summary)").first.is_visible()
    assert not page.locator(".mr-filters").is_visible()
    # an answer may start at the foot of a page
    assert page.locator("details.mr-entry").first.evaluate("entry => getComputedStyle(entry).breakInside") == "auto"
