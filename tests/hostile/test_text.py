"""The hostile course without a site: at the terminal and as JSON."""

from __future__ import annotations

import json
import re
import time
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import jsonschema
import pytest

import mkdocs_report
from mkdocs_report import check
from mkdocs_report.cli.main import main
from mkdocs_report.export.outputs import render
from mkdocs_report.export.paths import Checkout as Here
from mkdocs_report.model.course import Course
from mkdocs_report.runtime.text import printable_json, visible, visible_lines
from tests.hostile.case import Case, Place
from tests.hostile.cases import CASES, folder, write_course

pytestmark = pytest.mark.slow

HERE = Here("")
SCHEMA = Path(mkdocs_report.__file__).parent / "export" / "check.schema.json"
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
BY_TEMPLATE = ("--template", "../template.md")
_ORDER = re.compile(r"\s*::|.*##\[|.*##vso\[")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_course(tmp_path_factory.mktemp("course"), CASES)


@pytest.fixture(autouse=True)
def _in_course(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(course / "docs")
    monkeypatch.setenv("NO_COLOR", "1")


def run(capfdbinary: pytest.CaptureFixture[bytes], arguments: Sequence[str]) -> tuple[int, str]:
    code = main(arguments)
    out, err = capfdbinary.readouterr()
    assert b"Traceback" not in err
    return code, out.decode("utf-8")  # what is printed is UTF-8, whatever stood in the files


def steering(text: str) -> set[str]:
    return {c for c in set(text) if c in _TURNS or (unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} and c != "\n")}


def orders(text: str) -> list[str]:
    return [line for line in text.split("\n") if _ORDER.match(line)]


@pytest.fixture(scope="module")
def checked(course: Path) -> Course:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(course / "docs")
        return check("groups", settings="../mkdocs.yml")


@pytest.mark.parametrize("options", [("--settings", "../mkdocs.yml"), (*BY_TEMPLATE, "--explain-words", "4")], ids=len)
def test_at_the_terminal(capfdbinary: pytest.CaptureFixture[bytes], options: Sequence[str]) -> None:
    code, text = run(capfdbinary, ["check", "groups", *options])
    assert code in {0, 1}
    assert len(text.splitlines()) > len(CASES)
    assert steering(text) == set()
    assert orders(text) == []


def test_at_the_terminal_in_the_groups_own_folder(
    capfdbinary: pytest.CaptureFixture[bytes], course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course / "docs" / "groups")  # the folder's name begins the line
    code, text = run(capfdbinary, ["check", ".", "--template", "../../template.md"])
    assert code in {0, 1}
    assert (steering(text), orders(text)) == (set(), [])


def test_as_json(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    code, text = run(capfdbinary, ["check", "groups", *BY_TEMPLATE, "--format", "json"])
    assert code in {0, 1}
    is_whole(text)


def test_as_json_by_settings(checked: Course) -> None:
    is_whole(written(render("json", checked, HERE)))


def is_whole(text: str) -> None:
    data = json.loads(text)
    jsonschema.validate(data, json.loads(SCHEMA.read_text()))
    assert len(data["reports"]) == len(CASES) + 1
    assert len({report["id"] for report in data["reports"]}) == len(CASES) + 1
    assert (steering(text), orders(text)) == (set(), [])


def written(text: str) -> str:
    """Return a text as it is printed: bytes of paths that are no UTF-8 are escaped."""
    return text.encode("utf-8", "backslashreplace").decode()


@pytest.mark.parametrize("form", ["text", "json"])
def test_each_report_alone(form: str, checked: Course) -> None:
    wrong = []
    assert len(checked.reports) == len(CASES) + 1
    for report in checked.reports:
        shown = written(render(form, Course((report,)), HERE))
        if found := [*map(ascii, steering(shown)), *orders(shown)]:
            wrong.append(f"{report.report.id!a}: {found}")
        assert form == "text" or json.loads(shown)["summary"]["reports"] == 1
    assert wrong == []


NAMED = [next(case for case in CASES if case.place is place) for place in Place]
NAMED += [case for case in CASES if case.name == "folder-bytes"]
"""A case of each place; test_formats.py names every strange folder."""


@pytest.mark.parametrize("case", NAMED, ids=lambda case: case.name)
@pytest.mark.parametrize("form", ["text", "json"])
def test_one_that_is_named_alone(capfdbinary: pytest.CaptureFixture[bytes], case: Case, form: str) -> None:
    file = f"groups/{folder(case).decode('utf-8', 'surrogateescape')}/README.md"
    code, text = run(capfdbinary, ["check", file, *BY_TEMPLATE, "--format", form])
    assert code in {0, 1}
    assert (steering(text), orders(text)) == (set(), [])
    assert form == "text" or json.loads(text)["summary"]["reports"] == 1


_COMMANDS = ("::error::x", "::add-mask::x", "##[error]x", "##vso[task.complete]x", "##teamcity[x]",
             "section_start:1:x\r\x1b[0K")  # fmt: skip
_FORMS = {
    "as it is": "{}",
    "after spaces": "\u3000\t {}",
    "after a letter": "é {}",
    "after an unseen character": "\u00ad{}",
    **{f"after U+{ord(end):04X}": f"x{end}{{}}" for end in "\n\r\x0b\x0c\x1c\x85\u2028\u2029\x1b\x9b\x7f\u202e"},
}


def parted(command: str) -> str:
    """Return a command in whose sign an unseen character stands, which .NET passes over."""
    return f"{command[0]}\u200b{command[1:]}"


@pytest.mark.parametrize("command", [*_COMMANDS, *map(parted, _COMMANDS[:5])], ids=ascii)
def test_no_text_is_a_command_and_json_stays_what_it_was(command: str) -> None:
    for name, form in _FORMS.items():
        text = form.format(command)
        printed = printable_json(json.dumps([text, {text: text}], ensure_ascii=False, indent=1))
        assert json.loads(printed) == [text, {text: text}], name
        for shown in (printed, visible(text), visible_lines(text)):
            assert steering(shown) == set(), name
            seen = "".join(c for c in shown if c not in "\u00ad\u200b")
            assert orders(seen) == [], name
            assert "##teamcity[" not in seen, name


def test_writing_out_is_linear() -> None:
    for text in ("##" + "\u200b" * 200_000, "#\u200b" * 100_000, ":" * 200_000, "::" + " " * 200_000, "##a" * 70_000):
        start = time.process_time()
        visible(text)
        printable_json(text)
        assert time.process_time() - start < 2


def test_an_error_of_usage_is_no_command(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    for arguments in (["check", "::error::x"], ["check", "x\n##[error]x"], ["::error::x"], ["--::x\n::error::y"],
                      ["check", "groups", "--format", "x\n##vso[task.complete]"]):  # fmt: skip
        assert main(arguments) == 2
        err = capfdbinary.readouterr().err.decode()
        assert (orders(err), steering(err)) == ([], set())
