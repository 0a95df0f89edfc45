"""A group that is left out leaves no trace: all that a build writes is that of a course which never had it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from mkdocs_report.collected import Collected, write_collected
from mkdocs_report.export.outputs import FORMATS
from tests.forms import fill, write_group
from tests.sites import Built, build, project

EXPORT = {name: f"out/{name}" for name in FORMATS}
YES, NO = "yes", "no"
_BUILT = re.compile(rb"Build Date UTC : .*")
"""When a site was built, in a comment of the theme `mkdocs`."""
_TOLD = re.compile(
    r"in [\d.]+ seconds|^WARNING *-  (mkdocs_report: No report was found in docs_dir|.* no file matches “groups).*\n",
    re.MULTILINE,
)
"""What the log tells of time, and that there is no report: one that is left out is one."""


@dataclass(frozen=True)
class Shape:
    """A course: the text of each report by its folder in `docs`, one group of which leaves.

    `gone` is that report's folder, `records` the groups that collecting wrote down of some folders, `rosters` the rows
    of each roster (group and consent), `report` and `settings` are options.
    """

    texts: Mapping[str, str]
    gone: str
    rosters: Mapping[str, Mapping[str, str]]
    report: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    records: Mapping[str, str] = field(default_factory=dict)
    evidence: bool = False


def recipe(name: str, number: object = "", **own: str) -> str:
    return fill(q1=str(number or name), q4=f"The recipe of {name}.", **own)


def shape(gone: str, *left: str, how: str = "", **changes: Any) -> Shape:
    """Return a course without cohorts, whose groups are called as their folders are."""
    texts = {f"groups/{name}": recipe(name) for name in (gone, *left)}
    return Shape(texts, f"groups/{gone}", {"roster.csv": {how or gone: NO, **dict.fromkeys(left, YES)}}, **changes)


def years(gone: str, *left: str, consents: Mapping[str, Mapping[str, str]]) -> Shape:
    """Return a course of two years; the groups are called as the folders in those of the years."""
    cohorts = {
        year: {"reports": [f"groups/{year}/*/README.md"], "roster": f"{year}.csv", "templates": ["template.md"]}
        for year in ("2025", "2026")
    }
    texts = {f"groups/{name}": recipe(name, name.rpartition("/")[2]) for name in (gone, *left)}
    rosters = {f"{year}.csv": rows for year, rows in consents.items()}
    return Shape(texts, f"groups/{gone}", rosters, {"cohorts": cohorts, "templates": [], "publish": {}})


SAME = fill(q1="12", q4="One and the same.")
SHAPES = {
    "two years with the same folder": years(
        "2025/heron", "2025/ape", "2026/heron", "2026/bee",
        consents={"2025": {"heron": NO, "ape": YES}, "2026": {"heron": YES, "bee": YES}},
    ),
    "the only group of a year": years(
        "2025/heron", "2026/heron", "2026/bee",
        consents={"2025": {"heron": NO}, "2026": {"heron": YES, "bee": YES}},
    ),
    "one is left in all years": years(
        "2025/heron", "2026/heron", consents={"2025": {"heron": NO}, "2026": {"heron": YES}}
    ),
    "one of two": shape("heron", "ape"),
    "one of two, hidden in the navigation": shape("heron", "ape", settings={"not_in_nav": "groups/"}),
    "the only one": shape("heron"),
    "its title tells": Shape(
        {"groups/x": recipe("x", 12), "groups/ape": recipe("ape"), "groups/bee": recipe("bee")},
        "groups/x",
        {"roster.csv": {"12": NO, "ape": YES, "bee": YES}},
    ),
    "it was renamed after it was collected": shape(
        "crane", "ape", "bee", how="heron", records={"groups/crane": "heron", "groups/ape": "ape"}
    ),
    "it is named under which it was collected": shape(
        "crane", "ape", "bee", how="unused",
        records={"groups/crane": "heron", "groups/ape": "ape"},
        report={"publish": {"without": ["heron"]}},
    ),
    "its folder has the name of another": Shape(
        {"groups/2025/heron": recipe("heron"), "groups/2026/heron": recipe("heron"), "groups/2026/ape": recipe("ape")},
        "groups/2025/heron",
        {"roster.csv": {"2025-heron": NO, "2026-heron": YES, "heron": YES, "ape": YES}},
        {"reports": ["groups/*/*/README.md"]},
    ),
    "its title is that of another": Shape(
        {"groups/heron": SAME, "groups/ape": SAME, "groups/bee": recipe("bee", 3)},
        "groups/heron",
        {"roster.csv": {"heron": NO, "ape": YES, "bee": YES}},
        {"title_question": 4},
    ),
    "evidence of collected groups": shape(
        "heron", "ape", evidence=True, records={"groups/heron": "heron", "groups/ape": "ape"}
    ),
    "evidence of one collected group": shape("heron", "ape", "bee", evidence=True, records={"groups/heron": "heron"}),
    "drafts": shape("heron", "ape", settings={"exclude_docs": "groups/heron/"}, how="unused"),
    "nobody is masked": shape(
        "heron", "ape", "bee", report={"publish": {"students": "keep", "emails": "keep", "pictures": "original"}}
    ),
    "another theme": shape("heron", "ape", "bee", settings={"theme": "mkdocs", "use_directory_urls": False}),
}  # fmt: skip


def write(root: Path, course: Shape, whole: bool) -> Path:
    texts = {place: text for place, text in course.texts.items() if whole or place != course.gone}
    publish = {"badges": True, **course.report.get("publish", {})}
    if "cohorts" not in course.report:
        publish["roster"] = "roster.csv"
    if not whole:
        publish.pop("without", None)
    report = {"fail_on": "never", "export": EXPORT, **course.report, "publish": publish}
    if course.evidence:
        report["evidence"] = "evidence.yml"
        root.mkdir(parents=True)
        (root / "evidence.yml").write_text("- {item: wash your hands, any: '*.jpg'}\n")
    project(root, {}, report=report, site_url="https://example.org/", **dict(course.settings))
    for place, text in texts.items():
        write_group(root / "docs" / place, text)
        if place in course.records:
            record = Collected(course.records[place], "https://git.example.org/a/b", "main", "ab" * 20, "", "README.md")
            (root / "docs" / place / "collected.json").write_text(write_collected(record))
    for name, rows in course.rosters.items():
        lines = "".join(f"{group},Ada Lovelace,{consent}\n" for group, consent in rows.items())
        (root / name).write_text(f"group,student_1,consent\n{lines}")
    (root / "summary.md").touch()
    return root


def built(root: Path, *arguments: str) -> Built:
    return build(root, *arguments, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(root / "summary.md"))


def outputs(root: Path, found: Built) -> dict[str, bytes]:
    """Return all that a build wrote, and what it said: the site, exports, badges, the summary of a job, the log."""
    files = [file for folder in (found.site, root / "out") for file in folder.rglob("*") if file.is_file()]
    data = {file.relative_to(root).as_posix(): file.read_bytes() for file in (*files, root / "summary.md")}
    data["site/sitemap.xml.gz"] = gzip.decompress(data["site/sitemap.xml.gz"])
    data |= {name: _BUILT.sub(b"", html) for name, html in data.items() if name == "site/index.html"}
    return data | {"log": _TOLD.sub("", found.log.replace(str(root), "")).encode()}


@pytest.mark.parametrize("name", SHAPES)
def test_all_outputs_are_those_of_a_course_that_never_had_the_group(tmp_path: Path, name: str) -> None:
    course = SHAPES[name]
    first, second = write(tmp_path / "a" / "c", course, True), write(tmp_path / "b" / "c", course, False)
    found, expected = built(first), built(second)
    assert (found.code, expected.code) == (0, 0), found.log + expected.log
    mine, other = outputs(first, found), outputs(second, expected)
    assert mine.keys() == other.keys()
    for path, data in other.items():
        assert mine[path] == data, path
