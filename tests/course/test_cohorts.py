"""Several years on one site: each is a course of its own, and a page leads across them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import mkdocs_report
from mkdocs_report.cli.doctor.examine import examine
from mkdocs_report.cli.doctor.gather import gather
from mkdocs_report.cli.main import main
from mkdocs_report.config.read_settings import read_settings
from mkdocs_report.course.cohorts import merge_cohorts
from mkdocs_report.errors import SettingsError
from mkdocs_report.export.csv import to_csv
from mkdocs_report.export.fingerprint import with_fingerprints
from mkdocs_report.model.course import Course
from mkdocs_report.pages.by_question import course_questions
from mkdocs_report.pages.years import Share, years
from tests.support.builds import Built, build
from tests.support.crawl import dead_links
from tests.support.reports import TEMPLATE, fill, judged, write_group
from tests.support.two_years import OWN_PAGES, YEARS, cohorts, course_of_years, dough

pytestmark = pytest.mark.slow

BASE = "https://example.org/kitchen/"
SCHEMA = Path(mkdocs_report.__file__).parent / "export" / "check.schema.json"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = course_of_years(
        tmp_path_factory.mktemp("years"),
        {"publish": {"badges": True}, "export": {"json": "out/all.json", "badges": "out/badges"}},
    )
    found = build(root)
    assert found.code == 0, found.log
    return found


def page_of(year: str, name: str) -> str:
    return f"course/{year}/index.html" if name == "overview" else f"course/{year}/{name}/index.html"


def years_row(built: Built, path: str) -> dict[str, tuple[str, str | None]]:
    """Return the row of years on a page: of each link where it leads, and whether it is where the reader is."""
    links = built.page(path).xpath("//ul[contains(@class, 'mr-years')]//a")
    return {link.text: (link.get("href"), link.get("aria-current")) for link in links}


def test_each_year_has_all_pages_in_a_folder_of_its_name(built: Built) -> None:
    for year in YEARS:
        assert {page_of(year, name) for name in OWN_PAGES} <= built.files()
        assert {f"course/{year}/questions/{number}/index.html" for number in (1, 2, 3, 4)} <= built.files()
        assert {f"course/{year}/groups.json", f"course/{year}/badges/1.json"} <= built.files()
        assert {f"groups/{year}/{number}/index.html" for number in (1, 2, 3)} <= built.files()
    assert not {page_of("", name) for name in OWN_PAGES if name != "overview"} & built.files()
    assert dead_links(built.site, BASE) == []


@pytest.mark.parametrize("year", YEARS)
def test_a_years_pages_show_and_lead_to_nothing_of_another(built: Built, year: str) -> None:
    other = next(each for each in YEARS if each != year)
    pages = [page_of(year, name) for name in OWN_PAGES] + [f"groups/{year}/{number}/index.html" for number in (1, 2, 3)]
    pages += [f"course/{year}/questions/{number}/index.html" for number in (1, 2, 3, 4)]
    for path in pages:
        tree = built.page(path).xpath("//article")[0]
        for row in tree.xpath(".//ul[contains(@class, 'mr-years')]"):
            row.drop_tree()
        assert dough(other) not in tree.text_content(), path
        assert not [link for link in tree.xpath(".//@href") if other in link], path
    listed = json.loads((built.site / f"course/{year}/groups.json").read_text())
    assert [(each["title"], each["url"]) for each in listed] == [
        (f"Group {number}", f"../../groups/{year}/{number}/") for number in (1, 2, 3)
    ]


def test_tabs_of_a_browser_tell_the_year(built: Built) -> None:
    for year in YEARS:
        for path, title in ((f"groups/{year}/1/index.html", "Group 1"), (page_of(year, "matrix"), "Matrix")):
            assert built.page(path).findtext(".//title") == f"{title} ({year}) - Kitchen"
    assert built.page("course/index.html").findtext(".//title") == "All years - Kitchen"


def test_each_year_is_judged_by_its_own_template(built: Built) -> None:
    verdicts = {
        year: {each["verdict"] for each in json.loads((built.site / f"course/{year}/groups.json").read_text())[:2]}
        for year in YEARS
    }
    assert verdicts["2025"] != {"error"}
    assert verdicts["2026"] == {"error"}


def test_every_page_has_a_way_to_the_other_years(built: Built) -> None:
    assert years_row(built, "course/2026/matrix/index.html") == {
        "All years": ("../../", None),
        "2025": ("../../2025/matrix/", None),
        "2026": ("../", "true"),
    }
    assert years_row(built, "course/2025/questions/4/index.html")["2026"][0] == "../../../2026/questions/4/"
    assert years_row(built, "groups/2025/1/index.html") == {
        "All years": ("../../../course/", None),
        "2025": ("../../../course/2025/", "true"),
        "2026": ("../../../course/2026/", None),
    }
    assert years_row(built, "course/index.html") == {
        "All years": ("./", "page"),
        "2025": ("2025/", None),
        "2026": ("2026/", None),
    }


def test_the_page_across_years_tells_each_in_numbers(built: Built) -> None:
    table = built.page("course/index.html").xpath("//table[caption]")[0]
    assert all(head.get("scope") == "col" for head in table.xpath(".//thead/tr/th"))
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in table.xpath(".//tbody/tr")]
    assert [row[:2] for row in rows] == [["2025", "3"], ["2026", "3"]]
    assert [row[3:6] for row in rows] == [["67 % 2/3", "92 % 11/12", "–"], ["0 % 0/3", "67 % 8/12", "▼ −25 points"]]
    assert table.xpath(".//tbody/tr/th[@scope='row']/a/@href") == ["2025/", "2026/"]
    missed = built.page("course/index.html").xpath("//ol[contains(@class, 'mr-question-list')]//a/@href")
    assert missed == ["2025/questions/4/", "2026/questions/2/", "2026/questions/4/"]
    moved = built.page("course/index.html").xpath("//table[contains(@class, 'mr-moves')]/tbody/tr")
    assert [move.xpath("string(th/a/@href)") for move in moved] == [
        "2026/questions/2/",
        "2026/findings/?rule=prompt-changed",
        "2026/findings/?rule=too-few-words",
    ]
    texts = [[cell.text_content() for cell in move.xpath("td")] for move in moved]
    rule = ["0 % 0/3", "100 % 3/3", "▲ +100 points, worse"]
    assert texts == [["100 % 3/3", "0 % 0/3", "▼ −100 points, worse"], rule, rule]


def test_search_finds_all_and_says_the_year_where_titles_are_the_same(built: Built) -> None:
    titles = {entry["location"]: entry["title"] for entry in built.search()}
    assert titles["groups/2025/1/"] == "Group 1 (2025)"
    assert titles["groups/2026/1/"] == "Group 1 (2026)"
    assert titles["course/2026/matrix/"] == "Matrix (2026)"
    assert titles["course/"] == "All years"
    texts = [entry["text"] for entry in built.search()]
    assert all(sum(f"Patience, {year}." in text for text in texts) == 2 for year in YEARS)


def test_exports_name_the_year_of_each_report(built: Built) -> None:
    root = built.site.parent
    data = json.loads((root / "out/all.json").read_text())
    jsonschema.validate(data, json.loads(SCHEMA.read_text()))
    assert [(each["cohort"], each["id"], each["title"]) for each in data["reports"]] == [
        (year, number, f"Group {number} ({year})") for year in YEARS for number in ("1", "2", "3")
    ]
    assert {f"{path.parent.name}/{path.name}" for path in (root / "out/badges").rglob("*.json")} == {
        f"{year}/{number}.json" for year in YEARS for number in (1, 2, 3)
    }


def test_a_year_with_one_group_and_one_with_none(tmp_path: Path) -> None:
    more = {"2027": {"reports": ["groups/2027/*/README.md"]}, "2028": {"reports": ["groups/2028/*/README.md"]}}
    root = course_of_years(tmp_path, {"cohorts": cohorts() | more, "templates": ["templates/2026.md"]})
    write_group(root / "docs/groups/2027/1")
    found = build(root)
    assert found.code == 0, found.log
    assert dead_links(found.site, BASE) == []
    assert "course/2027/matrix/index.html" in found.files()
    assert not {path for path in found.files() if path.startswith("course/2028")}
    assert "No reports yet" in found.page("course/index.html").text_content()
    assert [line for line in found.warnings() if "2028" in line and "no file matches" in line]
    assert list(years_row(found, "course/2027/index.html")) == ["All years", "2025", "2026", "2027"]


def test_without_addresses_of_folders_all_links_lead_somewhere(tmp_path: Path) -> None:
    root = course_of_years(tmp_path, {"prefix": ""}, use_directory_urls=False)
    (root / "docs/index.md").unlink()
    found = build(root)
    assert found.code == 0, found.log
    assert {"index.html", "2025/index.html", "2026/matrix.html"} <= found.files()
    assert dead_links(found.site, BASE) == []


def test_courses_of_one_site_are_not_called_years_and_have_folders_of_their_own(tmp_path: Path) -> None:
    two = cohorts(y2025={"prefix": "bread"}, y2026={"prefix": ""})
    root = course_of_years(tmp_path, {"cohorts": {"Bread": two["2025"], "Soup": two["2026"]}, "prefix": "courses"})
    (root / "docs/index.md").unlink()
    found = build(root)
    assert found.code == 0, found.log
    assert dead_links(found.site, BASE) == []
    assert {"courses/index.html", "bread/matrix/index.html", "index.html", "matrix/index.html"} <= found.files()
    assert {path.split("/")[0] for path in found.files() if path.endswith("groups.json")} == {"bread", "groups.json"}
    assert years_row(found, "bread/matrix/index.html") == {
        "All courses": ("../../courses/", None),
        "Bread": ("../", "true"),
        "Soup": ("../../matrix/", None),
    }
    across = found.page("courses/index.html")
    assert across.findtext(".//title") == "All courses - Kitchen"
    assert [head.text for head in across.xpath("//table[caption]/thead//th")][:4] == [
        "Course",
        "Groups",
        "Verdicts",
        "Groups without errors",
    ]
    assert not re.search(r"\byears?\b|Change", across.xpath("//article")[0].text_content(), re.IGNORECASE)
    assert "All courses" in {entry["title"] for entry in found.search()}


@pytest.mark.parametrize(
    ("names", "word"),
    [
        (["2025", "2026"], "year"),
        (["autumn-2025", "2026b"], "year"),
        (["2025", "Evening"], "course"),
        (["CS10101", "CS10102"], "course"),
    ],
)
def test_cohorts_are_called_years_if_all_have_one_in_their_names(names: list[str], word: str) -> None:
    assert years({name: (Course(()), ()) for name in names}).word == word


def test_a_page_that_a_course_writes_itself_stays(tmp_path: Path) -> None:
    root = course_of_years(tmp_path)
    (root / "docs/course").mkdir()
    (root / "docs/course/index.md").write_text("# Our years\n\nAll of them.\n")
    found = build(root)
    assert "All of them." in found.page("course/index.html").text_content()
    assert years_row(found, "course/2025/index.html")["All years"][0] == "../"
    assert dead_links(found.site, BASE) == []


def test_two_years_in_one_folder_keep_each_others_reports(tmp_path: Path) -> None:
    root = course_of_years(tmp_path)
    for year in YEARS:
        for number in (1, 2, 3):
            (root / f"docs/groups/{year}/{number}").rename(root / f"docs/groups/{year}-{number}")
        (root / f"docs/groups/{year}").rmdir()
    setting(
        root, cohorts={year: {**each, "reports": [f"groups/{year}-*/README.md"]} for year, each in cohorts().items()}
    )
    found = build(root)
    assert found.code == 0, found.log
    assert {f"groups/{year}-{number}/index.html" for year in YEARS for number in (1, 2, 3)} <= found.files()


def setting(root: Path, **values: Any) -> None:
    """Change the plugin's options."""
    config = yaml.safe_load((root / "mkdocs.yml").read_text())
    config["plugins"][1]["report"].update(values)
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config))


