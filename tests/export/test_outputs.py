"""Which formats go where: on the command line, and with a build."""

from __future__ import annotations

import json
import os
import re
import stat
import threading
from contextlib import suppress
from pathlib import Path
from typing import Literal

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from mkdocs_report.cli.main import main
from mkdocs_report.errors import OutputError
from mkdocs_report.export.outputs import FORMATS, Output, write_outputs
from mkdocs_report.export.paths import Checkout
from mkdocs_report.model.course import Course
from mkdocs_report.runtime.atomic_write import write_whole
from tests.support.builds import build, project
from tests.support.reports import TEMPLATE, fill, write_group

FILES = {"text": "o/a/t.txt", "json": "o/c.json", "csv": "o/c.csv", "sarif": "o/r.sarif", "junit": "o/j.xml",
         "annotations": "o/a.txt", "summary": "o/s.md", "gitlab": "o/g.json", "badges": "o/badges"}  # fmt: skip
SECRETS = re.compile(rb"s\d{6}|Ada Lovelace|ada@example\.org", re.IGNORECASE)


BADGE = '{"schemaVersion":1, "label": "report", "message": "passed", "color": "brightgreen"}'


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course of two groups; the working directory is its folder."""
    (tmp_path / "template.md").write_text(TEMPLATE)
    (tmp_path / "waivers.yml").write_text("[]\n")
    (tmp_path / "s.yml").write_text("templates: [template.md]\nwaivers: waivers.yml\n")
    write_group(tmp_path / "groups/one")
    write_group(tmp_path / "groups/two", fill(q2="Too short.", q4="TODO"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["check", "groups", "--settings", "s.yml", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


class TestCommand:
    def test_all_formats_in_one_run(self, course: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert set(FILES) == set(FORMATS)
        code, out, err = run(capsys, *(f"--format={name}={file}" for name, file in FILES.items()))
        assert (code, err) == (1, "")
        assert out == (course / FILES["text"]).read_text()  # text is printed where nothing else is
        assert all((course / file).exists() for file in FILES.values())
        assert {file.name for file in (course / FILES["badges"]).iterdir()} == {"one.json", "two.json"}
        assert (course / FILES["csv"]).read_bytes().startswith(b"\xef\xbb\xbf")  # so that Excel reads UTF-8
        assert not list((course / "o").rglob(".*"))

    @pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"badges"}))
    def test_what_is_printed_is_what_would_be_written(
        self, course: Path, capsys: pytest.CaptureFixture[str], name: str
    ) -> None:
        _, printed, _ = run(capsys, "--format", name)
        run(capsys, "--format", f"{name}=file")
        assert printed == (course / "file").read_bytes().decode("utf-8-sig")

    @pytest.mark.usefixtures("course")
    def test_text_and_annotations_are_printed_together(self, capsys: pytest.CaptureFixture[str]) -> None:
        _, out, _ = run(capsys, "--format", "text", "--format", "annotations")
        assert out.index("Too short" if "Too short" in out else "2 reports") < out.index("::error file=groups/two")

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["--format", "sarf=x"], "there is no format “sarf”. Did you mean “sarif”?"),
            (["--format", "sarif="], "“sarif=” names no file. Write sarif=FILE."),
            (["--format", "badges"], "badges need a folder. Write badges=FOLDER."),
            (["--format", "json", "--format", "csv"], "json and csv cannot be printed together. Write all but one"),
            (["--format", "sarif=x", "--format", "junit=./x"], "./x is named twice"),
            (["--format", "csv=groups/two/README.md"], "groups/two/README.md is a file that this command reads"),
            (["--format", "csv=template.md"], "template.md is a file that this command reads"),
            (["--format", "csv=s.yml"], "s.yml is a file that this command reads"),
            (["--format", "csv=waivers.yml"], "waivers.yml is a file that this command reads"),
            (["--format", "csv=link.csv"], "link.csv is a file that this command reads"),
            (["--format", "csv=base.yml"], "base.yml is a file that this command reads"),
            (["--format", "csv=./groups/../base.yml"], "base.yml is a file that this command reads"),
            (["--format", "csv=hard.csv"], "hard.csv is a file that this command reads"),
            (["--format", "csv=roster.csv"], "roster.csv is a file that this command reads"),
            (["--format", "csv=groups/one/figures/loaf.png"], "loaf.png is the name of an image"),
            (["--format", "csv=groups/one/figures/../figures/loaf.PNG"], "loaf.PNG is the name of an image"),
            (["--format", "csv=groups/one/collected.json"], "is the record of a collected report"),
            (["--format", "sarif=x.json", "--format", "junit=groups/../X.json"], "X.json is named twice"),
            (["--format", "sarif=x.json", "--format", "junit=one.json"], "one.json is named twice"),
            (["--format", "badges=o", "--format", "json=o/One.json"], "o/One.json is named twice"),
            (["--format", "csv=groups"], "groups: the file cannot be written: it is a folder. Name a file."),
            (["--format", "csv=s.yml/x"], "s.yml/x: the file cannot be written: "),
            (["--format", "badges=s.yml"], "s.yml/one.json: the file cannot be written: "),
        ],
    )
    def test_what_can_not_be_written(
        self, course: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
    ) -> None:
        (course / "link.csv").symlink_to("groups/one/README.md")
        (course / "one.json").symlink_to("x.json")
        (course / "base.yml").write_text("publish: {roster: roster.csv}\n")
        (course / "roster.csv").write_text("group,member\n")
        (course / "s.yml").write_text(f"INHERIT: base.yml\n{(course / 's.yml').read_text()}")
        (course / "hard.csv").hardlink_to(course / "base.yml")
        (course / "groups/one/collected.json").write_text("{}")
        before = {file: file.read_bytes() for file in course.rglob("*") if file.is_file()}
        code, out, err = run(capsys, *arguments)
        assert (code, out) == (2, "")
        assert message in err
        assert "Traceback" not in err
        assert {file: file.read_bytes() for file in course.rglob("*") if file.is_file()} == before


class TestWhole:
    def test_a_file_that_stands_there_stays_where_the_new_one_fails(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        file = tmp_path / "a.json"
        file.write_text("old")
        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", full)
            with pytest.raises(OSError, match="No space left"):
                write_whole(file, b"new")
        assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("a.json", "old")]
        write_whole(file, b"new")
        assert file.read_text() == "new"

    def test_it_may_be_read_by_whom_other_files_may(self, tmp_path: Path) -> None:
        (tmp_path / "usual").write_text("")
        write_whole(tmp_path / "a", b"")
        assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == stat.S_IMODE((tmp_path / "usual").stat().st_mode)

    def test_a_link_is_replaced_and_a_device_stays(self, tmp_path: Path) -> None:
        (tmp_path / "folder").mkdir()
        (tmp_path / "folder/real").write_text("old")
        (tmp_path / "link").symlink_to("folder/real")
        write_whole(tmp_path / "link", b"new")
        assert not (tmp_path / "link").is_symlink()
        assert (tmp_path / "link").read_text() == "new"
        assert (tmp_path / "folder/real").read_text() == "old"
        write_whole(Path(os.devnull), b"new")
        assert not Path(os.devnull).is_file()

    @pytest.mark.parametrize("output", ["json=out/c.json", "json=out/deep/c.json", "badges=out", "badges=out/badges"])
    def test_a_linked_folder_is_not_written_through(
        self, course: Path, capsys: pytest.CaptureFixture[str], output: str
    ) -> None:
        (course / "elsewhere/deep").mkdir(parents=True)
        (course / "out").symlink_to("elsewhere")
        for target in (output, output.replace("=", f"={course}/")):
            code, _, err = run(capsys, f"--format={target}")
            assert code == 2
            assert "out is a symbolic link, which is not followed. Name a path without a linked folder." in err
        assert [file for file in (course / "elsewhere").rglob("*") if file.is_file()] == []

    def test_old_badges_behind_a_link_stay(self, course: Path, capsys: pytest.CaptureFixture[str]) -> None:
        run(capsys, "--format=badges=kept")
        (course / "out").mkdir()
        (course / "out/year").symlink_to(course / "kept")
        run(capsys, "--format=badges=out")
        assert len(list((course / "kept").iterdir())) == 2

    def test_old_badges_are_removed_with_the_folder_of_a_cohort(self, tmp_path: Path) -> None:
        old = {"two.json": "3 errors", "2025/one.json": "passed", "2026/one.json": "1 warning"}
        for name, message in old.items():
            (tmp_path / "out" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "out" / name).write_text(BADGE.replace("passed", message))
        (tmp_path / "out/2026/notes.txt").write_text("mine")
        write_outputs([Output("badges", "out")], Course(()), Checkout(), tmp_path)
        assert [file.relative_to(tmp_path / "out").as_posix() for file in sorted((tmp_path / "out").rglob("*"))] == [
            "2026",
            "2026/notes.txt",
        ]

    @pytest.mark.parametrize(
        "changed", [("passed", "passing"), ("report", "tests"), ("brightgreen", "blue"), (":1", ":2")]
    )
    def test_badges_of_others_stay(self, tmp_path: Path, changed: tuple[str, str]) -> None:
        (tmp_path / "out").mkdir()
        (tmp_path / "out/other.json").write_text(BADGE.replace(*changed))
        write_outputs([Output("badges", "out")], Course(()), Checkout(), tmp_path)
        assert (tmp_path / "out/other.json").exists()

    def test_no_badge_is_removed_through_a_link_when_no_group_is_left(self, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "elsewhere/two.json").write_text(BADGE)
        (tmp_path / "project").mkdir()
        for link in (tmp_path / "project/out", tmp_path / "absolute"):
            link.symlink_to(tmp_path / "elsewhere")
            with suppress(OutputError):
                write_outputs([Output("badges", str(link))], Course(()), Checkout(), tmp_path / "project")
        assert (tmp_path / "elsewhere/two.json").exists()

    def test_a_link_in_the_place_of_the_unfinished_file_is_not_written_through(self, tmp_path: Path) -> None:
        (tmp_path / "other").write_text("old")
        (tmp_path / f".{os.getpid()}-{threading.get_ident()}.part").symlink_to("other")
        write_whole(tmp_path / "a", b"new")
        assert sorted(file.name for file in tmp_path.iterdir()) == ["a", "other"]
        assert (tmp_path / "other").read_text() == "old"


class TestUnderGitHub:
    @pytest.fixture(autouse=True)
    def summary(self, course: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        for name, value in {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(course / "summary"),
                            "GITHUB_WORKSPACE": str(course.parent)}.items():  # fmt: skip
            monkeypatch.setenv(name, value)
        return course / "summary"

    def test_annotations_and_summary_are_there_without_asking(
        self, course: Path, summary: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        code, out, err = run(capsys)
        assert (code, err) == (1, "")
        assert f"::error file={course.name}/groups/two/README.md,line=40" in out  # from the root of the checkout
        assert out.startswith("2 reports: 1 with errors, 1 passed\n")  # what is found, then what GitHub reads
        assert summary.read_text().startswith("## 2 reports\n")

    def test_a_program_that_reads_the_output_sees_no_annotations(
        self, summary: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        _, out, err = run(capsys, "--format", "json")
        assert json.loads(out)["schema_version"] == 1
        assert err.startswith("::error ")  # GitHub reads both streams
        assert summary.exists()

    def test_they_can_be_switched_off(self, summary: Path, capsys: pytest.CaptureFixture[str]) -> None:
        _, out, err = run(capsys, "--no-github")
        assert "::error" not in out + err
        assert not summary.exists()

    def test_what_is_asked_for_is_not_printed_twice(self, capsys: pytest.CaptureFixture[str]) -> None:
        _, out, _ = run(capsys, "--format", "text", "--format", "annotations")
        assert out.count("::error ") == 1

    def test_the_summary_is_added_to_what_stands_there(self, summary: Path, capsys: pytest.CaptureFixture[str]) -> None:
        summary.write_text("# Before")
        run(capsys)
        run(capsys)
        text = summary.read_text()
        assert text.startswith("# Before\n## 2 reports\n")
        assert text.count("\n## 2 reports\n") == 2

    def test_a_summary_that_is_full_grows_no_more(self, summary: Path, capsys: pytest.CaptureFixture[str]) -> None:
        summary.write_text("x" * 899_000)
        for _ in range(3):
            run(capsys)
        assert summary.stat().st_size <= 900_000

    def test_a_summary_that_can_not_be_written(
        self, course: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(course))
        code, out, err = run(capsys)
        assert code == 2
        assert "the job summary cannot be written" in err
        assert "Question 2: 2 words" in out

    def test_elsewhere_they_can_be_asked_for(
        self, summary: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.delenv("GITHUB_ACTIONS")
        assert "::error" not in run(capsys)[1]
        assert "::error" in run(capsys, "--github")[1]
        assert summary.exists()


class TestBuild:
    @pytest.mark.slow
    def test_files_and_badges_tell_nobodys_number(self, tmp_path: Path) -> None:
        names = "s123456, S654321 (Ada Lovelace) and ada@example.org"
        own = f"{names} TODO ![s123456](figures/s123456.png)"
        groups = {"s123456-one": fill(q1=names, q2="s123456", q4=own), "two": fill(q1="8")}
        export = {name: f"out/{file}" for name, file in FILES.items()}
        options = {"export": export, "publish": {"roster": "roster.csv", "badges": True}, "waivers": "w.yml",
                   "title_question": 1}  # fmt: skip
        root = project(tmp_path / "c", groups, report=options)
        (root / "roster.csv").write_text("group;student_1\ns123456-one;Ada Lovelace s654321\n")
        (root / "w.yml").write_text("- {group: s123456-one, rule: image-missing, reason: s123456 was ill.}\n")
        github = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(root / "out/summary.md"),
                  "GITHUB_WORKSPACE": str(tmp_path)}  # fmt: skip
        (root / "out").mkdir()
        built = build(root, **github)
        assert built.code == 0, built.log
        badges = {file for file in built.files() if "/badges/" in file}
        assert badges == {"course/badges/Student-1-one.json", "course/badges/two.json"}
        files = [file for file in (root / "out").rglob("*") if file.is_file()]
        assert len(files) == len(FILES) + 2
        for file in files:
            assert not SECRETS.search(str(file.relative_to(root)).encode() + file.read_bytes()), file
        assert not SECRETS.search(built.log.encode())
        assert "::error file=c/docs/groups/Student-1-one/README.md" in built.log
        assert (root / "out/summary.md").read_text().startswith("## 2 reports")

    @pytest.mark.slow
    def test_nothing_is_written_unless_it_is_asked_for(self, tmp_path: Path) -> None:
        root = project(tmp_path, report={"github": False})
        before = {file.name for file in root.iterdir()}
        built = build(root, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(root / "summary"))
        assert {file.name for file in root.iterdir()} - before == {"site", ".cache"}
        assert "::" not in built.log
        assert not [file for file in built.files() if "badges" in file]

    def test_a_preview_writes_none_of_them(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        root = project(tmp_path, {"one": fill(q2="Too short.")}, report={"export": {"csv": "a.csv"}})
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
        commands: tuple[tuple[Literal["serve", "build"], bool], ...] = (("serve", False), ("build", True))
        for command, written in commands:
            config = load_config(str(root / "mkdocs.yml"))
            config.plugins.on_startup(command=command, dirty=False)
            mkdocs_build(config)
            assert (root / "a.csv").exists() is written
            assert ("::error file=" in capsys.readouterr().out) is written

    @pytest.mark.slow
    def test_a_strict_build_that_fails_has_written_them(self, tmp_path: Path) -> None:
        root = project(tmp_path, {"one": fill(q2="Too short.")}, report={"export": {"junit": "j.xml"}})
        assert build(root, "--strict").code == 1
        assert "<failure" in (root / "j.xml").read_text()

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("export", "message"),
        [
            ({"sarif": "docs/r.sarif"}, "export: sarif: docs/r.sarif is in docs_dir"),
            ({"badges": "docs"}, "export: badges: docs is in docs_dir"),
            ({"sarf": "x"}, "export: there is no format “sarf”. Did you mean “sarif”?"),
            ({"sarif": None}, "export: sarif: write the path of a file, not “None”."),
            ({"sarif": "mkdocs.yml"}, "export: mkdocs.yml is a file that this command reads. Name another"),
            ({"sarif": "template.md"}, "export: template.md is a file that this command reads"),
            ({"sarif": "docs/../base.yml"}, "export: docs/../base.yml is a file that this command reads"),
            ({"sarif": "mkdocs.yml/x"}, "export: mkdocs.yml/x: the file cannot be written: "),
        ],
    )
    def test_what_can_not_be_written(self, tmp_path: Path, export: dict[str, str], message: str) -> None:
        root = project(tmp_path, report={"export": export}, INHERIT="base.yml")
        (root / "base.yml").write_text("site_author: Bakers\n")
        before = (root / "mkdocs.yml").read_bytes(), (root / "template.md").read_bytes()
        built = build(root)
        assert built.code == 1
        assert message in built.log
        assert "Traceback" not in built.log
        assert before == ((root / "mkdocs.yml").read_bytes(), (root / "template.md").read_bytes())
