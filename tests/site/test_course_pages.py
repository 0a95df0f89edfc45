"""The pages across groups: whole builds of small courses, looked at page by page."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html as lxml_html

from mkdocs_report.parsing.markdown import engine
from mkdocs_report.parsing.markdown.content import words
from tests.support.builds import Built, build, project
from tests.support.crawl import dead_links
from tests.support.reports import TEMPLATE, fill

pytestmark = pytest.mark.slow

PAGES = ("overview", "matrix", "questions", "checklist", "images", "findings", "statistics")
COURSE = {
    "one": fill(),
    "two": fill(q1="8", q2="Too short."),
    "three": fill(q1="9", q4="--- question 4 fill here ---"),
    "four": fill(
        q1="10", q3="Round and brown it is.\n\n![<b>Crumb</b> & crust](figures/loaf.png) ![](figures/none.png)"
    ),
}


def page_of(name: str) -> str:
    return "course/index.html" if name == "overview" else f"course/{name}/index.html"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(project(tmp_path_factory.mktemp("course"), COURSE))


def test_every_page_is_there_and_is_reached_from_every_other(built: Built) -> None:
    for name in PAGES:
        tree = built.page(page_of(name))
        tabs = tree.xpath("//ul[contains(@class, 'mr-tabs')]//a")
        assert [tab.text.lower() for tab in tabs] == list(PAGES)
        assert [tab.text.lower() for tab in tabs if tab.get("aria-current")] == [name]
    assert {f"course/questions/{n}/index.html" for n in (1, 2, 3, 4)} <= built.files()


@pytest.mark.parametrize("name", PAGES)
def test_each_page_can_be_switched_off(tmp_path: Path, name: str) -> None:
    off = build(project(tmp_path, COURSE, report={"pages": {name: False}, "fail_on": "never"}), "--strict")
    assert off.code == 0, off.log
    assert {each for each in PAGES if page_of(each) in off.files()} == set(PAGES) - {name}
    gone = f"/course/{'' if name == 'overview' else name}"
    assert dead_links(off.site, "https://example.org/") == [], gone
    assert [tab.text.lower() for tab in off.page("groups/one/index.html").xpath("//ul[@class='mr-tabs']//a")] == [
        each for each in PAGES if each != name
    ]


@pytest.mark.parametrize("prefix", ["kitchens/2026", "/a/", "."])
def test_the_pages_stand_where_the_course_wants_them(tmp_path: Path, prefix: str) -> None:
    if prefix == ".":
        root = project(tmp_path, COURSE, report={"prefix": prefix})
        (root / "docs/index.md").unlink()
    else:
        root = project(tmp_path, COURSE, report={"prefix": prefix})
    other = build(root)
    folder = "" if prefix == "." else prefix.strip("/") + "/"
    assert {f"{folder}index.html", f"{folder}matrix/index.html", f"{folder}groups.json"} <= other.files()
    assert dead_links(other.site, "https://example.org/") == []


def test_a_page_of_the_courses_own_is_kept(tmp_path: Path) -> None:
    root = project(tmp_path, COURSE)
    (root / "docs/course").mkdir()
    (root / "docs/course/matrix.md").write_text("# Our own matrix\n")
    tree = build(root).page("course/matrix/index.html")
    assert "Our own matrix" in tree.xpath("string(//h1)")
    assert not tree.xpath("//table")


def test_the_navigation_names_what_it_wants(tmp_path: Path) -> None:
    nav = [{"Home": "index.md"}, {"Who did what": "course/matrix.md"}, {"Bread": "course/questions/2.md"}]
    built = build(project(tmp_path, COURSE, nav=nav, report={"fail_on": "never"}), "--strict")
    assert built.code == 0, built.log
    assert {"Who did what", "Bread"} <= {a.text_content().strip() for a in built.page("index.html").xpath("//nav//a")}


def test_the_overview_counts_and_lists(built: Built) -> None:
    tree = built.page("course/index.html")
    facts = tree.xpath("//*[@class='mr-facts']/ul/li")
    assert [fact.text_content() for fact in facts][:2] == ["4 groups", "15 of 16 answers"]
    rows = {row.xpath("string(th)"): row for row in tree.xpath("//table[contains(@class, 'mr-groups')]/tbody/tr")}
    assert list(rows) == ["Group 10", "Group 9", "Group 8", "Group 7"]  # worst first, then in the order of their ids
    keys = [
        tuple(-int(cell) for cell in row.xpath("td[position() = 2 or position() = 3]/@data-value"))
        for row in rows.values()
    ]
    assert keys == sorted(keys)
    assert {name: row.get("data-verdict") for name, row in rows.items()} == {
        "Group 7": "passed",
        "Group 8": "error",
        "Group 9": "error",
        "Group 10": "error",
    }
    assert rows["Group 9"].xpath("string(td[4])").strip() == "3/4"
    squares = rows["Group 8"].xpath(".//*[contains(@class, 'mr-strip')]/a")
    assert [square.get("href") for square in squares] == [f"../groups/two/#question-{n}" for n in (1, 2, 3, 4)]
    assert [square.get("class") for square in squares] == ["p", "e", "p", "p"]
    assert "error. 2 words, required 10–20" in squares[1].get("title")
    missed = tree.xpath("//ol[@class='mr-question-list']//a")
    assert sorted(a.text_content() for a in missed) == ["Question 2", "Question 3", "Question 4"]


def test_the_matrix_has_a_cell_for_each_answer(built: Built) -> None:
    tree = built.page("course/matrix/index.html")
    table = tree.xpath("//table[contains(@class, 'mr-matrix')]")[0]
    assert table.xpath("caption")
    assert [head.get("scope") for head in table.xpath("thead//th")] == ["col"] * 6  # group, errors, questions
    row = next(row for row in table.xpath("tbody/tr") if "Group 8" in row.text_content())
    assert row.xpath("string(th[@scope='row'])").strip().endswith("Group 8")
    errors, *cells = row.xpath("td")
    assert errors.text_content().strip() == "1"
    assert [cell.get("class") for cell in cells] == ["p", "e h1", "p h3", "p"]  # the style sheet draws the signs
    link = cells[1].xpath("a")[0]
    assert link.text_content() == "2"
    assert link.get("href") == "../../groups/two/#question-2"
    assert "required 10–20" in link.get("title")
    assert table.xpath("tbody/tr[4]/td[2]/a/@title") == []


def test_versions_of_a_template_share_one_matrix(tmp_path: Path) -> None:
    later = TEMPLATE.replace(
        "## Looking back", "### Question 5\n\n> **Draw it.**\n>\n> Answer:\n\nx\n\n## Looking back"
    )
    root = project(tmp_path, {"old": fill(), "new": fill()})
    (root / "docs/groups/new/README.md").write_text(later.replace("fill here ---", "fill here").replace("--- q", "q"))
    (root / "later.md").write_text(later.replace("\nx\n", "\n--- question 5 fill here ---\n"))
    config = yaml.safe_load((root / "mkdocs.yml").read_text())
    config["plugins"][1]["report"]["templates"] = ["template.md", "later.md"]
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config))
    tree = build(root).page("course/matrix/index.html")
    heads = tree.xpath("//table[contains(@class, 'mr-matrix')]/thead//th")[2:]
    assert [head.xpath("string(a/span)") for head in heads] == ["1", "2", "3", "5", "4"]
    old = next(row for row in tree.xpath("//tbody/tr") if "/old/" in row.xpath("string(th//a/@href)"))
    assert [len(cell.xpath("a")) for cell in old.xpath("td")[1:]] == [1, 1, 1, 0, 1]


def test_a_question_page_holds_every_answer_in_full(built: Built) -> None:
    tree = built.page("course/questions/3/index.html")
    entries = tree.xpath("//details[contains(@class, 'mr-entry')]")
    assert [entry.xpath("string(summary/h3)") for entry in entries] == ["Group 10", "Group 7", "Group 9", "Group 8"]
    assert all(entry.get("open") is not None for entry in entries)
    mine = tree.xpath("//*[@data-question='question-3']//div[@class='mr-answer']")[0]
    theirs = built.page("groups/four/index.html").xpath("//div[@data-question='question-3']")[0]
    assert " ".join(mine.text_content().split()) == " ".join(theirs.text_content().split())
    image = mine.xpath(".//img")[0]
    assert image.get("alt") == "<b>Crumb</b> & crust"
    assert (built.site / "course/questions/3" / image.get("src")).resolve().is_file()
    assert entries[0].xpath(".//a[contains(@href, 'groups/four/#question-3')]")
    turns = tree.xpath("//nav[@class='mr-pager']/a")
    assert [(a.get("rel"), a.text_content()) for a in turns] == [("prev", "Question 2"), ("next", "Question 4")]


def test_the_strip_plot_has_a_dot_for_each_answer(built: Built) -> None:
    tree = built.page("course/questions/2/index.html")
    dots = tree.xpath("//figure[contains(@class, 'mr-plot--strip')]//*[local-name()='svg']/*[local-name()='a']")
    assert len(dots) == 4
    ids = {entry.get("id") for entry in tree.xpath("//details[contains(@class, 'mr-entry')]")}
    assert {dot.get("xlink:href").removeprefix("#") for dot in dots} == ids
    assert len(tree.xpath("//*[contains(@class, 'mr-plot-band')]")) == 1
    assert len(tree.xpath("//*[local-name()='use'][@*='#mr-dot-error']")) == 1


def test_groups_lead_to_their_neighbours(built: Built) -> None:
    def turns(name: str) -> list[tuple[str, str]]:
        links = built.page(f"groups/{name}/index.html").xpath("//nav[@class='mr-pager']/a")
        return [(a.get("rel"), a.get("href")) for a in links]

    assert turns("four") == [("next", "../one/")]
    assert turns("one") == [("prev", "../four/"), ("next", "../three/")]
    assert turns("two") == [("prev", "../three/")]


def test_the_switcher_reads_one_small_file(built: Built) -> None:
    groups = json.loads((built.site / "course/groups.json").read_text(encoding="utf-8"))
    assert groups[0] == {"title": "Group 10", "verdict": "error", "url": "../groups/four/"}
    assert len(groups) == 4
    nav = built.page("groups/one/index.html").xpath("//nav[contains(@class, 'mr-course-nav')]")[0]
    assert nav.get("data-groups") == "../../course/groups.json"


def test_the_table_of_contents_says_the_verdicts(built: Built) -> None:
    links = built.page("groups/two/index.html").xpath("//nav[contains(@class, 'md-nav--secondary')]//a")
    questions = [" ".join(link.text_content().split()) for link in links if "#question" in link.get("href")]
    assert questions[:2] == [
        "passed 1 · Enter the number of your group",
        "error 2 · Explain how you made the dough, and…",
    ]


def test_a_single_report_has_no_pages_across_groups(tmp_path: Path) -> None:
    single = build(project(tmp_path, {"one": fill()}))
    assert not [name for name in single.files() if name.startswith("course/")]
    tree = single.page("groups/one/index.html")
    assert not tree.xpath("//ul[@class='mr-tabs']")
    assert tree.xpath("//*[contains(@class, 'mr-ring')]")


def test_no_page_of_a_group_grows_with_the_course(tmp_path: Path) -> None:
    few = build(project(tmp_path / "few", {f"group-{n}": fill(q1=str(n)) for n in range(4)}))
    many = build(project(tmp_path / "many", {f"group-{n}": fill(q1=str(n)) for n in range(40)}))
    for n in range(4):
        page = f"groups/group-{n}/index.html"
        assert (many.site / page).stat().st_size - (few.site / page).stat().st_size <= 200


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_search_holds_every_word_of_every_answer_once(tmp_path: Path, theme: str) -> None:
    rich = (
        "We *kneaded* `dough.knead()` twice & rested.\n\n| flour | water |\n|---|---|\n| 500 | 350 |\n\n"
        "```python\nbake(240 < 250)\n```\n\n- crust\n- crumb"
    )
    built = build(project(tmp_path, {**COURSE, "five": fill(q1="11", q4=rich)}, theme={"name": theme}))
    docs = built.search()
    by_place = {doc["location"]: doc for doc in docs}
    assert len(by_place) == len(docs)
    for name in ("one", "two", "three", "four", "five"):
        tree = built.page(f"groups/{name}/index.html")
        for answer in tree.xpath("//div[@data-question]"):
            if answer.get("data-verdict") == "unanswered":
                continue
            for note in answer.xpath(".//*[@class='mr-image-placeholder']"):  # our words, not theirs
                note.drop_tree()
            seen = engine.read(lxml_html.tostring(answer, encoding="unicode"))
            visible = words(f"{seen.text} {seen.code_text} {seen.table_text}")
            text = by_place[f"groups/{name}/#{answer.get('data-question')}"]["text"]
            found = words(lxml_html.fromstring(f"<p>{text}</p>").text_content() if theme == "material" else text)
            alts = words(" ".join(answer.xpath(".//img/@alt")))
            assert sorted(found) == sorted([*visible, *alts])
    every = " ".join(doc["text"] for doc in docs)
    assert "Explain how you made the dough" not in every
    assert "Wash your hands" not in every
    assert every.count("Take your time") == 3


def test_search_finds_alt_texts_and_titles_as_text(built: Built) -> None:
    docs = {doc["location"]: doc for doc in built.search()}
    assert "&lt;b&gt;Crumb&lt;/b&gt; &amp; crust" in docs["groups/four/#question-3"]["text"]
    assert docs["course/questions/3/"] == {"location": "course/questions/3/", "title": "Question 3", "text": ""}
    assert docs["groups/one/"]["title"] == "Group 7"


def test_search_shows_hostile_titles_as_text(tmp_path: Path) -> None:
    settings = {"title_question": 1}
    hostile = build(project(tmp_path, {"one": fill(q1="<b>x & y</b>"), "two": fill()}, report=settings))
    docs = {doc["location"]: doc for doc in hostile.search()}
    assert "<" not in docs["groups/one/"]["title"]


@pytest.mark.parametrize(
    ("theme", "directories"), [("material", True), ("material", False), ("mkdocs", False), ("readthedocs", True)]
)
def test_pages_are_complete_in_every_theme(tmp_path: Path, theme: str, directories: bool) -> None:
    settings: dict[str, Any] = {"theme": {"name": theme}, "use_directory_urls": directories}
    built = build(project(tmp_path, COURSE, **settings, report={"fail_on": "never"}), "--strict")
    assert built.code == 0, built.log
    for name in PAGES:
        index = name in {"overview", "questions"}
        page = page_of(name) if directories or index else f"course/{name}.html"
        tree = built.page(page)
        assert len(tree.xpath("//h1")) == 1
        assert tree.xpath("string(//title)").lower().startswith(name)
        assert len(tree.xpath("//ul[@class='mr-tabs']//a")) == len(PAGES)
    assert dead_links(built.site, "https://example.org/") == []


def test_the_demo_has_no_dead_link_under_a_path(demo: Path) -> None:
    assert dead_links(demo, "https://example.org/stream-survey/") == []


def test_the_demo_without_directories_has_no_dead_link_under_a_path(demo: Path, tmp_path: Path) -> None:
    """Its images are those that the demo's build has kept."""
    for name in ("docs", "overrides", ".cache"):
        shutil.copytree(demo.parent / name, tmp_path / name)
    sources = (demo.parent / "mkdocs.yml").read_text()
    under = "use_directory_urls: false\nsite_url: https://example.org/a/path/\n"
    (tmp_path / "mkdocs.yml").write_text(under + re.sub("(?m)^site_url:.*\n", "", sources))
    assert build(tmp_path, "-q", "--strict").code == 0
    assert dead_links(tmp_path / "site", "https://example.org/a/path/") == []
