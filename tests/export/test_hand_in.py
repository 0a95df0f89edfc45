"""`mkdocs-report html` for a group's own hand-in: who is masked, `--keep-numbers`, `--clean`, and the progress."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from mkdocs_report.cli.main import main
from mkdocs_report.config.options import PublishOptions
from mkdocs_report.masking.mask import Mask, Privacy
from mkdocs_report.model.template import Question
from mkdocs_report.parsing.source import decode
from mkdocs_report.parsing.template.parser import parse_template
from mkdocs_report.publish.options import privacy_of
from mkdocs_report.publish.own_numbers import asks_for_numbers
from tests.support.builds import build
from tests.support.reports import TEMPLATE, fill, write_group

OWN, OTHER = "s111111", "s999999"
ASKING = TEMPLATE.replace("Enter the number of your group", "Enter the student number of each member")
REPORT = fill(
    q1=f"{OWN}, S222222, s333333@example.org",
    q2=f"We, {OWN} and Ada, mixed it. {OTHER} of group 9 helped us, and ada@example.org wrote: s 111 111.",
).replace("Enter the number of your group", "Enter the student number of each member")
SITE = "site_name: Ours\ndocs_dir: reports\nplugins:\n  - report:\n      templates: [template.md]\n"
ROSTER = "group,student_1\nbread,Ada Lovelace (s111111)\ncake,Bo Berg (s999999)\n"
PUBLISH = "      publish: {roster: roster.csv}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A group's repository; the working directory is its folder."""
    folder = tmp_path / "bread"
    folder.mkdir()
    (folder / "template.md").write_text(ASKING)
    (folder / "mkdocs.yml").write_text(SITE)
    write_group(folder / "reports", REPORT)
    monkeypatch.chdir(folder)
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Run the command; return its exit code and what it says on standard error."""
    return main(["html", "reports/README.md", *arguments]), capsys.readouterr().err


def shown(name: str = "out.html") -> str:
    text: str = lxml_html.fromstring(Path(name).read_bytes()).text_content()
    return text


class TestMasked:
    @pytest.mark.usefixtures("folder")
    def test_their_number_and_the_option_are_named(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, err = run(capsys, "-o", "out.html")
        assert code == 0
        hint = "To keep the student numbers of your own group in a hand-in, add --keep-numbers."
        assert err == f"Using the settings in mkdocs.yml.\nMasked 5 people. {hint}\n"
        assert not re.search(r"s ?\d{3} ?\d{3}", shown(), re.IGNORECASE)

    def test_nobody(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write_group(folder / "reports")
        assert run(capsys, "-o", "out.html")[1] == "Using the settings in mkdocs.yml.\nMasked 0 people.\n"

    def test_of_a_whole_course(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write_group(folder / "reports/one", REPORT)
        write_group(folder / "reports/two", fill())
        (folder / "reports/README.md").unlink()
        assert main(["html", "--all", "reports", "-o", "out"]) == 0
        assert capsys.readouterr().err.endswith("\nMasked 5 people in 1 of 2 reports.\n")


class TestKeepNumbers:
    @pytest.mark.usefixtures("folder")
    def test_without_a_roster_those_that_a_question_asks_for(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, err = run(capsys, "--keep-numbers", "-o", "out.html")
        assert code == 0
        assert err.endswith("Masked 3 people. Kept 2 student numbers of the group: do not publish this file.\n")
        text = shown()
        assert all(number in text for number in (OWN, "S222222", "s 111 111"))
        assert not any(secret in text for secret in (OTHER, "s333333", "ada@example.org"))

    def test_with_a_roster_those_of_the_group(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (folder / "mkdocs.yml").write_text(SITE + PUBLISH)
        (folder / "roster.csv").write_text(ROSTER)
        write_group(folder / "reports", f"# bread\n\n{REPORT.replace('helped', 'and Ada Lovelace helped')}")
        code, err = run(capsys, "--keep-numbers", "-o", "out.html")
        assert (code, err.partition("Kept")[2]) == (0, " 1 student number of the group: do not publish this file.\n")
        assert OWN in shown()
        assert not any(secret in shown() for secret in (OTHER, "S222222", "Lovelace"))

    @pytest.mark.parametrize("roster", ["group,student_1\nbread,Ada\n", "group,student_1\ncake,s111111\n"])
    def test_with_a_roster_without_them_it_is_refused(
        self, folder: Path, capsys: pytest.CaptureFixture[str], roster: str
    ) -> None:
        (folder / "mkdocs.yml").write_text(SITE + PUBLISH)
        (folder / "roster.csv").write_text(roster)
        code, err = run(capsys, "--keep-numbers", "-o", "out.html")
        assert code == 2
        assert "the roster has no numbers for this group, or the group is not clear" in err
        assert not Path("out.html").exists()

    def test_where_no_question_asks_for_them_it_is_refused(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (folder / "template.md").write_text(TEMPLATE)
        code, err = run(capsys, "--keep-numbers", "-o", "out.html")
        assert code == 2
        assert "no question asks for student numbers, or its answer has none. Add them, or leave the option out" in err
        assert not Path("out.html").exists()

    @pytest.mark.parametrize("target", [[], ["-o", "reports/hand-in.html"], ["-o", "reports/a/b.html"]])
    def test_never_in_the_folder_of_the_site(
        self, folder: Path, capsys: pytest.CaptureFixture[str], target: list[str]
    ) -> None:
        code, err = run(capsys, "--keep-numbers", *target)
        assert code == 2
        assert "would be in docs_dir, so a build could publish the student numbers in it. Name a file outside" in err
        assert list(folder.rglob("*.html")) == []

    @pytest.mark.usefixtures("folder")
    @pytest.mark.parametrize("options", [["--all", "-o", "out"], ["-o", "-"]])
    def test_only_in_a_file_of_one_report(self, capsys: pytest.CaptureFixture[str], options: list[str]) -> None:
        code, err = run(capsys, "--keep-numbers", *options)
        assert code == 2
        assert "--keep-numbers is for the hand-in of one group. Name one report and a file: -o FILE." in err

    @pytest.mark.slow
    def test_a_site_never_keeps_them(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(capsys, "--keep-numbers", "-o", "out.html")[0] == 0
        build(folder)
        pages = "".join(page.read_text(encoding="utf-8") for page in (folder / "site").rglob("*.html"))
        assert "Student" in pages
        assert not re.search(r"s ?\d{3} ?\d{3}", pages, re.IGNORECASE)

    def test_no_option_of_a_site_asks_for_it(self) -> None:
        assert not privacy_of(PublishOptions()).keeps_own_numbers
        assert not any("keep" in name or "own" in name for name in PublishOptions.__dataclass_fields__)

    @pytest.mark.parametrize("text", [f"{OWN}@example.org", f"mailto:{OWN}%40example.org", f"{OTHER}", "s111112"])
    def test_nothing_else_is_kept(self, text: str) -> None:
        assert "Student" in Mask(Privacy(), "x", kept=frozenset({OWN})).text(text)


def question(prompt: str) -> Question:
    (found,) = parse_template(decode(f"# R\n\n### Question 1\n\n> {prompt}\n>\n> Answer:\n".encode(), "t.md")).questions
    return found


@pytest.mark.parametrize(
    ("prompt", "asks"),
    [
        ("**Enter the study number for each member in the group**", True),
        ("Your student IDs", True),
        ("Example: *sXXXXXX, sXXXXXX*", True),
        ("Skriv jeres studienumre, et studienummer for hver", True),
        ("Matrikelnummern aller Mitglieder", True),
        ("Numéro d'étudiant de chacun", True),
        ("Número de estudiante de cada miembro", True),
        ("Matricola di ogni studente", True),
        ("Numer indeksu każdej osoby", True),
        ("**Enter the number of your group**", False),
        ("How many students numbered the jars?", False),
        ("What did each student do?", False),
    ],
)
def test_whether_a_question_asks_for_numbers(prompt: str, asks: bool) -> None:
    assert asks_for_numbers(question(prompt)) is asks


class TestClean:
    @pytest.mark.usefixtures("folder")
    def test_only_headings_and_answers(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(capsys, "--clean", "-o", "out.html")[0] == 0
        page: Any = lxml_html.fromstring(Path("out.html").read_bytes())
        classes = {name for each in page.xpath("//body//@class") for name in each.split()}
        own = {each for each in classes if each.startswith("mr-")} - {"mr-question-heading"}
        assert {each for each in own if not each.startswith("mr-contents")} <= {
            "mr-answer", "mr-muted", "mr-image", "mr-checklist-items", "mr-unchecked", "mr-bare-link",
        }  # fmt: skip
        text = page.xpath("//main")[0].text_content()
        assert "We,  and Ada" not in text
        assert "and Ada, mixed it." in text
        assert not any(
            word in text for word in ("Enter the student", "required", "warning", "error", "Passed", "words")
        )
        assert page.xpath("count(//main//h3)") == 2 + 4  # parts of the checklist, and questions
        assert page.xpath("//main//ul[1]/li[1]/i/text()")[0] in {"open", "done"}

    def test_an_unanswered_question_says_so(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write_group(folder / "reports", fill(q2="--- question 2 fill here ---"))
        assert run(capsys, "--clean", "-o", "out.html")[0] == 0
        assert shown().count("No answer.") == 1

    def test_of_a_course(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        for name in ("one", "two"):
            write_group(folder / "reports" / name)
        (folder / "reports/README.md").unlink()
        assert main(["html", "--all", "reports", "--clean", "-o", "out"]) == 0
        index = lxml_html.fromstring(Path("out/index.html").read_bytes())
        assert index.xpath("//main//li/a/@href") == ["one.html", "two.html"]
        assert index.xpath("//main//*[starts-with(@class, 'mr-')]") == []


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("at_terminal", [True, False])
def test_the_progress_is_shown_only_at_a_terminal(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at_terminal: bool
) -> None:
    for name in ("one", "two"):
        write_group(folder / "reports" / name)
    stream = _Terminal() if at_terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    assert main(["html", "--all", "reports", "-o", "out"]) == 0
    seen = [f"{number}/3" for number in range(4) if f"{number}/3 " in stream.getvalue()]
    assert seen == (["0/3", "1/3", "2/3", "3/3"] if at_terminal else [])
    assert ("\x1b" in stream.getvalue()) is at_terminal
    if at_terminal:
        assert stream.getvalue().endswith("\r\x1b[2K")


def test_the_option_is_not_named_where_only_addresses_are_masked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_group(folder / "reports", fill(q4="Ask ada@example.org."))
    assert run(capsys, "-o", "out.html")[1].endswith("\nMasked 1 person.\n")


def test_a_template_in_the_folder_gets_no_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "mkdocs.yml").unlink()
    (folder / "old").mkdir()
    (folder / "old/template-2025.md").write_text(TEMPLATE)
    assert main(["html", "--all", ".", "-o", "out"]) == 0
    assert "Wrote 1 report." in capsys.readouterr().out
