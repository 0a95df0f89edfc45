"""`mkdocs-report repair` and `check --fix`, as one runs them."""

from __future__ import annotations

import io
import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_report.cli.main import main
from mkdocs_report.repair.files import ChangedError, apply_edits, back_up, encode_lines, replace_file
from tests.support.reports import TEMPLATE, fill, write_group

BROKEN = fill(q4="Take your\n# time\n").replace("## The bread\n", "").replace("> Answer:\n", "", 1)
WHOLE = fill(q4="Take your\n\n**time**")
REPAIR = ("repair", "group/README.md", "--template", "template.md")
CHECK = ("check", "group/README.md", "--template", "template.md")


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A group's report that has to be repaired; the working directory is the course's, nobody sits at it."""
    (tmp_path / "template.md").write_text(TEMPLATE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    return write_group(tmp_path / "group", BROKEN)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def files(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


class TestRepair:
    def test_writes_and_keeps_the_original(self, report: Path, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, err = run(capsys, *REPAIR)
        assert (code, err) == (0, "")
        assert report.read_text() == WHOLE
        assert (report.parent / "README.md.orig").read_text() == BROKEN
        assert "--- group/README.md\n+++ group/README.md (repaired)\n" in out
        assert "\n+## The bread\n" in out
        assert "The original is group/README.md.orig." in out
        assert "\x1b" not in out
        assert files(report.parent) == {"README.md", "README.md.orig", "figures"}

    def test_twice_changes_nothing(self, report: Path, capsys: pytest.CaptureFixture[str]) -> None:
        run(capsys, *REPAIR)
        code, out, _ = run(capsys, *REPAIR)
        assert code == 0
        assert out == "group/README.md: nothing to repair: it is a clean copy of template.md.\n"
        assert files(report.parent) == {"README.md", "README.md.orig", "figures"}

    def test_an_earlier_original_is_never_written_over(self, report: Path, capsys: pytest.CaptureFixture[str]) -> None:
        run(capsys, *REPAIR)
        report.write_text(BROKEN.replace("time", "while"))
        _, out, _ = run(capsys, *REPAIR)
        assert "The original is group/README.md.orig.2." in out
        assert (report.parent / "README.md.orig").read_text() == BROKEN
        assert (report.parent / "README.md.orig.2").read_text() == BROKEN.replace("time", "while")

    @pytest.mark.parametrize("options", [(), ("--yes",), ("--dry-run",)])
    def test_a_linked_folder_is_not_followed(
        self, report: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
    ) -> None:
        (report.parents[1] / "own").mkdir()
        (report.parents[1] / "own/reports").symlink_to(report.parent)
        code, out, err = run(capsys, "repair", "own/reports/README.md", "--template", "template.md", *options)
        assert (code, out) == (2, "")
        assert "the file or its folder is a symbolic link, which is not followed" in err
        assert report.read_text() == BROKEN
        assert files(report.parent) == {"README.md", "figures"}

    @pytest.mark.parametrize("option", ["--dry-run", "--diff"])
    def test_can_only_show(self, report: Path, capsys: pytest.CaptureFixture[str], option: str) -> None:
        code, out, _ = run(capsys, *REPAIR, option)
        assert code == 0
        assert "\n-# time\n" in out
        assert report.read_text() == BROKEN
        assert files(report.parent) == {"README.md", "figures"}

    @pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("\n", 0), ("n\n", 1), ("", 2)])
    def test_asks_at_a_terminal(
        self,
        report: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
        answer: str,
        code: int,
    ) -> None:
        monkeypatch.setattr(sys, "stdin", _Terminal(answer))
        done, out, _ = run(capsys, *REPAIR)
        assert done == code
        assert "Write group/README.md?" in out
        assert report.read_text() == (BROKEN if code else WHOLE)

    def test_asks_nothing_with_yes(
        self, report: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "stdin", _Terminal())
        code, out, _ = run(capsys, *REPAIR, "--yes")
        assert (code, "Write group" in out) == (0, False)
        assert report.read_text() == WHOLE

    @pytest.mark.parametrize(("end", "mark"), [("\r\n", b""), ("\n", b"\xef\xbb\xbf"), ("\r", b"")])
    def test_line_ends_and_mark_stay(
        self, report: Path, capsys: pytest.CaptureFixture[str], end: str, mark: bytes
    ) -> None:
        report.write_bytes(mark + BROKEN.replace("\n", end).encode())
        assert run(capsys, *REPAIR)[0] == 0
        assert report.read_bytes() == mark + WHOLE.replace("\n", end).encode()

    def test_in_colour_at_a_terminal_and_never_steered_by_a_report(
        self, report: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("NO_COLOR")
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("TERM", "xterm-256color")
        report.write_text(BROKEN.replace("# time", "# time \x1b[2J [red]gone[/red]"))
        _, out, _ = run(capsys, *REPAIR)
        assert "\x1b[31m-# time \\x1b[2J [red]gone[/red]" in out
        assert "\x1b[32m+" in out
        assert "\x1b[2J" not in out

    def test_rights_stay(self, report: Path, capsys: pytest.CaptureFixture[str]) -> None:
        report.chmod(0o640)
        run(capsys, *REPAIR)
        assert stat.S_IMODE(report.stat().st_mode) == 0o640

    def test_templates_of_the_settings(self, report: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (report.parent.parent / "s.yml").write_text("templates: [template.md]\n")
        assert run(capsys, "repair", "group/README.md", "--settings", "s.yml")[0] == 0
        assert report.read_text() == WHOLE

    def test_what_would_not_be_the_same_is_refused(
        self, report: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def here(_: object, work: Callable[..., object], shared: object, jobs: list[object]) -> list[object]:
            return [work(shared, job) for job in jobs]

        monkeypatch.setattr("mkdocs_report.runtime.pool.Workers.map", here)
        monkeypatch.setattr(
            "mkdocs_report.repair.rebuild.normalise_answer", lambda lines: [line.upper() for line in lines]
        )
        code, out, err = run(capsys, *REPAIR)
        assert (code, out) == (1, "")
        line = (
            BROKEN.split("\n").index("We mixed flour, water and salt in the evening and let it stand over night.") + 1
        )
        assert f"group/README.md:{line}: The words of the answer to Question 2 would change" in err
        assert report.read_text() == BROKEN
        assert files(report.parent) == {"README.md", "figures"}

    def test_a_file_of_nobody_s_encoding_is_refused(self, report: Path, capsys: pytest.CaptureFixture[str]) -> None:
        report.write_bytes(BROKEN.encode() + b"\xe6")
        code, out, err = run(capsys, *REPAIR)
        assert (code, out) == (1, "")
        assert "it contains the byte 0xE6. Save it as UTF-8" in err

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["repair"], "Missing argument 'REPORT'"),
            (["repair", "group/README.md"], "repair: name the template"),
            (["repair", "group", "--template", "template.md"], "group: it is a folder. Name the report in it."),
            (["repair", "none.md", "--template", "template.md"], "none.md: file not found."),
            (["repair", "template.md", "--template", "template.md"], "template.md: it is the template."),
            (
                ["repair", "link.md", "--template", "template.md"],
                "link.md: the file or its folder is a symbolic link, which is not followed",
            ),
            (["check", "group/README.md", "--diff"], "--diff shows what --fix would change. Use both options."),
        ],
    )
    @pytest.mark.usefixtures("report")
    def test_what_can_not_be_used(self, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
        Path("link.md").symlink_to("group/README.md")
        code, out, err = run(capsys, *arguments)
        assert (code, out) == (2, "")
        assert message in err


class TestFix:
    @pytest.fixture
    def flawed(self, report: Path) -> str:
        text = fill(q3="The loaf is brown, and round. [The loaf](figures/loaf.png)").replace("[ ] Wash", "[✓] Wash")
        report.write_text(text)
        return text

    def test_mends_says_so_and_judges_what_was_mended(
        self, report: Path, flawed: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(capsys, *CHECK)[0] == 1
        code, out, err = run(capsys, *CHECK, "--fix")
        assert (code, err) == (0, "")
        assert report.read_text() == flawed.replace("[✓]", "[x]").replace("[The loaf]", "![The loaf]")
        line = flawed.split("\n").index("The loaf is brown, and round. [The loaf](figures/loaf.png)") + 1
        assert out.startswith(
            "group/README.md:9: fixed: [✓] → [x] [checklist-mark]\n"
            f"group/README.md:{line}: fixed: “figures/loaf.png” is shown, not linked [image-as-link]\n"
        )
        assert "0 errors" in out
        again = run(capsys, *CHECK, "--fix")
        assert "fixed:" not in again[1]

    @pytest.mark.parametrize("asked", ["own", "own/reports", "own/reports/README.md"])
    def test_a_linked_folder_is_not_followed(
        self, report: Path, flawed: str, capsys: pytest.CaptureFixture[str], asked: str
    ) -> None:
        (report.parents[1] / "own").mkdir()
        (report.parents[1] / "own/reports").symlink_to(report.parent)
        _, out, _ = run(capsys, "check", asked, "--template", "template.md", "--fix")
        assert "fixed:" not in out
        assert report.read_text() == flawed

    @pytest.mark.usefixtures("flawed")
    def test_can_only_show(self, report: Path, capsys: pytest.CaptureFixture[str]) -> None:
        before = report.read_bytes()
        code, out, _ = run(capsys, *CHECK, "--fix", "--diff")
        assert code == 1
        assert "-* [✓] Wash your hands\n+* [x] Wash your hands\n" in out
        assert "fixed:" not in out
        assert report.read_bytes() == before

    @pytest.mark.usefixtures("flawed")
    def test_what_programs_read_stays_apart(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, err = run(capsys, *CHECK, "--fix", "--format", "json")
        assert code == 0
        assert json.loads(out)["summary"]["error"] == 0
        assert "group/README.md:9: fixed: [✓] → [x]" in err

    def test_all_reports_of_a_folder(self, report: Path, flawed: str, capsys: pytest.CaptureFixture[str]) -> None:
        other = write_group(report.parent.parent / "other", flawed.replace("\n", "\r\n"))
        other.write_bytes(b"\xef\xbb\xbf" + flawed.replace("\n", "\r\n").encode().removesuffix(b"\r\n"))
        before = other.read_bytes()
        code, out, _ = run(capsys, "check", ".", "--template", "template.md", "--fix")
        assert code == 0
        assert out.count("fixed: [✓] → [x]") == 2
        after = before.replace("[✓]".encode(), b"[x]").replace(b"[The loaf]", b"![The loaf]")
        assert other.read_bytes() == after

    def test_what_is_fine_is_not_touched(self, report: Path, capsys: pytest.CaptureFixture[str]) -> None:
        report.write_text(fill())
        os.utime(report, (1, 1))
        run(capsys, *CHECK, "--fix")
        assert report.stat().st_mtime == 1


class TestRewriting:
    def test_the_most_frequent_line_end_is_taken(self) -> None:
        assert encode_lines(b"a\r\nb\r\nc\n", ["x", "y"]) == b"x\r\ny\r\n"
        assert encode_lines(b"a\r\nb\nc\n", ["x", "y"]) == b"x\ny\n"
        assert encode_lines(b"", ["x"]) == b"x\n"

    def test_edited_lines_keep_their_ends(self) -> None:
        assert apply_edits(b"a\r\nb\nc\rd\ne", {1: "x", 3: None}) == b"x\r\nb\ne"
        assert apply_edits(b"\xef\xbb\xbfa\nb", {2: "y"}) == b"\xef\xbb\xbfa\ny"
        assert apply_edits(b"a\rb\r", {2: "y"}) == b"a\ry\r"

    def test_nothing_is_left_behind_where_it_fails(self, tmp_path: Path) -> None:
        file = tmp_path / "a.md"
        file.write_bytes(b"new")
        with pytest.raises(ChangedError):
            replace_file(file, b"old", b"mine")
        assert file.read_bytes() == b"new"
        assert files(tmp_path) == {"a.md"}
        with pytest.raises(FileNotFoundError):
            back_up(tmp_path / "none" / "a.md", b"")