def test_each_year_has_its_own_roster_waivers_and_groups_left_out(tmp_path: Path) -> None:
    own = {
        "roster": "roster.csv",
        "without": ["2"],
        "waivers": "waivers.yml",
        "severity": {"too-few-words": "warning"},
    }
    root = course_of_years(tmp_path, {"cohorts": cohorts(y2026=own)})
    (root / "roster.csv").write_text("group,student_1,consent\n1,Ada Lovelace,yes\n3,Grace Hopper,no\n2,Nobody,yes\n")
    (root / "waivers.yml").write_text(
        yaml.safe_dump([{"group": "1", "rule": "too-few-words", "reason": "as agreed", "question": "2"}])
    )
    for year in YEARS:
        write_group(root / f"docs/groups/{year}/1", fill(q1="1", q2="Ada Lovelace mixed it."))
    found = build(root)
    assert found.code == 0, found.log
    assert {path for path in found.files() if re.fullmatch(r"groups/2026/\d/index.html", path)} == {
        "groups/2026/1/index.html"
    }
    assert {f"groups/2025/{number}/index.html" for number in (1, 2, 3)} <= found.files()
    now, before = (found.page(f"groups/{year}/1/index.html").text_content() for year in ("2026", "2025"))
    assert "Ada Lovelace" not in now
    assert "as agreed" in now
    assert "Ada Lovelace" in before
    assert "as agreed" not in before


