"""The matrix and the overview of a course with 31 questions in Chromium: on screens, on a phone, and on paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import MARKS, quiet_page, ready, serve_quickly, wait_until
from tests.support.builds import build, project
from tests.support.paper import pdftotext, words_on_pages

pytestmark = MARKS
MATRIX, OVERVIEW = "course/matrix/", "course/"
QUESTIONS = range(1, 32)
GROUPS = [f"{a}{b}" for a in "pqrst" for b in "uvwxyz"]
ABSENT = ["zy", "zz"]
SHORT = "rw"
"""The group whose answer to question 9 is too short."""
_COVERED = """e => [...e.querySelectorAll('tbody th:first-child, thead th:first-child')].filter((th) => {
  const box = th.getBoundingClientRect(), in_head = th.closest('thead');
  const top = (query) => document.querySelector(query)?.getBoundingClientRect();
  if (box.top < Math.max(top('.md-header').bottom, in_head ? 0 : top('thead th').bottom)) return false;
  const end = Math.min(top('tfoot th')?.top ?? innerHeight, e.getBoundingClientRect().bottom);
  if (box.bottom > end) return false;
  const points = [[1, 1], [box.width - 1, 1], [box.width - 1, box.height - 1], [1, box.height - 1]];
  return points.some(([x, y]) => !th.contains(document.elementFromPoint(box.left + x, box.top + y)));
}).map((th) => th.textContent)"""
"""The names in a table that something covers."""


def question(number: int, answer: str) -> str:
    """Return a question that asks for some words, and each tenth one that asks for images alone."""
    asks = "Include at least 1 image." if number % 10 == 0 else f"Answer length: {number}-{number + 60} words."
    return f"## Question {number}\n\n> Say something about topic {number}. {asks}\n>\n> Answer:\n\n{answer}\n\n"


def answer(group: str, number: int) -> str:
    if number % 10 == 0:
        return f"![](figures/{number}.png) " + "word " * 40
    return "word " * (2 if (group, number) == (SHORT, 9) else number)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("matrix") / "course"
    head = "# Report\n\n## Checklist\n\n* [ ] Wash\n\n"
    texts = {group: head + "".join(question(n, answer(group, n)) for n in QUESTIONS) for group in GROUPS}
    report = {"publish": {"roster": "roster.csv"}, "fail_on": "never", "severity": {"image-missing": "off"}}
    project(root, texts, report=report, theme={"name": "material", "font": False, "palette": {"scheme": "default"}})
    empty = "".join(question(n, f"--- question {n} fill here ---") for n in QUESTIONS)
    (root / "template.md").write_text(head + empty)
    people = (f"{group},Student Q{n}uux\n" for n, group in enumerate([*GROUPS, *ABSENT]))
    (root / "roster.csv").write_text("group,student_1\n" + "".join(people))
    built = build(root)
    assert built.code == 0, built.log
    with serve_quickly(built.site) as url:
        yield url


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    with quiet_page(browser, site, viewport={"width": 1280, "height": 700}) as opened:
        yield opened


def shown(page: Page) -> list[str]:
    return page.locator("tbody tr:not([hidden]) th").all_inner_texts()


def test_31_questions_fit_and_the_heads_stay(page: Page, site: str) -> None:
    ready(page, site + MATRIX)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.set_viewport_size({"width": 2000, "height": 700})
    width = "document.querySelector('main > .md-grid').clientWidth"
    matrix = page.evaluate(width)
    page.get_by_role("link", name="Statistics").click()  # the theme loads it into this page
    wait_until(page, f"document.title.startsWith('Statistics') && {width} < {matrix} * 0.75")
    page.set_viewport_size({"width": 1280, "height": 700})
    ready(page, site + MATRIX)
    table = page.locator(".mr-matrix")
    cut_off = "t => [...t.querySelectorAll('td > a')].filter(a => a.scrollWidth > a.clientWidth + 1).length"
    assert table.evaluate(cut_off) == 0
    assert table.locator("thead small").all_inner_texts().count("30: \nimages") <= 1
    assert [head.endswith("images") for head in table.locator("thead small").all_inner_texts()].count(True) == 3
    for path, first in ((MATRIX, ".mr-matrix"), (OVERVIEW, ".mr-groups")):
        ready(page, site + path)
        page.locator(f"{first} tbody tr").nth(25).scroll_into_view_if_needed()
        page.mouse.wheel(0, 300)
        at_top = "e => Math.abs(e.getBoundingClientRect().top - document.querySelector('.md-header').offsetHeight) < 2"
        wait_until(page, at_top, page.locator(f"{first} thead th").first.element_handle())
        page.locator(f"{first} tbody a").nth(60).focus()
        hidden = (
            "e => e.getBoundingClientRect().top < document.querySelector('thead th').getBoundingClientRect().bottom - 1"
        )
        assert not page.locator(":focus").evaluate(hidden)


def test_on_a_phone_nothing_stands_over_the_names(browser: Browser, site: str) -> None:
    with quiet_page(browser, site, viewport={"width": 390, "height": 844}) as page:
        for path in (MATRIX, OVERVIEW):
            ready(page, site + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
            scroll = page.locator(".mr-scroll--tall")
            scroll.scroll_into_view_if_needed()
            scroll.evaluate("e => e.scrollTo(250, 300)")
            assert scroll.evaluate(_COVERED) == []
            left = "e => e.querySelector('tbody th').getBoundingClientRect().left - e.getBoundingClientRect().left"
            assert abs(scroll.evaluate(left)) < 1


def test_rows_are_found_and_sorted_by_what_a_question_asks_for(page: Page, site: str) -> None:
    ready(page, site + MATRIX)
    assert len(shown(page)) == len(GROUPS) + len(ABSENT)
    page.get_by_role("button", name="9: words", exact=True).click()
    page.get_by_role("button", name="9: words", exact=True).click()
    assert shown(page)[0] == SHORT
    assert shown(page)[-2:] == ABSENT
    expect(page).to_have_url(f"{site}{MATRIX}?sort=question-9&dir=asc")
    page.get_by_role("button", name="Errors").click()
    assert shown(page)[0] == SHORT
    page.locator(".mr-chip", has_text="no report").click()
    assert shown(page) == ABSENT
    expect(page.locator("tbody tr:not([hidden]) td[colspan]")).to_have_text(["no report: No report was found."] * 2)
    page.locator(".mr-chip", has_text="no report").click()
    page.get_by_role("searchbox", name="Find a group").fill("su")
    expect(page.locator("tbody tr:not([hidden])")).to_have_count(1)


def test_the_heat_map_is_a_choice_that_the_address_keeps(page: Page, site: str) -> None:
    ready(page, site + MATRIX)
    cell = page.locator(f"tr:has-text('{SHORT}') td:nth-child(11)")
    background = "e => getComputedStyle(e).backgroundColor"
    before = cell.evaluate(background)
    page.locator(".mr-chip", has_text="limits").click()
    expect(page).to_have_url(f"{site}{MATRIX}?colours=limits")
    after = cell.evaluate(background)
    assert before != after
    ready(page, f"{site}{MATRIX}?colours=limits")
    expect(page.get_by_role("radio", name="limits")).to_be_checked()
    assert cell.evaluate(background) == after
    expect(page.locator(".mr-legend--limits")).to_be_visible()
    expect(page.locator(".mr-legend--verdicts")).to_be_hidden()
    page.get_by_role("radio", name="limits").focus()
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(f"{site}{MATRIX}")


def test_forced_colours_show_the_chosen_filter_and_the_bars(browser: Browser, site: str) -> None:
    with quiet_page(browser, site, forced_colors="active") as page:
        colour = "e => getComputedStyle(e).backgroundColor"
        for path in (MATRIX, OVERVIEW):
            ready(page, f"{site}{path}?verdict=error")
            chosen, other = page.locator(".mr-chip--error"), page.locator(".mr-chip--no-report")
            assert chosen.evaluate(colour) != other.evaluate(colour)
            assert chosen.locator(".mr-verdict").evaluate("e => getComputedStyle(e).color") != chosen.evaluate(colour)
        canvas = page.locator("body").evaluate(colour)
        parts = page.locator(".mr-tally-bar > i:not(.mr-no-report)")
        assert all(part.evaluate(colour) not in {canvas, "rgba(0, 0, 0, 0)"} for part in parts.all())
        expect(page.locator(".mr-tally-bar").first).to_have_css("outline-style", "solid")
        ready(page, site + "course/findings/")
        arrow = page.locator("details.mr-rule > summary").first
        assert arrow.evaluate("e => getComputedStyle(e, '::after').backgroundColor") != canvas


@pdftotext
@pytest.mark.parametrize("path", [MATRIX, OVERVIEW])
def test_paper_has_every_column_and_no_page_with_one_line(page: Page, site: str, tmp_path: Path, path: str) -> None:
    ready(page, site + path)
    for paper, landscape in (("A4", True), ("A4", False), ("A3", True)):
        sheets = words_on_pages(page.pdf(format=paper, landscape=landscape), tmp_path)
        words = [Counter(word for word, _, _ in sheet) for sheet in sheets]
        assert all(right <= 1 for sheet in sheets for _, right, _ in sheet)
        rows = [sum(name in each for name in (*GROUPS, *ABSENT)) for each in words]
        assert sum(rows) == len(GROUPS) + len(ABSENT)
        assert min(rows) >= 4, rows
        assert all(max(low for _, _, low in sheet) > 0.75 for sheet in sheets[:-1])
        if path == MATRIX:
            for number in {*QUESTIONS} - {1, 9, 10, 20, 30}:  # in a cell of each group, and in the head of each page
                assert sum(each[str(number)] for each in words) == len(GROUPS) + len(words), number
            assert all(each["30"] == 1 and each["images"] == 3 for each in words)
        else:
            assert all(each["Checklist"] == 1 for each in words)
            assert sum(each["0/1"] for each in words) == len(GROUPS)
