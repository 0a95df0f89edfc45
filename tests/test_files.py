"""Named pipes and devices in the place of files that are read: refused at once, with a message."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mkdocs_report.cli import main
from tests.forms import TEMPLATE, fill, write_group

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no named pipes")


@pytest.fixture(autouse=True)
def _course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "template.md").write_text(TEMPLATE)
    write_group(tmp_path / "reports", fill())
    os.mkfifo("pipe.md")
    before = signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, _hung)
    signal.alarm(10)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def _hung(*_: object) -> None:
    raise TimeoutError("it hangs")


@pytest.mark.parametrize("special", ["pipe.md", "/dev/zero", "/dev/null"])
@pytest.mark.parametrize(
    "command",
    [
        "check {} --template template.md",
        "check reports --template {}",
        "check reports --settings {}",
        "check {}",
        "repair reports/README.md --template {}",
        "repair {} --template template.md",
        "new --template {} -o new.md",
        "template check {}",
        "collect {}",
    ],
)
def test_a_special_file_is_refused(capsys: pytest.CaptureFixture[str], command: str, special: str) -> None:
    assert main(command.format(special).split()) in {1, 2}
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert said.out + said.err
    assert not Path("new.md").exists()


def test_a_page_of_a_pipe_says_that_it_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["html", "pipe.md", "--template", "template.md", "-o", "page.html"]) == 0
    assert "Traceback" not in capsys.readouterr().err
    assert "could not be read" in (page := Path("page.html").read_text()) or "can not be" in page
