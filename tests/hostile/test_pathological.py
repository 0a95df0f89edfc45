"""Answers that are dear to read stop nobody: their course is built, and the others' pages are as they would be."""

from __future__ import annotations

import re

import pytest

from mkdocs_report.parsing.markdown import engine, sanitizer
from tests.hostile.pathological import TEXTS
from tests.support.builds import Built, build, project
from tests.support.reports import fill

pytestmark = pytest.mark.slow

TEXT = "A usual answer, which everybody can read."


def _name(text: str) -> str:
    return re.sub(r"\W+", "-", text)


@pytest.fixture(scope="module", params=range(4))
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, list[str]]:
    """A fourth of the texts as a course, with two groups who wrote as one writes."""
    names = [_name(name) for name in TEXTS][request.param :: 4]
    texts = [fill(q4=text) for text in TEXTS.values()][request.param :: 4]
    groups = {"first": fill(q4=TEXT), **dict(zip(names, texts, strict=True)), "last": fill(q1="8", q4=TEXT)}
    return build(project(tmp_path_factory.mktemp("course"), groups)), names


def test_there_are_enough_of_them() -> None:
    assert len({_name(name) for name in TEXTS}) == len(TEXTS) >= 25


def test_the_whole_course_is_built(built: tuple[Built, list[str]]) -> None:
    site, names = built
    assert site.code == 0
    assert "Traceback" not in site.log
    assert {f"groups/{name}/index.html" for name in names} <= site.files()
    for group in ("first", "last"):
        page = site.page(f"groups/{group}/index.html")
        assert [TEXT in e.text_content() for e in page.xpath("//*[@data-question='question-4']")] == [True]
        assert len(page.xpath("//*[@data-question]")) == 4
    for number in range(1, 5):
        page = (site.site / "course" / "questions" / str(number) / "index.html").read_text(encoding="utf-8")
        assert page.count('class="mr-entry"') == len(names) + 2


@pytest.mark.parametrize("name", TEXTS)
def test_its_html_is_no_more_than_a_hundred_times_as_long(name: str) -> None:
    text = TEXTS[name]
    html = engine.render(text)
    assert len(html) < 100 * len(text) + 1_000
    assert len(sanitizer.sanitise(html, lambda _, url: url)) < 100 * len(text) + 1_000


def test_what_a_group_writes_is_not_cut() -> None:
    text = 'A <b lang="fr" title="x">mot</b>, `x`, *y*, <font>z</font> and <img src="a.png" alt="b" width="9">. ' * 200
    html = engine.render(text)
    assert html.count('<b lang="fr" title="x">') == html.count('<img src="a.png" alt="b" width="9">') == 200
