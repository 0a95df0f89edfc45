"""The doctor: what is wrong with a course's set-up is told, and what is right is not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from mkdocs_report.cli.doctor import software
from mkdocs_report.cli.doctor.examine import examine, exit_code
from mkdocs_report.cli.doctor.facts import (
    Advice,
    CacheFolder,
    Facts,
    FoundFiles,
    Level,
    RosterFacts,
    Software,
    SymbolicLink,
)
from mkdocs_report.cli.doctor.gather import gather
from mkdocs_report.cli.doctor.roster_members import member_warnings
from mkdocs_report.cli.main import main
from mkdocs_report.config.read_settings import settings_from_file
from mkdocs_report.config.roster import Roster, RosterEntry
from mkdocs_report.config.settings_file import read_settings_file
from mkdocs_report.masking.matching import Member
from mkdocs_report.masking.number_patterns import NUMBER
from mkdocs_report.model.course import Problem
from tests.support.builds import build, project
from tests.support.reports import TEMPLATE, fill, write_group

ROOT = Path(__file__).parent.parent.parent
FINE = {"templates": ["template.md"]}


def facts(folder: Path, text: str, found: FoundFiles | None = None, **more: Any) -> Facts:
    """Facts of a settings file with this text; what it says stands on the lines that it has here."""
    file = folder / "mkdocs.yml"
    file.write_text(text)
    read = read_settings_file(file, "mkdocs.yml")
    usual = FoundFiles(templates=("template.md",), reports={"one": "docs/groups/one/README.md"})
    return Facts(
        "mkdocs.yml", file=read, settings=settings_from_file(read, folder), docs="docs", found=found or usual, **more
    )


@pytest.fixture(autouse=True)
def _without_browsers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start no browser to ask for its version; `test_what_is_asked_for_is_what_is_there` asks git."""
    monkeypatch.setattr(software, "_BROWSERS", ())


def site(options: str = "", above: str = "site_name: x\nsite_url: https://e.org/\n") -> str:
    lines = "".join(f"      {line}\n" for line in ["templates: [template.md]", *options.splitlines()])
    return f"{above}plugins:\n  - search\n  - report:\n{lines}"


def told(given: Facts) -> list[tuple[str, str]]:
    return [(each.level.value, f"{each.path}:{each.line}: {each.message}") for each in examine(given)]


def only(given: Facts) -> Advice:
    [advice] = examine(given)
    assert advice.help
    return advice


def test_a_course_that_is_set_up_well(tmp_path: Path) -> None:
    assert examine(facts(tmp_path, site())) == []


