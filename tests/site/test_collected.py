"""What a site tells of collected reports: where they came from, what their files show, and nothing else of either."""

from __future__ import annotations

import json
import re
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from mkdocs_report.cli.main import main
from mkdocs_report.collect.plan import CollectPlan
from mkdocs_report.collect.run import collect as collect_all
from mkdocs_report.config.roster import RosterEntry
from mkdocs_report.images.attachments import stored_path
from mkdocs_report.parsing.collect_record import State, state_file, write_state
from tests.cli.test_check import SCHEMA, run, trimmed
from tests.course.test_evidence import READ, RECORD, WASH, collect, tick
from tests.support.builds import Built, build, project
from tests.support.crawl import dead_links
from tests.support.git_server import File, Made, make
from tests.support.github_server import pasted
from tests.support.golden import golden
from tests.support.reports import PNG, fill, write_group

pytestmark = pytest.mark.slow

CLUES = """\
- {item: hands, any: ["photos/**", "**/*soap*"], what: a photograph of clean hands}
- {item: recipe, all: [recipe.md, "**/*.csv"]}
"""
STRANGE = (
    "photos/<img src=x onerror=alert(1)>.jpg",
    "photos/\u202egpj.exe",
    "photos/a\x1b[31m\r\n\x00.jpg",
    "photos/\ud800.jpg",
    "photos/{{ 7 * 7 }} ::error::.jpg",
)


def collected(root: Path, groups: dict[str, str], **settings: Any) -> Path:
    """A project with evidence, whose groups were collected."""
    report = {"evidence": "evidence.yml", "fail_on": "never", **settings.pop("report", {})}
    project(root, groups, report=report, **settings)
    (root / "evidence.yml").write_text(CLUES)
    for name in groups:
        collect(root / "docs/groups" / name, group=name)
    return root


