"""Footnotes are numbered and linked both ways, by numbers that are unique in a page."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html as lxml_html

from tests.hostile.allowed import twice
from tests.support.builds import Built, build, project
from tests.support.github import shown
from tests.support.reports import fill

TEXT = "Flour[^mill], water[^2] and flour[^mill].\n\n[^mill]: The *leaflet*.\n[^2]: The tap[^mill]."


def links_of(html: str | Any) -> list[tuple[str, str | None, str]]:
    tree = lxml_html.fromstring(html) if isinstance(html, str) else html
    return [(a.get("href"), a.get("id"), a.text_content()) for a in tree.iter("a")]


def test_footnotes_are_linked_both_ways() -> None:
    assert links_of(shown(TEXT)) == [
        ("#mkdocs-report-fn-1", "mkdocs-report-fnref-1-1", "1"),
        ("#mkdocs-report-fn-2", "mkdocs-report-fnref-2-1", "2"),
        ("#mkdocs-report-fn-1", "mkdocs-report-fnref-1-2", "1"),
        ("#mkdocs-report-fnref-1-1", None, "↩"),
        ("#mkdocs-report-fnref-1-2", None, "↩2"),
        ("#mkdocs-report-fnref-1-3", None, "↩3"),
        ("#mkdocs-report-fn-1", "mkdocs-report-fnref-1-3", "1"),
        ("#mkdocs-report-fnref-2-1", None, "↩"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A[^a]\n\n1. one\n2. two\n\n[^a]: Note.",
        "A[^a]\n\n<div>\n\n[^a]: Note.",
        "A[^a]\n\n[^a]:\n    - a\n    - b",
        "A[^a]\n\n[^a]: > quote",
        "- A[^a]\n\n  [^a]: Note.",
        '<ol><li><a href="#fnref-a">x</a></li></ol>\n\nA[^a]\n\n[^a]: Note.',
    ],
)
def test_the_list_of_footnotes_is_found(text: str) -> None:
    html = shown(text)
    tree = lxml_html.fragment_fromstring(html, create_parent="div")
    assert html.count('<ol class="mr-footnotes">') == 1
    for href, _, _ in links_of(tree):
        assert href is None or len(tree.xpath("//*[@id=$name]", name=href[1:])) == 1
    assert {"#mkdocs-report-fn-1", "#mkdocs-report-fnref-1-1"} <= {href for href, _, _ in links_of(tree)}


@pytest.mark.parametrize("text", ["A[^a]", "[x](#fn-a) [y](#fnref-a)", '<sup><a href="#fn-a">1</a></sup>', "`[^a]`"])
def test_other_text_has_no_ids(text: str) -> None:
    html = shown(text)
    assert ' id="' not in html
    assert "mkdocs-report-" not in html


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Two groups with the same footnotes in two answers; a definition is in another answer, and at the file's end."""
    one = fill(q2=f"{TEXT} And[^elsewhere] this[^end].", q4="We.\n\n[^elsewhere]: ELSEWHERE")
    reports = {"one": f"{one}\n\n[^end]: ATTHEEND\n", "two": fill(q2=TEXT, q4=TEXT)}
    root = project(tmp_path_factory.mktemp("notes"), reports, report={"fail_on": "never"})
    return build(root)


@pytest.mark.slow
@pytest.mark.parametrize("page", ["groups/one", "groups/two", "course/questions/2", "course/questions/4"])
def test_ids_are_unique_in_each_page(built: Built, page: str) -> None:
    tree = built.page(f"{page}/index.html")
    ids = tree.xpath("//*[contains(@class, 'mr-answer')]//@id")
    assert twice(tree) == []
    assert not [name for name in ids if "mkdocs-report-" in name]
    targets = [
        href[1:] for href in tree.xpath("//*[contains(@class, 'mr-answer')]//a/@href") if href.startswith("#mr-")
    ]
    assert sorted(set(targets)) == sorted(set(ids))


@pytest.mark.slow
@pytest.mark.parametrize("note", ["ELSEWHERE", "ATTHEEND"])
def test_a_definition_anywhere_in_the_file_reaches_its_answer(built: Built, note: str) -> None:
    tree = built.page("groups/one/index.html")
    (footnotes,) = tree.xpath("//*[@data-question='question-2']//ol[@class='mr-footnotes']")
    assert note in footnotes.text_content()
    assert tree.text_content().count(note) == 1
