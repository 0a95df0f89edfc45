"""`mkdocs-report html`: one file of a report, whole, masked, and never over somebody's own."""

from __future__ import annotations

import base64
import io
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html
from PIL import Image

from mkdocs_report.cli.main import main
from mkdocs_report.errors import OutputError
from mkdocs_report.export.html import work_folder as folders
from mkdocs_report.export.html.chromium import find_chromium
from mkdocs_report.export.html.file_names import file_names
from mkdocs_report.export.html.inline_images import MAX_REPEATED_BYTES
from mkdocs_report.export.html.pdf import to_pdf
from mkdocs_report.export.html.standalone import POLICY
from mkdocs_report.export.html.styles import style_sheet
from mkdocs_report.export.html.work_folder import work_folder
from mkdocs_report.runtime.generated_files import PDF
from tests.publish.test_publishing import SECRETS, photograph
from tests.support.builds import build, visible_words
from tests.support.golden import golden
from tests.support.reports import TEMPLATE, fill, write_group
from tests.support.two_years import YEARS, cohorts, course_of_years

UNMASKED = "No settings found, so no names are masked. Name a mkdocs.yml with --settings.\nMasked 0 people.\n"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course of three groups; the working directory is its folder."""
    (tmp_path / "template.md").write_text(TEMPLATE)
    write_group(tmp_path / "groups/one")
    write_group(
        tmp_path / "groups/two",
        fill(q2="Too short.", q3="[See it](figures/loaf.png).\n\n![x](figures/loaf.png) ![y](figures/laof.png)"),
    )
    write_group(tmp_path / "groups/three", fill(q1="9", q4="A list:\n* <https://example.org/>\n* `code`"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["html", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.usefixtures("course")
def test_a_file_in_another_language(capsys: pytest.CaptureFixture[str]) -> None:
    here = ("groups/two/README.md", "--template", "template.md", "-o", "out.html")
    code, _, err = run(capsys, *here, "--language", "xx")
    assert code == 2
    assert err.endswith("--language: there are no words in “xx”. Use one of: da, de, en, es, fr.\n")
    assert run(capsys, *here, "--language", "da")[0] == 0
    page = tree(Path("out.html"))
    assert page.get("lang") == "da"
    assert page.xpath("string(//section/@aria-label)") == "Sammenfatning"
    assert {each.get("lang") for each in page.xpath("//*[@class='mr-findings']//bdi")} == {"en"}
    settings = "theme: {name: material, language: fr}\nplugins: [{report: {templates: [template.md], language: da}}]\n"
    Path("mkdocs.yml").write_text(f"site_name: Kitchen\n{settings}")
    assert run(capsys, "groups/two/README.md", "-o", "out.html")[0] == 0
    page = tree(Path("out.html"))
    assert (page.get("lang"), page.xpath("string(//section/@aria-label)")) == ("fr", "Résumé")
    assert {each.get("lang") for each in page.xpath("//div[starts-with(@class, 'mr-answer')]")} == {"da"}


def tree(file: Path) -> Any:
    return lxml_html.fromstring(file.read_bytes(), parser=lxml_html.HTMLParser(huge_tree=True))


def without_images(file: Path) -> bytes:
    """Return a file without the data of its images, which may spell anything."""
    return re.sub(rb"base64,[A-Za-z0-9+/=]+", b"", file.read_bytes())


def fake(path: Path, script: str) -> str:
    """Write a program that stands for Chromium."""
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.usefixtures("course")
def test_one_file_beside_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "groups/two/README.md", "--template", "template.md")
    assert (code, err) == (0, UNMASKED)
    assert re.fullmatch(r"groups/two/README\.html \(\d+ kB\)\n", out)
    text = Path("groups/two/README.html").read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>\n")
    page = lxml_html.fromstring(text)
    assert page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [POLICY]
    assert page.xpath("//script | //link[not(@href='data:,')] | //iframe | //@onclick | //*[@loading]") == []
    golden("html.txt", "\n".join(" ".join(visible_words(each)) for each in page.xpath("//article/*")) + "\n")


@pytest.mark.usefixtures("course")
def test_the_same_input_gives_the_same_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "groups/one/README.md", "-o", "a.html")[0] == 0
    assert run(capsys, "groups/one", "-o", "b.html")[0] == 0
    assert Path("a.html").read_bytes() == Path("b.html").read_bytes()


def test_standard_output(course: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["html", "groups/one/README.md", "-o", "-"]) == 0
    out, err = capfdbinary.readouterr()
    assert out.startswith(b"<!doctype html>")
    assert out.rstrip().endswith(b"</html>")
    assert err == UNMASKED.encode()
    assert [file for file in course.rglob("*") if file.suffix == ".html"] == []


@pytest.mark.usefixtures("course")
def test_images_are_inside_and_links_to_them_stay_in_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "groups/two", "-o", "two.html")[0] == 0
    answer = tree(Path("two.html")).xpath("//*[@data-question='question-3']")[0]
    (image,) = answer.xpath(".//img")
    kind, _, data = image.get("src").partition(",")
    assert kind == "data:image/webp;base64"
    with Image.open(io.BytesIO(base64.b64decode(data))) as opened:
        assert (opened.format, opened.size) == ("WEBP", (1, 1))
    assert answer.xpath(".//a[.='See it']/@href") == [f"#{image.get('id')}"]
    assert [e.text for e in answer.xpath(".//span")] == ["Image not found: figures/laof.png (y)"]


def test_an_image_is_not_held_a_thousand_times(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = write_group(course / "groups/four", fill(q3="![x](figures/loaf.png)\n\n" * 300))
    noise = Image.effect_noise((1200, 1200), 90)
    noise.save(report.parent / "figures/loaf.png")
    assert run(capsys, str(report), "-o", "four.html")[0] == 0
    file = Path("four.html")
    images = tree(file).xpath("//img/@src")
    assert 2 < len(images) < 300
    assert (len(images) - 1) * len(images[0]) * 3 / 4 <= MAX_REPEATED_BYTES * 1.01
    assert len(tree(file).xpath("//span[@class='mr-image-placeholder']")) == 300 - len(images)


@pytest.mark.slow
def test_it_shows_what_the_site_shows(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (course / "docs").mkdir()
    (course / "docs/index.md").write_text("# Home\n")
    (course / "groups").rename(course / "docs/groups")
    (course / "mkdocs.yml").write_text(
        "site_name: Kitchen\nplugins: [{report: {templates: [template.md], fail_on: never}}]\n"
    )
    site = build(course)
    assert site.code == 0, site.log
    assert run(capsys, "--all", "docs/groups", "--settings", "mkdocs.yml", "-o", "out")[0] == 0
    for name in ("one", "two", "three"):
        ours, theirs = tree(Path(f"out/{name}.html")), site.page(f"groups/{name}/index.html")
        for part in ("mr-summary", "mr-status", "mr-prompt", "mr-meta", "mr-answer", "mr-checklist"):
            path = f"//*[contains(concat(' ', @class, ' '), ' {part} ')]"
            shown = [words(each) for each in ours.xpath(path)]
            assert shown
            assert shown == [words(each) for each in theirs.xpath(path)]


def words(element: Any) -> str:
    for link in element.xpath(".//a[.='all groups']"):
        link.drop_tree()
    return " ".join(visible_words(element))


class TestPeople:
    @pytest.fixture
    def masked(self, course: Path) -> Path:
        names = "s123456, S654321 (Ada Lovelace) and ada@example.org"
        report = write_group(
            course / "s123456-group", fill(q1=names, q4=f"{names} ![s123456](figures/s123456.jpg)\n\n- [ ] s1&#50;3456")
        )
        (report.parent / "figures/s123456.jpg").write_bytes(photograph())
        report.rename(report.with_name("s123456.md"))
        (course / "roster.csv").write_text("group;student_1\ns123456-group;Ada Lovelace s654321\n")
        (course / "report.yml").write_text("templates: [template.md]\npublish: {roster: roster.csv}\n")
        return report.with_name("s123456.md")

    def test_nobody_is_in_any_byte(self, masked: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, err = run(capsys, str(masked), "--settings", "report.yml")
        assert code == 0
        assert re.fullmatch(r"Masked \d+ people\. To keep the student numbers [^\n]+\n", err)
        file = masked.with_name("Student-1.html")
        assert not SECRETS.search(without_images(file))
        image = base64.b64decode(tree(file).xpath("//img/@src")[0].partition(",")[2])
        assert not SECRETS.search(image)
        assert out.startswith(str(file))

    def test_keeping_is_a_choice(self, masked: Path, capsys: pytest.CaptureFixture[str]) -> None:
        Path("report.yml").write_text("publish: {students: keep, emails: keep}\n")
        assert run(capsys, str(masked), "--settings", "report.yml", "-o", "kept.html")[0] == 0
        assert "s123456" in Path("kept.html").read_text(encoding="utf-8")

    @pytest.mark.parametrize(
        ("publish", "said"),
        [
            ("{roster: !ENV ROSTER}", "publish: roster: write the value itself"),
            ("{roster: !ENV [A, B]}", "publish: roster: write the value itself"),
            ("{numbers: !ENV NUMBERS}", "publish: numbers: write the value itself"),
            ("{without: [!ENV GROUP]}", "publish: without: write the value itself"),
            ("{students: hide}", "publish: students: write mask or keep, not “hide”"),
            ("{numbers: '['}", "publish: numbers: write a regular expression"),
            ("{rooster: roster.csv}", "there is no option “rooster”. Did you mean “roster”?"),
            ("mask", "publish: write “name: value” pairs"),
            ("{width: 0}", "publish: width: write a number of pixels"),
            ("{without: {one: two}}", "publish: without: write a list of groups"),
            ("{csp: maybe}", "publish: csp: write true or false"),
        ],
    )
    def test_nothing_is_guessed(
        self, masked: Path, publish: str, said: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        Path("report.yml").write_text(f"publish: {publish}\n")
        code, _, err = run(capsys, str(masked), "--settings", "report.yml", "-o", "x.html")
        assert (code, Path("x.html").exists()) == (2, False)
        assert said in err

    def test_a_group_may_be_called_what_another_is_masked_to(
        self, course: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for name, number in (("s123456", "71"), ("Student-1", "72")):
            write_group(course / "many" / name, fill(q1=number))
        assert run(capsys, "--all", "many", "-o", "out")[0] == 0
        titles = {file.name: tree(file).xpath("string(//h1)") for file in Path("out").glob("Student*")}
        assert sorted(titles) == ["Student-1-2.html", "Student-1.html"]
        assert sorted(titles.values()) == ["Group 71", "Group 72"]

    def consent(self, course: Path, two: str, others: str = "yes") -> None:
        rows = f"one,Ada,{others}\ntwo,Bo,{two}\nthree,Di,{others}\n"
        (course / "roster.csv").write_text(f"group,student_1,consent\n{rows}")
        (course / "report.yml").write_text("publish: {roster: roster.csv}\n")

    def test_without_consent_there_is_no_file(self, course: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.consent(course, "yes")
        pdf = fake(
            course / "chromium",
            'for last; do :; done; for a; do case $a in --print-to-pdf=*) \
            printf "%%PDF-1.7 $last" > "${a#*=}";; esac; done',
        )
        arguments = ("--all", "groups", "--settings", "report.yml", "-o", "out")
        assert run(capsys, *arguments, "--pdf", "--chromium", pdf)[0] == 0
        assert Path("out/two.pdf").exists()
        Path("expected").mkdir()
        self.consent(course, "no")
        assert run(capsys, *arguments[:-1], "expected", "--pdf", "--chromium", pdf)[0] == 0
        code, out, err = run(capsys, *arguments, "--pdf", "--chromium", pdf)
        assert code == 0, err
        assert "out: deleted 2 files of an earlier run (1 HTML and 1 PDF).\n" in out
        assert "two" not in out + err
        files = {file.name: file.read_bytes() for file in Path("out").iterdir()}
        assert files.keys() == {file.name for file in Path("expected").iterdir()}
        assert all(b"two" not in data for name, data in files.items() if name.endswith(".html"))
        code, _, err = run(capsys, "groups/two", "--settings", "report.yml")
        assert (code, Path("groups/two/README.html").exists()) == (2, False)
        assert "groups/two/README.md: nothing is published" in err

    def test_a_file_is_deleted_when_the_group_of_it_leaves(
        self, course: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.consent(course, "yes")
        assert run(capsys, "groups/two", "--settings", "report.yml")[0] == 0
        assert run(capsys, "groups/two", "--settings", "report.yml", "-o", "two.html")[0] == 0
        assert run(capsys, "groups/one", "--settings", "report.yml", "-o", "one.html")[0] == 0
        self.consent(course, "no")
        for output, file in ((), Path("groups/two/README.html")), (("-o", "two.html"), Path("two.html")):
            assert file.exists()
            code, out, _ = run(capsys, "groups/two", "--settings", "report.yml", *output)
            assert (code, file.exists()) == (2, False)
            assert out == f"{file.parent}: deleted 1 file of an earlier run (1 HTML).\n"
        assert Path("one.html").exists()

    def test_when_all_groups_left_no_file_stays(self, course: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.consent(course, "yes")
        assert run(capsys, "--all", "groups", "--settings", "report.yml", "-o", "out")[0] == 0
        Path("out/notes.html").write_text("<p>mine")
        self.consent(course, "no", "no")
        code, out, err = run(capsys, "--all", "groups", "--settings", "report.yml", "-o", "out")
        assert (code, out) == (2, "out: deleted 4 files of an earlier run (4 HTML).\n")
        assert "the course: nothing is published" in err
        assert [file.name for file in Path("out").iterdir()] == ["notes.html"]

    def test_nothing_that_is_not_ours_is_deleted(self, course: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(capsys, "groups/two", "-o", "elsewhere/two.html")[0] == 0
        made, out = Path("elsewhere/two.html").read_bytes(), course / "out"
        (out / "folder.html").mkdir(parents=True)
        kept = {
            "own.html": b"<!doctype html>\n<p>mkdocs-report",
            "saved.html": b"<!DOCTYPE html>\n<!-- saved from url=(0014)about:internet -->\n" + made,
            "empty.html": b"",
            "own.pdf": b"%PDF-1.7 \n% made by mkdocs-report\n%%EOF",
            "notes.txt": made,
            "folder.html/two.html": made,
        }
        for name, data in kept.items():
            (out / name).write_bytes(data)
        (out / "linked.html").symlink_to(course / "elsewhere/two.html")
        (out / "old.html").write_bytes(made)
        code, said, err = run(capsys, "--all", "groups", "-o", "out")
        assert code == 0, err
        assert "out: deleted 1 file of an earlier run (1 HTML)." in said
        assert not (out / "old.html").exists()
        assert (out / "linked.html").is_symlink()
        assert Path("elsewhere/two.html").read_bytes() == made
        assert {name: (out / name).read_bytes() for name in kept} == kept
        (course / "link").symlink_to(course / "elsewhere")
        code, _, err = run(capsys, "--all", "groups", "-o", "link")
        assert (code, [file.name for file in Path("elsewhere").iterdir()]) == (2, ["two.html"])
        assert "link is a symbolic link, which is not followed." in err

    def test_where_a_file_can_not_be_made_nothing_old_is_left(
        self, course: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.consent(course, "yes")
        arguments = ("--all", "groups", "--settings", "report.yml", "-o", "out")
        assert run(capsys, *arguments)[0] == 0
        self.consent(course, "no")
        assert run(capsys, *arguments, "--pdf", "--chromium", fake(course / "broken", "exit 1"))[0] == 2
        assert not Path("out/two.html").exists()
        assert "two" not in Path("out/index.html").read_text(encoding="utf-8")

    def test_a_misspelt_group_is_told(self, course: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (course / "report.yml").write_text("publish: {without: [ones]}\n")
        code, _, err = run(capsys, "--all", "groups", "--settings", "report.yml", "-o", "out")
        assert (code, Path("out").exists()) == (2, False)
        assert "there is no group “ones”. Did you mean “one”?" in err


class TestACourse:
    @pytest.mark.usefixtures("course")
    def test_a_file_each_and_a_list(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _ = run(capsys, "--all", "groups", "--template", "template.md", "-o", "out/course")
        assert code == 0
        assert out.endswith("Wrote 3 reports. Open out/course/index.html.\n")
        folder = Path("out/course")
        assert {file.name for file in folder.iterdir()} == {"one.html", "two.html", "three.html", "index.html"}
        links = tree(folder / "index.html").xpath("//table[contains(@class, 'mr-groups')]//th/a/@href")
        assert links == ["two.html", "one.html", "three.html"]  # worst first
        for file in folder.iterdir():
            page = tree(file)
            ids = page.xpath("//@id")
            assert len(ids) == len(set(ids))
            for link in page.xpath("//a/@href[not(starts-with(., 'https://example.org/'))]"):
                name, _, anchor = link.partition("#")
                assert not name or (folder / name).is_file()
                assert name or anchor in ids

    @pytest.mark.usefixtures("course")
    def test_a_second_run_writes_over_the_first(self, capsys: pytest.CaptureFixture[str]) -> None:
        for _ in range(2):
            code, _, err = run(capsys, "--all", "groups", "-o", "out")
            assert (code, err) == (0, UNMASKED)

    def test_names_of_files(self) -> None:
        names = file_names(["index", "Index", "a", "A", "con", ".hidden", "x" * 300, "ü" * 200, "..", "Gruppe-1"])
        assert list(names.values())[:6] == ["index-2", "Index-3", "a", "A-2", "group-con", "hidden"]
        assert names[".."] == "group"
        assert names["Gruppe-1"] == "Gruppe-1"
        assert all(len(name.encode()) <= 155 for name in names.values())
        assert len({name.casefold() for name in names.values()}) == len(names)


class TestWhatIsNeverWrittenOver:
    @pytest.mark.parametrize(
        "target",
        [
            "groups/one/README.md",
            "template.md",
            "report.yml",
            "link.html",
            "twin.html",
            "base.yml",
            "groups/../base.yml",
        ],
    )
    def test_what_was_read(self, course: Path, target: str, capsys: pytest.CaptureFixture[str]) -> None:
        (course / "base.yml").write_text("templates: [template.md]\n")
        (course / "report.yml").write_text("INHERIT: base.yml\n")
        (course / "link.html").symlink_to("groups/one/README.md")
        os.link(course / "groups/one/README.md", course / "twin.html")
        before = Path(target).read_bytes()
        code, _, err = run(capsys, "groups/one", "--settings", "report.yml", "-o", target, "--force")
        assert (code, Path(target).read_bytes()) == (2, before)
        assert f"{target} is a file that this command reads. Name another file." in err

    @pytest.mark.parametrize(
        "target", ["groups/one/figures/loaf.png", "./groups/../groups/one/figures/loaf.png", "a.PNG"]
    )
    def test_an_image(self, course: Path, target: str, capsys: pytest.CaptureFixture[str]) -> None:
        before = (course / "groups/one/figures/loaf.png").read_bytes()
        code, _, err = run(capsys, "groups/one", "-o", target, "--force")
        assert (code, (course / "groups/one/figures/loaf.png").read_bytes()) == (2, before)
        assert "is the name of an image. Name another file." in err

    @pytest.mark.parametrize(("name", "data"), [("mine.html", "<!doctype html><p>Mine"), ("mine.pdf", "%PDF-1.4 mine")])
    def test_what_is_somebodys_own(
        self, course: Path, name: str, data: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = course / name
        file.write_text(data)
        chromium = fake(course / "chromium", _PRINTS)
        arguments = ["groups/one", "-o", name, *(["--pdf", "--chromium", chromium] if name.endswith("pdf") else [])]
        code, _, err = run(capsys, *arguments)
        assert (code, file.read_text()) == (2, data)
        assert f"{name} exists, and mkdocs-report did not generate it. Name another file, or add --force." in err
        assert run(capsys, *arguments, "--force")[0] == 0
        assert file.read_bytes() != data.encode()
        assert run(capsys, *arguments)[0] == 0

    def test_nothing_of_a_course_is_written_then(self, course: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (course / "out").mkdir()
        (course / "out/two.html").write_text("Mine")
        assert run(capsys, "--all", "groups", "-o", "out")[0] == 2
        assert [file.name for file in (course / "out").iterdir()] == ["two.html"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["groups"], "groups: there are 3 reports in this folder. Name one, or add --all."),
        (["nowhere"], "nowhere: there is no such file or folder."),
        (["--all", "groups"], "Name a folder for them: -o out."),
        (["--all", "groups", "-o", "-"], "Name a folder for them: -o out."),
        (["--all", "groups", "-o", "template.md"], "template.md is a file. With --all, name a folder."),
        (["groups/one", "-o", "groups"], "groups is a folder. Name a file."),
        (["groups/one", "-o", "one.pdf"], "one.pdf would be HTML. Add --pdf to write a PDF."),
        (["groups/one", "--pdf", "--chromium", "no-such"], "--chromium: no-such is not an executable program"),
        (["groups/one", "--template", "no*.md"], "templates: no file matches “no*.md”."),
        (["groups/one", "-o", "template.md/x.html"], "template.md/x.html"),
    ],
)
@pytest.mark.usefixtures("course")
def test_what_can_not_be_meant_is_told(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


_PRINTS = 'for a in "$@"; do case "$a" in --print-to-pdf=*) printf "%%PDF-1.4 %s" "$*" > "${a#*=}";; esac; done'


@pytest.mark.skipif(os.name == "nt", reason="a shell stands for Chromium")
class TestChromium:
    def test_none_is_found(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(OutputError, match="Install Chromium or Chrome, name its file with --chromium PATH"):
            find_chromium(None)
        program = fake(tmp_path / "google-chrome", _PRINTS)
        assert find_chromium(None) == program

    @pytest.mark.parametrize("user", [0, 1000])
    def test_only_root_goes_without_a_sandbox(self, tmp_path: Path, user: int, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("os.geteuid", lambda: user)
        made = to_pdf(b"<p>x", fake(tmp_path / "chromium", _PRINTS), tmp_path)
        assert made.endswith(PDF)
        assert (b"--no-sandbox" in made) == (user == 0)
        assert b"--host-resolver-rules=MAP * ~NOTFOUND" in made
        assert [file.name for file in tmp_path.iterdir()] == ["chromium"]

    @pytest.mark.parametrize(
        ("script", "said"),
        [
            ("echo no display >&2; exit 3", "made no PDF: no display. Try another Chromium with --chromium PATH."),
            ("sleep 600 & sleep 600", "took more than 0.5 seconds to make a PDF."),
        ],
    )
    def test_it_makes_none(self, tmp_path: Path, script: str, said: str) -> None:
        program = fake(tmp_path / "chromium", script)
        with pytest.raises(OutputError, match=re.escape(said)):
            to_pdf(b"<p>x", program, tmp_path, timeout=0.5)
        assert [file.name for file in tmp_path.iterdir()] == ["chromium"]

    @pytest.mark.slow
    @pytest.mark.skipif(os.name != "posix", reason="ends a process by a signal")
    @pytest.mark.parametrize("sent", ["SIGKILL", "SIGTERM"])
    def test_nothing_is_left_of_a_command_that_was_ended(self, course: Path, sent: str) -> None:
        ours = {*course.rglob("*"), course / "chromium"}
        program = fake(course / "chromium", "exec sleep 5")
        command = [
            sys.executable,
            "-m",
            "mkdocs_report",
            "html",
            "groups/one",
            "--pdf",
            "--chromium",
            program,
            "-o",
            "-",
        ]
        with subprocess.Popen(command, cwd=course, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            end = time.monotonic() + 20
            while not list(course.glob("*/chromium.log")):
                assert time.monotonic() < end
                time.sleep(0.02)
            process.send_signal(getattr(signal, sent))
        assert (set(course.rglob("*")) == ours) is (sent == "SIGTERM")
        fake(course / "chromium", _PRINTS)
        end = time.monotonic() + 20
        while to_pdf(b"<p>x", program, course) and set(course.rglob("*")) != ours:
            assert time.monotonic() < end  # the child of the killed command holds its lock until it is `sleep`
            folders._remove_abandoned.cache_clear()

    def test_a_folder_in_use_and_a_folder_of_somebody_else_stay(self, tmp_path: Path) -> None:
        (tmp_path / "mkdocs-report-pdf-1").mkdir()
        (tmp_path / "mkdocs-report-pdf-1/report.html").write_text("mine")
        (tmp_path / "x").mkdir()
        with work_folder(tmp_path) as one, work_folder(tmp_path / "x" / "..") as two:
            shutil.copytree(one, tmp_path / "mkdocs-report-pdf-2")
            (tmp_path / "mkdocs-report-pdf-2/notes.md").write_text("mine")
            (tmp_path / "y").mkdir()
            with work_folder(tmp_path / "y" / ".."):
                assert one.is_dir()
                assert two.is_dir()
        left = {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*")}
        kept = {"mkdocs-report-pdf-1/report.html", "mkdocs-report-pdf-2/notes.md"}
        assert left == {*kept, "mkdocs-report-pdf-1", "mkdocs-report-pdf-2", "x", "y"}

    @pytest.mark.parametrize(
        ("output", "written"),
        [
            (None, ["groups/one/README.html", "groups/one/README.pdf"]),
            ("a.html", ["a.html", "a.pdf"]),
            ("a.pdf", ["a.pdf"]),
        ],
    )
    def test_beside_the_html_or_alone(
        self, course: Path, output: str | None, written: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        program = fake(course / "chromium", _PRINTS)
        named = ["-o", output] if output else []
        assert run(capsys, "groups/one", "--pdf", "--chromium", program, *named)[0] == 0
        found = [file.relative_to(course).as_posix() for file in course.rglob("*") if file.suffix in {".html", ".pdf"}]
        assert sorted(found) == written


def test_dark_colours_are_those_of_the_site() -> None:
    dark = re.findall(r"@media screen and \(prefers-color-scheme: dark\) \{ :root \{([^}]*)\} \}", style_sheet())
    verdicts, answers = dark
    assert "--mr-passed: #56d364;" in verdicts
    assert "--mr-alert-tip: #56d364;" in answers
    assert "</" not in style_sheet().replace(r"<\/", "")
    assert "url(" not in style_sheet()


class TestYears:
    """In a course of several years, who is masked and who is left out is each year's own."""

    @pytest.fixture
    def years(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        own = {f"y{year}": {"roster": f"{year}.csv"} for year in YEARS}
        root = course_of_years(tmp_path / "years", {"cohorts": cohorts(**own)})
        (root / "2025.csv").write_text("group,student_1,consent\n1,Mixed Flour,yes\n2,Ada,no\n3,Di,yes\n")
        (root / "2026.csv").write_text("group,student_1\n1,Waited Long\n")
        for year in YEARS:
            file = root / f"docs/groups/{year}/1/README.md"
            file.write_text(file.read_text().replace(f"Patience, {year}.", "Mixed Flour and Waited Long were there."))
        monkeypatch.chdir(root)
        return root

    @pytest.mark.parametrize(
        ("year", "shown"), [("2025", "Student 1 and Waited Long"), ("2026", "Mixed Flour and Student 1")]
    )
    def test_a_report_is_masked_by_its_own(
        self, year: str, shown: str, years: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for more in ([], ["--settings", "mkdocs.yml"], ["--template", "templates/*.md"]):
            code, _, err = run(capsys, f"docs/groups/{year}/1/README.md", "-o", "out.html", "--force", *more)
            assert code == 0, err
            text = " ".join(tree(years / "out.html").text_content().replace("\u00a0", " ").split())
            assert f"{shown} were there." in text

    def test_a_folder_is_that_of_one_year(self, years: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, _, err = run(capsys, "--all", "docs/groups/2025", "-o", "out")
        assert code == 0, err
        assert sorted(file.name for file in (years / "out").glob("*.html")) == ["1.html", "3.html", "index.html"]
        code, _, err = run(capsys, "docs/groups/2025/2/README.md", "-o", "two.html")
        assert code == 2
        assert "nothing is published" in err
        code, _, err = run(capsys, "--all", "docs", "-o", "both")
        assert code == 2
        assert "the reports are of several cohorts: 2025, 2026. Name the folder of one cohort." in err

    def test_what_belongs_to_no_year_is_refused(self, years: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write_group(years / "docs/groups/2027/1")
        for path in ("docs/groups/2027/1/README.md", "docs/groups/2027"):
            code, _, err = run(capsys, path, "-o", "out.html")
            assert code == 2
            assert "the report is in no cohort, so its roster is not known." in err
            assert not (years / "out.html").exists()

    def test_a_roster_whose_name_is_not_known_here(self, years: Path, capsys: pytest.CaptureFixture[str]) -> None:
        file = years / "mkdocs.yml"
        file.write_text(file.read_text().replace("roster: 2026.csv", "roster: !ENV ROSTER"))
        code, _, err = run(capsys, "docs/groups/2025/1/README.md", "-o", "out.html")
        assert code == 2
        assert "cohorts: 2026: roster: write the value itself" in err


class TestSettingsThatNobodyNamed:
    """Names are masked by the settings of the site, wherever they are."""

    @pytest.mark.parametrize("name", ["mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml"])
    @pytest.mark.parametrize("inside", [".", "groups", "groups/one"])
    def test_they_are_found(
        self, course: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, inside: str
    ) -> None:
        write_group(course / "groups/one", fill(q4="By Ada Lovelace."))
        (course / ".git").mkdir()
        (course / "roster.csv").write_text("group,name\none,Ada Lovelace\n")
        (course / name).write_text(
            "site_name: x\nplugins: [{report: {templates: [template.md], publish: {roster: roster.csv}}}]\n"
        )
        monkeypatch.chdir(course / inside)
        target = course / "a.html"
        assert run(capsys, str(course / "groups/one/README.md"), "-o", str(target))[0] == 0
        assert b"Lovelace" not in without_images(target)

    @pytest.mark.parametrize("named", [(), ("--settings", "mkdocs.yml")])
    def test_none_are_guessed(self, course: Path, capsys: pytest.CaptureFixture[str], named: tuple[str, ...]) -> None:
        (course / "base.yml").write_text("site_name: x\n")
        (course / "mkdocs.yml").write_text("INHERIT: !ENV [BASE, base.yml]\n")
        code, _, err = run(capsys, "groups/one/README.md", *named, "-o", "a.html")
        assert code == 2
        assert "mkdocs.yml:1: INHERIT: write the path itself" in err
        assert not Path("a.html").exists()