class TestSoftware:
    @pytest.mark.parametrize(
        ("package", "version", "requirement", "words"),
        [
            ("click", "8.3.1", "click!=8.3.*,>=8.1", "`mkdocs serve` does not notice changes"),
            ("mkdocs", "2.0.0", "mkdocs<2,>=1.6", "runs no plugins"),
            ("mkdocs-material", "10.0", "mkdocs-material<10,>=9.7", "other versions of the theme"),
            ("nh3", "0.3.6", "nh3>=0.3.7", "nh3 0.3.6 is installed"),
            ("lxml", None, "lxml>=5", "lxml is not installed"),
        ],
    )
    def test_a_version_that_does_not_go_with_it(
        self, package: str, version: str | None, requirement: str, words: str
    ) -> None:
        advice = only(Facts("mkdocs.yml", Software({package: version}, {}, (requirement,))))
        assert advice.level is Level.ERROR
        assert words in advice.message
        assert advice.help.startswith(f'Run: pip install "{package}')

    def test_properdocs_stands_in_for_mkdocs(self) -> None:
        installed = Software({"mkdocs": None, "properdocs": "1.6.7"}, {}, ("mkdocs<2,>=1.6",))
        assert examine(Facts("mkdocs.yml", installed)) == []

    def test_what_only_engineers_need_is_not_asked_for(self) -> None:
        assert examine(Facts("mkdocs.yml", Software({"rich": None}, {}, ('rich>=99; extra == "dev"',)))) == []

    def test_no_git(self) -> None:
        advice = only(Facts("mkdocs.yml", Software({}, {"git": None, "chromium": None})))
        assert (advice.check, advice.level) == ("git", Level.WARNING)

    def test_another_generator(self, tmp_path: Path) -> None:
        workflow = tmp_path / ".github/workflows/site.yml"
        workflow.parent.mkdir(parents=True)
        workflow.write_text("jobs:\n  # was: zensical build\n  site:\n    run: uv run zensical build --clean\n")
        advice = [each for each in examine(gather(write(tmp_path, FINE), "mkdocs.yml")) if each.level is Level.ERROR]
        assert [(each.check, each.path, each.line) for each in advice] == [
            ("other-generator", ".github/workflows/site.yml", 4)
        ]
        workflow.unlink()
        (tmp_path / "zensical.toml").write_text("")
        assert gather(tmp_path / "mkdocs.yml", "mkdocs.yml").other_generators == (("Zensical", ("zensical.toml", 1)),)
        installed = Facts("mkdocs.yml", Software({"zensical": "0.1"}))
        assert only(installed).level is Level.WARNING

    @pytest.mark.parametrize(
        ("name", "text", "line"),
        [
            ("requirements.txt", "mkdocs\nmkdocs-report @ git+https://github.com/OWNER/mkdocs-report@0a1b2c3\n", 2),
            ("requirements.txt", "mkdocs-report @ git+https://github.com/brook/mkdocs-report@COMMIT\n", 1),
            (
                ".github/workflows/report.yml",
                "jobs:\n  # OWNER/mkdocs-report\n  - uses: OWNER/mkdocs-report@COMMIT\n",
                3,
            ),
            (".pre-commit-config.yaml", 'repos:\n  - repo: https://e.org/x\n    rev: "COMMIT"\n', 3),
        ],
    )
    def test_an_address_that_nobody_has_filled_in(self, tmp_path: Path, name: str, text: str, line: int) -> None:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        advice = [each for each in examine(gather(write(tmp_path, FINE), "mkdocs.yml")) if each.check == "address"]
        assert [(each.level, each.path, each.line) for each in advice] == [(Level.WARNING, name, line)]
        file.write_text(text.replace("OWNER", "brook").replace("COMMIT", "0a1b2c3"))
        assert not gather(tmp_path / "mkdocs.yml", "mkdocs.yml").placeholders

    def test_what_is_asked_for_is_what_is_there(self) -> None:
        result = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True)
        programs = gather(ROOT / "mkdocs.yml", "mkdocs.yml").software.programs
        assert str(programs["git"]) in result.stdout


class TestSite:
    @pytest.mark.parametrize(
        ("text", "level", "where", "words"),
        [
            ("site_name: x\n", "error", 1, "does not name the plugin report"),
            ("site_name: x\nplugins: [search]\n", "error", 2, "does not name the plugin report"),
            (site("enabled: false"), "warning", 7, "The plugin is off"),
            (site().replace("- search", "- search\n  - report"), "error", 6, "report twice"),
            (site().replace("  - search\n", ""), "warning", 3, "The site has no search"),
            (site().replace("search", "search\n  - offline"), "note", 5, "opened from a disk"),
            (site().replace("search", "search\n  - macros"), "note", 5, "does not see answers"),
            (site() + "markdown_extensions:\n  - pymdownx.snippets\n", "note", 8, "It sees every page that is not"),
            (
                "site_name: x\ntheme:\n  name: material\n  font: false\n  features: [navigation.instant]\n"
                + site(above=""),
                "warning",
                5,
                "navigation.instant needs “site_url”",
            ),
            (site(above="site_name: x\ntheme: material\n"), "note", 2, "loads fonts from Google"),
            (
                site(above="theme: {name: material, font: false}\nextra:\n  analytics: {provider: google}\n"),
                "warning",
                3,
                "“analytics” has no effect",
            ),
            (site(above="site_name: x\nstrict: true\n"), "note", 2, "every build with an error"),
            (site(above="site_name: x\nsite_url: https://example.org/kites/\n"), "warning", 2, "is an example address"),
            (site(above="site_name: x\nsite_url: http://docs.Example.com:80\n"), "warning", 2, "is an example address"),
        ],
    )
    def test_one_thing(self, tmp_path: Path, text: str, level: str, where: int, words: str) -> None:
        advice = only(facts(tmp_path, text))
        assert (advice.level.value, advice.path, advice.line) == (level, "mkdocs.yml", where)
        assert words in advice.message

    @pytest.mark.parametrize(
        "text",
        [
            site("fail_on: never", above="site_name: x\nstrict: true\n"),
            site("publish: {csp: false}", above="theme: {name: material, font: false}\nextra: {analytics: {a: b}}\n"),
            site().replace("search", "material/search"),
            site().replace("e.org", "example.organic.edu"),
            "templates: [template.md]\n",
        ],
    )
    def test_what_is_no_harm(self, tmp_path: Path, text: str) -> None:
        assert examine(facts(tmp_path, text)) == []

    def test_a_snippet_from_anywhere(self, tmp_path: Path) -> None:
        text = site() + "markdown_extensions:\n  - pymdownx.snippets:\n      restrict_base_path: false\n"
        found = [each for each in examine(facts(tmp_path, text)) if each.check == "snippets"]
        assert [(each.level, each.line) for each in found] == [(Level.WARNING, 9)]

    def test_what_runs_pages_is_harmful_where_a_report_is_one(self, tmp_path: Path) -> None:
        found = FoundFiles(("template.md",), reports={"one": "docs/one/README.md"}, strays=("docs/old/two.md",))
        advice = next(
            each
            for each in examine(facts(tmp_path, site().replace("search", "search\n  - macros"), found))
            if each.check == "page-plugin"
        )
        assert advice.level is Level.ERROR
        assert "docs/old/two.md, which looks like a report" in advice.message


