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
from mkdocs_report.cli import main
from mkdocs_report.export.visible import printable_json, visible, visible_lines
from tests.hostile.case import Case, Place
from tests.hostile.cases import CASES, folder, write_course

SCHEMA = Path(mkdocs_report.__file__).parent / "export" / "check.schema.json"
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
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
    return {c for c in text if c in _TURNS or (unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} and c != "\n")}


def orders(text: str) -> list[str]:
    return [line for line in text.split("\n") if _ORDER.match(line)]


@pytest.mark.parametrize("options", [(), ("--settings", "../mkdocs.yml"), ("--explain-words", "4")], ids=len)
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
    code, text = run(capfdbinary, ["check", "."])
    assert code in {0, 1}
    assert (steering(text), orders(text)) == (set(), [])


@pytest.mark.parametrize("options", [(), ("--settings", "../mkdocs.yml")], ids=len)
def test_as_json(capfdbinary: pytest.CaptureFixture[bytes], options: Sequence[str]) -> None:
    code, text = run(capfdbinary, ["check", "groups", "--format", "json", *options])
    data = json.loads(text)
    assert code in {0, 1}
    jsonschema.validate(data, json.loads(SCHEMA.read_text()))
    assert len(data["reports"]) == len(CASES) + 1
    assert len({report["id"] for report in data["reports"]}) == len(CASES) + 1
    assert not [line for line in text.split("\n") if line.lstrip().startswith("::")]
    assert (steering(text), orders(text)) == (set(), [])


@pytest.mark.parametrize("case", [c for c in CASES if c.place is not Place.WAIVER], ids=lambda case: case.name)
def test_alone(capfdbinary: pytest.CaptureFixture[bytes], case: Case) -> None:
    file = f"groups/{folder(case).decode('utf-8', 'surrogateescape')}/README.md"
    for form in ("text", "json"):
        code, text = run(capfdbinary, ["check", file, "--format", form])
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


@pytest.mark.parametrize("form", _FORMS)
@pytest.mark.parametrize("command", [*_COMMANDS, *map(parted, _COMMANDS[:5])], ids=ascii)
def test_no_text_is_a_command_and_json_stays_what_it_was(command: str, form: str) -> None:
    text = _FORMS[form].format(command)
    printed = printable_json(json.dumps([text, {text: text}], ensure_ascii=False, indent=1))
    assert json.loads(printed) == [text, {text: text}]
    for shown in (printed, visible(text), visible_lines(text)):
        assert steering(shown) == set()
        seen = "".join(c for c in shown if c not in "\u00ad\u200b")
        assert orders(seen) == []
        assert "##teamcity[" not in seen


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
