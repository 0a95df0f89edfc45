"""Named pipes and devices in the place of files that are read: refused at once, with a message."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from mkdocs_report.cli.doctor.software import placeholders
from mkdocs_report.cli.main import main
from mkdocs_report.course.git_history import _is_changed
from mkdocs_report.export.badges import is_badge
from mkdocs_report.export.html.targets import is_replaceable
from mkdocs_report.images.resolve import _identify, image_size
from mkdocs_report.model.image import ImageState
from mkdocs_report.repair.files import replace_file
from mkdocs_report.runtime.files import open_regular, read_head, read_regular
from mkdocs_report.site.report_templates import _stamp
from mkdocs_report.site.withheld import _content_of
from tests.support.reports import TEMPLATE, fill, write_group

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no named pipes")


@pytest.fixture(autouse=True)
def _course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "template.md").write_text(TEMPLATE)
    write_group(tmp_path / "reports", fill())
    os.mkfifo("pipe.md")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("socket.md")
    before = signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, _hung)
    signal.alarm(5)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def _hung(*_: object) -> None:
    pytest.fail("it hangs")  # no OSError, which the code could take for one of the file


@pytest.mark.parametrize("special", ["pipe.md", "socket.md", "/dev/zero", "/dev/null"])
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
    assert "cannot be opened" in Path("page.html").read_text()


@pytest.mark.parametrize("special", ["pipe.md", "socket.md", "/dev/zero"])
@pytest.mark.parametrize(
    "option", ["roster: {}", "waivers: {}", "evidence: {}", "templates: [{}]", "cohorts: {{a: {{templates: [{}]}}}}"]
)
def test_settings_that_name_a_special_file_are_refused(
    capsys: pytest.CaptureFixture[str], option: str, special: str
) -> None:
    named = option if "templates" in option else f"templates: [template.md]\n{option}"
    Path("s.yml").write_text(f"{named.format(special)}\n")
    for command in (
        "check reports --settings s.yml",
        "doctor --settings s.yml",
        "html reports/README.md --settings s.yml -o page.html",
    ):
        code = main(command.split())
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert said.out + said.err
        assert code in {0, 1, 2}


@pytest.mark.parametrize("special", ["pipe.md", "socket.md", "/dev/zero", "/dev/null", "reports"])
def test_only_regular_files_are_opened(special: str) -> None:
    for reads in (read_regular, partial(read_head, most=9), open_regular):
        with pytest.raises(OSError) as refused:  # noqa: PT011 - its kind is the system's
            reads(special)
        assert refused.value.filename == special
    assert image_size(special) is None


def test_the_first_bytes_are_read() -> None:
    assert read_head("template.md", 9) == TEMPLATE.encode()[:9] == read_regular("template.md")[:9]


@pytest.mark.parametrize("most", [0, 99, 100_000, 300_000, 10**9])
def test_a_file_is_read_whole_where_the_system_gives_little_at_once(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    content = bytes(range(256)) * 1000
    Path("large").write_bytes(content)
    really = os.read
    monkeypatch.setattr(os, "read", lambda descriptor, length: really(descriptor, min(length, 5000)))
    assert read_head("large", most) == content[:most]


@pytest.mark.parametrize("special", ["pipe.md", "socket.md", "/dev/zero"])
def test_an_image_that_is_a_special_file_is_none(special: str) -> None:
    assert _identify(special, "figures/loaf.png").state is ImageState.NOT_AN_IMAGE
    Path("reports/figures/loaf.png").unlink()
    os.mkfifo("reports/figures/loaf.png")
    assert main("check reports --template template.md".split()) == 1


@pytest.mark.parametrize("special", ["pipe.md", "socket.md", "/dev/zero"])
def test_nothing_waits_for_a_file_that_became_special(special: str) -> None:
    """Each looked whether it is a file, and then opened it."""
    file = Path(special)
    with pytest.raises(OSError):  # noqa: PT011 - its kind is the system's
        replace_file(file.absolute() if special != "/dev/zero" else _linked(file), b"x", b"y")
    assert not any((is_replaceable(file), is_badge(file), _stamp(file), _content_of(file)))
    assert _is_changed(file, "0" * 40)


def _linked(file: Path) -> Path:
    """Return a link to a device, beside which a file can be written."""
    Path("device.md").symlink_to(file)
    return Path("device.md")


def test_the_doctor_passes_over_a_pipe_in_the_place_of_a_workflow() -> None:
    Path(".github/workflows").mkdir(parents=True)
    os.mkfifo(".github/workflows/report.yml")
    assert list(placeholders(Path())) == []
