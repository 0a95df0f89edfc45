"""A site whose questions have limits of all units: badges, plots and statistics."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.builds import Built, build, project
from tests.support.crawl import dead_links
from tests.support.units import COURSE, LIMITS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(project(tmp_path_factory.mktemp("units"), COURSE, report={"limits": LIMITS}))


def badges(built: Built, group: str, question: int) -> list[str]:
    answer = built.page(f"groups/{group}/index.html").xpath(f"//*[@data-question='question-{question}']")[0]
    found = answer.getprevious().xpath(".//*[contains(@class, 'mr-badge')]")
    return [badge.text_content() for badge in found if "mr-badge" in badge.get("class").split()]


def test_the_badges_of_an_answer_show_each_unit_that_has_a_limit(built: Built) -> None:
    assert badges(built, "good", 1) == ["1 word"]
    assert badges(built, "good", 2) == ["7 words", "36 characters (required at most 60)", "2 sentences (required 2)"]
    assert badges(built, "good", 3) == [
        "10 words",
        "1 image (required 1)",
        "1 paragraph (required 1–2)",
        "1 table (required at least 1)",
    ]
    assert badges(built, "good", 4) == [
        "13 words",
        "6–7 words per part (required 3–8)",
        "2 links (required at least 2)",
        "1 code block (required 1)",
    ]


def test_a_number_outside_of_its_limit_is_marked(built: Built) -> None:
    page = built.page("groups/bad/index.html")
    marked = [badge.text_content() for badge in page.xpath("//*[contains(@class, 'mr-badge--out-of-range')]")]
    assert "88 characters (required at most 60)" in marked
    assert "0 tables (required at least 1)" in marked
    assert "3–12 words per part (required 3–8)" in marked


def test_a_question_page_shows_the_limits_and_plots_the_length(built: Built) -> None:
    page = built.page("course/questions/2/index.html")
    limits = [each.text_content() for each in page.xpath("//p[@class='mr-badges']/span")]
    assert limits == ["required at most 60 characters", "required 2 sentences"]
    assert "Characters per group" in page.xpath("string(//figcaption)")
    dots = page.xpath("//figure//*[local-name()='title']/text()")
    assert dots == ["Group 7: 36 characters, passed", "Group 8: 88 characters, error"]
    parts = built.page("course/questions/4/index.html").xpath("//p[@class='mr-badges']/span")
    assert "required 3–8 words per part" in [each.text_content() for each in parts]


def test_the_statistics_have_a_plot_for_each_unit(built: Built) -> None:
    page = built.page("course/statistics/index.html")
    titles = [each.text_content().rstrip("¶") for each in page.xpath("//h2")]
    assert [title for title in titles if title.endswith("per question")] == [
        f"{name} per question"
        for name in ("Words", "Characters", "Sentences", "Paragraphs", "Links", "Tables", "Code blocks")
    ]
    assert page.xpath("//h2[@id='code-blocks']")


def test_the_findings_name_the_part(built: Built) -> None:
    page = built.page("groups/bad/index.html").text_content()
    assert "Question 4, part “b)”: 12 words" in page


def test_no_link_is_dead(built: Built) -> None:
    assert dead_links(built.site, "https://example.org/") == []


def test_a_second_build_has_the_same_bytes(tmp_path: Path) -> None:
    root = project(tmp_path, COURSE, report={"limits": LIMITS})
    pages = ("groups/good/index.html", "course/questions/4/index.html", "course/statistics/index.html")
    first, second = ([(build(root).site / page).read_bytes() for page in pages] for _ in range(2))
    assert first == second
    changed = root / "docs/groups/good/README.md"
    changed.write_text(changed.read_text().replace("We waited.", "We waited. We baked."))
    third = build(root)
    assert "3 sentences" in third.page("course/questions/2/index.html").text_content()