def test_nobody_complains_of_a_shared_waiver_that_another_year_has_use_for(tmp_path: Path) -> None:
    root = course_of_years(tmp_path, {"waivers": "waivers.yml", "limits": {"2": {"words": [1, 90]}}})
    entries = [
        {"group": "3", "rule": "unanswered", "reason": "as agreed", "question": "4"},
        {"group": "only-now", "rule": "unanswered", "reason": "as agreed", "question": "4"},
        {"group": "nowhere", "rule": "unanswered", "reason": "as agreed"},
    ]
    (root / "waivers.yml").write_text(yaml.safe_dump(entries))
    write_group(root / "docs/groups/2026/only-now", fill(q1="9", q4="--- question 4 fill here ---"))
    found = build(root, "-v")
    assert found.code == 0, found.log
    said = {line for line in found.log.splitlines() if "waivers.yml" in line and "waiver of" in line}
    assert len(said) == 1
    assert "nowhere" in said.pop()


def test_what_looks_like_a_report_of_no_year_is_told_of_and_not_published(tmp_path: Path) -> None:
    root = course_of_years(tmp_path, nav=["index.md", "guide.md", "example.md"])
    write_group(root / "docs/groups/2024/1", fill(q2="By s123456, and nobody hides it."))
    (root / "docs/groups/2026/1/old.md").write_text(fill())
    (root / "docs/example.md").write_text(fill(q2="An example that is no report, and that nav names."))
    (root / "docs/guide.md").write_text("# Guide\n\n### Question 2\n\n> **Explain how you made the dough**\n")
    found = build(root)
    assert found.code == 0, found.log
    assert [line for line in found.warnings() if "docs/groups/2024/1/README.md" in line and "no cohort" in line]
    assert not [path for path in found.files() if "2024" in path or "old" in path]
    assert {"guide/index.html", "example/index.html"} <= found.files()
    assert sum("no cohort" in line for line in found.warnings()) == 1


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        ({"2026": {"reports": ["groups/*/*/README.md"]}}, ["“2025” and “2026” both take groups/2025/1/README.md"]),
        ({"2026": {}}, ["cohorts: 2026", "name its reports"]),
        ({"2026": {"reports": ["a"], "templtes": ["b"]}}, ["cohorts: 2026", "templtes", "templates"]),
        ({"2026": {"reports": ["a"], "templates": ["none.md"]}}, ["cohorts: 2026", "none.md"]),
        ({"2026": {"reports": ["a"], "severity": {"too-few-word": "off"}}}, ["cohorts: 2026", "too-few-words"]),
        ({"2026": {"reports": ["a"], "limits": {"2": {"words": "x"}}}}, ["cohorts: 2026: limits: 2", "range"]),
        (
            {"2026": {"reports": ["groups/2026/*/README.md"], "roster": "none.csv"}},
            ["cohorts: 2026: roster", "none.csv"],
        ),
        ({"2026": {"reports": ["groups/2026/*/README.md"], "without": ["9"]}}, ["cohorts: 2026: without", "“9”"]),
        ({"2026": {"reports": ["a"], "waivers": "none.yml"}}, ["cohorts: 2026: waivers", "none.yml"]),
        ({"../up": {"reports": ["a"]}}, ["cohorts", "../up", "address"]),
        ({"Now": {"reports": ["a"]}, "now": {"reports": ["b"]}}, ["“Now” and “now”", "address"]),
        ({"2026": {"reports": ["a"], "prefix": "course/2025"}}, ["“2025” and “2026”", "address"]),
        ({"2026": {"reports": ["a"], "prefix": "course/2025/questions/4"}}, ["“2025” and “2026”", "address"]),
        ({"2026": {"reports": ["a"], "prefix": "/Course/"}}, ["cohorts: 2026: prefix", "across all cohorts"]),
        ({"2026": {"reports": ["a"], "prefix": 7}}, ["cohorts: 2026: prefix: write a text, not “7”"]),
    ],
)
def test_what_can_not_be_used_is_told_with_its_line(tmp_path: Path, change: dict[str, Any], parts: list[str]) -> None:
    first = {"2025": {"reports": ["groups/2025/*/README.md"]}}
    root = course_of_years(tmp_path, {"cohorts": first | change})
    found = build(root)
    assert found.code == 1
    assert "Traceback" not in found.log
    for part in (*parts, "mkdocs.yml:"):
        assert part in found.log, found.log


