"""Standard streams that are closed, full or no longer read, and Ctrl-C: a command ends quietly, with the right code."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from mkdocs_report.cli import check, main
from mkdocs_report.runtime.atomic_write import write_whole
from tests.support.reports import TEMPLATE, write_group

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
ROOT = Path(__file__).parent.parent.parent
FULL = "mkdocs-report: [Errno 28] standard output cannot be written: No space left on device\n"
needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    folder = write_group(tmp_path).parent
    (folder / "template.md").write_text(TEMPLATE, encoding="utf-8")
    return folder


def run(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in which `mr` is the command; its code is that of the first command that fails."""
    program = f'set -o pipefail; mr() {{ "{sys.executable}" -I -m mkdocs_report "$@"; }}; {command}'
    return subprocess.run(["bash", "-c", program], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("mr check README.md --template template.md >&-", 0),
        ("mr check README.md --template template.md --format json >&-", 0),
        ("mr html README.md --template template.md -o - 2>/dev/null >&-", 0),
        ("mr check missing.md >&- 2>&-", 2),
        ("mr explain <&- | head -n 1 >/dev/null", 0),
        ("mr check README.md --template template.md --format json | head -n 1 >/dev/null", 0),
        ("mr html README.md --template template.md -o - 2>/dev/null | head -c 9 >/dev/null", 0),
        pytest.param("mr check missing.md 2>/dev/full", 2, marks=needs_full),
    ],
)
def test_a_stream_that_is_closed_changes_no_exit_code(report: Path, command: str, code: int) -> None:
    result = run(report, command)
    assert (result.returncode, result.stdout, result.stderr) == (code, "", "")


@pytest.mark.slow
@needs_full
@pytest.mark.parametrize("options", ["", "--format json"])
def test_a_full_disk_behind_standard_output_is_an_error(report: Path, options: str) -> None:
    result = run(report, f"mr check README.md --template template.md {options} >/dev/full")
    assert (result.returncode, result.stderr) == (2, FULL)


@pytest.mark.slow
def test_a_file_does_not_get_the_number_of_a_closed_stream(report: Path) -> None:
    result = run(
        report, "mr check README.md --template template.md --format json=out.json --format csv=out.csv >&- 2>&-"
    )
    assert result.returncode == 0
    assert len(json.loads((report / "out.json").read_text())["reports"]) == 1
    assert "1 report:" not in (report / "out.csv").read_text()


@pytest.mark.slow
def test_ctrl_c_while_the_command_is_imported_is_quiet() -> None:
    program = (
        "import sys\n"
        "class Interrupt:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'mkdocs_report.cli.main':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupt())\n"
        "from mkdocs_report.__main__ import entry\n"
        "entry()\n"
    )
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (-signal.SIGINT, "", "")


def test_ctrl_c_has_an_exit_code_of_its_own(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "check_reports", interrupt)
    assert main.main(["check", str(report / "README.md")]) == main.INTERRUPTED
    assert "Traceback" not in capsys.readouterr().err


def test_ctrl_c_leaves_no_half_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    write_whole(tmp_path / "out.json", b"before")
    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "out.json", b"after")
    assert [file.name for file in tmp_path.iterdir()] == ["out.json"]
    assert (tmp_path / "out.json").read_bytes() == b"before"


@pytest.mark.parametrize("at_terminal", [True, False])
def test_messages_are_wrapped_at_a_terminal_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_terminal: bool
) -> None:
    stream = io.StringIO()
    stream.isatty = lambda: at_terminal  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.chdir(tmp_path)
    assert main.main(["check", "reports/of/a/missing/group/README.md"]) == 2
    whole = "mkdocs-report: reports/of/a/missing/group/README.md: there is no such file or folder.\n"
    wrapped = (
        "mkdocs-report:\n  reports/of/a/missing/group/README.md:\n  there is no such file or folder.\n"
        if at_terminal
        else whole
    )
    assert stream.getvalue() == wrapped
