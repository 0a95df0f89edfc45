"""Groups of the roster without a report: named as on the site, and never if they are left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mkdocs_report.config.options import read_options
from mkdocs_report.model.course import AbsentGroup
from mkdocs_report.parsing.collect_record import State, state_file, write_state
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.publish.context import PublishContext, ReportTask
from mkdocs_report.publish.course import publish
from mkdocs_report.publish.options import roster_of
from mkdocs_report.runtime.cache import Cache
from mkdocs_report.runtime.pool import Workers
from tests.support.builds import build, project
from tests.support.reports import fill, matcher, write_group
from tests.support.settings import settings_from


def absent(root: Path, roster: str, hidden: tuple[str, ...] = (), **options: Any) -> tuple[AbsentGroup, ...]:
    """Return the absent groups of a course of the groups `one`, with the title “Group 7”, and `two`, “Group 8”."""
    for name, number in (("one", "7"), ("two", "8")):
        write_group(root / "groups" / name, fill(q1=number))
    (root / "roster.csv").write_text(roster)
    publishing = read_options({"publish": {"roster": "roster.csv", **options}}).publish
    groups = roster_of(publishing, root)
    context = PublishContext.of(
        publishing, groups, TemplateVersions([matcher()]), settings_from({}, root), root, Cache(root / "cache"), False
    )
    tasks = [ReportTask(root / f"groups/{name}/README.md", f"groups/{name}/README.md", name) for name in ("one", "two")]
    with Workers() as workers:
        return publish(tasks, context, workers, groups, "roster.csv", publishing.without, hidden).course.absent


def titles(*arguments: Any, **options: Any) -> list[str]:
    return [group.title for group in absent(*arguments, **options)]


def test_a_group_is_present_by_its_folder_or_its_title(tmp_path: Path) -> None:
    assert titles(tmp_path, "group,student_1\none,Ada\n8,Bo\n12,Cy\n9,Di\nheron,Eve\n") == [
        "Group 9",
        "Group 12",
        "heron",
    ]


def test_each_has_its_reason(tmp_path: Path) -> None:
    (tmp_path / "groups/empty").mkdir(parents=True)
    file = state_file(tmp_path / "groups/gone")
    file.parent.mkdir(parents=True)
    file.write_text(write_state(State("gone", error="s123456 moved it to https://example.org/ada")))
    found = absent(tmp_path, "group,student_1\none,Ada\ntwo,Bo\nempty,Cy\ngone,Di\nlost,Eve\n")
    assert {group.title: group.reason for group in found} == {
        "empty": "The group’s folder has no report.",
        "gone": "The group’s repository could not be collected.",
        "lost": "No report was found.",
    }


@pytest.mark.parametrize(
    ("options", "hidden"),
    [({}, ()), ({"without": ["two"]}, ()), ({}, ("two",))],
    ids=["without consent", "left out", "hidden"],
)
def test_a_group_that_is_left_out_is_not_named(
    tmp_path: Path, options: dict[str, Any], hidden: tuple[str, ...]
) -> None:
    consent = "yes" if options or hidden else "no"
    roster = f"group,student_1,consent\none,Ada,yes\ntwo,Bo,{consent}\nthree,Cy,{consent}\n"
    assert titles(tmp_path, roster, hidden, **options) == (["three"] if consent == "yes" else [])


def test_nothing_is_named_where_the_group_of_a_report_that_is_left_out_is_unknown(tmp_path: Path) -> None:
    roster = "group,student_1\none,Ada\n8,Bo\n9,Cy\n"
    assert titles(tmp_path, roster, without=["two"]) == []  # which is Group 8, as its unread text says
    assert titles(tmp_path, roster) == ["Group 9"]


def test_a_name_that_is_a_person_is_masked(tmp_path: Path) -> None:
    roster = "group,student_1\none,Bo\n8,Cy\nada-lovelace,Ada Lovelace\ns654321,Di Di\n"
    found = " ".join(titles(tmp_path, roster))
    assert "Student" in found
    assert not any(part in found.lower() for part in ("ada", "lovelace", "654321"))


@pytest.mark.slow
def test_the_overview_has_their_rows_and_counts(tmp_path: Path) -> None:
    root = project(tmp_path, report={"fail_on": "never", "publish": {"roster": "roster.csv"}})
    (root / "roster.csv").write_text("group,student_1\none,Ada\ntwo,Bo\nheron,Cy\n")
    built = build(root)
    page = built.page("course/index.html")
    (row,) = page.xpath("//tr[@data-verdict='no-report']")
    assert [" ".join(cell.text_content().split()) for cell in row] == ["heron", "no report", "No report was found."]
    assert sum(int(cell.get("colspan", 1)) for cell in row) == len(page.xpath("//table[1]/thead//th"))
    assert page.xpath("string(//*[@class='mr-facts']/ul/li[1])") == "3 groups"
    assert "1 no report" in page.xpath("string(//*[@class='mr-tally-text'])")
    switcher = json.loads((built.site / "course/groups.json").read_text(encoding="utf-8"))
    assert switcher[-1] == {"title": "heron", "verdict": "no report", "url": "./?find=heron&verdict=no-report"}


@pytest.mark.slow
def test_a_roster_of_several_years_names_no_group_of_another_year(tmp_path: Path) -> None:
    cohorts = {year: {"reports": [f"groups/{year}/*/README.md"]} for year in ("2025", "2026")}
    groups = {"2025/one": fill(), "2026/two": fill(q1="8")}
    root = project(
        tmp_path, groups, report={"fail_on": "never", "cohorts": cohorts, "publish": {"roster": "roster.csv"}}
    )
    (root / "roster.csv").write_text("group,student_1\none,Ada\ntwo,Bo\n")
    built = build(root)
    for year in ("2025", "2026"):
        assert not built.page(f"course/{year}/index.html").xpath("//tr[@data-verdict='no-report']")
