"""Links that stay in the repository: to headings, to questions, and to files at the commit that was collected."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from mkdocs_report.masking.mask import Mask, Privacy
from mkdocs_report.model.origin import Origin
from mkdocs_report.publish.github.links import file_address, slugs
from tests.support.github import shown

COMMIT = "a" * 40


def origin(repository: str = "https://github.com/bakers/bread.git", path: str = "reports/README.md") -> Origin:
    return Origin(repository, COMMIT, "2026-01-01T00:00:00+00:00", path=path)


def mask(**values: Any) -> Mask:
    return Mask(Privacy(**values), "one")


def addresses(html: str) -> list[str]:
    return re.findall(r'href="([^"]*)"', html)


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["The bread"], ["the-bread"]),
        (["The `bread`, we *made*!"], ["the-bread-we-made"]),
        (["A", "a", "A"], ["a", "a-1", "a-2"]),
        (["Brød & smør"], ["brød--smør"]),
        (["snake_case - x"], ["snake_case---x"]),
    ],
)
def test_headings_have_the_addresses_of_github(headings: list[str], expected: list[str]) -> None:
    assert slugs(re.sub("[`*]", "", heading) for heading in headings) == expected


@pytest.mark.parametrize("url", ["#our-dough", "#Our-Dough", "#our%2Ddough"])
def test_a_link_leads_to_a_heading_of_the_answer(url: str) -> None:
    html = shown(f"#### Other\n\n#### Our *dough*\n\n[x]({url})")
    assert addresses(html) == ["#mkdocs-report-heading-2"]
    assert html.count(' id="mkdocs-report-heading-2"') == html.count(" id=") == 1


def test_a_link_leads_to_a_question() -> None:
    html = shown("[x](#question-1) [y](#question-2-the-bread) [z](#question-3)")
    assert addresses(html) == ["mkdocs-report-question/0", "mkdocs-report-question/1"]


REACHED: Mapping[str, str] = {
    "src/bake.py": "reports/src/bake.py",
    "./src/bake.py": "reports/src/bake.py",
    "../src/bake.py": "src/bake.py",
    "/src/bake.py": "src/bake.py",
    "src/my%20file.py": "reports/src/my%20file.py",
    "src/bake.py?raw=true": "reports/src/bake.py",
    "src/bake.py#L3-L5": "reports/src/bake.py#L3-L5",
    "src/bake.py#how": "reports/src/bake.py",
    "src": "reports/src",
}


@pytest.mark.parametrize("url", REACHED)
def test_a_relative_link_leads_to_the_file_at_the_commit(url: str) -> None:
    expected = f"https://github.com/bakers/bread/blob/{COMMIT}/{REACHED[url]}"
    assert file_address(url, origin(), mask()) == expected


@pytest.mark.parametrize("url", ["../../x", "a/../../../x", "%2e%2e/%2e%2e/x", "..\\x", "", "?x", "a\nb"])
def test_no_link_leaves_the_repository(url: str) -> None:
    assert file_address(url, origin(), mask()) is None


@pytest.mark.parametrize(
    ("repository", "pages"),
    [
        ("https://gitlab.com/bakers/bread", "-/blob"),
        ("https://gitlab.example.edu/bakers/bread.git", "-/blob"),
        ("https://codeberg.org/bakers/bread", "src/commit"),
        ("https://github.example.edu/bakers/bread/", "blob"),
    ],
)
def test_hosts_have_addresses_of_their_own(repository: str, pages: str) -> None:
    address = file_address("a.py", origin(repository, "README.md"), mask())
    assert address == f"{repository.rstrip('/').removesuffix('.git')}/{pages}/{COMMIT}/a.py"


@pytest.mark.parametrize(
    "repository",
    [
        "git@github.com:bakers/bread.git",
        "https://git.example.edu/a/b",
        "/srv/github.com/b",
        "javascript:github.com/a/b",
    ],
)
def test_other_hosts_have_no_link(repository: str) -> None:
    assert file_address("a.py", origin(repository), mask()) is None


@pytest.mark.parametrize(
    ("url", "repository"),
    [
        ("s123456/a.py", "https://github.com/bakers/bread"),
        ("%73123456/a.py", "https://github.com/bakers/bread"),
        ("a.py", "https://github.com/s123456/bread"),
    ],
)
def test_no_address_names_a_person(url: str, repository: str) -> None:
    assert file_address(url, origin(repository), mask()) is None
