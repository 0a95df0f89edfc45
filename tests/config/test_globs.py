"""Globs of files mean one thing, whatever Python and the file system make of them."""

from __future__ import annotations

import os
from itertools import product
from pathlib import Path

import pytest

from mkdocs_report.config.globs import GlobError, matching, parts_of, report_parts
from mkdocs_report.course.docs_dir import matching_reports
from mkdocs_report.course.group_folders import fixed_folder
from mkdocs_report.course.template_files import template_files
from mkdocs_report.errors import SettingsError
from tests.support.settings import settings_from

FILES = (
    "README.md",
    "groups/one/README.md",
    "groups/one/plot.png",
    "groups/two/readme.md",
    "groups/two/deep/README.md",
    "groups/.hidden/README.md",
    "groups/a[1]/README.md",
    "groups/re\u0301sume\u0301/README.md",
)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for path in FILES:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    return tmp_path


READMES = {path for path in FILES if path.endswith("README.md")}
ONE_DEEP = {path for path in READMES if path.count("/") == 2}


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("README.md", {"README.md"}),
        ("readme.md", set()),
        ("Groups/one/README.md", set()),
        ("groups/*/README.md", ONE_DEEP),
        ("groups/*/[Rr]?ADME.md", ONE_DEEP),
        ("groups/*/readme.md", {"groups/two/readme.md"}),
        ("**/README.md", READMES),
        ("**/**/README.md", READMES),
        ("groups/**/README.md", READMES - {"README.md"}),
        ("groups/**/deep/*.md", {"groups/two/deep/README.md"}),
        ("groups/*", set()),
        ("*", {"README.md"}),
        ("groups/one/*", {"groups/one/README.md", "groups/one/plot.png"}),
        ("groups/a[[]1]/README.md", {"groups/a[1]/README.md"}),
        ("groups/a[1]/README.md", set()),
        ("groups/r\u00e9sum\u00e9/README.md", {"groups/re\u0301sume\u0301/README.md"}),
        ("groups/nobody/*.md", set()),
        ("README.md/*", set()),
    ],
)
@pytest.mark.parametrize("written", ["{}", "./{}", "/{}", " {} ", "//{}", "././{}"])
def test_what_a_glob_takes(pattern: str, expected: set[str], written: str, docs: Path) -> None:
    assert set(matching(docs, report_parts(written.format(pattern)))) == expected
    assert matching_reports(written.format(pattern), docs) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("groups/one/README.md", "groups\\one\\README.md"), ("groups/*/README.md", "groups//./*/README.md")],
)
def test_slashes_of_every_system_are_the_same(one: str, other: str) -> None:
    assert parts_of(one) == parts_of(other)
    assert fixed_folder(one) == fixed_folder(other)


def test_the_last_name_may_be_matched_in_any_case(docs: Path) -> None:
    found = set(matching(docs, parts_of("groups/*/README.md"), any_case=True))
    assert found == ONE_DEEP | {"groups/two/readme.md"}
    assert not list(matching(docs, parts_of("GROUPS/*/README.md"), any_case=True))


NO_GLOB = [
    f"{before}{name}{after}"
    for before, name, after in product(
        ("", "./", "/", " "), ("", ".", "groups/", "groups/**", "**", "a**b/c.md"), ("", " ")
    )
]


@pytest.mark.parametrize("pattern", NO_GLOB)
def test_what_names_no_file_is_refused_by_all(pattern: str, tmp_path: Path) -> None:
    with pytest.raises(GlobError):
        parts_of(pattern)
    for option in ("templates", "reports"):
        for value in (pattern, ["a.md", pattern]):
            with pytest.raises(SettingsError, match=f"{option}: write a list of globs of files"):
                settings_from({option: value}, tmp_path)
    with pytest.raises(SettingsError, match="is no glob of files"):
        template_files([pattern], tmp_path)


@pytest.mark.parametrize("pattern", ["../x.md", "a/../../b.md", "C:/x.md", "..\\x.md"])
def test_reports_are_in_docs_dir(pattern: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="reports: write a list of globs of files in docs_dir"):
        settings_from({"reports": [pattern]}, tmp_path)


@pytest.mark.parametrize("value", [True, False, 3, [True], [None], {"a": 1}])
@pytest.mark.parametrize("option", ["templates", "reports"])
def test_what_is_no_text_is_no_glob(option: str, value: object, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=f"{option}: write a list of globs"):
        settings_from({option: value}, tmp_path)


@pytest.mark.parametrize("value", ["", " ", ".", "./", "/"])
@pytest.mark.parametrize("option", ["waivers", "evidence", "roster"])
def test_a_path_that_names_no_file_is_refused(option: str, value: str, tmp_path: Path) -> None:
    options = {"publish": {option: value}} if option == "roster" else {option: value}
    with pytest.raises(SettingsError, match=f"{option}: write the path of a file"):
        settings_from(options, tmp_path)


def test_templates_may_lie_anywhere(docs: Path) -> None:
    base = docs / "groups"
    readme = os.path.realpath(docs / "README.md")
    for pattern in ("../README.md", "./../READ*.md", str(docs / "README.md"), "..\\README.md"):
        assert [os.path.realpath(file) for file in template_files([pattern], base)] == [readme]


def test_signs_in_the_path_of_the_course_are_no_wildcards(tmp_path: Path) -> None:
    base = tmp_path / "course [2026]"
    base.mkdir()
    (base / "template.md").touch()
    for pattern in ("template.md", "*.md", str(base / "*.md")):
        assert template_files([pattern], base) == [base / "template.md"]


def test_links_are_followed_where_they_are_named_and_not_by_any_depth(docs: Path) -> None:
    (docs / "link").symlink_to("groups")
    (docs / "loop").symlink_to("loop")
    assert "link/one/README.md" in set(matching(docs, parts_of("link/*/README.md")))
    assert "link/one/README.md" in set(matching(docs, parts_of("*/*/README.md")))
    assert "link/one/README.md" not in set(matching(docs, parts_of("**/README.md")))
