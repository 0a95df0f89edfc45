"""The command, as one runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import mkdocs_report
from mkdocs_report.cli.main import main
from mkdocs_report.export.text import FEW
from mkdocs_report.rules.judge import RULES
from tests.support.golden import golden
from tests.support.reports import TEMPLATE, fill, write_group
from tests.support.two_years import course_of_years

SCHEMA = Path(mkdocs_report.__file__).parent / "export" / "check.schema.json"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course of three groups; the working directory is its folder."""
    (tmp_path / "template.md").write_text(TEMPLATE)
    write_group(tmp_path / "groups/one")
    write_group(
        tmp_path / "groups/two",
        fill(q2="Too short.", q3="The loaf is brown.\n\n![x](figures/laof.png)", q4="A TODO\x1b[31m [b]here[/b]"),
    )
    write_group(tmp_path / "groups/three", fill(q1="9", q2="--- question 2 fill here ---", q4="Five `words` & more."))
    (tmp_path / "waivers.yml").write_text("- {group: three, question: 2, rule: unanswered, reason: Joined late.}\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def trimmed(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


@pytest.mark.usefixtures("course")
def test_text_for_a_course(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "check", "groups", "--template", "template.md")
    assert (code, err) == (1, "")
    golden("course.txt", trimmed(out))


@pytest.mark.usefixtures("course")
def test_text_for_one_report(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", "groups/two/README.md", "--template", "template.md")
    assert code == 1
    golden("report.txt", trimmed(out))


def test_json_is_the_contract(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (course / "s.yml").write_text("templates: [template.md]\nwaivers: waivers.yml\n")
    code, out, _ = run(capsys, "check", "groups", "--settings", "s.yml", "--format", "json")
    assert code == 1
    data = json.loads(out)
    jsonschema.validate(data, json.loads(SCHEMA.read_text()))
    assert data["summary"] == {
        "reports": 3, "passed": 2, "warning": 0, "error": 1, "findings": {"errors": 2, "warnings": 2, "waived": 1},
    }  # fmt: skip
    golden("course.json", out)


@pytest.mark.usefixtures("course")
def test_nothing_hard_is_success(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", "groups/one/README.md", "--template", "template.md")
    assert code == 0
    assert "0 errors" in out


@pytest.mark.usefixtures("course")
def test_without_a_template_the_prompts_judge(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", "groups/two/README.md")
    assert code == 1
    assert "Question 2: 2 words, required 10–20." in out


def test_explain_words(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_group(
        course / "groups/one", fill(q4="Two words <!-- not -->\n\n```\nx = 1\n```\n\n| a |\n|---|\n\n![pic](p.png)")
    )
    code, out, _ = run(capsys, "check", "groups/one/README.md", "--explain-words", "4")
    assert code == 1  # p.png is missing
    golden("explain-words.txt", trimmed(out))


@pytest.mark.parametrize("absolute", [False, True])
def test_what_is_wrong_with_waivers_is_told_by_their_own_path(
    course: Path, capsys: pytest.CaptureFixture[str], absolute: bool
) -> None:
    (course / "sub").mkdir()
    (course / "sub/s.yml").write_text("templates: [../template.md]\nwaivers: w.yml\nlimits: {9: {words: 1-2}}\n")
    (course / "sub/w.yml").write_text("\n- {group: one, rule: unanswered, reason: Ill.}\n")
    settings = str(course / "sub/s.yml") if absolute else "sub/s.yml"
    code, out, _ = run(capsys, "check", "groups", "--settings", settings, "--format", "annotations", "--no-github")
    assert code == 1
    assert "::warning file=sub/w.yml,line=2,endLine=2,title=Course::The waiver of unanswered" in out
    assert "::warning file=sub/s.yml,line=3,endLine=3,title=Course::limits: there is no question “9”" in out
    (course / "sub/w.yml").write_text("\n- {group: one, rule: unanswerd, reason: Ill.}\n")
    _, _, err = run(capsys, "check", "groups", "--settings", settings)
    assert err == "mkdocs-report: sub/w.yml:2: there is no rule “unanswerd”. Did you mean “unanswered”?\n"


def test_a_template_that_is_not_there_is_told_by_the_line_of_the_settings(
    course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (course / "s.yml").write_text("fail_on: warning\ntemplates: [forms/*.md]\n")
    _, _, err = run(capsys, "check", "groups", "--settings", "s.yml")
    assert err == "mkdocs-report: s.yml:2: templates: no file matches “forms/*.md”.\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check"], "Missing argument 'PATH...'. Name a report"),
        (["check", "none.md"], "none.md: there is no such file or folder."),
        (["check", "empty"], "empty: there is no report in this folder."),
        (["check", "groups", "--template", "no*.md"], "templates: no file matches “no*.md”."),
        (["check", "groups", "--template", "waivers.yml"], "waivers.yml:1: The template has no question."),
        (["check", "groups", "--settings", "none.yml"], "none.yml: the file cannot be read."),
        (["check", "groups", "--format", "xml"], "Invalid value for '--format'"),
        (["check", "groups", "--explain-words", "77"], "there is no question “77”. Use one of: 1, 2, 3, 4."),
        (["explain", "to-few-words"], "there is no rule “to-few-words”. Did you mean “too-few-words”?"),
        (["chek"], "No such command 'chek'"),
    ],
)
def test_what_can_not_be_used(
    course: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    (course / "empty").mkdir()
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert "Traceback" not in err


@pytest.mark.parametrize("rule", RULES)
def test_explain(capsys: pytest.CaptureFixture[str], rule: str) -> None:
    code, out, _ = run(capsys, "explain", rule)
    assert code == 0
    assert out.startswith(f"{rule} ({RULES[rule].severity})")


def test_explain_lists_all(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "explain")
    assert all(rule in out for rule in RULES)


@pytest.mark.slow
@pytest.mark.usefixtures("course")
def test_as_a_process() -> None:
    def process(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "mkdocs_report", *arguments], capture_output=True, text=True, check=False
        )

    assert process("--version").stdout == f"mkdocs-report, version {mkdocs_report.__version__}\n"
    result = process("check", "groups", "--template", "template.md")
    assert (result.returncode, result.stderr) == (1, "")
    assert "\x1b" not in result.stdout


@pytest.mark.slow
def test_check_does_not_import_the_site_generator() -> None:
    ours = {"mkdocs_report.parsing.limits.languages.german", "mkdocs_report.parsing.markdown.formulas"}
    heavy = {"mkdocs", "nh3", "jinja2", "PIL", "text_to_num", "pygments", "pymdownx", "math_core", *ours}
    code = f"import sys, mkdocs_report.cli.main, mkdocs_report.export.text; print({heavy} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "set()\n"


class TestWithoutAPath:
    """Beside a site's settings, the site's reports are judged."""

    SITE = "site_name: Bread\ndocs_dir: groups\nplugins:\n  - report:\n      templates: [template.md]\n"

    def test_the_reports_of_the_site_are_judged(self, course: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (course / "mkdocs.yml").write_text(self.SITE)
        without, named = run(capsys, "check"), run(capsys, "check", "groups")
        assert without == named
        assert without[0] == 1
        assert without[1].startswith("Using the settings in mkdocs.yml.\n3 reports: 2 with errors, 1 passed\n")

    def test_those_of_named_settings(
        self, course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (course / "mkdocs.yml").write_text(self.SITE)
        (course / "elsewhere").mkdir()
        monkeypatch.chdir(course / "elsewhere")
        _, out, _ = run(capsys, "check", "--settings", "../mkdocs.yml", "--format", "json")
        paths = [report["path"] for report in json.loads(out)["reports"]]
        assert paths == [f"../groups/{name}/README.md" for name in ("one", "three", "two")]

    def test_those_of_all_years(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        course_of_years(tmp_path)
        monkeypatch.chdir(tmp_path)
        _, without, _ = run(capsys, "check", "--format", "json")
        assert without == run(capsys, "check", "docs", "--format", "json")[1]
        assert {report["cohort"] for report in json.loads(without)["reports"]} == {"2025", "2026"}

    @pytest.mark.parametrize("settings", ["", "options.yml"])
    def test_where_no_site_is_known_a_path_is_needed(
        self, course: Path, capsys: pytest.CaptureFixture[str], settings: str
    ) -> None:
        (course / "options.yml").write_text("templates: [template.md]\n")
        code, out, err = run(capsys, "check", *(["--settings", settings] if settings else []))
        assert (code, out) == (2, "")
        assert "Missing argument 'PATH...'. Name a report, or a folder with reports." in err

    def test_a_missing_folder_is_named(self, course: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (course / "mkdocs.yml").write_text(self.SITE.replace("groups", "gruops"))
        code, _, err = run(capsys, "check")
        assert (code, err) == (
            2,
            "mkdocs-report: docs_dir: folder not found: gruops. Correct the path, or name a report.\n",
        )


REPORTS = ["groups/one/README.md", "groups/three/README.md", "groups/two/README.md"]


class TestTemplatesAreNoReports:
    """A folder may hold templates beside reports."""

    def paths(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
        _, out, _ = run(capsys, "check", *arguments, "--format", "json")
        return [report["path"] for report in json.loads(out)["reports"]]

    @pytest.mark.parametrize("name", ["template.md", "Report-Template.md", "templates/2026.md", "old/TEMPLATE.md"])
    @pytest.mark.parametrize("arguments", [[], ["--template", "template.md"]])
    def test_a_template_without_answers(
        self, course: Path, capsys: pytest.CaptureFixture[str], name: str, arguments: list[str]
    ) -> None:
        (course / name).parent.mkdir(exist_ok=True)
        (course / name).write_text(TEMPLATE)
        assert self.paths(capsys, ".", *arguments) == REPORTS
        _, out, _ = run(capsys, "check", ".")
        assert f"{name}: not judged, since it is a template without answers. To judge it, name it.\n" in out
        assert self.paths(capsys, name) == [name]

    def test_an_answer_makes_it_a_report(self, course: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (course / "our-template.md").write_text(fill(q2="--- question 2 fill here ---"))
        assert "our-template.md" in self.paths(capsys, ".")

    def test_an_empty_copy_under_another_name_is_a_report(
        self, course: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write_group(course / "groups/four", TEMPLATE)
        assert "groups/four/README.md" in self.paths(capsys, ".", "--template", "template.md")

    def test_a_template_of_the_settings_although_another_is_named(
        self, course: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (course / "forms").mkdir()
        (course / "forms/2025.md").write_text(fill())
        assert "forms/2025.md" in self.paths(capsys, ".", "--template", "template.md")
        (course / "mkdocs.yml").write_text(
            "site_name: B\ndocs_dir: x\nplugins: [{report: {templates: [forms/*.md]}}]\n"
        )
        assert self.paths(capsys, ".", "--template", "template.md") == REPORTS
        assert self.paths(capsys, ".", "--settings", "mkdocs.yml", "--template", "template.md") == REPORTS
        assert self.paths(capsys, "groups") == REPORTS

    def test_it_is_not_fixed_either(self, course: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (course / "old-template.md").write_text(TEMPLATE)
        run(capsys, "check", ".", "--template", "template.md", "--fix")
        assert (course / "old-template.md").read_text() == TEMPLATE


@pytest.mark.usefixtures("course")
class TestWhatTheTextShows:
    def test_quiet(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, err = run(capsys, "check", "groups", "--template", "template.md", "-q")
        assert (code, out, err) == (1, "3 errors, 2 warnings in 2 of 3 reports.\n", "")

    def test_errors_only(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _ = run(capsys, "check", "groups", "--template", "template.md", "--errors-only")
        assert code == 1
        assert (out.count(": error "), out.count(": warning "), "Group 7 (one)" in out) == (3, 0, False)

    @pytest.mark.parametrize("option", ["--errors-only", "-q"])
    def test_other_formats_always_have_all(self, capsys: pytest.CaptureFixture[str], option: str) -> None:
        code, out, err = run(capsys, "check", "groups", option, "--format", "json")
        assert (code, out) == (2, "")
        assert "changes only the text, and --format json always has all findings." in err
        run(capsys, "check", "groups", option, "--format", "json=out.json")
        assert json.loads(Path("out.json").read_text())["summary"]["findings"]["warnings"] == 2

    def test_verbose_goes_with_any_format(self, capsys: pytest.CaptureFixture[str]) -> None:
        plain, verbose = (run(capsys, "check", "groups", *option, "--format", "json") for option in ([], ["-v"]))
        assert plain == verbose

    @pytest.mark.parametrize("github", [True, False])
    def test_the_log_of_a_workflow_has_what_its_summary_leaves_out(
        self, course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, github: bool
    ) -> None:
        for number in range(FEW):
            write_group(course / f"groups/more-{number}")
        monkeypatch.setenv("GITHUB_ACTIONS", "true" if github else "")
        _, out, _ = run(capsys, "check", "groups", "--template", "template.md")
        assert ("groups/two/README.md:40: error " in out) is github

    @pytest.mark.parametrize("options", [["-v", "-q"], ["-q", "--explain-words", "2"]])
    def test_contradictions(self, capsys: pytest.CaptureFixture[str], options: list[str]) -> None:
        code, _, err = run(capsys, "check", "groups", *options)
        assert code == 2
        assert "contradict each other. Use one of them." in err


@pytest.mark.parametrize("text", ["site_name: X\n", "site_name: X\nplugins: [search]\n", "plugins:\n  search: {}\n"])
@pytest.mark.parametrize("command", [("check", "groups"), ("html", "groups/one"), ("collect", "roster.csv")])
def test_settings_that_do_not_name_the_plugin_are_refused(
    course: Path, capsys: pytest.CaptureFixture[str], text: str, command: tuple[str, str]
) -> None:
    (course / "other.yml").write_text(text)
    (course / "roster.csv").write_text("group,repository\none,https://github.com/example/one\n")
    code, out, err = run(capsys, *command, "--settings", "other.yml")
    assert (code, out) == (2, "")
    assert "plugins: the plugin report is not named" in err
