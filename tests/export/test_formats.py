"""Every format, held by a golden file and by what its readers ask of it."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import cmarkgfm
import jsonschema
import pytest
from cmarkgfm.cmark import Options
from lxml import html as lxml_html
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.text import Text

from mkdocs_report.config.read_settings import read_settings
from mkdocs_report.course.discovery import find_reports
from mkdocs_report.course.reader import brief, make_course
from mkdocs_report.course.templates import load_templates
from mkdocs_report.export.badges import badge_name, to_badges
from mkdocs_report.export.csv import to_csv
from mkdocs_report.export.fingerprint import with_fingerprints
from mkdocs_report.export.github import MAX_ANNOTATIONS as MOST_ANNOTATIONS
from mkdocs_report.export.github import to_annotations
from mkdocs_report.export.gitlab import to_gitlab
from mkdocs_report.export.json import to_data, to_json
from mkdocs_report.export.junit import to_junit
from mkdocs_report.export.outputs import FOLDERS, FORMATS, render
from mkdocs_report.export.paths import Checkout, find_checkout
from mkdocs_report.export.sarif import to_sarif
from mkdocs_report.export.summary import to_summary
from mkdocs_report.export.text_tables import print_report_table
from mkdocs_report.model.course import Course
from mkdocs_report.rules.judge import RULES
from mkdocs_report.runtime.text import printable_json
from tests.support.golden import golden
from tests.support.reports import TEMPLATE, fill, write_group

SCHEMAS = Path(__file__).parent.parent / "schemas"
NAMES = {"sarif": "course.sarif", "junit": "course.xml", "summary": "course.md", "annotations": "annotations.txt",
         "gitlab": "gitlab.json", "csv": "course.csv"}  # fmt: skip
HERE = Checkout("course 1", "https://github.com/example/bread/blob/0123abc")
BROKEN = fill(
    q2="Too short.",
    q3="The loaf is brown.\n\n![x](figures/laof.png)\n\n![y](figures/laof.png)",
    q4="A TODO [b]here[/b]",
)
WAIVERS = """\
- {group: three, question: 2, rule: unanswered, reason: Joined late.}
- {group: four, rule: too-few-words, reason: Gone.}
"""


def judged_course(root: Path, **groups: str) -> Course:
    """Write a course and judge it, by the settings of a `s.yml`."""
    root.mkdir(exist_ok=True)
    (root / "template.md").write_text(TEMPLATE)
    (root / "waivers.yml").write_text(WAIVERS)
    (root / "s.yml").write_text("templates: [template.md]\nwaivers: waivers.yml\n")
    for name, text in groups.items():
        write_group(root / "groups" / name, text)
    versions = load_templates([root / "template.md"], root)
    return make_course(find_reports(root / "groups", versions), versions, read_settings(root / "s.yml", "s.yml"), root)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """Three groups: one without findings, one with errors and a merge conflict, one with a waiver."""
    conflict = BROKEN.replace("Replace the lines", "<<<<<<< HEAD\nReplace the lines")
    waived = fill(q1="9", q2="--- question 2 fill here ---")
    return judged_course(tmp_path, one=fill(), two=conflict, three=waived)


@pytest.mark.parametrize("name", sorted({*FORMATS} - FOLDERS))
def test_every_format_says_the_same_of_a_brief_course(course: Course, name: str) -> None:
    short = replace(course, reports=tuple(replace(j, report=brief(j.report)) for j in course.reports))
    assert short != course
    assert render(name, short, HERE) == render(name, course, HERE)
    assert to_badges(short) == to_badges(course)


def test_json_is_written_as_the_library_writes_it(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    for each in (course, Course(()), Course(course.reports[:1])):
        assert to_json(each) == json.dumps(to_data(each), ensure_ascii=False, indent=1) + "\n"
    texts = {"c": [1, -2.5, True, None, '\x7f\u2028"', (1, ("é",))]}
    odd = {"": [], "a": {}, "b": [[], texts], "e": 10**30}
    monkeypatch.setattr("mkdocs_report.export.json._data", lambda *_: odd)
    assert to_json(Course(())) == printable_json(json.dumps(odd, ensure_ascii=False, indent=1)) + "\n"
    assert json.loads(to_json(Course(()))) == json.loads(json.dumps(odd))


@pytest.mark.parametrize("colours", [True, False])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_columns_stand_below_each_other_and_no_path_is_wrapped(course: Course, colours: bool, width: int) -> None:
    odd = replace(course.reports[1], report=replace(course.reports[1].report, title="面包 [b]Brot[/b] \u202e"))
    course = replace(course, reports=(*course.reports, odd))
    out = io.StringIO()
    console = Console(file=out, width=width, highlight=False, markup=False, emoji=False, force_terminal=True)
    console._color_system = ColorSystem.STANDARD if colours else None
    print_report_table(course, course.reports, console)
    head, *lines = [Text.from_ansi(line).plain for line in out.getvalue().splitlines()]
    place = cell_len(head[: head.index("File")])
    assert [cell_len(line[: line.index("groups/")]) for line in lines] == [place] * 4
    assert [line.rpartition("  ")[2] for line in lines] == [judged.report.path for judged in course.reports]
    assert max(map(cell_len, lines)) <= width or width == 40
    assert ("面包" in out.getvalue()) is (width > 40)
    assert ("\x1b" in out.getvalue()) is colours


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_as_it_was_last_read(course: Course, name: str) -> None:
    text = render(name, course, HERE)
    golden(NAMES[name], without_other_rules(text) if name == "sarif" else text)


def without_other_rules(text: str) -> str:
    """Leave out the version and the rules that found nothing, so that neither has to be read here when it changes."""
    log = json.loads(text)
    run = log["runs"][0]
    driver, results = run["tool"]["driver"], run["results"]
    driver["semanticVersion"] = "0.0.0"
    found = {result["ruleId"] for result in results}
    driver["rules"] = [rule for rule in driver["rules"] if rule["id"] in found]
    index = {rule["id"]: number for number, rule in enumerate(driver["rules"])}
    for result in results:
        result["ruleIndex"] = index[result["ruleId"]]
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def test_every_format_has_a_golden_file(course: Course) -> None:
    assert set(FORMATS) == {*NAMES, "text", "json", *FOLDERS}  # the first two are held by tests/cli/test_check.py
    assert {json.loads(badge)["message"] for badge in to_badges(course).values()} == {"passed", "4 errors"}


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - FOLDERS))
def test_the_same_course_gives_the_same_bytes(course: Course, name: str) -> None:
    assert render(name, course, HERE) == render(name, course, HERE)


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - FOLDERS))
def test_a_course_without_reports_is_no_error(name: str) -> None:
    assert render(name, Course(()), Checkout()) is not None


class TestSarif:
    def log(self, course: Course, where: Checkout = HERE) -> Any:
        return json.loads(to_sarif(course, where))

    def test_the_schema(self, course: Course) -> None:
        jsonschema.Draft202012Validator(schema("sarif")).validate(self.log(course))

    def test_rules_and_results_belong_together(self, course: Course) -> None:
        run = self.log(course)["runs"][0]
        rules = run["tool"]["driver"]["rules"]
        assert [rule["id"] for rule in rules] == list(RULES)
        assert len(run["results"]) == sum(len(judged.findings) for judged in course.reports)
        assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
        levels = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in rules}
        assert {levels["unanswered"], levels["marker-left"]} == {"error", "warning"}

    def test_paths_start_at_the_repository_and_are_encoded(self, course: Course) -> None:
        uris = {
            location["physicalLocation"]["artifactLocation"]["uri"]
            for result in self.log(course)["runs"][0]["results"]
            for location in result["locations"]
        }
        assert uris == {"course%201/groups/two/README.md", "course%201/groups/three/README.md"}

    def test_what_is_waived_is_suppressed_with_the_reason(self, course: Course) -> None:
        waived = [r["suppressions"] for r in self.log(course)["runs"][0]["results"] if "suppressions" in r]
        assert waived == [[{"kind": "external", "status": "accepted", "justification": "Joined late."}]]

    def test_a_waiver_without_use_is_a_notification(self, course: Course) -> None:
        (told,) = self.log(course)["runs"][0]["invocations"][0]["toolConfigurationNotifications"]
        assert "The waiver of too-few-words for “four”" in told["message"]["text"]

    def test_brackets_and_braces_are_no_links_and_no_placeholders(self, tmp_path: Path) -> None:
        course = judged_course(tmp_path, one=fill(q3="Brown and round, is it not? ![x]({0}[a](b).png)"))
        texts = [r["message"]["text"] for r in self.log(course)["runs"][0]["results"]]
        assert any(r"{{0}}\[a\](b).png" in text for text in texts), texts


class TestFingerprints:
    def prints(self, course: Course) -> set[str]:
        return {f"{finding.rule} {print_}" for _, finding, print_ in with_fingerprints(course)}

    def test_no_two_are_alike(self, course: Course) -> None:
        assert len(self.prints(course)) == sum(len(judged.findings) for judged in course.reports)

    def test_they_stay_when_lines_move_and_words_are_added(self, tmp_path: Path) -> None:
        before = judged_course(tmp_path / "a", one=BROKEN)
        moved = BROKEN.replace("## The group", "\n\n\n\n## The group").replace("Too short.", "Too short!")
        longer = moved.replace("Too short!", "Too short, it is.")
        assert self.prints(before) == self.prints(judged_course(tmp_path / "b", one=moved))
        assert self.prints(before) == self.prints(judged_course(tmp_path / "c", one=longer))

    def test_what_is_mended_takes_no_others_along(self, tmp_path: Path) -> None:
        before = judged_course(tmp_path / "a", one=BROKEN)
        after = judged_course(tmp_path / "b", one=BROKEN.replace("A TODO", "A well"))
        gone = self.prints(before) - self.prints(after)
        assert self.prints(after) < self.prints(before)
        assert [each.split()[0] for each in gone] == ["placeholder-left"]


def test_gitlab_gets_what_it_asks_for(course: Course) -> None:
    found = json.loads(to_gitlab(course, HERE))
    jsonschema.Draft202012Validator(schema("gitlab")).validate(found)
    assert len({each["fingerprint"] for each in found}) == len(found)
    assert len(found) == sum(finding.counts for judged in course.reports for finding in judged.findings)


class TestJUnit:
    def root(self, course: Course) -> ET.Element:
        return ET.fromstring(to_junit(course, HERE))

    def test_what_readers_of_the_format_rely_on(self, course: Course) -> None:
        """The elements, their order and the sums that Jenkins' and GitLab's readers take for granted."""
        root = self.root(course)
        assert root.tag == "testsuites"
        for suite in root:
            assert suite.tag == "testsuite"
            assert suite.get("name")
            cases = suite.findall("testcase")
            assert len(cases) == len(suite) == int(suite.get("tests", ""))
            for case in cases:
                assert case.get("name")
                assert case.get("classname")
                assert [e.tag for e in case] in [
                    [], ["failure"], ["skipped"], ["system-out"], ["failure", "system-out"], ["skipped", "system-out"],
                ]  # fmt: skip
            for sums, tag in (("failures", "failure"), ("skipped", "skipped")):
                assert int(suite.get(sums, "")) == len(suite.findall(f".//{tag}"))
        assert int(root.get("tests", "")) == sum(int(suite.get("tests", "")) for suite in root)

    def test_hard_fails_soft_passes_and_waived_is_skipped(self, course: Course) -> None:
        cases = {(c.get("classname"), c.get("name")): c for c in self.root(course).iter("testcase")}
        tags = {key: [e.tag for e in case] for key, case in cases.items()}
        assert tags["one", "Question 1"] == []
        assert tags["two", "Question 2"] == ["failure"]
        assert tags["two", "Question 4"] == ["system-out"]
        assert tags["two", "The file"] == ["failure", "system-out"]
        assert tags["three", "Question 2"] == ["skipped", "system-out"]
        assert cases["three", "Question 2"].find("skipped").get("message") == "Waived: Joined late."  # type: ignore[union-attr]
        assert "And 1 more" in cases["two", "Question 3"].find("failure").get("message")  # type: ignore[union-attr, operator]

    def test_a_gap_that_nothing_is_asked_of_is_skipped(self, tmp_path: Path) -> None:
        course = judged_course(tmp_path, one=fill(q2="--- question 2 fill here ---"))
        (tmp_path / "s.yml").write_text("templates: [template.md]\nseverity: {unanswered: off}\n")
        versions = load_templates([tmp_path / "template.md"], tmp_path)
        files = [tmp_path / "groups/one/README.md"]
        course = make_course(files, versions, read_settings(tmp_path / "s.yml", "s.yml"), tmp_path)
        skipped = [c.get("name") for c in self.root(course).iter("testcase") if c.find("skipped") is not None]
        assert skipped == ["Question 2"]


class TestCsv:
    def rows(self, course: Course) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(to_csv(course))))

    def test_one_line_an_answer(self, course: Course) -> None:
        rows = self.rows(course)
        assert [(row["group"], row["number"]) for row in rows] == [
            (group, number) for group in ("one", "three", "two") for number in "1234"
        ]
        assert rows[-3]["rules"] == "too-few-words"
        assert (rows[-3]["words"], rows[-3]["words_least"], rows[-3]["words_most"]) == ("2", "10", "20")
        assert rows[5]["waived"] == "1"

    def test_a_file_that_is_no_report_has_a_line(self, tmp_path: Path) -> None:
        write_group(tmp_path / "groups/none", "\0\0")
        rows = [row for row in self.rows(judged_course(tmp_path, one=fill())) if row["group"] == "none"]
        assert {row["report_verdict"] for row in rows} == {"error"}

    def test_no_separator_makes_a_formula_of_a_cell(self, tmp_path: Path) -> None:
        pairs = [(separator, sign) for separator in ",;|" for sign in "=+-@\uff1d"]
        groups = {f"ours{separator} {sign}1+1": fill() for separator, sign in pairs}
        files = {row["file"] for row in self.rows(judged_course(tmp_path, **groups))}
        assert files == {f"groups/ours{separator} '{sign}1+1/README.md" for separator, sign in pairs}


class TestAnnotations:
    def test_the_worst_first_nine_a_level_and_one_that_counts_the_rest(self, tmp_path: Path) -> None:
        groups = {f"g{n}": fill(q2="Too short.", q4="TODO") for n in range(12)}
        lines = to_annotations(judged_course(tmp_path, **groups), Checkout()).splitlines()
        assert [line.split()[0] for line in lines] == ["::error"] * 10 + ["::warning"] * 10
        assert MOST_ANNOTATIONS == 9
        assert lines[9] == "::error title=mkdocs-report::3 more errors. See the job summary or the log."

    def test_nine_are_all_shown(self, tmp_path: Path) -> None:
        groups = {f"g{n}": fill(q2="Too short.") for n in range(9)}
        lines = to_annotations(judged_course(tmp_path, **groups), Checkout()).splitlines()
        assert [line for line in lines if line.startswith("::error file=")] == lines[:9]

    def test_what_would_end_a_part_is_escaped(self, tmp_path: Path) -> None:
        text = fill(q1="7, a: b%0A::error::x", q2="Too short.")
        line = to_annotations(judged_course(tmp_path, **{"a,b": text}), Checkout("c%d")).splitlines()[0]
        named, message = line.removeprefix("::error ").split("::")
        properties = dict(part.split("=", 1) for part in named.split(","))
        assert properties["file"] == "c%25d/groups/a%2Cb/README.md"
        assert list(properties) == ["file", "line", "endLine", "title"]
        assert message.startswith("Question 2: 2 words,")


class TestSummary:
    def shown(self, text: str) -> Any:
        options = Options.CMARK_OPT_UNSAFE
        return lxml_html.fromstring(f"<main>{cmarkgfm.github_flavored_markdown_to_html(text, options)}</main>")

    def test_a_row_a_group_and_a_fold_for_each_that_has_findings(self, course: Course) -> None:
        tree = self.shown(to_summary(course, HERE))
        assert [a.text for a in tree.xpath("//td[1]/a")] == ["Group 7 (one)", "Group 9", "Group 7 (two)"]
        assert len(tree.xpath("//details")) == 2
        assert len(tree.xpath("//details//li")) == sum(len(judged.findings) for judged in course.reports)
        assert tree.xpath("//li//a/@href")[0].startswith(
            "https://github.com/example/bread/blob/0123abc/course%201/groups/"
        )

    def test_without_github_there_are_no_addresses(self, course: Course) -> None:
        assert self.shown(to_summary(course, Checkout())).xpath("//a") == []

    @pytest.mark.parametrize("most", [0, 300, 700, 1200, 2000, 2600, 5000])
    def test_it_keeps_within_bytes_and_counts_what_is_left_out(self, course: Course, most: int) -> None:
        text = to_summary(course, HERE, most)
        assert len(text.encode()) <= most
        if not text:
            return
        tree = self.shown(text)
        left = re.search(r"(\d+) more findings? omitted", text)
        shown = len(tree.xpath("//li"))
        assert shown + (int(left[1]) if left else 0) == sum(len(judged.findings) for judged in course.reports)
        assert text.count("<details") == text.count("</details>")

    def test_a_large_course_stays_under_what_github_takes(self, course: Course) -> None:
        large = Course(course.reports * 2_000)
        text = to_summary(large, HERE)
        assert 890_000 < len(text.encode()) <= 900_000
        assert "more findings omitted" in text

    def test_one_report_is_unfolded(self, course: Course) -> None:
        text = to_summary(Course(course.reports[-1:]), Checkout())
        assert text.startswith("## ")
        assert "<details open>" in text


class TestBadges:
    def test_shields_reads_them(self, course: Course) -> None:
        badges = to_badges(course)
        assert set(badges) == {"one.json", "two.json", "three.json"}
        for badge in map(json.loads, badges.values()):
            assert set(badge) == {"schemaVersion", "label", "message", "color"}
            assert badge["schemaVersion"] == 1
        assert json.loads(badges["two.json"])["color"] == "red"

    @pytest.mark.parametrize("group", ["a" * 300, "ø" * 200, "a/b", "a\udcff", ".."])
    def test_a_name_is_a_name_of_one_file(self, tmp_path: Path, group: str) -> None:
        name = badge_name(group)
        (tmp_path / name).write_text("{}")
        assert [file.name for file in tmp_path.iterdir()] == [name]
        assert badge_name(group + "x") != name


class TestPlace:
    def test_paths_start_at_the_checkout(self, tmp_path: Path) -> None:
        (tmp_path / "course").mkdir()
        for root in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
            assert find_checkout(tmp_path / "course", {root: str(tmp_path)}, []).path("a/b.md") == "course/a/b.md"
            assert find_checkout(tmp_path, {root: str(tmp_path)}, []).path("a/b.md") == "a/b.md"
            assert find_checkout(tmp_path, {root: str(tmp_path / "course")}, []).path("a/b.md") == "a/b.md"
        assert find_checkout(tmp_path / "course", {"CI_PROJECT_DIR": str(tmp_path)}, []).path("../x.md") == "x.md"

    def test_lines_have_an_address_where_the_repository_has_them(self, tmp_path: Path) -> None:
        known = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "a/b", "GITHUB_SHA": "c"}
        report = write_group(tmp_path / "one")
        assert find_checkout(tmp_path, known, [report]).link("one/R E.md", 3) == (
            "https://github.com/a/b/blob/c/one/R%20E.md?plain=1#L3"
        )
        (tmp_path / "one/collected.json").write_text("{}")
        assert find_checkout(tmp_path, known, [report]).link("one/README.md", 3) is None
        assert find_checkout(tmp_path, {**known, "GITHUB_SHA": ""}, []).link("one/README.md", 3) is None
