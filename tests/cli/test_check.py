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
from mkdocs_report.rules.judge import RULES
from tests.support.golden import golden
from tests.support.reports import TEMPLATE, fill, write_group

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
        (["check"], "Missing argument 'PATH...'"),
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


def test_check_does_not_import_the_site_generator() -> None:
    ours = {"mkdocs_report.parsing.limits.languages.german", "mkdocs_report.parsing.markdown.formulas"}
    heavy = {"mkdocs", "nh3", "jinja2", "PIL", "text_to_num", "math_core", *ours}
    code = f"import sys, mkdocs_report.cli.main, mkdocs_report.export.text; print({heavy} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "set()\n"