class TestIdle:
    def test_severities(self, tmp_path: Path) -> None:
        text = site("severity:\n  too-few-words: error\n  image-remote: off\n  marker-left: error\n")
        assert told(facts(tmp_path, text, counts={"marker-left": 3})) == [
            ("note", "mkdocs.yml:8: severity: too-few-words: error is the default."),
            (
                "note",
                "mkdocs.yml:9: severity: image-remote has no findings in these reports, so its severity has no effect.",
            ),
        ]

    def test_what_the_course_complains_of(self, tmp_path: Path) -> None:
        problem = Problem("waivers.yml", 4, "The waiver of x for “y” names an unknown group. Remove or correct it.")
        assert only(facts(tmp_path, site(), problems=(problem,))) == Advice(
            "unused",
            Level.WARNING,
            "The waiver of x for “y” names an unknown group.",
            "Remove or correct it.",
            "waivers.yml",
            4,
        )

    def test_a_waiver_of_a_rule_that_is_off(self, tmp_path: Path) -> None:
        (tmp_path / "w.yml").write_text("\n- {group: one, rule: unanswered, reason: x}\n")
        given = facts(tmp_path, site("waivers: w.yml\nseverity: {unanswered: off}"))
        assert told(given) == [
            ("warning", "w.yml:2: The waiver of unanswered for “one” has no effect: the rule is off.")
        ]

    def test_a_group_to_be_left_out_that_is_not_there(self, tmp_path: Path) -> None:
        [(level, message)] = told(facts(tmp_path, site("publish:\n  without:\n    - one\n    - oen\n")))
        assert level == "error"
        assert message.startswith("mkdocs.yml:10: publish: without: there is no group “oen”. Did you mean “one”?")

    def test_a_roster(self, tmp_path: Path) -> None:
        without = tuple(range(2, 10))
        people = RosterFacts("roster.csv", False, without, ("one",))
        said = told(facts(tmp_path, site(), people=people))
        assert len(said) == 7
        assert said[0] == ("warning", "roster.csv:2: The group in this line of the roster has no report.")
        assert said[5] == ("warning", "roster.csv:7: 3 more groups from this line on have no report.")
        assert "no line for “one”: the names of their members are not masked" in said[6][1]
        asked = replace(people, no_report=(), asks_consent=True)
        assert only(facts(tmp_path, site(), people=asked)).level is Level.ERROR


class TestKept:
    def test_what_is_large_or_old(self) -> None:
        assert examine(Facts("mkdocs.yml", caches=(CacheFolder(".cache/a", 5_000_000, 4_000_000),))) == []
        assert (
            "120 MB that were not used"
            in only(Facts("m", caches=(CacheFolder(".cache/a", 10**9, 12 * 10**7),))).message
        )
        assert "3,000 MB" in only(Facts("m", caches=(CacheFolder(".cache/a", 3 * 10**9, 0),))).message

    def test_what_was_not_used_for_long(self, tmp_path: Path) -> None:
        kept = tmp_path / ".cache/mkdocs-report/build/page"
        kept.mkdir(parents=True)
        for name, used in (("old", 1_000_000_000), ("new", None)):
            (kept / name).write_bytes(b"x" * 10)
            if used:
                os.utime(kept / name, (used, used))
        [folder] = gather(write(tmp_path, FINE), "mkdocs.yml").caches
        assert folder == CacheFolder(".cache/mkdocs-report/build", 20, 10)