def test_the_course_itself_names_no_reports_beside_its_years(tmp_path: Path) -> None:
    found = build(course_of_years(tmp_path, {"reports": ["groups/*/README.md"]}))
    assert found.code == 1
    assert "each cohort names its own" in found.log


def in_course(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(course_of_years(root))
    return root


def test_check_judges_each_report_by_its_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    in_course(tmp_path, monkeypatch)
    assert main(["check", "docs", "--settings", "mkdocs.yml", "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    jsonschema.validate(data, json.loads(SCHEMA.read_text()))
    assert [(each["cohort"], each["id"]) for each in data["reports"]] == [
        (year, number) for year in YEARS for number in ("1", "2", "3")
    ]
    templates = {each["cohort"]: each["template"] for each in data["reports"]}
    assert templates == {year: f"templates/{year}.md" for year in YEARS}
    assert main(["check", "docs/groups/2025/1/README.md", "--settings", "mkdocs.yml", "--format", "json"]) == 0
    assert [each["cohort"] for each in json.loads(capsys.readouterr().out)["reports"]] == ["2025"]
    assert main(["check", "docs/groups/2026", "--settings", "mkdocs.yml", "--format", "json"]) == 1
    assert {each["cohort"] for each in json.loads(capsys.readouterr().out)["reports"]} == {"2026"}


def test_check_tells_of_reports_of_no_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = in_course(tmp_path, monkeypatch)
    write_group(root / "docs/groups/2024/1")
    assert main(["check", "docs/groups", "--settings", "mkdocs.yml", "--format", "json"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert [each["path"] for each in problems] == ["docs/groups/2024/1/README.md"]
    assert main(["check", "docs/groups/2024/1/README.md", "--settings", "mkdocs.yml"]) == 2
    assert "belongs to no cohort" in capsys.readouterr().err
    assert main(["check", "templates", "--settings", "mkdocs.yml"]) == 2
    assert "no report of any cohort" in capsys.readouterr().err


def test_python_is_told_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_course(tmp_path, monkeypatch)
    course = mkdocs_report.check("docs", settings="mkdocs.yml")
    assert [judged.cohort for judged in course.reports] == ["2025"] * 3 + ["2026"] * 3
    assert to_csv(course).splitlines()[0].endswith('"cohort"')
    prints = [fingerprint for _, _, fingerprint in with_fingerprints(course)]
    assert len(set(prints)) == len(prints)
    before = [fingerprint for judged, _, fingerprint in with_fingerprints(course) if judged.cohort == "2025"]
    alone = mkdocs_report.check("docs/groups/2025", settings="mkdocs.yml")
    assert [fingerprint for _, _, fingerprint in with_fingerprints(alone)] == before


def test_a_year_takes_from_the_course_what_it_does_not_set(tmp_path: Path) -> None:
    (tmp_path / "s.yml").write_text(
        "templates: [all.md]\nseverity: {marker-left: off, unanswered: warning}\nlimits: {3: {words: [1, 2]}}\n"
        "cohorts:\n  2025: {reports: 'a/*.md'}\n"
        "  2026: {reports: [b/*.md], templates: new.md, severity: {unanswered: error}, limits: {4: {words: [5, 6]}}}\n"
    )
    settings = read_settings(tmp_path / "s.yml", "s.yml")
    old, new = settings.cohorts
    assert (old.name, old.reports, old.folder) == ("2025", ("a/*.md",), tmp_path)
    assert old.settings.templates == (str(tmp_path / "all.md"),)
    assert new.settings.templates == (str(tmp_path / "new.md"),)
    assert old.settings.policy == settings.policy
    assert {name: each and each.value for name, each in new.settings.policy.severity.items()} == {
        "marker-left": None,
        "unanswered": "error",
    }
    assert sorted(new.settings.policy.limits) == ["3", "4"]
    assert new.settings.option_locations["limits", "4"] == ("s.yml", 6)
    assert new.settings.option_locations["limits", "3"] == ("s.yml", 3)


def test_a_setting_of_a_year_is_complained_about_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "s.yml").write_text("cohorts:\n  2025:\n    reports: [a]\n    waivers: none.yml\n")
    with pytest.raises(SettingsError, match=r"^s\.yml:4: cohorts: 2025: waivers: file not found: none\.yml"):
        read_settings(tmp_path / "s.yml", "s.yml")


def test_a_guide_with_a_template_in_docs_is_no_report(tmp_path: Path) -> None:
    root = course_of_years(tmp_path)
    (root / "docs/groups/2025/TEMPLATE.md").write_text(TEMPLATE)
    setting(
        root,
        cohorts=cohorts(y2025={"templates": ["docs/groups/2025/TEMPLATE.md"], "reports": ["groups/2025/**/*.md"]}),
    )
    found = build(root)
    assert found.code == 0, found.log
    assert not [line for line in found.warnings() if "TEMPLATE" in line]
    assert len(json.loads((found.site / "course/2025/groups.json").read_text())) == 3


def test_the_guides_settings_can_be_used(tmp_path: Path) -> None:
    guide = (Path(__file__).parent.parent.parent / "docs/guide/years.md").read_text(encoding="utf-8")
    example = guide.split("```yaml\n", 1)[1].split("```", 1)[0]
    for folder in ("rosters", "templates"):
        (tmp_path / folder).mkdir()
    for year in YEARS:
        (tmp_path / f"templates/{year}-09.md").write_text(TEMPLATE)
        (tmp_path / f"rosters/{year}.csv").write_text("group,student_1\n1,Ada Lovelace\n")
        write_group(tmp_path / f"docs/groups/{year}/1")
    (tmp_path / "waivers-2026.yml").write_text("[]\n")
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Kitchen\n{example}")
    settings = read_settings(tmp_path / "mkdocs.yml", "mkdocs.yml")
    assert [cohort.name for cohort in settings.cohorts] == list(YEARS)
    assert settings.cohorts[1].settings.waivers_path == "waivers-2026.yml"
    assert settings.cohorts[0].folder == tmp_path / "docs"
    found = build(tmp_path)
    assert found.code == 0, found.log
    assert {"course/index.html", "course/2026/badges/1.json"} <= found.files()


def advised(root: Path) -> list[str]:
    """Return what the doctor says of the years, without what it says of everything."""
    said = examine(gather(root / "mkdocs.yml", "mkdocs.yml"))
    checks = {"template", "reports", "stray", "unused", "without", "roster"}
    return [f"{each.level.value} {each.path}:{each.line}: {each.message}" for each in said if each.check in checks]


def test_the_doctor_is_content_with_a_course_of_years(tmp_path: Path) -> None:
    root = course_of_years(tmp_path)
    assert advised(root) == []
    reports = gather(root / "mkdocs.yml", "mkdocs.yml").found.reports
    assert sorted(reports) == [f"{year}/{number}" for year in YEARS for number in ("1", "2", "3")]


def test_the_doctor_looks_at_each_year_by_itself(tmp_path: Path) -> None:
    own = {"roster": "roster.csv", "reports": ["groups/2026/*/README.md", "nowhere/*.md"], "without": ["7"]}
    root = course_of_years(tmp_path, {"cohorts": cohorts(y2026=own), "severity": {"marker-left": "error"}})
    (root / "roster.csv").write_text("group,student_1\n1,Ada Lovelace\n2,Grace Hopper\n4,Nobody\n")
    write_group(root / "docs/groups/2024/1")
    text = (root / "mkdocs.yml").read_text().splitlines()
    glob, seven = (next(n for n, line in enumerate(text, 1) if each in line) for each in ("nowhere", "- '7'"))
    said = advised(root)
    assert any(each.startswith(f"warning mkdocs.yml:{glob}: reports: no file matches") for each in said)
    assert any(
        each.startswith(f"error mkdocs.yml:{seven}: cohorts: 2026: without: there is no group “7”") for each in said
    )
    assert any("docs/groups/2024/1/README.md" in each and "belongs to no cohort" in each for each in said)
    assert any(
        each.startswith("warning roster.csv:4: The group in this line of the roster has no report") for each in said
    )
    assert any("no line for “3”" in each for each in said)
    assert sum("marker-left" in each for each in said) <= 1


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_under_every_theme_all_links_lead_somewhere(tmp_path: Path, theme: str) -> None:
    found = build(course_of_years(tmp_path, {"pages": {"overview": False}}, theme={"name": theme}))
    assert found.code == 0, found.log
    assert dead_links(found.site, BASE) == []
    assert years_row(found, "groups/2025/1/index.html")["2026"][0] == "../../../course/2026/matrix/"


@pytest.mark.parametrize(
    ("number", "of", "percent"), [(0, 0, None), (0, 9, 0), (9, 9, 100), (1, 900, 1), (899, 900, 99), (1, 3, 33)]
)
def test_a_share_is_all_or_nothing_only_where_it_is_exactly_that(number: int, of: int, percent: int | None) -> None:
    assert Share(number, of).percent == percent


def test_a_change_is_told_against_the_last_year_that_has_answers() -> None:
    good, gap = (Course((judged(text),)) for text in (fill(), fill(q4="--- question 4 fill here ---")))
    found = years(
        {name: (each, course_questions(each)) for name, each in {"a": gap, "b": Course(()), "c": good}.items()}
    )
    assert [year.change for year in found.years] == [None, None, 25]
    assert [year.median_words is None for year in found.years] == [False, True, False]
    assert [missed.id for missed in found.years[0].most_missed] == ["question-4"]
    assert (found.groups, found.totals.answered, found.totals.asked) == (2, 7, 8)


def test_changes_are_of_questions_that_both_years_have_and_name_another_wording() -> None:
    unanswered = fill(q4="--- question 4 fill here ---")
    said = "Explain how you made the dough", "Describe the dough"
    courses = {
        "2025": Course((judged(fill(q2="Short.")), judged(fill()))),
        "2026": Course((judged(fill().replace(*said), TEMPLATE.replace(*said)), judged(unanswered))),
    }
    (change,) = years({name: (each, course_questions(each)) for name, each in courses.items()}).changes
    assert (change.before, change.after) == ("2025", "2026")
    assert [(move.id, move.points, move.reworded) for move in change.questions] == [
        ("question-2", 50, True),
        ("question-4", -50, False),
    ]
    assert {move.id: move.points for move in change.rules} == {"too-few-words": -50, "unanswered": 50}
    courses = {f"Course {name[-1]}": each for name, each in courses.items()}
    assert years({name: (each, course_questions(each)) for name, each in courses.items()}).changes == ()


def test_a_course_without_years_stays_what_it_is() -> None:
    course = Course((judged(fill()),))
    assert merge_cohorts({"": course}) is course
    assert [each.cohort for each in merge_cohorts({"2026": course}).reports] == ["2026"]
