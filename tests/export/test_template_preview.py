"""`mkdocs-report template preview`: one file, whatever the template contains, and nothing is written over."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from mkdocs_report.cli.main import main
from mkdocs_report.errors import Fault
from mkdocs_report.export.html.standalone import POLICY
from mkdocs_report.export.html.styles import template_style_sheet
from mkdocs_report.export.html.template import render_template
from mkdocs_report.parsing.template.lint import lint_template
from tests.support.forms import record_forms
from tests.support.golden import golden
from tests.support.previewed import explained
from tests.support.reports import TEMPLATE

FAULT = Fault(39, "The prompt contradicts itself.", "contradiction", "question-3")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a template; the working directory."""
    (tmp_path / "template.md").write_text(TEMPLATE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lines_of(page: Any) -> list[str]:
    return [line.text_content() for line in page.xpath("//span[@class='mr-line-text']")]


def test_the_page() -> None:
    template = explained()
    text = render_template(template, (FAULT,), lint_template(template)).decode()
    assert template_style_sheet() in text
    text = re.sub(r"(?s)<style>.*</style>", "<style></style>", text)
    golden("template_preview.html", re.sub(r"mkdocs-report \d[^\"]*", "mkdocs-report X", text))


class TestCommand:
    def test_it_is_written_beside_the_template_and_again(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for _ in range(2):
            assert main(["template", "preview", "template.md"]) == 0
            assert capsys.readouterr().out == "template.preview.html: 4 questions, 0 warnings\n"
        page = lxml_html.fromstring((folder / "template.preview.html").read_bytes())
        assert lines_of(page) == TEMPLATE.splitlines()
        assert page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [POLICY]

    def test_another_file_or_standard_output(self, folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        assert main(["template", "preview", "template.md", "-o", "out/p.html"]) == 0
        capfdbinary.readouterr()
        assert main(["template", "preview", "template.md", "-o", "-"]) == 0
        assert capfdbinary.readouterr().out == (folder / "out/p.html").read_bytes()

    def test_the_form_is_passed_on(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        forms = record_forms(monkeypatch)
        assert main(["template", "preview", "template.md", "--questions", "bold", "--skip-heading", "After"]) == 0
        assert [(form.questions, form.skip_headings) for form in forms] == [(("bold",), ("After",))]

    def test_a_template_with_errors_is_shown(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "bad.md").write_text(TEMPLATE.replace("10-20", "20-10"))
        assert main(["template", "preview", "bad.md"]) == 0
        assert "4 questions, 1 error, 0 warnings" in capsys.readouterr().out
        page = lxml_html.fromstring((folder / "bad.preview.html").read_bytes())
        (line,) = page.xpath("//div[contains(@class, 'mr-line--noticed')]")
        assert (line.get("id"), "mr-error" in line.get("class")) == ("L33", True)

    def test_a_text_without_a_question_is_shown(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "none.md").write_text("# Notes\n\nOnly text.\n")
        assert main(["template", "preview", "none.md"]) == 0
        assert "0 questions, 2 errors, 0 warnings" in capsys.readouterr().out
        page = lxml_html.fromstring((folder / "none.preview.html").read_bytes())
        assert "The template has no question." in page.text_content()
        assert lines_of(page) == ["# Notes", "", "Only text."]

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["none.md"], "none.md: the file cannot be read: No such file or directory."),
            (["binary.md"], "binary.md:1: The template cannot be read"),
            (["template.md", "-o", "template.md"], "template.md"),
            (
                ["template.md", "-o", "mine.html"],
                "mkdocs-report did not generate it. Name another file, or add --force.",
            ),
            (["template.md", "-o", "link.html"], "link.html is a symbolic link, which is not followed."),
            (["template.md", "-o", "."], "is a folder. Name a file."),
            (["template.md", "-o", "mine.html/x.html"], "the file cannot be written"),
            (["template.md", "--questions", "tabel"], "there is no form “tabel”. Did you mean “table”?"),
        ],
    )
    def test_what_cannot_be_done(
        self, folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
    ) -> None:
        (folder / "binary.md").write_bytes(b"\xff\xfe#\0")
        (folder / "mine.html").write_text("mine")
        (folder / "link.html").symlink_to(folder / "elsewhere.html")
        before = sorted(folder.iterdir())
        assert main(["template", "preview", *arguments]) == 2
        assert message in " ".join(capsys.readouterr().err.split())
        assert sorted(folder.iterdir()) == before
        assert (folder / "template.md").read_text() == TEMPLATE
        assert (folder / "mine.html").read_text() == "mine"

    def test_force(self, folder: Path) -> None:
        (folder / "mine.html").write_text("mine")
        assert main(["template", "preview", "template.md", "-o", "mine.html", "--force"]) == 0
        assert b"Question 4" in (folder / "mine.html").read_bytes()
        assert main(["template", "preview", "template.md", "-o", "template.md", "--force"]) == 2
