"""Where a report is, however its path is written: in the roster, and by `--path`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import pytest

from mkdocs_report.collect.errors import GitError
from mkdocs_report.collect.locate import IsolatedReader, find_report, normalise_path
from mkdocs_report.collect.objects import TreeFile
from mkdocs_report.collect.run import check_entry
from mkdocs_report.config.roster import RosterEntry
from mkdocs_report.parsing.template.parser import OwnPrompts
from tests.support.reports import fill

SPELLINGS = [
    f"{before}{path}{after}"
    for path in ("docs/final.md", "docs\\final.md", "docs//final.md", "docs/./final.md", "Docs/FINAL.md")
    for before in ("", "./", ".\\", "/", " ")
    for after in ("", " ")
]


def found(given: str, *paths: str, required: bool = True, mode: str = "100644") -> str:
    """Return where the report is found in a repository of these files."""
    files = [TreeFile(path, mode if path == paths[0] else "100644", path) for path in paths]

    def read(some: Sequence[TreeFile], _most: int) -> Mapping[str, bytes]:
        return {file.path: fill().encode() for file in some}

    class Here:
        def ask(self, work: Callable[..., Any], *about: Any) -> Any:
            return work(*about[:-1])

    versions = OwnPrompts()
    return find_report(
        files, normalise_path(given), versions, read, cast("IsolatedReader", Here()), required
    ).report.path


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("required", [True, False], ids=["roster", "--path"])
def test_every_spelling_of_a_path_is_the_same_file(spelling: str, required: bool) -> None:
    assert found(spelling, "docs/final.md", "README.md", required=required) == "docs/final.md"


def test_the_exact_name_comes_before_others_that_differ_in_case() -> None:
    assert found("docs/Final.md", "docs/final.md", "docs/Final.md") == "docs/Final.md"
    with pytest.raises(GitError, match=r"several files differ from it only in case: docs/FINAL\.md, docs/final\.md"):
        found("docs/Final.md", "docs/FINAL.md", "docs/final.md")


def test_accents_may_be_written_in_two_ways() -> None:
    assert found("docs/re\u0301sume\u0301.md", "docs/r\u00e9sum\u00e9.md") == "docs/r\u00e9sum\u00e9.md"


@pytest.mark.parametrize(
    ("path", "files", "mode", "message"),
    [
        ("final.md", ("docs/final.md", "README.md"), "100644", "final.md does not exist"),
        ("docs/", ("docs/final.md", "README.md"), "100644", "docs is a folder, not a file"),
        ("docs/final.md", ("docs/final.md", "README.md"), "120000", "docs/final.md is a symbolic link, which is not"),
    ],
)
def test_nothing_is_collected_in_the_place_of_the_rosters_path(
    path: str, files: tuple[str, ...], mode: str, message: str
) -> None:
    with pytest.raises(GitError, match=f"{message}.*; the roster names it in its column “path”"):
        found(path, *files, mode=mode)
    assert found(path, *files, mode=mode, required=False) == "README.md"


@pytest.mark.parametrize("path", [".", "./", "/", "\\", "../a.md", "a/../../b.md", "a\\..\\b.md", "a\nb.md", "//"])
def test_a_path_that_names_no_file_is_refused_with_the_roster(path: str) -> None:
    with pytest.raises(ValueError, match="is not the path of a file in a repository"):
        check_entry(RosterEntry("one", 1, repository="https://github.com/o/r", path=path))
