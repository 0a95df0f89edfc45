"""`mkdocs-report template check` and `mkdocs-report new`: what a template asks for, and an empty report from it."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from rich.console import Console

import mkdocs_report
from mkdocs_report.cli.main import main
from mkdocs_report.cli.template_output import TemplateCheck, print_template_checks, template_checks_json
from mkdocs_report.model.limits import Bounds, Limit, Limits, Unit
from mkdocs_report.parsing.source import decode
from mkdocs_report.parsing.template.lint import lint_template
from mkdocs_report.parsing.template.parser import parse_template
from mkdocs_report.parsing.template.template_warning import TemplateWarning
from tests.support.golden import golden
from tests.support.reports import TEMPLATE

ROOT = Path(__file__).parent.parent.parent
_WARNING_FILES = ("lint.py", "limit_warnings.py", "form_warnings.py", "unused_text.py")
SCHEMA = Path(mkdocs_report.__file__).parent / "cli" / "template.schema.json"
CORPUS = ROOT.parent / "shared" / "corpus" / "templates"


def found(text: str) -> tuple[TemplateWarning, ...]:
    return lint_template(parse_template(decode(text.encode(), "template.md")))


def prompt(*lines: str) -> str:
    """Return a template with one question; its prompt begins in line 4."""
    quoted = "".join(f"> {line}\n" for line in lines)
    return f"# Form\n\n## Question 1\n{quoted}>\n> Answer:\n\n--- question 1 fill here ---\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a template that is fine and one that leaves a doubt; the working directory."""
    (tmp_path / "template.md").write_text(TEMPLATE)
    (tmp_path / "odd.md").write_text(prompt("**Tell it in a few words.**", "", "Insert 1-2 [b]images[/b]."))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


def test_limits_of_other_units_have_a_column_and_keys() -> None:
    template = parse_template(decode(TEMPLATE.encode(), "template.md"))
    limits = Limits(
        (
            Limit(Unit.WORDS, Bounds(None, 100), excluding=("footnotes",)),
            Limit(Unit.WORDS, Bounds(20, 50), part=True),
            Limit(Unit.SENTENCES, Bounds(3, 5), advisory=True),
        )
    )
    first, *rest = template.questions
    check = TemplateCheck(replace(template, questions=(replace(first, limits=limits), *rest)), (), ())
    out = io.StringIO()
    print_template_checks([check], Console(file=out, width=200))
    assert "Other limits" in out.getvalue()
    for text in ("20–50 words for each part", "words without footnotes", "recommended 3–5 sentences"):
        assert text in out.getvalue()
    data = json.loads(template_checks_json([check]))
    jsonschema.validate(data, json.loads(SCHEMA.read_text(encoding="utf-8")))
    found = data["templates"][0]["questions"][0]["limits"]
    assert (found["words"], found["sentences"], found["advisory"]) == ([None, 100], [3, 5], False)
    assert [each["part"] for each in found["all"]] == [False, True, False]
    assert "all" not in data["templates"][0]["questions"][1]["limits"]


