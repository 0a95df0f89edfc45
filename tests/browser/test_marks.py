"""Marks of an examiner, in a real browser: kept, counted, exported, imported, deleted, and never sent."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.accessibility import WCAG, violations
from tests.support.browser import MARKS, ROOT, build_demo, groups_of_the_demo, late_modules, quiet_page, serve_quickly

pytestmark = MARKS
GROUP, QUESTION, OVERVIEW = "groups/03-mayfly/", "course/questions/4/", "course/"
NOTE = '=HYPERLINK("x")\nSecond line, "quoted"; =1+1\n'


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("marks")
    report = {"templates": [str(ROOT / "docs/groups/TEMPLATE.md")], "fail_on": "never", "marks": True}
    config = {
        "site_name": "Stream Survey",
        "docs_dir": str(groups_of_the_demo(folder / "docs")),
        "theme": {"name": "material", "font": False, "custom_dir": str(ROOT / "overrides")},
        "plugins": ["search", {"report": report}],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config))
    build_demo(folder / "site", folder / "mkdocs.yml")
    with serve_quickly(folder / "site") as url:
        yield url


def row(page: Page, question: int) -> Locator:
    return page.locator(f"[data-question=question-{question}] .mr-mark")


def open_group(page: Page, address: str, path: str = GROUP) -> None:
    page.goto(address + path)
    page.locator(".mr-shortcuts-button").wait_for()


def mark(page: Page, question: int, score: str, comment: str) -> None:
    row(page, question).get_by_label("Reviewed").check()
    row(page, question).get_by_label("Score").fill(score)
    row(page, question).get_by_label("Comment").fill(comment)
    row(page, question).get_by_label("Comment").blur()


def kept(page: Page) -> dict[str, Any]:
    stored: dict[str, Any] = page.evaluate(
        "Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('mkdocs-report.marks')))"
    )
    assert len(stored) <= 1
    return {key: json.loads(value) for key, value in stored.items()}


def export(page: Page, kind: str, to: Path) -> Path:
    with page.expect_download() as started:
        page.get_by_role("button", name=f"Export {kind}").click()
    file = to / started.value.suggested_filename
    started.value.save_as(file)
    return file


def give(page: Page, file: Path) -> Locator:
    page.locator(".mr-marks input[type=file]").set_input_files(file)
    return page.locator(".mr-marks-status")


def test_a_mark_is_kept_counted_and_seen_on_every_page(page: Page, address: str) -> None:
    open_group(page, address)
    expect(page.locator(".mr-marks-count")).to_have_text("0 of 12 reviewed")
    mark(page, 4, "7.5", NOTE)
    expect(page.locator(".mr-marks-count")).to_have_text("1 of 12 reviewed")
    expect(page.locator("#question-4 .mr-reviewed")).to_be_visible()
    [(key, groups)] = kept(page).items()
    assert key == "mkdocs-report.marks:/course/"
    at = groups["03-mayfly"]["question-4"].pop("at")
    assert at.endswith("Z")
    assert groups == {"03-mayfly": {"question-4": {"reviewed": True, "score": 7.5, "comment": NOTE}}}
    open_group(page, address, QUESTION)
    entry = page.locator("details.mr-entry[data-group='03-mayfly']")
    expect(entry.locator("summary .mr-reviewed")).to_be_visible()
    expect(entry.get_by_label("Comment")).to_have_value(NOTE)
    entry.get_by_label("Score").fill("")
    entry.get_by_label("Reviewed").uncheck()
    expect(entry.locator("summary .mr-reviewed")).to_be_hidden()
    open_group(page, address, OVERVIEW)
    expect(page.locator(".mr-marks-count")).to_have_text("0 of 96 reviewed")
    assert late_modules(page) == []


def test_a_comment_grows_a_number_stays_while_it_is_typed_and_neither_is_lost(page: Page, address: str) -> None:
    open_group(page, address)
    comment = row(page, 4).get_by_label("Comment")
    before = comment.bounding_box()
    comment.fill("one\ntwo\nthree\nfour")
    after = comment.bounding_box()
    assert before
    assert after
    assert after["height"] > before["height"] * 2
    score = row(page, 4).get_by_label("Score")
    score.press_sequentially("1.50", delay=400)  # longer than the pause after which it is kept
    assert score.input_value() == "1.50"
    comment.focus()
    page.keyboard.type("j?")  # no shortcuts
    assert comment.input_value().endswith("fourj?")
    row(page, 4).get_by_label("Reviewed").check()
    page.keyboard.press("j")
    expect(page.locator("#question-5")).to_be_focused()
    row(page, 5).get_by_label("Comment").fill("half a sentence")
    page.goto(f"{address}groups/04-minnow/")  # before the pause, and while the field has the focus
    [groups] = kept(page).values()
    assert groups["03-mayfly"]["question-5"]["comment"] == "half a sentence"


def test_exported_deleted_and_imported_again(page: Page, address: str, tmp_path: Path) -> None:
    open_group(page, address)
    mark(page, 4, "-2", NOTE)
    mark(page, 5, "", "'=kept as it is")
    row(page, 6).get_by_label("Score").fill("3")
    row(page, 6).get_by_label("Score").blur()
    before = kept(page)
    remove = page.get_by_role("button", name="Delete all marks").first
    ask = page.get_by_role("alertdialog")
    remove.click()
    assert violations(page, WCAG, {"include": [[".mr-marks"], [".mr-mark"], ["dialog[open]"]]}) == []
    page.keyboard.press("Escape")
    for kind in ("CSV", "JSON"):
        file = export(page, kind, tmp_path)
        remove.click()
        page.keyboard.press("Escape")
        expect(remove).to_be_focused()
        assert kept(page) == before
        remove.click()
        ask.get_by_role("button", name="Delete all marks").click()
        expect(page.locator(".mr-marks-count")).to_have_text("0 of 12 reviewed")
        expect(row(page, 4).get_by_label("Comment")).to_have_value("")
        assert kept(page) == {}
        expect(give(page, file)).to_have_text(f"Imported 3 of 3 marks from {file.name}.")
        assert kept(page) == before
        expect(page.locator(".mr-marks-count")).to_have_text("2 of 12 reviewed")
        expect(row(page, 4).get_by_label("Comment")).to_have_value(NOTE)
    raw = (tmp_path / "marks.csv").read_bytes().decode()
    assert raw.startswith("group,question,reviewed,score,comment,at\r\n")
    with (tmp_path / "marks.csv").open(newline="", encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    assert [row["reviewed"] for row in rows] == ["yes", "yes", "no"]
    assert rows[0]["score"] == "'-2"
    assert rows[0]["comment"] == "'" + NOTE
    assert not any(value.startswith(("=", "+", "-", "@", "\t")) for row in rows for value in row.values())


def test_of_two_marks_the_newer_stays(page: Page, address: str, tmp_path: Path) -> None:
    open_group(page, address)
    mark(page, 4, "5", "mine")
    file = tmp_path / "theirs.csv"
    file.write_text(
        "\ufeffgroup;question;reviewed;score;comment;at\r\n"
        "03-mayfly;question-4;yes;1;old;2020-01-01T00:00:00Z\r\n"
        '03-mayfly;question-5;x;2,5;"new; and long";2999-01-01T00:00:00Z\r\n',
        encoding="utf-8",
    )
    expect(give(page, file)).to_contain_text("Imported 1 of 2 marks")
    expect(row(page, 4).get_by_label("Comment")).to_have_value("mine")
    expect(row(page, 5).get_by_label("Comment")).to_have_value("new; and long")
    expect(row(page, 5).get_by_label("Score")).to_have_value("2.5")


BAD = (
    ("", "Column “group” is missing"),
    ("{", "neither CSV nor JSON"),
    ("[1, 2]", "must contain an object of groups"),
    ('{"a": {"b": {"reviewed": "yes"}}}', "“reviewed” must be"),
    ('{"a": {"b": {"score": "9"}}}', "the score must be a number"),
    ("name,score\nx,1\n", "Column “group” is missing"),
    ('group,question,comment\na,b,"open\n', "not closed"),
    ("group,question,at\na,b,yesterday\n", "“at” must be a date"),
    ("group,question,score\na,b,good\n", "Row 2: the score must be a number"),
)
"""Files that hold no marks, and what is said of each; no two neighbours have the same message."""


def test_a_bad_file_is_refused_and_nothing_is_lost(page: Page, address: str, tmp_path: Path) -> None:
    open_group(page, address)
    mark(page, 4, "5", "mine")
    before = kept(page)
    for number, (text, message) in enumerate(BAD):
        file = tmp_path / f"bad-{number}.csv"
        file.write_text(text, encoding="utf-8")
        told = give(page, file)
        expect(told).to_contain_text(message)
        expect(told).to_contain_text("Your marks have not changed.")
        assert kept(page) == before


def test_strange_names_are_only_names(page: Page, address: str, tmp_path: Path) -> None:
    open_group(page, address)
    file = tmp_path / "strange.json"
    file.write_text('{"__proto__": {"constructor": {"reviewed": true}}}')
    expect(give(page, file)).to_contain_text("Imported 1 of 1 mark")
    assert page.evaluate("({}).constructor === Object && ({}).reviewed === undefined")
    [groups] = kept(page).values()
    assert list(groups) == ["__proto__"]
    assert "__proto__,constructor,yes" in export(page, "CSV", tmp_path).read_text()


def test_two_tabs_know_of_each_other(browser: Browser, address: str) -> None:
    with quiet_page(browser, address) as page:
        other = page.context.new_page()
        open_group(page, address)
        open_group(other, address, QUESTION)
        mark(page, 4, "5", "from the first tab")
        entry = other.locator("details.mr-entry[data-group='03-mayfly']")
        expect(entry.get_by_label("Comment")).to_have_value("from the first tab")
        otter = other.locator("details.mr-entry[data-group='06-otter']")
        otter.get_by_label("Reviewed").check()
        mark(page, 5, "6", "again")
        [groups] = kept(page).values()
        assert {(group, question) for group, marks in groups.items() for question in marks} == {
            ("03-mayfly", "question-4"),
            ("03-mayfly", "question-5"),
            ("06-otter", "question-4"),
        }


FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
CLOSED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"


@pytest.mark.parametrize(("broken", "message"), [(FULL, "is full"), (CLOSED, "does not allow storage")])
def test_a_browser_that_keeps_nothing_is_told_of(page: Page, address: str, broken: str, message: str) -> None:
    open_group(page, address)  # before it breaks: Material's own scripts need a storage
    page.evaluate(f"() => {{ {broken} }}")
    mark(page, 4, "5", "mine")
    expect(page.locator(".mr-toast--error")).to_contain_text("The mark could not be saved.")
    expect(page.locator(".mr-toast--error")).to_contain_text(message)
    expect(page.locator(".mr-marks-count")).to_have_text("1 of 12 reviewed")
    expect(row(page, 4).get_by_label("Comment")).to_have_value("mine")


def test_side_by_side_each_answer_has_its_marks(page: Page, address: str) -> None:
    open_group(page, address, f"{QUESTION}?left=03-mayfly&right=04-minnow")
    rows = page.locator("dialog.mr-compare .mr-mark")
    expect(rows).to_have_count(2)
    expect(rows.first).to_have_accessible_name("Mark: Group 3")
    assert page.locator("dialog.mr-compare .mr-compare-body .mr-mark").count() == 0
    rows.first.get_by_label("Score").fill("7")
    page.get_by_role("button", name="Next group on the left").click()  # before the pause after which it is saved
    expect(rows.first.get_by_label("Score")).to_have_value("")
    page.get_by_role("button", name="Previous group on the left").click()
    expect(rows.first.get_by_label("Score")).to_have_value("7")
    page.keyboard.press("Escape")
    expect(page.locator("[data-group='03-mayfly'] .mr-answer .mr-mark").get_by_label("Score")).to_have_value("7")