def write(root: Path, report: dict[str, Any], **more: Any) -> Path:
    """Write a project; return its `mkdocs.yml`."""
    if not (root / "docs").exists():
        project(root, report=report, site_url="https://e.org/", **more)
    else:
        config = {"site_name": "x", "site_url": "https://e.org/", "theme": "mkdocs", **more}
        config["plugins"] = ["search", {"report": report}]
        (root / "mkdocs.yml").write_text(yaml.safe_dump(config))
    return root / "mkdocs.yml"


class TestGathering:
    def advice(self, file: Path) -> list[Advice]:
        return examine(gather(file, "mkdocs.yml"))

    def test_a_whole_project_that_is_well(self, tmp_path: Path) -> None:
        given = gather(write(tmp_path, FINE), "mkdocs.yml")
        assert (given.refused, given.docs, given.found.templates) == (None, "docs", ("template.md",))
        assert given.found.reports == {"one": "docs/groups/one/README.md", "two": "docs/groups/two/README.md"}
        assert examine(given) == []

    def test_a_template_that_matches_nothing(self, tmp_path: Path) -> None:
        [advice] = self.advice(write(tmp_path, {"templates": ["template.md", "tmplate.md"]}))
        assert (advice.check, advice.level, advice.help) == ("template", Level.ERROR, "Did you mean “template.md”?")
        text = (tmp_path / "mkdocs.yml").read_text().splitlines()
        assert "tmplate.md" in text[(advice.line or 0) - 1]

    @pytest.mark.parametrize(
        ("pattern", "help_"),
        [
            ("frms/*.md", "Did you mean “forms/*.md”?"),
            ("forms/2026.me", "Did you mean “forms/2026.md”?"),
            ("forms/*.txt", "Write paths relative to the folder of mkdocs.yml."),
            ("nothing/like/it.md", "Write paths relative to the folder of mkdocs.yml."),
            ("template.md/x.md", "Write paths relative to the folder of mkdocs.yml."),
        ],
    )
    def test_what_may_be_meant(self, tmp_path: Path, pattern: str, help_: str) -> None:
        (tmp_path / "forms").mkdir()
        (tmp_path / "forms/2026.md").write_text(TEMPLATE)
        advice = self.advice(write(tmp_path, {"templates": ["template.md", pattern]}))
        assert [each.help for each in advice if each.check == "template"] == [help_]

    def test_a_file_of_options_alone(self, tmp_path: Path) -> None:
        (tmp_path / "template.md").write_text(TEMPLATE)
        (tmp_path / "s.yml").write_text("templates: [template.md]\nseverity: {unanswered: error}\n")
        given = gather(tmp_path / "s.yml", "s.yml")
        assert (given.docs, given.found.templates) == (None, ("template.md",))
        assert told(given) == [("note", "s.yml:2: severity: unanswered: error is the default.")]

    def test_no_template(self, tmp_path: Path) -> None:
        [advice] = self.advice(write(tmp_path, {"templates": []}))
        assert (advice.check, advice.level) == ("template", Level.WARNING)

    def test_a_glob_that_matches_nothing(self, tmp_path: Path) -> None:
        report = {**FINE, "reports": ["groups/*/README.md", "teams/*/README.md"]}
        [advice] = self.advice(write(tmp_path, report))
        assert (advice.level, advice.message) == (Level.WARNING, "reports: no file matches “teams/*/README.md”.")
        levels = {each.level for each in self.advice(write(tmp_path, {**FINE, "reports": ["teams/*/README.md"]}))}
        assert Level.ERROR in levels

    def test_reports_beside_docs_dir(self, tmp_path: Path) -> None:
        root = project(tmp_path, {}, report=FINE)
        write_group(root / "groups/one")
        said = {each.check: each for each in self.advice(root / "mkdocs.yml")}
        assert said["reports"].level is Level.ERROR
        assert (
            "groups/one/README.md: looks like a report, but is not in docs_dir, which is docs" in said["stray"].message
        )

    @pytest.mark.slow
    def test_what_it_says_of_files_that_no_glob_takes_is_what_a_build_does(self, tmp_path: Path) -> None:
        nav = ["index.md", {"An example": "example.md"}]
        write(tmp_path, {**FINE, "reports": ["groups/*/README.md"]}, nav=nav)
        write_group(tmp_path / "docs/teams/three")
        shutil.copy(tmp_path / "docs/groups/one/README.md", tmp_path / "docs/example.md")
        shutil.copy(tmp_path / "docs/groups/one/README.md", tmp_path / "docs/groups/report.md")
        (tmp_path / "docs/groups/four").mkdir()
        shutil.copy(tmp_path / "docs/groups/one/README.md", tmp_path / "docs/groups/four/final.md")
        found = gather(tmp_path / "mkdocs.yml", "mkdocs.yml").found
        assert found.strays == ("docs/example.md",)
        kept = ("docs/groups/four/final.md", "docs/groups/report.md", "docs/teams/three/README.md")
        assert found.passed_over == kept
        pages = build(tmp_path).files()
        assert "example/index.html" in pages
        assert not any(page.startswith(("groups/four", "groups/report", "teams")) for page in pages)
        checks = [(each.check, each.level) for each in self.advice(tmp_path / "mkdocs.yml")]
        assert checks == [("stray", Level.ERROR), ("stray", Level.ERROR)]

    def test_a_guide_that_shows_two_questions_is_no_report(self) -> None:
        said = examine(gather(ROOT / "mkdocs.yml", "mkdocs.yml"))
        assert [each.level for each in said if each.check == "stray"] == [Level.WARNING]
        assert exit_code(Facts("mkdocs.yml"), said) == 0

    def test_links_in_docs_dir(self, tmp_path: Path) -> None:
        root = tmp_path / "course"
        file = write(root, FINE)
        (tmp_path / "private").mkdir()
        (root / "notes.md").write_text("# Notes\n")
        (root / "docs/linked").symlink_to(tmp_path / "private")
        (root / "docs/notes.md").symlink_to(root / "notes.md")
        assert gather(file, "mkdocs.yml").found.links == (
            SymbolicLink("docs/linked", "../private", True),
            SymbolicLink("docs/notes.md", "notes.md", False),
        )
        assert [each.level for each in self.advice(file)] == [Level.ERROR, Level.NOTE]

    @pytest.mark.parametrize("globs", [{}, {"reports": ["groups/*/README.md"]}])
    def test_links_of_groups_are_not_followed(self, tmp_path: Path, globs: dict[str, Any]) -> None:
        root = tmp_path / "course"
        file = write(root, {**FINE, **globs})
        write_group(tmp_path / "elsewhere/reports", fill())
        (root / "docs/groups/evil").symlink_to(tmp_path / "elsewhere")
        (root / "docs/groups/one/more").symlink_to(tmp_path / "elsewhere")
        (root / "docs/groups/one/loop").symlink_to("loop")
        (root / "docs/groups/loop").mkdir()
        (root / "docs/groups/loop/template.md").symlink_to("template.md")
        told = [each for each in self.advice(file) if each.check == "link"]
        assert [each.level for each in told] == [Level.WARNING] * 4
        assert all("It is not followed" in each.message for each in told)

    def test_settings_that_hit_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "waivers.yml").write_text("- {group: nobody, rule: unanswered, reason: x}\n")
        report = {**FINE, "waivers": "waivers.yml", "limits": {"77": {"words": "1-2"}}, "title_question": 55}
        (tmp_path / "docs").mkdir()
        (tmp_path / "template.md").write_text(TEMPLATE)
        for name in ("one", "two"):
            write_group(tmp_path / "docs/groups" / name)
        messages = [each.message for each in self.advice(write(tmp_path, report))]
        assert messages == [
            "The waiver of unanswered for “nobody” names an unknown group.",
            "limits: there is no question “77”.",
            "title_question: there is no question “55”.",
        ]

    def test_a_severity_that_is_off_is_told_only_where_the_rule_would_find_nothing(self, tmp_path: Path) -> None:
        report = {**FINE, "severity": {"too-few-words": "off", "image-remote": "off"}}
        root = project(tmp_path, {"one": fill(q2="Short."), "two": fill()}, report=report, site_url="https://e.org/")
        [advice] = [each for each in self.advice(root / "mkdocs.yml") if each.check == "unused"]
        assert advice.message.startswith("severity: image-remote has no findings")

    def test_a_roster_and_reports(self, tmp_path: Path) -> None:
        file = write(tmp_path, {**FINE, "publish": {"roster": "roster.csv"}})
        (tmp_path / "roster.csv").write_text("group,student_1\none,Ada\nthree,Gerda\n")
        people = gather(file, "mkdocs.yml").people
        assert people == RosterFacts("roster.csv", False, (3,), ("two",))

    def test_names_that_are_words(self, tmp_path: Path) -> None:
        file = write(tmp_path, {**FINE, "publish": {"roster": "roster.csv"}})
        (tmp_path / "roster.csv").write_text("group,student_1,student_2\none,Ada,Will\ntwo,A,Mark Berg\n")
        people = gather(file, "mkdocs.yml").people
        assert people is not None
        assert [line for _, line in people.uncertain] == [2, 3]
        advice = [each for each in examine(facts(tmp_path, site(), people=people)) if each.line == 2]
        assert [each.message for each in advice] == [
            "A name in this line may be an ordinary word, so it is not masked."
        ]

    @pytest.mark.parametrize(
        ("cell", "told"),
        [
            ("4", "names no member"), ("", "names no member"), ("20251", "a number without letters"),
            ("Bread Classifier", "of a project"), ("Group 7", "of a project"), ("Sourdough Rye", "of a project"),
            ("Will", "an ordinary word"), ("Ada Lovelace", ""), ("s123456", ""),
            ("Ada Lovelace 20251", "of a project"), ("Mark Brown", ""), ("Bo; Cy Berg", ""),
        ],
    )  # fmt: skip
    def test_cells_of_a_roster_that_would_mask_too_much_or_nobody(self, cell: str, told: str, tmp_path: Path) -> None:
        file = write(tmp_path, {**FINE, "publish": {"roster": "roster.csv"}})
        text = "We made sourdough rye. The mark brown was that of Ada Lovelace, or ada-lovelace, and Cy Berg."
        write_group(tmp_path / "docs" / "groups" / "one", fill(q4=text))
        (tmp_path / "roster.csv").write_text(f"group,name\none,{cell}\ntwo,Bo Diddley\n")
        people = gather(file, "mkdocs.yml").people
        assert people is not None
        assert [line for _, line in people.uncertain] == [2] * bool(told)
        assert told in "".join(message for message, _ in people.uncertain)

    def test_the_title_of_a_report_on_the_roster(self) -> None:
        roster = Roster((RosterEntry("one", 2, (Member("Proof of Yeast"), Member("Ada Lovelace"))),))
        texts = ("Proof of Yeast", "Report of Ada Lovelace")
        assert [line for _, line in member_warnings(roster, texts, NUMBER)] == [2]

    def test_no_advice_shows_a_cell_of_the_roster(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        file = write(tmp_path, {**FINE, "publish": {"roster": "roster.csv"}})
        (tmp_path / "roster.csv").write_text(
            "group,name,Quux Bar\none,Quux Classifier,\nQuux,Quux Bar; Will,x\n1,4 Quux\n"
        )
        main(["doctor", "--settings", str(file)])
        main(["doctor", "--settings", str(file), "--format", "json"])
        out = capsys.readouterr().out
        assert "roster.csv:2" in out
        assert "quux" not in out.casefold()

    def test_a_report_that_several_groups_may_be(self, tmp_path: Path) -> None:
        file = write(tmp_path, {**FINE, "publish": {"roster": "roster.csv"}})
        (tmp_path / "roster.csv").write_text("group,name\none,Ada\n7,Bo\n")
        write_group(tmp_path / "docs" / "groups" / "one", fill(q1="7"))
        people = gather(file, "mkdocs.yml").people
        [advice] = [each for each in examine(facts(tmp_path, site(), people=people)) if "differ" in each.message]
        assert "“one” may belong to the group in line 2 or 3" in advice.message

    def test_columns_of_a_roster_that_are_not_used(self, tmp_path: Path) -> None:
        file = write(tmp_path, {**FINE, "publish": {"roster": "roster.yml"}})
        (tmp_path / "roster.yml").write_text("- {group: one, name: Ada}\n- group: two\n  name: Bo\n  Seat: 7\n")
        people = gather(file, "mkdocs.yml").people
        [advice] = [each for each in examine(facts(tmp_path, site(), people=people)) if "Seat" in each.message.title()]
        assert (advice.level, advice.path, advice.line) == (Level.NOTE, "roster.yml", 4)
        assert advice.message.startswith("The column “seat” is not used.")


REFUSALS: list[tuple[str, str]] = [
    ("plugins:\n  - report: {templates: [a\n", "mkdocs.yml:3: invalid YAML"),
    ("site_name: x\nplugins:\n  - report:\n      tempaltes: [a]\n", "mkdocs.yml:4: there is no option “tempaltes”."),
    (
        "site_name: x\nplugins:\n  - report:\n      waivers: w.yml\n",
        "mkdocs.yml:4: waivers: file not found: w.yml",
    ),
    ("site_name: x\ndocs_dir: nowhere\nplugins: [report]\n", "mkdocs.yml:2: docs_dir: folder not found: nowhere."),
    (
        "site_name: x\nplugins:\n  - report:\n      templates: [mkdocs.yml]\n",
        "mkdocs.yml:1: The template has no question",
    ),
    (
        "site_name: x\nplugins:\n  - report:\n      publish:\n        roster: r.csv\n",
        "mkdocs.yml:5: publish: roster: file not found: “r.csv”. Paths are relative to the settings file.",
    ),
    (
        "site_name: x\nplugins:\n  - report:\n      export: {csv: docs/a.csv}\n",
        "mkdocs.yml:4: export: csv: docs/a.csv is in docs_dir",
    ),
    ("site_name: x\nplugins:\n  - report:\n      reports: ['/']\n", "mkdocs.yml:4: reports: write a list of globs of"),
]


class TestCommand:
    @pytest.fixture(autouse=True)
    def _here(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "docs").mkdir()
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("NO_COLOR", "1")

    @pytest.mark.parametrize(("text", "message"), REFUSALS)
    def test_settings_that_can_not_be_used(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, message: str
    ) -> None:
        (tmp_path / "mkdocs.yml").write_text(text)
        assert main(["doctor"]) == 2
        out, err = capsys.readouterr()
        assert message in out
        assert out.startswith("Installed  python ")
        assert "Traceback" not in out + err
        assert main(["doctor", "--format", "json"]) == 2
        assert json.loads(capsys.readouterr().out)["refused"].startswith(message)

    def test_no_settings(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "mkdoc.yml").write_text("")
        assert main(["doctor"]) == 2
        assert "mkdocs.yml: file not found. Did you mean “mkdoc.yml”?" in capsys.readouterr().out

    def test_text(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "template.md").write_text(TEMPLATE)
        write_group(tmp_path / "docs/groups/one")
        (tmp_path / "mkdocs.yml").write_text(site())
        assert main(["doctor"]) == 0
        out = capsys.readouterr().out
        assert out.endswith("Plugins    search, report\nCourse     1 report, 1 template\n\nNo problems found.\n")
        (tmp_path / "mkdocs.yml").write_text(site().replace("template.md", "templte.md"))
        assert main(["doctor"]) == 1
        assert (
            "mkdocs.yml:6: error templates: no file matches “templte.md”. [template]\n  Did you mean “template.md”?\n"
        ) in capsys.readouterr().out

    def test_json(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "sub").mkdir()
        (tmp_path / "sub/docs").mkdir()
        (tmp_path / "sub/mkdocs.yml").write_text(site().replace("template.md", "none.md"))
        assert main(["doctor", "--settings", "sub/mkdocs.yml", "--format", "json"]) == 1
        data = json.loads(capsys.readouterr().out)
        assert (data["schema_version"], data["settings"], data["refused"]) == (1, "sub/mkdocs.yml", None)
        assert data["plugins"] == ["search", "report"]
        assert data["summary"] == {"error": 2, "warning": 0, "note": 0}
        first = data["advice"][0]
        assert set(first) == {"check", "level", "path", "line", "message", "help"}
        assert (first["check"], first["path"], first["line"]) == ("template", "sub/mkdocs.yml", 6)

    @pytest.mark.slow
    def test_it_imports_no_site_generator(self, tmp_path: Path) -> None:
        (tmp_path / "mkdocs.yml").write_text(site())
        script = (
            "import sys; from mkdocs_report.cli.main import main; main(['doctor']);"
            "sys.exit(bool({'mkdocs', 'material', 'jinja2'} & set(sys.modules)))"
        )
        result = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False, timeout=60)
        assert result.returncode == 0

    def test_a_name_that_could_steer_a_terminal(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "mkdocs.yml").write_text('site_name: x\nplugins:\n  - "a\\e[31mb"\n')
        assert main(["doctor"]) == 1
        assert "\x1b" not in capsys.readouterr().out
