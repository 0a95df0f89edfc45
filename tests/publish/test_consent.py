"""A group that is left out leaves no trace: all that a build writes is that of a course which never had it."""

from __future__ import annotations

import gzip
import os
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.exceptions import PluginError

from mkdocs_report.config.options import read_options
from mkdocs_report.course.report_ids import report_ids
from mkdocs_report.export.json import to_json
from mkdocs_report.export.outputs import FORMATS
from mkdocs_report.parsing.collect_record import Collected, write_collected
from mkdocs_report.parsing.template.versions import TemplateVersions
from mkdocs_report.publish.context import PublishContext, ReportTask
from mkdocs_report.publish.course import publish
from mkdocs_report.publish.options import roster_of
from mkdocs_report.publish.publication import PublishedCourse
from mkdocs_report.runtime.cache import Cache
from mkdocs_report.runtime.files import files_in
from mkdocs_report.runtime.pool import Workers
from mkdocs_report.site.clean import empty_site
from tests.course.test_git_history import git
from tests.support.builds import Built, build, project
from tests.support.reports import fill, matcher, write_group
from tests.support.settings import settings_from

EXPORT = {name: f"out/{name}" for name in FORMATS}
YES, NO = "yes", "no"
_BUILT = re.compile(rb"Build Date UTC : .*")
"""When a site was built, in a comment of the theme `mkdocs`."""
_TOLD = re.compile(
    r"in [\d.]+ seconds|^WARNING *-  (mkdocs_report: No report found in docs_dir|.* no file matches “groups).*\n",
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


def recipe(name: str, number: object = "") -> str:
    return fill(q1=str(number or name), q4=f"The recipe of {name}.")


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
SITES = {
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
    "one of two": shape("heron", "ape", settings={"not_in_nav": "/groups/"}),
    "it was renamed after it was collected": shape(
        "crane", "ape", "bee", how="heron", records={"groups/crane": "heron", "groups/ape": "ape"}
    ),
    "nobody is masked": shape(
        "heron", "ape", "bee",
        report={"publish": {"students": "keep", "emails": "keep", "images": "original"}},
        settings={"theme": "mkdocs", "use_directory_urls": False},
    ),
}  # fmt: skip
COURSES = SITES | {
    "the only one": shape("heron"),
    "its title tells": Shape(
        {"groups/x": recipe("x", 12), "groups/ape": recipe("ape"), "groups/bee": recipe("bee")},
        "groups/x",
        {"roster.csv": {"12": NO, "ape": YES, "bee": YES}},
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
        root.mkdir(parents=True, exist_ok=True)
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


@pytest.mark.slow
@pytest.mark.parametrize("name", SITES)
def test_all_outputs_are_those_of_a_course_that_never_had_the_group(tmp_path: Path, name: str) -> None:
    course = SITES[name]
    first, second = write(tmp_path / "a" / "c", course, True), write(tmp_path / "b" / "c", course, False)
    found, expected = built(first), built(second)
    assert (found.code, expected.code) == (0, 0), found.log + expected.log
    mine, other = outputs(first, found), outputs(second, expected)
    assert mine.keys() == other.keys()
    for path, data in other.items():
        assert mine[path] == data, path


@pytest.mark.slow
def test_evidence_is_that_of_a_course_that_always_had_one_report(tmp_path: Path) -> None:
    """The names of all files of a repository are known where its only report is a student's own."""

    def repository(root: Path, whole: bool) -> Path:
        settings = {"docs_dir": "reports"}
        course = Shape(
            {"": recipe("c"), "groups/heron": recipe("heron")},
            "groups/heron",
            {"roster.csv": {"c": YES, "heron": NO}},
            {"reports": ["README.md", "groups/*/README.md"], "commits": False},
            settings,
            evidence=True,
        )
        write(root, course, whole)
        (root / "docs").rename(root / "reports")
        (root / "reports/index.md").unlink()
        (root / "hands.jpg").touch()
        for command in (["init", "-q"], ["add", "-A", "."], ["commit", "-q", "-m", "all"]):
            git(root, *command)
        return root

    first, second = repository(tmp_path / "a" / "c", True), repository(tmp_path / "b" / "c", False)
    found, expected = built(first), built(second)
    assert (found.code, expected.code) == (0, 0), found.log + expected.log
    assert b"hands.jpg" in (second / "out/json").read_bytes()
    assert (first / "out/json").read_bytes() == (second / "out/json").read_bytes()
    assert (found.site / "index.html").read_bytes() == (expected.site / "index.html").read_bytes()


def test_the_site_folder_is_emptied(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/page.html").touch()
    site = tmp_path / "site"
    (site / "groups/heron").mkdir(parents=True)
    for name in ("groups/heron/index.html", "sitemap.xml", ".nojekyll"):
        (site / name).touch()
    (site / "linked").symlink_to(tmp_path / "elsewhere")
    empty_site(site)
    assert {path.name for path in site.iterdir()} == {".nojekyll", "linked"}
    assert (tmp_path / "elsewhere/page.html").exists()
    empty_site(tmp_path / "none")


def test_a_page_that_can_not_be_removed_ends_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "heron").mkdir()
    monkeypatch.setattr(shutil, "rmtree", lambda *_: None)
    with pytest.raises(PluginError, match=r"cannot be removed\. Delete the folder\.") as error:
        empty_site(tmp_path)
    assert "heron" not in str(error.value)


class Here(Workers):
    """Does all work in this process; `done` are the reports that it was given."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def map(self, work: Callable[[Any, Any], Any], shared: Any, jobs: Iterable[Any]) -> list[Any]:
        given = list(jobs)
        self.done += [job.name for job in given if isinstance(job, ReportTask)]
        return [work(shared, job) for job in given]


def published(root: Path, workers: Workers | None = None) -> PublishedCourse:
    """Return what is published of a course, without a site."""
    options = yaml.safe_load((root / "mkdocs.yml").read_text())["plugins"][1]["report"]
    publishing = read_options({"publish": options["publish"]}).publish
    roster = roster_of(publishing, root)
    files = sorted((root / "docs/groups").rglob("README.md"))
    tasks = [
        ReportTask(file, file.relative_to(root).as_posix(), name)
        for file, name in zip(files, report_ids(files), strict=True)
    ]
    settings = settings_from({name: options[name] for name in ("evidence", "title_question") if name in options}, root)
    terms = PublishContext.of(
        publishing, roster, TemplateVersions([matcher()]), settings, root, Cache(root / "cache"), len(tasks) == 1
    )
    return publish(tasks, terms, workers or Here(), roster, "roster.csv", publishing.without)


@pytest.mark.parametrize("name", [name for name, course in COURSES.items() if "cohorts" not in course.report])
def test_what_is_published_is_that_of_a_course_that_never_had_the_group(tmp_path: Path, name: str) -> None:
    course = COURSES[name]
    found, expected = (published(write(tmp_path / str(whole), course, whole)) for whole in (True, False))
    assert to_json(found.course) == to_json(expected.course)
    assert (found.sources, found.warnings, found.notes) == (expected.sources, expected.warnings, expected.notes)
    assert found.images.keys() == expected.images.keys()
    assert {group: (made.bodies, made.search) for group, made in found.shown.items()} == {
        group: (made.bodies, made.search) for group, made in expected.shown.items()
    }


def test_a_report_without_consent_is_not_read(tmp_path: Path) -> None:
    workers = Here()
    published(write(tmp_path / "c", COURSES["one of two"], True), workers)
    assert workers.done == ["ape"]


@pytest.mark.parametrize("name", ["one of two", "its title tells", "it was renamed after it was collected"])
def test_nothing_of_it_stays_in_the_cache(tmp_path: Path, name: str) -> None:
    course = COURSES[name]
    secret = f"The recipe of {course.gone.rpartition('/')[2]}".encode()
    rosters = {file: dict.fromkeys(groups, YES) for file, groups in course.rosters.items()}
    root = write(tmp_path / "before", replace(course, rosters=rosters), True)
    published(root)
    cache = Cache(root / "cache")
    assert _holds(cache.folder, secret)
    shutil.copy(write(tmp_path / "after", course, True) / "roster.csv", root)
    for _, _, path in files_in(cache.folder):
        os.utime(path, (1, 1))
    cache.begin()
    publication = published(root)
    assert not publication.is_complete
    cache.prune(unused=True)
    assert not _holds(cache.folder, secret)
    assert _holds(cache.folder, b"The recipe of ape")


def _holds(folder: Path, text: bytes) -> bool:
    return any(text in Path(path).read_bytes() for _, _, path in files_in(folder))


def test_an_image_stays_in_the_cache_as_long_as_the_note_about_it_is_used(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for key in ("a1", "b2"):
        cache.put("image", key, b"note")
        Path(cache.place("images", key, ".webp")).parent.mkdir(exist_ok=True)
        Path(cache.place("images", key, ".webp")).write_bytes(b"image")
    for _, _, path in files_in(tmp_path):
        os.utime(path, (1, 1))
    cache.begin()
    assert cache.get("image", "a1") == b"note"
    cache.prune(unused=True)
    assert sorted(Path(path).name for _, _, path in files_in(tmp_path)) == ["CACHEDIR.TAG", "a1", "a1.webp"]