class TestWarnings:
    @pytest.mark.parametrize(
        ("line", "kind", "quote"),
        [
            ("Describe 2 plots. Answer length: 20-30 words.", "number-not-read", "“2 plots”"),
            ("Answer length: 200-300", "length-not-read", "“Answer length: 200-300”"),
            ("Answer length: short.", "length-not-read", "“Answer length: short”"),
            ("Answer length: half a page.", "unit-not-counted", "“half a page”"),
            ("Write 1-2 pages.", "unit-not-counted", "“1-2 pages”"),
            ("Add 2-3 figures and a video of 2 minutes.", "unit-not-counted", "“2 minutes”"),
            ("Include a few screenshots.", "number-not-read", "“a few screenshots”"),
            ("Answer length: 50 words per image.", "limit-per-part", "“50 words per image”"),
            ("Insert 1-2 images (per run).", "limit-per-part", "“1-2 images (per run)”"),
            ("For each sensor, insert one image.", "limit-per-part", "“For each sensor, insert one image”"),
            ("Word count: 50 each", "limit-per-part", "“Word count: 50 each”"),
            ("Odpověď: 20 až 60 slov.", "other-language", "“20 až 60 slov”"),
            ("Vastaus: 20-60 sanaa.", "other-language", "“20-60 sanaa”"),
            ("Lisää 2 kuvaa.", "other-language", "“2 kuvaa”"),
            ("Válasz: 60 szó.", "other-language", "“60 szó”"),
            ("Ответ: от 20 до 60 слов.", "other-language", "“20 до 60 слов”"),
            ("Svarið er 1.000 orð.", "other-language", "“1.000 orð”"),
            ("请写 200 字。", "other-language", "“200 字”"),
            ("One figure or table.", "number-not-read", "“One figure or table”"),
            ("b) Tell why (50 words).\n> a) Name it.", "limit-per-part", "“50 words”"),
            ("No pictures, please.", "number-not-read", "“No pictures”"),
            ("At least 50.", "number-not-read", "“At least 50”"),
            ("Attach screenshots of it.", "number-not-read", "“Attach screenshots”"),
        ],
    )
    def test_what_looks_like_a_limit(self, line: str, kind: str, quote: str) -> None:
        (warning,) = found(prompt(line))
        assert (warning.kind, warning.line, warning.question) == (kind, 4, "question-1")
        assert quote in warning.message
        assert warning.help.endswith(("”", "”."))

    @pytest.mark.parametrize(
        "line",
        [
            "Answer length: 100-200 words + 1 to 3 screenshots.",
            "Word limit: 80",
            "Do not write more than 200 words.",
            "What number of images did you take?",
            "Describe the 2 plots above, and what the last 5 minutes of these 3 videos show.",
            "You have three weeks for it, and 3 colours.",
            "What is the length of the path: in km?",
            "Do not include a figure.",
            "Answer length: 100-200 words per answer.",
            "For each sensor, tell what it sees. Answer length: 100-200 words.",
            "Insert 3 images, each with a caption.",
            "Erkläre das Bild, und nenne 3 Gründe.",
        ],
    )
    def test_what_does_not(self, line: str) -> None:
        assert found(prompt(line)) == ()

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("Odpověď: 20 až 60 slov.", "write “Answer length: 20-60 words.”"),
            ("Vastaus: 60 sanaa.", "write “Answer length: 60 words.”"),
            ("Lisää 1 kuva.", "write “Insert 1 image.”"),
            ("Answer length: 50 words each.", "State the number of words in total"),
            ("Insert 2 images each.", "State the number of images in total"),
        ],
    )
    def test_the_help_says_what_to_write(self, line: str, words: str) -> None:
        (warning,) = found(prompt(line))
        assert words in warning.help

    def test_the_line_is_that_of_the_words(self) -> None:
        text = prompt("**Tell us", "what you did.**", "", "Do it in", "3 lines or 2 pages.")
        assert [warning.line for warning in found(text)] == [8, 8]
        (warning,) = found(prompt("Tell it in a", "few words."))
        assert warning.line == 4

    def test_a_length_behind_the_example_is_not_read(self) -> None:
        text = prompt("Tell us.", "", "Example: *we took 3 images in 500 words.*", "", "Answer length: 40 words.")
        (warning,) = found(text)
        assert (warning.kind, warning.line) == ("limit-after-example", 8)

    def test_a_question_asked_twice(self) -> None:
        text = TEMPLATE.replace(
            "**What would you tell somebody who bakes for the first time?**",
            "**Explain how you made the dough, and what you would do in another way next time.**",
        )
        (warning,) = found(text)
        assert (warning.kind, warning.question, warning.line) == ("question-twice", "question-4", 54)
        assert "Question 2 in line 29" in warning.message

    def test_a_number_that_is_not_the_headings(self) -> None:
        assert found(TEMPLATE.replace("### Question 2\n", "### The dough\n")) == ()  # 2 is its place, too
        (warning,) = found(TEMPLATE.replace("### Question 2\n", "### Question 1, again\n"))
        assert (warning.kind, warning.question) == ("number-changed", "question-1-again")
        assert "is counted as question 2" in warning.message

    def test_a_prompt_without_a_place_for_its_answer(self) -> None:
        text = TEMPLATE.replace(">\n> Answer:\n\n--- question 4 fill here ---\n", "")
        (warning,) = found(text)
        assert (warning.kind, warning.question) == ("no-place", "question-4")
        (warning,) = found(f"{TEMPLATE}\n### And then\n\n> What else?\n")
        assert (warning.kind, warning.question) == ("no-place", None)
        assert (
            warning.message == "“And then” has a quoted prompt but no place for an answer, so it is read as a section."
        )

    def test_a_place_without_a_prompt(self) -> None:
        (warning,) = found(f"{TEMPLATE}\n### Question 5\n\n--- question 5 fill here ---\n")
        assert warning.kind == "no-prompt"

    def test_every_kind_is_in_the_schema_and_in_the_guide(self) -> None:
        schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
        kinds = schema["$defs"]["warning"]["properties"]["kind"]["enum"]
        folder = Path(mkdocs_report.__file__).parent / "parsing/template"
        source = "".join((folder / name).read_text(encoding="utf-8") for name in _WARNING_FILES)
        guide = (ROOT / "docs/guide/template.md").read_text(encoding="utf-8")
        for kind in kinds:
            assert f'"{kind}"' in source
            assert f"`{kind}`" in guide


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real templates are not at hand")
def test_real_templates_leave_no_doubt(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "template", "check", f"{CORPUS}/*.md", "--format", "json", "--strict")
    assert (code, err) == (0, "")
    data = json.loads(out)
    jsonschema.validate(data, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert data["summary"] == {"templates": 17, "errors": 0, "warnings": 0}
    for template in data["templates"]:
        lines = (CORPUS / Path(template["path"]).name).read_text(encoding="utf-8").splitlines()
        assert len(template["questions"]) in {27, 31}
        clauses = [clause for question in template["questions"] for clause in question["read_from"]]
        assert len(clauses) >= 24
        for clause in clauses:
            first, last = clause["lines"]
            said = " ".join(line.lstrip("> ") for line in lines[first - 1 : last])
            assert clause["quote"] in said.replace("*", "")


class TestCheck:
    def test_the_demos_template(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(ROOT)
        monkeypatch.setenv("NO_COLOR", "1")
        code, out, err = run(capsys, "template", "check", "docs/groups/TEMPLATE.md")
        assert (code, err) == (0, "")
        golden("template.txt", "".join(f"{line.rstrip()}\n" for line in out.splitlines()))

    def test_the_guides_template(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        guide = (ROOT / "docs/guide/template.md").read_text(encoding="utf-8")
        (folder / "template.md").write_text(guide.split("````markdown")[1].partition("\n")[2].split("````")[0])
        code, out, _ = run(capsys, "template", "check", "template.md", "--strict")
        assert code == 0
        assert "".join(f"{line.rstrip()}\n" for line in out.splitlines()) == guide.split("```text\n")[1].split("```")[0]

    @pytest.mark.usefixtures("folder")
    def test_json_is_the_contract(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _ = run(capsys, "template", "check", "template.md", "odd.md", "--format", "json")
        data = json.loads(out)
        schema: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(data, schema)
        assert code == 0
        assert data["summary"] == {"templates": 2, "errors": 0, "warnings": 1}
        kitchen, odd = data["templates"]
        assert [set(kitchen), set(kitchen["questions"][0])] == [
            set(schema["$defs"][name]["properties"]) for name in ("template", "question")
        ]
        assert kitchen["checklist"] == {
            "items": 3,
            "sections": [{"title": "Before", "items": 2}, {"title": "After", "items": 1}],
        }
        third = kitchen["questions"][2]
        assert third["limits"] == {"words": [5, 30], "images": [1, 2], "advisory": True, "images_advisory": False}
        assert third["read_from"] == [
            {"limit": "images", "quote": "1 to 2 photographs", "lines": [44, 44]},
            {"limit": "words", "quote": "5-30 words", "lines": [46, 46]},
            {"limit": "images", "quote": "1 to 2 images", "lines": [46, 46]},
        ]
        assert odd["warnings"][0]["line"] == 4

    @pytest.mark.usefixtures("folder")
    def test_a_warning_counts_where_one_is_strict(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(capsys, "template", "check", "odd.md")[0] == 0
        code, out, _ = run(capsys, "template", "check", "odd.md", "--strict")
        assert code == 1
        assert "odd.md:4: warning Question 1: no limit is read from “a few words”. [number-not-read]" in out
        assert run(capsys, "template", "check", "template.md", "--strict")[0] == 0

    def test_one_that_can_not_be_read_hides_no_other(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "bad.md").write_text("# No questions\n")
        code, out, err = run(capsys, "template", "check", "bad.md", "template.md")
        assert code == 2
        assert err.startswith("mkdocs-report: bad.md:1: The template has no question.")
        assert "1 template, 4 questions, 0 warnings" in out

    def test_lines_that_contradict_themselves_hide_nothing_else(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        text = TEMPLATE.replace("10-20 words", "20-10 words").replace("5-30 words", "30-5 words, 2 pages at most")
        (folder / "bad.md").write_text(text)
        code, out, err = run(capsys, "template", "check", "bad.md", "template.md")
        assert (code, err) == (2, "")
        assert "bad.md:33: error The prompt of “Question 2” contradicts itself: “20-10 words” ends" in out
        assert "bad.md:46: error The prompt of “Question 3” contradicts itself: “30-5 words” ends" in out
        assert "bad.md:46: warning Question 3: “2 pages” is not checked" in out
        table = out.partition("Checklist:")[0]
        assert re.findall(r"^ +(\d+) .*\?\s+\?", table, re.M) == ["29", "42"]
        assert out.rstrip().endswith("2 templates, 8 questions, 2 errors, 2 warnings")

    def test_errors_are_told_to_programs(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "bad.md").write_text(TEMPLATE.replace("10-20 words", "20-10 words"))
        code, out, err = run(capsys, "template", "check", "bad.md", "--format", "json")
        data = json.loads(out)
        jsonschema.validate(data, json.loads(SCHEMA.read_text(encoding="utf-8")))
        assert (code, err) == (2, "")
        assert data["summary"] == {"templates": 1, "errors": 1, "warnings": 0}
        (error,) = data["templates"][0]["errors"]
        assert (error["kind"], error["line"], error["question"]) == ("contradiction", 33, "question-2")
        assert data["templates"][0]["questions"][1]["limits"]["words"] is None

    @pytest.mark.usefixtures("folder")
    def test_none_at_all(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, err = run(capsys, "template", "check", "none*.md")
        assert (code, out) == (2, "")
        assert "no file matches “none*.md”" in err

    def test_nothing_steers_a_terminal(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        text = prompt("Tell \x1b[31mit \u202ein 3 pages.").replace("# Form", "# Fo\x1b]0;x\x07rm")
        (folder / "odd.md").write_text(text)
        _, out, _ = run(capsys, "template", "check", "odd.md")
        assert not set(out) & {"\x1b", "\u202e", "\x07"}


class TestNew:
    def test_a_copy_of_the_template(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        data = TEMPLATE.replace("\n", "\r\n").encode("utf-8-sig")
        (folder / "template.md").write_bytes(data)
        code, out, _ = run(capsys, "new", "--template", "template.md")
        assert code == 0
        assert (folder / "reports/README.md").read_bytes() == data
        assert out.splitlines()[-1].endswith("mkdocs-report check reports/README.md --template template.md")

    def test_of_several_the_last_by_name(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        for year in (2024, 2026, 2025):
            (folder / f"{year}.md").write_text(TEMPLATE.replace("kitchen", f"kitchen {year}"))
        code, out, _ = run(capsys, "new", "--template", "20*.md", "-o", "out/mine.md")
        assert code == 0
        assert out.startswith("out/mine.md is a copy of 2026.md, the last of 3 templates by name.")
        assert (folder / "out/mine.md").read_text().startswith("# Report on the kitchen 2026")

    def test_nothing_is_written_over(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "mine.md").write_text("My work.")
        (folder / "link.md").symlink_to(folder / "elsewhere.md")
        for name in ("mine.md", "link.md"):
            code, out, err = run(capsys, "new", "--template", "template.md", "-o", name)
            assert (code, out) == (2, "")
            assert f"{name} already exists" in err
        assert (folder / "mine.md").read_text() == "My work."
        assert not (folder / "elsewhere.md").exists()

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            (TEMPLATE.replace("10-20", "20-10"), "bad.md:33: The prompt of “Question 2” contradicts itself"),
            ("# No questions\n", "bad.md:1: The template has no question."),
        ],
    )
    def test_a_template_that_can_not_be_read(
        self, folder: Path, capsys: pytest.CaptureFixture[str], text: str, message: str
    ) -> None:
        (folder / "bad.md").write_text(text)
        code, out, err = run(capsys, "new", "--template", "bad.md")
        assert (code, out) == (2, "")
        assert message in err
        assert not (folder / "reports").exists()

    @pytest.mark.usefixtures("folder")
    def test_a_folder_that_can_not_be_made(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, _, err = run(capsys, "new", "--template", "template.md", "-o", "odd.md/mine.md")
        assert code == 2
        assert "odd.md/mine.md can not be written: Not a directory" in err or "File exists" in err