def stale(folder: Path, error: str) -> None:
    state_file(folder).parent.mkdir(exist_ok=True)
    state_file(folder).write_text(write_state(State(folder.name, error=error)), encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = collected(
        tmp_path_factory.mktemp("collected"),
        {
            "one": tick(fill(), WASH, READ),
            "two": fill(q1="8"),
            "three": tick(fill(q1="9", q3=f"The loaf.\n\n![The loaf]({pasted(1)})"), WASH),
            "four": fill(q1="10", q3=f"The loaf.\n\n![The loaf]({pasted(2)})"),
        },
    )
    attachment = stored_path(pasted(1), ".png")
    (root / "docs/groups/three" / attachment).parent.mkdir()
    (root / "docs/groups/three" / attachment).write_bytes(PNG)
    collect(root / "docs/groups/two", late=0, rewritten=("1234567" + "0" * 33,), warnings=("dated <i>before</i> git",))
    stale(root / "docs/groups/two", "fatal: https://git.example.org/a/one <b>was not found</b>")
    collect(root / "docs/groups/three", late=1, names=STRANGE, attachments=((pasted(1), attachment),))
    (root / "docs/groups/four/collected.json").unlink()
    return build(root, "--strict")


def seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


def text(built: Built, page: str, path: str) -> str:
    return " ".join(" ".join(each.text_content() for each in built.page(page).xpath(path)).split())


def test_nothing_of_a_record_is_published(built: Built) -> None:
    assert built.code == 0, built.log
    assert not [name for name in built.files() if "collected" in name.lower() or "evidence" in name]
    for name in built.files():
        data = (built.site / name).read_bytes()
        assert b"git.example.org" not in data, name
        assert RECORD.commit.encode() not in data, name
    assert dead_links(built.site, "https://example.org/") == []


def test_an_image_that_was_pasted_into_github_is_the_groups_own_if_it_was_collected(built: Built) -> None:
    images = built.page("groups/three/index.html").xpath("//img[@alt='The loaf']/@src")
    assert images
    assert all((built.site / "groups/three" / image).is_file() for image in images)
    assert not any("attachments" in name for name in built.files())
    assert pasted(1) not in (built.site / "groups/three/index.html").read_text()
    assert not built.page("groups/four/index.html").xpath("//img[@alt='The loaf']")
    assert "It was pasted into GitHub" in text(built, "groups/four/index.html", "//body")
    assert "It was pasted into GitHub" not in text(built, "groups/three/index.html", "//body")


def test_the_head_of_a_page_says_where_it_came_from(built: Built) -> None:
    assert text(built, "groups/one/index.html", "//p[@class='mr-origin']") == (
        "Collected at commit 0123456 of 2026-01-23 22:15 +01:00, as of the deadline 2026-01-23 23:59 +01:00; "
        "2 later commits not shown."
    )
    assert built.page("groups/one/index.html").xpath("//p[@class='mr-origin']//time/@datetime") == [
        RECORD.date,
        RECORD.before,
    ]
    assert not built.page("groups/one/index.html").xpath("//p[@class='mr-stale'] | //p[@class='mr-origin']//a")
    assert "1 later commit not shown" in text(built, "groups/three/index.html", "//p[@class='mr-origin']")
    assert not built.page("groups/four/index.html").xpath("//p[@class='mr-origin']")


def test_an_older_copy_says_so_and_why(built: Built) -> None:
    said = text(built, "groups/two/index.html", "//p[@class='mr-stale']")
    assert "Outdated copy." in said
    assert "This page shows the last collected copy." in said
    assert said.endswith("Reason: fatal: … <b>was not found</b>")
    assert "later" not in text(built, "groups/two/index.html", "//p[@class='mr-origin']")


def test_the_overview_marks_groups_that_are_late_stale_or_of_uncertain_date(built: Built) -> None:
    rows = built.page("course/index.html").xpath("//table[contains(@class, 'mr-groups')]/tbody/tr")
    marks = {row.xpath("string(th/a)"): tuple(map(row.get, ("data-late", "data-stale", "data-date"))) for row in rows}
    assert marks == {
        "Group 7": ("yes", None, None),
        "Group 8": (None, "yes", "yes"),
        "Group 9": ("yes", None, None),
        "Group 10": (None, None, None),
    }
    assert text(built, "course/index.html", "//label[@class='mr-chip']") == "late 2 outdated 1 uncertain date 1"
    assert [row.xpath(".//span/@title")[-1] for row in rows if row.get("data-date")] == [
        "dated ‹i›before‹/i› git; its history was rewritten and no longer contains 1234567, collected before"
    ]
    tags = {row.xpath("string(th/a)"): row.xpath(".//span[contains(@class, 'mr-tag')]/text()") for row in rows}
    assert tags == {
        "Group 7": ["late"],
        "Group 8": ["outdated", "uncertain date"],
        "Group 9": ["late"],
        "Group 10": [],
    }


def test_the_checklist_shows_what_was_found(built: Built) -> None:
    page = "course/checklist/index.html"
    table = built.page(page).xpath("//table[contains(@class, 'mr-checklist-table')]")[0]
    heads = [" ".join(head.text_content().split()) for head in table.xpath("thead//th")]
    assert heads == ["Item", "Ticked", "Found", "Group 10", "Group 7", "Group 9", "Group 8"]
    assert {head.get("scope") for head in table.xpath("thead//th")} == {"col"}
    for row in table.xpath(".//tr"):
        assert sum(int(cell.get("colspan", 1)) for cell in row.xpath("th|td")) == len(heads)
    rows = {row.xpath("string(th)"): row.xpath("td") for row in table.xpath("tbody/tr[not(@class)]")}
    assert [" ".join(cell.text_content().split()) for cell in rows["Wash your hands"][1:]] == [
        "2/2",
        "·? files not known",
        "✓● ticked, and found",
        "✓● ticked, and found",
        "·● found, but not ticked",
    ]
    assert [" ".join(cell.text_content().split()) for cell in rows["Read the recipe twice"][1:]] == [
        "0/1",
        "·? files not known",
        "✓○ ticked, but not found",
        "· neither ticked nor found",
        "· neither ticked nor found",
    ]
    assert [cell.text_content().strip() for cell in rows["Clean the table"][1:]] == ["", "·", "·", "·", "·"]
    assert rows["Wash your hands"][3].get("title") == "ticked, and found: photos/hands.jpg"
    assert "evidence was found for 2 of 3 ticks" in text(built, page, "//p[@class='mr-lead']").lower()


def test_a_groups_checklist_shows_it_too(built: Built) -> None:
    page = "groups/one/index.html"
    assert text(built, page, "//li//*[contains(@class, 'mr-evidence--found')]") == "● found: photos/hands.jpg"
    assert (
        text(built, page, "//li//*[contains(@class, 'mr-evidence--missing')]") == "○ not found: recipe.md and **/*.csv"
    )
    assert text(built, page, "//summary/*[@class='mr-missing-count']") == "○ 1 not found"
    assert "claimed-not-found" in text(built, page, "//*[contains(@class, 'mr-summary')]")
    assert "claimed-not-found" in text(built, "course/findings/index.html", "//details/summary")
    assert (
        text(built, "groups/four/index.html", "//span[starts-with(@class, 'mr-evidence mr-')]")
        == ("? files not known " * 2).strip()
    )


def test_names_of_files_are_nothing_but_text(built: Built) -> None:
    html = (built.site / "groups/three/index.html").read_text(encoding="utf-8")
    evidence = text(built, "groups/three/index.html", "//*[contains(@class, 'mr-evidence--found')]")
    assert "<img src=x" not in html
    assert evidence == (
        r"● found: photos/<img src=x onerror=alert(1)>.jpg photos/\u202egpj.exe photos/a\x1b[31m\x0d\x0a\x00.jpg"
    )
    title = built.page("course/checklist/index.html").xpath("//td/@title[contains(., 'onerror')]")[0]
    assert not set(title) & set("<>\u202e\x1b")


def test_a_course_without_evidence_has_none_of_it(tmp_path: Path) -> None:
    site = build(project(tmp_path, {"one": tick(fill(), WASH), "two": fill(q1="8")}))
    page = (site.site / "course/checklist/index.html").read_text()
    assert "Found" not in page
    assert "mr-evidence" not in (site.site / "groups/one/index.html").read_text()
    assert 'mr-chip"' not in (site.site / "course/index.html").read_text()


def test_people_are_masked_in_names_of_files_and_reasons(tmp_path: Path) -> None:
    root = collected(tmp_path, {"one": tick(fill(), WASH, READ), "s123456-two": fill(q1="8")}, report={
        "publish": {"roster": "roster.csv", "repository": True},
    })  # fmt: skip
    (root / "roster.csv").write_text("group;student_1\none;Ada Lovelace s654321\n")
    names = {
        "one": ("photos/s123456/ada@example.org.jpg", "photos/Ada Lovelace.jpg", "recipe.md", "s654321.csv"),
        "s123456-two": ("photos/S123456.jpg", "soap-ada@example.org"),
    }
    for name, own in names.items():
        collect(root / "docs/groups" / name, names=own, repository="https://git.example.org/s123456/bread")
        stale(root / "docs/groups" / name, "s654321 moved it to https://x.org/s123456")
    stale(root / "docs/groups/one", "Ada Lovelace took it away.")
    built = build(root)
    secrets = re.compile(rb"s\d{6}|Ada Lovelace|ada@example\.org", re.IGNORECASE)
    for name in built.files():
        assert not secrets.search(name.encode()), name
        assert not secrets.search((built.site / name).read_bytes()), name
    assert not secrets.search(built.log.encode())
    assert "photos/Student\u00a01.jpg" in (built.site / "groups/one/index.html").read_text()
    assert not built.page("groups/one/index.html").xpath("//p[@class='mr-origin']//a")


def test_the_commit_leads_to_the_repository_where_the_course_says_so(tmp_path: Path) -> None:
    texts = {"one": fill(), "two": fill(q1="8"), "three": fill(q1="9")}
    root = collected(tmp_path, texts, report={"publish": {"repository": True}})
    collect(root / "docs/groups/two", repository="javascript:alert(1)")
    collect(root / "docs/groups/three", repository="https://github.com/a/b", late=3)
    built = build(root)
    link = "//p[@class='mr-origin']//a/@href"
    assert built.page("groups/one/index.html").xpath(link) == [f"{RECORD.repository}/commit/{RECORD.commit}"]
    assert built.page("groups/two/index.html").xpath(link) == []
    commit, changes = built.page("groups/three/index.html").xpath("//p[@class='mr-origin']//a")
    assert commit.get("href") == f"https://github.com/a/b/commit/{RECORD.commit}"
    assert changes.get("href") == f"https://github.com/a/b/compare/{RECORD.commit}...HEAD"
    assert changes.text_content() == "3 later commits"


@pytest.mark.parametrize("repository", [True, False])
def test_relative_links_lead_to_the_commit_where_the_course_says_so(tmp_path: Path, repository: bool) -> None:
    answer = fill(q4="The [recipe](src/recipe.md#L3) and [that of the other](s123456/recipe.md).")
    root = collected(tmp_path, {"one": answer}, report={"publish": {"repository": repository}})
    collect(root / "docs/groups/one", repository="https://github.com/bakers/bread.git", path="docs/README.md")
    built = build(root)
    links = built.page("groups/one/index.html").xpath("//*[@data-question='question-4']//a/@href")
    expected = [f"https://github.com/bakers/bread/blob/{RECORD.commit}/docs/src/recipe.md#L3"]
    assert links == (expected if repository else [])


@pytest.mark.parametrize("exclude", ["", "!.collected\n!collected.json\n"])
def test_whole_repositories_keep_their_records(tmp_path: Path, exclude: str) -> None:
    root = project(
        tmp_path, {}, report={"reports": ["*/reports/README.md"], "evidence": "docs/evidence.yml"}, exclude_docs=exclude
    )
    (root / "docs/evidence.yml").write_text(CLUES)
    for name in ("one", "two"):
        write_group(root / "docs" / name / "reports", tick(fill(), WASH))
        collect(root / "docs" / name, path="reports/README.md")
        stale(root / "docs" / name, "gone")
    (root / "docs/three").mkdir()
    collect(root / "docs/three")
    built = build(root)
    assert not [name for name in built.files() if "collected" in name or "evidence" in name]
    assert text(built, "one/reports/index.html", "//li//*[contains(@class, 'mr-evidence--found')]")
    assert "Outdated copy." in text(built, "one/reports/index.html", "//p[@class='mr-stale']")


def test_an_entry_about_nothing_is_told_by_a_build(tmp_path: Path) -> None:
    root = collected(tmp_path, {"one": fill(), "two": fill(q1="8")})
    (root / "evidence.yml").write_text("\n- {item: wash your hand's, any: x}\n")
    built = build(root)
    assert "evidence.yml:2: No item of the checklist contains “wash your hand s”." in built.log
    assert "Did you mean “Wash your hands”?" in built.log
    (root / "evidence.yml").write_text("- item: x\n")
    built = build(root)
    assert built.code != 0
    assert "evidence.yml:1: write either “any” or “all”" in built.log
    assert "Traceback" not in built.log


def test_from_git_to_the_page(tmp_path: Path) -> None:
    """Two real repositories, collected as of a deadline; one of them is gone the next time."""
    root = project(tmp_path / "course", {}, report={"evidence": "evidence.yml", "fail_on": "never"})
    (root / "evidence.yml").write_text(CLUES)
    late = "2026-01-24T08:00:00+01:00"
    for name in ("one", "two"):
        files: dict[str, File] = {
            "reports/README.md": tick(fill(), WASH, READ),
            "photos/hands.jpg": PNG,
            "reports/figures/loaf.png": PNG,
        }
        on_time = Made({**files, "data/x.csv": "1"}, f"{seconds(RECORD.date)} +0100")
        make(tmp_path / f"{name}.git", [on_time, Made({**files, "recipe.md": "Too late."}, f"{seconds(late)} +0100")])
    entries = [RosterEntry(name, 1, repository=f"file://{tmp_path}/{name}.git") for name in ("one", "two")]
    plan = CollectPlan(
        root / "docs/groups", tmp_path / "cache", datetime.fromisoformat(str(RECORD.before)), local=True, tries=1
    )
    assert [outcome.error for outcome in collect_all(entries, plan)] == [None, None]
    shutil.move(tmp_path / "two.git", tmp_path / "moved.git")
    assert collect_all(entries, plan)[1].stale
    built = build(root, "--strict")
    assert built.code == 0, built.log
    for name in ("one", "two"):
        page = f"groups/{name}/index.html"
        assert "as of the deadline 2026-01-23 23:59 +01:00; 1 later commit not shown." in text(
            built, page, "//p[@class='mr-origin']"
        )
        assert "photos/hands.jpg" in text(built, page, "//li//*[contains(@class, 'mr-evidence--found')]")
        assert "files were not found: recipe.md" in text(built, page, "//ul[@class='mr-problems']")
    assert not built.page("groups/one/index.html").xpath("//p[@class='mr-stale']")
    assert "Reason:" in text(built, "groups/two/index.html", "//p[@class='mr-stale']")
    for name in built.files():
        assert str(tmp_path).encode() not in (built.site / name).read_bytes(), name


class TestCommand:
    """`mkdocs-report check` on collected reports."""

    @pytest.fixture(autouse=True)
    def course(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        collected(tmp_path, {"one": tick(fill(), WASH, READ), "two": fill(q1="8"), "three": tick(fill(q1="9"), READ)})
        (tmp_path / "docs/groups/three/collected.json").unlink()
        collect(tmp_path / "docs/groups/two", names=(*STRANGE[:4], *RECORD.names))
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("NO_COLOR", "1")

    def test_text(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, err = run(capsys, "check", "docs/groups", "--settings", "mkdocs.yml")
        assert (code, err) == (0, "")
        golden("evidence.txt", trimmed(out))

    def test_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _ = run(capsys, "check", "docs/groups", "--settings", "mkdocs.yml", "--format", "json")
        data = json.loads(out)
        jsonschema.validate(data, json.loads(SCHEMA.read_text()))
        assert code == 0
        one, three, two = (report["checklist"] for report in data["reports"])
        assert one["evidence"] == [
            {
                "item": "Wash your hands",
                "line": 9,
                "claimed": True,
                "proof": "found",
                "wanted": "a photograph of clean hands",
                "found": ["photos/hands.jpg"],
            },
            {
                "item": "Read the `recipe` twice",
                "line": 10,
                "claimed": True,
                "proof": "missing",
                "wanted": "recipe.md and **/*.csv",
                "found": [],
            },
        ]
        assert [(each["proof"], each["found"]) for each in three["evidence"]] == [("unknown", None)] * 2
        assert [each["proof"] for each in two["evidence"]] == ["unclaimed", "open"]
        assert len(two["evidence"][0]["found"]) == 3

    def test_without_an_evidence_file_there_is_no_such_key(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check", "docs/groups", "--template", "template.md", "--format", "json"]) == 0
        data = json.loads(capsys.readouterr().out)
        assert {tuple(report["checklist"]) for report in data["reports"]} == {("items", "checked")}
