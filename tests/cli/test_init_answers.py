"""The questions of `mkdocs-report init`: after a wrong answer only that question is asked again; the course's name."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
import yaml

from mkdocs_report.cli.init import command as cli_init
from mkdocs_report.cli.main import main
from tests.support.reports import TEMPLATE, write_group

ACTION = "someone/mkdocs-report@0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A group's repository with a template under another name, and without a report; the working directory."""
    (tmp_path / "empty.md").write_text(TEMPLATE)
    (tmp_path / "notes.md").write_text("# Notes\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli_init, "at_terminal", lambda: True)
    return tmp_path


def answered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], *answers: str
) -> tuple[int, str]:
    """Run `init` with these answers; return the exit code, and all that was printed."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{answer}\n" for answer in answers)))
    code = main(["init", *arguments])
    return code, "".join(capsys.readouterr())


class TestReport:
    QUESTIONS = ("The empty template", "The name of the site", "after each push?", "with pre-commit?", "on GitHub, as")

    @pytest.mark.parametrize(
        ("wrong", "message"),
        [
            ("none.md", "cannot read none.md: No such file or directory."),
            ("notes.md", "notes.md:1: The template has no question."),
            ("", "reports/README.md does not exist yet, and is copied from the template."),
        ],
    )
    def test_a_wrong_template(
        self,
        repository: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        wrong: str,
        message: str,
    ) -> None:
        code, said = answered(monkeypatch, capsys, ["report"], wrong, "empty.md", "Group 7", "y", "n", ACTION)
        assert code == 0, said
        assert message in said
        assert [said.count(question) for question in self.QUESTIONS] == [2, 1, 1, 1, 1]
        assert yaml.safe_load((repository / "mkdocs.yml").read_text())["site_name"] == "Group 7"
        assert (repository / "reports/README.md").read_text() == TEMPLATE
        assert ACTION in (repository / ".github/workflows/report.yml").read_text()

    def test_a_wrong_repository(
        self, repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        answers = ("empty.md", "Group 7", "y", "n", "someone", "someone/x", ACTION)
        code, said = answered(monkeypatch, capsys, ["report"], *answers)
        assert code == 0, said
        assert "“someone/x” is not a repository with a commit. Write OWNER/mkdocs-report@COMMIT." in said
        assert [said.count(question) for question in self.QUESTIONS] == [1, 1, 1, 1, 3]
        assert yaml.safe_load((repository / "mkdocs.yml").read_text())["site_name"] == "Group 7"

    def test_no_template_is_needed_beside_a_report(
        self, repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write_group(repository / "reports")
        code, said = answered(monkeypatch, capsys, ["report"], "", "", "n", "n")
        assert code == 0, said
        assert "The empty template (Enter for none):" in said

    def test_a_wrong_option_is_refused_before_the_first_question(
        self, repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for option in (["--template", "none.md"], ["--template", "empty.md", "--action", "someone"]):
            code, said = answered(monkeypatch, capsys, ["report", *option])
            assert code == 2
            assert not any(question in said for question in self.QUESTIONS)
        assert not (repository / "mkdocs.yml").exists()

    def test_a_wrong_answer_is_printed_without_control_characters(
        self, repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        _, said = answered(monkeypatch, capsys, ["report"], "a\x1b[2J.md", "empty.md", "", "n", "n")
        assert "cannot read a\\x1b[2J.md" in said
        assert "\x1b[2J" not in said


class TestCourse:
    def text(self, folder: Path) -> str:
        files = [each for each in folder.rglob("*") if each.is_file() and each.suffix != ".png"]
        return "\n".join(each.read_text(encoding="utf-8") for each in files)

    def test_all_that_is_written_has_its_name(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["init", "course", str(tmp_path / "a"), "--yes"]) == 0
        assert main(["init", "course", str(tmp_path / "b"), "--name", "Boat Building", "--yes"]) == 0
        assert "Kite Workshop" not in self.text(tmp_path / "b")
        assert self.text(tmp_path / "b").count("Boat Building") == self.text(tmp_path / "a").count("Kite Workshop") > 4
        capsys.readouterr()
        assert main(["check", str(tmp_path / "b/docs"), "--settings", str(tmp_path / "b/mkdocs.yml"), "-q"]) == 0
        assert capsys.readouterr().out.startswith("0 errors, ")

    @pytest.mark.parametrize("name", ["C# & *Statistics* <II>", "R: [un]known `x`", "'quoted' \"name\"", "Größe 面"])
    def test_any_name_is_a_heading_and_a_value(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
    ) -> None:
        assert main(["init", "course", str(tmp_path), "--name", name, "--yes"]) == 0
        assert yaml.safe_load((tmp_path / "mkdocs.yml").read_text(encoding="utf-8"))["site_name"] == name
        assert main(["template", "check", str(tmp_path / "templates/version-1.md"), "--format", "json"]) == 0
        capsys.readouterr()
        assert main(["check", str(tmp_path / "docs"), "--settings", str(tmp_path / "mkdocs.yml"), "-q"]) == 0
        assert capsys.readouterr().out.startswith("0 errors, ")

    @pytest.mark.parametrize("name", ["", " ", "…", "a\x1bb"])
    def test_a_text_that_is_no_name(self, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
        assert main(["init", "course", str(tmp_path / "x"), "--name", name, "--yes"]) == 2
        assert "is not a name. Write the words of the course's title." in capsys.readouterr().err
        assert not (tmp_path / "x").exists()
