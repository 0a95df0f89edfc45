"""The pages of checklist, figures, findings and statistics: whole builds, looked at page by page."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import pytest

from tests.pages.test_pages import CLEAN, NO_CHECKLIST, WASH, filled, ticked
from tests.support.builds import Built, build, numbered, project
from tests.support.reports import TEMPLATE, fill

pytestmark = pytest.mark.slow

NAMES = ("checklist", "images", "findings", "statistics")
GROUPS = {
    "one": ticked(fill(q2="Too short."), WASH, CLEAN),
    "two": fill(
        q1="8",
        q3="The loaf is quite flat.\n\n![a](figures/loaf.png) ![b](./figures/loaf.png)",
        q4="Wait.\n\n![c](figures/gone.png)",
    ),
    "three": fill(q1="9", q4="--- question 4 fill here ---"),
}
HOSTILE = "<script>alert(1)</script>{{ 7*7 }}\"'><img src=x onerror=alert(1)>"


def address(name: str) -> str:
    return f"course/{name}/index.html"


def text(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def of_the_page(built: Built, name: str) -> Any:
    """Return a page without the theme around it."""
    tree = built.page(address(name))
    return tree.xpath("//h1/parent::*")[0]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(project(tmp_path_factory.mktemp("data") / "project", GROUPS))


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_pages_are_complete_in_every_theme(tmp_path: Path, theme: str) -> None:
    done = build(project(tmp_path, GROUPS, theme={"name": theme}))
    assert done.code == 0, done.log
    for name, expected in {
        "checklist": "22 % of all boxes are ticked: 2 of 9",
        "images": "3 images from 3 groups",
        "findings": "3 findings from 3 rules",
        "statistics": "Words per question",
    }.items():
        page = of_the_page(done, name)
        assert expected in text(page)
        assert not page.xpath(".//script")
        ids = page.xpath(".//@id")
        assert len(ids) == len(set(ids))
        current = done.page(address(name)).xpath("//nav[contains(@class, 'mr-course-nav')]//a[@aria-current='page']")
        assert [text(each) for each in current] == [name.capitalize()]


@pytest.mark.parametrize("directories", [True, False])
def test_every_link_leads_somewhere(tmp_path: Path, directories: bool) -> None:
    extra = "\n### Question 9\n\n![own](figures/loaf.png)\n"
    groups = {**GROUPS, "four": fill(q1="10") + extra}
    done = build(project(tmp_path, groups, use_directory_urls=directories))
    for name in NAMES:
        path = done.site / (address(name) if directories else f"course/{name}.html")
        page = done.page(path.relative_to(done.site).as_posix()).xpath("//h1/parent::*")[0]
        for link in {*page.xpath(".//a/@href"), *page.xpath(".//img/@src")}:
            file, anchor = urldefrag(link.replace("?rule=image-missing", ""))
            target = path.parent / unquote(file) if file else path
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), (name, link)
            if anchor:
                assert f'id="{anchor}"' in target.read_text(encoding="utf-8"), (name, link)


def test_pages_do_without_those_of_the_questions(tmp_path: Path) -> None:
    done = build(project(tmp_path, GROUPS, report={"pages": {"questions": False}}))
    assert done.code == 0, done.log
    for name in NAMES:
        assert not [link for link in of_the_page(done, name).xpath(".//a/@href") if "questions/" in link]


def test_a_page_without_content_is_not_made(tmp_path: Path) -> None:
    root = project(tmp_path, {name: filled(NO_CHECKLIST).replace("![The loaf]", "[") for name in ("one", "two")})
    (root / "template.md").write_text(NO_CHECKLIST)
    done = build(root)
    assert done.code == 0, done.log
    assert {page for page in NAMES if address(page) in done.files()} == {"findings", "statistics"}
    assert "ticked" not in text(of_the_page(done, "statistics"))


def test_the_checklist_is_a_table_of_items_by_groups(built: Built) -> None:
    table = of_the_page(built, "checklist").xpath(".//table")[0]
    frame = table.getparent()
    assert (frame.get("role"), frame.get("tabindex")) == ("region", "0")
    assert frame.get("aria-label")
    assert text(table.xpath("./caption")[0])
    heads = table.xpath("./thead//th[@scope='col']")
    assert [text(head) for head in heads] == ["Item", "Ticked", "Group 7", "Group 9", "Group 8"]
    assert [text(each) for each in table.xpath(".//th[@scope='rowgroup']")] == ["Before", "After"]
    rows = {text(row[0]): [text(cell) for cell in row[1:]] for row in table.xpath("./tbody/tr[th/@scope='row']")}
    assert rows == {
        "Wash your hands": ["33 %", "✓", "·", "·"],
        "Read the recipe twice": ["0 %", "·", "·", "·"],
        "Clean the table": ["33 %", "✓", "·", "·"],
    }
    assert [text(cell) for cell in table.xpath("./tfoot//td")] == ["22 %", "67", "0", "0"]
    assert table.xpath("./thead//a/@href")[0] == "../../groups/one/#mr-checklist"


def test_the_wall_shows_each_image_of_an_answer_once(built: Built) -> None:
    page = of_the_page(built, "images")
    wall = page.xpath(".//section[@data-gallery]")[0]
    shots = [figure.xpath("./a[@class='mr-thumbnail'] | ./figcaption/a") for figure in wall.xpath(".//figure")]
    assert [(numbered(shot.get("href")), answer.text_content(), answer.get("href")) for shot, answer in shots] == [
        (f"../../groups/{group}/images/1.webp", title, f"../../groups/{group}/#question-3")
        for group, title in (("one", "Group 7"), ("three", "Group 9"), ("two", "Group 8"))
    ]
    assert {(image.get("loading"), image.get("width"), image.get("height")) for image in wall.xpath(".//img")} == {
        ("lazy", "1", "1")
    }
    assert wall.xpath(".//img/@alt") == ["The loaf", "The loaf", "a"]
    assert page.xpath(".//p//a[contains(@href, '?rule=image-missing')]/@href") == [
        "../findings/?rule=image-missing#rule-image-missing"
    ]
    assert wall.xpath("./h2/@id") == ["question-3"]


def test_findings_stand_by_rule_with_what_scripts_need(built: Built) -> None:
    page = of_the_page(built, "findings")
    listed = page.xpath(".//section[@data-list]")[0]
    form = listed.xpath("./form[@role='search']")[0]
    assert form.get("hidden") is not None
    assert form.xpath(".//input/@name") == ["q"]
    options = {each.get("name"): each.xpath("./option/@value") for each in form.xpath(".//select")}
    assert options == {
        "rule": ["", "image-missing", "too-few-words", "unanswered"],
        "severity": ["", "error"],
        "group": ["", "one", "three", "two"],
        "question": ["", "question-2", "question-4"],
    }
    sections = listed.xpath("./details[@data-section and not(@open)]")
    assert [each.get("id") for each in sections] == [f"rule-{name}" for name in options["rule"][1:]]
    items = listed.xpath(".//tr[@data-item]")
    attributes = ("rule", "severity", "group", "question")  # the section's, or the row's own
    assert [
        tuple(item.xpath(f"string(ancestor-or-self::*/@data-{each})") for each in attributes) for item in items
    ] == [
        ("image-missing", "error", "two", "question-4"),
        ("too-few-words", "error", "one", "question-2"),
        ("unanswered", "error", "three", "question-4"),
    ]
    assert [text(item.xpath("./td[3]")[0]) for item in items] == ["error"] * 3
    assert listed.xpath("./p[@hidden]/button[contains(@class, 'mr-reset')]")
    assert [text(each.xpath("./summary//code")[0]) for each in sections] == options["rule"][1:]


def test_waived_findings_are_struck_out_and_say_why(tmp_path: Path) -> None:
    root = project(tmp_path, GROUPS, report={"waivers": "w.yml"})
    (root / "w.yml").write_text("- {group: one, rule: too-few-words, reason: Was <ill>.}\n")
    item = of_the_page(build(root), "findings").xpath(".//tr[@data-severity='waived']")[0]
    assert text(item.xpath(".//s")[0]).startswith("2 words, required")
    assert "Waived: Was <ill>." in text(item)
    assert text(item.xpath("./td")[2]) == "waived"


def test_a_course_with_nothing_to_mend(tmp_path: Path) -> None:
    done = build(project(tmp_path), "--strict")
    assert done.code == 0, done.log
    assert "No findings" in text(of_the_page(done, "findings"))
    assert not of_the_page(done, "statistics").xpath(".//*[@id='findings']")


def test_every_plot_has_its_numbers(built: Built) -> None:
    page = of_the_page(built, "statistics")
    plots = page.xpath(".//figure[contains(@class, 'mr-plot')]")
    assert len(plots) == 5
    for plot in plots:
        assert text(plot.xpath("./figcaption")[0])
        behind = plot.getnext()
        assert behind.tag == "details"
        assert text(behind.xpath("./summary")[0]) == "As a table"
        assert behind.xpath(".//table/caption")
    words = plots[0].getnext().xpath(".//tbody/tr")
    assert [text(cell) for cell in words[1]] == ["Question 2", "3 of 3", "2", "8.5", "15", "15", "15", "required 10–20"]
    assert [text(cell) for cell in words[3]][1:] == ["2 of 3", "1", "1.5", "2", "2.5", "3", "–"]
    assert not page.xpath(".//@fill | .//@stroke")
    assert not [style for style in page.xpath(".//@style") if "color" in style]


def test_what_students_wrote_is_only_text(tmp_path: Path) -> None:
    item = f"* [ ] {HOSTILE}"
    alt = HOSTILE.replace("]", "")
    groups = {
        name: fill(q1="8", q3=f"Round.\n\n![{alt}](figures/loaf.png)", q4=f"`{HOSTILE}`").replace(WASH, item)
        for name in ("one", "two")
    }
    root = project(tmp_path, groups, report={"title_question": 4})
    (root / "template.md").write_text(TEMPLATE.replace(WASH, item))
    done = build(root)
    for name in NAMES:
        page = of_the_page(done, name)
        assert not page.xpath(".//script | .//*[@onerror]"), name
        assert not [source for source in page.xpath(".//img/@src") if source == "x"]
        assert "49" not in text(page)
    assert "<script>alert(1)" in of_the_page(done, "images").xpath(".//img/@alt")[0]


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, built: Built) -> None:
    again = build(project(tmp_path, GROUPS))
    for name in NAMES:
        assert (again.site / address(name)).read_bytes() == (built.site / address(name)).read_bytes()


def test_a_large_course_stays_light(tmp_path: Path) -> None:
    items = "\n".join(f"* [ ] Do thing number {number} before you go on to the next" for number in range(42))
    template = TEMPLATE.replace(CLEAN, f"{CLEAN}\n{items}")
    answers = fill(q2="Short.", q3="Short.").replace(CLEAN, f"{CLEAN}\n{items.replace('[ ]', '[x]')}")
    root = project(tmp_path, {f"group-{number:03}": answers for number in range(100)})
    (root / "template.md").write_text(template)
    done = build(root)
    assert (done.site / address("checklist")).stat().st_size < 200_000
    assert (done.site / address("findings")).stat().st_size < 100_000 + 600 * 300
